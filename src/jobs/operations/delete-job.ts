import oracledb, { type BindParameters, type Connection } from 'oracledb';
import { FINAL_STATUSES, type FinalStatus, isFinal, type JobStatus } from '../job.ts';

const FINAL_LIST = FINAL_STATUSES.map((status) => `'${status}'`).join(', ');
const BATCH_ROWS = 1000;
const SECONDS_PER_DAY = 86_400;

/** Deletes a finished job; its log and attempts go with it. */
export async function deleteJob(connection: Connection, jobId: string): Promise<'deleted' | 'active' | 'missing'> {
  const { rowsAffected } = await connection.execute(
    `DELETE FROM ASYNC_JOBS WHERE JOB_ID = :job_id AND STATUS IN (${FINAL_LIST})`,
    { job_id: jobId },
    { autoCommit: true },
  );
  if (rowsAffected === 1) return 'deleted';
  const { rows = [] } = await connection.execute('SELECT STATUS FROM ASYNC_JOBS WHERE JOB_ID = :job_id', {
    job_id: jobId,
  });
  return rows.length === 0 ? 'missing' : 'active';
}

export type DeleteFilter = { statuses?: JobStatus[] | undefined; olderThanDays?: number | undefined };

/**
 * Deletes up to 1000 finished jobs that fit every filter, and commits.
 * @returns how many; fewer than 1000 when no more are left.
 */
export async function deleteJobs(connection: Connection, filter: DeleteFilter): Promise<number> {
  const statuses: FinalStatus[] = filter.statuses === undefined ? [...FINAL_STATUSES] : filter.statuses.filter(isFinal);
  if (statuses.length === 0) return 0;
  const binds: Record<string, oracledb.BindParameter> = {};
  statuses.forEach((status, index) => {
    binds[`status_${index}`] = { val: status, type: oracledb.DB_TYPE_VARCHAR };
  });
  const where = [`STATUS IN (${statuses.map((_status, index) => `:status_${index}`).join(', ')})`];
  if (filter.olderThanDays !== undefined) {
    where.push("NVL(FINISHED_AT, ACCEPTED_AT) < SYSTIMESTAMP - NUMTODSINTERVAL(:seconds, 'SECOND')");
    binds['seconds'] = { val: Math.round(filter.olderThanDays * SECONDS_PER_DAY), type: oracledb.DB_TYPE_NUMBER };
  }
  const { rowsAffected = 0 } = await connection.execute(
    `DELETE FROM ASYNC_JOBS WHERE ${where.join(' AND ')} AND ROWNUM <= ${BATCH_ROWS}`,
    binds as BindParameters,
    { autoCommit: true },
  );
  return rowsAffected;
}

/** Whether a batch was the last one. */
export function isLastBatch(deleted: number): boolean {
  return deleted < BATCH_ROWS;
}
