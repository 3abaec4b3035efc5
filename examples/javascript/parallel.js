// Varios procesos a la vez, seguidos con una sola consulta de la lista.
import { hasEnded, request, sleep } from './api.js';

const EMOJI = { pending: '⏳', running: '🔄', completed: '✅', failed: '❌', cancelled: '🚫' };

const calls = [1, 2, 3].map((seconds) => ({
  name: 'PROC_TEST_DEMORA',
  params: [{ name: 'segundos', value: seconds, type: 'NUMBER' }],
}));
const started = await Promise.all(calls.map((call) => request('POST', '/procedure/async', call)));
const ids = new Set(started.map(({ job_id }) => job_id));

for (;;) {
  const list = await request('GET', '/jobs?procedure_name=PROC_TEST_DEMORA');
  const jobs = list.jobs.filter((job) => ids.has(job.id));
  console.log(
    jobs.map((job) => `${EMOJI[job.status]} ${job.procedure_name} ${job.progress}% ${job.duration ?? ''}`).join('\n'),
  );
  if (jobs.every(hasEnded)) break;
  await sleep(1000);
}
console.log('🎉 Todos los procesos finalizaron');
