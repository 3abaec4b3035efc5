import type { Argument, Expression } from '../../syntax/ast/expression.ts';
import type { Statement } from '../../syntax/ast/plsql.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CursorHandle, type Value } from '../../types/values.ts';
import { closeCursor, fetchRows, isOpen, openCursorOf } from '../runtime/cursors.ts';
import { enclosingFrame, type Frame } from '../runtime/frame.ts';
import { integerOf, isDecimal } from '../runtime/integers.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { compileActual, matchParameters } from './actual.ts';
import { asyncStep, type Code, evaluate, evaluateAll, type Step } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { convertArgument, convertCode, isAssignable } from './conversion.ts';
import { cursorPlace } from './cursor-place.ts';
import { denote } from './denotation.ts';
import { openDynamic } from './dynamic-query.ts';
import { compileExpression } from './expression.ts';
import { compileInto, resultSetMismatch } from './into.ts';
import { type Place, requireAssignable } from './place.ts';
import type { Scope } from './scope.ts';
import { compileQuery, recordOfColumns } from './sql-compile.ts';
import type { CursorSymbol } from './symbols.ts';

/** OPEN, OPEN FOR, FETCH and CLOSE. */

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export function compileOpen(statement: Of<'open'>, scope: Scope): Step {
  const denotation = denote(statement.cursor, scope);
  if (denotation.kind !== 'cursor') throw notACursor(statement.cursor);
  const place = cursorPlace(denotation.symbol, scope);
  const open = compileOpening(denotation.symbol, statement.arguments, scope, statement.pos);
  return asyncStep(function* (frame) {
    for (const step of place.prepare) yield* step.execute(frame);
    if (isOpen(place.read(frame))) throw new OracleError(6511, 'PL/SQL: cursor already open');
    place.write(frame, yield* open(frame));
    return undefined;
  });
}

function notACursor(expression: Expression): CompileError {
  const name = expression.kind === 'name' ? expression.name.parts.map((part) => part.name).join('.') : '';
  return new CompileError(expression.pos, `PLS-00456: item '${name}' is not a cursor`);
}

/** Evaluates the arguments of an explicit cursor and opens its query. */
export function compileOpening(
  symbol: CursorSymbol,
  args: readonly Argument[],
  scope: Scope,
  pos: number,
): (frame: Frame) => Steps<CursorHandle> {
  const { runtime } = scope.unit;
  const { owner } = symbol;
  const actuals = args.map((argument) => compileActual(argument, scope));
  const matching = matchParameters(symbol.parameters, actuals);
  if (matching === undefined) throw plsErrors.wrongArguments(pos, symbol.name);
  const values = symbol.parameters.map((parameter, i) => {
    const actual = matching[i];
    return actual === undefined ? undefined : convertArgument(actual.code(), parameter.type, runtime, actual.pos);
  });
  return function* (frame) {
    if (owner !== undefined && !owner.isReady) yield* owner.instantiate();
    const { query } = symbol;
    if (query === undefined) throw new OracleError(6508, 'PL/SQL: could not find program unit being called');
    const home = frameOf(symbol, frame, scope);
    for (let i = 0; i < symbol.parameters.length; i++) {
      const code = values[i];
      const fallback = symbol.parameters[i]?.default;
      const slot = symbol.parameterSlots[i] ?? 0;
      if (code !== undefined) home.slots[slot] = yield* evaluate(code, frame);
      else home.slots[slot] = fallback === undefined ? null : yield* evaluate(fallback, home);
    }
    const { compiled, inputs } = query.current();
    return new CursorHandle(yield* wait(runtime.sql.openQuery(compiled, yield* evaluateAll(inputs, home))));
  };
}

/** The frame in which a cursor's parameters are and its query's inputs are evaluated. */
function frameOf(symbol: CursorSymbol, frame: Frame, scope: Scope): Frame {
  const hops = scope.layout.hopsTo(symbol.parameterLayout);
  if (hops !== undefined) return enclosingFrame(frame, hops);
  if (symbol.owner === undefined) throw new Error(`cursor ${symbol.name} is out of reach`);
  return symbol.owner.frameOf(symbol.parameterLayout);
}

export function compileOpenFor(statement: Of<'openFor'>, scope: Scope): Step {
  const place = cursorVariable(statement.cursor, scope);
  requireAssignable(place, statement.cursor.pos);
  const open =
    statement.query === undefined ? openDynamic(statement, scope) : openStatic(statement.query, place, scope);
  return asyncStep(function* (frame) {
    for (const step of place.prepare) yield* step.execute(frame);
    const opened = yield* open(frame);
    yield* replaceHandle(place, frame, opened);
    return undefined;
  });
}

