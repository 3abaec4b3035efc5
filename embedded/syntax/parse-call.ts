import type { Argument, Expression, FrameBound, OrderItem, WindowSpec } from './ast/expression.ts';
import { parseExpression } from './parse-expression.ts';
import { parseCommaList } from './parse-name.ts';
import type { TokenStream } from './token-stream.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** `( [argument [, argument]…] )` */
export function parseArguments(stream: TokenStream): Argument[] {
  stream.expectSymbol('(');
  if (stream.acceptSymbol(')')) return [];
  const items = stream.nested(() => parseCommaList(stream, () => parseArgument(stream)));
  stream.expectSymbol(')');
  return items;
}

/** `[name =>] expr` */
export function parseArgument(stream: TokenStream): Argument {
  if (stream.atSymbol('=>', 1)) {
    const name = stream.member();
    stream.next();
    return { name, value: parseExpression(stream) };
  }
  const value = parseExpression(stream);
  const fallback = parseFallback(stream);
  return fallback === undefined ? { value } : { value, fallback };
}

/** `DEFAULT expr ON CONVERSION ERROR` of TO_NUMBER, TO_DATE, CAST … */
export function parseFallback(stream: TokenStream): Expression | undefined {
  if (stream.language !== 'sql' || !stream.at('DEFAULT')) return undefined;
  stream.next();
  const fallback = parseExpression(stream);
  stream.expect('ON');
  stream.expect('CONVERSION');
  stream.expect('ERROR');
  return fallback;
}

/**
 * ```
 * callee ( [DISTINCT | UNIQUE | ALL] { * | arguments } [RESPECT NULLS | IGNORE NULLS] ) [FROM { FIRST | LAST }] [RESPECT NULLS | IGNORE NULLS]
 *   [WITHIN GROUP ( ORDER BY … )] [KEEP ( DENSE_RANK { FIRST | LAST } ORDER BY … )] [OVER { name | ( window ) }]
 * ```
 */
export function parseCallTail(stream: TokenStream, callee: Expression): Expression {
  stream.expectSymbol('(');
  const call: Call = { kind: 'call', pos: callee.pos, callee, arguments: [] };
  if (stream.atSymbol('*') && stream.atSymbol(')', 1)) {
    stream.next();
    call.star = true;
  } else if (!stream.atSymbol(')')) {
    if (stream.language === 'sql') parseQuantifier(stream, call);
    call.arguments = stream.nested(() => parseCommaList(stream, () => parseArgument(stream)));
  }
  if (stream.at('IGNORE', 'NULLS') || stream.at('RESPECT', 'NULLS')) call.nulls = parseNulls(stream);
  parseOverflow(stream, call);
  stream.expectSymbol(')');
  return stream.language === 'sql' ? parseAggregateClauses(stream, call) : call;
}

function parseQuantifier(stream: TokenStream, call: Call): void {
  if (stream.accept('DISTINCT') || stream.accept('UNIQUE')) call.quantifier = 'DISTINCT';
  else if (stream.accept('ALL')) call.quantifier = 'ALL';
}

/** LISTAGG's `ON OVERFLOW { ERROR | TRUNCATE ['text'] [{ WITH | WITHOUT } COUNT] }` */
function parseOverflow(stream: TokenStream, call: Call): void {
  if (!stream.accept('ON', 'OVERFLOW')) return;
  const onOverflow = stream.acceptAny(['ERROR', 'TRUNCATE']);
  if (onOverflow === undefined) throw stream.fault(905);
  if (onOverflow === 'ERROR') return;
  const indicator = stream.peek().kind === 'string' ? parseExpression(stream) : undefined;
  const hasCount = !stream.accept('WITHOUT', 'COUNT');
  if (hasCount) stream.accept('WITH', 'COUNT');
  call.json = { overflow: { indicator, hasCount } };
}

function parseNulls(stream: TokenStream): 'IGNORE' | 'RESPECT' {
  const nulls = stream.accept('IGNORE') ? 'IGNORE' : 'RESPECT';
  if (nulls === 'RESPECT') stream.expect('RESPECT');
  stream.expect('NULLS');
  return nulls;
}

