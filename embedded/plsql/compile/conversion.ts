import { assignValue } from '../../types/conversion.ts';
import { isConvertible } from '../../types/convertible.ts';
import type { CollectionType, DataType, RecordType, ScalarType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CollectionValue, Lob, RecordValue, type ScalarValue, type Value } from '../../types/values.ts';
import { copyCollection, copyValue, emptyRecord, initialValue, recordOf } from '../runtime/composite-values.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Code, map1, retyped } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { isObject, isSubtypeOf } from './object-types.ts';
import { isCharacter, isScalar } from './type-families.ts';

/** Assignment: which types may be assigned to which, and the closure that does it. */

export type Converter = (value: Value) => Value;

/** True where a value of one type may stand for another, by implicit conversion or as it is. */
export function isAssignable(from: DataType, to: DataType): boolean {
  if (from.kind === 'NULL') return true;
  if (isScalar(from) && isScalar(to)) return isConvertible(from, to);
  if (from.kind === 'REF CURSOR' && to.kind === 'REF CURSOR') {
    return from.returns === undefined || to.returns === undefined || isAssignable(from.returns, to.returns);
  }
  if (from.kind === 'RECORD' && to.kind === 'RECORD') return isRecordAssignable(from, to);
  if (from.kind === 'COLLECTION' && to.kind === 'COLLECTION') return isSameCollectionType(from, to);
  return false;
}

/** An object type is assignable to its supertypes; other named record types are assignable to themselves only; a %ROWTYPE to every record of matching fields. */
function isRecordAssignable(from: RecordType, to: RecordType): boolean {
  if (isObject(from) || isObject(to)) return isSubtypeOf(from, to);
  if (from === to || (from.name !== undefined && from.name === to.name)) return true;
  if (from.name !== undefined && to.name !== undefined) return false;
  return (
    from.fields.length === to.fields.length &&
    from.fields.every((field, i) => {
      const target = to.fields[i];
      return target !== undefined && isAssignable(field.type, target.type);
    })
  );
}

/** Name of the type of a client's array bind, which fits every associative array by integers whose elements convert. */
export const ARRAY_BIND = '#BIND';

export function isSameCollectionType(left: CollectionType, right: CollectionType): boolean {
  if (left === right || (left.name !== undefined && left.name === right.name)) return true;
  if (left.name !== ARRAY_BIND && right.name !== ARRAY_BIND) return false;
  return (
    right.shape === left.shape &&
    right.indexBy?.kind === left.indexBy?.kind &&
    isAssignable(left.element, right.element)
  );
}

/**
 * The closure that turns a value of type `from` into one that a variable of type `to` may hold; undefined where every value may stay as it
 * is. Throws ORA-06502 and the like when it runs. `isFresh`: the value is nobody else's, so that nothing has to be copied.
 */
export function converter(from: DataType, to: DataType, runtime: Runtime, isFresh = true): Converter | undefined {
  if (isObject(to)) return isFresh ? undefined : copyValue;
  if (to.kind === 'RECORD') return recordConverter(from, to, runtime, isFresh);
  if (to.kind === 'COLLECTION') return collectionConverter(from, to, runtime, isFresh);
  if (to.kind === 'REF CURSOR' || !isScalar(to) || !isScalar(from)) return undefined;
  return scalarConverter(from, to, runtime);
}

function recordConverter(from: DataType, to: RecordType, runtime: Runtime, isFresh: boolean): Converter {
  if (from.kind !== 'RECORD') return () => emptyRecord(to);
  if (from === to) return isFresh ? keepRecord(to) : (value) => copyValue(value ?? emptyRecord(to));
  const fields = to.fields.map((field, i) => {
    const source = from.fields[i]?.type ?? field.type;
    return converter(source, field.type, runtime, isFresh);
  });
  return (value) => {
    if (value === null) return emptyRecord(to);
    const source = recordOf(value).fields;
    return new RecordValue(
      to,
      source.map((field, i) => fields[i]?.(field) ?? (fields[i] === undefined ? field : null)),
    );
  };
}
function keepRecord(type: RecordType): Converter {
  return (value) => value ?? emptyRecord(type);
}

