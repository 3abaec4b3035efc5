import type { Subprogram } from './ast/plsql.ts';
import type {
  CommonTableExpression,
  ForUpdate,
  GroupingElement,
  IntoClause,
  Query,
  QueryBody,
  SelectBlock,
  SelectItem,
} from './ast/query.ts';
import { parseOrderBy, parseOrderItem, parseWindow } from './parse-call.ts';
import { parseCondition, parseExpression } from './parse-expression.ts';
import { parseFromClause } from './parse-from.ts';
import { parseColumnList, parseCommaList, parseQualifiedName } from './parse-name.ts';
import { parseSubprogram } from './parse-subprogram.ts';
import { mayBeColumnAlias } from './reserved-words.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * ```
 * subquery ::= [WITH …] query_body [ORDER [SIBLINGS] BY …] [OFFSET n ROWS] [FETCH { FIRST | NEXT } …] [FOR UPDATE …]
 * ```
 */
export function parseQuery(stream: TokenStream): Query {
  const pos = stream.pos;
  return stream.nested(() =>
    stream.withConditions(false, () => {
      const query: Query = { kind: 'query', pos, end: pos, with: [], body: EMPTY_BODY, orderBy: [] };
      if (stream.accept('WITH')) parseWith(stream, query);
      query.body = parseBody(stream, parseTerm(stream));
      return finishQuery(stream, query);
    }),
  );
}

const EMPTY_BODY: QueryBody = {
  kind: 'select',
  pos: 0,
  distinct: false,
  items: [],
  from: [],
  groupBy: [],
  windows: [],
};

/** True where a parenthesised query goes on as part of a larger one: `(SELECT …) UNION …`, `(SELECT …) ORDER BY …`. */
export function atQueryContinuation(stream: TokenStream): boolean {
  return stream.atAny(['UNION', 'INTERSECT', 'MINUS', 'EXCEPT', 'ORDER', 'OFFSET', 'FETCH']);
}

/** The query whose first part is the parenthesised `first`, already read. */
export function parseQueryAfter(stream: TokenStream, first: Query): Query {
  return stream.withConditions(false, () => {
    const body = parseBody(stream, { kind: 'nested', pos: first.pos, query: first });
    return finishQuery(stream, { kind: 'query', pos: first.pos, end: first.end, with: [], body, orderBy: [] });
  });
}

function finishQuery(stream: TokenStream, query: Query): Query {
  for (;;) {
    if (stream.at('ORDER') && query.orderBy.length === 0) {
      if (stream.at('ORDER', 'SIBLINGS')) query.orderSiblings = true;
      query.orderBy = parseOrderBy(stream);
    } else if (stream.at('OFFSET') && query.offset === undefined) {
      stream.next();
      query.offset = parseExpression(stream);
      if (stream.acceptAny(['ROWS', 'ROW']) === undefined) throw stream.fault(905);
    } else if (stream.at('FETCH', 'FIRST') || stream.at('FETCH', 'NEXT')) {
      query.fetch = parseFetch(stream);
    } else if (stream.at('FOR', 'UPDATE')) {
      query.forUpdate = parseForUpdate(stream);
    } else {
      query.end = stream.previousEnd;
      return query;
    }
  }
}

/** `FETCH { FIRST | NEXT } [n [PERCENT]] { ROW | ROWS } { ONLY | WITH TIES }` */
function parseFetch(stream: TokenStream): NonNullable<Query['fetch']> {
  stream.next();
  stream.next();
  const count = stream.atAny(['ROW', 'ROWS']) ? undefined : parseExpression(stream);
  const percent = stream.accept('PERCENT');
  if (stream.acceptAny(['ROWS', 'ROW']) === undefined) throw stream.fault(905);
  const withTies = stream.accept('WITH', 'TIES');
  if (!withTies) stream.expect('ONLY');
  return { count, percent, withTies };
}

/** `FOR UPDATE [OF column [, column]…] [NOWAIT | WAIT n | SKIP LOCKED]` */
function parseForUpdate(stream: TokenStream): ForUpdate {
  stream.next();
  stream.next();
  const of = stream.accept('OF') ? parseCommaList(stream, () => parseQualifiedName(stream, 904)) : [];
  if (stream.accept('NOWAIT')) return { of, wait: { kind: 'nowait' } };
  if (stream.accept('SKIP', 'LOCKED')) return { of, wait: { kind: 'skipLocked' } };
  if (stream.accept('WAIT')) return { of, wait: { kind: 'wait', seconds: parseExpression(stream) } };
  return { of };
}

/** `WITH [function …] name [( column, … )] AS ( subquery ) [SEARCH …] [CYCLE …] [, …]` */
function parseWith(stream: TokenStream, query: Query): void {
  if (stream.atAny(['FUNCTION', 'PROCEDURE']) && stream.atIdentifier(1)) {
    const subprograms: Subprogram[] = [];
    while (stream.atAny(['FUNCTION', 'PROCEDURE'])) {
      subprograms.push(stream.inPlsql(() => parseSubprogram(stream, 'nested')));
    }
    query.withFunctions = { subprograms, text: stream.text };
    if (stream.at('SELECT')) return;
  }
  query.with = parseCommaList(stream, () => parseCommonTableExpression(stream));
}

function parseCommonTableExpression(stream: TokenStream): CommonTableExpression {
  const name = stream.identifier(903);
  const columns = stream.atSymbol('(') ? parseColumnList(stream) : [];
  stream.expect('AS');
  stream.expectSymbol('(');
  const query = parseQuery(stream);
  stream.expectSymbol(')');
  const expression: CommonTableExpression = { name, columns, query };
  if (stream.at('SEARCH')) expression.search = parseSearch(stream);
  if (stream.at('CYCLE')) expression.cycle = parseCycle(stream);
  return expression;
}

/** `SEARCH { DEPTH | BREADTH } FIRST BY column [ASC | DESC] [NULLS …] [, …] SET column` */
function parseSearch(stream: TokenStream): NonNullable<CommonTableExpression['search']> {
  stream.next();
  const way = stream.acceptAny(['DEPTH', 'BREADTH']);
  if (way === undefined) throw stream.fault(905);
  stream.expect('FIRST');
  stream.expect('BY');
  const by = parseCommaList(stream, () => parseOrderItem(stream));
  stream.expect('SET');
  return { isDepthFirst: way === 'DEPTH', by, set: stream.identifier() };
}

/** `CYCLE column [, …] SET column TO value DEFAULT value` */
function parseCycle(stream: TokenStream): NonNullable<CommonTableExpression['cycle']> {
  stream.next();
  const columns = parseCommaList(stream, () => stream.identifier());
  stream.expect('SET');
  const set = stream.identifier();
  stream.expect('TO');
  const mark = parseExpression(stream);
  stream.expect('DEFAULT');
  return { columns, set, mark, otherwise: parseExpression(stream) };
}

/** `term { UNION [ALL] | INTERSECT | MINUS } term …`: all of one precedence, to the left. */
function parseBody(stream: TokenStream, first: QueryBody): QueryBody {
  let left = first;
  for (;;) {
    const word = stream.acceptAny(['UNION', 'INTERSECT', 'MINUS', 'EXCEPT']);
    if (word === undefined) return left;
    let operator: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'MINUS' = word === 'EXCEPT' ? 'MINUS' : word;
    if (stream.accept('ALL')) {
      if (operator !== 'UNION') throw stream.unsupported(`${word} ALL`);
      operator = 'UNION ALL';
    }
    left = { kind: 'setOperation', pos: left.pos, operator, left, right: parseTerm(stream) };
  }
}

/** `SELECT … | ( subquery )` */
function parseTerm(stream: TokenStream): QueryBody {
  if (!stream.atSymbol('(')) return parseSelect(stream);
  const pos = stream.next().pos;
  const query = parseQuery(stream);
  stream.expectSymbol(')');
  return { kind: 'nested', pos, query };
}

/**
 * ```
 * SELECT [hint] [DISTINCT | UNIQUE | ALL] select_list [ [BULK COLLECT] INTO … ] FROM … [WHERE …] [hierarchical] [GROUP BY …] [HAVING …] [WINDOW …]
 * ```
 */
function parseSelect(stream: TokenStream): SelectBlock {
  const pos = stream.expect('SELECT', 928).pos;
  const block: SelectBlock = { kind: 'select', pos, distinct: false, items: [], from: [], groupBy: [], windows: [] };
  const hint = stream.peek().hint;
  if (hint !== undefined) block.hints = hint;
  block.distinct = stream.accept('DISTINCT') || stream.accept('UNIQUE');
  if (!block.distinct) stream.accept('ALL');
  block.items = parseCommaList(stream, () => parseSelectItem(stream));
  if (stream.isEmbedded && (stream.at('INTO') || stream.at('BULK', 'COLLECT'))) block.into = parseInto(stream);
  if (!stream.at('FROM')) throw stream.fault(923);
  stream.next();
  block.from = parseFromClause(stream);
  if (stream.accept('WHERE')) block.where = parseCondition(stream);
  parseHierarchical(stream, block);
  parseGrouping(stream, block);
  if (stream.at('MODEL')) throw stream.unsupported('MODEL clause');
  if (stream.at('WINDOW') && isWord(stream, 2, 'AS')) parseWindows(stream, block);
  return block;
}

/** `* | [schema.]table.* | expr [[AS] alias]` */
function parseSelectItem(stream: TokenStream): SelectItem {
  const pos = stream.pos;
  if (stream.acceptSymbol('*')) return { kind: 'star', pos };
  if (stream.atIdentifier() && atQualifiedStar(stream)) {
    const qualifier = parseQualifiedName(stream);
    stream.expectSymbol('.');
    stream.expectSymbol('*');
    return { kind: 'star', pos, qualifier };
  }
  const expression = parseExpression(stream);
  const text = columnNameOf(stream.text.slice(pos, stream.previousEnd));
  if (stream.accept('AS')) return { kind: 'expression', expression, alias: stream.identifier(923), text };
  const token = stream.peek();
  const isAlias = token.kind === 'quoted' || (token.kind === 'word' && mayBeColumnAlias(token.text));
  return isAlias
    ? { kind: 'expression', expression, alias: stream.identifier(923), text }
    : { kind: 'expression', expression, text };
}

function atQualifiedStar(stream: TokenStream): boolean {
  let ahead = 1;
  while (stream.atSymbol('.', ahead)) {
    if (stream.atSymbol('*', ahead + 1)) return true;
    ahead += 2;
  }
  return false;
}

/** The name that Oracle gives a column without an alias: the expression's text without blanks, in upper case. */
function columnNameOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, '')
    .replace(/\s+/g, '')
    .toUpperCase();
}

/** `[BULK COLLECT] INTO target [, target]…` */
export function parseInto(stream: TokenStream): IntoClause {
  const bulkCollect = stream.accept('BULK', 'COLLECT');
  stream.expect('INTO', 925);
  const targets = stream.inPlsql(() => parseCommaList(stream, () => parseExpression(stream)));
  return { bulkCollect, targets };
}

/** `[START WITH condition] CONNECT BY [NOCYCLE] condition`, in either order. */
function parseHierarchical(stream: TokenStream, block: SelectBlock): void {
  for (;;) {
    if (stream.accept('START', 'WITH')) {
      block.startWith = parseCondition(stream);
    } else if (stream.accept('CONNECT')) {
      stream.expect('BY', 924);
      const noCycle = stream.accept('NOCYCLE');
      block.connectBy = { condition: parseCondition(stream), noCycle };
    } else return;
  }
}

/** `GROUP BY …`, `HAVING condition`, in either order. */
function parseGrouping(stream: TokenStream, block: SelectBlock): void {
  for (;;) {
    if (stream.accept('GROUP')) {
      stream.expect('BY', 924);
      block.groupBy = parseCommaList(stream, () => parseGroupingElement(stream));
    } else if (stream.accept('HAVING')) {
      block.having = parseCondition(stream);
    } else return;
  }
}

/** `expr | { ROLLUP | CUBE } ( … ) | GROUPING SETS ( … )` */
function parseGroupingElement(stream: TokenStream): GroupingElement {
  const word = stream.peek();
  // One group of all rows, also where there are none.
  if (stream.atSymbol('(') && stream.atSymbol(')', 1))
    return { kind: 'groupingSets', elements: [parseGroupingSet(stream)] };
  if ((stream.at('ROLLUP') || stream.at('CUBE')) && stream.atSymbol('(', 1)) {
    stream.next();
    return { kind: word.text === 'CUBE' ? 'cube' : 'rollup', elements: parseGroupingSets(stream) };
  }
  if (stream.accept('GROUPING', 'SETS')) return { kind: 'groupingSets', elements: parseGroupingSets(stream) };
  return { kind: 'expression', expression: parseExpression(stream) };
}

function parseGroupingSets(stream: TokenStream): GroupingElement[][] {
  stream.expectSymbol('(');
  const sets = stream.nested(() => parseCommaList(stream, () => parseGroupingSet(stream)));
  stream.expectSymbol(')');
  return sets;
}

function parseGroupingSet(stream: TokenStream): GroupingElement[] {
  if (stream.atSymbol('(') && stream.atSymbol(')', 1)) {
    stream.next();
    stream.next();
    return [];
  }
  const element = parseGroupingElement(stream);
  if (element.kind !== 'expression' || element.expression.kind !== 'row') return [element];
  return element.expression.items.map((expression) => ({ kind: 'expression', expression }));
}

/** `WINDOW name AS ( window ) [, …]` */
function parseWindows(stream: TokenStream, block: SelectBlock): void {
  stream.next();
  block.windows = parseCommaList(stream, () => {
    const name = stream.identifier();
    stream.expect('AS');
    return { name, window: parseWindow(stream) };
  });
}

function isWord(stream: TokenStream, ahead: number, word: string): boolean {
  const token = stream.peek(ahead);
  return token.kind === 'word' && token.text === word;
}
