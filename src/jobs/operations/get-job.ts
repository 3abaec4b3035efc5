import type { Connection } from 'oracledb';
import type { Job, JobAttempt } from '../job.ts';
import { currentAttempt, JOB_COLUMNS, type JobRow, ROW_OPTIONS, toJob } from './job-row.ts';
import { fillLongTexts, shortText } from './long-text.ts';

const SELECT_JOB = `
SELECT ${JOB_COLUMNS}, ${shortText('PARAMS')}, ${shortText('RESULT')},
  CASE WHEN EXISTS (SELECT 1 FROM ASYNC_JOB_ATTEMPTS a WHERE a.JOB_ID = j.JOB_ID) THEN 1 ELSE 0 END AS HAS_HISTORY
FROM ASYNC_JOBS j WHERE j.JOB_ID = :job_id`;

const SELECT_ATTEMPTS = `
SELECT ATTEMPT, INSTANCE_NAME, SESSION_ID, SESSION_SERIAL, STARTED_AT, ENDED_AT, ERROR_MSG
FROM ASYNC_JOB_ATTEMPTS WHERE JOB_ID = :job_id ORDER BY ENDED_AT`;

type AttemptRow = {
  ATTEMPT: number;
  INSTANCE_NAME: string | null;
  SESSION_ID: number | null;
  SESSION_SERIAL: number | null;
  STARTED_AT: Date | null;
  ENDED_AT: Date | null;
  ERROR_MSG: string | null;
};

/** With params, result and all attempts; undefined where there is none. */
export async function getJob(connection: Connection, jobId: string): Promise<Job | undefined> {
  const { rows = [] } = await connection.execute<JobRow & { HAS_HISTORY: number }>(
    SELECT_JOB,
    { job_id: jobId },
    ROW_OPTIONS,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  await fillLongTexts(connection, row);
  const earlier = row.HAS_HISTORY === 1 ? await earlierAttempts(connection, jobId) : [];
  const current = currentAttempt(row);
  return toJob(row, current === undefined ? earlier : [...earlier, current]);
}

async function earlierAttempts(connection: Connection, jobId: string): Promise<JobAttempt[]> {
  const { rows = [] } = await connection.execute<AttemptRow>(SELECT_ATTEMPTS, { job_id: jobId }, ROW_OPTIONS);
  return rows.map((row) => ({
    attempt: row.ATTEMPT,
    instanceName: row.INSTANCE_NAME ?? undefined,
    sessionId: row.SESSION_ID ?? undefined,
    sessionSerial: row.SESSION_SERIAL ?? undefined,
    startedAt: row.STARTED_AT ?? undefined,
    endedAt: row.ENDED_AT ?? undefined,
    error: row.ERROR_MSG ?? undefined,
  }));
}
