import type { CompiledDml } from '../sql/sql-engine.ts';
import type { DmlStatement } from '../syntax/ast/query.ts';
import type { ScalarType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import { inputsOf } from './bind-scope.ts';
import { compileDml } from './compile-statement.ts';
import { convertForClient } from './convert-for-client.ts';
import type { ExecuteRequest, ExecuteResult } from './database-session.ts';
import { emptyResult } from './execute-result.ts';
import type { SessionParts } from './oracle-session.ts';
import type { Prepared } from './prepared.ts';

/** Runs INSERT, UPDATE, DELETE, MERGE or LOCK TABLE once for each row of binds. */
export async function executeDml(
  parts: SessionParts,
  prepared: Prepared,
  statement: DmlStatement,
  request: ExecuteRequest,
): Promise<ExecuteResult> {
  const compiled = compileDml(parts, prepared, statement, request.binds);
  const convert = returningConverter(parts, prepared, compiled, request);
  const hasReturning = compiled.returning.length > 0;
  if (request.rows.length <= 1 && !request.batchErrors) {
    const result = await parts.sql.executeDml(compiled, inputsOf(compiled.inputs, request.rows[0] ?? []));
    return {
      ...emptyResult(),
      rowCount: result.rowCount,
      lastRowid: result.lastRowid,
      returned: hasReturning ? [result.returned.map(convert)] : undefined,
      rowCounts: [result.rowCount],
    };
  }
  const rows = request.rows.map((row) => inputsOf(compiled.inputs, row));
  const batch = await parts.sql.executeDmlBatch(compiled, rows, { collectErrors: request.batchErrors });
  const [first] = batch.errors;
  if (first !== undefined && !request.batchErrors) throw atIteration(first.error, first.index);
  return {
    ...emptyResult(),
    rowCount: batch.rowCounts.reduce((sum, count) => sum + count, 0),
    lastRowid: batch.lastRowid,
    returned: hasReturning ? batch.returned.map((returned) => returned.map(convert)) : undefined,
    rowCounts: batch.rowCounts,
    batchErrors: batch.errors,
  };
}

/** The error of executeMany carries the iteration as its offset. */
function atIteration(error: Error, index: number): Error {
  if (!(error instanceof OracleError)) return error;
  return new OracleError(error.code, error.message, { offset: index, cause: error });
}

/** Values of RETURNING in the types of the placeholders that take them. */
function returningConverter(
  parts: SessionParts,
  prepared: Prepared,
  compiled: CompiledDml,
  request: ExecuteRequest,
): (row: Value[]) => Value[] {
  const targets = prepared.placeholders.flatMap(({ isReturning }, index) =>
    isReturning ? [request.binds[index]] : [],
  );
  return (row) =>
    row.map((value, index) => {
      const column = compiled.returning[index];
      const target = targets[index];
      if (column === undefined || target === undefined || column.type.kind === 'REF CURSOR') return value;
      return convertForClient(parts.state, value, column.type as ScalarType, target);
    });
}
