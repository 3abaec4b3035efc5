import type { Value } from '../types/values.ts';
import type { NativeOutcome, NativePackage } from './native-package.ts';
import { returns, textOf } from './native-values.ts';

const SPECIFICATION = `PACKAGE UTL_MATCH AS
  FUNCTION EDIT_DISTANCE(S1 IN VARCHAR2, S2 IN VARCHAR2) RETURN PLS_INTEGER;
  FUNCTION EDIT_DISTANCE_SIMILARITY(S1 IN VARCHAR2, S2 IN VARCHAR2) RETURN PLS_INTEGER;
  FUNCTION JARO_WINKLER(S1 IN VARCHAR2, S2 IN VARCHAR2) RETURN BINARY_DOUBLE;
  FUNCTION JARO_WINKLER_SIMILARITY(S1 IN VARCHAR2, S2 IN VARCHAR2) RETURN PLS_INTEGER;
END UTL_MATCH;`;

/** Levenshtein: insertions, deletions and replacements that turn one text into the other. */
function editDistance(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  let row = b.map((_, index) => index + 1);
  for (const [i, character] of a.entries()) {
    let diagonal = i;
    let previous = i + 1;
    row = row.map((above, j) => {
      const replaced = diagonal + (character === b[j] ? 0 : 1);
      diagonal = above;
      previous = Math.min(replaced, above + 1, previous + 1);
      return previous;
    });
  }
  return row.at(-1) ?? a.length;
}

/** Share of the characters that may stay, in percent, rounded up. */
function editSimilarity(left: string, right: string): number {
  const length = Math.max([...left].length, [...right].length);
  return length === 0 ? 100 : Math.ceil((1 - editDistance(left, right) / length) * 100);
}

/** 0 to 1; a common start of up to four characters counts more. */
function jaroWinkler(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const matches = a.filter((character, i) => {
    const at = b.findIndex((other, j) => other === character && Math.abs(i - j) <= reach && !taken.has(j));
    if (at >= 0) taken.add(at);
    return at >= 0;
  });
  if (matches.length === 0) return 0;
  const others = b.filter((_, j) => taken.has(j));
  const transpositions = matches.filter((character, i) => character !== others[i]).length / 2;
  const count = matches.length;
  const jaro = (count / a.length + count / b.length + (count - transpositions) / count) / 3;
  const different = a.slice(0, 4).findIndex((character, i) => character !== b[i]);
  const prefix = different < 0 ? Math.min(4, a.length) : different;
  return jaro + prefix * 0.1 * (1 - jaro);
}

const ofTexts =
  (measure: (left: string, right: string) => number) =>
  (_call: unknown, [left, right]: Value[]): NativeOutcome => {
    const [a, b] = [textOf(left), textOf(right)];
    return returns(a === null || b === null ? null : measure(a, b));
  };

export const UTL_MATCH: NativePackage = {
  name: 'UTL_MATCH',
  specification: SPECIFICATION,
  subprograms: {
    EDIT_DISTANCE: ofTexts(editDistance),
    EDIT_DISTANCE_SIMILARITY: ofTexts(editSimilarity),
    JARO_WINKLER: (_call, [left, right]) => {
      const [a, b] = [textOf(left), textOf(right)];
      return { result: a === null || b === null ? null : jaroWinkler(a, b) };
    },
    JARO_WINKLER_SIMILARITY: ofTexts((left, right) => Math.floor(jaroWinkler(left, right) * 100)),
  },
};
