import type { AggregateRule, AggregateSite } from './aggregate.ts';
import { toText } from './convert.ts';
import { compileExpression } from './expression.ts';
import { at } from './function-rule.ts';
import { orderSql } from './order-sql.ts';
import { isCharacterLob, varchar } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';
import { wholePartition } from './whole-partition.ts';

/** LISTAGG, as aggregate and with OVER. Ends in ORA-01489 beyond 4000 bytes, unless ON OVERFLOW TRUNCATE says otherwise. */
export const listagg: AggregateRule = (inputs, site) => {
  const { expression, nls, pos, distinct, over, isAnalytic, scope } = site;
  const value = toText(at(inputs, 0), nls);
  const separator = inputs[1] === undefined || inputs[1].type.kind === 'NULL' ? "''::text" : toText(inputs[1], nls).sql;
  const items = expression.withinGroup;
  const order = items === undefined ? '' : ` ORDER BY ${orderSql(items, scope)}`;
  const window = isAnalytic ? wholePartition(over, order.trim()) : '';
  // With DISTINCT the order can only be that of the values themselves.
  const ownOrder = ` ORDER BY ${value.sql}${order.includes(' DESC') ? ' DESC' : ''}`;
  const grouped = (name: string, rest = '') =>
    over(`${name}(${distinct}${value.sql}${rest}${distinct === '' ? order : ownOrder})`);
  if (expression.json?.overflow !== undefined) {
    return typed(truncated(arrayOf(value, grouped, window, distinct), separator, site), varchar(4000), { pos });
  }
  let call: string;
  if (!isAnalytic) call = grouped('string_agg', `, ${separator}`);
  else if (distinct === '') call = `string_agg(${value.sql}, ${separator}) OVER (${window})`;
  else call = `array_to_string(${arrayOf(value, grouped, window, distinct)}, ${separator})`;
  const isLob = isCharacterLob(value.type);
  return typed(isLob ? call : `ora.list(nullif(${call}, ''))`, isLob ? value.type : varchar(4000), { pos });
};

function arrayOf(value: TypedSql, grouped: (name: string) => string, window: string, distinct: string): string {
  if (window === '') return grouped('array_agg');
  return `${distinct === '' ? 'array_agg' : 'ora.distinct_values'}(${value.sql}) OVER (${window})`;
}

function truncated(values: string, separator: string, { expression, scope, nls }: AggregateSite): string {
  const overflow = expression.json?.overflow;
  const indicator =
    overflow?.indicator === undefined ? "'...'" : toText(compileExpression(overflow.indicator, scope), nls).sql;
  return `ora.truncated_list(${values}, ${separator}, ${indicator}, ${overflow?.hasCount !== false})`;
}
