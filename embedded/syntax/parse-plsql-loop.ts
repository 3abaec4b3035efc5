import type { Identifier } from './ast/expression.ts';
import type { Statement } from './ast/plsql.ts';
import { parseArguments } from './parse-call.ts';
import { DML_WORDS, parseDml } from './parse-dml.ts';
import { parseExpression, parseOperand } from './parse-expression.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseStaticSql } from './parse-plsql-declaration.ts';
import { parseExecuteImmediate } from './parse-plsql-dynamic.ts';
import { parseStatements } from './parse-plsql-statement.ts';
import { parseQuery } from './parse-query.ts';
import type { TokenStream } from './token-stream.ts';

/** `LOOP statements END LOOP [label]`, from LOOP on. */
function parseLoopBody(stream: TokenStream): Statement[] {
  stream.expect('LOOP');
  const statements = parseStatements(stream);
  stream.expect('END');
  stream.expect('LOOP');
  if (stream.atIdentifier()) stream.next();
  return statements;
}

export function parseLoop(stream: TokenStream, label: Identifier | undefined): Statement {
  const pos = stream.pos;
  return { kind: 'loop', pos, label, statements: parseLoopBody(stream) };
}

/** `WHILE condition LOOP … END LOOP` */
export function parseWhile(stream: TokenStream, label: Identifier | undefined): Statement {
  const pos = stream.next().pos;
  const condition = parseExpression(stream);
  return { kind: 'while', pos, label, condition, statements: parseLoopBody(stream) };
}

/** `FOR index IN { [REVERSE] low .. high | ( query ) | cursor [( argument, … )] } LOOP … END LOOP` */
export function parseFor(stream: TokenStream, label: Identifier | undefined): Statement {
  const pos = stream.next().pos;
  const index = stream.identifier();
  stream.expect('IN');
  const reverse = stream.at('REVERSE') && !stream.atSymbol('..', 1);
  if (reverse) stream.next();
  if (!reverse && atQuery(stream)) {
    stream.expectSymbol('(');
    const query = parseStaticSql(stream, () => parseQuery(stream));
    stream.expectSymbol(')');
    return {
      kind: 'forCursor',
      pos,
      label,
      index,
      source: { kind: 'query', query },
      statements: parseLoopBody(stream),
    };
  }
  if (!reverse && stream.atIdentifier() && isCursor(stream)) {
    const cursor = parseQualifiedName(stream);
    const inputs = stream.atSymbol('(') ? parseArguments(stream) : [];
    const source = { kind: 'cursor', cursor, arguments: inputs } as const;
    return { kind: 'forCursor', pos, label, index, source, statements: parseLoopBody(stream) };
  }
  const low = parseExpression(stream);
  stream.expectSymbol('..');
  const high = parseExpression(stream);
  return { kind: 'forRange', pos, label, index, reverse, low, high, statements: parseLoopBody(stream) };
}

function atQuery(stream: TokenStream): boolean {
  let ahead = 0;
  while (stream.atSymbol('(', ahead)) ahead += 1;
  const token = stream.peek(ahead);
  return ahead > 0 && token.kind === 'word' && (token.text === 'SELECT' || token.text === 'WITH');
}

/** Whether what follows is `name [( … )] LOOP`, not the lower bound of a range. */
function isCursor(stream: TokenStream): boolean {
  let ahead = 1;
  while (stream.atSymbol('.', ahead)) ahead += 2;
  if (stream.atSymbol('(', ahead)) {
    let depth = 0;
    do {
      if (stream.atSymbol('(', ahead)) depth += 1;
      if (stream.atSymbol(')', ahead)) depth -= 1;
      ahead += 1;
    } while (depth > 0 && stream.peek(ahead).kind !== 'end');
  }
  const token = stream.peek(ahead);
  return token.kind === 'word' && token.text === 'LOOP';
}

/** `FORALL index IN { low .. high | INDICES OF collection [BETWEEN low AND high] | VALUES OF collection } [SAVE EXCEPTIONS] dml` */
export function parseForall(stream: TokenStream): Statement {
  const pos = stream.next().pos;
  const index = stream.identifier();
  stream.expect('IN');
  const bounds = parseForallBounds(stream);
  const saveExceptions = stream.accept('SAVE', 'EXCEPTIONS');
  if (stream.at('EXECUTE')) {
    const statement = parseExecuteImmediate(stream);
    return { kind: 'forall', pos, index, bounds, saveExceptions, statement };
  }
  if (!stream.atAny(DML_WORDS)) throw stream.unexpected('delete execute insert merge save update');
  const statement = parseStaticSql(stream, () => parseDml(stream));
  return { kind: 'forall', pos, index, bounds, saveExceptions, statement };
}

function parseForallBounds(stream: TokenStream): Extract<Statement, { kind: 'forall' }>['bounds'] {
  if (stream.accept('INDICES', 'OF')) {
    // BETWEEN would be read as a condition on the collection.
    const collection = parseQualifiedName(stream);
    const name = { kind: 'name', pos: collection.pos, name: collection } as const;
    if (!stream.accept('BETWEEN')) return { kind: 'indicesOf', collection: name };
    const low = parseOperand(stream);
    stream.expect('AND');
    return { kind: 'indicesOf', collection: name, low, high: parseOperand(stream) };
  }
  if (stream.accept('VALUES', 'OF')) {
    const collection = parseQualifiedName(stream);
    return { kind: 'valuesOf', collection: { kind: 'name', pos: collection.pos, name: collection } };
  }
  const low = parseExpression(stream);
  stream.expectSymbol('..');
  return { kind: 'range', low, high: parseExpression(stream) };
}
