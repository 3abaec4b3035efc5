import type { CallBody } from '../procedures/call-request.ts';
import type { Job, JobStatus } from './job.ts';

/** Jobs as routes see them. Everything rejects with errors of the catalogue (src/errors.ts). */
export type JobStore = {
  /**
   * Accepts a job: its row is committed when this resolves.
   * Rejects with INVALID_PROCEDURE_NAME, VALIDATION_FAILED, PROCEDURE_NOT_ALLOWED, IDEMPOTENCY_KEY_REUSED, TOO_MANY_PENDING_JOBS,
   * SHUTTING_DOWN, SCHEMA_MISSING, DATABASE_UNAVAILABLE.
   */
  submit(submission: JobSubmission, origin: JobOrigin): Promise<AcceptedJob>;
  /** Undefined where there is no such job. With params, result and attempts. */
  get(jobId: string): Promise<Job | undefined>;
  list(filter: JobFilter): Promise<JobPage>;
  /** Rejects with JOB_NOT_FOUND, JOB_ACTIVE. */
  remove(jobId: string): Promise<void>;
  /** Deletes finished jobs that fit every filter given; resolves to how many. At least one must be given (FILTER_REQUIRED). */
  removeMany(filter: { statuses?: JobStatus[] | undefined; olderThanDays?: number | undefined }): Promise<number>;
  /** Pending: cancelled at once. Running: the call is broken off, the job says `cancelling` meanwhile. Rejects with JOB_NOT_FOUND, JOB_FINISHED. */
  cancel(jobId: string): Promise<Job>;
  /** The same call again, as a new job. Rejects with JOB_NOT_FOUND, JOB_NOT_FINISHED, and as `submit`. */
  retry(jobId: string, origin: JobOrigin): Promise<AcceptedJob>;
  /** Rejects with JOB_NOT_FOUND. */
  logs(jobId: string): Promise<JobLogLine[]>;
  /** Resolves when the database answers and the schema is there; rejects with DATABASE_UNAVAILABLE, SCHEMA_MISSING. */
  assertReady(): Promise<void>;
};

/** The body of POST /procedure/async. */
export type JobSubmission = CallBody & {
  timeout_seconds?: number | undefined;
  queue_timeout_seconds?: number | undefined;
  priority?: number | undefined;
  /** RFC 3339 date-time. */
  not_before?: string | undefined;
  max_attempts?: number | undefined;
  concurrency_key?: string | undefined;
};

export type JobOrigin = {
  /** Name of the token; undefined without authentication. */
  caller: string | undefined;
  idempotencyKey?: string | undefined;
};

/** `isReplay`: the Idempotency-Key was known, this is the job of the first request. */
export type AcceptedJob = { jobId: string; isReplay: boolean };

export type JobFilter = {
  statuses?: JobStatus[] | undefined;
  /** As the jobs have it, any case. */
  procedureName?: string | undefined;
  /** Accepted at or after; the retention where neither is given. */
  since?: Date | undefined;
  /** Accepted before. */
  until?: Date | undefined;
  /** 1 to 1000. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Rejects with INVALID_CURSOR. */
  cursor?: string | undefined;
  include?: { result?: boolean | undefined; params?: boolean | undefined } | undefined;
};

/** Newest first. `total` counts all that fit the filter, whatever the cursor. */
export type JobPage = { jobs: Job[]; total: number; nextCursor: string | undefined };

export type JobLogLine = { time: Date; text: string };
