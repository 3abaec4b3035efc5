import type { ArithmeticOperator } from '../syntax/ast/expression.ts';
import { compareText } from './collation.ts';
import { convertValue } from './conversion.ts';
import { type ConversionContext, inconsistent, toNumber, toText } from './convert-scalar.ts';
import type { CharacterType, DataType, IntervalType, ScalarType } from './data-type.ts';
import { comparableSeconds, datetimeArithmetic, isDatetime, isInterval, nanosOf } from './datetime-arithmetic.ts';
import { compareIntervals } from './interval.ts';
import { add, Decimal, divide, multiply, power, subtract, toNumberPrecision } from './number.ts';
import { OracleError } from './oracle-error.ts';
import { typeOfValue } from './type-name.ts';
import { DaySecondInterval, Lob, type ScalarValue, YearMonthInterval } from './values.ts';

/** Typing and evaluating of the arithmetic and comparison operators, for PL/SQL and for what SQL computes itself. */

const NUMBER_RESULT: ScalarType = { kind: 'NUMBER' };
const DATE_RESULT: ScalarType = { kind: 'DATE' };

/**
 * The type of `left operator right`. Throws ORA-00975 (date + date), ORA-30081 (datetime and interval arithmetic that does not exist),
 * ORA-00932 (types without arithmetic); PL/SQL reports all of them as PLS-00306.
 */
export function binaryResultType(operator: ArithmeticOperator, left: DataType, right: DataType): ScalarType {
  if (operator === '||') return concatenationType(left, right);
  if (isDatetimeType(left) || isDatetimeType(right) || isIntervalType(left) || isIntervalType(right)) {
    return datetimeResultType(operator, left, right);
  }
  for (const type of [left, right]) if (!isNumeric(type)) throw inconsistent(NUMBER_RESULT, type);
  if (left.kind === 'BINARY_DOUBLE' || right.kind === 'BINARY_DOUBLE') return { kind: 'BINARY_DOUBLE' };
  if (left.kind === 'BINARY_FLOAT' || right.kind === 'BINARY_FLOAT') return { kind: 'BINARY_FLOAT' };
  const isInteger = left.kind === 'PLS_INTEGER' && right.kind === 'PLS_INTEGER';
  return isInteger && operator !== '/' && operator !== '**' ? { kind: 'PLS_INTEGER' } : NUMBER_RESULT;
}

function isNumeric(type: DataType): boolean {
  return (
    ['NUMBER', 'PLS_INTEGER', 'BINARY_FLOAT', 'BINARY_DOUBLE', 'NULL', 'CLOB', 'NCLOB'].includes(type.kind) ||
    isCharacter(type)
  );
}

function isCharacter(type: DataType): type is CharacterType {
  return ['VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR', 'LONG'].includes(type.kind);
}

function isDatetimeType(type: DataType): boolean {
  return type.kind === 'DATE' || type.kind.startsWith('TIMESTAMP');
}

function isIntervalType(type: DataType): type is IntervalType {
  return type.kind === 'INTERVAL YEAR TO MONTH' || type.kind === 'INTERVAL DAY TO SECOND';
}

function concatenationType(left: DataType, right: DataType): ScalarType {
  for (const type of [left, right]) {
    if (type.kind === 'NCLOB') return { kind: 'NCLOB' };
    if (type.kind === 'CLOB' || type.kind === 'BLOB') return { kind: 'CLOB' };
    if (['RECORD', 'COLLECTION', 'REF CURSOR', 'BOOLEAN', 'BFILE'].includes(type.kind)) {
      throw inconsistent({ kind: 'VARCHAR2', unit: 'BYTE' }, type);
    }
  }
  const isNational = [left, right].some((type) => type.kind === 'NVARCHAR2' || type.kind === 'NCHAR');
  const kind = left.kind === 'CHAR' && right.kind === 'CHAR' ? 'CHAR' : isNational ? 'NVARCHAR2' : 'VARCHAR2';
  const lengths = [left, right].map((type) => (isCharacter(type) ? type.length : undefined));
  const [a, b] = lengths;
  const unit = isNational || [left, right].some((type) => isCharacter(type) && type.unit === 'CHAR') ? 'CHAR' : 'BYTE';
  return { kind, length: a === undefined || b === undefined ? undefined : a + b, unit };
}

