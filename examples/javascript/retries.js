// Reintentos desde el cliente. (El servicio también sabe reintentar errores pasajeros: el campo max_attempts.)
import { hasEnded, request, sleep } from './api.js';

async function run(call) {
  const { job_id } = await request('POST', '/procedure/async', call);
  for (;;) {
    const job = await request('GET', `/jobs/${job_id}`);
    if (hasEnded(job)) return job;
    await sleep(300);
  }
}

async function runWithRetries(callOf, attempts = 3) {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const job = await run(callOf(attempt));
    if (job.status === 'completed') return { job, attempt };
    console.error(`❌ Falló el intento ${attempt}: ${job.error}`);
    if (attempt < attempts) await sleep(500);
  }
  throw new Error('Máximo de reintentos alcanzado');
}

// PROC_TEST_ERROR falla cuando se le pide: aquí, en los dos primeros intentos.
const { attempt } = await runWithRetries((attempt) => ({
  name: 'PROC_TEST_ERROR',
  params: [{ name: 'p_should_fail', value: attempt < 3 ? 1 : 0, type: 'NUMBER' }],
}));
console.log('✅ Éxito en el intento', attempt);
