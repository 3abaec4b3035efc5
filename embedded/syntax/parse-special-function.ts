import type { Expression } from './ast/expression.ts';
import { parseFallback, parseOrderBy } from './parse-call.ts';
import { parseCondition, parseExpression } from './parse-expression.ts';
import { JSON_FUNCTIONS, parseJsonFunction } from './parse-json-function.ts';
import { parseCommaList } from './parse-name.ts';
import { parseQuery } from './parse-query.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

/** Functions whose arguments have a grammar of their own and that this database does not do. */
const UNSUPPORTED = new Set([
  'XMLAGG',
  'XMLATTRIBUTES',
  'XMLCAST',
  'XMLELEMENT',
  'XMLEXISTS',
  'XMLFOREST',
  'XMLPARSE',
  'XMLPI',
  'XMLQUERY',
  'XMLROOT',
  'XMLSERIALIZE',
  'XMLTABLE',
  'JSON_TRANSFORM',
  'DEREF',
]);

/** Functions with a grammar of their own; undefined where none stands. */
export function parseSpecialFunction(stream: TokenStream): Expression | undefined {
  const word = stream.peek();
  if (word.kind !== 'word' || !stream.atSymbol('(', 1)) return undefined;
  switch (word.text) {
    case 'CAST':
      return parseCast(stream);
    case 'EXTRACT':
      return parseExtract(stream);
    case 'TRIM':
      return parseTrim(stream);
    case 'VALIDATE_CONVERSION':
      return parseValidation(stream);
    case 'LNNVL':
      return parseLnnvl(stream);
    case 'SET':
    case 'COLLECT':
      return stream.language === 'sql' ? parseSetOrCollect(stream) : undefined;
    case 'TREAT':
      return parseTreat(stream);
  }
  if (JSON_FUNCTIONS.has(word.text)) return parseJsonFunction(stream);
  if (UNSUPPORTED.has(word.text)) {
    stream.next();
    skipParentheses(stream);
    return { kind: 'unsupported', pos: word.pos, feature: word.text };
  }
  return undefined;
}

/** Skips a balanced `( … )`. */
export function skipParentheses(stream: TokenStream): void {
  stream.expectSymbol('(');
  for (let depth = 1; depth > 0; ) {
    if (stream.isAtEnd) throw stream.fault(907, ')');
    if (stream.atSymbol('(')) depth += 1;
    if (stream.atSymbol(')')) depth -= 1;
    stream.next();
  }
}

/** `CAST ( { expr | MULTISET ( subquery ) } AS type [DEFAULT … ON CONVERSION ERROR] [, format] )` */
function parseCast(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const multiset = stream.at('MULTISET') && stream.atSymbol('(', 1);
  if (multiset) stream.next();
  const operand = stream.nested(() => (multiset ? parseMultisetQuery(stream) : parseExpression(stream)));
  stream.expect('AS');
  const type = parseTypeSpec(stream);
  const fallback = parseFallback(stream);
  const format = parseFormat(stream);
  stream.expectSymbol(')');
  return multiset
    ? { kind: 'cast', pos, operand, type, multiset }
    : { kind: 'cast', pos, operand, type, format, fallback };
}

/** `[, format [, nls]]` */
function parseFormat(stream: TokenStream): Expression[] | undefined {
  return stream.acceptSymbol(',') ? parseCommaList(stream, () => parseExpression(stream)) : undefined;
}

/** `VALIDATE_CONVERSION ( expr AS type [, format [, nls]] )` */
function parseValidation(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const operand = stream.nested(() => parseExpression(stream));
  stream.expect('AS');
  const type = parseTypeSpec(stream);
  const format = parseFormat(stream);
  stream.expectSymbol(')');
  return { kind: 'cast', pos, operand, type, format, isValidation: true };
}

/** `TREAT ( expr AS type )` */
function parseTreat(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const operand = stream.nested(() => parseExpression(stream));
  stream.expect('AS');
  const type = parseTypeSpec(stream);
  stream.expectSymbol(')');
  return { kind: 'treat', pos, operand, type };
}

/** `SET ( collection )`, `COLLECT ( [DISTINCT | UNIQUE] expr [ORDER BY …] )` */
function parseSetOrCollect(stream: TokenStream): Expression {
  const { pos, text } = stream.next();
  stream.expectSymbol('(');
  const isDistinct = stream.accept('DISTINCT') || stream.accept('UNIQUE');
  const value = stream.nested(() => parseExpression(stream));
  const orderBy = stream.at('ORDER') ? parseOrderBy(stream) : undefined;
  stream.expectSymbol(')');
  const callee: Expression = { kind: 'name', pos, name: { parts: [{ name: text, quoted: false, pos }], pos } };
  const call: Expression = { kind: 'call', pos, callee, arguments: [{ value }], json: { orderBy } };
  return isDistinct ? { ...call, quantifier: 'DISTINCT' } : call;
}

/** `LNNVL ( condition )` */
function parseLnnvl(stream: TokenStream): Expression {
  const { pos, text } = stream.next();
  stream.expectSymbol('(');
  const value = stream.nested(() => parseCondition(stream));
  stream.expectSymbol(')');
  const callee: Expression = { kind: 'name', pos, name: { parts: [{ name: text, quoted: false, pos }], pos } };
  return { kind: 'call', pos, callee, arguments: [{ value }] };
}

function parseMultisetQuery(stream: TokenStream): Expression {
  const pos = stream.expectSymbol('(').pos;
  const query = stream.inSql(() => parseQuery(stream));
  stream.expectSymbol(')');
  return { kind: 'subquery', pos, query };
}

/** `EXTRACT ( field FROM expr )` */
function parseExtract(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const field = stream.member();
  // EXTRACT(xml, path) of XMLType is another function of the same name.
  if (!stream.at('FROM')) throw stream.unsupported('EXTRACT of XMLType', pos);
  stream.next();
  const operand = stream.nested(() => parseExpression(stream));
  stream.expectSymbol(')');
  return { kind: 'extract', pos, field: field.name, operand };
}

/** `TRIM ( [ [LEADING | TRAILING | BOTH] [characters] FROM ] source )` */
function parseTrim(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const side = stream.acceptAny(['LEADING', 'TRAILING', 'BOTH']) ?? 'BOTH';
  if (stream.accept('FROM')) return finishTrim(stream, pos, side);
  const first = stream.nested(() => parseExpression(stream));
  if (stream.accept('FROM')) return finishTrim(stream, pos, side, first);
  stream.expectSymbol(')');
  return { kind: 'trim', pos, side, operand: first };
}

function finishTrim(
  stream: TokenStream,
  pos: number,
  side: 'LEADING' | 'TRAILING' | 'BOTH',
  characters?: Expression,
): Expression {
  const operand = stream.nested(() => parseExpression(stream));
  stream.expectSymbol(')');
  return { kind: 'trim', pos, side, characters, operand };
}
