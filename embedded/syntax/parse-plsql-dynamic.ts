import type { Statement, UsingArgument } from './ast/plsql.ts';
import { parseExpression } from './parse-expression.ts';
import { parseCommaList } from './parse-name.ts';
import { parseInto } from './parse-query.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * ```
 * EXECUTE IMMEDIATE text [ [BULK COLLECT] INTO target, … ] [USING [IN | OUT | IN OUT] expr, …] [{ RETURN | RETURNING } [BULK COLLECT] INTO target, …]
 * ```
 */
export function parseExecuteImmediate(stream: TokenStream): Extract<Statement, { kind: 'executeImmediate' }> {
  const pos = stream.next().pos;
  stream.expect('IMMEDIATE');
  const text = parseExpression(stream);
  const statement: Extract<Statement, { kind: 'executeImmediate' }> = {
    kind: 'executeImmediate',
    pos,
    text,
    using: [],
  };
  for (;;) {
    if (stream.at('INTO') || stream.at('BULK', 'COLLECT')) statement.into = parseInto(stream);
    else if (stream.at('USING')) statement.using = parseUsing(stream);
    else if (stream.accept('RETURNING') || stream.accept('RETURN')) statement.returning = parseInto(stream);
    else return statement;
  }
}

/** `USING [IN | OUT | IN OUT] expr [, …]` */
export function parseUsing(stream: TokenStream): UsingArgument[] {
  stream.expect('USING');
  return parseCommaList(stream, () => {
    const isIn = stream.accept('IN');
    const isOut = stream.accept('OUT');
    const mode = isOut ? (isIn ? 'IN OUT' : 'OUT') : 'IN';
    return { mode, value: parseExpression(stream) };
  });
}
