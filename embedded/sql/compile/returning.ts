import type { ReturningClause } from '../../syntax/ast/query.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { compileExpression } from './expression.ts';
import type { OutputColumn } from './output.ts';
import type { Scope } from './scope.ts';

/** RETURNING: the expressions over the changed row. */
export function compileReturning(returning: ReturningClause | undefined, scope: Scope): OutputColumn[] {
  if (returning === undefined) return [];
  return returning.expressions.map((expression) => {
    scope.objectSite = expression;
    const value = compileExpression(expression, scope);
    scope.objectSite = undefined;
    if (value.objectType !== undefined && value.isStored !== true) {
      throw unimplemented('objects at this place in SQL', expression.pos);
    }
    const name = expression.kind === 'name' ? (expression.name.parts.at(-1)?.name ?? '') : '';
    return { name, type: value.objectType ?? value.type, isNullable: value.isNullable, isJson: false, value };
  });
}

/** The RETURNING list in PostgreSQL: the columns, then the row's number. */
export function returningSql(columns: OutputColumn[], alias: string, rowid = `${alias}."ora$rowid"`): string {
  const values = columns.map((column) => (column.type.kind === 'REF CURSOR' ? 'NULL' : (column.value?.sql ?? 'NULL')));
  return ` RETURNING ${[...values, rowid].join(', ')}`;
}

/**
 * A statement whose rows are not asked for: PostgreSQL counts them and tells the last one's number, in place of sending them all.
 */
export function summarized(statement: string, alias: string, rowid = `${alias}."ora$rowid"`): string {
  return `WITH d AS (${statement} RETURNING ${rowid} AS r) SELECT count(*), (array_agg(d.r))[count(*)] FROM d`;
}
