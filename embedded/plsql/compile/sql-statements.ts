import type { QueryCursor } from '../../sql/sql-engine.ts';
import type { TransactionControlStatement } from '../../syntax/ast/ddl.ts';
import type { Statement } from '../../syntax/ast/plsql.ts';
import type { DmlStatement, IntoClause, QueryBody } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import type { Frame } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { refuseChangeInQuery, refuseTransactionEnd } from '../runtime/sql-caller.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { asyncStep, evaluateAll, type Step } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { compileInto, type RowSink } from './into.ts';
import { expandRecords } from './record-dml.ts';
import type { Scope } from './scope.ts';
import { compileDml, compileQuery } from './sql-compile.ts';

/** SELECT INTO, DML and transaction control. */

export function compileSelectInto(statement: Extract<Statement, { kind: 'select' }>, scope: Scope): Step {
  const { runtime } = scope.unit;
  const into = intoOf(statement.query.body);
  if (into === undefined) {
    throw new CompileError(statement.pos, 'PLS-00428: an INTO clause is expected in this SELECT statement');
  }
  const sql = compileQuery(statement.query, scope);
  const types = sql.compiled.columns.map((column) => column.type);
  const sink = compileInto(into, types, scope, statement.pos);
  return asyncStep(function* (frame) {
    for (const step of sink.prepare) yield* step.execute(frame);
    const { compiled, inputs } = sql.current();
    const values = yield* evaluateAll(inputs, frame);
    const cursor = yield* wait(runtime.sql.openQuery(compiled, values));
    yield* selectInto(cursor, sink, frame, runtime);
    return undefined;
  });
}

/** The INTO clause of a query: of its first SELECT. */
function intoOf(body: QueryBody): IntoClause | undefined {
  switch (body.kind) {
    case 'select':
      return body.into;
    case 'setOperation':
      return intoOf(body.left);
    case 'nested':
      return intoOf(body.query.body);
  }
}

/** Fetches exactly one row, or all of them, and closes the cursor. Throws ORA-01403, ORA-01422. */
export function* selectInto(cursor: QueryCursor, sink: RowSink, frame: Frame, runtime: Runtime): Steps<void> {
  const { implicitCursor } = runtime;
  const types = cursor.columns.map((column) => column.type);
  try {
    if (sink.isBulk) {
      const rows = yield* fetchAll(cursor);
      implicitCursor.rowCount = rows.length;
      sink.writeRows(frame, rows, types);
      return;
    }
    const rows = yield* wait(cursor.fetch(2));
    const [row] = rows;
    implicitCursor.rowCount = row === undefined ? 0 : 1;
    if (row === undefined) throw new OracleError(1403, 'no data found');
    if (rows.length > 1) throw new OracleError(1422, 'exact fetch returns more than requested number of rows');
    sink.writeRow(frame, row, types);
  } finally {
    yield* wait(cursor.close());
  }
}

const FETCH_SIZE = 500;

function* fetchAll(cursor: QueryCursor): Steps<Value[][]> {
  const all: Value[][] = [];
  for (;;) {
    const rows = yield* wait(cursor.fetch(FETCH_SIZE));
    for (const row of rows) all.push(row);
    if (rows.length < FETCH_SIZE) return all;
  }
}

export function compileDmlStatement(statement: DmlStatement, scope: Scope): Step {
  const { runtime } = scope.unit;
  const expanded = expandRecords(statement, scope);
  const sql = compileDml(expanded, scope);
  const types = sql.compiled.returning.map((column) => column.type);
  const sink = returningSink(expanded, types, scope);
  return asyncStep(function* (frame) {
    if (sink !== undefined) for (const step of sink.prepare) yield* step.execute(frame);
    const { compiled, inputs } = sql.current();
    const values = yield* evaluateAll(inputs, frame);
    const { implicitCursor } = runtime;
    implicitCursor.rowCount = 0;
    refuseChangeInQuery(runtime);
    const result = yield* wait(runtime.sql.executeDml(compiled, values));
    implicitCursor.rowCount = result.rowCount;
    if (sink !== undefined) writeReturned(sink, frame, result.returned, types);
    return undefined;
  });
}

type ColumnTypes = Parameters<RowSink['writeRow']>[2];

export function returningSink(statement: DmlStatement, columns: ColumnTypes, scope: Scope): RowSink | undefined {
  if (!('returning' in statement) || statement.returning === undefined) return undefined;
  return compileInto(statement.returning.into, columns, scope, statement.pos);
}

/** Gives RETURNING's rows to their targets. Without a row single targets stay as they are. */
function writeReturned(sink: RowSink, frame: Frame, rows: readonly Value[][], types: ColumnTypes): void {
  if (sink.isBulk) {
    sink.writeRows(frame, rows, types);
    return;
  }
  const [row] = rows;
  if (rows.length > 1) throw new OracleError(1422, 'exact fetch returns more than requested number of rows');
  if (row !== undefined) sink.writeRow(frame, row, types);
}

export function compileTransaction(statement: TransactionControlStatement, scope: Scope): Step {
  const { runtime } = scope.unit;
  return asyncStep(function* () {
    yield* wait(controlTransaction(statement, runtime));
    runtime.implicitCursor.rowCount = 0;
    return undefined;
  });
}

/** COMMIT, ROLLBACK, SAVEPOINT, SET TRANSACTION on the engine of the running transaction. */
export async function controlTransaction(statement: TransactionControlStatement, runtime: Runtime): Promise<void> {
  const { sql } = runtime;
  refuseInTrigger(statement, runtime);
  switch (statement.kind) {
    case 'commit':
      refuseTransactionEnd(runtime);
      runtime.transactionsEnded++;
      return sql.commit();
    case 'rollback':
      if (statement.toSavepoint !== undefined) return sql.rollbackToSavepoint(statement.toSavepoint.name);
      refuseTransactionEnd(runtime);
      runtime.transactionsEnded++;
      return sql.rollback();
    case 'savepoint':
      return sql.savepoint(statement.name.name);
    case 'setTransaction':
      return statement.mode === undefined ? undefined : sql.setTransaction(statement.mode);
    case 'setConstraints':
      return sql.setConstraints(statement.all ? 'all' : statement.names, statement.deferred);
  }
}

function refuseInTrigger(statement: TransactionControlStatement, runtime: Runtime): void {
  // An autonomous routine that a trigger calls has an engine of its own.
  if (runtime.trigger?.sql !== runtime.sql) return;
  throw new OracleError(4092, `cannot ${statement.kind.toUpperCase()} in a trigger`);
}
