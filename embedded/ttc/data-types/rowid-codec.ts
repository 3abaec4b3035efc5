import { OracleError } from '../../types/oracle-error.ts';

/** The four parts of an extended ROWID, of 6, 3, 6 and 3 base-64 characters. */
export type RowidParts = { object: number; file: number; block: number; slot: number };

export const NO_ROWID: RowidParts = { object: 0, file: 0, block: 0, slot: 0 };

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Throws ORA-01410 for a text that is no ROWID, or whose parts no message can carry. */
export function parseRowid(text: string): RowidParts {
  if (text.length !== 18) throw invalidRowid();
  const parts = {
    object: parsePart(text, 0, 6),
    file: parsePart(text, 6, 9),
    block: parsePart(text, 9, 15),
    slot: parsePart(text, 15, 18),
  };
  if (parts.object > 0xffff_ffff || parts.block > 0xffff_ffff) throw invalidRowid();
  if (parts.file > 0xffff || parts.slot > 0xffff) throw invalidRowid();
  return parts;
}

function parsePart(text: string, start: number, end: number): number {
  let value = 0;
  for (const character of text.slice(start, end)) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw invalidRowid();
    value = value * 64 + digit;
  }
  return value;
}

function invalidRowid(): OracleError {
  return new OracleError(1410, 'invalid ROWID');
}
