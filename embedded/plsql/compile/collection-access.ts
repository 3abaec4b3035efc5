import type { Argument } from '../../syntax/ast/expression.ts';
import { BOOLEAN, type CollectionType, NULL_TYPE, type ScalarType } from '../../types/data-type.ts';
import { CollectionValue, type Value } from '../../types/values.ts';
import {
  append,
  deleteAll,
  deleteRange,
  elementAt,
  exists,
  extend,
  first,
  last,
  next,
  prior,
  setElement,
  trim,
} from '../runtime/collection.ts';
import { collectionOf } from '../runtime/composite-values.ts';
import { decimalOf } from '../runtime/integers.ts';
import { type Code, map1, map2, mapAll } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { compileObjectConstructor } from './object-constructor.ts';
import { isObject } from './object-types.ts';
import { type Place, placeCode, requireAssignable } from './place.ts';
import { compileRecordConstructor } from './record-constructor.ts';
import type { Scope } from './scope.ts';
import { asKey, keyResultType, keyValue, subscriptCode, subscriptType, toKeyOrNull } from './subscript.ts';
import type { TypeSymbol } from './symbols.ts';

/** Elements, methods and constructors of collections. */

export type Method = {
  name: string;
  type: CollectionType;
  /** Undefined for the result of a function. */
  place: Place | undefined;
  collection: () => Code;
  label: string;
};

const METHODS = new Set(['COUNT', 'FIRST', 'LAST', 'NEXT', 'PRIOR', 'EXISTS', 'LIMIT', 'EXTEND', 'TRIM', 'DELETE']);
const PLS_INTEGER: ScalarType = { kind: 'PLS_INTEGER' };

export function isCollectionMethod(name: string): boolean {
  return METHODS.has(name);
}

/** `f(x)(subscript)`. */
export function compileElement(
  collection: Code,
  type: CollectionType,
  subscript: Code,
  scope: Scope,
  pos: number,
): Code {
  const key = subscriptCode(type, subscript, scope.unit.runtime, pos);
  return map2(collection, key, type.element, (value, keyOf) => elementAt(collectionOf(value), asKey(keyOf)));
}

/** A method call; those that change the collection have a value that means nothing. */
export function compileMethod(method: Method, args: readonly Argument[], scope: Scope, pos: number): Code {
  const { name, type } = method;
  if (args.some((argument) => argument.name !== undefined)) throw plsErrors.wrongArguments(pos, name);
  switch (name) {
    case 'COUNT':
      requireCount(args, 0, 0, name, pos);
      return map1(method.collection(), PLS_INTEGER, (value) => decimalOf(collectionOf(value).elements.size));
    case 'LIMIT':
      requireCount(args, 0, 0, name, pos);
      return map1(method.collection(), PLS_INTEGER, (value) => {
        const { limit } = collectionOf(value).type;
        return limit === undefined ? null : decimalOf(limit);
      });
    case 'FIRST':
    case 'LAST': {
      requireCount(args, 0, 0, name, pos);
      const find = name === 'FIRST' ? first : last;
      return map1(method.collection(), keyResultType(type), (value) => keyValue(find(collectionOf(value))));
    }
    case 'NEXT':
    case 'PRIOR': {
      const key = keyArgument(method, args, scope, pos);
      const find = name === 'NEXT' ? next : prior;
      return map2(method.collection(), key, keyResultType(type), (value, from) =>
        keyValue(find(collectionOf(value), toKeyOrNull(from))),
      );
    }
    case 'EXISTS': {
      const key = keyArgument(method, args, scope, pos);
      return map2(method.collection(), key, BOOLEAN, (value, of) =>
        exists(value instanceof CollectionValue ? value : null, toKeyOrNull(of)),
      );
    }
    default:
      return compileChange(method, args, scope, pos);
  }
}

