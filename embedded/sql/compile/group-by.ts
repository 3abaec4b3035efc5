import type { Expression } from '../../syntax/ast/expression.ts';
import type { GroupingElement, SelectBlock } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { inconsistentTypes } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import { classOf } from './type-classes.ts';
import { walk } from './walk.ts';

/** GROUP BY as SQL; the texts of its expressions are noted in the scope, for the check of the select list. */
export function compileGroupBy(block: SelectBlock, scope: Scope): string {
  if (block.groupBy.length === 0) return '';
  const texts = new Set<string>();
  const sql = ` GROUP BY ${block.groupBy.map((element) => elementSql(element, scope, texts)).join(', ')}`;
  scope.groupTexts = texts;
  return sql;
}

function elementSql(element: GroupingElement, scope: Scope, texts: Set<string>): string {
  if (element.kind === 'expression') {
    const { expression } = element;
    if (expression.kind === 'row') {
      return expression.items
        .map((item) => elementSql({ kind: 'expression', expression: item }, scope, texts))
        .join(', ');
    }
    refuseSubquery(expression);
    const compiled = compileExpression(expression, scope);
    if (classOf(compiled.type) === 'lob') throw inconsistentTypes('-', compiled.type, expression.pos);
    texts.add(compiled.sql);
    if (compiled.rowidNumber !== undefined) texts.add(compiled.rowidNumber);
    return compiled.sql;
  }
  const lists = element.elements.map((list) => {
    const items = list.map((item) => elementSql(item, scope, texts));
    return items.length === 1 ? (items[0] ?? '') : `(${items.join(', ')})`;
  });
  const name = { rollup: 'ROLLUP', cube: 'CUBE', groupingSets: 'GROUPING SETS' }[element.kind];
  return `${name} (${lists.join(', ')})`;
}

function refuseSubquery(expression: Expression): void {
  walk(expression, (node) => {
    if (node.kind !== 'query') return true;
    throw new OracleError(22818, 'subquery expressions not allowed here', { offset: expression.pos });
  });
}

/** ORA-00979, or ORA-00937 without GROUP BY, for the first column that is used outside of an aggregate. */
export function checkGrouping(block: SelectBlock, scope: Scope): void {
  const isGrouped = block.groupBy.length > 0 || block.having !== undefined || scope.hasAggregates;
  const first = scope.ungrouped[0];
  if (!isGrouped || first === undefined) return;
  throw block.groupBy.length > 0
    ? new OracleError(979, 'not a GROUP BY expression', { offset: first.pos })
    : new OracleError(937, 'not a single-group group function', { offset: first.pos });
}
