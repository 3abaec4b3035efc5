import type { SessionState } from '../session/session-state.ts';
import type { ColumnDescription } from '../sql/sql-engine.ts';
import type { ConversionContext } from '../types/convert-scalar.ts';
import type { DataType, ScalarType } from '../types/data-type.ts';
import { TYPE_CODES } from '../types/internal-form.ts';
import { Decimal } from '../types/number.ts';
import { OracleError } from '../types/oracle-error.ts';
import { CollectionValue, CursorHandle, Lob, RecordValue, type Value } from '../types/values.ts';
import { DBMS_SQL_SPECIFICATION, OVERLOAD_TYPES } from './dbms-sql-specification.ts';
import { DynamicCursor } from './dynamic-cursor.ts';
import type { NativeCall, NativeOutcome, NativePackage, NativeSubprogram } from './native-package.ts';
import { cursorOf, integerOf, outputs, returns, textOf } from './native-values.ts';

/** DBMS_SQL: cursors by number, with arrays of binds left out. Implicit results. */

type Cursors = {
  byNumber: Map<number, DynamicCursor>;
  next: number;
  last: DynamicCursor | undefined;
  errorPosition: number;
};

const cursorsOfSessions = new WeakMap<SessionState, Cursors>();

function cursorsOf({ session }: NativeCall): Cursors {
  let cursors = cursorsOfSessions.get(session);
  if (cursors === undefined) {
    cursors = { byNumber: new Map(), next: 1, last: undefined, errorPosition: 0 };
    cursorsOfSessions.set(session, cursors);
  }
  return cursors;
}

function add(call: NativeCall, cursor: DynamicCursor): number {
  const cursors = cursorsOf(call);
  const number = cursors.next;
  cursors.next += 1;
  cursors.byNumber.set(number, cursor);
  return number;
}

function find(call: NativeCall, number: Value | undefined): DynamicCursor {
  const cursor = cursorsOf(call).byNumber.get(integerOf(number) ?? 0);
  if (cursor === undefined) throw new OracleError(29471, 'DBMS_SQL access denied');
  return cursor;
}

function contextOf({ session }: NativeCall): ConversionContext {
  return { nls: session.nls, now: () => Date.now() };
}

async function parse(call: NativeCall, [number, ...rest]: Value[]): Promise<undefined> {
  const cursors = cursorsOf(call);
  const cursor = find(call, number);
  cursors.errorPosition = 0;
  try {
    await cursor.parse(call, statementText(rest));
  } catch (error) {
    if (error instanceof OracleError) cursors.errorPosition = error.offset ?? 0;
    throw error;
  }
}

/** A text, a CLOB, or lines `lb` to `ub` of a table. */
function statementText([statement, low, high, withLineFeeds]: Value[]): string {
  if (statement instanceof Lob) return String(statement.content);
  if (!(statement instanceof CollectionValue)) return textOf(statement) ?? '';
  const lines: string[] = [];
  for (let index = integerOf(low) ?? 1; index <= (integerOf(high) ?? 0); index += 1) {
    lines.push(textOf(statement.elements.get(index)) ?? '');
  }
  return lines.join(withLineFeeds === true ? '\n' : '');
}

const overloadType = ({ overload }: NativeCall): ScalarType => OVERLOAD_TYPES[overload - 1]?.type ?? { kind: 'NULL' };

/** A subprogram that is overloaded by type, and its siblings with the type in their name. */
function typed(
  name: string,
  run: (call: NativeCall, inputs: Value[], type: ScalarType) => NativeOutcome,
): Record<string, NativeSubprogram> {
  const fixed: Record<string, ScalarType> = {
    CHAR: { kind: 'CHAR', unit: 'BYTE' },
    RAW: { kind: 'RAW' },
    ROWID: { kind: 'ROWID' },
  };
  return {
    [name]: (call, inputs) => run(call, inputs, overloadType(call)),
    ...Object.fromEntries(
      Object.entries(fixed).map(([suffix, type]) => [
        `${name}_${suffix}`,
        ((call, inputs) => run(call, inputs, type)) satisfies NativeSubprogram,
      ]),
    ),
  };
}

function withLength(type: ScalarType, size: Value | undefined): ScalarType {
  const length = integerOf(size);
  return (type.kind === 'VARCHAR2' || type.kind === 'CHAR' || type.kind === 'RAW') && length !== null
    ? { ...type, length }
    : type;
}

async function execute(call: NativeCall, [number]: Value[]): Promise<NativeOutcome> {
  const cursor = find(call, number);
  cursorsOf(call).last = cursor;
  return returns(await cursor.execute(call));
}

async function fetchRows(call: NativeCall, [number]: Value[]): Promise<NativeOutcome> {
  const cursor = find(call, number);
  cursorsOf(call).last = cursor;
  return returns((await cursor.fetch()) ? 1 : 0);
}

/** EXACT: ORA-01403 without a row, ORA-01422 with more than one. */
async function executeAndFetch(call: NativeCall, [number, exact]: Value[]): Promise<NativeOutcome> {
  const cursor = find(call, number);
  cursorsOf(call).last = cursor;
  await cursor.execute(call);
  const hasRow = await cursor.fetch();
  if (exact === true && !hasRow) throw new OracleError(1403, 'no data found');
  return returns(hasRow ? 1 : 0);
}

/** Numbers of types in descriptions: those of DUMP, but for ROWID. */
const COLUMN_TYPES: Readonly<Record<string, number>> = { ...TYPE_CODES, ROWID: 11, 'LONG RAW': 24, 'REF CURSOR': 102 };
/** Bytes of values without a declared length. */
const SIZES: Record<string, number> = {
  NUMBER: 22,
  DATE: 7,
  TIMESTAMP: 11,
  'TIMESTAMP WITH TIME ZONE': 13,
  CLOB: 4000,
  BLOB: 4000,
  ROWID: 16,
};

