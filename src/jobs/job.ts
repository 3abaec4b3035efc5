/** A job: its states, and what can be said of it without the database. */

export const JOB_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** No transition leads out of these. */
export const FINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const satisfies readonly JobStatus[];
export type FinalStatus = (typeof FINAL_STATUSES)[number];

export type StatusReason =
  | 'queued'
  | 'scheduled'
  | 'waiting_concurrency'
  | 'executing'
  | 'cancelling'
  | 'retry_wait'
  | 'success'
  | 'procedure_error'
  | 'run_timeout'
  | 'queue_timeout'
  | 'cancelled_by_caller'
  | 'worker_lost_not_started'
  | 'outcome_unknown'
  | 'drained';

const TRANSITIONS: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  pending: ['running', 'failed', 'cancelled'],
  // Back to pending: the call never began, or another attempt is allowed.
  running: ['completed', 'failed', 'cancelled', 'pending'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function canBecome(from: JobStatus, to: JobStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

export function isFinal(status: JobStatus): status is FinalStatus {
  return TRANSITIONS[status].length === 0;
}

export function isJobStatus(text: string): text is JobStatus {
  return JOB_STATUSES.some((status) => status === text);
}

/** Progress in percent by phase; between `prepared` and `executed` the procedure may report its own. */
export const PROGRESS = {
  created: 0,
  started: 10,
  parametersProcessed: 30,
  prepared: 50,
  executed: 80,
  finished: 100,
} as const;

/** A point of priority is worth so many seconds of waiting: jobs age, and their order never changes. */
export const SECONDS_PER_PRIORITY_POINT = 36;

export type Job = {
  id: string;
  status: JobStatus;
  statusReason: StatusReason | undefined;
  procedureName: string;
  /** JSON text of the IN values, where asked for. */
  params: string | undefined;
  createdAt: Date;
  /** When a worker took it; undefined until then. */
  startedAt: Date | undefined;
  finishedAt: Date | undefined;
  progress: number;
  progressMessage: string | undefined;
  /** JSON text, where asked for and the job is completed. */
  result: string | undefined;
  error: string | undefined;
  errorCode: string | undefined;
  caller: string | undefined;
  priority: number;
  notBefore: Date | undefined;
  concurrencyKey: string | undefined;
  retryOf: string | undefined;
  attempts: JobAttempt[];
};

export type JobAttempt = {
  attempt: number;
  instanceName: string | undefined;
  sessionId: number | undefined;
  sessionSerial: number | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  error: string | undefined;
};

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** As Go prints a duration, milliseconds at the finest: `350ms`, `5.2s`, `2m15s`, `5m0s`, `1h0m0s`. */
export function formatDuration(milliseconds: number): string {
  const total = Math.max(0, Math.trunc(milliseconds));
  if (total > 0 && total < SECOND_MS) return `${total}ms`;
  const hours = Math.trunc(total / HOUR_MS);
  const minutes = Math.trunc((total % HOUR_MS) / MINUTE_MS);
  const seconds = `${(total % MINUTE_MS) / SECOND_MS}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
