// Lanzar un procedimiento, esperar a que termine y leer su resultado.
import { hasEnded, request, sleep } from './api.js';

const { job_id } = await request('POST', '/procedure/async', {
  name: 'PROC_TEST',
  params: [
    { name: 'p_input', value: 'Test', direction: 'IN' },
    { name: 'p_output', direction: 'OUT', type: 'STRING' },
  ],
});
console.log('Job ID:', job_id);

let job = await request('GET', `/jobs/${job_id}`);
while (!hasEnded(job)) {
  console.log(`Estado: ${job.status}, progreso: ${job.progress}%`);
  await sleep(500);
  job = await request('GET', `/jobs/${job_id}`);
}

if (job.status === 'completed') console.log('✅ Completado en', job.duration, job.result);
else console.error('❌ Error:', job.error);
