import type { Expression } from '../../syntax/ast/expression.ts';
import { castValue } from '../../types/conversion.ts';
import { type DataType, VARCHAR2 } from '../../types/data-type.ts';
import { evaluateAtTimeZone, evaluateDatetimeLiteral } from '../../types/datetime-literal.ts';
import { extractField, extractType } from '../../types/extract.ts';
import { evaluateIntervalLiteral } from '../../types/interval.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { trimText } from '../../types/trim.ts';
import type { ScalarValue } from '../../types/values.ts';
import { type Code, literalCode, map1, map2, mapAll } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { convertCode, isAssignable } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { resolveType } from './resolve-type.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-families.ts';

/** Expressions with a grammar of their own: datetime literals, CAST, EXTRACT, TRIM, AT TIME ZONE. */

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export function compileDatetimeLiteral(expression: Of<'datetimeLiteral'>, scope: Scope): Code {
  const { nls } = scope.unit.runtime.context;
  const { value, type } = positioned(expression.pos, () => evaluateDatetimeLiteral(expression, nls));
  return literalCode(type, value);
}

export function compileIntervalLiteral(expression: Of<'intervalLiteral'>): Code {
  const { value, type } = positioned(expression.pos, () => evaluateIntervalLiteral(expression));
  return literalCode(type, value);
}

function positioned<T>(offset: number, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OracleError) throw new OracleError(error.code, error.message, { offset });
    throw error;
  }
}

export function compileCast(expression: Of<'cast'>, scope: Scope): Code {
  if (expression.multiset === true) throw plsErrors.sqlOnly(expression.pos, 'MULTISET');
  const operand = compileExpression(expression.operand, scope);
  const { type } = resolveType(expression.type, scope);
  const { runtime } = scope.unit;
  const from = operand.type;
  if (!isScalar(type) || !isScalar(from)) return convertCode(operand, type, runtime, expression.pos);
  if (!isAssignable(from, type)) throw plsErrors.wrongType(expression.pos);
  return map1(operand, type, (value) => castValue(value as ScalarValue, from, type, runtime.context));
}

export function compileTrim(expression: Of<'trim'>, scope: Scope): Code {
  const { side } = expression;
  const text = (part: Expression): Code =>
    convertCode(compileExpression(part, scope), VARCHAR2, scope.unit.runtime, part.pos);
  const operands = [
    text(expression.operand),
    ...(expression.characters === undefined ? [] : [text(expression.characters)]),
  ];
  const hasCharacters = operands.length > 1;
  return mapAll(operands, VARCHAR2, ([value = null, characters = null]) => {
    if (typeof value !== 'string') return null;
    if (!hasCharacters) return trimText(value, side) || null;
    if (typeof characters !== 'string') return null;
    if ([...characters].length !== 1) throw new OracleError(30001, 'trim set should have only one character');
    return trimText(value, side, characters) || null;
  });
}

export function compileAtTimeZone(expression: Of<'atTimeZone'>, scope: Scope): Code {
  const { runtime } = scope.unit;
  const zonedType: DataType = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 };
  const operand = compileExpression(expression.operand, scope);
  const from = operand.type;
  if (!isAssignable(from, zonedType)) throw plsErrors.wrongType(expression.pos);
  if (expression.zone === 'LOCAL') {
    return map1(operand, zonedType, (value) =>
      evaluateAtTimeZone(value as ScalarValue, from, 'LOCAL', runtime.context),
    );
  }
  const zone = convertCode(compileExpression(expression.zone, scope), VARCHAR2, runtime, expression.pos);
  return map2(operand, zone, zonedType, (value, name) =>
    evaluateAtTimeZone(value as ScalarValue, from, typeof name === 'string' ? name : null, runtime.context),
  );
}

export function compileExtract(expression: Of<'extract'>, scope: Scope): Code {
  const operand = compileExpression(expression.operand, scope);
  const { field } = expression;
  const from = operand.type;
  const { nls } = scope.unit.runtime.context;
  if (!isScalar(from))
    throw new CompileError(expression.pos, "PLS-00306: wrong number or types of arguments in call to 'EXTRACT'");
  return map1(operand, extractType(field), (value) => extractField(field, value as ScalarValue, from, nls));
}
