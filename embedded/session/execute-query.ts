import type { ColumnDescription, QueryCursor } from '../sql/sql-engine.ts';
import type { Query } from '../syntax/ast/query.ts';
import { inputsOf } from './bind-scope.ts';
import { compileQuery } from './compile-statement.ts';
import type { ExecuteRequest, ExecuteResult } from './database-session.ts';
import { emptyResult } from './execute-result.ts';
import type { SessionParts } from './oracle-session.ts';
import type { Prepared } from './prepared.ts';
import { OpenResult } from './result-cursor.ts';

/** Opens the query; rows are fetched from the result's cursor. */
export async function executeQuery(
  parts: SessionParts,
  prepared: Prepared,
  query: Query,
  request: ExecuteRequest,
  guard: (cursor: QueryCursor) => QueryCursor,
): Promise<ExecuteResult> {
  const compiled = compileQuery(parts, prepared, query, request.binds);
  const cursor = await parts.sql.openQuery(compiled, inputsOf(compiled.inputs, request.rows[0] ?? []));
  return { ...emptyResult(), cursor: new OpenResult(cursor, guard) };
}

/** The columns of a query that is not run. Nothing for other statements. */
export function describeQuery(parts: SessionParts, prepared: Prepared): ColumnDescription[] {
  const { statement } = prepared.parsed;
  return statement.kind === 'query' ? compileQuery(parts, prepared, statement, []).columns : [];
}
