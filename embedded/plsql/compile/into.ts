import type { IntoClause } from '../../syntax/ast/query.ts';
import type { CollectionType, DataType, RecordType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CollectionValue, RecordValue, type Value } from '../../types/values.ts';
import { append } from '../runtime/collection.ts';
import type { Frame } from '../runtime/frame.ts';
import type { AsyncStep } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { type Converter, converter, isAssignable, notNullConverter } from './conversion.ts';
import { isObject } from './object-types.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';
import { compileTarget } from './simple-statements.ts';

/** Where fetched rows go: `INTO a, b`, `INTO record`, `BULK COLLECT INTO lists`. */
export type RowSink = {
  readonly isBulk: boolean;
  readonly prepare: readonly AsyncStep[];
  /** Not bulk: one row into the targets. */
  readonly writeRow: (frame: Frame, row: readonly Value[], columns: readonly DataType[]) => void;
  /** Bulk: all rows into the targets, which are new collections then. */
  readonly writeRows: (frame: Frame, rows: readonly (readonly Value[])[], columns: readonly DataType[]) => void;
};

/** `columns`: the types of what is fetched; undefined where that is only known when it runs (dynamic SQL, weak cursor variables). */
export function compileInto(
  into: IntoClause,
  columns: readonly DataType[] | undefined,
  scope: Scope,
  pos: number,
  mismatch: () => OracleError = notInSelectList,
): RowSink {
  const targets = into.targets.map((target) => compileTarget(target, scope));
  const prepare = targets.flatMap((target) => target.prepare);
  if (into.bulkCollect) return bulkSink(targets, prepare, columns, scope, pos, mismatch);
  if (columns !== undefined) {
    return { isBulk: false, prepare, writeRow: rowWriter(targets, columns, scope, pos), writeRows: notBulk };
  }
  const writerFor = late((types) => rowWriter(targets, types, scope, pos), mismatch);
  return { isBulk: false, prepare, writeRow: (frame, row, types) => writerFor(types)(frame, row), writeRows: notBulk };
}

/** Makes something for column types that are known when it runs, once for each list of types. */
function late<T>(
  make: (types: readonly DataType[]) => T,
  mismatch: () => OracleError,
): (types: readonly DataType[]) => T {
  let last: { types: readonly DataType[]; made: T } | undefined;
  return (types) => {
    if (last?.types !== types) last = { types, made: atRuntime(() => make(types), mismatch) };
    return last.made;
  };
}

/** The error of EXECUTE IMMEDIATE for targets that do not go with the columns. */
function notInSelectList(): OracleError {
  return new OracleError(1007, 'variable not in select list');
}
/** The error of FETCH from a weak cursor variable. */
export function resultSetMismatch(): OracleError {
  return new OracleError(6504, 'PL/SQL: Return types of Result Set variables or query do not match');
}

/** What would be a compilation error is an error of the fetch where the query is known that late. */
function atRuntime<T>(make: () => T, mismatch: () => OracleError): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof CompileError) {
      throw error.message.startsWith('PLS-00382') ? new OracleError(932, 'inconsistent datatypes') : mismatch();
    }
    if (error instanceof OracleError && (error.code === 913 || error.code === 947)) throw mismatch();
    throw error;
  }
}

function notBulk(): never {
  throw new Error('not a BULK COLLECT');
}

type RowWriter = (frame: Frame, row: readonly Value[]) => void;

function rowWriter(targets: readonly Place[], columns: readonly DataType[], scope: Scope, pos: number): RowWriter {
  const [only] = targets;
  if (
    only !== undefined &&
    targets.length === 1 &&
    only.type.kind === 'RECORD' &&
    !isObject(only.type) &&
    !isComposite(columns)
  ) {
    const make = recordMaker(only.type, columns, scope, pos);
    return (frame, row) => only.write(frame, make(row));
  }
  if (targets.length !== columns.length) {
    throw targets.length < columns.length
      ? new OracleError(947, 'not enough values', { offset: pos })
      : new OracleError(913, 'too many values', { offset: pos });
  }
  const converts = targets.map((target, i) => columnConverter(columns[i], target, scope, pos));
  return (frame, row) => {
    for (let i = 0; i < targets.length; i++) {
      const value = row[i] ?? null;
      const convert = converts[i];
      targets[i]?.write(frame, convert === undefined ? value : convert(value));
    }
  };
}

