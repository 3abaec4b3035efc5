import type { DataType, ScalarType } from '../data-type.ts';
import { NUMBER } from '../data-type.ts';
import { Decimal } from '../number.ts';
import { OracleError } from '../oracle-error.ts';
import type { StandardFunction } from '../standard-function.ts';
import { byteLength, characterLength, sliceCharacters } from '../text.ts';
import { trimText } from '../trim.ts';
import { Lob } from '../values.ts';
import { characterResult, define, defineStrict, type Inputs, isCharacterType, renamed, textLike } from './define.ts';

const MAX_SQL_LENGTH = 4000;

const likeFirst = (types: DataType[]): ScalarType => characterResult(types[0]);
const unbounded = (types: DataType[]): ScalarType => characterResult(types[0], MAX_SQL_LENGTH);
/** UPPER and its kin keep CHAR too. */
const sameAsFirst = (types: DataType[]): ScalarType =>
  isCharacterType(types[0]) ? types[0] : characterResult(types[0]);

/** SUBSTR over any unit: `length` and `slice` count in it. Position 0 is 1, a negative one counts from the end. */
function substring(
  text: string,
  position: number,
  count: number,
  length: number,
  slice: (start: number, end: number) => string,
): string {
  const start = position > 0 ? position - 1 : position === 0 ? 0 : length + position;
  if (count < 1 || start < 0 || start >= length || text === '') return '';
  return slice(start, Math.min(length, start + count));
}

function substringCharacters(text: string, position: number, count: number): string {
  return substring(text, position, count, characterLength(text), (start, end) =>
    sliceCharacters(text, start, end - start),
  );
}

