const TOKENS = /'(?:[^']|'')*'|"(?:[^"])*"|[\p{L}_][\p{L}\p{N}_$#]*/gu;

/** True where an expression's source text has the name, as stored, outside of literals. */
export function usesIdentifier(text: string, name: string): boolean {
  return (text.match(TOKENS) ?? []).some((token) => storedForm(token) === name);
}

/** The source text of an expression with one name replaced by another. */
export function renameInText(text: string, from: string, to: string): string {
  return text.replace(TOKENS, (token) => (storedForm(token) === from ? writtenForm(to) : token));
}

function storedForm(token: string): string | undefined {
  if (token.startsWith("'")) return undefined;
  return token.startsWith('"') ? token.slice(1, -1) : token.toUpperCase();
}

function writtenForm(name: string): string {
  return /^[A-Z][A-Z0-9_$#]*$/.test(name) ? name : `"${name}"`;
}
