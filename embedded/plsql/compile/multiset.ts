import type { ComparisonOperator, Expression } from '../../syntax/ast/expression.ts';
import { BOOLEAN, type CollectionType, type DataType } from '../../types/data-type.ts';
import { CollectionValue, type Value } from '../../types/values.ts';
import { append, elementsOf } from '../runtime/collection.ts';
import { copyValue } from '../runtime/composite-values.ts';
import { decimalOf } from '../runtime/integers.ts';
import { type Code, map1, map2 } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { isSameCollectionType } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { ordering } from './operators.ts';
import type { Scope } from './scope.ts';

/** Nested tables as multisets: =, MEMBER OF, SUBMULTISET OF, MULTISET UNION, INTERSECT and EXCEPT. */

type Equal = (left: Value, right: Value) => boolean | null;

function equality(left: DataType, right: DataType, scope: Scope, operator: string, pos: number): Equal {
  const order = ordering(left, right, scope.unit.runtime, operator, pos);
  return (a, b) => {
    const result = order(a, b);
    return result === null ? null : result === 0;
  };
}

/** A copy of `elements` without one element equal to `element`; undefined where there is none. NULLs are equal to each other here. */
function without(elements: readonly Value[], element: Value, equal: Equal): Value[] | undefined {
  const at = elements.findIndex((candidate) =>
    element === null || candidate === null ? element === candidate : equal(candidate, element) === true,
  );
  return at < 0 ? undefined : elements.toSpliced(at, 1);
}

function isSubmultiset(part: readonly Value[], whole: readonly Value[], equal: Equal): boolean {
  let rest: readonly Value[] = whole;
  for (const element of part) {
    const less = without(rest, element, equal);
    if (less === undefined) return false;
    rest = less;
  }
  return true;
}

export function compileCollectionComparison(
  operator: ComparisonOperator,
  left: Code,
  right: Code,
  scope: Scope,
  pos: number,
): Code {
  const { type } = left;
  const isTable = type.kind === 'COLLECTION' && type.shape === 'NESTED TABLE';
  const isSame = isTable && right.type.kind === 'COLLECTION' && isSameCollectionType(type, right.type);
  if (!isSame || (operator !== '=' && operator !== '<>')) throw plsErrors.wrongArguments(pos, operator);
  const equal = equality(type.element, type.element, scope, operator, pos);
  return map2(left, right, BOOLEAN, (a, b) => {
    if (!(a instanceof CollectionValue) || !(b instanceof CollectionValue)) return null;
    const isEqual = a.elements.size === b.elements.size && isSubmultiset(elementsOf(a), elementsOf(b), equal);
    return isEqual === (operator === '=');
  });
}

export function compileMember(
  operator: 'MEMBER' | 'SUBMULTISET',
  operand: Code,
  collection: Code,
  scope: Scope,
  pos: number,
): Code {
  const type = collection.type as CollectionType;
  if (operator === 'SUBMULTISET') {
    const equal = equality(type.element, type.element, scope, 'SUBMULTISET', pos);
    return map2(operand, collection, BOOLEAN, (a, b) => {
      if (!(a instanceof CollectionValue) || !(b instanceof CollectionValue)) return null;
      return isSubmultiset(elementsOf(a), elementsOf(b), equal);
    });
  }
  const equal = equality(operand.type, type.element, scope, 'MEMBER OF', pos);
  return map2(operand, collection, BOOLEAN, (value, whole) => {
    if (!(whole instanceof CollectionValue)) return null;
    if (whole.elements.size === 0) return false;
    if (value === null) return null;
    let isUnknown = false;
    for (const element of whole.elements.values()) {
      const is = equal(value, element);
      if (is === true) return true;
      if (is === null) isUnknown = true;
    }
    return isUnknown ? null : false;
  });
}

export function compileMultiset(expression: Extract<Expression, { kind: 'multiset' }>, scope: Scope): Code {
  const left = compileExpression(expression.left, scope);
  const right = compileExpression(expression.right, scope);
  const { type } = left;
  const { operator, distinct, pos } = expression;
  if (type.kind !== 'COLLECTION' || right.type.kind !== 'COLLECTION' || !isSameCollectionType(type, right.type)) {
    throw plsErrors.wrongArguments(pos, `MULTISET_${operator}_${distinct ? 'DISTINCT' : 'ALL'}`);
  }
  const needsEquality = distinct || operator !== 'UNION';
  const equal: Equal = needsEquality ? equality(type.element, type.element, scope, operator, pos) : () => false;
  return map2(left, right, type, (a, b) => {
    if (!(a instanceof CollectionValue) || !(b instanceof CollectionValue)) return null;
    const combined = combine(operator, elementsOf(a), elementsOf(b), equal);
    const made = new CollectionValue(type);
    for (const element of distinct ? distinctOf(combined, equal) : combined) append(made, copyValue(element));
    return made;
  });
}

function combine(operator: 'UNION' | 'INTERSECT' | 'EXCEPT', left: Value[], right: Value[], equal: Equal): Value[] {
  if (operator === 'UNION') return [...left, ...right];
  let rest = right;
  const common: Value[] = [];
  const others: Value[] = [];
  for (const element of left) {
    const less = without(rest, element, equal);
    if (less === undefined) others.push(element);
    else {
      common.push(element);
      rest = less;
    }
  }
  return operator === 'INTERSECT' ? common : others;
}

function distinctOf(elements: readonly Value[], equal: Equal): Value[] {
  const kept: Value[] = [];
  for (const element of elements) if (without(kept, element, equal) === undefined) kept.push(element);
  return kept;
}

/** `t IS [NOT] A SET`: no two elements are equal. NULL for a NULL table. */
export function compileIsASet(operand: Code, isNegated: boolean, scope: Scope, pos: number): Code {
  const { type } = operand;
  if (type.kind !== 'COLLECTION' || type.shape !== 'NESTED TABLE') throw plsErrors.wrongArguments(pos, 'IS A SET');
  const equal = equality(type.element, type.element, scope, 'IS A SET', pos);
  return map1(operand, BOOLEAN, (value) => {
    if (!(value instanceof CollectionValue)) return null;
    return (distinctOf(elementsOf(value), equal).length === value.elements.size) !== isNegated;
  });
}

/** SET(t): without duplicates. CARDINALITY(t): NULL for a NULL table. */
export function compileCollectionFunction(name: 'SET' | 'CARDINALITY', operand: Code, scope: Scope, pos: number): Code {
  const { type } = operand;
  if (type.kind !== 'COLLECTION' || type.shape !== 'NESTED TABLE') throw plsErrors.wrongArguments(pos, name);
  if (name === 'CARDINALITY') {
    return map1(operand, { kind: 'PLS_INTEGER' }, (value) =>
      value instanceof CollectionValue ? decimalOf(value.elements.size) : null,
    );
  }
  const equal = equality(type.element, type.element, scope, 'SET', pos);
  return map1(operand, type, (value) => {
    if (!(value instanceof CollectionValue)) return null;
    const made = new CollectionValue(type);
    for (const element of distinctOf(elementsOf(value), equal)) append(made, copyValue(element));
    return made;
  });
}
