import type { Connection } from 'oracledb';
import type { JobStatus } from '../job.ts';
import type { JobSubmission } from '../job-store.ts';
import { ROW_OPTIONS } from './job-row.ts';
import { joinCall } from './load-claimed-job.ts';
import { fillLongTexts, shortText } from './long-text.ts';

type Row = {
  JOB_ID: string;
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
SELECT j.JOB_ID, j.STATUS, j.CALL_SPEC, ${shortText('PARAMS')}, j.PRIORITY, j.TIMEOUT_SECONDS, j.QUEUE_TIMEOUT_SECONDS,
       j.CONCURRENCY_KEY, j.MAX_ATTEMPTS
FROM ASYNC_JOBS j WHERE j.JOB_ID = :job_id`;

/** What a job was submitted with; without a submission where an older service did not keep the call. Undefined where there is no job. */
export async function loadSubmission(
  connection: Connection,
  jobId: string,
): Promise<{ status: JobStatus; submission: JobSubmission | undefined } | undefined> {
  const { rows = [] } = await connection.execute<Row>(LOAD, { job_id: jobId }, ROW_OPTIONS);
  const [row] = rows;
  if (row === undefined) return undefined;
  if (row.CALL_SPEC === null) return { status: row.STATUS, submission: undefined };
  await fillLongTexts(connection, row);
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
