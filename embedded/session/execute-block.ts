import type { QueryCursor } from '../sql/sql-engine.ts';
import { OracleError } from '../types/oracle-error.ts';
import { CursorHandle } from '../types/values.ts';
import type { BindValue, ExecuteRequest, ExecuteResult } from './database-session.ts';
import { emptyResult } from './execute-result.ts';
import type { SessionParts } from './oracle-session.ts';
import type { Prepared } from './prepared.ts';
import { OpenResult } from './result-cursor.ts';

/** Runs an anonymous block or CALL once for each row of binds. */
export async function executeBlock(
  parts: SessionParts,
  prepared: Prepared,
  request: ExecuteRequest,
  guard: (cursor: QueryCursor) => QueryCursor,
): Promise<ExecuteResult> {
  const result = emptyResult();
  const outBinds: (BindValue | undefined)[][] = [];
  for (const [iteration, row] of request.rows.entries()) {
    const outcome = await runOnce(parts, prepared, request, iteration, row);
    prepared.directions ??= outcome.directions;
    outBinds.push(outcome.outBinds.map((value) => guarded(value, guard)));
    for (const { cursor } of outcome.implicitResults) {
      if (cursor !== undefined) result.implicitResults.push(new OpenResult(cursor, guard));
    }
  }
  return { ...result, outBinds };
}

async function runOnce(
  { plsql, state }: SessionParts,
  prepared: Prepared,
  request: ExecuteRequest,
  iteration: number,
  row: (BindValue | undefined)[],
): ReturnType<SessionParts['plsql']['runBlock']> {
  state.interrupt.check();
  try {
    return await plsql.runBlock(prepared.parsed, request.binds, row);
  } catch (error) {
    if (request.rows.length === 1 || !(error instanceof OracleError)) throw error;
    throw new OracleError(error.code, error.message, { offset: iteration, cause: error });
  }
}

function guarded(value: BindValue | undefined, guard: (cursor: QueryCursor) => QueryCursor): BindValue | undefined {
  if (value instanceof CursorHandle && value.cursor !== undefined) value.cursor = guard(value.cursor);
  return value;
}
