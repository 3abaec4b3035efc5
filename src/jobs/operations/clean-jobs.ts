import oracledb, { type Connection } from 'oracledb';
import type { FinalStatus } from '../job.ts';

/** The lock keeps instances from cleaning at the same time; whoever does not get it leaves the work to the other. */
const CLEAN = `
DECLARE
  l_lock ASYNC_JOBS_SCHEMA.VERSION%TYPE;
  e_busy EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_busy, -54);
BEGIN
  :deleted := 0;
  SELECT VERSION INTO l_lock FROM ASYNC_JOBS_SCHEMA WHERE VERSION = -2 FOR UPDATE NOWAIT;
  DELETE FROM ASYNC_JOBS
  WHERE STATUS = :status
    AND NVL(FINISHED_AT, ACCEPTED_AT) < SYSTIMESTAMP - NUMTODSINTERVAL(:hours, 'HOUR')
    AND ROWNUM <= :batch_rows;
  :deleted := SQL%ROWCOUNT;
  COMMIT;
EXCEPTION
  WHEN e_busy THEN
    ROLLBACK;
END;`;

const BATCH_ROWS = 500;

/** Deletes one batch of what ended in this status more than so many hours ago. @returns how many, and whether there may be more. */
export async function cleanJobs(
  connection: Connection,
  status: FinalStatus,
  hours: number,
): Promise<{ deleted: number; hasMore: boolean }> {
  const { outBinds } = await connection.execute<{ deleted: number }>(CLEAN, {
    status,
    hours,
    batch_rows: BATCH_ROWS,
    deleted: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_NUMBER },
  });
  const deleted = outBinds?.deleted ?? 0;
  return { deleted, hasMore: deleted === BATCH_ROWS };
}
