import { JOB_ERRORS } from '../errors.ts';
import type { OraclePool } from '../oracle/oracle-pool.ts';
import type { JobLog } from './execute-job.ts';
import type { Attempt } from './operations/complete-job.ts';
import { endJob, type JobEnd } from './operations/end-job.ts';
import { endJobSession } from './operations/end-job-session.ts';
import { expirePending } from './operations/expire-pending.ts';
import { findRunningJobs, isLockFree, type RunningJob, type TimeAllowed } from './operations/lost-jobs.ts';
import { requeueJob } from './operations/requeue-job.ts';
import { retryDelaySeconds } from './retry-delay.ts';

/**
 * Ends, or puts back, the jobs that nobody runs any more, and those that waited too long. A session whose call outlives a cancel or its time
 * limit, for its owner is gone or its procedure swallows breaks, is ended where the database user may do so.
 */
export type JobRescuer = {
  /** @returns how many jobs it changed. */
  runOnce(): Promise<number>;
};

export type JobRescuerOptions = {
  control: OraclePool;
  /** Attempts that this process is running are not its business. */
  isOwn: (attemptToken: string) => boolean;
  timeAllowed: TimeAllowed;
  log: JobLog;
};

export function createJobRescuer({ control, isOwn, timeAllowed, log }: JobRescuerOptions): JobRescuer {
  /** Attempts of which the operator has been told. */
  const told = new Set<string>();

  async function rescue(job: RunningJob): Promise<boolean> {
    const verdict = await judge(control, job);
    if (verdict === undefined) {
      if (job.isOverdue) await endOverdue(job);
      return false;
    }
    const attempt: Attempt = { jobId: job.jobId, attemptToken: job.attemptToken };
    const changed = await control.use((connection) =>
      verdict.kind === 'requeue'
        ? requeueJob(connection, attempt, verdict, 0)
        : endJob(connection, attempt, verdict.end, 0),
    );
    if (changed) log.warn({ jobId: job.jobId, verdict: verdict.kind }, 'job of a lost worker settled');
    return changed;
  }

  /** What becomes of the job is for a later turn to find, when its session is gone. */
  async function endOverdue(job: RunningJob): Promise<void> {
    const { jobId, session } = job;
    if (session === undefined || told.has(job.attemptToken)) return;
    told.add(job.attemptToken);
    const outcome = await control.use((connection) => endJobSession(connection, jobId, session));
    if (outcome === 'not_here') return;
    const fields = { jobId, sid: session.sid, serial: session.serial };
    if (outcome === 'ended') log.warn(fields, 'the session of a job that does not end was killed');
    else log.warn(fields, "a job does not end: ask the DBA for ALTER SYSTEM KILL SESSION '<sid>,<serial>'");
  }

  return {
    async runOnce() {
      const expired = await control.use(expirePending);
      const running = await control.use((connection) => findRunningJobs(connection, timeAllowed));
      const tokens = new Set(running.map(({ attemptToken }) => attemptToken));
      for (const token of told) if (!tokens.has(token)) told.delete(token);
      let changed = expired;
      for (const job of running) {
        if (!isOwn(job.attemptToken) && (await rescue(job))) changed += 1;
      }
      return changed;
    },
  };
}

type Verdict =
  | {
      kind: 'requeue';
      reason: 'retry_wait' | 'worker_lost_not_started';
      delaySeconds: number;
      errorCode?: string;
      error?: string;
    }
  | { kind: 'end'; end: JobEnd };

/**
 * Undefined: leave it. A worker that holds a lock is asked of the database; that of one without can only be believed gone when its lease is
 * over, and then nothing that may have run is run again. A call that never began may go back in either case: the fence in the row keeps
 * a worker that was only frozen from beginning it.
 */
async function judge(control: OraclePool, job: RunningJob): Promise<Verdict | undefined> {
  const { lockId, hasCallBegun, isLeaseOver } = job;
  const isSessionGone = lockId !== undefined && (await control.use((connection) => isLockFree(connection, lockId)));
  if (!isSessionGone && !(isLeaseOver && (lockId === undefined || !hasCallBegun))) return undefined;
  if (!hasCallBegun) return notBegun(job);
  if (isSessionGone && !job.isCancelRequested && job.attempt < job.maxAttempts) {
    return {
      kind: 'requeue',
      reason: 'retry_wait',
      delaySeconds: retryDelaySeconds(job.attempt),
      errorCode: 'OUTCOME_UNKNOWN',
      error: JOB_ERRORS.OUTCOME_UNKNOWN,
    };
  }
  const end: JobEnd = {
    status: 'failed',
    reason: 'outcome_unknown',
    errorCode: 'OUTCOME_UNKNOWN',
    error: JOB_ERRORS.OUTCOME_UNKNOWN,
  };
  return { kind: 'end', end };
}

function notBegun(job: RunningJob): Verdict {
  if (job.isCancelRequested) return { kind: 'end', end: { status: 'cancelled', reason: 'cancelled_by_caller' } };
  return {
    kind: 'requeue',
    reason: 'worker_lost_not_started',
    delaySeconds: 0,
    errorCode: 'WORKER_LOST',
    error: JOB_ERRORS.WORKER_LOST,
  };
}
