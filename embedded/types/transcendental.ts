import { Decimal as DecimalJs } from 'decimal.js';
import { type Decimal, outOfRange, toNumberPrecision } from './number.ts';
import { OracleError } from './oracle-error.ts';

/** EXP, LN, SIN … of NUMBER. A few digits more than a NUMBER has, so that the result is right in its last one. */
const Precise = DecimalJs.clone({ precision: 46, rounding: DecimalJs.ROUND_HALF_UP });

const PI = Precise.acos(-1);
/** Beyond this a trigonometric argument is reduced first, so that the series converges. */
const TWO_PI = DecimalJs.clone({ precision: 180 }).acos(-1).times(2);

type Unary = (value: Decimal) => Decimal;

const reduce: Unary = (value) => {
  if (value.abs().lt(10)) return new Precise(value);
  const Wide = DecimalJs.clone({ precision: 180 });
  return new Precise(new Wide(value).mod(TWO_PI));
};

/** A result nearer to 0 than this is 0: sin(π) is what is left of π's last digit. */
const finish = (value: Decimal): Decimal => toNumberPrecision(value);

export const sine: Unary = (value) => finish(Precise.sin(reduce(value)));
export const cosine: Unary = (value) => finish(Precise.cos(reduce(value)));
export const tangent: Unary = (value) => finish(Precise.tan(reduce(value)));
export const hyperbolicSine: Unary = (value) => finish(Precise.sinh(checkExponent(value)));
export const hyperbolicCosine: Unary = (value) => finish(Precise.cosh(checkExponent(value)));
export const hyperbolicTangent: Unary = (value) =>
  value.abs().gt(60) ? finish(new Precise(value.s)) : finish(Precise.tanh(value));
export const arcSine: Unary = (value) => finish(Precise.asin(checkUnit(value)));
export const arcCosine: Unary = (value) => finish(Precise.acos(checkUnit(value)));
export const arcTangent: Unary = (value) => finish(Precise.atan(value));

/** ATAN2(n1, n2). Throws ORA-01426 for (0, 0). */
export function arcTangent2(y: Decimal, x: Decimal): Decimal {
  if (x.isZero() && y.isZero()) throw new OracleError(1426, 'numeric overflow');
  if (y.isZero()) return finish(x.isNegative() ? PI : new Precise(0));
  return finish(Precise.atan2(y, x));
}

export const exponential: Unary = (value) => finish(Precise.exp(checkExponent(value)));

export const naturalLogarithm: Unary = (value) => {
  if (!value.gt(0)) throw outOfRange(value);
  return finish(Precise.ln(value));
};

/** LOG(base, value). */
export function logarithm(base: Decimal, value: Decimal): Decimal {
  if (!base.gt(0) || base.eq(1)) throw outOfRange(base);
  if (!value.gt(0)) throw outOfRange(value);
  return finish(Precise.log(value, base));
}

export const squareRoot: Unary = (value) => {
  if (value.lt(0)) throw outOfRange(value);
  return finish(Precise.sqrt(value));
};

/** e³⁰⁰ is beyond a NUMBER already. */
function checkExponent(value: Decimal): Decimal {
  if (value.gt(300)) throw new OracleError(1426, 'numeric overflow');
  return value.lt(-400) ? new Precise(-400) : value;
}

function checkUnit(value: Decimal): Decimal {
  if (value.abs().gt(1)) throw outOfRange(value);
  return value;
}
