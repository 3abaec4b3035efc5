#!/usr/bin/env node
// node scripts/test_api.js async | jobs: a smoke test of a running service, with the procedures of create_test_procedures.sql.
import { ApiError, createClient, settingsFromEnvironment } from './client/jobs-client.js';

const client = createClient(settingsFromEnvironment());

const PROC_TEST = {
  name: 'PROC_TEST',
  params: [
    { name: 'p_input', value: 'Test', direction: 'IN' },
    { name: 'p_output', direction: 'OUT', type: 'STRING' },
  ],
};
const ERROR = { name: 'PROC_TEST_ERROR', params: [{ name: 'p_should_fail', value: 1, type: 'NUMBER' }] };
const PARAMS = {
  name: 'PROC_TEST_PARAMS',
  params: [
    { name: 'p_number', value: 42, type: 'NUMBER' },
    { name: 'p_varchar', value: 'texto', type: 'STRING' },
    { name: 'p_date', value: '2025-12-10', type: 'DATE' },
    { name: 'p_result', direction: 'OUT', type: 'STRING' },
  ],
};

async function run(call) {
  const { job_id: id } = await client.submit(call);
  return client.watch(id, undefined, { intervalMs: 200 });
}

async function statusOf(promise) {
  return promise.then(
    () => 200,
    (error) => {
      if (error instanceof ApiError) return error.status;
      throw error;
    },
  );
}

const SUITES = {
  async: {
    'PROC_TEST devuelve su resultado': async () => (await run(PROC_TEST)).result?.p_output === 'Procesado: Test',
    'PROC_TEST_PARAMS recibe número, texto y fecha': async () =>
      (await run(PARAMS)).result?.p_result === 'Number: 42, String: texto, Date: 10/12/2025',
    'PROC_TEST_ERROR termina en failed con su mensaje': async () => {
      const job = await run(ERROR);
      return job.status === 'failed' && job.error.includes('Error intencional de prueba');
    },
    'un procedimiento que no existe termina en failed': async () =>
      (await run({ name: 'NO_EXISTE_EN_ABSOLUTO' })).status === 'failed',
    'un nombre que no es un identificador da 400': async () =>
      (await statusOf(client.submit({ name: 'a; b' }))) === 400,
  },
  jobs: {
    'el job aparece en la lista': async () => {
      const { id } = await run(PROC_TEST);
      return (await client.list()).jobs.some((job) => job.id === id);
    },
    'el filtro por estado solo da ese estado': async () => {
      await run(ERROR);
      return (await client.list({ status: 'failed' })).jobs.every((job) => job.status === 'failed');
    },
    'un job terminado se puede eliminar': async () => {
      const { id } = await run(PROC_TEST);
      const { message } = await client.delete(id);
      return message === 'Job eliminado correctamente' && (await statusOf(client.get(id))) === 404;
    },
    'un job desconocido da 404': async () => (await statusOf(client.get('0'.repeat(32)))) === 404,
    'eliminar sin filtros da 400': async () => (await statusOf(client.deleteWhere({}))) === 400,
  },
};

const suite = SUITES[process.argv[2]];
if (suite === undefined) {
  console.log(`Uso: node scripts/test_api.js ${Object.keys(SUITES).join(' | ')}
La dirección y el token se toman de ORACLE_JOBS_URL (o PORT) y API_TOKEN.`);
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}

let failed = 0;
for (const [name, test] of Object.entries(suite)) {
  const outcome = await test().catch((error) => error);
  if (outcome !== true) failed++;
  console.log(`${outcome === true ? '✅' : '❌'} ${name}${outcome instanceof Error ? `: ${outcome.message}` : ''}`);
}
console.log(`\n${Object.keys(suite).length - failed} correctos, ${failed} fallidos`);
process.exit(failed === 0 ? 0 : 1);
