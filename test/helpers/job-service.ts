import { randomBytes } from 'node:crypto';
import { createJobStore } from '../../src/jobs/create-job-store.ts';
import type { JobLog } from '../../src/jobs/execute-job.ts';
import { isFinal, type Job } from '../../src/jobs/job.ts';
import { createJobRescuer, type JobRescuer } from '../../src/jobs/job-rescuer.ts';
import { createJobRunner, type JobRunner, type JobRunnerOptions } from '../../src/jobs/job-runner.ts';
import type { JobStore, JobSubmission } from '../../src/jobs/job-store.ts';
import { createProcedureDescriber } from '../../src/procedures/describe-procedure.ts';
import { type JobDatabase, TIMEOUT_MS, until } from './job-database.ts';

/** What one process of the service has for jobs, without HTTP. */
export type JobService = {
  store: JobStore;
  runner: JobRunner;
  rescuer: JobRescuer;
  submit(submission: JobSubmission, caller?: string): Promise<string>;
  untilJob(jobId: string, condition: (job: Job) => boolean): Promise<Job>;
  untilEnded(jobId: string): Promise<Job>;
  stop(): Promise<void>;
};

export type JobServiceOptions = Partial<
  Pick<JobRunnerOptions, 'pollIntervalMs' | 'leaseSeconds' | 'drainMs' | 'drainAction'>
> & {
  hasLocks?: boolean;
  procedureLimits?: { pattern: string; limit: number }[];
  callerLimits?: { pattern: string; limit: number }[];
  maxPending?: number;
  cancelGraceMs?: number;
  instanceName?: string;
  timeoutMs?: number;
  log?: JobLog;
};

const SILENT: JobLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => console.error(message, fields),
};

/** @param pools of the process; several services may share a database with pools of their own. */
export function createJobService(
  pools: Pick<JobDatabase, 'control' | 'work'>,
  options: JobServiceOptions = {},
): JobService {
  const { control, work } = pools;
  const { cancelGraceMs = 2000, log = SILENT } = options;
  const policy = { allow: undefined, deny: ['SYS.*', 'DBMS_*', 'UTL_*'] };
  const rescuer = createJobRescuer({
    control,
    isOwn: (token) => runner.isOwn(token),
    timeAllowed: { defaultTimeoutSeconds: 0, graceSeconds: (2 * cancelGraceMs) / 1000 },
    log,
  });
  const runner: JobRunner = createJobRunner({
    work,
    execution: {
      control,
      describer: createProcedureDescriber(),
      policy,
      instanceName: options.instanceName ?? 'test',
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      cancelGraceMs,
      defaultTimeoutSeconds: 0,
      cursorMaxRows: 100,
      maxLogLines: 100,
      log,
    },
    rules: () => ({
      hasLocks: options.hasLocks ?? true,
      hasSessionView: true,
      procedureLimits: options.procedureLimits ?? [],
      callerLimits: options.callerLimits ?? [],
    }),
    rescuer: () => rescuer,
    instanceId: randomBytes(16).toString('hex'),
    pollIntervalMs: options.pollIntervalMs ?? 100,
    leaseSeconds: options.leaseSeconds ?? 60,
    drainMs: options.drainMs ?? 5000,
    drainAction: options.drainAction ?? 'break',
  });
  const store = createJobStore({
    control,
    policy,
    listHours: 24,
    maxPending: options.maxPending ?? 10_000,
    maxAttempts: 1,
    queueTimeoutSeconds: 0,
    onAccepted: () => runner.wake(),
    onCancelRequested: (jobId) => runner.cancel(jobId),
  });
  // A client asks again when the service says that the database is away.
  const untilJob = (jobId: string, condition: (job: Job) => boolean) =>
    until(async () => {
      const job = await store.get(jobId).catch((error: { code?: string }) => {
        if (error.code !== 'DATABASE_UNAVAILABLE') throw error;
        return undefined;
      });
      return job !== undefined && condition(job) ? job : undefined;
    });
  return {
    store,
    runner,
    rescuer,
    submit: async (submission, caller) => (await store.submit(submission, { caller })).jobId,
    untilJob,
    untilEnded: (jobId) => untilJob(jobId, ({ status }) => isFinal(status)),
    stop: () => runner.stop(),
  };
}
