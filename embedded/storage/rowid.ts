/**
 * ROWIDs as Oracle prints them (OOOOOOFFFBBBBBBRRR, base 64 digits), for the number in the hidden column `ora$rowid`: its low 16 bits
 * are the row in the block, the rest the block. Object and file are constant. `ora.rowid_text` and `ora.rowid_number` do the same in SQL.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PREFIX = 'AAAAABAAB';

export function rowidText(rowNumber: bigint): string {
  return PREFIX + digits(rowNumber >> 16n, 6) + digits(rowNumber & 0xffffn, 3);
}

/** Undefined where `text` is no ROWID of this database. */
export function rowidNumber(text: string): bigint | undefined {
  if (text.length !== 18 || !text.startsWith(PREFIX)) return undefined;
  const block = parseDigits(text.slice(9, 15));
  const row = parseDigits(text.slice(15));
  if (block === undefined || row === undefined || row > 0xffffn) return undefined;
  return (block << 16n) | row;
}

function digits(value: bigint, count: number): string {
  let text = '';
  for (let i = 0, rest = value; i < count; i++, rest >>= 6n) text = (DIGITS[Number(rest & 63n)] ?? '') + text;
  return text;
}

function parseDigits(text: string): bigint | undefined {
  let value = 0n;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return undefined;
    value = (value << 6n) | BigInt(digit);
  }
  return value;
}