/** SUBSTRB: bytes of a character that is cut become blanks. */
function substringBytes(text: string, position: number, count: number): string {
  const buffer = Buffer.from(text, 'utf8');
  return substring(text, position, count, buffer.length, (start, end) => {
    let from = start;
    let to = end;
    while (from < to && ((buffer[from] ?? 0) & 0xc0) === 0x80) from += 1;
    while (to > from && to < buffer.length && ((buffer[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    return ' '.repeat(from - start) + buffer.toString('utf8', from, to) + ' '.repeat(end - to);
  });
}

function evaluateSubstring(inputs: Inputs, cut: (text: string, position: number, count: number) => string) {
  const text = inputs.text(0);
  const position = inputs.integer(1, 1);
  const count = inputs.integer(2, Number.MAX_SAFE_INTEGER);
  if (text === null || position === null || count === null) return null;
  return textLike(inputs.value(0), cut(text, position, count));
}

/** INSTR in UTF-16 or byte units; returns the 1-based position, 0 where there is none. */
export function findOccurrence(
  text: string | Buffer,
  pattern: string | Buffer,
  position: number,
  occurrence: number,
): number {
  if (occurrence < 1) throw new OracleError(1428, `argument '${occurrence}' is out of range`);
  if (position === 0) return 0;
  let found = 0;
  if (position > 0) {
    let at = position - 2;
    while (found < occurrence) {
      at = text.indexOf(pattern as string, at + 1);
      if (at < 0) return 0;
      found += 1;
    }
    return at + 1;
  }
  let at = text.length + position + 1;
  while (found < occurrence) {
    if (at <= 0) return 0;
    at = text.lastIndexOf(pattern as string, at - 1);
    if (at < 0) return 0;
    found += 1;
  }
  return at + 1;
}

function evaluateInstr(inputs: Inputs, inBytes: boolean) {
  const text = inputs.text(0);
  const pattern = inputs.text(1);
  const position = inputs.integer(2, 1);
  const occurrence = inputs.integer(3, 1);
  if (text === null || pattern === null || position === null || occurrence === null) return null;
  if (inBytes) return new Decimal(findOccurrence(Buffer.from(text), Buffer.from(pattern), position, occurrence));
  const length = characterLength(text);
  if (length === text.length) return new Decimal(findOccurrence(text, pattern, position, occurrence));
  return new Decimal(findInCodePoints(text, pattern, position, occurrence));
}

function findInCodePoints(text: string, pattern: string, position: number, occurrence: number): number {
  const characters = [...text];
  const unitPosition =
    position > 0
      ? characters.slice(0, position - 1).join('').length + 1
      : -(characters.slice(position).join('').length || characters[0]?.length || 1);
  const found = findOccurrence(text, pattern, unitPosition, occurrence);
  return found === 0 ? 0 : characterLength(text.slice(0, found - 1)) + 1;
}

function evaluatePad(inputs: Inputs, isLeft: boolean) {
  const text = inputs.text(0);
  const length = inputs.integer(1, 0);
  const padding = inputs.isGiven(2) ? inputs.text(2) : ' ';
  if (text === null || length === null || padding === null || length < 1) return null;
  const missing = length - characterLength(text);
  if (missing <= 0) return textLike(inputs.value(0), sliceCharacters(text, 0, length));
  const repeated = padding.repeat(Math.ceil(missing / characterLength(padding)));
  const fill = sliceCharacters(repeated, 0, missing);
  return textLike(inputs.value(0), isLeft ? fill + text : text + fill);
}

function evaluateTrim(inputs: Inputs, side: 'LEADING' | 'TRAILING' | 'BOTH') {
  const text = inputs.text(0);
  const characters = inputs.isGiven(1) ? inputs.text(1) : ' ';
  if (text === null || characters === null) return null;
  return textLike(inputs.value(0), trimText(text, side, characters));
}

function evaluateReplace(inputs: Inputs) {
  const text = inputs.text(0);
  const search = inputs.text(1);
  if (text === null || search === null) return textLike(inputs.value(0), text ?? '');
  return textLike(
    inputs.value(0),
    text.replaceAll(search, () => inputs.text(2) ?? ''),
  );
}

function evaluateTranslate(inputs: Inputs) {
  const text = inputs.text(0);
  const from = inputs.text(1);
  const to = inputs.text(2);
  if (text === null || from === null || to === null) return null;
  const targets = [...to];
  const map = new Map<string, string>();
  for (const [index, character] of [...from].entries()) {
    if (!map.has(character)) map.set(character, targets[index] ?? '');
  }
  return textLike(inputs.value(0), [...text].map((character) => map.get(character) ?? character).join(''));
}

/** Words start behind anything that is no letter and no digit. */
function initCap(text: string): string {
  return text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => word.replace(/^./u, (first) => first.toUpperCase()));
}

const mapText =
  (change: (text: string) => string) =>
  (inputs: Inputs): ReturnType<typeof textLike> => {
    const text = inputs.text(0);
    return text === null ? null : textLike(inputs.value(0), change(text));
  };

/** One character for one: `ß` has no single upper-case letter and stays, as it does in Oracle. */
function upperCase(text: string): string {
  const changed = text.toUpperCase();
  if (changed.length === text.length) return changed;
  return [...text].map((one) => ([...one.toUpperCase()].length === 1 ? one.toUpperCase() : one)).join('');
}

const length = (count: (text: string) => number) => (inputs: Inputs) => {
  const value = inputs.value(0);
  // An empty LOB is not NULL: its length is 0.
  if (value instanceof Lob)
    return new Decimal(typeof value.content === 'string' ? count(value.content) : value.content.length);
  const text = inputs.text(0);
  return text === null ? null : new Decimal(count(text));
};

const SUBSTR = define('SUBSTR', [2, 3], likeFirst, (inputs) => evaluateSubstring(inputs, substringCharacters));
const INSTR = define('INSTR', [2, 4], NUMBER, (inputs) => evaluateInstr(inputs, false));
const LENGTH = define('LENGTH', [1, 1], NUMBER, length(characterLength));
const UPPER = define('UPPER', [1, 1], sameAsFirst, mapText(upperCase));
const LOWER = define(
  'LOWER',
  [1, 1],
  sameAsFirst,
  mapText((text) => text.toLowerCase()),
);
const INITCAP = define('INITCAP', [1, 1], sameAsFirst, mapText(initCap));

export const CHARACTER_FUNCTIONS: StandardFunction[] = [
  SUBSTR,
  renamed('SUBSTRC', SUBSTR),
  renamed('SUBSTR4', SUBSTR),
  renamed('SUBSTR2', SUBSTR),
  define('SUBSTRB', [2, 3], likeFirst, (inputs) => evaluateSubstring(inputs, substringBytes)),
  INSTR,
  renamed('INSTRC', INSTR),
  renamed('INSTR4', INSTR),
  renamed('INSTR2', INSTR),
  define('INSTRB', [2, 4], NUMBER, (inputs) => evaluateInstr(inputs, true)),
  LENGTH,
  renamed('LENGTHC', LENGTH),
  renamed('LENGTH4', LENGTH),
  renamed('LENGTH2', LENGTH),
  define('LENGTHB', [1, 1], NUMBER, length(byteLength)),
  UPPER,
  LOWER,
  INITCAP,
  { ...renamed('NLS_UPPER', UPPER), maxArguments: 2 },
  { ...renamed('NLS_LOWER', LOWER), maxArguments: 2 },
  { ...renamed('NLS_INITCAP', INITCAP), maxArguments: 2 },
  define('TRIM', [1, 1], likeFirst, (inputs) => evaluateTrim(inputs, 'BOTH')),
  define('LTRIM', [1, 2], likeFirst, (inputs) => evaluateTrim(inputs, 'LEADING')),
  define('RTRIM', [1, 2], likeFirst, (inputs) => evaluateTrim(inputs, 'TRAILING')),
  define('LPAD', [2, 3], unbounded, (inputs) => evaluatePad(inputs, true)),
  define('RPAD', [2, 3], unbounded, (inputs) => evaluatePad(inputs, false)),
  define('REPLACE', [2, 3], unbounded, evaluateReplace),
  define('TRANSLATE', [3, 3], likeFirst, evaluateTranslate),
  define('CONCAT', [2, 2], concatResult, (inputs) => {
    const text = (inputs.text(0) ?? '') + (inputs.text(1) ?? '');
    return textLike(isLob(inputs, 0) ? inputs.value(0) : inputs.value(1), text);
  }),
  defineStrict(
    'REVERSE',
    [1, 1],
    likeFirst,
    mapText((text) => [...text].reverse().join('')),
  ),
];

function isLob(inputs: Inputs, index: number): boolean {
  const { kind } = inputs.type(index);
  return kind === 'CLOB' || kind === 'NCLOB';
}

function concatResult(types: DataType[]): ScalarType {
  const lob = types.find((type) => type.kind === 'CLOB' || type.kind === 'NCLOB');
  if (lob !== undefined) return characterResult(lob);
  const [a, b] = types.map((type) => (isCharacterType(type) ? type.length : undefined));
  const result = characterResult(types.find((type) => type.kind === 'NVARCHAR2' || type.kind === 'NCHAR') ?? types[0]);
  return isCharacterType(result)
    ? { ...result, length: a === undefined || b === undefined ? undefined : a + b }
    : result;
}
