import { isServiceError, JOB_ERRORS } from '../errors.ts';
import { DeadlineError } from '../oracle/deadline.ts';
import { readOracleError } from '../procedures/oracle-errors.ts';
import type { JobEnd } from './operations/end-job.ts';

/** Why a running call is broken off. */
export type InterruptReason = 'cancelled' | 'timeout' | 'drained';

/** The end of a job whose call was broken off. */
export function endOfInterrupted(reason: InterruptReason): JobEnd {
  switch (reason) {
    case 'cancelled':
      return { status: 'cancelled', reason: 'cancelled_by_caller' };
    case 'timeout':
      return { status: 'failed', reason: 'run_timeout', errorCode: 'RUN_TIMEOUT', error: JOB_ERRORS.RUN_TIMEOUT };
    case 'drained':
      return { status: 'failed', reason: 'drained', errorCode: 'DRAINED', error: JOB_ERRORS.DRAINED };
  }
}

/** The call has not returned: what becomes of it is not known here. */
export function isSessionLost(error: unknown): boolean {
  return error instanceof DeadlineError || readOracleError(error)?.class === 'connection';
}

export type JobFailure = { code: string; message: string; isTransient: boolean; isFault: boolean };

/** What a job says of the error that ended it. Without NUL, which not every database keeps: a job whose end cannot be written has none. */
export function failureOf(error: unknown): JobFailure {
  const failure = describeFailure(error);
  return { ...failure, message: failure.message.replaceAll('\0', '\ufffd') };
}

function describeFailure(error: unknown): JobFailure {
  if (isServiceError(error)) {
    return { code: error.oracleCode ?? error.code, message: error.message, isTransient: false, isFault: false };
  }
  const failure = readOracleError(error);
  if (failure === undefined) {
    const message = JOB_ERRORS.RESULT_NOT_STORED;
    return { code: 'RESULT_NOT_STORED', message, isTransient: false, isFault: true };
  }
  return { code: failure.code, message: failure.message, isTransient: failure.class === 'transient', isFault: false };
}
