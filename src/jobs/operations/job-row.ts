import oracledb, { type ExecuteOptions } from 'oracledb';
import { quoteLongNumbers } from '../../http/long-numbers.ts';
import type { Job, JobAttempt, JobStatus, StatusReason } from '../job.ts';

/** Rows as objects, CLOBs as text. */
export const ROW_OPTIONS: ExecuteOptions = {
  outFormat: oracledb.OUT_FORMAT_OBJECT,
  fetchTypeHandler: ({ dbType }) => (dbType === oracledb.DB_TYPE_CLOB ? { type: oracledb.DB_TYPE_VARCHAR } : undefined),
};

/**
 * Columns of a job, from `ASYNC_JOBS j`. What a pending job waits for is seen from the clock and from the jobs that run, not stored.
 */
export const JOB_COLUMNS = `j.JOB_ID, j.STATUS, j.STATUS_REASON, j.PROCEDURE_NAME, j.ACCEPTED_AT, j.STARTED_AT, j.FINISHED_AT,
  j.PROGRESS, j.PROGRESS_MESSAGE, j.ERROR_MSG, j.ERROR_CODE, j.CALLER, j.PRIORITY, j.NOT_BEFORE, j.CONCURRENCY_KEY,
  j.RETRY_OF, j.ATTEMPT, j.INSTANCE_NAME, j.SESSION_ID, j.SESSION_SERIAL,
  CASE
    WHEN j.STATUS = 'pending' AND j.NOT_BEFORE > SYSTIMESTAMP THEN 'time'
    WHEN j.STATUS = 'pending' AND j.CONCURRENCY_KEY IS NOT NULL AND EXISTS (
      SELECT 1 FROM ASYNC_JOBS r WHERE r.STATUS = 'running' AND r.CONCURRENCY_KEY = j.CONCURRENCY_KEY
    ) THEN 'key'
  END AS WAITS_FOR`;

export type JobRow = {
  JOB_ID: string;
  STATUS: JobStatus;
  STATUS_REASON: string | null;
  PROCEDURE_NAME: string;
  ACCEPTED_AT: Date;
  STARTED_AT: Date | null;
  FINISHED_AT: Date | null;
  PROGRESS: number | null;
  PROGRESS_MESSAGE: string | null;
  ERROR_MSG: string | null;
  ERROR_CODE: string | null;
  CALLER: string | null;
  PRIORITY: number;
  NOT_BEFORE: Date | null;
  CONCURRENCY_KEY: string | null;
  RETRY_OF: string | null;
  ATTEMPT: number;
  INSTANCE_NAME: string | null;
  SESSION_ID: number | null;
  SESSION_SERIAL: number | null;
  WAITS_FOR: 'time' | 'key' | null;
  /** Where asked for. */
  PARAMS?: string | null;
  RESULT?: string | null;
  PARAMS_LENGTH?: number;
  RESULT_LENGTH?: number;
};

export function toJob(row: JobRow, attempts: JobAttempt[] = []): Job {
  return {
    id: row.JOB_ID,
    status: row.STATUS,
    statusReason: reasonOf(row),
    procedureName: row.PROCEDURE_NAME,
    params: row.PARAMS == null ? undefined : jsonObjectText(row.PARAMS),
    createdAt: row.ACCEPTED_AT,
    startedAt: row.STATUS === 'pending' ? undefined : (row.STARTED_AT ?? undefined),
    finishedAt: row.FINISHED_AT ?? undefined,
    progress: row.PROGRESS ?? 0,
    progressMessage: row.PROGRESS_MESSAGE ?? undefined,
    result: row.RESULT == null ? undefined : jsonObjectText(row.RESULT),
    error: row.ERROR_MSG ?? undefined,
    errorCode: row.ERROR_CODE ?? undefined,
    caller: row.CALLER ?? undefined,
    priority: row.PRIORITY,
    notBefore: row.NOT_BEFORE ?? undefined,
    concurrencyKey: row.CONCURRENCY_KEY ?? undefined,
    retryOf: row.RETRY_OF ?? undefined,
    attempts,
  };
}

function reasonOf({ STATUS_REASON, WAITS_FOR }: JobRow): StatusReason | undefined {
  if (WAITS_FOR === 'key') return 'waiting_concurrency';
  if (WAITS_FOR === 'time' && STATUS_REASON === 'queued') return 'scheduled';
  return (STATUS_REASON as StatusReason | null) ?? undefined;
}

/** The attempt that the row itself tells of; undefined before the first. */
export function currentAttempt(row: JobRow): JobAttempt | undefined {
  if (row.STARTED_AT === null || row.ATTEMPT === 0 || row.STATUS === 'pending') return undefined;
  return {
    attempt: row.ATTEMPT,
    instanceName: row.INSTANCE_NAME ?? undefined,
    sessionId: row.SESSION_ID ?? undefined,
    sessionSerial: row.SESSION_SERIAL ?? undefined,
    startedAt: row.STARTED_AT,
    endedAt: row.FINISHED_AT ?? undefined,
    error: row.ERROR_MSG ?? undefined,
  };
}

/**
 * JSON text of an object that a double-precision reader reads without loss. What an older service left there and is no object becomes
 * one with the key `value`.
 */
function jsonObjectText(text: string): string {
  const readable = quoteLongNumbers(text);
  try {
    const value: unknown = JSON.parse(readable);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? readable : JSON.stringify({ value });
  } catch {
    return JSON.stringify({ value: text });
  }
}
