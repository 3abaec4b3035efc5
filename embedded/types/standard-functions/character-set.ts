import { collatorOf, foldForSort } from '../collation.ts';
import { NUMBER, VARCHAR2 } from '../data-type.ts';
import { Decimal } from '../number.ts';
import { OracleError } from '../oracle-error.ts';
import type { StandardFunction } from '../standard-function.ts';
import { characterResult, define, defineStrict, type Inputs } from './define.ts';

/** Functions on character codes, character sets and sounds. */

const NVARCHAR2 = { kind: 'NVARCHAR2', unit: 'CHAR' } as const;

/** ASCII: the first character's bytes as one number, as AL32UTF8 encodes it. */
function codeOf(text: string): number {
  return Buffer.from([...text][0] ?? '', 'utf8').reduce((code, byte) => code * 256 + byte, 0);
}

/** CHR(n): the bytes of n as one character of the database character set. */
function characterOf(code: number): string {
  const bytes: number[] = [];
  for (let rest = code; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  if (bytes.length === 0) return '\0';
  const text = Buffer.from(bytes).toString('utf8');
  // A single byte above 127 is no UTF-8: the character set replaces it.
  return text;
}

/** UNISTR: `\XXXX` are UTF-16 units, `\\` is a backslash. */
function unescapeUnicode(text: string): string {
  return text.replace(/\\(?:([0-9a-fA-F]{4})|(\\)|)/g, (_all, hex: string | undefined, slash: string | undefined) => {
    if (slash !== undefined) return '\\';
    if (hex === undefined)
      throw new OracleError(30186, "'\\' must be followed by four hexdecimal characters or another '\\'");
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
}

/** ASCIISTR: what is not ASCII as `\XXXX`. */
function escapeUnicode(text: string): string {
  return text.replace(/[^ -~\s]|\\/g, (unit) =>
    unit === '\\' ? '\\005C' : `\\${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

const SOUND_CODES: Record<string, string> = Object.fromEntries(
  ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 1)]),
  ),
);

/** SOUNDEX as Knuth defines it: H and W do not part equal codes, vowels do. */
function soundex(text: string): string {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '');
  if (letters === '') return '';
  let code = letters[0] ?? '';
  let last = SOUND_CODES[code] ?? '';
  for (const letter of letters.slice(1)) {
    const next = SOUND_CODES[letter];
    if (next !== undefined && next !== last) code += next;
    if (letter !== 'H' && letter !== 'W') last = next ?? '';
    if (code.length === 4) break;
  }
  return code.padEnd(4, '0');
}

const SINGLE_BYTE_SETS = new Set(['US7ASCII', 'WE8ISO8859P1', 'WE8ISO8859P15', 'WE8MSWIN1252']);

/** CONVERT between character sets: what the target does not have becomes a look-alike or `?`. */
function convertCharacterSet(inputs: Inputs): string | null {
  const text = inputs.text(0);
  const target = inputs.text(1)?.toUpperCase();
  if (text === null || target === undefined) return null;
  if (target === 'US7ASCII') {
    return text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^ -~\s]/gu, '?');
  }
  if (SINGLE_BYTE_SETS.has(target)) return text.replace(/[^\0-\u00ff€]/gu, '?');
  if (['AL32UTF8', 'UTF8', 'AL16UTF16'].includes(target)) return text;
  throw new OracleError(1482, 'unsupported character set');
}

/** NLSSORT: bytes whose binary order is the sort's order. Linguistic orders have no such bytes here. */
function sortKey(inputs: Inputs): Buffer | null {
  const text = inputs.text(0);
  if (text === null) return null;
  const named = /NLS_SORT\s*=\s*(\w+)/i.exec(inputs.isGiven(1) ? (inputs.text(1) ?? '') : '')?.[1];
  const sort = named ?? inputs.context.nls.sort;
  if (collatorOf(sort) !== undefined)
    throw new OracleError(3001, `unimplemented feature: NLSSORT with NLS_SORT=${sort}`);
  return Buffer.from(`${foldForSort(text, sort)}\0`, 'utf8');
}

const CHR = define('CHR', [1, 1], { ...VARCHAR2, length: 4 }, (inputs) => {
  const code = inputs.integer(0, 0);
  if (code === null) return null;
  if (code < 0 || code > 0xffffffff) throw new OracleError(1426, 'numeric overflow');
  return characterOf(code);
});

export const CHARACTER_SET_FUNCTIONS: StandardFunction[] = [
  define('ASCII', [1, 1], NUMBER, (inputs) => {
    const text = inputs.text(0);
    return text === null ? null : new Decimal(codeOf(text));
  }),
  CHR,
  define('NCHR', [1, 1], NVARCHAR2, (inputs) => {
    const code = inputs.integer(0, 0);
    return code === null ? null : String.fromCodePoint(code);
  }),
  define('ASCIISTR', [1, 1], VARCHAR2, (inputs) => {
    const text = inputs.text(0);
    return text === null ? null : escapeUnicode(text);
  }),
  define('UNISTR', [1, 1], NVARCHAR2, (inputs) => {
    const text = inputs.text(0);
    return text === null ? null : unescapeUnicode(text);
  }),
  define('COMPOSE', [1, 1], NVARCHAR2, (inputs) => inputs.text(0)?.normalize('NFC') ?? null),
  define('DECOMPOSE', [1, 2], NVARCHAR2, (inputs) => {
    const isCompatible = inputs.isGiven(1) && inputs.text(1)?.toUpperCase() === 'COMPATIBILITY';
    return inputs.text(0)?.normalize(isCompatible ? 'NFKD' : 'NFD') ?? null;
  }),
  define('SOUNDEX', [1, 1], { ...VARCHAR2, length: 4 }, (inputs) => {
    const text = inputs.text(0);
    return text === null || soundex(text) === '' ? null : soundex(text);
  }),
  define('CONVERT', [2, 3], (types) => characterResult(types[0]), convertCharacterSet),
  define('NLSSORT', [1, 2], { kind: 'RAW' }, sortKey),
  defineStrict(
    'TO_SINGLE_BYTE',
    [1, 1],
    (types) => characterResult(types[0]),
    (inputs) =>
      (inputs.text(0) ?? '').replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0)),
  ),
  defineStrict(
    'TO_MULTI_BYTE',
    [1, 1],
    (types) => characterResult(types[0]),
    (inputs) => (inputs.text(0) ?? '').replace(/[!-~]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)),
  ),
];
