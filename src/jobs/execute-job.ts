import type { Connection } from 'oracledb';
import { isServiceError, JOB_ERRORS } from '../errors.ts';
import { withDeadline } from '../oracle/deadline.ts';
import { dropConnection } from '../oracle/drop-connection.ts';
import { createInterrupter, type Interrupter } from '../oracle/interrupter.ts';
import type { OraclePool } from '../oracle/oracle-pool.ts';
import { buildCallBlock, type CallBlock } from '../procedures/call-block.ts';
import { readCall } from '../procedures/call-request.ts';
import type { ProcedureDescriber } from '../procedures/describe-procedure.ts';
import { makeCall } from '../procedures/make-call.ts';
import { assertAllowed, assertTargetAllowed, type ProcedurePolicy } from '../procedures/procedure-policy.ts';
import { resolveCall } from '../procedures/resolve-call.ts';
import { PROGRESS } from './job.ts';
import { endOfInterrupted, failureOf, type InterruptReason, isSessionLost } from './job-failure.ts';
import { type Attempt, type CallOutcome, completeJob, jobCallFrame } from './operations/complete-job.ts';
import { endJob, type JobEnd } from './operations/end-job.ts';
import type { ClaimedJob } from './operations/load-claimed-job.ts';
import { requeueJob } from './operations/requeue-job.ts';
import { updateProgress } from './operations/update-progress.ts';
import { retryDelaySeconds } from './retry-delay.ts';

export type JobExecution = {
  control: OraclePool;
  describer: ProcedureDescriber;
  policy: ProcedurePolicy;
  instanceName: string;
  /** Deadline of every statement but the call itself. */
  timeoutMs: number;
  cancelGraceMs: number;
  /** Run time-out of a job that does not say; undefined for none. */
  defaultTimeoutSeconds: number | undefined;
  cursorMaxRows: number;
  maxLogLines: number;
  log: JobLog;
};
export type JobLog = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>;

export type ExecutionResult = {
  /** False: the session must not be used again; it has been cut off. */
  isReusable: boolean;
  /** The job has its end, or waits for another attempt. False: what became of the call is for the database to say, once the session is gone. */
  isSettled: boolean;
};

/** The call of a job while it runs. */
export type RunningCall = Interrupter<InterruptReason>;

/** A dictionary that answers slower than this is worth a word. */
const SLOW_PREPARE_MS = 250;

/** Runs a claimed job to its end, on the session that claimed it. Never rejects. */
export async function executeJob(
  execution: JobExecution,
  connection: Connection,
  job: ClaimedJob,
  onRunning: (call: RunningCall) => void,
): Promise<ExecutionResult> {
  const attempt: Attempt = { jobId: job.id, attemptToken: job.attemptToken };
  const call = createInterrupter<InterruptReason>(connection, execution.cancelGraceMs);
  onRunning(call);
  const slow = setTimeout(() => reportProgress(execution, attempt, PROGRESS.parametersProcessed), SLOW_PREPARE_MS);
  try {
    const block = await prepare(execution, connection, job, attempt).finally(() => clearTimeout(slow));
    nameSession(connection, job, execution.instanceName);
    const outcome = await run(execution, connection, job, attempt, block, call);
    return await conclude(execution, connection, attempt, outcome, call);
  } catch (error) {
    return await settleError(execution, connection, job, attempt, error, call);
  } finally {
    call.stop();
  }
}

/** For people who watch; nothing depends on it. A phase that is over at once is not written. */
function reportProgress({ control }: JobExecution, attempt: Attempt, progress: number): void {
  control.use((connection) => updateProgress(connection, attempt, progress)).catch(() => undefined);
}

/** The procedure's signature, the values, the block. */
async function prepare(
  { describer, policy, maxLogLines, timeoutMs }: JobExecution,
  connection: Connection,
  job: ClaimedJob,
  attempt: Attempt,
): Promise<CallBlock> {
  const request = readCall(job.call);
  assertAllowed(request.name, policy);
  const description = await withDeadline(describer.describe(connection, request.name), timeoutMs * 2, () =>
    dropConnection(connection),
  );
  assertTargetAllowed(request.name, description, policy);
  return buildCallBlock(resolveCall(request, description), jobCallFrame(attempt, maxLogLines));
}

/** So that a DBA finds the job in V$SESSION, and ASYNC_JOBS_API the job of its session. */
function nameSession(connection: Connection, job: ClaimedJob, module: string): void {
  connection.clientId = job.id;
  connection.module = module;
  connection.action = truncateUtf8(job.procedureName, 32);
}

function truncateUtf8(text: string, bytes: number): string {
  return Buffer.from(text)
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD+$/, '');
}

