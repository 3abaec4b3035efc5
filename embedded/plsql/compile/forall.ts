import type { CompiledDml, DmlBatchResult } from '../../sql/sql-engine.ts';
import type { Statement } from '../../syntax/ast/plsql.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CollectionValue, type Value } from '../../types/values.ts';
import { keysOf } from '../runtime/collection.ts';
import { collectionOf } from '../runtime/composite-values.ts';
import type { Frame } from '../runtime/frame.ts';
import { decimalOf, integerOf, isDecimal } from '../runtime/integers.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { refuseChangeInQuery } from '../runtime/sql-caller.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { asyncStep, type Code, evaluate, type Step } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { convertCode } from './conversion.ts';
import {
  bindPreparations,
  compileDynamicText,
  compileUsing,
  dynamicNames,
  dynamicText,
  parseDynamic,
} from './dynamic-binds.ts';
import { compileExpression } from './expression.ts';
import type { RowSink } from './into.ts';
import { expandRecords } from './record-dml.ts';
import type { Scope } from './scope.ts';
import { compileDml } from './sql-compile.ts';
import { returningSink } from './sql-statements.ts';

/** FORALL: one DML statement for each index, sent as a batch. */

type Forall = Extract<Statement, { kind: 'forall' }>;
/** The statement, when it is known: at once for static DML, at run time for dynamic. */
type Batch = { compiled: CompiledDml; inputs: Code[]; sink: RowSink | undefined };

export function compileForall(statement: Forall, scope: Scope): Step {
  const { runtime } = scope.unit;
  const indexes = compileIndexes(statement, scope);
  const slot = scope.layout.allocate();
  const inside = scope.inner();
  inside.declare(statement.index, {
    kind: 'variable',
    name: statement.index.name,
    type: { kind: 'PLS_INTEGER' },
    layout: scope.layout,
    slot,
    access: 'index',
    isNotNull: false,
  });
  const batchFor =
    statement.statement.kind === 'executeImmediate'
      ? dynamicBatch(statement.statement, inside)
      : staticBatch(statement.statement, inside);
  return asyncStep(function* (frame) {
    const keys = yield* indexes(frame);
    const batch = yield* batchFor(frame);
    if (batch.sink !== undefined) for (const step of batch.sink.prepare) yield* step.execute(frame);
    resetImplicitCursor(runtime);
    const rows: Value[][] = [];
    let missing: OracleError | undefined;
    for (const key of keys) {
      frame.slots[slot] = decimalOf(key);
      try {
        const row: Value[] = [];
        for (const code of batch.inputs) row.push(yield* evaluate(code, frame));
        rows.push(row);
      } catch (error) {
        if (!isMissingElement(error)) throw error;
        missing = new OracleError(22160, `element at index [${key}] does not exist`);
        break;
      }
    }
    const result = yield* runBatch(batch, rows, statement.saveExceptions, runtime);
    finish(result, keys, batch, frame, statement.saveExceptions, runtime);
    if (missing !== undefined) throw missing;
    return undefined;
  });
}

function isMissingElement(error: unknown): boolean {
  return error instanceof OracleError && (error.code === 1403 || error.code === 6533);
}

function resetImplicitCursor(runtime: Runtime): void {
  const { implicitCursor } = runtime;
  implicitCursor.rowCount = 0;
  implicitCursor.bulkRowCounts = new Map();
  implicitCursor.bulkExceptions = [];
}

function* runBatch(batch: Batch, rows: Value[][], collectErrors: boolean, runtime: Runtime): Steps<DmlBatchResult> {
  if (rows.length === 0) return { rowCounts: [], returned: [], errors: [], lastRowid: undefined };
  refuseChangeInQuery(runtime);
  return yield* wait(runtime.sql.executeDmlBatch(batch.compiled, rows, { collectErrors }));
}

function finish(
  result: DmlBatchResult,
  keys: readonly number[],
  batch: Batch,
  frame: Frame,
  savesExceptions: boolean,
  runtime: Runtime,
): void {
  const { implicitCursor } = runtime;
  result.rowCounts.forEach((count, i) => {
    const key = keys[i];
    if (key !== undefined) implicitCursor.bulkRowCounts.set(key, count);
  });
  implicitCursor.rowCount = result.rowCounts.reduce((total, count) => total + count, 0);
  if (batch.sink !== undefined) {
    const types = batch.compiled.returning.map((column) => column.type);
    batch.sink.writeRows(frame, result.returned.flat(), types);
  }
  const [first] = result.errors;
  if (first === undefined) return;
  if (!savesExceptions) throw first.error;
  // ERROR_INDEX counts the iterations of this FORALL from 1, whatever the subscripts are.
  implicitCursor.bulkExceptions = result.errors.map(({ index, error }) => ({
    index: index + 1,
    code: error instanceof OracleError ? error.code : 600,
  }));
  throw new OracleError(24381, 'error(s) in array DML');
}

