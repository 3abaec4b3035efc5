import type { Connection } from 'oracledb';
import type { JobStatus } from '../job.ts';
import type { JobSubmission } from '../job-store.ts';
import { ROW_OPTIONS } from './job-row.ts';
import { joinCall } from './load-claimed-job.ts';

type Row = {
  STATUS: JobStatus;
  CALL_SPEC: string | null;
  PARAMS: string | null;
  PRIORITY: number;
  TIMEOUT_SECONDS: number | null;
  QUEUE_TIMEOUT_SECONDS: number | null;
  CONCURRENCY_KEY: string | null;
  MAX_ATTEMPTS: number;
};

const LOAD = `
SELECT STATUS, CALL_SPEC, PARAMS, PRIORITY, TIMEOUT_SECONDS, QUEUE_TIMEOUT_SECONDS, CONCURRENCY_KEY, MAX_ATTEMPTS
FROM ASYNC_JOBS WHERE JOB_ID = :job_id`;

/** What a job was submitted with. Undefined where there is none, or where an older service did not keep the call. */
export async function loadSubmission(
  connection: Connection,
  jobId: string,
): Promise<{ status: JobStatus; submission: JobSubmission } | undefined> {
  const { rows = [] } = await connection.execute<Row>(LOAD, { job_id: jobId }, ROW_OPTIONS);
  const [row] = rows;
  if (row === undefined || row.CALL_SPEC === null) return undefined;
  const submission: JobSubmission = {
    ...joinCall(row.CALL_SPEC, row.PARAMS),
    priority: row.PRIORITY,
    max_attempts: row.MAX_ATTEMPTS,
    ...(row.TIMEOUT_SECONDS === null ? {} : { timeout_seconds: row.TIMEOUT_SECONDS }),
    ...(row.QUEUE_TIMEOUT_SECONDS === null ? {} : { queue_timeout_seconds: row.QUEUE_TIMEOUT_SECONDS }),
    ...(row.CONCURRENCY_KEY === null ? {} : { concurrency_key: row.CONCURRENCY_KEY }),
  };
  return { status: row.STATUS, submission };
}