/** The call itself has no deadline but the job's own: `callTimeout` is per round trip. */
async function run(
  execution: JobExecution,
  connection: Connection,
  job: ClaimedJob,
  attempt: Attempt,
  block: CallBlock,
  call: RunningCall,
): Promise<CallOutcome> {
  const { cursorMaxRows, maxLogLines, timeoutMs, defaultTimeoutSeconds } = execution;
  const timeoutSeconds = job.timeoutSeconds ?? defaultTimeoutSeconds ?? 0;
  const timer = timeoutSeconds > 0 ? setTimeout(() => call.interrupt('timeout'), timeoutSeconds * 1000) : undefined;
  connection.callTimeout = 0;
  try {
    const { outcome, fetchResult } = await makeCall(connection, block, { cursorMaxRows });
    if (outcome !== 'called') return outcome as CallOutcome;
    reportProgress(execution, attempt, PROGRESS.executed);
    const result = await fetchResult();
    clearTimeout(timer);
    connection.callTimeout = timeoutMs;
    return await completeJob(connection, attempt, result, maxLogLines);
  } finally {
    clearTimeout(timer);
    connection.callTimeout = timeoutMs;
  }
}

async function conclude(
  execution: JobExecution,
  connection: Connection,
  attempt: Attempt,
  outcome: CallOutcome,
  call: RunningCall,
): Promise<ExecutionResult> {
  const { log } = execution;
  if (outcome === 'completed') log.info({ jobId: attempt.jobId }, 'job completed');
  if (outcome === 'lost')
    log.warn({ jobId: attempt.jobId }, 'job was taken away: the work of this attempt is rolled back');
  if (outcome === 'not_started')
    await settle(execution, attempt, { status: 'cancelled', reason: 'cancelled_by_caller' });
  // A break that came too late would hit the next statement.
  if (call.reason !== undefined) dropConnection(connection);
  return { isReusable: call.reason === undefined, isSettled: true };
}

async function settleError(
  execution: JobExecution,
  connection: Connection,
  job: ClaimedJob,
  attempt: Attempt,
  error: unknown,
  call: RunningCall,
): Promise<ExecutionResult> {
  const { log } = execution;
  call.stop();
  if (call.isDropped || isSessionLost(error)) {
    dropConnection(connection);
    log.warn({ jobId: job.id, err: error }, 'the session of the job is lost');
    return { isReusable: false, isSettled: false };
  }
  if (call.reason !== undefined) {
    // The session goes first, and with it what the call did.
    dropConnection(connection);
    await settle(execution, attempt, endOfInterrupted(call.reason));
    log.info({ jobId: job.id, reason: call.reason }, 'job broken off');
    return { isReusable: false, isSettled: true };
  }
  const failure = failureOf(error);
  if (failure.isFault) log.error({ jobId: job.id, err: error }, 'job failed for a fault of the service');
  if (failure.isTransient && job.attempt < job.maxAttempts) {
    const requeued = await onSession(execution, connection, (session, maxLogLines) =>
      requeueJob(
        session,
        attempt,
        {
          reason: 'retry_wait',
          errorCode: failure.code,
          error: failure.message,
          delaySeconds: retryDelaySeconds(job.attempt),
        },
        maxLogLines,
      ),
    );
    if (requeued.changed) {
      log.info({ jobId: job.id, code: failure.code, attempt: job.attempt }, 'job will be tried again');
      return { isReusable: requeued.isReusable, isSettled: true };
    }
  }
  const end: JobEnd = { status: 'failed', reason: 'procedure_error', errorCode: failure.code, error: failure.message };
  const ended = await onSession(execution, connection, (session, maxLogLines) =>
    endJob(session, attempt, end, maxLogLines),
  );
  log.info({ jobId: job.id, code: failure.code }, 'job failed');
  if (!ended.isRefused) return { isReusable: ended.isReusable, isSettled: ended.isWritten };
  // The database takes the end no more a second time: without it the job would be found, and begun again, for ever.
  const text = `${JOB_ERRORS.ERROR_NOT_STORED} (${failure.code})`;
  await settle(execution, attempt, { ...end, errorCode: 'ERROR_NOT_STORED', error: text });
  return { isReusable: false, isSettled: true };
}

type Written = {
  changed: boolean;
  isWritten: boolean;
  isReusable: boolean;
  /** The database is there, and does not take it. */
  isRefused: boolean;
};

/** Writes on the session of the call, which has what DBMS_OUTPUT holds; where that fails, on another one. */
async function onSession(
  execution: JobExecution,
  connection: Connection,
  write: (session: Connection, maxLogLines: number) => Promise<boolean>,
): Promise<Written> {
  const { timeoutMs, maxLogLines, control, log } = execution;
  try {
    const changed = await withDeadline(write(connection, maxLogLines), timeoutMs * 2, () => dropConnection(connection));
    return { changed, isWritten: true, isReusable: true, isRefused: false };
  } catch (error) {
    log.warn({ err: error }, 'the end of a job could not be written on its own session');
    dropConnection(connection);
  }
  try {
    const changed = await control.use((other) => write(other, 0));
    return { changed, isWritten: true, isReusable: false, isRefused: false };
  } catch (error) {
    return { changed: false, isWritten: false, isReusable: false, isRefused: !isServiceError(error) };
  }
}

/** On another session, for the job's own is gone. What cannot be written now is settled when its session is found to be gone. */
async function settle({ control, log }: JobExecution, attempt: Attempt, end: JobEnd): Promise<void> {
  try {
    await control.use((connection) => endJob(connection, attempt, end, 0));
  } catch (error) {
    log.warn({ jobId: attempt.jobId, err: error }, 'the end of a job could not be written');
  }
}
