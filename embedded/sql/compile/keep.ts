import type { OrderItem } from '../../syntax/ast/expression.ts';
import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { toNumeric } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CallSite } from './function-rule.ts';
import { pgTypeName, type TypedSql, typed } from './typed-sql.ts';
import { wholePartition } from './whole-partition.ts';

type Keep = { rank: 'FIRST' | 'LAST'; orderBy: OrderItem[] };

const AGGREGATE_SQL: Record<string, string> = {
  MAX: 'max',
  MIN: 'min',
  SUM: 'sum',
  AVG: 'avg',
  COUNT: 'count',
  STDDEV: 'stddev_samp',
  VARIANCE: 'var_samp',
};

/**
 * `MAX(x) KEEP (DENSE_RANK FIRST ORDER BY y)`: the group's rows are gathered in arrays, ranked, and the aggregate is computed over
 * the first ones.
 */
export function compileKeep(
  name: string,
  inputs: TypedSql[],
  keep: Keep,
  { scope, nls, pos, expression }: CallSite,
): TypedSql {
  const aggregate = AGGREGATE_SQL[name];
  if (aggregate === undefined) throw unimplemented(`${name} … KEEP`, pos);
  const { value, type } = keptValue(name, inputs, expression.star === true, nls);
  const order = keep.orderBy.map((item) => ({ item, value: compileExpression(item.expression, scope) }));
  const alias = scope.context.nextAlias('k');
  const arrays = [value?.sql ?? '1::numeric', ...order.map((entry) => entry.value.sql)].map(
    (sql) => `array_agg(${sql})`,
  );
  const columns = ['v', ...order.map((_entry, index) => `o${index}`)];
  const ranking = order.map(({ item }, index) => rankedBy(`o${index}`, item, keep));
  const ranked = `SELECT ${columns.join(', ')}, rank() OVER (ORDER BY ${ranking.join(', ')}) AS r FROM unnest(${arrays.join(', ')}) AS u(${columns.join(', ')})`;
  return typed(
    `(SELECT ${aggregate}(${alias}.v)::${pgTypeName(type)} FROM (${ranked}) ${alias} WHERE ${alias}.r = 1)`,
    type,
    { pos, isRowDependent: true },
  );
}

/** The same with OVER (PARTITION BY …): PostgreSQL computes no window within a subquery, so that the rows are kept by an aggregate. */
export function compileKeepOver(
  name: string,
  inputs: TypedSql[],
  keep: Keep,
  over: (call: string) => string,
  { scope, nls, pos, expression }: CallSite,
): TypedSql {
  const reckon = ARRAY_FUNCTIONS[name];
  if (reckon === undefined) throw unimplemented(`${name} … KEEP … OVER`, pos);
  const { value, type } = keptValue(name, inputs, expression.star === true, nls);
  const keys = keep.orderBy.map((item) => ({ item, sql: compileExpression(item.expression, scope).sql }));
  const ranking = keys.map(({ item, sql }) => rankedBy(sql, item, keep)).join(', ');
  const key = `ROW(${keys.map(({ sql }) => sql).join(', ')})::text`;
  const window = wholePartition(over, `ORDER BY ${ranking}`);
  const kept = `ora.kept((${value?.sql ?? '1'})::text, ${key}) OVER (${window})`;
  return typed(`ora.${reckon}((${kept})::${value === undefined ? 'text' : pgTypeName(value.type)}[])`, type, {
    pos,
    isRowDependent: true,
  });
}

const ARRAY_FUNCTIONS: Record<string, string> = {
  MAX: 'array_max',
  MIN: 'array_min',
  SUM: 'array_sum',
  AVG: 'array_average',
  COUNT: 'array_count',
};

/** What is aggregated, and the type of the result. No value for COUNT(*). */
function keptValue(
  name: string,
  [first]: TypedSql[],
  isStar: boolean,
  nls: NlsSettings,
): { value: TypedSql | undefined; type: ScalarType } {
  if (isStar || first === undefined) return { value: undefined, type: NUMBER };
  if (name === 'MAX' || name === 'MIN') return { value: first, type: first.type };
  if (name === 'COUNT') return { value: first, type: NUMBER };
  const value = toNumeric(first, nls);
  return { value, type: value.type };
}

/** An item of the ranking. LAST is FIRST in the opposite order. */
function rankedBy(sql: string, item: OrderItem, keep: Keep): string {
  const isReversed = keep.rank === 'LAST';
  const descending = item.descending !== isReversed;
  const nullsFirst = item.nulls === undefined ? item.descending : item.nulls === 'FIRST';
  return `${sql}${descending ? ' DESC' : ''} NULLS ${nullsFirst !== isReversed ? 'FIRST' : 'LAST'}`;
}
