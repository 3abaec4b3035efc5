import type { Expression, TypeSpec } from './ast/expression.ts';
import type { Declaration, Parameter } from './ast/plsql.ts';
import { parseExpression } from './parse-expression.ts';
import { parseCommaList } from './parse-name.ts';
import type { DeclarativePart } from './parse-plsql-block.ts';
import { parseTypeDeclaration } from './parse-plsql-type.ts';
import { parseQuery } from './parse-query.ts';
import { parseSubprogram } from './parse-subprogram.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import { SyntaxFault } from './syntax-fault.ts';
import type { TokenStream } from './token-stream.ts';

/** Declarations up to BEGIN or END. */
export function parseDeclarations(stream: TokenStream): DeclarativePart {
  const part: DeclarativePart = { items: [], autonomous: false };
  while (!stream.at('BEGIN') && !stream.at('END') && !stream.isAtEnd) {
    if (stream.at('PRAGMA', 'AUTONOMOUS_TRANSACTION')) {
      stream.next();
      stream.next();
      stream.expectSymbol(';');
      part.autonomous = true;
    } else {
      part.items.push(parseDeclaration(stream));
    }
  }
  return part;
}

/** `type | subtype | cursor | subprogram | pragma | exception | variable | constant`, each with its semicolon. */
export function parseDeclaration(stream: TokenStream): Declaration {
  const following = stream.peek(1);
  const isNameNext = following.kind === 'word' || following.kind === 'quoted';
  const isVariable = stream.atSymbol('%', 2) || stream.atSymbol(';', 2) || stream.atSymbol(':=', 2);
  if (isNameNext) {
    if (stream.at('TYPE') && stream.peek(2).text === 'IS') return parseTypeDeclaration(stream);
    if (stream.at('SUBTYPE') && stream.peek(2).text === 'IS') return parseSubtype(stream);
    if (stream.at('CURSOR') && !isVariable) return parseCursor(stream);
    if (stream.at('PRAGMA')) return parsePragma(stream);
    if (stream.at('PROCEDURE') || stream.at('FUNCTION')) {
      const pos = stream.pos;
      const subprogram = parseSubprogram(stream, 'nested');
      return { kind: 'subprogram', pos, subprogram };
    }
  }
  if (stream.at('TYPE') && isNameNext) return parseTypeDeclaration(stream);
  return parseVariable(stream);
}

/** `name [CONSTANT] type [NOT NULL] [{ := | DEFAULT } expr] ;`, `name EXCEPTION ;` */
function parseVariable(stream: TokenStream): Declaration {
  const name = stream.identifier();
  const pos = name.pos;
  if (stream.accept('EXCEPTION')) {
    stream.expectSymbol(';');
    return { kind: 'exception', pos, name };
  }
  const constant = stream.accept('CONSTANT');
  const type = parseTypeSpec(stream);
  const notNull = parseNotNull(stream);
  const value = parseDefault(stream);
  stream.expectSymbol(';');
  return { kind: 'variable', pos, name, type, constant, notNull, ...(value && { default: value }) };
}

/** `[NOT] NULL` behind a type; true for NOT NULL. */
export function parseNotNull(stream: TokenStream): boolean {
  if (stream.accept('NOT')) {
    stream.expect('NULL');
    return true;
  }
  stream.accept('NULL');
  return false;
}

/** `{ := | DEFAULT } expr` */
export function parseDefault(stream: TokenStream): Expression | undefined {
  return stream.acceptSymbol(':=') || stream.accept('DEFAULT') ? parseExpression(stream) : undefined;
}

/** `SUBTYPE name IS type [RANGE low .. high] [NOT NULL] ;` */
function parseSubtype(stream: TokenStream): Declaration {
  const pos = stream.next().pos;
  const name = stream.identifier();
  stream.expect('IS');
  const base = parseTypeSpec(stream);
  let low: Expression | undefined;
  let high: Expression | undefined;
  if (stream.accept('RANGE')) {
    low = parseExpression(stream);
    stream.expectSymbol('..');
    high = parseExpression(stream);
  }
  const notNull = parseNotNull(stream);
  stream.expectSymbol(';');
  return { kind: 'subtype', pos, name, base, low, high, notNull };
}

/** `CURSOR name [( parameter, … )] [RETURN type] [IS query] ;` */
function parseCursor(stream: TokenStream): Declaration {
  const pos = stream.next().pos;
  const name = stream.identifier();
  const parameters = stream.atSymbol('(') ? parseParameters(stream) : [];
  let returns: TypeSpec | undefined;
  if (stream.accept('RETURN')) returns = parseTypeSpec(stream);
  const hasQuery = stream.accept('IS') || stream.accept('AS');
  const query = hasQuery ? parseStaticSql(stream, () => parseQuery(stream)) : undefined;
  stream.expectSymbol(';');
  return { kind: 'cursor', pos, name, parameters, returns, query };
}

/** Reads a static SQL statement. Its faults get the statement's offset, for `PL/SQL: SQL Statement ignored`. */
export function parseStaticSql<T>(stream: TokenStream, parse: () => T): T {
  const start = stream.pos;
  try {
    return stream.inSql(parse);
  } catch (error) {
    if (error instanceof SyntaxFault && error.code !== 'PLS') error.sqlStart ??= start;
    throw error;
  }
}

/** `( parameter [, parameter]… )` */
export function parseParameters(stream: TokenStream): Parameter[] {
  stream.expectSymbol('(');
  const parameters = parseCommaList(stream, () => parseParameter(stream));
  stream.expectSymbol(')');
  return parameters;
}

/** `name [IN | OUT | IN OUT] [NOCOPY] type [{ := | DEFAULT } expr]` */
function parseParameter(stream: TokenStream): Parameter {
  const name = stream.identifier();
  const isIn = stream.accept('IN');
  const isOut = stream.accept('OUT');
  const noCopy = stream.accept('NOCOPY');
  const type = parseTypeSpec(stream);
  const value = parseDefault(stream);
  const mode = isOut ? (isIn ? 'IN OUT' : 'OUT') : 'IN';
  return { pos: name.pos, name, mode, noCopy, type, ...(value && { default: value }) };
}

/** `PRAGMA name [( … )] ;` */
function parsePragma(stream: TokenStream): Declaration {
  const pos = stream.next().pos;
  const name = stream.member().name;
  if (name === 'EXCEPTION_INIT') return parseExceptionInit(stream, pos);
  let depth = 0;
  while (!stream.isAtEnd && !(depth === 0 && stream.atSymbol(';'))) {
    if (stream.atSymbol('(')) depth += 1;
    if (stream.atSymbol(')')) depth -= 1;
    stream.next();
  }
  stream.expectSymbol(';');
  return { kind: 'pragma', pos, name };
}

/** `PRAGMA EXCEPTION_INIT ( exception , code ) ;` */
function parseExceptionInit(stream: TokenStream, pos: number): Declaration {
  stream.expectSymbol('(');
  const exception = stream.identifier();
  stream.expectSymbol(',');
  const negative = stream.acceptSymbol('-');
  if (!negative) stream.acceptSymbol('+');
  const token = stream.peek();
  // Also written as a string in old code: '-20001'.
  if (token.kind !== 'number' && token.kind !== 'string') throw stream.unexpected('<a number>');
  stream.next();
  stream.expectSymbol(')');
  stream.expectSymbol(';');
  const code = Number(token.text);
  return { kind: 'exceptionInit', pos, exception, code: negative ? -code : code };
}
