import oracledb, { type Connection } from 'oracledb';
import type { CallFrame } from '../../procedures/call-block.ts';
import { PROGRESS } from '../job.ts';

/** The attempt that a worker runs: whatever it writes is fenced by the token. */
export type Attempt = { jobId: string; attemptToken: string };

const FENCE = "JOB_ID = :job_id AND STATUS = 'running' AND ATTEMPT_TOKEN = :attempt_token";

/** Says that the call begins, and commits: from here on a lost session means an unknown outcome. */
const BEGIN_CALL = `UPDATE ASYNC_JOBS SET CALL_STARTED_AT = SYSTIMESTAMP, PROGRESS = ${PROGRESS.prepared}
  WHERE ${FENCE} AND CANCEL_REQUESTED_AT IS NULL;
  IF SQL%ROWCOUNT <> 1 THEN
    ROLLBACK;
    :outcome := 'not_started';
    RETURN;
  END IF;
  COMMIT;`;

/** The work of the call and the end of the job: both or neither. `RESULT` is PL/SQL for the result. */
function finish(result: string): string {
  return `ASYNC_JOBS_RUNTIME.SAVE_OUTPUT(:job_id, :max_log_lines);
  UPDATE ASYNC_JOBS
  SET STATUS = 'completed',
      STATUS_REASON = 'success',
      PROGRESS = ${PROGRESS.finished},
      RESULT = ${result},
      DURATION = ASYNC_JOBS_RUNTIME.DURATION_TEXT(STARTED_AT, SYSTIMESTAMP),
      END_TIME = CAST(SYSTIMESTAMP AS TIMESTAMP),
      FINISHED_AT = SYSTIMESTAMP
  WHERE ${FENCE};
  IF SQL%ROWCOUNT = 1 THEN
    COMMIT;
    :outcome := 'completed';
  ELSE
    ROLLBACK;
    :outcome := 'lost';
  END IF;
  DBMS_SESSION.MODIFY_PACKAGE_STATE(DBMS_SESSION.REINITIALIZE);`;
}

export type CallOutcome =
  | 'completed'
  /** The attempt is no longer this worker's: what the call did is rolled back. */
  | 'lost'
  /** Cancelled or taken away before the call. */
  | 'not_started'
  /** The call is made; cursors and binary results wait to be fetched, then the job to be completed. */
  | 'called';

/** What stands around a call that runs as a job. */
export function jobCallFrame(attempt: Attempt, maxLogLines: number): CallFrame {
  return {
    before: {
      statements: ['DBMS_OUTPUT.ENABLE(NULL);', ":outcome := 'called';", BEGIN_CALL],
      binds: attemptBinds(attempt),
    },
    after: { statements: [finish('l_result')], binds: logBinds(maxLogLines) },
  };
}

/** Completes a job whose results had to be fetched, in the transaction of its call. */
export async function completeJob(
  connection: Connection,
  attempt: Attempt,
  result: string,
  maxLogLines: number,
): Promise<CallOutcome> {
  const { outBinds } = await connection.execute<{ outcome: CallOutcome }>(`BEGIN\n  ${finish(':result')}\nEND;`, {
    ...attemptBinds(attempt),
    ...logBinds(maxLogLines),
    result: { val: result, type: oracledb.DB_TYPE_CLOB },
  });
  return outBinds?.outcome ?? 'lost';
}

function attemptBinds({ jobId, attemptToken }: Attempt): Record<string, oracledb.BindParameter> {
  return {
    job_id: { val: jobId, type: oracledb.DB_TYPE_VARCHAR },
    attempt_token: { val: attemptToken, type: oracledb.DB_TYPE_VARCHAR },
    outcome: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 20 },
  };
}

function logBinds(maxLogLines: number): Record<string, oracledb.BindParameter> {
  return { max_log_lines: { val: maxLogLines, type: oracledb.DB_TYPE_NUMBER } };
}
