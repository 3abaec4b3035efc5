import type { Expression } from './ast/expression.ts';
import type { Query } from './ast/query.ts';
import type { ParseResult } from './ast/statement.ts';
import { blockError, sqlError } from './error-notes.ts';
import { parseInner } from './parse-expression.ts';
import { parseQuery as parseQueryTokens } from './parse-query.ts';
import { atPlsql, parseAnyStatement } from './parse-statement.ts';
import { type ParsedUnit, parseUnit as parseUnitSource } from './parse-unit.ts';
import { SyntaxFault } from './syntax-fault.ts';
import { TokenStream } from './token-stream.ts';

export type { ParsedUnit } from './parse-unit.ts';
export { positionAt } from './position.ts';

/**
 * Parses one statement as a client sends it: SQL without a semicolon, PL/SQL with one.
 * Throws OracleError with `offset`: ORA-009xx for SQL, ORA-06550 + PLS-00103 for anonymous blocks, ORA-03001 for grammar that is known
 * and not done. A unit that does not parse is no error: `createUnit` carries `syntaxErrors`.
 */
export function parseStatement(text: string): ParseResult {
  let isPlsql = false;
  return translating(
    () => {
      const stream = new TokenStream(text);
      isPlsql = atPlsql(stream);
      stream.countDistinctPlaceholders = isPlsql;
      const parsed = parseAnyStatement(stream);
      const hasPlaceholders = parsed.class === 'query' || parsed.class === 'dml' || parsed.class === 'plsql';
      return { ...parsed, placeholders: hasPlaceholders ? stream.placeholders : [], text };
    },
    (fault) => (isPlsql ? blockError(fault, text) : sqlError(fault)),
  );
}

/** A query alone, such as a view's text. Throws OracleError. */
export function parseQuery(text: string): Query {
  return translating(() => {
    const stream = new TokenStream(text);
    const query = parseQueryTokens(stream);
    if (!stream.isAtEnd) throw stream.fault(933);
    return query;
  }, sqlError);
}

/** An SQL expression or condition alone, such as a column's default or a CHECK. Throws OracleError. */
export function parseExpression(text: string): Expression {
  return translating(() => {
    const stream = new TokenStream(text);
    const expression = stream.withConditions(true, () => parseInner(stream));
    if (!stream.isAtEnd) throw stream.fault(933);
    return expression;
  }, sqlError);
}

/** The source of a stored unit (`PROCEDURE p …`). Syntax errors are in the result; throws OracleError only without a readable header. */
export function parseUnit(source: string): ParsedUnit {
  return translating(() => parseUnitSource(source), sqlError);
}

function translating<T>(parse: () => T, translate: (fault: SyntaxFault) => Error): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof SyntaxFault ? translate(error) : error;
  }
}
