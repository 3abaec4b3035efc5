import { OracleError } from './oracle-error.ts';

/**
 * Oracle's regular expressions (POSIX extended with Perl's \d \w \s, non-greedy quantifiers and back-references) as JavaScript ones.
 * Differences of meaning that remain: alternatives are taken from the left, not the longest.
 */

const CLASSES: Record<string, string> = {
  alpha: '\\p{L}',
  digit: '\\p{Nd}',
  alnum: '\\p{L}\\p{Nd}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '\\p{P}\\p{S}',
  cntrl: '\\p{Cc}',
  print: '\\P{C}',
  graph: '\\P{C}',
  xdigit: '0-9A-Fa-f',
};

const cache = new Map<string, RegExp>();
const CACHE_SIZE = 500;

/** Throws ORA-12725 and its neighbours for a bad pattern, ORA-01760 for a bad match parameter. */
export function compileRegexp(pattern: string, parameters: string | null): RegExp {
  const key = `${parameters ?? ''}\n${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const flags = flagsOf(parameters ?? '');
  const source = translate(pattern, flags.isExtended);
  let compiled: RegExp;
  try {
    compiled = new RegExp(
      source,
      `gdu${flags.ignoreCase ? 'i' : ''}${flags.dotAll ? 's' : ''}${flags.multiline ? 'm' : ''}`,
    );
  } catch (cause) {
    throw new OracleError(12726, 'unmatched bracket in regular expression', { cause });
  }
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

type Flags = { ignoreCase: boolean; dotAll: boolean; multiline: boolean; isExtended: boolean };

/** The last of contradicting ones wins. */
function flagsOf(parameters: string): Flags {
  const flags: Flags = { ignoreCase: false, dotAll: false, multiline: false, isExtended: false };
  for (const letter of parameters) {
    if (letter === 'i') flags.ignoreCase = true;
    else if (letter === 'c') flags.ignoreCase = false;
    else if (letter === 'n') flags.dotAll = true;
    else if (letter === 'm') flags.multiline = true;
    else if (letter === 'x') flags.isExtended = true;
    else throw new OracleError(1760, 'illegal argument for function');
  }
  return flags;
}

/** What stands in front of a quantifier: nothing that can be repeated, an atom, or an atom with its quantifier. */
type Before = 'nothing' | 'atom' | 'repeated' | 'lazy';

function translate(pattern: string, isExtended: boolean): string {
  let source = '';
  let at = 0;
  let open = 0;
  let groups = 0;
  let before = 'nothing' as Before;
  const emit = (piece: string, state: Before = 'atom') => {
    source += piece;
    before = state;
  };
  while (at < pattern.length) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    at += character.length;
    if (character === '[') {
      const set = translateSet(pattern, at);
      emit(set.source);
      at = set.end;
    } else if (character === '\\') {
      emit(translateEscape(pattern[at] ?? '', groups));
      at += 1;
    } else if (character === '(') {
      if (pattern[at] === '?') throw new OracleError(12728, 'invalid range in regular expression');
      open += 1;
      groups += 1;
      emit('(', 'nothing');
    } else if (character === ')' && open > 0) {
      open -= 1;
      emit(')');
    } else if (character === '|' || character === '^') {
      emit(character, 'nothing');
    } else if (character === '{') {
      const bound = before === 'atom' ? /^\d+(,\d*)?\}/.exec(pattern.slice(at))?.[0] : undefined;
      if (bound === undefined) emit('\\{');
      else emit(`{${bound}`, 'repeated');
      at += bound?.length ?? 0;
    } else if ('*+?'.includes(character)) {
      const next = quantify(character, before);
      emit(next.source, next.state);
    } else if (')}]/'.includes(character)) emit(`\\${character}`);
    else if (!(isExtended && /\s/.test(character))) emit(character);
  }
  if (open > 0) throw new OracleError(12725, 'unmatched parentheses in regular expression');
  return source;
}

/** At the start of an expression a quantifier stands for itself; a `?` behind one makes it lazy; more in a row add nothing. */
function quantify(character: string, before: Before): { source: string; state: Before } {
  if (before === 'nothing') return { source: `\\${character}`, state: 'atom' };
  if (before === 'atom') return { source: character, state: 'repeated' };
  if (before === 'repeated' && character === '?') return { source: '?', state: 'lazy' };
  return { source: '', state: before };
}

function translateEscape(next: string, groups: number): string {
  if (/[1-9]/.test(next)) {
    if (Number(next) > groups) throw new OracleError(12727, 'invalid back reference in regular expression');
    // The empty group ends the number: `\1` may be followed by a digit.
    return `\\${next}(?:)`;
  }
  if (/[dDwWsS]/.test(next)) return `\\${next}`;
  if (next === 'A') return '(?<![\\s\\S])';
  if (next === 'Z') return '(?=\\n?(?![\\s\\S]))';
  if (next === 'z') return '(?![\\s\\S])';
  if (next === '') throw new OracleError(12727, 'invalid back reference in regular expression');
  return /[\^$\\.*+?()[\]{}|/]/.test(next) ? `\\${next}` : next === '-' ? '-' : next;
}

/** A bracket expression. A backslash inside is a plain character, as POSIX has it, except that Oracle takes \d \w \s there too. */
function translateSet(pattern: string, start: number): { source: string; end: number } {
  let at = start;
  let source = '[';
  if (pattern[at] === '^') {
    source += '^';
    at += 1;
  }
  let isFirst = true;
  while (at < pattern.length && (pattern[at] !== ']' || isFirst)) {
    isFirst = false;
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    const collating = /^\[([.=])(.+?)\1\]/su.exec(pattern.slice(at));
    if (named !== null) {
      const set = CLASSES[named[1]?.toLowerCase() ?? ''];
      if (set === undefined) throw new OracleError(12729, 'invalid character class in regular expression');
      source += set;
      at += named[0].length;
    } else if (collating !== null) {
      source += quoteInSet(collating[2] ?? '');
      at += collating[0].length;
    } else {
      const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      at += character.length;
      source += isRangeHyphen(pattern, at - 1, start) ? '-' : quoteInSet(character);
    }
  }
  if (at >= pattern.length) throw new OracleError(12726, 'unmatched bracket in regular expression');
  return { source: `${source}]`, end: at + 1 };
}

function isRangeHyphen(pattern: string, at: number, start: number): boolean {
  const isAtStart = at === start || (at === start + 1 && pattern[start] === '^');
  return pattern[at] === '-' && !isAtStart && pattern[at + 1] !== ']' && pattern[at - 1] !== ']';
}

function quoteInSet(character: string): string {
  return /[\\\][^\-&~|]/.test(character) && character.length === 1 ? `\\${character}` : character;
}
