import type { ReturningClause } from '../../syntax/ast/query.ts';
import { compileExpression } from './expression.ts';
import type { OutputColumn } from './output.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';

/** RETURNING: the expressions over the changed row. */
export function compileReturning(returning: ReturningClause | undefined, scope: Scope): OutputColumn[] {
  if (returning === undefined) return [];
  return returning.expressions.map((expression) => {
    const value = compileExpression(expression, scope);
    const name = expression.kind === 'name' ? (expression.name.parts.at(-1)?.name ?? '') : '';
    return { name, type: value.type, isNullable: value.isNullable, isJson: false, value };
  });
}

/** The RETURNING list in PostgreSQL: the columns, then the row's number. */
export function returningSql(columns: OutputColumn[], alias: string, rowid = `${alias}."ora$rowid"`): string {
  const values = columns.map((column) => (isScalar(column.type) ? (column.value?.sql ?? 'NULL') : 'NULL'));
  return ` RETURNING ${[...values, rowid].join(', ')}`;
}

/**
 * A statement whose rows are not asked for: PostgreSQL counts them and tells the last one's number, in place of sending them all.
 */
export function summarized(statement: string, alias: string, rowid = `${alias}."ora$rowid"`): string {
  return `WITH d AS (${statement} RETURNING ${rowid} AS r) SELECT count(*), (array_agg(d.r))[count(*)] FROM d`;
}
