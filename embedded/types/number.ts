import { Decimal as DecimalJs } from 'decimal.js';
import type { NumberType } from './data-type.ts';
import { OracleError } from './oracle-error.ts';

/**
 * NUMBER: decimal floating point of 20 base-100 digits, which are 39 or 40 decimal digits, with magnitudes from 1E-130 to below
 * 1E126 ("NUMBER Data Type", SQL Language Reference).
 */
export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -200,
  toExpPos: 200,
});
export type Decimal = DecimalJs;

/** For intermediate results, so that a result is rounded once only. */
export const WideDecimal = DecimalJs.clone({
  precision: 100,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -400,
  toExpPos: 400,
});

/** Six digits more than a NUMBER: a quotient is not exact anyway. */
const DivisionDecimal = DecimalJs.clone({ precision: 46, rounding: DecimalJs.ROUND_HALF_UP });

export const ZERO: Decimal = new Decimal(0);

const NUMBER_TEXT =
  /^\s*(?<sign>[+-]?)(?=[.,]?\d)(?<whole>\d*)(?:(?<point>[.,])(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d+))?\s*$/;

/** Rounds an exact or wider result to what a NUMBER can hold. Throws ORA-01426 from 1E126 on; below 1E-130 it is 0. */
export function toNumberPrecision(value: Decimal): Decimal {
  if (value.isZero()) return ZERO;
  if (!value.isFinite() || value.e >= 126) throw new OracleError(1426, 'numeric overflow');
  if (value.e < -130) return ZERO;
  // An odd exponent means that the first base-100 digit has two decimal digits.
  const digits = (value.e & 1) === 0 ? 39 : 40;
  return new Decimal(value.precision() > digits ? value.toSignificantDigits(digits, DecimalJs.ROUND_HALF_UP) : value);
}

/** The value of a number text, or undefined where it is none. `decimalCharacter` is '.' or ','. */
export function tryParseNumber(text: string, decimalCharacter = '.'): Decimal | undefined {
  const match = NUMBER_TEXT.exec(text)?.groups;
  if (match === undefined) return undefined;
  const { sign = '', whole = '', point, fraction = '', exponent = '0' } = match;
  if (point !== undefined && point !== decimalCharacter) return undefined;
  return toNumberPrecision(new WideDecimal(`${sign}${whole}.${fraction}e${exponent}`));
}

/** As `tryParseNumber`; throws ORA-01722. */
export function parseNumber(text: string, decimalCharacter = '.'): Decimal {
  const value = tryParseNumber(text, decimalCharacter);
  if (value === undefined) throw new OracleError(1722, 'invalid number');
  return value;
}

/** Decimal places up to which TO_CHAR without a format prints a number below 1. */
const MAX_DECIMALS = 40;
/** Length of TO_CHAR's exponent form, without the sign. */
const EXPONENT_FORM_LENGTH = 40;

/** TO_CHAR(n) without a format: `.5`, `-12.25`, up to 40 digits, then exponent form. */
export function formatNumber(value: Decimal, decimalCharacter = '.'): string {
  if (value.isZero()) return '0';
  const sign = value.isNegative() ? '-' : '';
  const magnitude = value.abs();
  const leadingZeros = Math.max(0, -magnitude.e - 1);
  // A small number keeps its fixed form while that form shows at least as many digits as the exponent form.
  if (magnitude.e >= MAX_DECIMALS || (magnitude.decimalPlaces() > MAX_DECIMALS && leadingZeros > 5)) {
    return sign + exponentForm(magnitude, decimalCharacter);
  }
  let text = magnitude.toDecimalPlaces(MAX_DECIMALS, DecimalJs.ROUND_HALF_UP).toFixed();
  if (text.startsWith('0.')) text = text.slice(1);
  return sign + (decimalCharacter === '.' ? text : text.replace('.', decimalCharacter));
}

function exponentForm(magnitude: Decimal, decimalCharacter: string): string {
  const exponent = `E${magnitude.e < 0 ? '-' : '+'}${String(Math.abs(magnitude.e)).padStart(2, '0')}`;
  const decimals = EXPONENT_FORM_LENGTH - 2 - exponent.length;
  const mantissa = magnitude.toExponential(decimals, DecimalJs.ROUND_HALF_UP).split('e')[0] ?? '';
  return mantissa.replace('.', decimalCharacter) + exponent;
}

