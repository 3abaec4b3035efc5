import type { Connection } from 'oracledb';
import type { JobLogLine } from '../job-store.ts';
import { ROW_OPTIONS } from './job-row.ts';

/** In the order written; undefined where there is no such job. */
export async function readLogs(connection: Connection, jobId: string): Promise<JobLogLine[] | undefined> {
  const { rows = [] } = await connection.execute<{ LOGGED_AT: Date; TEXT: string | null }>(
    'SELECT LOGGED_AT, TEXT FROM ASYNC_JOB_LOGS WHERE JOB_ID = :job_id ORDER BY LOG_ID',
    { job_id: jobId },
    { ...ROW_OPTIONS, fetchArraySize: 500 },
  );
  if (rows.length > 0) return rows.map(({ LOGGED_AT, TEXT }) => ({ time: LOGGED_AT, text: TEXT ?? '' }));
  const job = await connection.execute('SELECT 1 FROM ASYNC_JOBS WHERE JOB_ID = :job_id', { job_id: jobId });
  return (job.rows ?? []).length === 0 ? undefined : [];
}
