// Polling adaptativo: despacio al principio, más a menudo cerca del final.
import { hasEnded, request, sleep } from './api.js';

function interval({ progress }) {
  if (progress < 30) return 500;
  if (progress < 70) return 1000;
  return 300;
}

const { job_id } = await request('POST', '/procedure/async', {
  name: 'PROC_TEST_DEMORA',
  params: [{ name: 'segundos', value: 2, type: 'NUMBER' }],
});

let job = await request('GET', `/jobs/${job_id}`);
while (!hasEnded(job)) {
  console.log(`[${job.status}] ${job.progress}%`);
  await sleep(interval(job));
  job = await request('GET', `/jobs/${job_id}`);
}
console.log(`[${job.status}] ${job.progress}% ${job.duration}`);