function isComposite(columns: readonly DataType[]): boolean {
  return columns.length === 1 && columns[0]?.kind === 'RECORD';
}

function columnConverter(
  column: DataType | undefined,
  target: Place,
  scope: Scope,
  pos: number,
): Converter | undefined {
  if (column === undefined || !isAssignable(column, target.type)) throw plsErrors.wrongType(pos);
  const convert = converter(column, target.type, scope.unit.runtime);
  return target.isNotNull ? notNullConverter(convert) : convert;
}

/** Makes a record of a row. Throws PLS-00394 where the numbers of columns and fields differ. */
function recordMaker(
  type: RecordType,
  columns: readonly DataType[],
  scope: Scope,
  pos: number,
): (row: readonly Value[]) => RecordValue {
  if (type.fields.length !== columns.length) {
    throw new CompileError(pos, 'PLS-00394: wrong number of values in the INTO list of a FETCH statement');
  }
  const converts = type.fields.map((field, i) => {
    const column = columns[i];
    if (column === undefined || !isAssignable(column, field.type)) throw plsErrors.wrongType(pos);
    return converter(column, field.type, scope.unit.runtime);
  });
  return (row) =>
    new RecordValue(
      type,
      converts.map((convert, i) => {
        const value = row[i] ?? null;
        return convert === undefined ? value : convert(value);
      }),
    );
}

function bulkSink(
  targets: readonly Place[],
  prepare: readonly AsyncStep[],
  columns: readonly DataType[] | undefined,
  scope: Scope,
  pos: number,
  mismatch: () => OracleError,
): RowSink {
  const types = targets.map((target) => {
    if (target.type.kind === 'COLLECTION') return target.type;
    throw new CompileError(pos, 'PLS-00497: cannot mix between single row and multi-row (BULK) in INTO list');
  });
  const known = columns === undefined ? undefined : collectionMakers(types, columns, scope, pos);
  const makersFor = late((late) => collectionMakers(types, late, scope, pos), mismatch);
  return {
    isBulk: true,
    prepare,
    writeRow: notBulk,
    writeRows: (frame, rows, lateTypes) => {
      const makers = known ?? makersFor(lateTypes);
      targets.forEach((target, i) => {
        target.write(frame, makers[i]?.(rows) ?? null);
      });
    },
  };
}

type CollectionMaker = (rows: readonly (readonly Value[])[]) => CollectionValue;

function collectionMakers(
  types: readonly CollectionType[],
  columns: readonly DataType[],
  scope: Scope,
  pos: number,
): CollectionMaker[] {
  const [only] = types;
  if (only !== undefined && types.length === 1 && only.element.kind === 'RECORD' && !isObject(only.element)) {
    const element = recordMaker(only.element, columns, scope, pos);
    return [(rows) => collect(only, rows.map(element))];
  }
  if (types.length !== columns.length && columns.length > 0) {
    throw types.length < columns.length
      ? new OracleError(947, 'not enough values', { offset: pos })
      : new OracleError(913, 'too many values', { offset: pos });
  }
  return types.map((type, i) => {
    const column = columns[i] ?? type.element;
    if (!isAssignable(column, type.element)) throw plsErrors.wrongType(pos);
    const convert = converter(column, type.element, scope.unit.runtime);
    return (rows) =>
      collect(
        type,
        rows.map((row) => (convert === undefined ? (row[i] ?? null) : convert(row[i] ?? null))),
      );
  });
}

function collect(type: CollectionType, elements: readonly Value[]): CollectionValue {
  const made = new CollectionValue(type);
  if (type.shape === 'ASSOCIATIVE ARRAY') {
    elements.forEach((element, i) => {
      made.elements.set(i + 1, element);
    });
    made.highest = 0;
  } else {
    for (const element of elements) append(made, element);
  }
  return made;
}
