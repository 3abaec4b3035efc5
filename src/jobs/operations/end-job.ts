import oracledb, { type Connection } from 'oracledb';
import type { StatusReason } from '../job.ts';
import type { Attempt } from './complete-job.ts';

export type JobEnd = {
  status: 'failed' | 'cancelled';
  reason: StatusReason;
  errorCode?: string | undefined;
  error?: string | undefined;
};

/**
 * Rolls back what the session did for the job, keeps what the procedure wrote to DBMS_OUTPUT, ends the job. On a session that did not make
 * the call there is nothing to roll back or keep.
 */
const END = `
BEGIN
  ROLLBACK;
  IF :max_log_lines > 0 THEN
    ASYNC_JOBS_RUNTIME.SAVE_OUTPUT(:job_id, :max_log_lines);
  END IF;
  UPDATE ASYNC_JOBS
  SET STATUS = :status,
      STATUS_REASON = :reason,
      PROGRESS = 100,
      ERROR_CODE = :error_code,
      ERROR_MSG = :error_text,
      DURATION = ASYNC_JOBS_RUNTIME.DURATION_TEXT(STARTED_AT, SYSTIMESTAMP),
      END_TIME = CAST(SYSTIMESTAMP AS TIMESTAMP),
      FINISHED_AT = SYSTIMESTAMP
  WHERE JOB_ID = :job_id AND STATUS = 'running' AND ATTEMPT_TOKEN = :attempt_token;
  :changed := SQL%ROWCOUNT;
  IF :changed = 1 THEN
    COMMIT;
  ELSE
    ROLLBACK;
  END IF;
  DBMS_SESSION.MODIFY_PACKAGE_STATE(DBMS_SESSION.REINITIALIZE);
END;`;

/**
 * @param maxLogLines 0 on a session other than the one of the call.
 * @returns false when the attempt is no longer running: somebody else has ended it.
 */
export async function endJob(
  connection: Connection,
  attempt: Attempt,
  end: JobEnd,
  maxLogLines: number,
): Promise<boolean> {
  const { outBinds } = await connection.execute<{ changed: number }>(END, {
    job_id: attempt.jobId,
    attempt_token: attempt.attemptToken,
    status: end.status,
    reason: end.reason,
    error_code: { val: end.errorCode ?? null, type: oracledb.DB_TYPE_VARCHAR },
    error_text: { val: end.error ?? null, type: oracledb.DB_TYPE_CLOB },
    max_log_lines: maxLogLines,
    changed: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_NUMBER },
  });
  return outBinds?.changed === 1;
}
