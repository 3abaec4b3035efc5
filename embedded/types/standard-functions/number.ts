import type { DataType, ScalarType } from '../data-type.ts';
import { NUMBER } from '../data-type.ts';
import { roundDate, truncateDate } from '../datetime-rounding.ts';
import {
  Decimal,
  divide,
  multiply,
  power,
  roundToScale,
  subtract,
  toInteger,
  truncateToScale,
  WideDecimal,
} from '../number.ts';
import { OracleError } from '../oracle-error.ts';
import type { StandardFunction } from '../standard-function.ts';
import {
  arcCosine,
  arcSine,
  arcTangent,
  arcTangent2,
  cosine,
  exponential,
  hyperbolicCosine,
  hyperbolicSine,
  hyperbolicTangent,
  logarithm,
  naturalLogarithm,
  sine,
  squareRoot,
  tangent,
} from '../transcendental.ts';
import { OracleDate, OracleTimestamp } from '../values.ts';
import { define, defineStrict, type Inputs } from './define.ts';

/** BINARY_DOUBLE stays, BINARY_FLOAT stays, everything else becomes NUMBER. */
function numericResult(types: DataType[]): ScalarType {
  if (types.some((type) => type.kind === 'BINARY_DOUBLE')) return { kind: 'BINARY_DOUBLE' };
  return types.some((type) => type.kind === 'BINARY_FLOAT') ? { kind: 'BINARY_FLOAT' } : NUMBER;
}

/** NUMBER and binary versions of one function. */
function numeric(
  name: string,
  ofNumber: (value: Decimal) => Decimal,
  ofBinary: (value: number) => number,
): StandardFunction {
  return defineStrict(name, [1, 1], numericResult, (inputs) => {
    const value = inputs.value(0);
    if (typeof value === 'number') {
      const result = ofBinary(value);
      return inputs.type(0).kind === 'BINARY_FLOAT' ? Math.fround(result) : result;
    }
    return ofNumber(inputs.number(0) as Decimal);
  });
}

function twoNumbers(
  name: string,
  ofNumbers: (left: Decimal, right: Decimal) => Decimal,
  ofBinary: (left: number, right: number) => number,
): StandardFunction {
  return defineStrict(name, [2, 2], numericResult, (inputs) => {
    if (typeof inputs.value(0) === 'number' || typeof inputs.value(1) === 'number') {
      const [left, right] = [0, 1].map((index) => inputs.convert(index, { kind: 'BINARY_DOUBLE' }) as number);
      return ofBinary(left as number, right as number);
    }
    return ofNumbers(inputs.number(0) as Decimal, inputs.number(1) as Decimal);
  });
}

/** MOD: the sign of the dividend; MOD(n, 0) is n. */
function modulo(left: Decimal, right: Decimal): Decimal {
  if (right.isZero()) return left;
  return new Decimal(new WideDecimal(left).mod(right)).plus(0);
}

/** REMAINDER: of the nearest multiple, halves to the even one. */
function remainder(left: Decimal, right: Decimal): Decimal {
  if (right.isZero()) throw new OracleError(1476, 'divisor is equal to zero');
  const quotient = new WideDecimal(left).div(right).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN);
  return subtract(left, multiply(right, quotient));
}

const MAX_BITS = 2n ** 127n;

/** BITAND of the two's complements. */
function bitAnd(left: Decimal, right: Decimal): Decimal {
  const [a, b] = [left, right].map((value) => BigInt(value.trunc().toFixed(0))) as [bigint, bigint];
  for (const [value, original] of [[a, left] as const, [b, right] as const]) {
    if (value >= MAX_BITS || value < -MAX_BITS) {
      throw new OracleError(1428, `argument '${original.toFixed()}' is out of range`);
    }
  }
  return new Decimal((a & b).toString());
}

function isDateArgument(inputs: Inputs): boolean {
  const value = inputs.value(0);
  return value instanceof OracleDate || value instanceof OracleTimestamp;
}

/** ROUND and TRUNC work on dates as well. */
function rounding(
  name: string,
  ofNumber: (value: Decimal, scale: number) => Decimal,
  ofBinary: (value: number) => number,
  ofDate: (seconds: number, format: string, territory: string) => number,
): StandardFunction {
  const returns = (types: DataType[]): ScalarType => {
    const [first] = types;
    if (first !== undefined && (first.kind === 'DATE' || first.kind.startsWith('TIMESTAMP'))) return { kind: 'DATE' };
    return types.length > 1 ? NUMBER : numericResult(types);
  };
  return defineStrict(name, [1, 2], returns, (inputs) => {
    if (isDateArgument(inputs)) {
      const date = inputs.date(0);
      const format = inputs.isGiven(1) ? (inputs.text(1) ?? '') : 'DD';
      return date === null ? null : new OracleDate(ofDate(date.seconds, format, inputs.context.nls.territory));
    }
    const value = inputs.value(0);
    if (typeof value === 'number' && !inputs.isGiven(1)) return ofBinary(value);
    return ofNumber(inputs.number(0) as Decimal, inputs.integer(1, 0) ?? 0);
  });
}

