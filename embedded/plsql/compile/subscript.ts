import { type CollectionType, type ScalarType, VARCHAR2 } from '../../types/data-type.ts';
import { Decimal } from '../../types/number.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import type { Key } from '../runtime/collection.ts';
import { decimalOf, integerOf } from '../runtime/integers.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Code, map1 } from './code.ts';
import { convertCode } from './conversion.ts';

/** Subscripts of collections: a PL/SQL value becomes a key of the map of elements. */

/** The PL/SQL type of a collection's subscripts. */
export function subscriptType(type: CollectionType): ScalarType {
  return type.shape === 'ASSOCIATIVE ARRAY' ? (type.indexBy ?? { kind: 'PLS_INTEGER' }) : { kind: 'PLS_INTEGER' };
}

/** Evaluates to the key: a JavaScript number or string. */
export function subscriptCode(type: CollectionType, subscript: Code, runtime: Runtime, pos: number): Code {
  const keyType = subscriptType(type);
  return map1(convertCode(subscript, keyType, runtime, pos), keyType, toKey);
}

function toKey(value: Value): Key {
  if (value instanceof Decimal) return integerOf(value);
  if (typeof value === 'string') return value;
  throw new OracleError(6502, 'PL/SQL: numeric or value error: NULL index table key value');
}

export function asKey(value: Value): Key {
  return typeof value === 'number' || typeof value === 'string' ? value : toKey(value);
}

/** As `toKey`, but NULL stays: EXISTS, NEXT and PRIOR take it. */
export function toKeyOrNull(value: Value): Key | null {
  return value === null ? null : toKey(value);
}

/** The PL/SQL value of a key. */
export function keyValue(key: Key | null): Value {
  return typeof key === 'number' ? decimalOf(key) : key;
}

/** Keys of associative arrays by text are VARCHAR2, others PLS_INTEGER. */
export function keyResultType(type: CollectionType): ScalarType {
  const keyType = subscriptType(type);
  return keyType.kind === 'PLS_INTEGER' ? { kind: 'PLS_INTEGER' } : VARCHAR2;
}
