import type { Identifier } from './ast/expression.ts';
import type { FromItem } from './ast/query.ts';
import { parseArguments } from './parse-call.ts';
import { parseCondition, parseExpression } from './parse-expression.ts';
import { parseJsonTable } from './parse-json-table.ts';
import { parseColumnList, parseCommaList, parseQualifiedName } from './parse-name.ts';
import { parsePivot, parseUnpivot } from './parse-pivot.ts';
import { atQueryContinuation, parseQuery, parseQueryAfter } from './parse-query.ts';
import { skipParentheses } from './parse-special-function.ts';
import { mayBeTableAlias } from './reserved-words.ts';
import type { TokenStream } from './token-stream.ts';

/** `table_reference [, table_reference]…` */
export function parseFromClause(stream: TokenStream): FromItem[] {
  return parseCommaList(stream, () => parseTableReference(stream));
}

/** `table_primary [join_clause]…` */
export function parseTableReference(stream: TokenStream): FromItem {
  return stream.nested(() => parseJoins(stream, parseTablePrimary(stream)));
}

/**
 * ```
 * join_clause ::= [INNER] JOIN table { ON condition | USING ( … ) } | { CROSS | NATURAL [INNER] } JOIN table
 *               | [NATURAL] { FULL | RIGHT | LEFT } [OUTER] JOIN table [ON condition | USING ( … )] | { CROSS | OUTER } APPLY table
 * ```
 */
function parseJoins(stream: TokenStream, first: FromItem): FromItem {
  let left = first;
  for (;;) {
    const apply = stream.accept('CROSS', 'APPLY')
      ? 'CROSS APPLY'
      : stream.accept('OUTER', 'APPLY')
        ? 'OUTER APPLY'
        : '';
    if (apply !== '') {
      left = { kind: 'join', pos: left.pos, type: apply, natural: false, left, right: parseTablePrimary(stream) };
      continue;
    }
    if (!atJoin(stream)) return left;
    left = parseJoin(stream, left);
  }
}

function atJoin(stream: TokenStream): boolean {
  return stream.atAny(['JOIN', 'INNER', 'CROSS', 'NATURAL', 'LEFT', 'RIGHT', 'FULL']);
}

function parseJoin(stream: TokenStream, left: FromItem): FromItem {
  const natural = stream.accept('NATURAL');
  let type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' = 'INNER';
  const word = stream.acceptAny(['INNER', 'CROSS', 'LEFT', 'RIGHT', 'FULL']);
  if (word !== undefined) type = word;
  if (type === 'LEFT' || type === 'RIGHT' || type === 'FULL') stream.accept('OUTER');
  stream.expect('JOIN');
  // `a JOIN b JOIN c ON … ON …`: the right side takes its own joins only when they are complete.
  const right = parseTablePrimary(stream);
  const join: FromItem = { kind: 'join', pos: left.pos, type, natural, left, right };
  if (natural || type === 'CROSS') return join;
  if (stream.accept('ON')) return { ...join, on: parseCondition(stream) };
  if (stream.accept('USING')) return { ...join, using: parseColumnList(stream) };
  if (!atJoin(stream)) throw stream.fault(905);
  const nested = parseJoin(stream, right);
  if (stream.accept('USING')) return { ...join, right: nested, using: parseColumnList(stream) };
  stream.expect('ON');
  return { ...join, right: nested, on: parseCondition(stream) };
}

/** A table, view, subquery, collection or parenthesised join, with its alias. */
function parseTablePrimary(stream: TokenStream): FromItem {
  return parseSuffix(stream, parseTableSource(stream));
}

function parseTableSource(stream: TokenStream): FromItem {
  const pos = stream.pos;
  if (stream.atSymbol('(')) return parseParenthesizedTable(stream);
  if (stream.at('LATERAL') && stream.atSymbol('(', 1)) {
    stream.next();
    return parseDerived(stream, pos, true);
  }
  if ((stream.at('TABLE') || stream.at('THE')) && stream.atSymbol('(', 1)) return parseTableExpression(stream);
  if (stream.at('JSON_TABLE') && stream.atSymbol('(', 1)) return withAlias(stream, parseJsonTable(stream));
  if (stream.at('XMLTABLE') && stream.atSymbol('(', 1)) {
    stream.next();
    skipParentheses(stream);
    parseAlias(stream);
    return { kind: 'unsupported', pos, feature: 'XMLTABLE' };
  }
  if (stream.at('ONLY') && stream.atSymbol('(', 1)) throw stream.unsupported('ONLY (view)');
  return parseTable(stream);
}

/** `( SELECT … ) [alias]`, `( table JOIN table … )` */
function parseParenthesizedTable(stream: TokenStream): FromItem {
  const pos = stream.pos;
  if (stream.peek(1).kind === 'word' && ['SELECT', 'WITH'].includes(stream.peek(1).text)) {
    return parseDerived(stream, pos, false);
  }
  stream.next();
  const inner = parseTableReference(stream);
  if (inner.kind === 'derived' && inner.alias === undefined && atQueryContinuation(stream)) {
    const query = parseQueryAfter(stream, inner.query);
    stream.expectSymbol(')');
    return withAlias(stream, { kind: 'derived', pos, query, lateral: false });
  }
  stream.expectSymbol(')');
  return inner.kind === 'derived' && inner.alias === undefined ? withAlias(stream, inner) : inner;
}