function describeColumns(call: NativeCall, [number, , target]: Value[]): NativeOutcome {
  const { columns } = find(call, number);
  if (!(target instanceof CollectionValue) || target.type.element.kind !== 'RECORD') {
    throw new Error('DESCRIBE_COLUMNS got no table of records to fill');
  }
  const { element } = target.type;
  const table = new CollectionValue(target.type);
  for (const [index, column] of columns.entries()) {
    const facts = describedColumn(column);
    table.elements.set(
      index + 1,
      new RecordValue(
        element,
        element.fields.map(({ name }) => facts[name] ?? null),
      ),
    );
  }
  table.highest = columns.length;
  return outputs({ 1: columns.length, 2: table });
}

function describedColumn({ name, type, isNullable }: ColumnDescription): Record<string, Value> {
  const number = (value: number) => new Decimal(value);
  const isNational = ['NVARCHAR2', 'NCHAR', 'NCLOB'].includes(type.kind);
  const isText = isNational || ['VARCHAR2', 'CHAR', 'CLOB', 'LONG'].includes(type.kind);
  return {
    COL_TYPE: number(COLUMN_TYPES[type.kind] ?? 1),
    COL_MAX_LEN: number(lengthOf(type)),
    COL_NAME: name,
    COL_NAME_LEN: number(Buffer.byteLength(name)),
    COL_SCHEMA_NAME_LEN: number(0),
    COL_PRECISION: number(type.kind === 'NUMBER' ? (type.precision ?? 0) : 0),
    COL_SCALE: number(
      type.kind === 'NUMBER' ? (type.scale ?? (type.precision === undefined ? -127 : 0)) : scaleOf(type),
    ),
    COL_CHARSETID: number(isText ? (isNational ? 2000 : 873) : 0),
    COL_CHARSETFORM: number(isText ? (isNational ? 2 : 1) : 0),
    COL_NULL_OK: isNullable,
    COL_TYPE_NAME_LEN: number(0),
  };
}

function lengthOf(type: DataType): number {
  if ('length' in type && type.length !== undefined)
    return 'unit' in type && type.unit === 'CHAR' ? type.length * 4 : type.length;
  return SIZES[type.kind] ?? 4000;
}

function scaleOf(type: DataType): number {
  return type.kind.startsWith('TIMESTAMP') && 'precision' in type ? (type.precision ?? 6) : 0;
}

async function closeCursor(call: NativeCall, [number]: Value[]): Promise<NativeOutcome> {
  await find(call, number).close();
  cursorsOf(call).byNumber.delete(integerOf(number) ?? 0);
  return outputs({ 0: null });
}

function toRefCursor(call: NativeCall, [number]: Value[]): NativeOutcome {
  const rows = find(call, number).takeRows();
  cursorsOf(call).byNumber.delete(integerOf(number) ?? 0);
  return outputs({ 0: null }, new CursorHandle(rows));
}

function toCursorNumber(call: NativeCall, [handle]: Value[]): NativeOutcome {
  const rows = cursorOf(handle)?.cursor;
  if (rows === undefined) throw new OracleError(1001, 'invalid cursor');
  return outputs({ 0: null }, new Decimal(add(call, DynamicCursor.ofQuery(rows))));
}

function returnResult(call: NativeCall, [cursor]: Value[]): NativeOutcome {
  if (call.overload === 1) {
    call.returnResult(cursor ?? null);
    return undefined;
  }
  const rows = find(call, cursor).takeRows();
  cursorsOf(call).byNumber.delete(integerOf(cursor) ?? 0);
  call.returnResult(new CursorHandle(rows));
  return outputs({ 0: null });
}

export const DBMS_SQL: NativePackage = {
  name: 'DBMS_SQL',
  specification: DBMS_SQL_SPECIFICATION,
  subprograms: {
    OPEN_CURSOR: (call) => returns(add(call, new DynamicCursor())),
    IS_OPEN: (call, [number]) => returns(cursorsOf(call).byNumber.has(integerOf(number) ?? 0)),
    CLOSE_CURSOR: closeCursor,
    PARSE: parse,
    ...typed('BIND_VARIABLE', (call, [number, name, value], type) => {
      find(call, number).bind(textOf(name) ?? '', value ?? null, type);
      return undefined;
    }),
    ...typed('DEFINE_COLUMN', (call, [number, position, , size], type) => {
      find(call, number).define(integerOf(position) ?? 0, withLength(type, size));
      return undefined;
    }),
    EXECUTE: execute,
    FETCH_ROWS: fetchRows,
    EXECUTE_AND_FETCH: executeAndFetch,
    ...typed('COLUMN_VALUE', (call, [number, position], type) =>
      outputs({ 2: find(call, number).columnValue(integerOf(position) ?? 0, type, contextOf(call)) }),
    ),
    ...typed('VARIABLE_VALUE', (call, [number, name], type) =>
      outputs({ 2: find(call, number).variableValue(textOf(name) ?? '', type, contextOf(call)) }),
    ),
    DESCRIBE_COLUMNS: describeColumns,
    DESCRIBE_COLUMNS2: describeColumns,
    DESCRIBE_COLUMNS3: describeColumns,
    LAST_ERROR_POSITION: (call) => returns(cursorsOf(call).errorPosition),
    LAST_ROW_COUNT: (call) => returns(cursorsOf(call).last?.rowCount ?? 0),
    LAST_ROW_ID: (call) => returns(cursorsOf(call).last?.lastRowid ?? null),
    TO_REFCURSOR: toRefCursor,
    TO_CURSOR_NUMBER: toCursorNumber,
    RETURN_RESULT: returnResult,
  },
};
