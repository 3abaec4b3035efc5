/**
 * JSON numbers are doubles in JavaScript, Oracle's NUMBER has 38 digits. Before a body is parsed, each number that a double
 * would change is put between quotation marks, so that it arrives as a string with all its digits.
 */

const STRING_OR_NUMBER_START = /["\-\d]/g;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A double keeps any decimal of up to 15 significant digits. */
const SAFE_DIGITS = 15;

/** Quotes the numbers of a JSON text that a double cannot hold; anything else, also what is no JSON, is left as it is. */
export function quoteLongNumbers(json: string): string {
  const parts: string[] = [];
  let copied = 0;
  let position = 0;
  while (position < json.length) {
    STRING_OR_NUMBER_START.lastIndex = position;
    const start = STRING_OR_NUMBER_START.exec(json)?.index;
    if (start === undefined) break;
    if (json[start] === '"') {
      position = endOfString(json, start);
      continue;
    }
    NUMBER.lastIndex = start;
    const literal = NUMBER.exec(json)?.[0] ?? '-';
    position = start + literal.length;
    if (literal === '-' || isExact(literal)) continue;
    parts.push(json.slice(copied, start), `"${literal}"`);
    copied = position;
  }
  return parts.length === 0 ? json : parts.join('') + json.slice(copied);
}

/** Position after the closing quotation mark, or the end of the text. */
function endOfString(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1);
  while (quote !== -1) {
    let backslashes = 0;
    while (json[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    quote = json.indexOf('"', quote + 1);
  }
  return json.length;
}

function isExact(literal: string): boolean {
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  const given = significant(literal);
  if (given.digits.length <= SAFE_DIGITS && value !== 0) return true;
  const kept = significant(String(value));
  return given.digits === kept.digits && (given.digits === '' || given.exponent === kept.exponent);
}

/** Digits without leading and trailing zeros, and the decimal exponent of the first one. */
function significant(literal: string): { digits: string; exponent: number } {
  const [mantissa = '', power = '0'] = literal.replace('-', '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  const leadingZeros = all.length - all.replace(/^0+/, '').length;
  return { digits: all.slice(leadingZeros).replace(/0+$/, ''), exponent: whole.length - leadingZeros + Number(power) };
}
