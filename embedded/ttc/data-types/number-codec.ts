import { Decimal, toNumberPrecision, ZERO } from '../../types/number.ts';

/**
 * NUMBER as Oracle keeps it: an exponent byte, then up to 20 base-100 digits ("Internal Numeric Format", SQL Language Reference).
 * Positive digits are stored plus 1, negative ones subtracted from 101 and closed by 102 where there are fewer than 20.
 */
const MAX_DIGITS = 20;
const EXPONENT_BIAS = 193;
const NEGATIVE_END = 102;
const ZERO_BYTES = Buffer.from([0x80]);

/** Throws ORA-01426 for what no NUMBER can hold. Digits past the 39th or 40th are rounded. */
export function encodeNumber(value: Decimal): Buffer {
  const rounded = toNumberPrecision(value);
  if (rounded.isZero()) return ZERO_BYTES;
  const exponent = rounded.e;
  let digits = significantDigits(rounded);
  // The first base-100 digit has one decimal digit where the exponent is even.
  if ((exponent & 1) === 0) digits = `0${digits}`;
  if (digits.length % 2 === 1) digits += '0';
  const count = digits.length / 2;
  const isNegative = rounded.isNegative();
  const bytes = Buffer.allocUnsafe(1 + count + (isNegative && count < MAX_DIGITS ? 1 : 0));
  const biased = Math.floor(exponent / 2) + EXPONENT_BIAS;
  bytes[0] = isNegative ? 0xff - biased : biased;
  for (let index = 0; index < count; index++) {
    const digit = (digits.charCodeAt(2 * index) - 48) * 10 + digits.charCodeAt(2 * index + 1) - 48;
    bytes[index + 1] = isNegative ? 101 - digit : digit + 1;
  }
  if (bytes.length > count + 1) bytes[count + 1] = NEGATIVE_END;
  return bytes;
}

/** Decimal digits without leading and trailing zeros. */
function significantDigits(value: Decimal): string {
  const [mantissa = ''] = value.abs().toExponential().split('e');
  return mantissa.replace('.', '');
}

/** Undefined where the bytes are no finite NUMBER. */
export function decodeNumber(bytes: Buffer): Decimal | undefined {
  const [first] = bytes;
  if (first === undefined || bytes.length > MAX_DIGITS + 2) return undefined;
  const isPositive = (first & 0x80) !== 0;
  if (bytes.length === 1) return isPositive && first === 0x80 ? ZERO : undefined;
  const exponent = (isPositive ? first : 0xff - first) - EXPONENT_BIAS;
  const last = !isPositive && bytes[bytes.length - 1] === NEGATIVE_END ? bytes.length - 1 : bytes.length;
  let digits = '';
  for (const byte of bytes.subarray(1, last)) {
    const digit = isPositive ? byte - 1 : 101 - byte;
    if (digit < 0 || digit > 99) return undefined;
    digits += digit < 10 ? `0${digit}` : String(digit);
  }
  if (digits.length === 0) return undefined;
  // The point stands behind `exponent + 1` base-100 digits.
  const scale = 2 * (exponent + 1) - digits.length;
  return new Decimal(`${isPositive ? '' : '-'}${digits}e${scale}`);
}
