import type { CharacterType } from './data-type.ts';

/** Characters are Unicode code points; lengths in bytes are UTF-8 (AL32UTF8). */

// Without surrogates UTF-16 units are characters, which is nearly always.
const SURROGATE = /[\ud800-\udfff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked.
const NOT_ASCII = /[^\x00-\x7f]/;

export function characterLength(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length;
}

export function byteLength(text: string): number {
  return NOT_ASCII.test(text) ? Buffer.byteLength(text, 'utf8') : text.length;
}

/** Length in the unit of a type. */
export function lengthIn(text: string, unit: CharacterType['unit']): number {
  return unit === 'BYTE' ? byteLength(text) : characterLength(text);
}

/** From character `start` (0-based), `count` characters. */
export function sliceCharacters(text: string, start: number, count = Number.POSITIVE_INFINITY): string {
  if (!SURROGATE.test(text)) return text.slice(start, start + count);
  return [...text].slice(start, start + count).join('');
}

/** The longest start of the text that fits in `bytes` without cutting a character. */
export function truncateBytes(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  const buffer = Buffer.from(text, 'utf8');
  let end = bytes;
  while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return buffer.toString('utf8', 0, end);
}

export function truncateToUnit(text: string, length: number, unit: CharacterType['unit']): string {
  return unit === 'BYTE' ? truncateBytes(text, length) : sliceCharacters(text, 0, length);
}

/** Blank-padded to `length` in `unit`, as CHAR(n) stores it. */
export function padToLength(text: string, length: number, unit: CharacterType['unit']): string {
  const missing = length - lengthIn(text, unit);
  return missing > 0 ? text + ' '.repeat(missing) : text;
}

/** Binary order, which is the order of code points. */
export function compareBinary(left: string, right: string): number {
  if (left === right) return 0;
  if (!SURROGATE.test(left) && !SURROGATE.test(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
