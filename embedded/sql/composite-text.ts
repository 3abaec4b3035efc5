import { copyValue } from '../plsql/runtime/composite-values.ts';
import type { CollectionType, DataType, RecordType } from '../types/data-type.ts';
import { unimplemented } from '../types/oracle-error.ts';
import { CollectionValue, RecordValue, type ScalarValue, type Value } from '../types/values.ts';
import { fromPgText, toPgText } from './pg-value.ts';

/**
 * Objects and collections as PostgreSQL has them. In a column they are JSON: an array of the attributes or elements, each as its text. In
 * the rows of a running statement they may also be the number under which the run has the value itself.
 */

type Json = string | null | Json[];
export type CompositeType = RecordType | CollectionType;

/** The form that is stored. Throws ORA-03001 for what it cannot hold: values of subtypes, whose type it does not tell. */
export function storedText(value: Value, type: CompositeType): string | null {
  return value === null ? null : JSON.stringify(toJson(value, type));
}

function toJson(value: Value, type: DataType): Json {
  if (value instanceof RecordValue && type.kind === 'RECORD') {
    if (value.type.name !== type.name) throw unimplemented('objects of subtypes in columns');
    return type.fields.map((field, index) => toJson(value.fields[index] ?? null, field.type));
  }
  if (value instanceof CollectionValue && type.kind === 'COLLECTION') {
    // A stored collection has no gaps.
    const keys = [...value.elements.keys()].sort((a, b) => Number(a) - Number(b));
    return keys.map((key) => toJson(value.elements.get(key) ?? null, type.element));
  }
  return toPgText(value);
}

/** The value of either form. `objects`: those of the run. */
export function compositeOf(
  text: string | null,
  type: CompositeType,
  objects: readonly Value[],
  timeZone: string,
): Value {
  if (text === null) return null;
  return text.startsWith('[') ? fromJson(JSON.parse(text), type, timeZone) : copyValue(objects[Number(text)] ?? null);
}

function fromJson(json: Json, type: DataType, timeZone: string): Value {
  if (json === null) return null;
  if (Array.isArray(json)) {
    if (type.kind === 'RECORD') {
      return new RecordValue(
        type,
        type.fields.map((field, index) => fromJson(json[index] ?? null, field.type, timeZone)),
      );
    }
    if (type.kind !== 'COLLECTION') throw new Error(`an array where ${type.kind} was stored`);
    const collection = new CollectionValue(type);
    json.forEach((element, index) => {
      collection.elements.set(index + 1, fromJson(element, type.element, timeZone));
    });
    collection.highest = json.length;
    return collection;
  }
  if (type.kind === 'RECORD' || type.kind === 'COLLECTION' || type.kind === 'REF CURSOR') {
    throw new Error(`a text where ${type.kind} was stored`);
  }
  return fromPgText(json, type, timeZone) satisfies ScalarValue;
}
