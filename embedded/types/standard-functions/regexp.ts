import type { DataType, ScalarType } from '../data-type.ts';
import { BOOLEAN, NUMBER } from '../data-type.ts';
import { Decimal, formatNumber } from '../number.ts';
import { OracleError } from '../oracle-error.ts';
import { compileRegexp } from '../regexp.ts';
import type { StandardFunction } from '../standard-function.ts';
import { characterLength, sliceCharacters } from '../text.ts';
import { characterResult, define, type Inputs, textLike } from './define.ts';

type Match = RegExpExecArray;

const likeFirst = (types: DataType[]): ScalarType => characterResult(types[0]);

/** Matches from a 1-based character position on. */
function* matchesFrom(text: string, expression: RegExp, position: number): Generator<Match> {
  const pattern = new RegExp(expression.source, expression.flags);
  pattern.lastIndex = sliceCharacters(text, 0, position - 1).length;
  for (;;) {
    const match = pattern.exec(text);
    if (match === null) return;
    yield match;
    if (match[0] === '') pattern.lastIndex += 1;
    if (pattern.lastIndex > text.length) return;
  }
}

function findMatch(text: string, expression: RegExp, position: number, occurrence: number): Match | undefined {
  let count = 0;
  for (const match of matchesFrom(text, expression, position)) {
    count += 1;
    if (count === occurrence) return match;
  }
  return undefined;
}

/** An integer argument that must be at least `least` (ORA-01428). */
function atLeast(inputs: Inputs, index: number, fallback: number, least: number): number | null {
  const value = inputs.integer(index, fallback);
  if (value !== null && value < least) {
    throw new OracleError(1428, `argument '${formatNumber(inputs.number(index) as Decimal)}' is out of range`);
  }
  return value;
}

function parametersOf(inputs: Inputs, index: number): string | null {
  return inputs.isGiven(index) ? inputs.text(index) : null;
}

function regexpLike(inputs: Inputs): boolean | null {
  const text = inputs.text(0);
  const pattern = inputs.text(1);
  if (text === null || pattern === null) return null;
  return findMatch(text, compileRegexp(pattern, parametersOf(inputs, 2)), 1, 1) !== undefined;
}

function regexpSubstr(inputs: Inputs) {
  const text = inputs.text(0);
  const pattern = inputs.text(1);
  const position = atLeast(inputs, 2, 1, 1);
  const occurrence = atLeast(inputs, 3, 1, 1);
  const group = atLeast(inputs, 5, 0, 0);
  if (text === null || pattern === null || position === null || occurrence === null || group === null) return null;
  const match = findMatch(text, compileRegexp(pattern, parametersOf(inputs, 4)), position, occurrence);
  const found = match?.[group];
  return found === undefined ? null : textLike(inputs.value(0), found);
}

function regexpInstr(inputs: Inputs): Decimal | null {
  const text = inputs.text(0);
  const pattern = inputs.text(1);
  const position = atLeast(inputs, 2, 1, 1);
  const occurrence = atLeast(inputs, 3, 1, 1);
  const returnEnd = inputs.integer(4, 0);
  const group = atLeast(inputs, 6, 0, 0);
  if (text === null || pattern === null || position === null || occurrence === null || group === null) return null;
  if (returnEnd !== 0 && returnEnd !== 1) throw new OracleError(1428, `argument '${returnEnd}' is out of range`);
  const match = findMatch(text, compileRegexp(pattern, parametersOf(inputs, 5)), position, occurrence);
  const span = match?.indices?.[group];
  if (span === undefined) return new Decimal(0);
  return new Decimal(characterLength(text.slice(0, span[returnEnd])) + 1);
}

function regexpCount(inputs: Inputs): Decimal | null {
  const text = inputs.text(0);
  const pattern = inputs.text(1);
  const position = atLeast(inputs, 2, 1, 1);
  if (text === null || pattern === null || position === null) return null;
  let count = 0;
  for (const _ of matchesFrom(text, compileRegexp(pattern, parametersOf(inputs, 3)), position)) count += 1;
  return new Decimal(count);
}

/** `\1` to `\9` are groups, `\\` is a backslash. */
function expand(replacement: string, match: Match): string {
  return replacement.replace(/\\([1-9\\])/g, (_all, what: string) =>
    what === '\\' ? '\\' : (match[Number(what)] ?? ''),
  );
}

function regexpReplace(inputs: Inputs) {
  const text = inputs.text(0);
  const pattern = inputs.text(1);
  const replacement = inputs.isGiven(2) ? (inputs.text(2) ?? '') : '';
  const position = atLeast(inputs, 3, 1, 1);
  const occurrence = atLeast(inputs, 4, 0, 0);
  if (text === null || position === null || occurrence === null) return null;
  if (pattern === null) return textLike(inputs.value(0), text);
  let result = '';
  let end = 0;
  let count = 0;
  for (const match of matchesFrom(text, compileRegexp(pattern, parametersOf(inputs, 5)), position)) {
    count += 1;
    if (occurrence !== 0 && count !== occurrence) continue;
    result += text.slice(end, match.index) + expand(replacement, match);
    end = match.index + match[0].length;
    if (occurrence !== 0) break;
  }
  return textLike(inputs.value(0), result + text.slice(end));
}

export const REGEXP_FUNCTIONS: StandardFunction[] = [
  define('REGEXP_LIKE', [2, 3], BOOLEAN, regexpLike),
  define('REGEXP_SUBSTR', [2, 6], likeFirst, regexpSubstr),
  define('REGEXP_INSTR', [2, 7], NUMBER, regexpInstr),
  define('REGEXP_COUNT', [2, 4], NUMBER, regexpCount),
  define('REGEXP_REPLACE', [2, 6], (types) => characterResult(types[0], 4000), regexpReplace),
];
