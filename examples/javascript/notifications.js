// Avisar al usuario del progreso y del final.
import { hasEnded, request, sleep } from './api.js';

const notify = (kind, title, text) => console.log(`[${kind}] ${title}: ${text}`);

async function runWithNotifications(call, onProgress) {
  const { job_id } = await request('POST', '/procedure/async', call);
  notify('info', 'Proceso iniciado', 'El proceso se está ejecutando…');
  for (let last = -1; ; ) {
    const job = await request('GET', `/jobs/${job_id}`);
    if (job.progress !== last) onProgress(job.progress);
    last = job.progress;
    if (hasEnded(job)) return job;
    await sleep(300);
  }
}

const call = { name: 'PROC_TEST_DEMORA', params: [{ name: 'segundos', value: 1, type: 'NUMBER' }] };
const job = await runWithNotifications(call, (progress) => console.log(`${'█'.repeat(progress / 5)} ${progress}%`));
if (job.status === 'completed') notify('success', 'Completado', `Duración: ${job.duration}`);
else notify('error', 'Error', job.error);
