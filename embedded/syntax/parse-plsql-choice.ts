import type { Statement } from './ast/plsql.ts';
import { parseExpression } from './parse-expression.ts';
import { parseStatements } from './parse-plsql-statement.ts';
import type { TokenStream } from './token-stream.ts';

/** `IF condition THEN statements [ELSIF condition THEN statements]… [ELSE statements] END IF` */
export function parseIf(stream: TokenStream): Statement {
  const pos = stream.pos;
  const branches: Extract<Statement, { kind: 'if' }>['branches'] = [];
  while (stream.accept('IF') || stream.accept('ELSIF')) {
    const condition = parseExpression(stream);
    stream.expect('THEN');
    branches.push({ condition, statements: parseStatements(stream) });
    if (!stream.at('ELSIF')) break;
  }
  const otherwise = stream.accept('ELSE') ? parseStatements(stream) : undefined;
  stream.expect('END');
  stream.expect('IF');
  return { kind: 'if', pos, branches, otherwise };
}

/** `CASE [expr] WHEN expr THEN statements … [ELSE statements] END CASE` */
export function parseCase(stream: TokenStream): Statement {
  const pos = stream.next().pos;
  const operand = stream.at('WHEN') ? undefined : parseExpression(stream);
  const branches: Extract<Statement, { kind: 'caseStatement' }>['branches'] = [];
  while (stream.accept('WHEN')) {
    const when = parseExpression(stream);
    stream.expect('THEN');
    branches.push({ when, statements: parseStatements(stream) });
  }
  if (branches.length === 0) throw stream.unexpected('when');
  const otherwise = stream.accept('ELSE') ? parseStatements(stream) : undefined;
  stream.expect('END');
  stream.expect('CASE');
  if (stream.atIdentifier()) stream.next();
  return { kind: 'caseStatement', pos, operand, branches, otherwise };
}
