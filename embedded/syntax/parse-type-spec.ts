import type { Identifier, QualifiedName, TypeSpec } from './ast/expression.ts';
import { withDatabaseLink } from './parse-name.ts';
import type { TokenStream } from './token-stream.ts';

/** Type names of several words; the longest that fits counts. */
const MULTI_WORD_TYPES = [
  ['DOUBLE', 'PRECISION'],
  ['LONG', 'RAW'],
  ['LONG', 'VARCHAR'],
  ['CHARACTER', 'VARYING'],
  ['CHAR', 'VARYING'],
  ['NATIONAL', 'CHARACTER', 'VARYING'],
  ['NATIONAL', 'CHAR', 'VARYING'],
  ['NATIONAL', 'CHARACTER'],
  ['NATIONAL', 'CHAR'],
  ['NCHAR', 'VARYING'],
  ['CHARACTER', 'LARGE', 'OBJECT'],
  ['CHAR', 'LARGE', 'OBJECT'],
  ['BINARY', 'LARGE', 'OBJECT'],
];

/**
 * ```
 * datatype ::= name [ ( n [, n] [CHAR | BYTE] ) ] | name%TYPE | name%ROWTYPE | REF type
 *            | TIMESTAMP [(n)] [WITH [LOCAL] TIME ZONE] | INTERVAL YEAR [(n)] TO MONTH | INTERVAL DAY [(n)] TO SECOND [(n)]
 * ```
 * Throws ORA-00902 where no type stands.
 */
export function parseTypeSpec(stream: TokenStream): TypeSpec {
  const pos = stream.pos;
  if (stream.at('REF') && !stream.atSymbol('%', 1) && !stream.atSymbol('.', 1) && stream.atIdentifier(1)) {
    stream.next();
    return { kind: 'ref', pos, name: parseTypeName(stream) };
  }
  if (stream.at('TIMESTAMP')) return parseTimestamp(stream);
  if (stream.at('INTERVAL', 'YEAR') || stream.at('INTERVAL', 'DAY')) return parseInterval(stream);
  const words = MULTI_WORD_TYPES.filter((candidate) => stream.at(...candidate)).sort((a, b) => b.length - a.length)[0];
  if (words !== undefined) {
    for (const _ of words) stream.next();
    return parseArguments(stream, builtIn(words.join(' '), pos));
  }
  const name = parseTypeName(stream);
  if (stream.atSymbol('%')) {
    if (stream.peek(1).text === 'TYPE') {
      stream.next();
      stream.next();
      return { kind: 'percentType', pos, name };
    }
    if (stream.peek(1).text === 'ROWTYPE') {
      stream.next();
      stream.next();
      return { kind: 'percentRowtype', pos, name };
    }
  }
  return parseArguments(stream, name);
}

function parseTypeName(stream: TokenStream): QualifiedName {
  const first = stream.peek();
  if (first.kind !== 'word' && first.kind !== 'quoted') throw stream.fault(902, '<a type>');
  if (first.kind === 'word' && NO_TYPE_NAMES.has(first.text)) throw stream.fault(902, '<a type>');
  const parts: Identifier[] = [stream.member()];
  while (stream.acceptSymbol('.')) parts.push(stream.member());
  return withDatabaseLink(stream, { parts, pos: first.pos });
}

const NO_TYPE_NAMES = new Set(['IS', 'AS', 'BEGIN', 'END', 'NOT', 'NULL', 'DEFAULT', 'IN', 'OUT', 'OF', 'FROM']);

function parseTimestamp(stream: TokenStream): TypeSpec {
  const pos = stream.pos;
  stream.next();
  if (stream.atSymbol('%') || stream.atSymbol('.')) throw stream.fault(902, '<a type>');
  const precision = parsePrecision(stream);
  let name = 'TIMESTAMP';
  if (stream.accept('WITH', 'TIME', 'ZONE')) name = 'TIMESTAMP WITH TIME ZONE';
  else if (stream.accept('WITH', 'LOCAL', 'TIME', 'ZONE')) name = 'TIMESTAMP WITH LOCAL TIME ZONE';
  return { kind: 'named', pos, name: builtIn(name, pos), arguments: precision === undefined ? [] : [precision] };
}

function parseInterval(stream: TokenStream): TypeSpec {
  const pos = stream.pos;
  stream.next();
  if (stream.accept('YEAR')) {
    const leading = parsePrecision(stream);
    stream.expect('TO');
    stream.expect('MONTH');
    return { kind: 'named', pos, name: builtIn('INTERVAL YEAR TO MONTH', pos), arguments: given([leading]) };
  }
  stream.expect('DAY');
  const leading = parsePrecision(stream);
  stream.expect('TO');
  stream.expect('SECOND');
  const fraction = parsePrecision(stream);
  return { kind: 'named', pos, name: builtIn('INTERVAL DAY TO SECOND', pos), arguments: given([leading, fraction]) };
}

/** Without trailing undefined ones. */
function given(precisions: (number | undefined)[]): (number | undefined)[] {
  const last = precisions.findLastIndex((precision) => precision !== undefined);
  return precisions.slice(0, last + 1);
}

function parsePrecision(stream: TokenStream): number | undefined {
  if (!stream.acceptSymbol('(')) return undefined;
  const precision = parseInteger(stream);
  stream.expectSymbol(')');
  return precision;
}

function parseArguments(stream: TokenStream, name: QualifiedName): TypeSpec {
  const spec: TypeSpec = { kind: 'named', pos: name.pos, name, arguments: [] };
  if (stream.atSymbol('(')) {
    stream.next();
    do {
      spec.arguments.push(stream.acceptSymbol('*') ? undefined : parseInteger(stream));
    } while (stream.acceptSymbol(','));
    const unit = stream.acceptAny(['CHAR', 'BYTE']);
    if (unit !== undefined) spec.lengthUnit = unit;
    stream.expectSymbol(')');
  }
  // CHARACTER SET is a clause of parameters and columns with nothing to choose from here.
  if (stream.accept('CHARACTER', 'SET')) {
    stream.member();
    if (stream.acceptSymbol('%')) stream.member();
  }
  return spec;
}

/** A whole number with an optional sign. ORA-00902-like errors are the caller's: this throws ORA-00907 as Oracle does. */
export function parseInteger(stream: TokenStream): number {
  const negative = stream.acceptSymbol('-');
  const token = stream.peek();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw stream.fault(907, '<a number>');
  stream.next();
  return negative ? -Number(token.text) : Number(token.text);
}

function builtIn(name: string, pos: number): QualifiedName {
  return { parts: [{ name, quoted: false, pos }], pos };
}
