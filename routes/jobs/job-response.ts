import type { Config } from '../../src/config.ts';
import { formatDuration, isFinal, type Job, type JobAttempt } from '../../src/jobs/job.ts';
import type { Job as JobResponse } from '../schemas/job.ts';

export type Retention = Config['jobs']['retentionHours'];

export type JobRouteOptions = { retention: Retention };

const HOUR_MS = 3_600_000;

/** A job as clients of the guides know it, and what this service adds. What does not apply is absent. */
export function jobResponse(job: Job, retention: Retention): JobResponse {
  const startedAt = job.startedAt ?? job.createdAt;
  return defined({
    id: job.id,
    status: job.status,
    procedure_name: job.procedureName,
    params: parseObject(job.params),
    start_time: startedAt.toISOString(),
    end_time: job.finishedAt?.toISOString(),
    duration: job.finishedAt && formatDuration(job.finishedAt.getTime() - startedAt.getTime()),
    progress: job.progress,
    result: job.status === 'completed' ? parseObject(job.result) : undefined,
    error: job.status === 'failed' ? job.error : undefined,
    error_code: job.status === 'failed' ? job.errorCode : undefined,
    progress_message: job.progressMessage,
    status_reason: job.statusReason,
    created_at: job.createdAt.toISOString(),
    expires_at: expiry(job, retention)?.toISOString(),
    not_before: job.notBefore?.toISOString(),
    priority: job.priority === 0 ? undefined : job.priority,
    concurrency_key: job.concurrencyKey,
    retry_of: job.retryOf,
    attempts: job.attempts.length === 0 ? undefined : job.attempts.map(attemptResponse),
  });
}

function attemptResponse({ attempt, instanceName, sessionId, sessionSerial, startedAt, endedAt, error }: JobAttempt) {
  const session = sessionSerial === undefined ? sessionId : `${sessionId},${sessionSerial}`;
  return defined({
    attempt,
    instance: instanceName,
    session: session === undefined ? undefined : String(session),
    start_time: startedAt?.toISOString(),
    end_time: endedAt?.toISOString(),
    error,
  });
}

function expiry({ status, finishedAt }: Job, retention: Retention): Date | undefined {
  if (finishedAt === undefined || !isFinal(status)) return undefined;
  return new Date(finishedAt.getTime() + retention[status] * HOUR_MS);
}

function parseObject(json: string | undefined): Record<string, unknown> | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as Record<string, unknown>);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the properties that are undefined. */
function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
