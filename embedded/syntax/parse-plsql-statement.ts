import type { Expression, Identifier } from './ast/expression.ts';
import type { Statement } from './ast/plsql.ts';
import { DML_WORDS, parseDml } from './parse-dml.ts';
import { parseExpression } from './parse-expression.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseBlock } from './parse-plsql-block.ts';
import { parseCase, parseIf } from './parse-plsql-choice.ts';
import { parseClose, parseFetch, parseOpen } from './parse-plsql-cursor.ts';
import { parseStaticSql } from './parse-plsql-declaration.ts';
import { parseExecuteImmediate } from './parse-plsql-dynamic.ts';
import { parseFor, parseForall, parseLoop, parseWhile } from './parse-plsql-loop.ts';
import { parsePrimary } from './parse-primary.ts';
import { parseQuery } from './parse-query.ts';
import { parseTransactionControl } from './parse-transaction.ts';
import type { TokenStream } from './token-stream.ts';

/** Words that end a list of statements. */
const ENDS = ['END', 'ELSE', 'ELSIF', 'WHEN', 'EXCEPTION'] as const;

/** One or more statements, each with its semicolon. Throws PLS-00103 for an empty list. */
export function parseStatements(stream: TokenStream): Statement[] {
  const statements: Statement[] = [];
  do {
    statements.push(...stream.nested(() => parseStatement(stream)));
  } while (!stream.atAny(ENDS) && !stream.isAtEnd);
  return statements;
}

/** `[<<label>>]… statement ;`: labels of anything but loops and blocks become statements of their own. */
function parseStatement(stream: TokenStream): Statement[] {
  const labels: Statement[] = [];
  let label: Identifier | undefined;
  while (stream.atSymbol('<<')) {
    const pos = stream.next().pos;
    label = stream.identifier();
    stream.expectSymbol('>>');
    labels.push({ kind: 'label', pos, name: label });
  }
  // A label may stand right before END.
  if (labels.length > 0 && stream.atAny(ENDS)) return labels;
  const statement = parseUnlabelled(stream, label);
  stream.expectSymbol(';');
  // A loop's or block's own label is kept as a statement too, where GOTO finds it.
  return [...labels, statement];
}

const BLOCK_WORDS = ['BEGIN', 'DECLARE'] as const;

function parseUnlabelled(stream: TokenStream, label: Identifier | undefined): Statement {
  const token = stream.peek();
  if (token.kind === 'word' && !isAssignmentOrCall(stream)) {
    if (stream.atAny(BLOCK_WORDS)) return parseBlock(stream, label);
    const parse = STATEMENTS[token.text];
    if (parse !== undefined) return parse(stream, label);
    if (stream.atAny(DML_WORDS)) {
      return { kind: 'dml', pos: token.pos, statement: parseStaticSql(stream, () => parseDml(stream)) };
    }
  }
  return parseAssignmentOrCall(stream);
}

/** Statement words are legal names as well: `open := 1;`, `close(x);` and `exit.x := 1;` are no statements of that kind. */
function isAssignmentOrCall(stream: TokenStream): boolean {
  if (stream.atSymbol(':=', 1) || stream.atSymbol('.', 1) || stream.atSymbol('%', 1)) return true;
  return stream.atSymbol('(', 1) && stream.atAny(CALLABLE_WORDS);
}
const CALLABLE_WORDS = [
  'OPEN',
  'CLOSE',
  'EXECUTE',
  'SET',
  'COMMIT',
  'ROLLBACK',
  'SAVEPOINT',
  'EXIT',
  'CONTINUE',
] as const;

type ParseStatement = (stream: TokenStream, label: Identifier | undefined) => Statement;

