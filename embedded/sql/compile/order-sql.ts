import type { OrderItem } from '../../syntax/ast/expression.ts';
import { orderedSql } from './collation.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';

/** ORDER BY items of a window or an aggregate. Positions have no meaning here. */
export function orderSql(items: OrderItem[], scope: Scope): string {
  return items
    .map((item) => {
      const sql = orderedSql(compileExpression(item.expression, scope), scope.context.nls);
      const nulls = item.nulls === undefined ? '' : ` NULLS ${item.nulls}`;
      return `${sql}${item.descending ? ' DESC' : ''}${nulls}`;
    })
    .join(', ');
}
