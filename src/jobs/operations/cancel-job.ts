import oracledb, { type Connection } from 'oracledb';

/** A pending job ends here. Of a running one it is only asked for; who runs it looks for it. */
const CANCEL = `
BEGIN
  :outcome := 'finished';
  -- Twice: a job may begin to run, or go back to the queue, between the two statements.
  FOR i IN 1 .. 2 LOOP
    UPDATE ASYNC_JOBS
    SET STATUS = 'cancelled',
        STATUS_REASON = 'cancelled_by_caller',
        PROGRESS = 100,
        END_TIME = CAST(SYSTIMESTAMP AS TIMESTAMP),
        FINISHED_AT = SYSTIMESTAMP,
        CANCEL_REQUESTED_AT = SYSTIMESTAMP
    WHERE JOB_ID = :job_id AND STATUS = 'pending';
    IF SQL%ROWCOUNT = 1 THEN
      :outcome := 'cancelled';
      EXIT;
    END IF;
    UPDATE ASYNC_JOBS
    SET STATUS_REASON = 'cancelling', CANCEL_REQUESTED_AT = NVL(CANCEL_REQUESTED_AT, SYSTIMESTAMP)
    WHERE JOB_ID = :job_id AND STATUS = 'running';
    IF SQL%ROWCOUNT = 1 THEN
      :outcome := 'requested';
      EXIT;
    END IF;
  END LOOP;
  COMMIT;
END;`;

export type CancelOutcome =
  /** It was pending and is cancelled. */
  | 'cancelled'
  /** It runs; the call is going to be broken off. */
  | 'requested'
  /** It has ended, or there is no such job. */
  | 'finished';

export async function cancelJob(connection: Connection, jobId: string): Promise<CancelOutcome> {
  const { outBinds } = await connection.execute<{ outcome: CancelOutcome }>(CANCEL, {
    job_id: jobId,
    outcome: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 20 },
  });
  return outBinds?.outcome ?? 'finished';
}

/** Running jobs of this process whose cancellation was asked for, here or on another instance. */
export async function findCancelRequests(connection: Connection, instanceId: string): Promise<string[]> {
  const { rows = [] } = await connection.execute<[string]>(
    `SELECT JOB_ID FROM ASYNC_JOBS
     WHERE STATUS = 'running' AND INSTANCE_ID = :instance_id AND CANCEL_REQUESTED_AT IS NOT NULL`,
    { instance_id: instanceId },
  );
  return rows.map(([jobId]) => jobId);
}
