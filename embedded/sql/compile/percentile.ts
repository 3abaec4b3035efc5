import { NUMBER } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { AggregateRule } from './aggregate.ts';
import { toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import { at } from './function-rule.ts';
import { isDatetime } from './type-classes.ts';
import { pgTypeName, typed } from './typed-sql.ts';
import { wholePartition } from './whole-partition.ts';

/** PERCENTILE_CONT and PERCENTILE_DISC, as aggregates and with OVER (PARTITION BY …). ORA-30491 without WITHIN GROUP. */
export function percentile(name: 'percentile_cont' | 'percentile_disc'): AggregateRule {
  return (inputs, { expression, nls, pos, over, scope, isAnalytic }) => {
    const item = expression.withinGroup?.[0];
    if (item === undefined) throw new OracleError(30491, 'missing ORDER BY clause', { offset: pos });
    const fraction = toNumber(at(inputs, 0), nls).sql;
    const ordered = compileExpression(item.expression, scope);
    const direction = item.descending ? ' DESC' : '';
    if (name === 'percentile_cont') {
      const rank = item.descending ? `(1 - ${fraction})` : fraction;
      if (!isDatetime(ordered.type)) {
        return typed(over(`ora.percentile_cont(${toNumber(ordered, nls).sql}, ${rank})`), NUMBER, { pos });
      }
      const seconds = over(`ora.percentile_cont(extract(epoch from ${ordered.sql}), ${rank})`);
      const moment = `(timestamptz 'epoch' + ${seconds} * interval '1 second')`;
      const type = pgTypeName(ordered.type);
      return typed(type === 'timestamp' ? `(${moment} AT TIME ZONE 'UTC')` : moment, ordered.type, { pos });
    }
    if (isAnalytic) {
      const window = wholePartition(over, `ORDER BY ${ordered.sql}${direction} NULLS LAST`);
      const values = `array_agg(${ordered.sql}) FILTER (WHERE ${ordered.sql} IS NOT NULL) OVER (${window})`;
      return typed(`ora.discrete_percentile(${values}, ${fraction})`, ordered.type, { pos });
    }
    const call = `percentile_disc((${fraction})::float8) WITHIN GROUP (ORDER BY ${ordered.sql}${direction})`;
    return typed(over(call), ordered.type, { pos });
  };
}
