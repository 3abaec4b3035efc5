import type { ArithmeticOperator, ComparisonOperator, Expression } from '../../syntax/ast/expression.ts';
import { toText } from '../../types/convert-scalar.ts';
import { isConvertible } from '../../types/convertible.ts';
import { BOOLEAN, type DataType, type ScalarType } from '../../types/data-type.ts';
import { add, type Decimal, divide, multiply, subtract } from '../../types/number.ts';
import { binaryResultType, compareValues, concatenate, evaluateBinary, negate } from '../../types/operators.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { ScalarValue, Value } from '../../types/values.ts';
import { decimalOf, integerOf } from '../runtime/integers.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Code, map1, map2, mapAll } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import { isExactNumber, isScalar } from './type-families.ts';

/** Arithmetic, concatenation and comparison. */

type Binary = Extract<Expression, { kind: 'binary' }>;

export function compileBinary(expression: Binary, scope: Scope): Code {
  if (expression.operator === '||') return compileConcatenation(expression, scope);
  const left = compileExpression(expression.left, scope);
  const right = compileExpression(expression.right, scope);
  return arithmetic(expression.operator, left, right, scope.unit.runtime, expression.pos);
}

function arithmetic(
  operator: Exclude<ArithmeticOperator, '||'>,
  left: Code,
  right: Code,
  runtime: Runtime,
  pos: number,
): Code {
  const type = resultType(operator, left.type, right.type, pos);
  const exact = isExactNumber(left.type) && isExactNumber(right.type) ? exactArithmetic(operator, type) : undefined;
  if (exact !== undefined) {
    return map2(left, right, type, (a, b) => (a === null || b === null ? null : exact(a as Decimal, b as Decimal)));
  }
  const leftType = left.type;
  const rightType = right.type;
  return map2(left, right, type, (a, b) =>
    evaluateBinary(operator, a as ScalarValue, leftType, b as ScalarValue, rightType, runtime.context),
  );
}

/** PL/SQL reports operand types that do not go together as a call of the operator. */
function resultType(operator: ArithmeticOperator, left: DataType, right: DataType, pos: number): ScalarType {
  try {
    return binaryResultType(operator, left, right);
  } catch (error) {
    if (error instanceof OracleError) throw plsErrors.wrongArguments(pos, operator);
    throw error;
  }
}

function exactArithmetic(
  operator: ArithmeticOperator,
  type: ScalarType,
): ((left: Decimal, right: Decimal) => Decimal) | undefined {
  const isInteger = type.kind === 'PLS_INTEGER';
  switch (operator) {
    case '+':
      return isInteger ? (a, b) => checked(integerOf(a) + integerOf(b)) : add;
    case '-':
      return isInteger ? (a, b) => checked(integerOf(a) - integerOf(b)) : subtract;
    case '*':
      return isInteger ? (a, b) => checked(integerOf(a) * integerOf(b)) : multiply;
    case '/':
      return divide;
    default:
      return undefined;
  }
}

function checked(integer: number): Decimal {
  if (integer > 2_147_483_647 || integer < -2_147_483_648) throw new OracleError(1426, 'numeric overflow');
  return decimalOf(integer);
}

/** A chain of `||` is evaluated at once: long ones would nest too deep. */
function compileConcatenation(expression: Binary, scope: Scope): Code {
  const operands: Expression[] = [];
  let rest: Expression = expression;
  while (rest.kind === 'binary' && rest.operator === '||') {
    operands.push(rest.right);
    rest = rest.left;
  }
  operands.push(rest);
  operands.reverse();
  const codes = operands.map((operand) => compileExpression(operand, scope));
  const types = codes.map((code) => code.type);
  const type = types
    .slice(1)
    .reduce<DataType>((left, right) => resultType('||', left, right, expression.pos), types[0] ?? { kind: 'NULL' });
  const { context } = scope.unit.runtime;
  if (type.kind === 'CLOB' || type.kind === 'NCLOB') {
    return mapAll(codes, type, (values) => {
      let result = (values[0] ?? null) as ScalarValue;
      let resultKind = types[0] ?? type;
      for (let i = 1; i < values.length; i++) {
        result = concatenate(result, resultKind, (values[i] ?? null) as ScalarValue, types[i] ?? type, context);
        if (result !== null && typeof result === 'object') resultKind = type;
      }
      return result;
    });
  }
  return mapAll(codes, type, (values) => {
    let text = '';
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? null;
      if (typeof value === 'string') text += value;
      else if (value !== null) text += toText(value as ScalarValue, types[i] ?? type, context) ?? '';
    }
    return text === '' ? null : plsqlText(text);
  });
}

const MAX_TEXT_BYTES = 32_767;

function plsqlText(text: string): string {
  if (text.length * 3 > MAX_TEXT_BYTES && Buffer.byteLength(text) > MAX_TEXT_BYTES) {
    throw new OracleError(6502, 'PL/SQL: numeric or value error: character string buffer too small');
  }
  return text;
}

export function compileNegation(operand: Code, runtime: Runtime): Code {
  const type: ScalarType = isExactNumber(operand.type) || !isScalar(operand.type) ? { kind: 'NUMBER' } : operand.type;
  const from = operand.type;
  const code = map1(
    operand,
    from.kind === 'PLS_INTEGER'
      ? { kind: 'PLS_INTEGER' }
      : type.kind === 'VARCHAR2' || type.kind === 'CHAR'
        ? { kind: 'NUMBER' }
        : type,
    (value) => negate(value as ScalarValue, from, runtime.context),
  );
  if (operand.constant === undefined || operand.isLiteral !== true) return code;
  return { ...code, isLiteral: true, constant: negate(operand.constant as ScalarValue, from, runtime.context) };
}

const TESTS: Record<ComparisonOperator, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** A comparison of two scalars. Throws PLS-00306 for types that have no order. */
export function compileComparison(
  operator: ComparisonOperator,
  left: Code,
  right: Code,
  runtime: Runtime,
  pos: number,
): Code {
  const order = ordering(left.type, right.type, runtime, operator, pos);
  const test = TESTS[operator];
  return map2(left, right, BOOLEAN, (a, b) => {
    const result = order(a, b);
    return result === null ? null : test(result);
  });
}

/** Orders two values of these types; null where one is NULL. */
export function ordering(
  left: DataType,
  right: DataType,
  runtime: Runtime,
  operator: string,
  pos: number,
): (left: Value, right: Value) => number | null {
  if (isExactNumber(left) && isExactNumber(right)) {
    return (a, b) => (a === null || b === null ? null : (a as Decimal).comparedTo(b as Decimal));
  }
  if (!areComparable(left, right)) throw plsErrors.wrongArguments(pos, operator);
  return (a, b) => compareValues(a as ScalarValue, left, b as ScalarValue, right, runtime.context);
}

function areComparable(left: DataType, right: DataType): boolean {
  if (!isScalar(left) || !isScalar(right)) return false;
  if (left.kind === 'NULL' || right.kind === 'NULL') return true;
  if (left.kind === 'BOOLEAN' || right.kind === 'BOOLEAN') return left.kind === right.kind;
  if (left.kind === 'BLOB' || right.kind === 'BLOB') return left.kind === right.kind;
  return isConvertible(left, right) || isConvertible(right, left);
}
