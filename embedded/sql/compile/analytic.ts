import type { FrameBound, WindowSpec } from '../../syntax/ast/expression.ts';
import { NUMBER } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { AGGREGATES, aggregateInputs } from './aggregate.ts';
import { mergeTypes } from './case.ts';
import { convertTo, toInt, toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import { at, type CallSite } from './function-rule.ts';
import { compileKeepOver } from './keep.ts';
import { orderSql } from './order-sql.ts';
import type { Scope } from './scope.ts';
import { isDatetime, isInterval, isNumeric } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

const RANKINGS: Record<string, string> = {
  ROW_NUMBER: 'row_number',
  RANK: 'rank',
  DENSE_RANK: 'dense_rank',
  PERCENT_RANK: 'percent_rank',
  CUME_DIST: 'cume_dist',
};
const POSITIONAL = new Set(['FIRST_VALUE', 'LAST_VALUE', 'NTH_VALUE', 'LAG', 'LEAD']);
/** Functions that are analytic only. */
export const ANALYTIC_ONLY = new Set([...Object.keys(RANKINGS), ...POSITIONAL, 'NTILE', 'RATIO_TO_REPORT']);

/** A call with OVER. Throws ORA-30483 where window functions may not stand, ORA-30484/30485 for a missing window. */
export function compileAnalytic(site: CallSite): TypedSql {
  const { expression, scope, name, pos, nls } = site;
  if (!scope.allowsAnalytics) throw new OracleError(30483, 'window functions are not allowed here', { offset: pos });
  const window = resolveWindow(expression.over as WindowSpec, scope);
  const isRanking = name in RANKINGS || name === 'NTILE' || name === 'LAG' || name === 'LEAD';
  if (isRanking && window.orderBy.length === 0) {
    throw new OracleError(30485, 'missing ORDER BY expression in the window specification', { offset: pos });
  }
  const clause = windowSql(window, scope);
  const over = (call: string) => `${call} OVER (${clause})`;
  const inputs = aggregateInputs(site, AGGREGATES[name]);
  if (name in RANKINGS && expression.withinGroup === undefined) {
    const call = over(`${RANKINGS[name]}()`);
    const sql =
      name === 'PERCENT_RANK' || name === 'CUME_DIST' ? fraction(name, window, clause, scope) : `(${call})::numeric`;
    return typed(sql, NUMBER, { pos, isNullable: false, isRowDependent: true });
  }
  if (name === 'NTILE')
    return typed(`(${over(`ntile(${toInt(at(inputs, 0), nls)})`)})::numeric`, NUMBER, { pos, isRowDependent: true });
  if (POSITIONAL.has(name)) return positional(inputs, site, over, clause);
  if (name === 'RATIO_TO_REPORT') {
    const value = toNumber(at(inputs, 0), nls).sql;
    return typed(`ora.divide(${value}, ${over(`sum(${value})`)})`, NUMBER, { pos, isRowDependent: true });
  }
  const aggregate = AGGREGATES[name];
  if (aggregate === undefined) throw new OracleError(904, `"${name}": invalid identifier`, { offset: pos });
  if (expression.keep !== undefined) return compileKeepOver(name, inputs, expression.keep, over, site);
  const distinct = expression.quantifier === 'DISTINCT' ? 'DISTINCT ' : '';
  if (distinct !== '' && (name === 'SUM' || name === 'AVG')) return distinctOver(at(inputs, 0), over, site);
  if (distinct !== '' && !INDIFFERENT_TO_DUPLICATES.has(name)) throw unimplemented(`${name}(DISTINCT …) OVER`, pos);
  return { ...aggregate.compile(inputs, { ...site, distinct, over, isAnalytic: true }), isRowDependent: true };
}

const INDIFFERENT_TO_DUPLICATES = new Set(['COUNT', 'MIN', 'MAX', 'LISTAGG']);

/** PostgreSQL has no DISTINCT in window functions: the different values are gathered first. */
function distinctOver(input: TypedSql, over: (call: string) => string, { name, nls, pos }: CallSite): TypedSql {
  const values = over(`ora.distinct_values(${toNumber(input, nls).sql})`);
  const reckon = name === 'SUM' ? 'array_sum' : 'array_average';
  return typed(`ora.${reckon}(${values})`, NUMBER, { pos, isRowDependent: true });
}

/** PERCENT_RANK and CUME_DIST as a NUMBER's division; PostgreSQL has them in double precision only. */
function fraction(name: string, window: WindowSpec, clause: string, scope: Scope): string {
  const partition = windowSql({ partitionBy: window.partitionBy, orderBy: [] }, scope);
  if (name === 'CUME_DIST')
    return `ora.divide((count(*) OVER (${clause}))::numeric, (count(*) OVER (${partition}))::numeric)`;
  const others = `nullif(count(*) OVER (${partition}) - 1, 0)::numeric`;
  return `coalesce(ora.divide((rank() OVER (${clause}) - 1)::numeric, ${others}), 0)`;
}

function positional(inputs: TypedSql[], site: CallSite, over: (call: string) => string, clause: string): TypedSql {
  const { name, nls, pos, expression } = site;
  const value = at(inputs, 0);
  const at_ = { pos, isRowDependent: true };
  const ignoresNulls = expression.nulls === 'IGNORE';
  switch (name) {
    case 'FIRST_VALUE':
    case 'LAST_VALUE': {
      // Aggregates that keep the first or last value that is not NULL: PostgreSQL's window functions have no IGNORE NULLS.
      const ignoring = name === 'FIRST_VALUE' ? 'ora.first_present' : 'ora.last_present';
      return typed(over(`${ignoresNulls ? ignoring : name.toLowerCase()}(${value.sql})`), value.type, at_);
    }
    case 'NTH_VALUE': {
      const place = toInt(at(inputs, 1), nls);
      if (!ignoresNulls && expression.fromLast !== true) {
        return typed(over(`nth_value(${value.sql}, ${place})`), value.type, at_);
      }
      const filter = ignoresNulls ? ` FILTER (WHERE ${value.sql} IS NOT NULL)` : '';
      const values = over(`array_agg(${value.sql})${filter}`);
      const sql = expression.fromLast === true ? `ora.from_end(${values}, ${place})` : `(${values})[${place}]`;
      return typed(sql, value.type, at_);
    }
    default: {
      const offset = inputs[1] === undefined ? '1' : toInt(at(inputs, 1), nls);
      if (ignoresNulls) return skippingNulls(value, offset, inputs[2], site, clause);
      if (inputs[2] === undefined)
        return typed(over(`${name.toLowerCase()}(${value.sql}, ${offset})`), value.type, at_);
      const fallback = at(inputs, 2);
      const type = mergeTypes(value.type, fallback.type) ?? value.type;
      const call = `${name.toLowerCase()}(${convertTo(value, type, nls).sql}, ${offset}, ${convertTo(fallback, type, nls).sql})`;
      return typed(over(call), type, at_);
    }
  }
}

/** LAG and LEAD IGNORE NULLS: the n-th present value before or behind. */
function skippingNulls(
  value: TypedSql,
  offset: string,
  fallback: TypedSql | undefined,
  site: CallSite,
  clause: string,
): TypedSql {
  const [aggregate, frame] =
    site.name === 'LAG'
      ? ['last_present', 'ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING']
      : ['first_present', 'ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING'];
  let call = `ora.${aggregate}(${value.sql}) OVER (${clause} ${frame})`;
  if (offset !== '1') {
    const present = `array_agg(${value.sql}) FILTER (WHERE ${value.sql} IS NOT NULL) OVER (${clause} ${frame})`;
    call = site.name === 'LAG' ? `ora.from_end(${present}, ${offset})` : `(${present})[${offset}]`;
  }
  const sql = fallback === undefined ? call : `coalesce(${call}, ${convertTo(fallback, value.type, site.nls).sql})`;
  return typed(sql, value.type, { pos: site.pos, isRowDependent: true });
}

function resolveWindow(window: WindowSpec, scope: Scope): WindowSpec {
  if (window.reference === undefined) return window;
  const named = scope.windows.get(window.reference.name);
  if (named === undefined) {
    throw new OracleError(904, `"${window.reference.name}": invalid identifier`, { offset: window.reference.pos });
  }
  const base = resolveWindow(named, scope);
  return {
    partitionBy: window.partitionBy.length > 0 ? window.partitionBy : base.partitionBy,
    orderBy: window.orderBy.length > 0 ? window.orderBy : base.orderBy,
    frame: window.frame ?? base.frame,
  };
}

function windowSql(window: WindowSpec, scope: Scope): string {
  const parts: string[] = [];
  if (window.partitionBy.length > 0) {
    parts.push(`PARTITION BY ${window.partitionBy.map((item) => compileExpression(item, scope).sql).join(', ')}`);
  }
  if (window.orderBy.length > 0) parts.push(`ORDER BY ${orderSql(window.orderBy, scope)}`);
  const { frame } = window;
  if (frame !== undefined) {
    if (window.orderBy.length === 0 && frame.unit === 'RANGE') {
      throw new OracleError(30485, 'missing ORDER BY expression in the window specification');
    }
    const start = boundSql(frame.start, window, frame.unit, scope);
    const end = frame.end === undefined ? 'CURRENT ROW' : boundSql(frame.end, window, frame.unit, scope);
    parts.push(`${frame.unit} BETWEEN ${start} AND ${end}`);
  }
  return parts.join(' ');
}

function boundSql(bound: FrameBound, window: WindowSpec, unit: 'ROWS' | 'RANGE' | 'GROUPS', scope: Scope): string {
  switch (bound.kind) {
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'currentRow':
      return 'CURRENT ROW';
    default:
      return `${offsetSql(bound, window, unit, scope)} ${bound.kind === 'preceding' ? 'PRECEDING' : 'FOLLOWING'}`;
  }
}

function offsetSql(
  bound: Extract<FrameBound, { kind: 'preceding' | 'following' }>,
  window: WindowSpec,
  unit: 'ROWS' | 'RANGE' | 'GROUPS',
  scope: Scope,
): string {
  const { nls } = scope.context;
  const offset = compileExpression(bound.offset, scope);
  if (unit !== 'RANGE') return toInt(offset, nls);
  const ordered = window.orderBy[0];
  const order = ordered === undefined ? undefined : compileExpression(ordered.expression, scope);
  if (order !== undefined && isDatetime(order.type) && isNumeric(offset.type)) {
    return `ora.scale_interval('1 day'::interval, ${toNumber(offset, nls).sql})`;
  }
  return isInterval(offset.type) ? offset.sql : toNumber(offset, nls).sql;
}
