import type { Connection } from 'oracledb';
import { JOB_ERRORS } from '../../errors.ts';

/** Fails the jobs that waited longer than they may for their first start. Commits. @returns how many. */
export async function expirePending(connection: Connection): Promise<number> {
  const { rowsAffected = 0 } = await connection.execute(
    `UPDATE ASYNC_JOBS
     SET STATUS = 'failed',
         STATUS_REASON = 'queue_timeout',
         PROGRESS = 100,
         ERROR_CODE = 'QUEUE_TIMEOUT',
         ERROR_MSG = :error_text,
         END_TIME = CAST(SYSTIMESTAMP AS TIMESTAMP),
         FINISHED_AT = SYSTIMESTAMP
     WHERE STATUS = 'pending' AND ATTEMPT = 0 AND QUEUE_TIMEOUT_SECONDS > 0
       AND NVL(NOT_BEFORE, ACCEPTED_AT) + NUMTODSINTERVAL(QUEUE_TIMEOUT_SECONDS, 'SECOND') < SYSTIMESTAMP
       AND ACCEPTED_AT + NUMTODSINTERVAL(QUEUE_TIMEOUT_SECONDS, 'SECOND') < SYSTIMESTAMP`,
    { error_text: JOB_ERRORS.QUEUE_TIMEOUT },
    { autoCommit: true },
  );
  return rowsAffected;
}
