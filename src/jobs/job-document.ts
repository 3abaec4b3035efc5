import { quoteLongNumbers } from '../http/long-numbers.ts';
import { formatDuration, type Job, type JobAttempt } from './job.ts';

/** A job as clients see it (http-api: "A job"); the order of the fields is that of the guides. */
export function toJobDocument(job: Job) {
  return {
    id: job.id,
    status: job.status,
    procedure_name: job.procedureName,
    ...(job.params === undefined ? {} : { params: parseJsonObject(job.params) }),
    start_time: (job.startedAt ?? job.createdAt).toISOString(),
    ...(job.finishedAt === undefined ? {} : { end_time: job.finishedAt.toISOString() }),
    ...durationOf(job),
    progress: job.progress,
    ...(job.result === undefined ? {} : { result: parseJsonObject(job.result) }),
    ...(job.error === undefined ? {} : { error: job.error }),
    ...(job.errorCode === undefined ? {} : { error_code: job.errorCode }),
    ...(job.progressMessage === undefined ? {} : { progress_message: job.progressMessage }),
    ...(job.statusReason === undefined ? {} : { status_reason: job.statusReason }),
    created_at: job.createdAt.toISOString(),
    ...(job.expiresAt === undefined ? {} : { expires_at: job.expiresAt.toISOString() }),
    ...(job.notBefore === undefined ? {} : { not_before: job.notBefore.toISOString() }),
    ...(job.priority === 0 ? {} : { priority: job.priority }),
    ...(job.concurrencyKey === undefined ? {} : { concurrency_key: job.concurrencyKey }),
    ...(job.retryOf === undefined ? {} : { retry_of: job.retryOf }),
    ...(job.attempts.length === 0 ? {} : { attempts: job.attempts.map(toAttemptDocument) }),
  };
}

/** Of a job that never ran there is no duration. */
function durationOf({ startedAt, finishedAt }: Job) {
  if (startedAt === undefined || finishedAt === undefined) return {};
  return { duration: formatDuration(finishedAt.getTime() - startedAt.getTime()) };
}

function toAttemptDocument(attempt: JobAttempt) {
  const { sessionId, sessionSerial } = attempt;
  return {
    attempt: attempt.attempt,
    ...(attempt.instanceName === undefined ? {} : { instance: attempt.instanceName }),
    ...(sessionId === undefined
      ? {}
      : { session: sessionSerial === undefined ? `${sessionId}` : `${sessionId},${sessionSerial}` }),
    ...(attempt.startedAt === undefined ? {} : { start_time: attempt.startedAt.toISOString() }),
    ...(attempt.endedAt === undefined ? {} : { end_time: attempt.endedAt.toISOString() }),
    ...(attempt.error === undefined ? {} : { error: attempt.error }),
  };
}

/** Numbers that a double would change become strings. What an older service left there and is no JSON object is shown as `value`. */
export function parseJsonObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(quoteLongNumbers(text));
  } catch {
    return text;
  }
}