function datetimeResultType(operator: ArithmeticOperator, left: DataType, right: DataType): ScalarType {
  const isAdditive = operator === '+' || operator === '-';
  if (isDatetimeType(left) && isDatetimeType(right)) return bothDatetimes(operator, left, right);
  if (isDatetimeType(left) || isDatetimeType(right)) {
    const [datetime, other] = isDatetimeType(left) ? [left, right] : [right, left];
    if (!isAdditive || (operator === '-' && datetime === right)) throw invalidDatetimeArithmetic();
    if (isIntervalType(other)) return datetime as ScalarType;
    if (isNumeric(other)) return DATE_RESULT;
    throw invalidDatetimeArithmetic();
  }
  if (isIntervalType(left) && isIntervalType(right)) {
    if (left.kind === right.kind && isAdditive) return widestInterval(left.kind);
    throw invalidDatetimeArithmetic();
  }
  const interval = isIntervalType(left) ? left : right;
  const isScaled = operator === '*' || (operator === '/' && interval === left);
  const other = interval === left ? right : left;
  if (isIntervalType(interval) && isScaled && isNumeric(other)) return widestInterval(interval.kind);
  if (isIntervalType(interval) && isAdditive && other.kind === 'NULL') return interval;
  throw invalidDatetimeArithmetic();
}

function bothDatetimes(operator: ArithmeticOperator, left: DataType, right: DataType): ScalarType {
  if (operator === '+') throw new OracleError(975, 'date + date not allowed');
  if (operator !== '-') throw invalidDatetimeArithmetic();
  if (left.kind === 'DATE' && right.kind === 'DATE') return NUMBER_RESULT;
  const fraction = (type: DataType) => ('precision' in type ? (type.precision ?? 6) : 0);
  return {
    kind: 'INTERVAL DAY TO SECOND',
    dayPrecision: 9,
    secondPrecision: Math.max(fraction(left), fraction(right)),
  };
}

function widestInterval(kind: IntervalType['kind']): IntervalType {
  return kind === 'INTERVAL YEAR TO MONTH'
    ? { kind, yearPrecision: 9 }
    : { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };
}

function invalidDatetimeArithmetic(): OracleError {
  return new OracleError(30081, 'invalid data type for datetime/interval arithmetic');
}

/** NULL where an operand is, except that `||` takes it for nothing. Throws ORA-01476, ORA-01426, and the errors of conversion. */
export function evaluateBinary(
  operator: ArithmeticOperator,
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): ScalarValue {
  if (operator === '||') return concatenate(left, leftType, right, rightType, context);
  if (left === null || right === null) return null;
  if (left instanceof Decimal && right instanceof Decimal) return ofNumbers(operator, left, leftType, right, rightType);
  if (isDatetime(left) || isDatetime(right) || isInterval(left) || isInterval(right)) {
    const result = datetimeArithmetic(operator, left, leftType, right, rightType, context);
    if (result === undefined) {
      binaryResultType(operator, knownType(left, leftType), knownType(right, rightType));
      throw invalidDatetimeArithmetic();
    }
    return result;
  }
  if (typeof left === 'number' || typeof right === 'number') {
    const isDouble = leftType.kind === 'BINARY_DOUBLE' || rightType.kind === 'BINARY_DOUBLE';
    const result = binaryArithmetic(operator, asBinary(left, leftType, context), asBinary(right, rightType, context));
    return isDouble ? result : Math.fround(result);
  }
  const a = toNumber(left, leftType, context);
  const b = toNumber(right, rightType, context);
  if (a === null || b === null) return null;
  return ofNumbers(operator, a, leftType, b, rightType);
}

function ofNumbers(
  operator: ArithmeticOperator,
  left: Decimal,
  leftType: DataType,
  right: Decimal,
  rightType: DataType,
): Decimal {
  const result = numberArithmetic(operator, left, right);
  const isInteger = leftType.kind === 'PLS_INTEGER' && rightType.kind === 'PLS_INTEGER';
  return isInteger && operator !== '/' && operator !== '**' ? checkInteger(result) : result;
}

function knownType(value: ScalarValue, type: DataType): DataType {
  return type.kind === 'NULL' ? typeOfValue(value) : type;
}

function numberArithmetic(operator: ArithmeticOperator, left: Decimal, right: Decimal): Decimal {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
    default:
      return power(left, right);
  }
}

/** PLS_INTEGER arithmetic stays in 32 bits. */
function checkInteger(value: Decimal): Decimal {
  if (value.gte(2_147_483_648) || value.lt(-2_147_483_648)) throw new OracleError(1426, 'numeric overflow');
  return value;
}

function asBinary(value: ScalarValue, type: DataType, context: ConversionContext): number {
  if (typeof value === 'number') return value;
  return convertValue(value, type, { kind: 'BINARY_DOUBLE' }, context) as number;
}

