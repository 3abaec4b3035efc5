import type { Identifier } from './ast/expression.ts';
import type { Block, Declaration, ExceptionHandler } from './ast/plsql.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseDeclarations } from './parse-plsql-declaration.ts';
import { parseStatements } from './parse-plsql-statement.ts';
import type { TokenStream } from './token-stream.ts';

/** `[<<label>>] [DECLARE declarations] BEGIN statements [EXCEPTION handlers] END [label]`, without the semicolon. */
export function parseBlock(stream: TokenStream, label?: Identifier): Block {
  const pos = stream.pos;
  const declarations = stream.accept('DECLARE') ? parseDeclarations(stream) : { items: [], autonomous: false };
  return parseBody(stream, pos, declarations, label);
}

/** What `parseDeclarations` found, AUTONOMOUS_TRANSACTION apart. */
export type DeclarativePart = { items: Declaration[]; autonomous: boolean };

/** `BEGIN … END [name]`, declarations already read. */
export function parseBody(stream: TokenStream, pos: number, declarations: DeclarativePart, label?: Identifier): Block {
  stream.expect('BEGIN');
  return stream.nested(() => {
    const statements = parseStatements(stream);
    const handlers = stream.accept('EXCEPTION') ? parseHandlers(stream) : [];
    stream.expect('END');
    acceptClosingName(stream);
    const block: Block = {
      kind: 'block',
      pos,
      end: stream.previousEnd,
      declarations: declarations.items,
      statements,
      handlers,
      autonomous: declarations.autonomous,
    };
    if (label !== undefined) block.label = label;
    return block;
  });
}

/** The name behind END, which must not be checked here: Oracle's PLS-00113 is a semantic error. */
export function acceptClosingName(stream: TokenStream): void {
  if (!stream.atIdentifier()) return;
  stream.next();
  while (stream.acceptSymbol('.')) stream.member();
}

/** `WHEN { exception [OR exception]… | OTHERS } THEN statements`, one or more. */
function parseHandlers(stream: TokenStream): ExceptionHandler[] {
  const handlers: ExceptionHandler[] = [];
  while (stream.at('WHEN')) {
    const pos = stream.next().pos;
    const exceptions = stream.at('OTHERS', 'THEN') ? [] : parseExceptionNames(stream);
    if (exceptions.length === 0) stream.next();
    stream.expect('THEN');
    handlers.push({ pos, exceptions, statements: parseStatements(stream) });
  }
  if (handlers.length === 0) throw stream.unexpected('when');
  return handlers;
}

function parseExceptionNames(stream: TokenStream): ExceptionHandler['exceptions'] {
  const names = [parseQualifiedName(stream)];
  while (stream.accept('OR')) names.push(parseQualifiedName(stream));
  return names;
}