function collectionConverter(from: DataType, to: CollectionType, runtime: Runtime, isFresh: boolean): Converter {
  const isBind = from.kind === 'COLLECTION' && (from.name === ARRAY_BIND || to.name === ARRAY_BIND);
  const element = isBind ? (converter(from.element, to.element, runtime, isFresh) ?? keep) : isFresh ? keep : copyValue;
  return (value) => {
    if (!(value instanceof CollectionValue)) return initialValue(to);
    if (isFresh && value.type === to) return value;
    return copyCollection(value, to, element);
  };
}
function keep(value: Value): Value {
  return value;
}

function scalarConverter(from: ScalarType, to: ScalarType, runtime: Runtime): Converter | undefined {
  const context = runtime.context;
  const assign = (value: Value): Value => assignValue(value as ScalarValue, from, to, context);
  switch (to.kind) {
    case 'NUMBER':
      if (from.kind === 'PLS_INTEGER' && to.precision === undefined && to.scale === undefined) return undefined;
      if (from.kind === 'NUMBER' && isSameNumber(from, to)) return undefined;
      return nullKept(assign);
    case 'PLS_INTEGER':
      if (to.notNull === true) return (value) => assign(refuseNull(value));
      if (from.kind === 'PLS_INTEGER' && isWithin(from, to)) return undefined;
      return nullKept(assign);
    case 'VARCHAR2':
      if (from.kind === 'VARCHAR2' || from.kind === 'CHAR') return shortTextKept(to.length, assign);
      return nullKept(assign);
    case 'CLOB':
    case 'NCLOB':
    case 'BLOB':
      if (from.kind === to.kind) return copyLob;
      return nullKept(assign);
    case 'DATE':
    case 'BOOLEAN':
    case 'BINARY_DOUBLE':
      return from.kind === to.kind ? undefined : nullKept(assign);
    default:
      return nullKept(assign);
  }
}

function isSameNumber(from: { precision?: number | undefined; scale?: number | undefined }, to: typeof from): boolean {
  const isFloating = to.precision === undefined && to.scale === undefined;
  return isFloating || (from.precision === to.precision && from.scale === to.scale);
}
function isWithin(
  from: { low?: number | undefined; high?: number | undefined },
  to: { low?: number | undefined; high?: number | undefined },
): boolean {
  return (to.low === undefined || to.low === from.low) && (to.high === undefined || to.high === from.high);
}

function nullKept(convert: Converter): Converter {
  return (value) => (value === null ? null : convert(value));
}

/** No text of n UTF-16 units has more than 3n bytes: short ones need no exact look at the limit. */
function shortTextKept(limit: number | undefined, assign: Converter): Converter {
  const safeLength = Math.floor((limit ?? 32_767) / 3);
  return (value) =>
    value === null || (typeof value === 'string' && value.length <= safeLength) ? value : assign(value);
}

function copyLob(value: Value): Value {
  return value instanceof Lob ? new Lob(value.kind, value.content, value.origin) : value;
}

function refuseNull(value: Value): Value {
  if (value === null) throw new OracleError(6502, 'PL/SQL: numeric or value error');
  return value;
}

/** Wraps a converter for a NOT NULL variable. */
export function notNullConverter(convert: Converter | undefined): Converter {
  return (value) => refuseNull(convert === undefined ? value : convert(refuseNull(value)));
}

/** An expression converted to the type of what it is assigned to. Throws PLS-00382 where the types do not go together. */
export function convertCode(code: Code, to: DataType, runtime: Runtime, pos: number): Code {
  if (!isAssignable(code.type, to)) throw plsErrors.wrongType(pos);
  const convert = converter(code.type, to, runtime, code.isFresh);
  return convert === undefined ? retyped(code, to) : map1(code, to, convert);
}

/** As `convertCode`, for an IN argument: composite values are passed as they are, since they cannot be changed. */
export function convertArgument(code: Code, to: DataType, runtime: Runtime, pos: number): Code {
  if (code.isFresh || !(to.kind === 'RECORD' || to.kind === 'COLLECTION') || code.type !== to) {
    return convertCode(code, to, runtime, pos);
  }
  return code;
}

/** A parameter's or result's type takes no length and precision of its declaration. */
export function unconstrained(type: DataType): DataType {
  if (isCharacter(type)) return { kind: type.kind, unit: type.unit };
  if (type.kind === 'NUMBER') return { kind: 'NUMBER' };
  if (type.kind === 'RAW') return { kind: 'RAW' };
  return type;
}
