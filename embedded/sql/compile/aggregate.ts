import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { convertTo, inconsistentTypes, toNumber, toNumeric } from './convert.ts';
import { compileExpression } from './expression.ts';
import { at, type CallSite } from './function-rule.ts';
import { jsonArrayAggregate, jsonObjectAggregate } from './functions-json.ts';
import { compileKeep } from './keep.ts';
import { listagg } from './listagg.ts';
import { orderSql } from './order-sql.ts';
import { percentile } from './percentile.ts';
import type { Scope } from './scope.ts';
import { classOf, isBinaryFloating, isNumeric } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/**
 * Aggregates, also as analytic functions: `over` puts the OVER clause behind each PostgreSQL aggregate that a rule prints, `distinct` is
 * 'DISTINCT ' or ''.
 */
export type AggregateSite = CallSite & { distinct: string; over: (call: string) => string; isAnalytic: boolean };
export type AggregateRule = (inputs: TypedSql[], site: AggregateSite) => TypedSql;

function numberAggregate(name: string): AggregateRule {
  return (inputs, { nls, pos, distinct, over }) => {
    const value = toNumeric(at(inputs, 0), nls);
    const type: ScalarType = isBinaryFloating(value.type) ? value.type : NUMBER;
    return typed(over(`${name}(${distinct}${value.sql})`), type, { pos });
  };
}

function extreme(name: 'min' | 'max'): AggregateRule {
  return (inputs, { pos, over }) => {
    const value = at(inputs, 0);
    if (classOf(value.type) === 'lob') throw inconsistentTypes('-', value.type, value.pos);
    const type = value.type.kind === 'NUMBER' ? NUMBER : value.type;
    return typed(over(`${name}(${value.sql})`), type, { pos });
  };
}

/** VARIANCE and STDDEV from sums, with NUMBER's precision. One row has 0, for the _SAMP forms NULL. */
function statistic(
  kind: 'variance' | 'deviation',
  divisor: 'sample' | 'population',
  isZeroForOne = false,
): AggregateRule {
  return (inputs, { nls, pos, distinct, over }) => {
    const value = toNumber(at(inputs, 0), nls).sql;
    const at_ = { pos };
    if (distinct !== '') {
      const name = `${kind === 'variance' ? 'var' : 'stddev'}_${divisor === 'sample' ? 'samp' : 'pop'}`;
      return typed(over(`${name}(${distinct}${value})`), NUMBER, at_);
    }
    const [count_, sum, squares] = [`count(${value})`, `sum(${value})`, `sum(${value} * ${value})`].map(over);
    const call = `ora.variance(${squares}, ${sum}, ${count_}, ${divisor === 'sample' ? 1 : 0}, ${isZeroForOne})`;
    return typed(kind === 'variance' ? call : `ora.sqrt(${call})`, NUMBER, at_);
  };
}

function pairStatistic(name: string): AggregateRule {
  return (inputs, { nls, pos, over }) => {
    const [y, x] = inputs.map((input) => `(${toNumber(input, nls).sql})::float8`);
    return typed(`ora.double_number((${over(`${name}(${y}, ${x})`)})::float8)`, NUMBER, { pos });
  };
}

const count: AggregateRule = (inputs, { expression, pos, distinct, over, isAnalytic, scope }) => {
  const at_ = { pos, isNullable: false };
  if (expression.star === true) return typed(`${over('count(*)')}::numeric`, NUMBER, at_);
  const value = at(inputs, 0);
  if (classOf(value.type) === 'lob' && distinct !== '') throw inconsistentTypes('-', value.type, value.pos);
  if (distinct !== '' && isAnalytic) return typed(distinctCountOver(value.sql, over, scope, pos), NUMBER, at_);
  return typed(`${over(`count(${distinct}${value.sql})`)}::numeric`, NUMBER, at_);
};

