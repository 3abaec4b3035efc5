#!/usr/bin/env node
// npm run demo: the whole service in one command. Installs, builds, starts the service with its embedded database, runs two
// procedures through HTTP, shows their progress and results, and stays up until Ctrl-C. Plain Node: it runs before npm ci.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from './client/jobs-client.js';
import { progressBar } from './client/progress.js';
import { ensureBuilt } from './prepare/build.js';
import { ensureInstalled, PROJECT_DIR } from './prepare/install.js';

const START_TIMEOUT_MS = 180_000;

ensureInstalled();
ensureBuilt();

const port = await choosePort(Number(process.env.PORT || 8080));
const token = process.env.API_TOKEN || randomBytes(12).toString('hex');
const url = `http://127.0.0.1:${port}`;

console.log('Starting the service and its embedded database …');
const service = startService();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

const client = createClient({ url, token });
await untilReady();
await showJobs();
printWayOn();

/** The wished port, or a free one when another program has it. */
async function choosePort(wished) {
  const listen = (candidate) =>
    new Promise((resolve, reject) => {
      const probe = createServer();
      probe.once('error', reject);
      probe.listen(candidate, '127.0.0.1', () => {
        const { port: bound } = probe.address();
        probe.close(() => resolve(bound));
      });
    });
  return listen(wished).catch(() => listen(0));
}

function startService() {
  const child = spawn(process.execPath, [join(PROJECT_DIR, 'dist/src/server.js')], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: Ctrl-C reaches only this script, which then stops the service in order.
    detached: true,
    env: { ...process.env, ...embeddedOnly(), HOST: '127.0.0.1', PORT: String(port), API_TOKEN: token },
  });
  child.once('exit', (code, signal) => {
    if (!stopping) console.error(`The service ended (${signal ?? `exit code ${code}`}).`);
    process.exit(stopping ? (code ?? 1) : code || 1);
  });
  return child;
}

/** Whatever the environment or .env say, the demo uses the embedded database, and its own folder of it. */
function embeddedOnly() {
  const oracle = ['USER', 'PASSWORD', 'CONNECT_STRING', 'HOST', 'PORT', 'SERVICE'].map((name) => [
    `ORACLE_${name}`,
    '',
  ]);
  return {
    ...Object.fromEntries(oracle),
    EMBEDDED_DATA_DIR: process.env.EMBEDDED_DATA_DIR || '.data/demo',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    API_NO_AUTH: '0',
    API_ALLOWED_IPS: '',
  };
}

async function untilReady() {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await client.isReady())) {
    if (Date.now() > deadline) {
      console.error(
        `The service was not ready after ${START_TIMEOUT_MS / 1000} s; LOG_LEVEL=info npm run demo tells more.`,
      );
      stop();
      await new Promise(() => {});
    }
    await sleep(250);
  }
}

async function showJobs() {
  const calls = [
    { name: 'PROC_TEST_DEMORA', params: [{ name: 'segundos', value: 5, direction: 'IN', type: 'NUMBER' }] },
    {
      name: 'PROC_TEST',
      params: [
        { name: 'p_input', value: 'Test', direction: 'IN' },
        { name: 'p_output', direction: 'OUT', type: 'STRING' },
      ],
    },
  ];
  const started = await Promise.all(calls.map((call) => client.submit(call)));
  for (const [index, { job_id: id }] of started.entries())
    console.log(`POST /procedure/async  ${calls[index].name} → ${id}`);
  const finished = await Promise.all(
    started.map(({ job_id: id }) => client.watch(id, showProgress, { intervalMs: 500 })),
  );
  for (const job of finished) console.log(`\n${JSON.stringify(job, null, 2)}`);
}

function showProgress(job) {
  console.log(`${job.procedure_name.padEnd(18)} ${progressBar(job.progress)} ${job.status}`);
}

function printWayOn() {
  console.log(`
The service is up. Ctrl-C stops it.
  API         ${url}
  Swagger UI  ${url}/documentation
  OpenAPI     ${url}/documentation/json
  Token       ${token}

Try it:
  curl -X POST ${url}/procedure/async \\
    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
    -d '{"name":"PROC_TEST","params":[{"name":"p_input","value":"Hola"},{"name":"p_output","direction":"OUT","type":"STRING"}]}'
  curl ${url}/jobs -H 'Authorization: Bearer ${token}'`);
}

function stop() {
  if (stopping) {
    // Second Ctrl-C: at once.
    service.kill('SIGKILL');
    return;
  }
  stopping = true;
  console.log('\nStopping …');
  service.kill('SIGTERM');
}
