import type { Expression } from './ast/expression.ts';
import type { Statement } from './ast/plsql.ts';
import { parseExpression } from './parse-expression.ts';
import { parseStaticSql } from './parse-plsql-declaration.ts';
import { parseUsing } from './parse-plsql-dynamic.ts';
import { parsePrimary } from './parse-primary.ts';
import { parseInto, parseQuery } from './parse-query.ts';
import type { TokenStream } from './token-stream.ts';

/** `OPEN cursor [( argument, … )]`, `OPEN cursor_variable FOR { query | text [USING …] }` */
export function parseOpen(stream: TokenStream): Statement {
  const pos = stream.next().pos;
  const cursor = parsePrimary(stream);
  if (!stream.accept('FOR')) {
    if (cursor.kind === 'call') return { kind: 'open', pos, cursor: cursor.callee, arguments: cursor.arguments };
    return { kind: 'open', pos, cursor, arguments: [] };
  }
  if (atQuery(stream)) {
    const query = parseStaticSql(stream, () => parseQuery(stream));
    return { kind: 'openFor', pos, cursor, query, using: stream.at('USING') ? parseUsing(stream) : [] };
  }
  const dynamic: Expression = parseExpression(stream);
  return { kind: 'openFor', pos, cursor, dynamic, using: stream.at('USING') ? parseUsing(stream) : [] };
}

function atQuery(stream: TokenStream): boolean {
  let ahead = 0;
  while (stream.atSymbol('(', ahead)) ahead += 1;
  const token = stream.peek(ahead);
  return token.kind === 'word' && (token.text === 'SELECT' || token.text === 'WITH');
}

/** `FETCH cursor [BULK COLLECT] INTO target, … [LIMIT expr]` */
export function parseFetch(stream: TokenStream): Statement {
  const pos = stream.next().pos;
  const cursor = parsePrimary(stream);
  const into = parseInto(stream);
  const limit = stream.accept('LIMIT') ? parseExpression(stream) : undefined;
  return { kind: 'fetch', pos, cursor, into, limit };
}

/** `CLOSE cursor` */
export function parseClose(stream: TokenStream): Statement {
  const pos = stream.next().pos;
  return { kind: 'close', pos, cursor: parsePrimary(stream) };
}