/**
 * The value as a NUMBER(p,s) holds it: rounded half away from zero to `s` places (left of the point where negative), checked
 * against `p`. Throws ORA-01438, which PL/SQL reports as ORA-06502 (`assignValue`).
 */
export function roundToType(value: Decimal, type: NumberType): Decimal {
  if (type.precision === undefined && type.scale === undefined) return value;
  const scale = type.scale ?? 0;
  const rounded = roundToScale(value, scale);
  if (type.precision !== undefined && !rounded.isZero() && rounded.e >= type.precision - scale) {
    throw new OracleError(1438, 'value larger than specified precision allowed for this column');
  }
  return rounded;
}

/** ROUND(n, scale): half away from zero; a negative scale rounds left of the decimal point. */
export function roundToScale(value: Decimal, scale: number): Decimal {
  return toScale(value, scale, DecimalJs.ROUND_HALF_UP);
}

/** TRUNC(n, scale). */
export function truncateToScale(value: Decimal, scale: number): Decimal {
  return toScale(value, scale, DecimalJs.ROUND_DOWN);
}

function toScale(value: Decimal, scale: number, rounding: DecimalJs.Rounding): Decimal {
  if (value.isZero() || value.decimalPlaces() <= scale) return value;
  if (scale >= 0) return new Decimal(value.toDecimalPlaces(scale, rounding)).plus(ZERO);
  if (-scale > value.e + 1) return ZERO;
  const unit = new WideDecimal(10).pow(-scale);
  const result = new WideDecimal(value).div(unit).toDecimalPlaces(0, rounding).times(unit);
  return toNumberPrecision(result);
}

/** Below this an integer is one word of decimal.js, which needs no arithmetic of its own: most numbers of a program are. */
const WORD = 10_000_000;

function isOneWord(value: Decimal): boolean {
  return value.d.length === 1 && value.e >= 0 && value.e < 7;
}

function wordOf(value: Decimal): number {
  return value.s * (value.d[0] ?? 0);
}

export function add(left: Decimal, right: Decimal): Decimal {
  if (isOneWord(left) && isOneWord(right)) return new Decimal(wordOf(left) + wordOf(right) + 0);
  return toNumberPrecision(new WideDecimal(left).plus(right));
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  if (isOneWord(left) && isOneWord(right)) return new Decimal(wordOf(left) - wordOf(right) + 0);
  return toNumberPrecision(new WideDecimal(left).minus(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  if (isOneWord(left) && isOneWord(right)) {
    const product = wordOf(left) * wordOf(right) + 0;
    if (Math.abs(product) < WORD) return new Decimal(product);
  }
  return toNumberPrecision(new WideDecimal(left).times(right));
}

/** Throws ORA-01476 for a zero divisor. */
export function divide(left: Decimal, right: Decimal): Decimal {
  if (right.isZero()) throw new OracleError(1476, 'divisor is equal to zero');
  if (isOneWord(left) && isOneWord(right)) {
    const quotient = wordOf(left) / wordOf(right) + 0;
    if (Number.isInteger(quotient)) return new Decimal(quotient);
  }
  return toNumberPrecision(new DivisionDecimal(left).div(right));
}

/** POWER and `**`. Throws ORA-01428 for a negative base with a fractional exponent and for 0 to a negative power. */
export function power(base: Decimal, exponent: Decimal): Decimal {
  if (base.isZero() && exponent.isNegative()) throw outOfRange(base);
  if (base.isNegative() && !exponent.isInteger()) throw outOfRange(base);
  return toNumberPrecision(new WideDecimal(base).pow(exponent));
}

/** ORA-01428, for an argument outside a function's domain. */
export function outOfRange(argument: Decimal): OracleError {
  return new OracleError(1428, `argument '${formatNumber(argument)}' is out of range`);
}

/** A JavaScript number as NUMBER (BINARY_DOUBLE converts by its shortest decimal text). Throws ORA-01426 for NaN and infinities. */
export function fromBinary(value: number): Decimal {
  if (!Number.isFinite(value)) throw new OracleError(1426, 'numeric overflow');
  return toNumberPrecision(new Decimal(value));
}

/** The value as a JavaScript integer; fractions are cut off. For positions, lengths and counts. */
export function toInteger(value: Decimal): number {
  return value.trunc().toNumber();
}
