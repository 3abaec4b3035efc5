/** Names of procedures: one to three dotted Oracle identifiers. Nothing else ever reaches the PL/SQL text. */

/** Identifiers as the dictionary stores them: `PKG_ETL`, `PROC`. One to three. */
export type ProcedureName = readonly string[];

/** Bytes of a whole name: what `PROCEDURE_NAME VARCHAR2(200)` holds. */
export const MAX_NAME_LENGTH = 200;
/** Bytes of an identifier since Oracle 12.2. */
const MAX_IDENTIFIER_BYTES = 128;
const MAX_PARTS = 3;

/** Unquoted: a letter, then letters, digits, _ $ #. Quoted: anything but a quotation mark and NUL (Oracle SQL Reference, Database Object Naming Rules). */
const IDENTIFIER = /(?:[\p{L}][\p{L}\p{N}_$#]*|"[^"\0\r\n]+")/uy;

/**
 * Reads `PROC`, `PKG.PROC`, `SCHEMA.PKG.PROC`, with `schema` put in front where it is given.
 * @returns undefined when it is anything else, or longer than 200 bytes in all.
 */
export function parseProcedureName(name: string, schema?: string): ProcedureName | undefined {
  const text = schema === undefined ? name : `${schema}.${name}`;
  if (Buffer.byteLength(text) > MAX_NAME_LENGTH) return undefined;
  const front = schema === undefined ? [] : splitIdentifiers(schema);
  const back = splitIdentifiers(name);
  if (front === undefined || back === undefined || (schema !== undefined && front.length !== 1)) return undefined;
  const parts = [...front, ...back];
  return parts.length <= MAX_PARTS ? parts : undefined;
}

function splitIdentifiers(text: string): string[] | undefined {
  const parts: string[] = [];
  let position = 0;
  for (;;) {
    IDENTIFIER.lastIndex = position;
    const token = IDENTIFIER.exec(text)?.[0];
    if (token === undefined) return undefined;
    const identifier = foldIdentifier(token);
    if (Buffer.byteLength(identifier) > MAX_IDENTIFIER_BYTES) return undefined;
    parts.push(identifier);
    position += token.length;
    if (position === text.length) return parts;
    if (text[position] !== '.') return undefined;
    position += 1;
  }
}

/** As the dictionary stores it: upper case, unless it is quoted. */
export function foldIdentifier(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text.toUpperCase();
}

/** For PL/SQL text. @throws {Error} on a quotation mark, which no identifier has. */
export function quoteIdentifier(identifier: string): string {
  if (identifier === '' || /["\0]/.test(identifier)) throw new Error('not an identifier');
  return `"${identifier}"`;
}

/** `"SCHEMA"."PKG"."PROC"`. */
export function quoteProcedureName(name: ProcedureName): string {
  return name.map(quoteIdentifier).join('.');
}
