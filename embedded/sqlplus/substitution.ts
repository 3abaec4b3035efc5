/**
 * DEFINE and `&name` ("Using Substitution Variables", SQL*Plus User's Guide). Nobody is there to be asked: a name that was never given a
 * value stays as it is written.
 */
export class Substitution {
  readonly #values = new Map<string, string>();
  /** `COLUMN column NEW_VALUE variable`. */
  readonly #newValues = new Map<string, string>();
  #prefix: string | undefined = '&';

  /** `&name`, `&&name` and `&1`; a point ends the name. */
  apply(text: string): string {
    const prefix = this.#prefix;
    if (prefix === undefined || this.#values.size === 0 || !text.includes(prefix)) return text;
    const mark = prefix.replace(/[^\w\s]/, '\\$&');
    return text.replace(new RegExp(`${mark}{1,2}(\\w+)\\.?`, 'g'), (whole, name: string) => {
      const value = this.#values.get(name.toUpperCase());
      return value ?? whole;
    });
  }

  /** `DEFINE [name [= value]]`. Returns what it prints. */
  define(rest: string): string[] {
    const [, name, value] = /^(\w+)\s*=\s*(.*?)\s*;?$/s.exec(rest) ?? [];
    if (name !== undefined) {
      this.set(name, unquoted(value ?? ''));
      return [];
    }
    const wanted = rest.replace(/;$/, '').trim().toUpperCase();
    return [...this.#values]
      .filter(([known]) => wanted === '' || known === wanted)
      .map(([known, text]) => `DEFINE ${known} = "${text}" (CHAR)`);
  }

  undefine(rest: string): void {
    for (const name of rest.replace(/;$/, '').split(/\s+/)) this.#values.delete(name.toUpperCase());
  }

  set(name: string, value: string): void {
    this.#values.set(name.toUpperCase(), value);
  }

  /** The words behind the name of a script: `&1`, `&2` …. */
  setArguments(words: readonly string[]): void {
    words.forEach((word, index) => {
      this.set(String(index + 1), word);
    });
  }

  /** `SET { DEFINE | SCAN } { ON | OFF | c }`. False for any other option. */
  configure(rest: string): boolean {
    const [, value] = /^(?:DEF(?:INE)?|SCAN)\s+(\S+?);?\s*$/i.exec(rest) ?? [];
    if (value === undefined) return false;
    const word = unquoted(value);
    this.#prefix = /^off$/i.test(word) ? undefined : /^on$/i.test(word) ? '&' : word.slice(0, 1);
    return true;
  }

  /** `COLUMN column NEW_VALUE variable`; what else COLUMN says is about layout. */
  column(rest: string): void {
    const [, column, variable] = /^"?([\w$#]+)"?\s.*\bNEW_V(?:ALUE)?\s+(\w+)/i.exec(rest) ?? [];
    if (column !== undefined && variable !== undefined) this.#newValues.set(column.toUpperCase(), variable);
  }

  /** The last row of a query gives variables their values. */
  takeNewValues(columns: readonly string[], row: readonly (string | null)[] | undefined): void {
    if (row === undefined || this.#newValues.size === 0) return;
    columns.forEach((column, index) => {
      const variable = this.#newValues.get(column.toUpperCase());
      if (variable !== undefined) this.set(variable, row[index] ?? '');
    });
  }
}

function unquoted(text: string): string {
  const [, quote, inside] = /^(['"])(.*)\1$/s.exec(text) ?? [];
  return quote === undefined ? text : (inside ?? '');
}
