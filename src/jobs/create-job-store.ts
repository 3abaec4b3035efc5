import { createHash, randomBytes } from 'node:crypto';
import { type ServiceError, serviceError } from '../errors.ts';
import { assertSchema } from '../oracle/install-schema.ts';
import type { OraclePool } from '../oracle/oracle-pool.ts';
import { readCall } from '../procedures/call-request.ts';
import { readOracleError } from '../procedures/oracle-errors.ts';
import { assertAllowed, type ProcedurePolicy } from '../procedures/procedure-policy.ts';
import { isFinal, type Job } from './job.ts';
import type { AcceptedJob, JobOrigin, JobStore, JobSubmission } from './job-store.ts';
import { createJobSubmitter } from './job-submitter.ts';
import { cancelJob } from './operations/cancel-job.ts';
import { countPendingJobs } from './operations/count-jobs.ts';
import { deleteJob, deleteJobs, isLastBatch } from './operations/delete-job.ts';
import { findByIdempotencyHash } from './operations/find-existing-jobs.ts';
import { getJob } from './operations/get-job.ts';
import type { NewJob } from './operations/insert-jobs.ts';
import { listJobs } from './operations/list-jobs.ts';
import { splitCall } from './operations/load-claimed-job.ts';
import { loadSubmission } from './operations/load-submission.ts';
import { readLogs } from './operations/read-logs.ts';

export type JobStoreOptions = {
  control: OraclePool;
  policy: ProcedurePolicy;
  listHours: number;
  maxPending: number;
  maxAttempts: number;
  queueTimeoutSeconds: number;
  /** Called when a job was accepted. */
  onAccepted: () => void;
  /** Called when the cancellation of a running job was asked for. */
  onCancelRequested: (jobId: string) => void;
};

const TABLE_MISSING = 'ORA-00942';
const ID_BYTES = 16;
/** How old the count of waiting jobs may be that a submission is held against. */
const COUNT_AGE_MS = 1000;
const FULL_RETRY_AFTER_SECONDS = 10;

export function createJobStore(options: JobStoreOptions): JobStore {
  const { control, policy } = options;
  const submitter = createJobSubmitter(control);
  const pending = createPendingCounter(control, options.maxPending);

  async function accept(submission: JobSubmission, origin: JobOrigin, retryOf?: string): Promise<AcceptedJob> {
    const call = readCall(submission);
    assertAllowed(call.name, policy);
    const job = toNewJob(submission, call.displayName, origin, options, retryOf);
    await pending.assertRoom();
    // Twice, for the job that has the key may be deleted between the two statements.
    for (let round = 0; round < 2; round++) {
      if (await submitter.submit(job)) {
        pending.add();
        options.onAccepted();
        return { jobId: job.id, isReplay: false };
      }
      const first = await findFirst(job);
      if (first !== undefined) return first;
    }
    throw serviceError('IDEMPOTENCY_KEY_REUSED');
  }

  async function findFirst({ idempotencyHash, requestHash }: NewJob): Promise<AcceptedJob | undefined> {
    const hash = idempotencyHash ?? '';
    const first = await control.use((connection) => findByIdempotencyHash(connection, hash));
    if (first === undefined) return undefined;
    if (first.requestHash !== requestHash) throw serviceError('IDEMPOTENCY_KEY_REUSED');
    return { jobId: first.jobId, isReplay: true };
  }

  async function find(jobId: string): Promise<Job> {
    const job = await control.use((connection) => getJob(connection, jobId));
    if (job === undefined) throw serviceError('JOB_NOT_FOUND');
    return job;
  }

  const store: JobStore = {
    submit: (submission, origin) => accept(submission, origin),
    get: (jobId) => control.use((connection) => getJob(connection, jobId)),
    list: (filter) => control.use((connection) => listJobs(connection, filter, options.listHours)),

    async remove(jobId) {
      const outcome = await control.use((connection) => deleteJob(connection, jobId));
      if (outcome === 'missing') throw serviceError('JOB_NOT_FOUND');
      if (outcome === 'active') throw serviceError('JOB_ACTIVE');
    },

    async removeMany(filter) {
      if (filter.statuses === undefined && filter.olderThanDays === undefined) throw serviceError('FILTER_REQUIRED');
      let total = 0;
      for (;;) {
        const deleted = await control.use((connection) => deleteJobs(connection, filter));
        total += deleted;
        if (isLastBatch(deleted)) return total;
      }
    },

    async cancel(jobId) {
      const outcome = await control.use((connection) => cancelJob(connection, jobId));
      if (outcome === 'requested') options.onCancelRequested(jobId);
      const job = await find(jobId);
      if (outcome === 'finished') throw serviceError('JOB_FINISHED');
      return job;
    },

    async retry(jobId, origin) {
      const found = await control.use((connection) => loadSubmission(connection, jobId));
      if (found === undefined) throw serviceError('JOB_NOT_FOUND');
      if (!isFinal(found.status)) throw serviceError('JOB_NOT_FINISHED');
      if (found.submission === undefined) throw serviceError('JOB_NOT_REPEATABLE');
      return accept(found.submission, origin, jobId);
    },

    async logs(jobId) {
      const lines = await control.use((connection) => readLogs(connection, jobId));
      if (lines === undefined) throw serviceError('JOB_NOT_FOUND');
      return lines;
    },

    assertReady: () => control.use(assertSchema),
  };
  return withSchemaErrors(store);
}