function keyArgument(method: Method, args: readonly Argument[], scope: Scope, pos: number): Code {
  requireCount(args, 1, 1, method.name, pos);
  return argumentCodes(args, subscriptType(method.type), scope)[0] ?? missing(method.name, pos);
}
function missing(name: string, pos: number): never {
  throw plsErrors.wrongArguments(pos, name);
}

function requireCount(args: readonly Argument[], low: number, high: number, name: string, pos: number): void {
  if (args.length < low || args.length > high) throw plsErrors.wrongArguments(pos, name);
}

function argumentCodes(args: readonly Argument[], type: ScalarType, scope: Scope): Code[] {
  return args.map(({ value }) => convertCode(compileExpression(value, scope), type, scope.unit.runtime, value.pos));
}

/** EXTEND, TRIM and DELETE. */
function compileChange(method: Method, args: readonly Argument[], scope: Scope, pos: number): Code {
  const { name, type, place } = method;
  if (place === undefined) throw plsErrors.notAssignable(pos, '<expression>');
  requireAssignable(place, pos);
  const isAssociative = type.shape === 'ASSOCIATIVE ARRAY';
  if (isAssociative && name !== 'DELETE') throw plsErrors.wrongArguments(pos, name);
  if (type.shape === 'VARRAY' && name === 'DELETE') requireCount(args, 0, 0, name, pos);
  requireCount(args, 0, name === 'TRIM' ? 1 : 2, name, pos);
  const collection = placeCode({ ...place, read: place.container });
  const inputs = argumentCodes(args, name === 'DELETE' ? subscriptType(type) : PLS_INTEGER, scope);
  return mapAll([collection, ...inputs], NULL_TYPE, ([value = null, ...rest]) => {
    change(collectionOf(value), name, rest);
    return null;
  });
}

function change(collection: CollectionValue, name: string, args: Value[]): void {
  const [one, two] = args;
  if (name === 'DELETE') {
    if (one === undefined) deleteAll(collection);
    else deleteRange(collection, toKeyOrNull(one), toKeyOrNull(two === undefined ? one : two));
    return;
  }
  const count = one === undefined ? 1 : one === null ? 0 : Number(asKey(one));
  if (name === 'TRIM') trim(collection, count);
  else extend(collection, count, two === undefined ? undefined : asKey(two));
}

/** `t_list(a, b, c)`; also of named elements (`k => v`) for associative arrays, which is 18c's qualified expression, and records. */
export function compileConstructor(symbol: TypeSymbol, args: readonly Argument[], scope: Scope, pos: number): Code {
  const { type } = symbol;
  const { runtime } = scope.unit;
  if (isObject(type)) return compileObjectConstructor(symbol.name, type, args, scope, pos);
  if (type.kind === 'RECORD') return compileRecordConstructor(symbol, args, scope, pos);
  if (type.kind !== 'COLLECTION') throw plsErrors.notAFunction(pos, symbol.name);
  const elements = args.map(({ value }) =>
    convertCode(compileExpression(value, scope), type.element, runtime, value.pos),
  );
  if (type.shape === 'ASSOCIATIVE ARRAY') {
    const keys = args.map(({ name, key, value }) => {
      if (key === undefined && name === undefined) throw plsErrors.wrongArguments(pos, symbol.name);
      const expression = key ?? {
        kind: 'name' as const,
        pos: value.pos,
        name: { parts: name === undefined ? [] : [name], pos: value.pos },
      };
      return subscriptCode(type, compileExpression(expression, scope), runtime, value.pos);
    });
    return mapAll([...keys, ...elements], type, (values) => {
      const made = new CollectionValue(type);
      keys.forEach((_, i) => {
        setElement(made, asKey(values[i] ?? null), values[keys.length + i] ?? null);
      });
      return made;
    });
  }
  if (args.some((argument) => argument.name !== undefined)) throw plsErrors.wrongArguments(pos, symbol.name);
  return mapAll(elements, type, (values) => {
    const made = new CollectionValue(type);
    for (const value of values) append(made, value);
    return made;
  });
}