/** A variable that already has an open cursor: its query is closed, and every variable that shares it sees the new one. */
function* replaceHandle(place: Place, frame: Frame, opened: CursorHandle): Steps<void> {
  const old = place.read(frame);
  if (isOpen(old)) yield* closeCursor(old);
  place.write(frame, opened);
}

function openStatic(
  query: NonNullable<Of<'openFor'>['query']>,
  place: Place,
  scope: Scope,
): (frame: Frame) => Steps<CursorHandle> {
  const { runtime } = scope.unit;
  const sql = compileQuery(query, scope);
  if (place.type.kind === 'REF CURSOR' && place.type.returns !== undefined) {
    if (!isAssignable(recordOfColumns(sql.compiled.columns), place.type.returns)) throw plsErrors.wrongType(query.pos);
  }
  return function* (frame) {
    const { compiled, inputs } = sql.current();
    return new CursorHandle(yield* wait(runtime.sql.openQuery(compiled, yield* evaluateAll(inputs, frame))));
  };
}

/** The place of a cursor variable. Throws PLS-00382. */
function cursorVariable(expression: Expression, scope: Scope): Place {
  const denotation = denote(expression, scope);
  if (denotation.kind === 'place' && denotation.place.type.kind === 'REF CURSOR') return denotation.place;
  throw plsErrors.wrongType(expression.pos);
}

/** The place of an explicit cursor or cursor variable, and the columns of its rows where they are known. */
export function cursorOf(expression: Expression, scope: Scope): { place: Place; columns: RowTypes } {
  const denotation = denote(expression, scope);
  if (denotation.kind === 'cursor') {
    const { rowType } = denotation.symbol;
    return { place: cursorPlace(denotation.symbol, scope), columns: rowType.fields.map((field) => field.type) };
  }
  if (denotation.kind !== 'place' || denotation.place.type.kind !== 'REF CURSOR') throw notACursor(expression);
  denotation.place.note?.('read');
  return { place: denotation.place, columns: denotation.place.type.returns?.fields.map((field) => field.type) };
}
type RowTypes = Parameters<typeof compileInto>[1];

export function compileFetch(statement: Of<'fetch'>, scope: Scope): Step {
  const { place, columns } = cursorOf(statement.cursor, scope);
  const sink = compileInto(statement.into, columns, scope, statement.pos, resultSetMismatch);
  const limit = statement.limit === undefined ? undefined : limitCode(statement.limit, scope);
  return asyncStep(function* (frame) {
    for (const step of place.prepare) yield* step.execute(frame);
    for (const step of sink.prepare) yield* step.execute(frame);
    const { handle, cursor } = openCursorOf(place.read(frame));
    const types = columns ?? cursor.columns.map((column) => column.type);
    if (!sink.isBulk) {
      const [row] = yield* fetchRows(handle, 1);
      if (row !== undefined) sink.writeRow(frame, row, types);
      return undefined;
    }
    const most = limit === undefined ? Number.POSITIVE_INFINITY : positive(yield* evaluate(limit, frame));
    sink.writeRows(frame, yield* fetchUpTo(handle, most), types);
    return undefined;
  });
}

function limitCode(limit: Expression, scope: Scope): Code {
  return convertCode(compileExpression(limit, scope), { kind: 'PLS_INTEGER' }, scope.unit.runtime, limit.pos);
}
function positive(value: Value): number {
  const count = isDecimal(value) ? integerOf(value) : 0;
  if (count < 1) throw new OracleError(6502, 'PL/SQL: numeric or value error: Bulk Bind: Error in define');
  return count;
}

const FETCH_SIZE = 500;

function* fetchUpTo(handle: CursorHandle, most: number): Steps<Value[][]> {
  const all: Value[][] = [];
  while (all.length < most) {
    const wanted = Math.min(FETCH_SIZE, most - all.length);
    const rows = yield* fetchRows(handle, wanted);
    for (const row of rows) all.push(row);
    if (rows.length < wanted) break;
  }
  // %FOUND tells of the whole fetch; a bulk fetch that came up short leaves %NOTFOUND true.
  handle.isFound = Number.isFinite(most) ? all.length === most : false;
  return all;
}

export function compileClose(statement: Of<'close'>, scope: Scope): Step {
  const { place } = cursorOf(statement.cursor, scope);
  return asyncStep(function* (frame) {
    for (const step of place.prepare) yield* step.execute(frame);
    yield* closeCursor(place.read(frame));
    return undefined;
  });
}