function parseDerived(stream: TokenStream, pos: number, lateral: boolean): FromItem {
  stream.expectSymbol('(');
  const query = parseQuery(stream);
  if (stream.accept('WITH', 'READ', 'ONLY') || stream.accept('WITH', 'CHECK', 'OPTION')) {
    throw stream.unsupported('subquery restriction clause', pos);
  }
  stream.expectSymbol(')');
  return withAlias(stream, { kind: 'derived', pos, query, lateral });
}

/** `TABLE ( expr ) [(+)] [alias]` */
function parseTableExpression(stream: TokenStream): FromItem {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const isQuery = stream.at('SELECT') || stream.at('WITH');
  const queryPos = stream.pos;
  const expression = isQuery
    ? ({ kind: 'subquery', pos: queryPos, query: parseQuery(stream) } as const)
    : parseExpression(stream);
  stream.expectSymbol(')');
  const outerJoin = parseOuterJoin(stream);
  return withAlias(stream, { kind: 'tableExpression', pos, expression, ...(outerJoin && { outerJoin }) });
}

function parseOuterJoin(stream: TokenStream): boolean {
  if (!(stream.atSymbol('(') && stream.atSymbol('+', 1) && stream.atSymbol(')', 2))) return false;
  for (let count = 0; count < 3; count += 1) stream.next();
  return true;
}

/** `[schema.]table[@link] [PARTITION ( p )] [SAMPLE ( n )] [AS OF { SCN | TIMESTAMP } expr] [alias]`, or a function that returns a collection. */
function parseTable(stream: TokenStream): FromItem {
  const pos = stream.pos;
  const name = parseQualifiedName(stream, 903);
  if (stream.atSymbol('(') && !stream.atSymbol('+', 1)) {
    const callee = { kind: 'name', pos, name } as const;
    const expression = { kind: 'call', pos, callee, arguments: parseArguments(stream) } as const;
    return withAlias(stream, { kind: 'tableExpression', pos, expression });
  }
  const table: Extract<FromItem, { kind: 'table' }> = { kind: 'table', pos, name };
  if (stream.at('PARTITION') || stream.at('SUBPARTITION')) table.partition = parsePartition(stream);
  if (stream.at('SAMPLE') && (stream.atSymbol('(', 1) || stream.at('SAMPLE', 'BLOCK')))
    table.sample = parseSample(stream);
  if (stream.at('VERSIONS', 'BETWEEN')) throw stream.unsupported('flashback version query');
  if (stream.accept('AS', 'OF')) {
    stream.acceptAny(['SCN', 'TIMESTAMP']);
    table.asOf = parseExpression(stream);
  }
  return withAlias(stream, table);
}

/** `SAMPLE [BLOCK] ( percent [, n] ) [SEED ( n )]` */
function parseSample(stream: TokenStream): NonNullable<Extract<FromItem, { kind: 'table' }>['sample']> {
  stream.next();
  const isBlock = stream.accept('BLOCK');
  stream.expectSymbol('(');
  const percent = parseExpression(stream);
  if (stream.acceptSymbol(',')) parseExpression(stream);
  stream.expectSymbol(')');
  if (!stream.accept('SEED')) return { percent, isBlock, seed: undefined };
  stream.expectSymbol('(');
  const seed = parseExpression(stream);
  stream.expectSymbol(')');
  return { percent, isBlock, seed };
}

/** `{ PARTITION | SUBPARTITION } { ( name ) | FOR ( … ) }`: its text. */
export function parsePartition(stream: TokenStream): string {
  const start = stream.next().pos;
  stream.accept('FOR');
  skipParentheses(stream);
  return stream.text.slice(start, stream.previousEnd);
}

/** PIVOT and UNPIVOT, which stand behind a table or its alias. */
function parseSuffix(stream: TokenStream, item: FromItem): FromItem {
  let source = item;
  for (;;) {
    if (stream.at('PIVOT')) source = withAlias(stream, parsePivot(stream, source));
    else if (stream.at('UNPIVOT')) source = withAlias(stream, parseUnpivot(stream, source));
    else if (stream.at('MATCH_RECOGNIZE')) {
      const pos = stream.next().pos;
      skipParentheses(stream);
      parseAlias(stream);
      source = { kind: 'unsupported', pos, feature: 'MATCH_RECOGNIZE' };
    } else return source;
  }
}

function withAlias<T extends FromItem>(stream: TokenStream, item: T): T {
  const alias = parseAlias(stream);
  return alias === undefined ? item : { ...item, alias };
}

/** A table's alias; Oracle knows no AS here. */
export function parseAlias(stream: TokenStream): Identifier | undefined {
  const token = stream.peek();
  const isAlias = token.kind === 'quoted' || (token.kind === 'word' && mayBeTableAlias(token.text));
  return isAlias ? stream.identifier() : undefined;
}
