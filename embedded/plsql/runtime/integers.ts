import { Decimal } from '../../types/number.ts';
import type { Value } from '../../types/values.ts';

/** Between NUMBER values and JavaScript integers, for subscripts and loop counters. */

const CACHED = 1024;
const cache = Array.from({ length: CACHED }, (_, n) => new Decimal(n));

export function decimalOf(integer: number): Decimal {
  return (integer >= 0 && integer < CACHED ? cache[integer] : undefined) ?? new Decimal(integer);
}

/** The integer nearest to a NUMBER; halves away from zero, as PLS_INTEGER rounds. Not for numbers beyond 2^53. */
export function integerOf(value: Decimal): number {
  // A value of one or two base-10^7 words without a fraction is read directly: toNumber() goes through text.
  const words = value.d;
  const [high = 0, low = 0] = words;
  if (words.length === 1 && value.e >= 0 && value.e < 7) return value.s * high;
  if (words.length === 2 && value.e >= 7 && value.e < 14) return value.s * (high * 10_000_000 + low);
  return value.isInteger() ? value.toNumber() : value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

export function isDecimal(value: Value): value is Decimal {
  return value instanceof Decimal;
}
