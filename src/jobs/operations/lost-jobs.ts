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
  /** Undefined where V$SESSION could not be read. */
  session: SessionAddress | undefined;
  /** It should have been broken off long ago, by a cancel or by its time limit. */
  isOverdue: boolean;
};

/** A session as V$SESSION has it. */
export type SessionAddress = { sid: number; serial: number };

/** What a call may take, in seconds. */
export type TimeAllowed = {
  /** Of a job that has no limit of its own; 0 for none. */
  defaultTimeoutSeconds: number;
  /** From a cancel, or the end of the time limit, until the job should have ended. */
  graceSeconds: number;
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
  SESSION_ID: number | null;
  SESSION_SERIAL: number | null;
  IS_OVERDUE: number;
};

const FIND_RUNNING = `
SELECT JOB_ID, ATTEMPT_TOKEN, ATTEMPT, MAX_ATTEMPTS, LOCK_ID,
       CASE WHEN CALL_STARTED_AT IS NULL THEN 0 ELSE 1 END AS HAS_CALL_BEGUN,
       CASE WHEN CANCEL_REQUESTED_AT IS NULL THEN 0 ELSE 1 END AS IS_CANCEL_REQUESTED,
       CASE WHEN LEASE_UNTIL < SYSTIMESTAMP THEN 1 ELSE 0 END AS IS_LEASE_OVER,
       SESSION_ID, SESSION_SERIAL,
       CASE
         WHEN CANCEL_REQUESTED_AT < SYSTIMESTAMP - NUMTODSINTERVAL(:grace, 'SECOND') THEN 1
         WHEN NVL(TIMEOUT_SECONDS, :timeout) > 0
           AND CALL_STARTED_AT < SYSTIMESTAMP - NUMTODSINTERVAL(NVL(TIMEOUT_SECONDS, :timeout) + :grace, 'SECOND') THEN 1
         ELSE 0
       END AS IS_OVERDUE
FROM ASYNC_JOBS WHERE STATUS = 'running' AND ATTEMPT_TOKEN IS NOT NULL`;

export async function findRunningJobs(connection: Connection, allowed: TimeAllowed): Promise<RunningJob[]> {
  const binds = { grace: allowed.graceSeconds, timeout: allowed.defaultTimeoutSeconds };
  const { rows = [] } = await connection.execute<Row>(FIND_RUNNING, binds, ROW_OPTIONS);
  return rows.map((row) => ({
    jobId: row.JOB_ID,
    attemptToken: row.ATTEMPT_TOKEN,
    attempt: row.ATTEMPT,
    maxAttempts: row.MAX_ATTEMPTS,
    lockId: row.LOCK_ID ?? undefined,
    hasCallBegun: row.HAS_CALL_BEGUN === 1,
    isCancelRequested: row.IS_CANCEL_REQUESTED === 1,
    isLeaseOver: row.IS_LEASE_OVER === 1,
    session: addressOf(row),
    isOverdue: row.IS_OVERDUE === 1,
  }));
}

function addressOf({ SESSION_ID: sid, SESSION_SERIAL: serial }: Row): SessionAddress | undefined {
  return sid === null || serial === null ? undefined : { sid, serial };
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