function staticBatch(
  statement: Exclude<Forall['statement'], { kind: 'executeImmediate' }>,
  scope: Scope,
): (frame: Frame) => Steps<Batch> {
  const expanded = expandRecords(statement, scope);
  const sql = compileDml(expanded, scope);
  const sink = returningSink(
    expanded,
    sql.compiled.returning.map((column) => column.type),
    scope,
  );
  if (sink !== undefined && !sink.isBulk) {
    throw new CompileError(
      statement.pos,
      'PLS-00432: implementation restriction: may not use multiple record/row INTO in FORALL',
    );
  }
  // biome-ignore lint/correctness/useYield: the dynamic variant waits
  return function* () {
    return { ...sql.current(), sink };
  };
}

function dynamicBatch(
  statement: Extract<Forall['statement'], { kind: 'executeImmediate' }>,
  scope: Scope,
): (frame: Frame) => Steps<Batch> {
  const { runtime } = scope.unit;
  const text = compileDynamicText(statement.text, scope);
  const binds = compileUsing(statement.using, statement.returning, scope);
  const prepares = bindPreparations(binds);
  const types = binds.map((bind) => bind.type);
  return function* (frame) {
    for (const step of prepares) yield* step.execute(frame);
    const source = dynamicText(yield* evaluate(text, frame));
    const parsed = parseDynamic(source, scope);
    if (parsed.class !== 'dml')
      throw new OracleError(3001, 'unimplemented feature: FORALL with a dynamic statement that is no DML');
    const compiled = runtime.sql.compileDml(
      parsed.statement as Parameters<typeof runtime.sql.compileDml>[0],
      source,
      dynamicNames(types, scope),
    );
    const inputs = compiled.inputs.map((input) => binds[Number(input.key)]?.code ?? noValue());
    return { compiled, inputs, sink: undefined };
  };
}
function noValue(): never {
  throw new OracleError(1008, 'not all variables bound');
}

/** The indexes of the iterations, in order. */
function compileIndexes(statement: Forall, scope: Scope): (frame: Frame) => Steps<number[]> {
  const { bounds } = statement;
  const { runtime } = scope.unit;
  const integer = (expression: Parameters<typeof compileExpression>[0]): Code =>
    convertCode(compileExpression(expression, scope), { kind: 'PLS_INTEGER' }, runtime, expression.pos);
  if (bounds.kind === 'range') {
    const low = integer(bounds.low);
    const high = integer(bounds.high);
    return function* (frame) {
      const from = yield* evaluate(low, frame);
      const to = yield* evaluate(high, frame);
      if (!isDecimal(from) || !isDecimal(to)) throw new OracleError(6502, 'PL/SQL: numeric or value error');
      const first = integerOf(from);
      return Array.from({ length: Math.max(0, integerOf(to) - first + 1) }, (_, i) => first + i);
    };
  }
  const collection = compileExpression(bounds.collection, scope);
  if (collection.type.kind !== 'COLLECTION') throw plsErrors.wrongType(bounds.collection.pos);
  if (bounds.kind === 'valuesOf') {
    return function* (frame) {
      const list = yield* evaluate(collection, frame);
      if (!(list instanceof CollectionValue)) return [];
      return keysOf(list).map((key) => {
        const value = list.elements.get(key) ?? null;
        if (!isDecimal(value)) throw new OracleError(6502, 'PL/SQL: numeric or value error');
        return integerOf(value);
      });
    };
  }
  const low = bounds.low === undefined ? undefined : integer(bounds.low);
  const high = bounds.high === undefined ? undefined : integer(bounds.high);
  return function* (frame) {
    const keys = keysOf(collectionOf(yield* evaluate(collection, frame))).map(Number);
    const from = low === undefined ? Number.NEGATIVE_INFINITY : limit(yield* evaluate(low, frame));
    const to = high === undefined ? Number.POSITIVE_INFINITY : limit(yield* evaluate(high, frame));
    return keys.filter((key) => key >= from && key <= to);
  };
}

function limit(value: Value): number {
  if (!isDecimal(value)) throw new OracleError(6502, 'PL/SQL: numeric or value error');
  return integerOf(value);
}
