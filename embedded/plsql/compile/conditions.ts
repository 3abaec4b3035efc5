import type { ComparisonOperator, Expression } from '../../syntax/ast/expression.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { matchLike } from '../../types/like.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import { CollectionValue, Lob } from '../../types/values.ts';
import { allSync, asyncCode, type Code, evaluate, map1, mapAll, slotCode, syncCode } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { compileCollectionComparison, compileIsASet, compileMember } from './multiset.ts';
import { compileObjectComparison } from './object-comparison.ts';
import { isObject } from './object-types.ts';
import { compileComparison, ordering } from './operators.ts';
import type { Scope } from './scope.ts';
import { compileThroughSql } from './through-sql.ts';
import { isScalar } from './type-families.ts';

/** Conditions, with NULL logic. */

/** A BOOLEAN expression. Throws PLS-00382 for any other. */
export function compileCondition(expression: Expression, scope: Scope): Code {
  const code = compileExpression(expression, scope);
  if (code.type.kind !== 'BOOLEAN' && code.type.kind !== 'NULL') throw plsErrors.wrongType(expression.pos);
  return code;
}

/** AND and OR: the right side runs only where the left does not decide. A chain is evaluated flat. */
export function compileLogical(expression: Extract<Expression, { kind: 'logical' }>, scope: Scope): Code {
  const { operator } = expression;
  const operands: Expression[] = [];
  let rest: Expression = expression;
  while (rest.kind === 'logical' && rest.operator === operator) {
    operands.push(rest.right);
    rest = rest.left;
  }
  operands.push(rest);
  const codes = operands.reverse().map((operand) => compileCondition(operand, scope));
  const decisive = operator === 'OR';
  const plain = allSync(codes);
  if (plain !== undefined) {
    return syncCode(BOOLEAN, (frame) => {
      let isUnknown = false;
      for (const code of plain) {
        const value = code.evaluate(frame);
        if (value === decisive) return decisive;
        if (value === null) isUnknown = true;
      }
      return isUnknown ? null : !decisive;
    });
  }
  return asyncCode(BOOLEAN, function* (frame) {
    let isUnknown = false;
    for (const code of codes) {
      const value = code.isAsync ? yield* code.evaluate(frame) : code.evaluate(frame);
      if (value === decisive) return decisive;
      if (value === null) isUnknown = true;
    }
    return isUnknown ? null : !decisive;
  });
}

export function not(value: Value): Value {
  return value === null ? null : !value;
}

function negatedIf(code: Code, isNegated: boolean): Code {
  return isNegated ? map1(code, BOOLEAN, not) : code;
}

export function compileComparisonOf(expression: Extract<Expression, { kind: 'comparison' }>, scope: Scope): Code {
  if (expression.quantifier !== undefined) throw unimplemented('ANY and ALL in PL/SQL expressions', expression.pos);
  const left = compileExpression(expression.left, scope);
  const right = compileExpression(expression.right, scope);
  return compareValues(expression.operator, left, right, scope, expression.pos);
}

/** A comparison of scalars, nested tables or objects. */
function compareValues(operator: ComparisonOperator, left: Code, right: Code, scope: Scope, pos: number): Code {
  if (left.type.kind === 'COLLECTION' && right.type.kind === 'COLLECTION') {
    return compileCollectionComparison(operator, left, right, scope, pos);
  }
  if (isObject(left.type) && isObject(right.type)) return compileObjectComparison(operator, left, right, scope, pos);
  return compileComparison(operator, left, right, scope.unit.runtime, pos);
}

export function compileIsNull(expression: Extract<Expression, { kind: 'isNull' }>, scope: Scope): Code {
  const operand = compileExpression(expression.operand, scope);
  const isRecord = operand.type.kind === 'RECORD' && !isObject(operand.type);
  if (isRecord || (operand.type.kind === 'COLLECTION' && operand.type.shape === 'ASSOCIATIVE ARRAY')) {
    throw plsErrors.wrongArguments(expression.pos, 'IS NULL');
  }
  const { negated } = expression;
  return map1(operand, BOOLEAN, (value) => (value === null) !== negated);
}

export function compileIs(expression: Extract<Expression, { kind: 'is' }>, scope: Scope): Code {
  const { test, negated } = expression;
  const operand = compileExpression(expression.operand, scope);
  switch (test) {
    case 'TRUE':
    case 'FALSE':
      return map1(operand, BOOLEAN, (value) => (value === (test === 'TRUE')) !== negated);
    case 'NAN':
    case 'INFINITE':
      return map1(operand, BOOLEAN, (value) => {
        if (value === null) return null;
        const is =
          typeof value === 'number' &&
          (test === 'NAN' ? Number.isNaN(value) : !Number.isFinite(value) && !Number.isNaN(value));
        return is !== negated;
      });
    case 'EMPTY':
      return map1(operand, BOOLEAN, (value) =>
        value instanceof CollectionValue ? (value.elements.size === 0) !== negated : null,
      );
    case 'A SET':
      return compileIsASet(operand, negated, scope, expression.pos);
    case 'JSON':
      return compileThroughSql(expression, scope);
    default:
      throw unimplemented(`IS ${test} in PL/SQL`, expression.pos);
  }
}