/** The clauses behind the parenthesis of an aggregate or analytic function. */
export function parseAggregateClauses(stream: TokenStream, call: Call): Call {
  if (stream.at('FROM', 'FIRST') || stream.at('FROM', 'LAST')) {
    // `SELECT f(x) FROM first`: the clause belongs to NTH_VALUE only, where OVER must follow.
    if (stream.at('FROM', 'LAST') && isFollowedByOver(stream)) {
      stream.next();
      stream.next();
      call.fromLast = true;
    } else if (isFollowedByOver(stream)) {
      stream.next();
      stream.next();
    }
  }
  if (stream.at('IGNORE', 'NULLS') || stream.at('RESPECT', 'NULLS')) call.nulls = parseNulls(stream);
  if (stream.accept('WITHIN', 'GROUP')) {
    stream.expectSymbol('(');
    call.withinGroup = parseOrderBy(stream);
    stream.expectSymbol(')');
  }
  if (stream.at('KEEP') && stream.atSymbol('(', 1)) call.keep = parseKeep(stream);
  if (stream.at('OVER') && (stream.atSymbol('(', 1) || stream.atIdentifier(1))) {
    stream.next();
    call.over = stream.atSymbol('(')
      ? parseWindow(stream)
      : { reference: stream.identifier(), partitionBy: [], orderBy: [] };
  }
  return call;
}

function isFollowedByOver(stream: TokenStream): boolean {
  const word = stream.peek(2);
  return word.kind === 'word' && ['OVER', 'IGNORE', 'RESPECT'].includes(word.text);
}

/** `KEEP ( DENSE_RANK { FIRST | LAST } ORDER BY … )` */
function parseKeep(stream: TokenStream): NonNullable<Call['keep']> {
  stream.next();
  stream.expectSymbol('(');
  stream.expect('DENSE_RANK');
  const rank = stream.acceptAny(['FIRST', 'LAST']);
  if (rank === undefined) throw stream.fault(905);
  const orderBy = parseOrderBy(stream);
  stream.expectSymbol(')');
  return { rank, orderBy };
}

/** `( [name] [PARTITION BY …] [ORDER BY …] [{ ROWS | RANGE | GROUPS } frame] )` */
export function parseWindow(stream: TokenStream): WindowSpec {
  stream.expectSymbol('(');
  const window: WindowSpec = { partitionBy: [], orderBy: [] };
  if (stream.atIdentifier() && !stream.atAny(['PARTITION', 'ROWS', 'RANGE', 'GROUPS'])) {
    window.reference = stream.identifier();
  }
  if (stream.accept('PARTITION')) {
    stream.expect('BY', 924);
    const inParentheses = stream.atSymbol('(');
    window.partitionBy = parseCommaList(stream, () => parseExpression(stream));
    const only = window.partitionBy[0];
    if (inParentheses && window.partitionBy.length === 1 && only?.kind === 'row') window.partitionBy = only.items;
  }
  if (stream.at('ORDER')) window.orderBy = parseOrderBy(stream);
  const unit = stream.acceptAny(['ROWS', 'RANGE', 'GROUPS']);
  if (unit !== undefined) window.frame = parseFrame(stream, unit);
  stream.expectSymbol(')');
  return window;
}

function parseFrame(stream: TokenStream, unit: 'ROWS' | 'RANGE' | 'GROUPS'): NonNullable<WindowSpec['frame']> {
  if (!stream.accept('BETWEEN')) return { unit, start: parseFrameBound(stream) };
  const start = parseFrameBound(stream);
  stream.expect('AND');
  return { unit, start, end: parseFrameBound(stream) };
}

/** `UNBOUNDED { PRECEDING | FOLLOWING } | CURRENT ROW | expr { PRECEDING | FOLLOWING }` */
function parseFrameBound(stream: TokenStream): FrameBound {
  if (stream.accept('UNBOUNDED', 'PRECEDING')) return { kind: 'unboundedPreceding' };
  if (stream.accept('UNBOUNDED', 'FOLLOWING')) return { kind: 'unboundedFollowing' };
  if (stream.accept('CURRENT', 'ROW')) return { kind: 'currentRow' };
  const offset = parseExpression(stream);
  if (stream.accept('PRECEDING')) return { kind: 'preceding', offset };
  stream.expect('FOLLOWING');
  return { kind: 'following', offset };
}

/** `ORDER [SIBLINGS] BY expr [ASC | DESC] [NULLS { FIRST | LAST }] [, …]`, from ORDER on. */
export function parseOrderBy(stream: TokenStream): OrderItem[] {
  stream.expect('ORDER');
  stream.accept('SIBLINGS');
  stream.expect('BY', 924);
  return parseCommaList(stream, () => parseOrderItem(stream));
}

/** `expr [ASC | DESC] [NULLS { FIRST | LAST }]` */
export function parseOrderItem(stream: TokenStream): OrderItem {
  const expression = parseExpression(stream);
  const descending = stream.accept('DESC');
  if (!descending) stream.accept('ASC');
  if (!stream.accept('NULLS')) return { expression, descending };
  const nulls = stream.acceptAny(['FIRST', 'LAST']);
  if (nulls === undefined) throw stream.fault(905);
  return { expression, descending, nulls };
}
