import type { CollectionType, DataType, RecordType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CollectionValue, Lob, RecordValue, type Value } from '../../types/values.ts';

/** Initial and copied values of records and collections, which are mutable here and values in PL/SQL. */

/** What a variable of a type holds before anything was assigned: fields of records NULL, associative arrays empty, everything else NULL. */
export function initialValue(type: DataType): Value {
  if (type.kind === 'RECORD' && type.object === undefined) return emptyRecord(type);
  if (type.kind === 'COLLECTION' && type.shape === 'ASSOCIATIVE ARRAY') return new CollectionValue(type);
  return null;
}

const recordDefaults = new WeakMap<RecordType, () => Value[]>();

/** Tells what the fields of a new record of `type` hold where its declaration says so. */
export function setRecordDefaults(type: RecordType, defaults: () => Value[]): void {
  recordDefaults.set(type, defaults);
}

export function emptyRecord(type: RecordType): RecordValue {
  const defaults = recordDefaults.get(type);
  if (defaults !== undefined) return new RecordValue(type, defaults());
  return new RecordValue(
    type,
    type.fields.map((field) => initialValue(field.type)),
  );
}

/** A value that shares nothing mutable with the original. A persistent LOB's copy stays the same locator. */
export function copyValue(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof RecordValue) return new RecordValue(value.type, value.fields.map(copyValue));
  if (value instanceof CollectionValue) return copyCollection(value, value.type, copyValue);
  if (value instanceof Lob) return new Lob(value.kind, value.content, value.origin);
  return value;
}

/** A collection of `type` with converted elements. */
export function copyCollection(
  source: CollectionValue,
  type: CollectionType,
  convert: (element: Value) => Value,
): CollectionValue {
  const copy = new CollectionValue(type);
  for (const [key, element] of source.elements) copy.elements.set(key, convert(element));
  copy.highest = source.highest;
  return copy;
}

/** The value of a field. Every attribute of an object that is NULL is NULL. */
export function fieldOf(value: Value, index: number, type: RecordType): Value {
  if (value === null && type.object !== undefined) return null;
  return recordOf(value).fields[index] ?? null;
}

export function recordOf(value: Value): RecordValue {
  if (value instanceof RecordValue) return value;
  throw new OracleError(6530, 'Reference to uninitialized composite');
}

export function collectionOf(value: Value): CollectionValue {
  if (value instanceof CollectionValue) return value;
  throw new OracleError(6531, 'Reference to uninitialized collection');
}
