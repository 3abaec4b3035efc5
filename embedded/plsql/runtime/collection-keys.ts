import type { CollectionValue } from '../../types/values.ts';

/**
 * Order of an associative array's keys. Kept beside the collection: a sorted list that is made when an order is first asked for, follows
 * appended keys, and lets deleted ones stand until there are too many.
 */
type KeyOrder = { keys: (number | string)[]; isSorted: boolean };

const orders = new WeakMap<CollectionValue, KeyOrder>();

export function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a);
  const right = String(b);
  // UTF-16 order differs from the binary order of UTF-8 only for characters beyond U+FFFF.
  return left === right ? 0 : left < right ? -1 : 1;
}

function orderOf(collection: CollectionValue): KeyOrder {
  let order = orders.get(collection);
  if (order === undefined || order.keys.length > 2 * collection.elements.size + 16) {
    order = { keys: [...collection.elements.keys()], isSorted: false };
    orders.set(collection, order);
  }
  if (!order.isSorted) {
    order.keys = [...collection.elements.keys()].sort(compareKeys);
    order.isSorted = true;
  }
  return order;
}

/** Tells the order of a key that is about to be added. */
export function noteAddedKey(collection: CollectionValue, key: number | string): void {
  const order = orders.get(collection);
  if (order === undefined || !order.isSorted) return;
  const last = order.keys.at(-1);
  const distance = last === undefined ? 1 : compareKeys(key, last);
  if (distance > 0) order.keys.push(key);
  else if (distance < 0) order.isSorted = order.keys[lowerBound(order.keys, key)] === key;
}

export function forgetOrder(collection: CollectionValue): void {
  orders.delete(collection);
}

/** Index of the first key that is not below `key`. */
function lowerBound(keys: readonly (number | string)[], key: number | string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && compareKeys(candidate, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first present key at or after (`step` 1) or at or before (`step` -1) a place of the order. */
function present(
  collection: CollectionValue,
  keys: readonly (number | string)[],
  from: number,
  step: 1 | -1,
): number | string | undefined {
  for (let i = from; i >= 0 && i < keys.length; i += step) {
    const key = keys[i];
    if (key !== undefined && collection.elements.has(key)) return key;
  }
  return undefined;
}

export function firstKey(collection: CollectionValue): number | string | undefined {
  return present(collection, orderOf(collection).keys, 0, 1);
}
export function lastKey(collection: CollectionValue): number | string | undefined {
  const { keys } = orderOf(collection);
  return present(collection, keys, keys.length - 1, -1);
}
export function keyAfter(collection: CollectionValue, key: number | string): number | string | undefined {
  const { keys } = orderOf(collection);
  const at = lowerBound(keys, key);
  return present(collection, keys, keys[at] === key ? at + 1 : at, 1);
}
export function keyBefore(collection: CollectionValue, key: number | string): number | string | undefined {
  const { keys } = orderOf(collection);
  return present(collection, keys, lowerBound(keys, key) - 1, -1);
}
/** All keys in order. */
export function sortedKeys(collection: CollectionValue): (number | string)[] {
  return orderOf(collection).keys.filter((key) => collection.elements.has(key));
}
