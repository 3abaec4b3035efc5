#!/usr/bin/env node
// node scripts/test_persistencia.js: a job is there after a restart. With ORACLE_JOBS_URL it asks you to restart that service;
// without, it starts one of its own with an embedded database, and restarts it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createClient, settingsFromEnvironment } from './client/jobs-client.js';
import { ensureBuilt } from './prepare/build.js';
import { ensureInstalled } from './prepare/install.js';
import { choosePort, startService, untilReady } from './prepare/service.js';

const CALL = {
  name: 'PROC_TEST',
  params: [
    { name: 'p_input', value: 'Persistencia', direction: 'IN' },
    { name: 'p_output', direction: 'OUT', type: 'STRING' },
  ],
};

if (process.argv.length > 2) {
  console.log(`Uso: node scripts/test_persistencia.js
Con ORACLE_JOBS_URL (y API_TOKEN) pide que se reinicie ese servicio; sin ella arranca y reinicia uno propio.`);
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}

process.exit((await (process.env.ORACLE_JOBS_URL ? withRunningService() : withOwnService())) ? 0 : 1);

async function withRunningService() {
  const client = createClient(settingsFromEnvironment());
  const job = await runJob(client);
  console.log('2. Reinicie la API ahora …');
  await until(async () => !(await client.isReady()));
  await until(() => client.isReady());
  return isStillThere(client, job);
}

async function withOwnService() {
  ensureInstalled();
  ensureBuilt();
  const dataDir = await mkdtemp(join(tmpdir(), 'oracle-jobs-'));
  const settings = { port: await choosePort(0), token: 'persistencia', dataDir };
  let service = startService(settings);
  try {
    if (!(await untilReady(service))) throw new Error('la API no arrancó');
    const job = await runJob(service.client);
    console.log('2. Reiniciando la API …');
    await service.stop();
    service = startService(settings);
    if (!(await untilReady(service))) throw new Error('la API no volvió a arrancar');
    return await isStillThere(service.client, job);
  } finally {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runJob(client) {
  const { job_id: id } = await client.submit(CALL);
  const job = await client.watch(id, undefined, { intervalMs: 200 });
  console.log(`1. Job ${id}: ${job.status}`);
  return job;
}

async function isStillThere(client, job) {
  const found = await client.get(job.id).catch((error) => error);
  const isSame = isDeepStrictEqual(found, job);
  console.log(
    isSame
      ? `3. ✅ El job ${job.id} sigue existiendo`
      : `3. ❌ El job ${job.id} no está como estaba: ${found.message ?? JSON.stringify(found)}`,
  );
  return isSame;
}

async function until(condition) {
  while (!(await condition())) await sleep(500);
}