/** ORA-00942 on our own tables means that the schema is not installed. */
function withSchemaErrors(store: JobStore): JobStore {
  const guard =
    <Arguments extends unknown[], Result>(operation: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      try {
        return await operation(...given);
      } catch (error) {
        throw readOracleError(error)?.code === TABLE_MISSING ? schemaMissing(error) : error;
      }
    };
  return {
    submit: guard(store.submit),
    get: guard(store.get),
    list: guard(store.list),
    remove: guard(store.remove),
    removeMany: guard(store.removeMany),
    cancel: guard(store.cancel),
    retry: guard(store.retry),
    logs: guard(store.logs),
    assertReady: guard(store.assertReady),
  };
}

function schemaMissing(cause: unknown): ServiceError {
  return serviceError('SCHEMA_MISSING', { cause, retryAfterSeconds: FULL_RETRY_AFTER_SECONDS });
}

function toNewJob(
  submission: JobSubmission,
  procedureName: string,
  { caller, idempotencyKey }: JobOrigin,
  defaults: JobStoreOptions,
  retryOf: string | undefined,
): NewJob {
  const { name, schema, isFunction, params } = submission;
  return {
    id: randomBytes(ID_BYTES).toString('hex'),
    procedureName,
    ...splitCall({ name, schema, isFunction, params }),
    caller,
    priority: submission.priority ?? 0,
    notBefore: submission.not_before === undefined ? undefined : new Date(submission.not_before),
    timeoutSeconds: submission.timeout_seconds,
    queueTimeoutSeconds: submission.queue_timeout_seconds ?? (defaults.queueTimeoutSeconds || undefined),
    concurrencyKey: submission.concurrency_key,
    maxAttempts: submission.max_attempts ?? defaults.maxAttempts,
    idempotencyHash:
      idempotencyKey === undefined ? undefined : sha256(JSON.stringify([caller ?? null, idempotencyKey])),
    requestHash: idempotencyKey === undefined ? undefined : sha256(canonicalJson(submission)),
    retryOf,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same text whatever the order of the keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)))
      : item,
  );
}

/** Counts waiting jobs once a second at most, and what was accepted since. */
function createPendingCounter(control: OraclePool, maxPending: number) {
  let count = 0;
  let countedAt = Number.NEGATIVE_INFINITY;
  let counting: Promise<void> | undefined;

  async function recount(): Promise<void> {
    count = await control.use(countPendingJobs);
    countedAt = performance.now();
  }

  return {
    add() {
      count += 1;
    },
    /** Rejects with TOO_MANY_PENDING_JOBS. */
    async assertRoom() {
      if (performance.now() - countedAt > COUNT_AGE_MS) {
        counting ??= recount().finally(() => {
          counting = undefined;
        });
        await counting;
      }
      if (count >= maxPending) {
        throw serviceError('TOO_MANY_PENDING_JOBS', { retryAfterSeconds: FULL_RETRY_AFTER_SECONDS });
      }
    },
  };
}
