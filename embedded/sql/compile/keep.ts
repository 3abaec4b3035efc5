import type { OrderItem } from '../../syntax/ast/expression.ts';
import { NUMBER } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { toNumeric } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CallSite } from './function-rule.ts';
import { pgTypeName, type TypedSql, typed } from './typed-sql.ts';

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
  keep: { rank: 'FIRST' | 'LAST'; orderBy: OrderItem[] },
  { scope, nls, pos, expression }: CallSite,
): TypedSql {
  const aggregate = AGGREGATE_SQL[name];
  if (aggregate === undefined) throw unimplemented(`${name} … KEEP`, pos);
  const isSum = name !== 'MAX' && name !== 'MIN';
  const first = inputs[0];
  const isCount = name === 'COUNT';
  const value =
    expression.star === true || first === undefined ? undefined : isSum && !isCount ? toNumeric(first, nls) : first;
  const type = isCount || value === undefined ? NUMBER : value.type;
  const order = keep.orderBy.map((item) => ({ item, value: compileExpression(item.expression, scope) }));
  const alias = scope.context.nextAlias('k');
  const arrays = [value?.sql ?? '1::numeric', ...order.map((entry) => entry.value.sql)].map(
    (sql) => `array_agg(${sql})`,
  );
  const columns = ['v', ...order.map((_entry, index) => `o${index}`)];
  // LAST is FIRST in the opposite order.
  const isReversed = keep.rank === 'LAST';
  const ranking = order.map(({ item }, index) => {
    const descending = item.descending !== isReversed;
    const nullsFirst = item.nulls === undefined ? item.descending : item.nulls === 'FIRST';
    return `o${index}${descending ? ' DESC' : ''} NULLS ${nullsFirst !== isReversed ? 'FIRST' : 'LAST'}`;
  });
  const ranked = `SELECT ${columns.join(', ')}, rank() OVER (ORDER BY ${ranking.join(', ')}) AS r FROM unnest(${arrays.join(', ')}) AS u(${columns.join(', ')})`;
  return typed(
    `(SELECT ${aggregate}(${alias}.v)::${pgTypeName(type)} FROM (${ranked}) ${alias} WHERE ${alias}.r = 1)`,
    type,
    { pos, isRowDependent: true },
  );
}
