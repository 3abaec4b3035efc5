import type { Connection } from 'oracledb';
import type { Attempt } from './complete-job.ts';

/** Never back, and never over what the procedure reported. Commits. */
export async function updateProgress(connection: Connection, attempt: Attempt, progress: number): Promise<void> {
  await connection.execute(
    `UPDATE ASYNC_JOBS SET PROGRESS = :progress
     WHERE JOB_ID = :job_id AND STATUS = 'running' AND ATTEMPT_TOKEN = :attempt_token AND PROGRESS < :progress`,
    { job_id: attempt.jobId, attempt_token: attempt.attemptToken, progress },
    { autoCommit: true },
  );
}
