import oracledb, { type Connection } from 'oracledb';
import { ROW_OPTIONS } from './job-row.ts';

/** A running job as seen by whoever looks for lost workers. */
export type RunningJob = {
  jobId: string;
  attemptToken: string;
  attempt: number;
  maxAttempts: number;
  /** Undefined where it was started without DBMS_LOCK. */
  lockId: number | undefined;
  hasCallBegun: boolean;
  isCancelRequested: boolean;
  /** The lease given at the claim (or renewed since) is over. */
  isLeaseOver: boolean;
};

type Row = {
  JOB_ID: string;
  ATTEMPT_TOKEN: string;
  ATTEMPT: number;
  MAX_ATTEMPTS: number;
  LOCK_ID: number | null;
  HAS_CALL_BEGUN: number;
  IS_CANCEL_REQUESTED: number;
  IS_LEASE_OVER: number;
};

const FIND_RUNNING = `
SELECT JOB_ID, ATTEMPT_TOKEN, ATTEMPT, MAX_ATTEMPTS, LOCK_ID,
       CASE WHEN CALL_STARTED_AT IS NULL THEN 0 ELSE 1 END AS HAS_CALL_BEGUN,
       CASE WHEN CANCEL_REQUESTED_AT IS NULL THEN 0 ELSE 1 END AS IS_CANCEL_REQUESTED,
       CASE WHEN LEASE_UNTIL < SYSTIMESTAMP THEN 1 ELSE 0 END AS IS_LEASE_OVER
FROM ASYNC_JOBS WHERE STATUS = 'running' AND ATTEMPT_TOKEN IS NOT NULL`;

export async function findRunningJobs(connection: Connection): Promise<RunningJob[]> {
  const { rows = [] } = await connection.execute<Row>(FIND_RUNNING, {}, ROW_OPTIONS);
  return rows.map((row) => ({
    jobId: row.JOB_ID,
    attemptToken: row.ATTEMPT_TOKEN,
    attempt: row.ATTEMPT,
    maxAttempts: row.MAX_ATTEMPTS,
    lockId: row.LOCK_ID ?? undefined,
    hasCallBegun: row.HAS_CALL_BEGUN === 1,
    isCancelRequested: row.IS_CANCEL_REQUESTED === 1,
    isLeaseOver: row.IS_LEASE_OVER === 1,
  }));
}

/** Shared, so that two instances that look at once do not take each other for the worker. */
const TEST_LOCK = `
DECLARE
  l_status INTEGER;
BEGIN
  l_status := DBMS_LOCK.REQUEST(:lock_id, 4, 0, FALSE);
  :is_free := CASE WHEN l_status = 0 THEN 1 ELSE 0 END;
  IF l_status = 0 THEN
    l_status := DBMS_LOCK.RELEASE(:lock_id);
  END IF;
END;`;

/** Whether the session that held the lock has ended. */
export async function isLockFree(connection: Connection, lockId: number): Promise<boolean> {
  const { outBinds } = await connection.execute<{ is_free: number }>(TEST_LOCK, {
    lock_id: lockId,
    is_free: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_NUMBER },
  });
  return outBinds?.is_free === 1;
}

/** Before a session goes back to its pool. */
export async function releaseLock(connection: Connection, lockId: number): Promise<void> {
  await connection.execute('DECLARE l_status INTEGER; BEGIN l_status := DBMS_LOCK.RELEASE(:lock_id); END;', {
    lock_id: lockId,
  });
}

/** One statement for all jobs of this process. Commits. */
export async function renewLeases(connection: Connection, instanceId: string, leaseSeconds: number): Promise<void> {
  await connection.execute(
    `UPDATE ASYNC_JOBS SET LEASE_UNTIL = SYSTIMESTAMP + NUMTODSINTERVAL(:lease_seconds, 'SECOND')
     WHERE STATUS = 'running' AND INSTANCE_ID = :instance_id AND LOCK_ID IS NULL`,
    { lease_seconds: leaseSeconds, instance_id: instanceId },
    { autoCommit: true },
  );
}
