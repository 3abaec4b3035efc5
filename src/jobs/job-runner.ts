import { randomBytes, randomInt } from 'node:crypto';
import type { Connection } from 'oracledb';
import { withDeadline } from '../oracle/deadline.ts';
import { dropConnection } from '../oracle/drop-connection.ts';
import type { OraclePool } from '../oracle/oracle-pool.ts';
import { executeJob, type JobExecution, type RunningCall } from './execute-job.ts';
import type { InterruptReason } from './job-failure.ts';
import type { JobRescuer } from './job-rescuer.ts';
import { findCancelRequests } from './operations/cancel-job.ts';
import { type ClaimRules, claimJob } from './operations/claim-job.ts';
import { loadClaimedJob } from './operations/load-claimed-job.ts';
import { releaseLock, renewLeases } from './operations/lost-jobs.ts';

/** Takes jobs from the queue and runs them, as many at once as the work pool has connections. */
export type JobRunner = {
  /** Begins to take jobs. */
  start(): void;
  /** A job may be waiting: look now. */
  wake(): void;
  /** Breaks off the call of a job that runs here; of others it does nothing. */
  cancel(jobId: string): void;
  isOwn(attemptToken: string): boolean;
  readonly activeCount: number;
  /** Takes no more jobs; resolves when those that run are done, left to the database, or broken off. */
  stop(): Promise<void>;
};

export type JobRunnerOptions = {
  work: OraclePool;
  execution: JobExecution;
  rules: () => ClaimRules;
  rescuer: () => JobRescuer;
  instanceId: string;
  pollIntervalMs: number;
  leaseSeconds: number;
  drainMs: number;
  drainAction: 'leave' | 'break';
};

/** What this process knows of a job that it runs. */
type ActiveJob = { attemptToken: string; call: RunningCall | undefined; reason: InterruptReason | undefined };
/** A session of the work pool while it takes jobs. */
type Slot = { connection: Connection; lockId: number; holdsLock: boolean };

