import { progressBar } from './progress.js';

const ICONS = { pending: '⏳', running: '🔄', completed: '✅', failed: '❌', cancelled: '🚫' };

/** Jobs as lines of a table: status, procedure, progress, times, error. */
export function jobTable(jobs) {
  if (jobs.length === 0) return 'No hay jobs.';
  const width = Math.max(13, ...jobs.map(({ procedure_name: name }) => name.length));
  const head = `   ${'ESTADO'.padEnd(9)} ${'PROCEDIMIENTO'.padEnd(width)} ${'PROGRESO'.padEnd(27)} ${'INICIO'.padEnd(19)} ${'DURACIÓN'.padEnd(9)} JOB`;
  const lines = jobs.map((job) =>
    [
      `${ICONS[job.status] ?? ' '} ${job.status.padEnd(9)}`,
      job.procedure_name.padEnd(width),
      progressBar(job.progress),
      job.start_time.replace('T', ' ').slice(0, 19),
      (job.duration ?? '').padEnd(9),
      job.id + (job.error ? `\n   ${job.error.split('\n', 1)[0]}` : ''),
    ].join(' '),
  );
  return [head, ...lines].join('\n');
}
