import type { Connection } from 'oracledb';
import { ROW_OPTIONS } from './job-row.ts';

/** Which of these jobs are stored: the answer to a commit whose own answer got lost. */
export async function findExistingJobs(connection: Connection, jobIds: string[]): Promise<Set<string>> {
  const names = jobIds.map((_id, index) => `:${index + 1}`).join(', ');
  const { rows = [] } = await connection.execute<{ JOB_ID: string }>(
    `SELECT JOB_ID FROM ASYNC_JOBS WHERE JOB_ID IN (${names})`,
    jobIds,
    ROW_OPTIONS,
  );
  return new Set(rows.map(({ JOB_ID }) => JOB_ID));
}

/** The job of an Idempotency-Key, and the hash of the request that made it. */
export async function findByIdempotencyHash(
  connection: Connection,
  hash: string,
): Promise<{ jobId: string; requestHash: string | undefined } | undefined> {
  const { rows = [] } = await connection.execute<{ JOB_ID: string; REQUEST_HASH: string | null }>(
    'SELECT JOB_ID, REQUEST_HASH FROM ASYNC_JOBS WHERE IDEMPOTENCY_HASH = :hash',
    { hash },
    ROW_OPTIONS,
  );
  const [row] = rows;
  return row === undefined ? undefined : { jobId: row.JOB_ID, requestHash: row.REQUEST_HASH ?? undefined };
}
