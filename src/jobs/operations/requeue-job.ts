import oracledb, { type Connection } from 'oracledb';
import type { Attempt } from './complete-job.ts';

export type Requeue = {
  /** `worker_lost_not_started`: the call never began, the attempt does not count. */
  reason: 'retry_wait' | 'worker_lost_not_started';
  errorCode?: string | undefined;
  error?: string | undefined;
  delaySeconds: number;
};

/** Back to the queue, with the attempt kept as history. */
const REQUEUE = `
BEGIN
  ROLLBACK;
  IF :max_log_lines > 0 THEN
    ASYNC_JOBS_RUNTIME.SAVE_OUTPUT(:job_id, :max_log_lines);
  END IF;
  INSERT INTO ASYNC_JOB_ATTEMPTS (
    JOB_ID, ATTEMPT_TOKEN, ATTEMPT, INSTANCE_NAME, SESSION_ID, SESSION_SERIAL, STARTED_AT, REASON, ERROR_CODE, ERROR_MSG
  )
  SELECT JOB_ID, ATTEMPT_TOKEN, ATTEMPT, INSTANCE_NAME, SESSION_ID, SESSION_SERIAL, STARTED_AT, :reason, :error_code, :error_text
  FROM ASYNC_JOBS
  WHERE JOB_ID = :job_id AND STATUS = 'running' AND ATTEMPT_TOKEN = :attempt_token;
  UPDATE ASYNC_JOBS
  SET STATUS = 'pending',
      STATUS_REASON = :reason,
      PROGRESS = 0,
      PROGRESS_MESSAGE = NULL,
      ATTEMPT = CASE WHEN :reason = 'worker_lost_not_started' THEN ATTEMPT - 1 ELSE ATTEMPT END,
      ATTEMPT_TOKEN = NULL,
      INSTANCE_ID = NULL,
      LOCK_ID = NULL,
      LEASE_UNTIL = NULL,
      CALL_STARTED_AT = NULL,
      NOT_BEFORE = CASE WHEN :delay_seconds > 0 THEN SYSTIMESTAMP + NUMTODSINTERVAL(:delay_seconds, 'SECOND') ELSE NOT_BEFORE END
  WHERE JOB_ID = :job_id AND STATUS = 'running' AND ATTEMPT_TOKEN = :attempt_token AND CANCEL_REQUESTED_AT IS NULL;
  :changed := SQL%ROWCOUNT;
  IF :changed = 1 THEN
    COMMIT;
  ELSE
    ROLLBACK;
  END IF;
  DBMS_SESSION.MODIFY_PACKAGE_STATE(DBMS_SESSION.REINITIALIZE);
END;`;

/** @returns false when the attempt is no longer running, or its cancellation was asked for. */
export async function requeueJob(
  connection: Connection,
  attempt: Attempt,
  requeue: Requeue,
  maxLogLines: number,
): Promise<boolean> {
  const { outBinds } = await connection.execute<{ changed: number }>(REQUEUE, {
    job_id: attempt.jobId,
    attempt_token: attempt.attemptToken,
    reason: requeue.reason,
    error_code: { val: requeue.errorCode ?? null, type: oracledb.DB_TYPE_VARCHAR },
    error_text: { val: requeue.error ?? null, type: oracledb.DB_TYPE_CLOB },
    delay_seconds: requeue.delaySeconds,
    max_log_lines: maxLogLines,
    changed: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_NUMBER },
  });
  return outBinds?.changed === 1;
}