/** IEEE 754: no errors, infinities and NaN instead. */
function binaryArithmetic(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left ** right;
  }
}

/** Unary minus. */
export function negate(value: ScalarValue, type: DataType, context: ConversionContext): ScalarValue {
  if (value === null) return null;
  if (typeof value === 'number') return -value;
  if (value instanceof YearMonthInterval) return new YearMonthInterval(-value.months);
  if (value instanceof DaySecondInterval) return new DaySecondInterval(-value.seconds, -value.nanos);
  const number = toNumber(value, type, context);
  return number === null ? null : toNumberPrecision(number.neg());
}

/** `||`: NULL adds nothing; with a CLOB on either side the result is a CLOB. */
export function concatenate(
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): string | Lob | null {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  const text = (toText(left, leftType, context) ?? '') + (toText(right, rightType, context) ?? '');
  const isLob = left instanceof Lob || right instanceof Lob;
  if (isLob) return new Lob(leftType.kind === 'NCLOB' || rightType.kind === 'NCLOB' ? 'NCLOB' : 'CLOB', text);
  return text === '' ? null : text;
}

/**
 * −1, 0 or 1; null where an operand is NULL. Converts as comparison does: a text to the number or datetime that it is compared with. Two
 * CHARs (text literals are CHAR) compare blank-padded. Throws the errors of conversion, ORA-00932.
 */
export function compareValues(
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): number | null {
  if (left === null || right === null) return null;
  if (left instanceof Decimal && right instanceof Decimal) return left.comparedTo(right);
  if (typeof left === 'string' && typeof right === 'string') {
    const isPadded = isFixedLength(leftType) && isFixedLength(rightType);
    if (isPadded && left.length !== right.length) return comparePadded(left, right, context);
    return compareText(left, right, context.nls);
  }
  if (isDatetime(left) || isDatetime(right)) return compareDatetimes(left, leftType, right, rightType, context);
  if (isInterval(left) || isInterval(right)) {
    const type = knownType(isInterval(left) ? left : right, isInterval(left) ? leftType : rightType) as ScalarType;
    const a = convertValue(left, leftType, type, context);
    const b = convertValue(right, rightType, type, context);
    return isInterval(a) && isInterval(b) ? compareIntervals(a, b) : null;
  }
  if (typeof left === 'number' || typeof right === 'number') {
    return compareBinaryNumbers(asBinary(left, leftType, context), asBinary(right, rightType, context));
  }
  if (left instanceof Decimal || right instanceof Decimal) {
    const a = toNumber(left, leftType, context);
    const b = toNumber(right, rightType, context);
    return a === null || b === null ? null : a.comparedTo(b);
  }
  return compareOthers(left, leftType, right, rightType, context);
}

function isFixedLength(type: DataType): boolean {
  return type.kind === 'CHAR' || type.kind === 'NCHAR';
}

function comparePadded(left: string, right: string, context: ConversionContext): number {
  const length = Math.max(left.length, right.length);
  return compareText(left.padEnd(length), right.padEnd(length), context.nls);
}

function compareDatetimes(
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): number | null {
  const datetimeType = knownType(
    isDatetime(left) ? left : right,
    isDatetime(left) ? leftType : rightType,
  ) as ScalarType;
  const a = isDatetime(left) ? left : convertValue(left, leftType, datetimeType, context);
  const b = isDatetime(right) ? right : convertValue(right, rightType, datetimeType, context);
  if (!isDatetime(a) || !isDatetime(b)) return null;
  const [first, second] = comparableSeconds(
    a,
    isDatetime(left) ? leftType : datetimeType,
    b,
    isDatetime(right) ? rightType : datetimeType,
    context,
  );
  return Math.sign(first - second || nanosOf(a) - nanosOf(b));
}

/** NaN equals itself and is greater than everything else. */
function compareBinaryNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareOthers(
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): number | null {
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (Buffer.isBuffer(left) && Buffer.isBuffer(right)) return Buffer.compare(left, right);
  for (const [value, type] of [[left, leftType] as const, [right, rightType] as const]) {
    if (typeof value === 'boolean' || (value instanceof Lob && typeof value.content !== 'string')) {
      throw inconsistent({ kind: 'VARCHAR2', unit: 'BYTE' }, type, value);
    }
  }
  const a = left instanceof Lob ? (left.content as string) : toText(left, leftType, context);
  const b = right instanceof Lob ? (right.content as string) : toText(right, rightType, context);
  return a === null || b === null ? null : compareText(a, b, context.nls);
}