export function compileBetween(expression: Extract<Expression, { kind: 'between' }>, scope: Scope): Code {
  const codes = [expression.operand, expression.low, expression.high].map((part) => compileExpression(part, scope));
  const [operand, low, high] = codes.map((code) => code.type);
  if (operand === undefined || low === undefined || high === undefined) throw plsErrors.wrongType(expression.pos);
  const { runtime } = scope.unit;
  const fromLow = ordering(operand, low, runtime, 'BETWEEN', expression.pos);
  const fromHigh = ordering(operand, high, runtime, 'BETWEEN', expression.pos);
  const between = mapAll(codes, BOOLEAN, ([value = null, least = null, most = null]) => {
    const above = fromLow(value, least);
    const below = fromHigh(value, most);
    if ((above !== null && above < 0) || (below !== null && below > 0)) return false;
    return above === null || below === null ? null : true;
  });
  return negatedIf(between, expression.negated);
}

export function compileInList(expression: Extract<Expression, { kind: 'inList' }>, scope: Scope): Code {
  const operand = compileExpression(expression.operand, scope);
  const items = expression.items.map((item) => compileExpression(item, scope));
  if (!isScalar(operand.type))
    return negatedIf(compileCompositeIn(operand, items, scope, expression.pos), expression.negated);
  const { runtime } = scope.unit;
  const orders = items.map((item) => ordering(operand.type, item.type, runtime, 'IN', expression.pos));
  const isIn = mapAll([operand, ...items], BOOLEAN, ([value = null, ...candidates]) => {
    let isUnknown = value === null;
    for (let i = 0; i < candidates.length; i++) {
      const order = orders[i]?.(value, candidates[i] ?? null) ?? null;
      if (order === 0) return true;
      if (order === null) isUnknown = true;
    }
    return isUnknown ? null : false;
  });
  return negatedIf(isIn, expression.negated);
}

/** IN for nested tables and objects: one equality after the other. */
function compileCompositeIn(operand: Code, items: readonly Code[], scope: Scope, pos: number): Code {
  const slot = scope.layout.allocate();
  const equalities = items.map((item) => compareValues('=', slotCode(operand.type, slot), item, scope, pos));
  return asyncCode(BOOLEAN, function* (frame) {
    frame.slots[slot] = yield* evaluate(operand, frame);
    let isUnknown = false;
    for (const equality of equalities) {
      const isEqual = yield* evaluate(equality, frame);
      if (isEqual === true) return true;
      if (isEqual === null) isUnknown = true;
    }
    return isUnknown ? null : false;
  });
}

export function compileLike(expression: Extract<Expression, { kind: 'like' }>, scope: Scope): Code {
  const parts = [
    expression.operand,
    expression.pattern,
    ...(expression.escape === undefined ? [] : [expression.escape]),
  ];
  const codes = parts.map((part) => textCode(part, scope));
  const hasEscape = expression.escape !== undefined;
  const like = mapAll(codes, BOOLEAN, ([text = null, pattern = null, escaping = null]) =>
    matchLike(plainText(text), plainText(pattern), hasEscape ? plainText(escaping) : undefined),
  );
  return negatedIf(like, expression.negated);
}

function textCode(expression: Expression, scope: Scope): Code {
  const code = compileExpression(expression, scope);
  if (code.type.kind === 'CLOB' || code.type.kind === 'NCLOB') return code;
  return convertCode(code, { kind: 'VARCHAR2', unit: 'BYTE' }, scope.unit.runtime, expression.pos);
}
function plainText(value: Value): string | null {
  if (value instanceof Lob) return typeof value.content === 'string' ? value.content : null;
  return typeof value === 'string' ? value : null;
}

export function compileMemberOf(expression: Extract<Expression, { kind: 'member' }>, scope: Scope): Code {
  const operand = compileExpression(expression.operand, scope);
  const collection = compileExpression(expression.collection, scope);
  if (collection.type.kind !== 'COLLECTION')
    throw new CompileError(expression.pos, "PLS-00306: wrong number or types of arguments in call to 'MEMBER OF'");
  return negatedIf(compileMember(expression.operator, operand, collection, scope, expression.pos), expression.negated);
}
