import oracledb, { type BindParameter, type ResultSet } from 'oracledb';

/** VARIABLE and `:name` ("Using Bind Variables", SQL*Plus User's Guide). */

type Variable = { bind: BindParameter; isNumeric: boolean; value: unknown };

/** What PRINT shows: a value as text, or the rows of a cursor. */
export type Printed = { name: string; isNumeric: boolean; value: string | null } | { cursor: ResultSet<unknown> };

const DECLARATION =
  /^(\w+)\s+(NUMBER|BINARY_DOUBLE|BINARY_FLOAT|N?CHAR|N?VARCHAR2?|N?CLOB|REFCURSOR)\s*(?:\(\s*(\d+)[^)]*\))?\s*(?:=\s*(.+))?$/i;
const MAX_TEXT = 32_767;
/** Literals, comments and quoted names, in which no placeholder stands. */
const PASSED_OVER = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"[^"]*"/g;

export class BindVariables {
  readonly #variables = new Map<string, Variable>();

  /** `VARIABLE name type [= value]`. False where it is not understood. */
  declare(rest: string): boolean {
    const match = DECLARATION.exec(rest.replace(/;$/, '').trim());
    if (match === null) return false;
    const [, name = '', type = '', length, value] = match;
    const variable = variableOf(type.toUpperCase(), length === undefined ? undefined : Number(length));
    if (value !== undefined) variable.value = variable.isNumeric ? Number(value) : value.replace(/^'(.*)'$/s, '$1');
    this.#variables.set(name.toUpperCase(), variable);
    return true;
  }

  /** The binds of a statement. DDL has none: `:NEW` of a trigger is its own. */
  bindsOf(text: string): Record<string, BindParameter> {
    const plain = text.replace(PASSED_OVER, ' ');
    const binds: Record<string, BindParameter> = {};
    if (this.#variables.size === 0 || /^\s*(CREATE|ALTER|DROP)\b/i.test(plain)) return binds;
    const isBlock = /^\s*(BEGIN|DECLARE|CALL|<<)/i.test(plain);
    const returning = plain.search(/\bRETURN(?:ING)?\b[\s\S]*\bINTO\b/i);
    for (const match of plain.matchAll(/(?<![\w:]):(\w+)/g)) {
      const name = (match[1] ?? '').toUpperCase();
      const variable = this.#variables.get(name);
      if (variable === undefined) continue;
      const isReturned = !isBlock && returning >= 0 && match.index > returning;
      binds[name] = { ...variable.bind, dir: directionOf(variable, isBlock, isReturned), val: variable.value };
    }
    return binds;
  }

  /** Keeps what the statement gave the variables. */
  store(outBinds: unknown): void {
    if (typeof outBinds !== 'object' || outBinds === null) return;
    for (const [name, value] of Object.entries(outBinds)) {
      const variable = this.#variables.get(name.toUpperCase());
      // RETURNING gives one value for each row.
      if (variable !== undefined) variable.value = Array.isArray(value) ? (value.at(-1) ?? null) : value;
    }
  }

  /** What PRINT shows of the variables named, or of all. */
  printed(rest: string): Printed[] {
    const words = rest
      .replace(/;$/, '')
      .replaceAll(':', '')
      .toUpperCase()
      .split(/[\s,]+/);
    const wanted = words.filter((word) => word !== '');
    return [...this.#variables]
      .filter(([name]) => wanted.length === 0 || wanted.includes(name))
      .map(([name, { isNumeric, value, bind }]) =>
        bind.type === oracledb.CURSOR && value !== null
          ? { cursor: value as ResultSet<unknown> }
          : { name, isNumeric, value: value === null || value === undefined ? null : String(value) },
      );
  }
}

function variableOf(type: string, length: number | undefined): Variable {
  switch (type) {
    case 'NUMBER':
    case 'BINARY_DOUBLE':
    case 'BINARY_FLOAT':
      return { bind: { type: oracledb.NUMBER }, isNumeric: true, value: null };
    case 'REFCURSOR':
      return { bind: { type: oracledb.CURSOR }, isNumeric: false, value: null };
    default:
      return { bind: { type: oracledb.STRING, maxSize: length ?? MAX_TEXT }, isNumeric: false, value: null };
  }
}

function directionOf({ bind }: Variable, isBlock: boolean, isReturned: boolean): number {
  if (isReturned || (isBlock && bind.type === oracledb.CURSOR)) return oracledb.BIND_OUT;
  return isBlock ? oracledb.BIND_INOUT : oracledb.BIND_IN;
}