/** Half away from zero, as NUMBER. */
function roundBinary(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

function widthBucket(inputs: Inputs): Decimal {
  const [value, low, high, count] = [0, 1, 2, 3].map((index) => inputs.number(index)) as [
    Decimal,
    Decimal,
    Decimal,
    Decimal,
  ];
  if (!count.gt(0)) throw new OracleError(30494, 'The argument [4] of WIDTH_BUCKET function is NULL or invalid.');
  const buckets = toInteger(count);
  const isAscending = low.lt(high);
  const distance = isAscending ? subtract(value, low) : subtract(low, value);
  const width = subtract(high, low).abs();
  if (distance.isNegative()) return new Decimal(0);
  if (distance.gte(width)) return new Decimal(buckets + 1);
  return new Decimal(toInteger(divide(multiply(distance, new Decimal(buckets)), width)) + 1);
}

function notANumber(inputs: Inputs): number | Decimal | null {
  const value = inputs.value(0);
  if (typeof value !== 'number') return inputs.number(0);
  return Number.isNaN(value) ? (inputs.convert(1, { kind: 'BINARY_DOUBLE' }) as number) : value;
}

/** `BINARY_DOUBLE_NAN` and the like: constants of package STANDARD. */
function constant(kind: 'BINARY_DOUBLE' | 'BINARY_FLOAT', name: string, value: number): StandardFunction {
  return define(`${kind}_${name}`, [0, 0], { kind }, () => value);
}

export const NUMBER_FUNCTIONS: StandardFunction[] = [
  numeric('ABS', (value) => value.abs(), Math.abs),
  numeric('CEIL', (value) => value.ceil().plus(0), Math.ceil),
  numeric('FLOOR', (value) => value.floor().plus(0), Math.floor),
  numeric('SIGN', (value) => new Decimal(value.isZero() ? 0 : value.s), Math.sign),
  numeric('SQRT', squareRoot, Math.sqrt),
  numeric('EXP', exponential, Math.exp),
  numeric('LN', naturalLogarithm, Math.log),
  numeric('SIN', sine, Math.sin),
  numeric('COS', cosine, Math.cos),
  numeric('TAN', tangent, Math.tan),
  numeric('SINH', hyperbolicSine, Math.sinh),
  numeric('COSH', hyperbolicCosine, Math.cosh),
  numeric('TANH', hyperbolicTangent, Math.tanh),
  numeric('ASIN', arcSine, Math.asin),
  numeric('ACOS', arcCosine, Math.acos),
  numeric('ATAN', arcTangent, Math.atan),
  twoNumbers('ATAN2', arcTangent2, Math.atan2),
  twoNumbers('LOG', logarithm, (base, value) => Math.log(value) / Math.log(base)),
  twoNumbers('POWER', power, (base, exponent) => base ** exponent),
  twoNumbers('MOD', modulo, (left, right) => (right === 0 ? left : left % right)),
  twoNumbers('REMAINDER', remainder, (left, right) => left - right * Math.round(left / right)),
  defineStrict('BITAND', [2, 2], NUMBER, (inputs) => bitAnd(inputs.number(0) as Decimal, inputs.number(1) as Decimal)),
  rounding('ROUND', roundToScale, roundBinary, roundDate),
  rounding('TRUNC', truncateToScale, Math.trunc, truncateDate),
  defineStrict('WIDTH_BUCKET', [4, 4], NUMBER, widthBucket),
  define('NANVL', [2, 2], numericResult, notANumber),
  constant('BINARY_DOUBLE', 'NAN', Number.NaN),
  constant('BINARY_DOUBLE', 'INFINITY', Number.POSITIVE_INFINITY),
  constant('BINARY_DOUBLE', 'MAX_NORMAL', Number.MAX_VALUE),
  constant('BINARY_DOUBLE', 'MIN_NORMAL', 2 ** -1022),
  constant('BINARY_DOUBLE', 'MAX_SUBNORMAL', 2 ** -1022 - 2 ** -1074),
  constant('BINARY_DOUBLE', 'MIN_SUBNORMAL', 2 ** -1074),
  constant('BINARY_FLOAT', 'NAN', Number.NaN),
  constant('BINARY_FLOAT', 'INFINITY', Number.POSITIVE_INFINITY),
  constant('BINARY_FLOAT', 'MAX_NORMAL', 2 ** 128 - 2 ** 104),
  constant('BINARY_FLOAT', 'MIN_NORMAL', 2 ** -126),
  constant('BINARY_FLOAT', 'MAX_SUBNORMAL', 2 ** -126 - 2 ** -149),
  constant('BINARY_FLOAT', 'MIN_SUBNORMAL', 2 ** -149),
];
