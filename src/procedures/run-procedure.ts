import type { Connection } from 'oracledb';
import { isServiceError, serviceError } from '../errors.ts';
import { withDeadline } from '../oracle/deadline.ts';
import { dropConnection } from '../oracle/drop-connection.ts';
import { createInterrupter } from '../oracle/interrupter.ts';
import type { Limiter } from '../oracle/limiter.ts';
import { isUsableAfter, type OraclePool, unavailable } from '../oracle/oracle-pool.ts';
import { buildCallBlock, type CallFrame, HAND_OUT } from './call-block.ts';
import { readCall } from './call-request.ts';
import type { ProcedureDescriber } from './describe-procedure.ts';
import { makeCall } from './make-call.ts';
import { readOracleError, serviceCodeOf } from './oracle-errors.ts';
import { assertAllowed, assertTargetAllowed, type ProcedurePolicy } from './procedure-policy.ts';
import type { ProcedureRunner } from './procedure-runner.ts';
import { resolveCall } from './resolve-call.ts';

export type ProcedureRunnerOptions = {
  pool: OraclePool;
  /** Shared by everything that keeps a connection of the pool for long. */
  limiter: Limiter;
  describer: ProcedureDescriber;
  policy: ProcedurePolicy;
  timeoutMs: number;
  /** For a broken-off call to return, until its connection is cut off. */
  cancelGraceMs: number;
  cursorMaxRows: number;
};

/** Takes effect when the block has ended: the next call finds packages as new. */
const REINITIALIZE = 'DBMS_SESSION.MODIFY_PACKAGE_STATE(DBMS_SESSION.REINITIALIZE);';
const RESET_PACKAGES = `BEGIN ${REINITIALIZE} END;`;

const FRAME: CallFrame = {
  before: { statements: [], binds: {} },
  after: { statements: [...HAND_OUT.statements, REINITIALIZE], binds: HAND_OUT.binds },
};

export function createProcedureRunner(options: ProcedureRunnerOptions): ProcedureRunner {
  const { pool, limiter, describer, policy, timeoutMs, cancelGraceMs, cursorMaxRows } = options;

  async function call(connection: Connection, request: ReturnType<typeof readCall>): Promise<string> {
    const description = await describer.describe(connection, request.name);
    assertTargetAllowed(request.name, description, policy);
    const block = buildCallBlock(resolveCall(request, description), FRAME);
    const isFetched = block.cursors.length + block.binaries.length > 0;
    connection.callTimeout = 0;
    const { fetchResult } = await makeCall(connection, block, { cursorMaxRows, autoCommit: !isFetched });
    const result = await fetchResult();
    if (isFetched) await connection.execute(RESET_PACKAGES, {}, { autoCommit: true });
    return result;
  }

  return {
    async run(body) {
      const request = readCall(body);
      assertAllowed(request.name, policy);
      return limiter.run(() =>
        runInterruptibly(pool, { timeoutMs, cancelGraceMs, timeoutCode: 'PROCEDURE_TIMEOUT' }, (connection) =>
          call(connection, request),
        ),
      );
    },
  };
}

type TimeLimit = { timeoutMs: number; cancelGraceMs: number; timeoutCode: 'PROCEDURE_TIMEOUT' | 'QUERY_TIMEOUT' };

/**
 * Runs `work` on a connection of the pool and breaks it off in the database when the time is over; what is not committed is rolled back.
 * @throws {ServiceError} the time-out's code, and what the errors of Oracle mean to a client.
 */
export async function runInterruptibly<T>(
  pool: OraclePool,
  { timeoutMs, cancelGraceMs, timeoutCode }: TimeLimit,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await pool.acquire();
  const interrupter = createInterrupter<'timeout'>(connection, cancelGraceMs);
  const timer = setTimeout(() => interrupter.interrupt('timeout'), timeoutMs);
  try {
    const hardLimitMs = timeoutMs + cancelGraceMs + 1000;
    const result = await withDeadline(work(connection), hardLimitMs, () => dropConnection(connection));
    interrupter.stop();
    // It finished while the break was on its way: what it did is committed, so it is told as it is.
    if (interrupter.reason !== undefined) dropConnection(connection);
    return result;
  } catch (error) {
    interrupter.stop();
    if (interrupter.reason !== undefined || !isUsableAfter(error)) dropConnection(connection);
    else await undo(connection);
    throw interrupter.reason !== undefined ? serviceError(timeoutCode, { cause: error }) : asServiceError(error);
  } finally {
    clearTimeout(timer);
    await pool.release(connection);
  }
}

/** What the failed call changed, in tables and in packages. */
async function undo(connection: Connection): Promise<void> {
  try {
    await connection.rollback();
    await connection.execute(RESET_PACKAGES);
  } catch {
    dropConnection(connection);
  }
}

function asServiceError(error: unknown): unknown {
  if (isServiceError(error)) return error;
  const failure = readOracleError(error);
  if (failure === undefined || failure.class === 'connection') return unavailable(error);
  return serviceError(serviceCodeOf(failure), { detail: failure.message, oracleCode: failure.code, cause: error });
}
