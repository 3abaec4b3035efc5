// El cliente deja de esperar, y cancela el job: la llamada se interrumpe en la base de datos.
import { hasEnded, request, sleep } from './api.js';

async function waitForJob(id, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const job = await request('GET', `/jobs/${id}`);
    if (hasEnded(job)) return job;
    await sleep(200);
  }
  return undefined;
}

const { job_id } = await request('POST', '/procedure/async', {
  name: 'PROC_TEST_DEMORA',
  params: [{ name: 'segundos', value: 60, type: 'NUMBER' }],
});

if ((await waitForJob(job_id, 1000)) === undefined) {
  console.log('Timeout del cliente: se cancela el job');
  await request('POST', `/jobs/${job_id}/cancel`);
  const job = await waitForJob(job_id, 30_000);
  console.log('Estado final:', job?.status);
}
