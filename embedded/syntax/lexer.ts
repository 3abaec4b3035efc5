import { sqlFault } from './syntax-fault.ts';
import type { Token } from './token.ts';

const WORD_START = /\p{L}/u;
const WORD_PART = /[\p{L}\p{N}_$#]/u;
const WORD_REST = /[\p{L}\p{N}_$#]*/uy;
const SPACE = /\s/;
const BLANKS = /[\s\0]*/y;
const DIGIT = /[0-9]/;

/** Longest first. `(+)` is three symbols: `f(+1)` exists too. */
const SYMBOLS = ['**', '=>', ':=', '<<', '>>', '..', '||', '<=', '>=', '<>', '!=', '^=', '~='];
const SINGLE_SYMBOLS = '+-*/()=<>,;.@%|:?[]{}!&^~';

const CLOSING_DELIMITER: Record<string, string> = { '[': ']', '{': '}', '(': ')', '<': '>' };

/** Identifiers end at 128 bytes (ORA-00972). */
const MAX_IDENTIFIER_BYTES = 128;

/** Reads tokens one after the other. Throws SyntaxFault (ORA-00911, ORA-01756, ORA-01740, ORA-01742, ORA-00972). */
export class Lexer {
  readonly text: string;
  #pos: number;
  #previousWasString = false;

  constructor(text: string, start = 0) {
    this.text = text;
    this.#pos = start;
  }

  next(): Token {
    const hint = this.#skipBlanks();
    const token = this.#read();
    if (hint !== undefined) token.hint = hint;
    this.#pos = token.end;
    this.#previousWasString = token.kind === 'string';
    return token;
  }

  /** Skips blanks and comments; returns the text of the last hint comment among them. */
  #skipBlanks(): string | undefined {
    let hint: string | undefined;
    for (;;) {
      BLANKS.lastIndex = this.#pos;
      BLANKS.test(this.text);
      this.#pos = BLANKS.lastIndex;
      const char = this.text.charAt(this.#pos);
      if (char === '-' && this.text.charAt(this.#pos + 1) === '-') {
        const end = this.text.indexOf('\n', this.#pos);
        const stop = end < 0 ? this.text.length : end;
        if (this.text.charAt(this.#pos + 2) === '+') hint = this.text.slice(this.#pos + 3, stop).trim();
        this.#pos = stop;
      } else if (char === '/' && this.text.charAt(this.#pos + 1) === '*') {
        const end = this.text.indexOf('*/', this.#pos + 2);
        if (end < 0) throw sqlFault(1742, this.#pos);
        if (this.text.charAt(this.#pos + 2) === '+') hint = this.text.slice(this.#pos + 3, end).trim();
        this.#pos = end + 2;
      } else {
        return hint;
      }
    }
  }

  #read(): Token {
    const pos = this.#pos;
    const char = this.#charAt(pos);
    if (char === '') return { kind: 'end', text: '', pos, end: pos };
    if (char === "'") return this.#string(pos, pos + 1);
    if (char === '"') return this.#quoted(pos);
    const next = this.text.charAt(pos + 1);
    if (/[nN]/.test(char) && next === "'") return { ...this.#string(pos, pos + 2), national: true };
    if (/[qQ]/.test(char) && next === "'") return this.#quoteLiteral(pos, pos + 2);
    if (/[nN]/.test(char) && /[qQ]/.test(next) && this.text.charAt(pos + 2) === "'") {
      return { ...this.#quoteLiteral(pos, pos + 3), national: true };
    }
    if (DIGIT.test(char) || (char === '.' && DIGIT.test(next))) return this.#number(pos);
    if (WORD_START.test(char) || (char === '$' && /[\p{L}$]/u.test(next))) return this.#word(pos, char);
    if (char === ':' && next !== '=' && !this.#previousWasString) {
      const bind = this.#bind(pos);
      if (bind !== undefined) return bind;
    }
    return this.#symbol(pos, char);
  }

  /** The character at `index`, both halves of a surrogate pair together. */
  #charAt(index: number): string {
    const code = this.text.codePointAt(index);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #string(pos: number, contentStart: number): Token {
    let value = '';
    let from = contentStart;
    for (;;) {
      const quote = this.text.indexOf("'", from);
      if (quote < 0) throw sqlFault(1756, pos);
      value += this.text.slice(from, quote);
      if (this.text.charAt(quote + 1) !== "'") return { kind: 'string', text: value, pos, end: quote + 1 };
      value += "'";
      from = quote + 2;
    }
  }

  /** `q'[…]'`: `delimiterAt` is the place of the delimiter. */
  #quoteLiteral(pos: number, delimiterAt: number): Token {
    const open = this.#charAt(delimiterAt);
    if (open === '' || SPACE.test(open)) throw sqlFault(1756, pos);
    const start = delimiterAt + open.length;
    const end = this.text.indexOf(`${CLOSING_DELIMITER[open] ?? open}'`, start);
    if (end < 0) throw sqlFault(1756, pos);
    return { kind: 'string', text: this.text.slice(start, end), pos, end: end + open.length + 1 };
  }

  #quoted(pos: number): Token {
    const end = this.text.indexOf('"', pos + 1);
    if (end < 0) throw sqlFault(1740, pos);
    if (end === pos + 1) throw sqlFault(1741, pos);
    const text = this.text.slice(pos + 1, end);
    checkLength(text, pos);
    return { kind: 'quoted', text, pos, end: end + 1 };
  }

  #word(pos: number, first: string): Token {
    const end = this.#wordEnd(pos + first.length);
    const text = this.text.slice(pos, end).toUpperCase();
    checkLength(text, pos);
    return { kind: 'word', text, pos, end };
  }

  #wordEnd(from: number): number {
    WORD_REST.lastIndex = from;
    WORD_REST.test(this.text);
    return WORD_REST.lastIndex;
  }

  /** `1`, `1.5`, `.5`, `1e-5`, `1f`, `1d`. The `1` of `1..10` ends before the dots. */
  #number(pos: number): Token {
    let end = this.#digitsEnd(pos);
    if (this.text.charAt(end) === '.' && this.text.charAt(end + 1) !== '.') end = this.#digitsEnd(end + 1);
    const exponent = /^[eE][+-]?[0-9]/.exec(this.text.slice(end, end + 3));
    if (exponent !== null) end = this.#digitsEnd(end + exponent[0].length);
    const text = this.text.slice(pos, end);
    const suffix = this.text.charAt(end).toUpperCase();
    if ((suffix === 'F' || suffix === 'D') && !WORD_PART.test(this.#charAt(end + 1) || ' ')) {
      return { kind: 'number', text, pos, end: end + 1, suffix };
    }
    return { kind: 'number', text, pos, end };
  }

  #digitsEnd(from: number): number {
    let end = from;
    while (DIGIT.test(this.text.charAt(end))) end += 1;
    return end;
  }

  /** `:name`, `:1`, `:"Name"`, also with blanks behind the colon, as the driver's scanner has it. */
  #bind(pos: number): Token | undefined {
    let start = pos + 1;
    while (SPACE.test(this.text.charAt(start))) start += 1;
    const char = this.#charAt(start);
    if (char === '"') {
      const quoted = this.#quoted(start);
      return { kind: 'bind', text: quoted.text, pos, end: quoted.end };
    }
    if (DIGIT.test(char)) {
      const end = this.#digitsEnd(start);
      return { kind: 'bind', text: this.text.slice(start, end), pos, end };
    }
    if (char === '' || !WORD_START.test(char)) return undefined;
    const end = this.#wordEnd(start + char.length);
    return { kind: 'bind', text: this.text.slice(start, end).toUpperCase(), pos, end };
  }

  #symbol(pos: number, char: string): Token {
    const pair = this.text.slice(pos, pos + 2);
    if (SYMBOLS.includes(pair)) return { kind: 'symbol', text: pair, pos, end: pos + 2 };
    if (SINGLE_SYMBOLS.includes(char)) return { kind: 'symbol', text: char, pos, end: pos + 1 };
    throw sqlFault(911, pos);
  }
}

function checkLength(name: string, pos: number): void {
  if (name.length > MAX_IDENTIFIER_BYTES / 4 && Buffer.byteLength(name) > MAX_IDENTIFIER_BYTES)
    throw sqlFault(972, pos);
}
