import type { Identifier } from './ast/expression.ts';
import type { Placeholder } from './ast/statement.ts';
import { Lexer } from './lexer.ts';
import { PLSQL_RESERVED, SQL_RESERVED } from './reserved-words.ts';
import { plsqlFault, type SyntaxFault, type SyntaxFaultCode, sqlFault, unsupportedFault } from './syntax-fault.ts';
import type { Token } from './token.ts';

/** Deeper nesting than this is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 300;

const CONDITIONAL_COMPILATION = new Set(['$IF', '$ERROR']);

/** The tokens of one text with look-ahead, and the little state that parsing depends on. */
export class TokenStream {
  readonly text: string;
  /** In the order of the wire (oracle-net.md 5.1): see `countDistinctPlaceholders`. */
  readonly placeholders: Placeholder[] = [];
  /** PL/SQL: a name counts once. SQL: every occurrence counts. Set before the first bind is read. */
  countDistinctPlaceholders = false;
  language: 'sql' | 'plsql' = 'sql';
  /** Whether conditions may stand where an expression is read: always in PL/SQL, in SQL only inside a condition. */
  conditionsAllowed = false;
  /** True inside static SQL of PL/SQL. */
  isEmbedded = false;

  readonly #lexer: Lexer;
  readonly #tokens: Token[] = [];
  readonly #indexByName = new Map<string, number>();
  #next = 0;
  #depth = 0;

  constructor(text: string, start = 0) {
    this.text = text;
    this.#lexer = new Lexer(text, start);
  }

  peek(ahead = 0): Token {
    const wanted = this.#next + ahead;
    for (;;) {
      const token = this.#tokens[wanted];
      if (token !== undefined) return token;
      const last = this.#tokens.at(-1);
      if (last?.kind === 'end') return last;
      const read = this.#lexer.next();
      if (read.kind === 'word' && CONDITIONAL_COMPILATION.has(read.text)) {
        throw this.unsupported('conditional compilation', read.pos);
      }
      if (read.kind === 'bind') read.index = this.#numberPlaceholder(read.text);
      this.#tokens.push(read);
    }
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }

  /** Offset of the current token. */
  get pos(): number {
    return this.peek().pos;
  }

  /** End offset of the last token taken. */
  get previousEnd(): number {
    return this.#tokens[this.#next - 1]?.end ?? 0;
  }

  get isAtEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** True where the next tokens are these unquoted words. */
  at(...words: string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.kind === 'word' && token.text === word;
    });
  }

  atAny(words: readonly string[]): boolean {
    const token = this.peek();
    return token.kind === 'word' && words.includes(token.text);
  }

  atSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  /** Takes these words if they come next. */
  accept(...words: string[]): boolean {
    if (!this.at(...words)) return false;
    this.#next += words.length;
    return true;
  }

  /** Takes one of these words, if it comes next. */
  acceptAny<W extends string>(words: readonly W[]): W | undefined {
    const found = words.find((word) => this.at(word));
    if (found !== undefined) this.#next += 1;
    return found;
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.atSymbol(symbol)) return false;
    this.#next += 1;
    return true;
  }

  /** `code` is SQL's error; in PL/SQL it is PLS-00103 with the word expected. */
  expect(word: string, code: SyntaxFaultCode = 905): Token {
    if (!this.at(word)) throw this.fault(code, word.toLowerCase());
    return this.next();
  }

  expectSymbol(symbol: string, code: SyntaxFaultCode = symbol === '(' ? 906 : symbol === ')' ? 907 : 917): Token {
    if (!this.atSymbol(symbol)) throw this.fault(code, symbol);
    return this.next();
  }

  /** The error of the language that is being read, at the current token. `expected` is for PL/SQL. */
  fault(code: SyntaxFaultCode, expected?: string): SyntaxFault {
    return this.language === 'plsql' ? this.unexpected(expected) : sqlFault(code, this.pos);
  }

  /** PLS-00103 at the current token. */
  unexpected(expected?: string): SyntaxFault {
    const token = this.peek();
    const symbol = token.kind === 'end' ? 'end-of-file' : symbolOf(token, this.text);
    const list = expected === undefined ? '' : ' when expecting one of the following:\n\n   ';
    return plsqlFault(`PLS-00103: Encountered the symbol "${symbol}"${list}${expected ?? ''}`, token.pos);
  }

  unsupported(feature: string, offset = this.pos): SyntaxFault {
    return unsupportedFault(feature, offset);
  }

  /** True where an identifier stands that is not reserved in the language being read. */
  atIdentifier(ahead = 0): boolean {
    const token = this.peek(ahead);
    if (token.kind === 'quoted') return true;
    if (token.kind !== 'word') return false;
    return !(this.language === 'plsql' ? PLSQL_RESERVED : SQL_RESERVED).has(token.text);
  }

  /** A name. `code` is SQL's error where none stands. */
  identifier(code: SyntaxFaultCode = 904): Identifier {
    if (!this.atIdentifier()) throw this.fault(code, '<an identifier>');
    return identifierOf(this.next());
  }

  /** A name behind a dot, where reserved words are harmless: `t.DELETE`, `rec.type`. */
  member(code: SyntaxFaultCode = 904): Identifier {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.fault(code, '<an identifier>');
    return identifierOf(this.next());
  }

  /** Runs `parse` one level deeper. Throws where nesting gets absurd. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.unsupported(`nesting deeper than ${MAX_DEPTH} levels`);
    try {
      return parse();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Reads static SQL: errors and reserved words are SQL's. */
  inSql<T>(parse: () => T): T {
    return this.#inLanguage('sql', false, this.isEmbedded || this.language === 'plsql', parse);
  }

  inPlsql<T>(parse: () => T): T {
    return this.#inLanguage('plsql', true, false, parse);
  }

  withConditions<T>(allowed: boolean, parse: () => T): T {
    const before = this.conditionsAllowed;
    this.conditionsAllowed = allowed || this.language === 'plsql';
    try {
      return parse();
    } finally {
      this.conditionsAllowed = before;
    }
  }

  #inLanguage<T>(language: 'sql' | 'plsql', conditions: boolean, embedded: boolean, parse: () => T): T {
    const before = { language: this.language, conditions: this.conditionsAllowed, embedded: this.isEmbedded };
    this.language = language;
    this.conditionsAllowed = conditions;
    this.isEmbedded = embedded;
    try {
      return parse();
    } finally {
      this.language = before.language;
      this.conditionsAllowed = before.conditions;
      this.isEmbedded = before.embedded;
    }
  }

  #numberPlaceholder(name: string): number {
    const known = this.countDistinctPlaceholders ? this.#indexByName.get(name) : undefined;
    if (known !== undefined) return known;
    this.#indexByName.set(name, this.placeholders.length);
    this.placeholders.push({ name, isReturning: false });
    return this.placeholders.length - 1;
  }
}

function identifierOf(token: Token): Identifier {
  return { name: token.text, quoted: token.kind === 'quoted', pos: token.pos };
}

/** How PLS-00103 names a token. */
function symbolOf(token: Token, text: string): string {
  if (token.kind === 'word' || token.kind === 'symbol') return token.text;
  if (token.kind === 'quoted' || token.kind === 'string') return token.text;
  return text.slice(token.pos, token.end);
}
