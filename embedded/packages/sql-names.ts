import { OracleError } from '../types/oracle-error.ts';

/** SQL names in texts, for DBMS_ASSERT and DBMS_UTILITY. */

const PLAIN = /^\p{L}[\p{L}\p{N}_$#]{0,127}$/u;
const QUOTED = /^"[^"\0]{1,128}"$/;

export function isSimpleName(text: string): boolean {
  return PLAIN.test(text) || QUOTED.test(text);
}

/** `a.b.c@link` in its parts; undefined where it is none. */
export function splitQualifiedName(text: string): string[] | undefined {
  const [path = '', ...links] = splitOutsideQuotes(text, '@');
  if (links.length > 1 || links.some((link) => !/^[\w$#.]+(@[\w$#]+)?$/.test(link))) return undefined;
  const parts = splitOutsideQuotes(path, '.').map((part) => part.trim());
  return parts.every(isSimpleName) ? parts : undefined;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** As stored: quotes off, what was not quoted in upper case. */
export function storedName(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1) : part.toUpperCase();
}

/** `"A"."B"` of `a.b`; a single name without quotes. Throws ORA-00931 for what is no name. */
export function canonicalName(text: string): string {
  const parts = splitQualifiedName(text.trim());
  if (parts === undefined) throw new OracleError(931, 'missing identifier');
  const names = parts.map(storedName);
  return names.length === 1 ? (names[0] ?? '') : names.map((name) => `"${name}"`).join('.');
}

/** The names of a comma-separated list, blanks kept as they are. Throws ORA-20001 for what is no list of names. */
export function commaSeparated(list: string): string[] {
  if (list.trim() === '') return [];
  const items = splitOutsideQuotes(list, ',');
  for (const item of items) {
    if (splitQualifiedName(item.trim()) === undefined) {
      throw new OracleError(20001, `comma-separated list invalid near ${item.trim().slice(0, 30)}`);
    }
  }
  return items;
}
