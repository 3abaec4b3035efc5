import { OracleError } from '../../types/oracle-error.ts';
import type { CollectionValue, Value } from '../../types/values.ts';
import {
  compareKeys,
  firstKey,
  forgetOrder,
  keyAfter,
  keyBefore,
  lastKey,
  noteAddedKey,
  sortedKeys,
} from './collection-keys.ts';
import { copyValue, initialValue } from './composite-values.ts';

/** Elements and methods of collections, with Oracle's errors ("PL/SQL Collections and Records", PL/SQL Language Reference). */

export type Key = number | string;

const subscriptBeyondCount = () => new OracleError(6533, 'Subscript beyond count');
const subscriptOutsideLimit = () => new OracleError(6532, 'Subscript outside of limit');
const noDataFound = () => new OracleError(1403, 'no data found');

function isAssociative(collection: CollectionValue): boolean {
  return collection.type.shape === 'ASSOCIATIVE ARRAY';
}

function checkSubscript(collection: CollectionValue, key: Key): number {
  if (typeof key !== 'number') throw new OracleError(6502, 'PL/SQL: numeric or value error');
  if (key < 1 || (collection.type.limit !== undefined && key > collection.type.limit)) throw subscriptOutsideLimit();
  if (key > collection.highest) throw subscriptBeyondCount();
  return key;
}

/** `c(key)`. Throws ORA-01403 for an element that does not exist. */
export function elementAt(collection: CollectionValue, key: Key): Value {
  const element = collection.elements.get(key);
  if (element !== undefined) return element;
  if (!isAssociative(collection)) checkSubscript(collection, key);
  throw noDataFound();
}

/** `c(key) := value`. */
export function setElement(collection: CollectionValue, key: Key, value: Value): void {
  if (!isAssociative(collection)) checkSubscript(collection, key);
  else if (!collection.elements.has(key)) noteAddedKey(collection, key);
  collection.elements.set(key, value);
}

/** The element for a change inside it (`c(key).field := …`): an associative array makes one that is missing. */
export function elementForChange(collection: CollectionValue, key: Key): Value {
  const element = collection.elements.get(key);
  if (element !== undefined && element !== null) return element;
  if (!isAssociative(collection)) {
    checkSubscript(collection, key);
    if (element === undefined) throw noDataFound();
    return null;
  }
  const made = initialValue(collection.type.element);
  setElement(collection, key, made);
  return made;
}

export function exists(collection: CollectionValue | null, key: Key | null): boolean {
  return collection !== null && key !== null && collection.elements.has(key);
}

/** Adds an element at the end of a nested table or VARRAY. */
export function append(collection: CollectionValue, value: Value): void {
  if (collection.type.limit !== undefined && collection.highest >= collection.type.limit) throw subscriptOutsideLimit();
  collection.highest++;
  collection.elements.set(collection.highest, value);
}

/** EXTEND(n) and EXTEND(n, i). */
export function extend(collection: CollectionValue, count: number, copyOf: Key | undefined): void {
  if (count < 0) throw new OracleError(6502, 'PL/SQL: numeric or value error');
  if (collection.type.elementNotNull === true && copyOf === undefined && count > 0) {
    throw new OracleError(6502, 'PL/SQL: numeric or value error');
  }
  const { limit } = collection.type;
  if (limit !== undefined && collection.highest + count > limit) throw subscriptOutsideLimit();
  const model = copyOf === undefined ? undefined : elementAt(collection, copyOf);
  for (let i = 0; i < count; i++) {
    append(collection, model === undefined ? initialValue(collection.type.element) : copyValue(model));
  }
}

/** TRIM(n): takes off the last n places, also those of deleted elements. */
export function trim(collection: CollectionValue, count: number): void {
  if (count > collection.highest || count < 0) throw subscriptBeyondCount();
  for (let i = 0; i < count; i++) collection.elements.delete(collection.highest--);
}

export function deleteAll(collection: CollectionValue): void {
  collection.elements.clear();
  collection.highest = 0;
  forgetOrder(collection);
}
/** DELETE(i) and DELETE(low, high): what does not exist is passed over. */
export function deleteRange(collection: CollectionValue, low: Key | null, high: Key | null): void {
  if (low === null || high === null) return;
  if (collection.type.shape === 'VARRAY') throw new OracleError(6532, 'Subscript outside of limit');
  if (low === high) {
    collection.elements.delete(low);
    return;
  }
  for (const key of [...collection.elements.keys()]) {
    if (compareKeys(key, low) >= 0 && compareKeys(key, high) <= 0) collection.elements.delete(key);
  }
}

export function first(collection: CollectionValue): Key | null {
  if (isAssociative(collection)) return firstKey(collection) ?? null;
  return scan(collection, 1, 1);
}
export function last(collection: CollectionValue): Key | null {
  if (isAssociative(collection)) return lastKey(collection) ?? null;
  return scan(collection, collection.highest, -1);
}
export function next(collection: CollectionValue, key: Key | null): Key | null {
  if (key === null) return null;
  if (isAssociative(collection)) return keyAfter(collection, key) ?? null;
  return scan(collection, Math.max(Number(key) + 1, 1), 1);
}
export function prior(collection: CollectionValue, key: Key | null): Key | null {
  if (key === null) return null;
  if (isAssociative(collection)) return keyBefore(collection, key) ?? null;
  return scan(collection, Math.min(Number(key) - 1, collection.highest), -1);
}

/** The first element that exists from a subscript on. */
function scan(collection: CollectionValue, from: number, step: 1 | -1): number | null {
  for (let key = from; key >= 1 && key <= collection.highest; key += step) {
    if (collection.elements.has(key)) return key;
  }
  return null;
}

/** Keys in order. */
export function keysOf(collection: CollectionValue): Key[] {
  if (isAssociative(collection)) return sortedKeys(collection);
  if (collection.elements.size === collection.highest)
    return Array.from({ length: collection.highest }, (_, i) => i + 1);
  return [...collection.elements.keys()].sort(compareKeys);
}

/** The elements in the order of their keys. */
export function elementsOf(collection: CollectionValue): Value[] {
  return keysOf(collection).map((key) => collection.elements.get(key) ?? null);
}