/** PostgreSQL has no DISTINCT in window functions: the ranks from both ends count the values, NULLs as one that is taken off. */
function distinctCountOver(sql: string, over: (call: string) => string, _scope: Scope, pos: number): string {
  const clause = over('');
  if (/ORDER BY|ROWS|RANGE/.test(clause)) throw new OracleError(30487, 'ORDER BY not allowed here', { offset: pos });
  const ordered = (direction: string) => clause.replace(/\)\s*$/, ` ORDER BY ${sql}${direction})`);
  return `(dense_rank()${ordered('')} + dense_rank()${ordered(' DESC')} - 1 - max(CASE WHEN ${sql} IS NULL THEN 1 ELSE 0 END)${clause})::numeric`;
}

const average: AggregateRule = (inputs, { nls, pos, distinct, over }) => {
  const value = toNumeric(at(inputs, 0), nls);
  if (isBinaryFloating(value.type)) return typed(over(`avg(${distinct}${value.sql})`), value.type, { pos });
  const sum = over(`sum(${distinct}${value.sql})`);
  return typed(`ora.divide(${sum}, nullif(${over(`count(${distinct}${value.sql})`)}, 0)::numeric)`, NUMBER, { pos });
};

const median: AggregateRule = (inputs, { nls, pos, over }) => {
  const value = at(inputs, 0);
  if (isNumeric(value.type) || classOf(value.type) === 'character') {
    return typed(over(`ora.median(${toNumber(value, nls).sql})`), NUMBER, { pos });
  }
  if (classOf(value.type) !== 'datetime') throw inconsistentTypes('NUMBER', value.type, value.pos);
  return typed(over(`ora.median(${value.sql})`), value.type, { pos });
};

/** RANK(x) WITHIN GROUP (ORDER BY y): where a value would stand. */
function hypothetical(name: string): AggregateRule {
  return (inputs, { expression, nls, pos, over, scope }) => {
    const items = expression.withinGroup ?? [];
    const ordered = items.map((item) => compileExpression(item.expression, scope));
    const values = inputs.map((input, index) => convertTo(input, ordered[index]?.type ?? input.type, nls).sql);
    const sql = over(`${name}(${values.join(', ')}) WITHIN GROUP (ORDER BY ${orderSql(items, scope)})`);
    return typed(`(${sql})::numeric`, NUMBER, { pos });
  };
}

export const AGGREGATES: Record<string, { min: number; max: number; compile: AggregateRule }> = {
  COUNT: { min: 0, max: 1, compile: count },
  SUM: { min: 1, max: 1, compile: numberAggregate('sum') },
  AVG: { min: 1, max: 1, compile: average },
  MIN: { min: 1, max: 1, compile: extreme('min') },
  MAX: { min: 1, max: 1, compile: extreme('max') },
  ANY_VALUE: { min: 1, max: 1, compile: extreme('min') },
  STDDEV: { min: 1, max: 1, compile: statistic('deviation', 'sample', true) },
  STDDEV_SAMP: { min: 1, max: 1, compile: statistic('deviation', 'sample') },
  STDDEV_POP: { min: 1, max: 1, compile: statistic('deviation', 'population') },
  VARIANCE: { min: 1, max: 1, compile: statistic('variance', 'sample', true) },
  VAR_SAMP: { min: 1, max: 1, compile: statistic('variance', 'sample') },
  VAR_POP: { min: 1, max: 1, compile: statistic('variance', 'population') },
  CORR: { min: 2, max: 2, compile: pairStatistic('corr') },
  COVAR_POP: { min: 2, max: 2, compile: pairStatistic('covar_pop') },
  COVAR_SAMP: { min: 2, max: 2, compile: pairStatistic('covar_samp') },
  REGR_SLOPE: { min: 2, max: 2, compile: pairStatistic('regr_slope') },
  REGR_INTERCEPT: { min: 2, max: 2, compile: pairStatistic('regr_intercept') },
  REGR_COUNT: { min: 2, max: 2, compile: pairStatistic('regr_count') },
  REGR_R2: { min: 2, max: 2, compile: pairStatistic('regr_r2') },
  REGR_AVGX: { min: 2, max: 2, compile: pairStatistic('regr_avgx') },
  REGR_AVGY: { min: 2, max: 2, compile: pairStatistic('regr_avgy') },
  MEDIAN: { min: 1, max: 1, compile: median },
  LISTAGG: { min: 1, max: 2, compile: listagg },
  PERCENTILE_CONT: { min: 1, max: 1, compile: percentile('percentile_cont') },
  PERCENTILE_DISC: { min: 1, max: 1, compile: percentile('percentile_disc') },
  STATS_MODE: {
    min: 1,
    max: 1,
    compile: (inputs, { pos, over }) => {
      const value = at(inputs, 0);
      return typed(over(`mode() WITHIN GROUP (ORDER BY ${value.sql})`), value.type, { pos });
    },
  },
  APPROX_COUNT_DISTINCT: {
    min: 1,
    max: 1,
    compile: (inputs, { pos, over }) =>
      typed(`${over(`count(DISTINCT ${at(inputs, 0).sql})`)}::numeric`, NUMBER, { pos, isNullable: false }),
  },
  JSON_ARRAYAGG: { min: 1, max: 1, compile: jsonArrayAggregate },
  JSON_OBJECTAGG: { min: 1, max: 1, compile: jsonObjectAggregate },
};

