import { OracleError } from './oracle-error.ts';
import { characterLength } from './text.ts';

const cache = new Map<string, RegExp>();
const CACHE_SIZE = 500;

/** LIKE: `%` any text, `_` one character. NULL in, NULL out. Throws ORA-01424, ORA-01425 for a bad ESCAPE. */
export function matchLike(
  text: string | null,
  pattern: string | null,
  escapeCharacter?: string | null,
): boolean | null {
  if (text === null || pattern === null || escapeCharacter === null) return null;
  const key = `${escapeCharacter ?? ''}\n${pattern}`;
  let expression = cache.get(key);
  if (expression === undefined) {
    expression = likeExpression(pattern, escapeCharacter);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, expression);
  }
  return expression.test(text);
}

function likeExpression(pattern: string, escapeCharacter: string | undefined): RegExp {
  if (escapeCharacter !== undefined && characterLength(escapeCharacter) !== 1) {
    throw new OracleError(1425, 'escape character must be character string of length 1');
  }
  let source = '';
  let isEscaped = false;
  for (const character of pattern) {
    if (isEscaped) {
      if (character !== '%' && character !== '_' && character !== escapeCharacter) throw badEscape();
      source += quote(character);
      isEscaped = false;
    } else if (character === escapeCharacter) isEscaped = true;
    else if (character === '%') source += '.*';
    else if (character === '_') source += '.';
    else source += quote(character);
  }
  if (isEscaped) throw badEscape();
  return new RegExp(`^${source}$`, 'su');
}

function quote(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/u, '\\$&');
}

function badEscape(): OracleError {
  return new OracleError(1424, 'missing or illegal character following the escape character');
}