/** How often cancellations of other instances are looked for, while something runs here. */
const WATCH_MS = 1000;
const MAINTENANCE_MS = 10_000;
/** After a session was lost: its server process needs a moment to notice. */
const RESCUE_SOON_MS = [200, 1000, 3000];
const MAX_LOCK_ID = 1_073_741_823;
const LEASE_RENEWALS = 3;
const TOKEN_BYTES = 16;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { work, execution, instanceId, leaseSeconds } = options;
  const { log, control, timeoutMs } = execution;
  const active = new Map<string, ActiveJob>();
  const timers = new Set<NodeJS.Timeout>();
  let slots = 0;
  let wakes = 0;
  let isRunning = false;
  let isDatabaseAway = false;
  let onIdle: (() => void) | undefined;

  function wake(): void {
    wakes += 1;
    if (isRunning && slots < work.size) void runSlot();
  }

  /** One session: takes jobs one after the other until there is none. Never rejects. */
  async function runSlot(): Promise<void> {
    slots += 1;
    try {
      const connection = await work.acquire();
      if (isDatabaseAway) log.info({}, 'the database is back');
      isDatabaseAway = false;
      await takeJobs({ connection, lockId: randomInt(1, MAX_LOCK_ID), holdsLock: false });
    } catch (error) {
      if (!isDatabaseAway) log.warn({ err: error }, 'no jobs can be taken: the database is away');
      isDatabaseAway = true;
    } finally {
      slots -= 1;
      if (slots === 0) onIdle?.();
    }
  }

  async function takeJobs(slot: Slot): Promise<void> {
    let isReusable = true;
    try {
      while (isRunning && isReusable) {
        const seen = wakes;
        const claimed = await claimNext(slot);
        if (claimed === undefined) {
          if (seen === wakes) break;
          continue;
        }
        // There may be more: the next slot finds out while this one works.
        wake();
        isReusable = await runJob(slot.connection, claimed);
      }
      if (isReusable && slot.holdsLock) await giveBackLock(slot);
    } catch (error) {
      dropConnection(slot.connection);
      // A claim, too, may have been committed before its answer got lost.
      rescueSoon();
      throw error;
    } finally {
      await work.release(slot.connection);
    }
    if (!isReusable) wake();
  }

  async function claimNext(slot: Slot): Promise<{ jobId: string; attemptToken: string } | undefined> {
    const attemptToken = randomBytes(TOKEN_BYTES).toString('hex');
    const { lockId, holdsLock, connection } = slot;
    const claimant = {
      instanceId,
      instanceName: execution.instanceName,
      lockId,
      holdsLock,
      attemptToken,
      leaseSeconds,
    };
    const rules = options.rules();
    const result = await guarded(connection, claimJob(connection, rules, claimant));
    if (result.outcome === 'lock_taken') {
      slot.lockId = randomInt(1, MAX_LOCK_ID);
      wakes += 1;
      return undefined;
    }
    if (result.outcome === 'none') {
      slot.holdsLock ||= result.holdsLock;
      return undefined;
    }
    slot.holdsLock = rules.hasLocks;
    return { jobId: result.jobId, attemptToken };
  }

  /** @returns whether the session can go on. */
  async function runJob(connection: Connection, claim: { jobId: string; attemptToken: string }): Promise<boolean> {
    const entry: ActiveJob = { attemptToken: claim.attemptToken, call: undefined, reason: undefined };
    active.set(claim.jobId, entry);
    try {
      const job = await guarded(connection, loadClaimedJob(connection, claim.jobId, claim.attemptToken));
      if (job === undefined) return true;
      log.info({ jobId: job.id, procedure: job.procedureName, attempt: job.attempt }, 'job started');
      log.debug({ jobId: job.id, call: job.call }, 'call of the job');
      const { isReusable, isSettled } = await executeJob(execution, connection, job, (call) => {
        entry.call = call;
        if (entry.reason !== undefined) call.interrupt(entry.reason);
      });
      if (!isSettled) rescueSoon();
      return isReusable;
    } finally {
      active.delete(claim.jobId);
    }
  }

  function guarded<T>(connection: Connection, call: Promise<T>): Promise<T> {
    return withDeadline(call, timeoutMs * 2, () => dropConnection(connection));
  }

  async function giveBackLock({ connection, lockId }: Slot): Promise<void> {
    connection.clientId = '';
    await guarded(connection, releaseLock(connection, lockId));
  }

  function interrupt(jobId: string, reason: InterruptReason): void {
    const entry = active.get(jobId);
    if (entry === undefined) return;
    entry.reason ??= reason;
    entry.call?.interrupt(reason);
  }

  /** A timer that ends with the runner; errors are of no consequence, the next turn tries again. */
  function after(milliseconds: number, action: () => Promise<void> | void): void {
    const timer = setTimeout(async () => {
      timers.delete(timer);
      try {
        await action();
      } catch (error) {
        log.debug({ err: error }, 'upkeep failed');
      }
    }, milliseconds);
    timers.add(timer);
  }

  function every(milliseconds: () => number, action: () => Promise<void> | void): void {
    after(milliseconds(), async () => {
      try {
        await action();
      } finally {
        if (isRunning) every(milliseconds, action);
      }
    });
  }

  async function watch(): Promise<void> {
    if (active.size === 0) return;
    const requested = await control.use((connection) => findCancelRequests(connection, instanceId));
    for (const jobId of requested) interrupt(jobId, 'cancelled');
  }

  async function keepLeases(): Promise<void> {
    if (active.size === 0 || options.rules().hasLocks) return;
    await control.use((connection) => renewLeases(connection, instanceId, leaseSeconds));
  }

  function rescueSoon(): void {
    for (const delay of RESCUE_SOON_MS) after(delay, runRescuer);
  }

  async function runRescuer(): Promise<void> {
    const changed = await options.rescuer().runOnce();
    if (changed > 0) wake();
  }

  function start(): void {
    if (isRunning) return;
    isRunning = true;
    wake();
    // Never more often than the interval, and not in step with other instances.
    every(() => options.pollIntervalMs * (1 + Math.random() / 2), wake);
    every(() => WATCH_MS, watch);
    every(() => (leaseSeconds * 1000) / LEASE_RENEWALS, keepLeases);
    after(0, runRescuer);
    every(() => MAINTENANCE_MS * (1 + Math.random() / 2), runRescuer);
  }

  async function stop(): Promise<void> {
    isRunning = false;
    if (slots > 0) {
      const idle = new Promise<void>((resolve) => {
        onIdle = resolve;
      });
      await settledWithin(idle, options.drainMs);
      if (slots > 0 && options.drainAction === 'break') {
        for (const jobId of active.keys()) interrupt(jobId, 'drained');
        await settledWithin(idle, execution.cancelGraceMs + timeoutMs);
      }
      if (active.size > 0) log.warn({ jobs: [...active.keys()] }, 'jobs are left to finish in the database');
    }
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  }

  return {
    start,
    wake,
    cancel: (jobId) => interrupt(jobId, 'cancelled'),
    isOwn: (attemptToken) => [...active.values()].some((entry) => entry.attemptToken === attemptToken),
    get activeCount() {
      return active.size;
    },
    stop,
  };
}

async function settledWithin(promise: Promise<void>, milliseconds: number): Promise<void> {
  await withDeadline(promise, milliseconds, () => undefined).catch(() => undefined);
}
