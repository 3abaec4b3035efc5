#!/usr/bin/env node
// npm run demo: the whole service in one command. Installs, builds, starts the service with its embedded database, runs two
// procedures through HTTP, shows their progress and results, and stays up until Ctrl-C. Plain Node: it runs before npm ci.
import { randomBytes } from 'node:crypto';
import { progressBar } from './client/progress.js';
import { ensureBuilt } from './prepare/build.js';
import { ensureInstalled } from './prepare/install.js';
import { choosePort, startService, untilReady } from './prepare/service.js';

const CALLS = [
  { name: 'PROC_TEST_DEMORA', params: [{ name: 'segundos', value: 5, direction: 'IN', type: 'NUMBER' }] },
  {
    name: 'PROC_TEST',
    params: [
      { name: 'p_input', value: 'Test', direction: 'IN' },
      { name: 'p_output', direction: 'OUT', type: 'STRING' },
    ],
  },
];

ensureInstalled();
ensureBuilt();
(await import('../dist/src/lost-terminal.js')).surviveLostTerminal();

console.log('Starting the service and its embedded database …');
const token = process.env.API_TOKEN || randomBytes(12).toString('hex');
const service = startService({
  port: await choosePort(Number(process.env.PORT || 8080)),
  token,
  dataDir: process.env.EMBEDDED_DATA_DIR || '.data/embedded',
});
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
void service.ended.then(end);

if (await untilReady(service)) {
  await showJobs();
  printWayOn();
} else if (!stopping) {
  console.error('The service did not become ready; LOG_LEVEL=info npm run demo tells more.');
  process.exitCode = 1;
  stop();
}

async function showJobs() {
  const { client } = service;
  const started = await Promise.all(CALLS.map((call) => client.submit(call)));
  for (const [index, { job_id: id }] of started.entries())
    console.log(`POST /procedure/async  ${CALLS[index].name} → ${id}`);
  const finished = await Promise.all(
    started.map(({ job_id: id }) => client.watch(id, showProgress, { intervalMs: 500 })),
  );
  for (const job of finished) console.log(`\n${JSON.stringify(job, null, 2)}`);
}

function showProgress(job) {
  console.log(`${job.procedure_name.padEnd(18)} ${progressBar(job.progress)} ${job.status}`);
}

function printWayOn() {
  const { url } = service;
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

/** The first Ctrl-C stops in order, the second at once. */
function stop() {
  if (!stopping) console.log('\nStopping …');
  void service.stop(stopping ? 'SIGKILL' : 'SIGTERM');
  stopping = true;
}

function end({ code, signal }) {
  if (!stopping) console.error(`The service ended (${signal ?? `exit code ${code}`}).`);
  process.exit(process.exitCode || (stopping ? (code ?? 1) : code || 1));
}
