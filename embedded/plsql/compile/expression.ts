import type { Expression } from '../../syntax/ast/expression.ts';
import { BOOLEAN, NULL_TYPE, type ScalarType } from '../../types/data-type.ts';
import { tryParseNumber } from '../../types/number.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { compileCase } from './case-expression.ts';
import { type Code, literalCode, map1 } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import {
  compileBetween,
  compileComparisonOf,
  compileCondition,
  compileInList,
  compileIs,
  compileIsNull,
  compileLike,
  compileLogical,
  compileMemberOf,
  not,
} from './conditions.ts';
import { compileCursorAttribute } from './cursor-attribute.ts';
import { denote, denotedCode } from './denotation.ts';
import { compileMultiset } from './multiset.ts';
import { compileIsOf, compileTreat } from './object-conditions.ts';
import { compileBinary, compileNegation } from './operators.ts';
import type { Scope } from './scope.ts';
import {
  compileAtTimeZone,
  compileCast,
  compileDatetimeLiteral,
  compileExtract,
  compileIntervalLiteral,
  compileTrim,
} from './special-expression.ts';

/** Compiles an expression. Throws CompileError at its first error. */
export function compileExpression(expression: Expression, scope: Scope): Code {
  switch (expression.kind) {
    case 'null':
      return literalCode(NULL_TYPE, null);
    case 'string':
      return compileString(expression);
    case 'number':
      return compileNumber(expression);
    case 'boolean':
      return literalCode(BOOLEAN, expression.value);
    case 'datetimeLiteral':
      return compileDatetimeLiteral(expression, scope);
    case 'intervalLiteral':
      return compileIntervalLiteral(expression);
    case 'name':
    case 'bind':
    case 'field':
    case 'call':
    case 'upcast':
      return denotedCode(denote(expression, scope), scope, expression.pos);
    case 'unary':
      return compileUnary(expression, scope);
    case 'binary':
      return compileBinary(expression, scope);
    case 'case':
      return compileCase(expression, scope);
    case 'cursorAttribute':
      return compileCursorAttribute(expression, scope);
    case 'multiset':
      return compileMultiset(expression, scope);
    case 'cast':
      return compileCast(expression, scope);
    case 'extract':
      return compileExtract(expression, scope);
    case 'trim':
      return compileTrim(expression, scope);
    case 'atTimeZone':
      return compileAtTimeZone(expression, scope);
    case 'new':
      return compileNew(expression, scope);
    case 'treat':
      return compileTreat(expression, scope);
    default:
      return compileConditionOrRefuse(expression, scope);
  }
}

/** `NEW t(…)` is the constructor call. */
function compileNew({ type, arguments: args, pos }: Extract<Expression, { kind: 'new' }>, scope: Scope): Code {
  return compileExpression({ kind: 'call', pos, callee: { kind: 'name', pos, name: type }, arguments: args }, scope);
}

function compileConditionOrRefuse(expression: Expression, scope: Scope): Code {
  switch (expression.kind) {
    case 'comparison':
      return compileComparisonOf(expression, scope);
    case 'logical':
      return compileLogical(expression, scope);
    case 'not':
      return map1(compileCondition(expression.operand, scope), BOOLEAN, not);
    case 'isNull':
      return compileIsNull(expression, scope);
    case 'is':
      return compileIs(expression, scope);
    case 'between':
      return compileBetween(expression, scope);
    case 'inList':
      return compileInList(expression, scope);
    case 'like':
      return compileLike(expression, scope);
    case 'member':
      return compileMemberOf(expression, scope);
    case 'isOf':
      return compileIsOf(expression, scope);
    case 'subquery':
    case 'inQuery':
      throw new CompileError(expression.pos, 'PLS-00405: subquery not allowed in this context');
    case 'exists':
      throw plsErrors.sqlOnly(expression.pos, 'EXISTS');
    case 'cursorExpression':
      throw new CompileError(expression.pos, 'PLS-00405: subquery not allowed in this context');
    case 'unsupported':
      throw unimplemented(expression.feature, expression.pos);
    default:
      throw new CompileError(expression.pos, 'PLS-00382: expression is of wrong type');
  }
}

/** A text literal is CHAR. '' is NULL of type CHAR. */
function compileString(expression: Extract<Expression, { kind: 'string' }>): Code {
  const { value, national } = expression;
  const type: ScalarType = national
    ? { kind: 'NCHAR', unit: 'CHAR', length: value.length }
    : { kind: 'CHAR', unit: 'BYTE', length: Buffer.byteLength(value) };
  if (value === '') return literalCode({ kind: 'VARCHAR2', unit: 'BYTE' }, null);
  return literalCode(type, value);
}

const LARGEST_INTEGER = 2_147_483_647;

/** An integer literal that fits is PLS_INTEGER, others NUMBER ("Literals", PL/SQL Language Reference). */
function compileNumber(expression: Extract<Expression, { kind: 'number' }>): Code {
  const { text, suffix } = expression;
  if (suffix === 'D') return literalCode({ kind: 'BINARY_DOUBLE' }, Number(text));
  if (suffix === 'F') return literalCode({ kind: 'BINARY_FLOAT' }, Math.fround(Number(text)));
  const value = tryParseNumber(text);
  if (value === undefined) throw new OracleError(1722, 'invalid number', { offset: expression.pos });
  const isInteger = /^\d+$/.test(text) && value.lte(LARGEST_INTEGER);
  return literalCode({ kind: isInteger ? 'PLS_INTEGER' : 'NUMBER' }, value);
}

function compileUnary(expression: Extract<Expression, { kind: 'unary' }>, scope: Scope): Code {
  if (expression.operator === 'PRIOR' || expression.operator === 'CONNECT_BY_ROOT') {
    throw plsErrors.sqlOnly(expression.pos, expression.operator);
  }
  const operand = compileExpression(expression.operand, scope);
  if (operand.type.kind === 'BOOLEAN' || operand.type.kind === 'COLLECTION' || operand.type.kind === 'RECORD') {
    throw plsErrors.wrongArguments(expression.pos, expression.operator);
  }
  return expression.operator === '-' ? compileNegation(operand, scope.unit.runtime) : operand;
}