/** By first word. */
const STATEMENTS: Record<string, ParseStatement> = {
  NULL: (stream) => ({ kind: 'null', pos: stream.next().pos }),
  IF: (stream) => parseIf(stream),
  CASE: (stream) => parseCase(stream),
  LOOP: (stream, label) => parseLoop(stream, label),
  WHILE: (stream, label) => parseWhile(stream, label),
  FOR: (stream, label) => parseFor(stream, label),
  FORALL: (stream) => parseForall(stream),
  EXIT: (stream) => parseJump(stream, 'exit'),
  CONTINUE: (stream) => parseJump(stream, 'continue'),
  GOTO: (stream) => ({ kind: 'goto', pos: stream.next().pos, label: stream.identifier() }),
  RETURN: (stream) => {
    const pos = stream.next().pos;
    return stream.atSymbol(';') ? { kind: 'return', pos } : { kind: 'return', pos, value: parseExpression(stream) };
  },
  RAISE: (stream) => {
    const pos = stream.next().pos;
    return stream.atSymbol(';')
      ? { kind: 'raise', pos }
      : { kind: 'raise', pos, exception: parseQualifiedName(stream) };
  },
  SELECT: parseSelectInto,
  WITH: parseSelectInto,
  COMMIT: parseTransaction,
  ROLLBACK: parseTransaction,
  SAVEPOINT: parseTransaction,
  SET: parseTransaction,
  OPEN: (stream) => parseOpen(stream),
  FETCH: (stream) => parseFetch(stream),
  CLOSE: (stream) => parseClose(stream),
  EXECUTE: (stream) => parseExecuteImmediate(stream),
  PIPE: (stream) => {
    const pos = stream.next().pos;
    stream.expect('ROW');
    stream.expectSymbol('(');
    const value = parseExpression(stream);
    stream.expectSymbol(')');
    return { kind: 'pipeRow', pos, value };
  },
  PRAGMA: (stream) => {
    const pos = stream.pos;
    while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
    return { kind: 'null', pos };
  },
};

/** `{ EXIT | CONTINUE } [label] [WHEN condition]` */
function parseJump(stream: TokenStream, kind: 'exit' | 'continue'): Statement {
  const pos = stream.next().pos;
  const label = stream.atIdentifier() ? stream.identifier() : undefined;
  const when = stream.accept('WHEN') ? parseExpression(stream) : undefined;
  return { kind, pos, label, when };
}

/** `SELECT … [BULK COLLECT] INTO … FROM …` */
function parseSelectInto(stream: TokenStream): Statement {
  const pos = stream.pos;
  return { kind: 'select', pos, query: parseStaticSql(stream, () => parseQuery(stream)) };
}

function parseTransaction(stream: TokenStream): Statement {
  const pos = stream.pos;
  const statement = parseStaticSql(stream, () => parseTransactionControl(stream));
  return { kind: 'transaction', pos, statement };
}

/** `target := expr`, `procedure [( argument, … )]` */
function parseAssignmentOrCall(stream: TokenStream): Statement {
  const pos = stream.pos;
  const token = stream.peek();
  const isParenthesized = stream.atSymbol('(');
  const isStart = token.kind === 'bind' || stream.atIdentifier() || stream.at('SQL') || isParenthesized;
  if (!isStart) throw stream.unexpected(STATEMENT_START);
  const target = parsePrimary(stream);
  // `(SELF AS supertype).method(…)` is the only statement that starts so.
  if (isParenthesized && target.kind !== 'call' && target.kind !== 'field') throw stream.unexpected('.');
  if (stream.acceptSymbol(':=')) return { kind: 'assignment', pos, target, value: parseExpression(stream) };
  return callStatement(stream, target);
}

const STATEMENT_START =
  '( begin case declare exit for goto if loop mod null pragma\n   raise return select update while with <an identifier>\n   <a double-quoted delimited-identifier> <a bind variable> <<\n   continue close current delete fetch lock insert open rollback\n   savepoint set sql execute commit forall merge pipe purge';

function callStatement(stream: TokenStream, callee: Expression): Statement {
  switch (callee.kind) {
    case 'name':
    case 'field':
      return { kind: 'callStatement', pos: callee.pos, callee, arguments: [] };
    case 'call':
      return { kind: 'callStatement', pos: callee.pos, callee: callee.callee, arguments: callee.arguments };
    default:
      throw stream.unexpected(':= . ( @ % ;');
  }
}