/** RANK and the like are aggregates where WITHIN GROUP follows. */
const HYPOTHETICAL = new Set(['RANK', 'DENSE_RANK', 'PERCENT_RANK', 'CUME_DIST']);

/** True where the call is an aggregate of its block: no OVER behind it. */
export function isAggregateCall(name: string, site: { withinGroup?: unknown; over?: unknown }): boolean {
  if (site.over !== undefined) return false;
  return name in AGGREGATES || (HYPOTHETICAL.has(name) && site.withinGroup !== undefined);
}

/** An aggregate of the query block. Throws ORA-00934 where none may stand, ORA-00978 for one inside another. */
export function compileAggregate(site: CallSite): TypedSql {
  const { expression, name, scope, pos } = site;
  if (!scope.allowsAggregates) throw new OracleError(934, 'group function is not allowed here', { offset: pos });
  const isNested = scope.aggregateDepth === 1 && scope.groupTexts !== undefined;
  if (scope.aggregateDepth > 0 && !isNested) {
    throw new OracleError(935, 'group function is nested too deeply', { offset: pos });
  }
  scope.hasAggregates = true;
  scope.aggregateDepth++;
  try {
    const known = AGGREGATES[name];
    const compile = known?.compile ?? hypothetical(name.toLowerCase());
    const inputs = aggregateInputs(site, known);
    const distinct = expression.quantifier === 'DISTINCT' ? 'DISTINCT ' : '';
    if (expression.keep !== undefined) return compileKeep(name, inputs, expression.keep, site);
    const compiled = compile(inputs, { ...site, distinct, over: filtered(scope), isAnalytic: false });
    if (isNested) return innerAggregate(compiled, scope);
    return { ...compiled, isRowDependent: true };
  } finally {
    scope.aggregateDepth--;
  }
}

/** The inner of two group functions becomes a column of the grouped rows, over which the outer one is computed. */
function innerAggregate(compiled: TypedSql, scope: Scope): TypedSql {
  scope.nestedAggregates ??= { alias: scope.context.nextAlias('n'), columns: [] };
  const { alias, columns } = scope.nestedAggregates;
  columns.push(compiled.sql);
  return { ...compiled, sql: `${alias}.a${columns.length}`, isRowDependent: true };
}

function filtered(scope: Scope): (call: string) => string {
  const filter = scope.aggregateFilter;
  return filter === undefined ? (call) => call : (call) => `${call} FILTER (WHERE ${filter})`;
}

export function aggregateInputs(site: CallSite, known: { min: number; max: number } | undefined): TypedSql[] {
  const { expression, scope, pos, name } = site;
  const isObject = name === 'JSON_OBJECTAGG';
  const inputs = expression.arguments.map((argument) => compileExpression(argument.value, scope));
  const count_ = expression.star === true ? 1 : inputs.length;
  if (
    known !== undefined &&
    !isObject &&
    (count_ < Math.max(known.min, name === 'COUNT' ? 1 : 0) || count_ > known.max)
  ) {
    throw new OracleError(909, 'invalid number of arguments', { offset: pos });
  }
  return inputs;
}
