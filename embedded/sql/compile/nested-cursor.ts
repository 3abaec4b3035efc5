import type { Expression } from '../../syntax/ast/expression.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { OutputColumn } from './output.ts';
import type { PreparedSql } from './parameters.ts';
import { compileQuery } from './query.ts';
import { Scope } from './scope.ts';
import { pgTypeName, type TypedSql, typed } from './typed-sql.ts';

/** A `CURSOR(SELECT …)` of the select list: a query to open for each row, with values of that row. */
export type CompiledNestedQuery = {
  prepared: PreparedSql;
  columns: OutputColumn[];
  hiddenCount: number;
  /** Values of the outer row that the query uses. `hidden` is the index of the outer query's hidden column. */
  slots: { slot: number; sql: string; hidden?: number }[];
};

/** CURSOR(…), also inside of another one. The columns of the rows around it become parameters of the inner query. */
export function compileCursorExpression(
  expression: Extract<Expression, { kind: 'cursorExpression' }>,
  scope: Scope,
): TypedSql {
  const { context } = scope;
  if (scope.parent?.isOuterRow === false)
    throw new OracleError(22902, 'CURSOR expression not allowed', { offset: expression.pos });
  const slotSql: string[] = [];
  const outer = outerRow(scope, slotSql);
  const body = compileQuery(expression.query, context, outer, { isTopLevel: true });
  const prepared = context.parameters.prepare(body.sql);
  const slots = prepared.parameters.flatMap((parameter) =>
    parameter.kind === 'slot' ? [{ slot: parameter.slot, sql: slotSql[parameter.slot] ?? 'NULL' }] : [],
  );
  context.nestedCursors.push({ prepared, columns: body.columns, hiddenCount: body.hidden.length, slots });
  return {
    ...typed('NULL::text', { kind: 'NULL' }, { pos: expression.pos, isRowDependent: true }),
    nestedCursor: context.nestedCursors.length - 1,
    cursorType: { kind: 'REF CURSOR' },
  };
}

/** The rows that an inner query sees, the nearest first: their columns are slots, whose SQL in the query around it goes to `slotSql`. */
function outerRow(scope: Scope, slotSql: string[]): Scope {
  const { context } = scope;
  const outer = new Scope(context, scope.parent === undefined ? undefined : outerRow(scope.parent, slotSql));
  outer.isOuterRow = true;
  for (const source of scope.sources) {
    const columns = source.columns.map((column) => {
      slotSql.push(column.sql);
      const token = context.parameters.add({ kind: 'slot', slot: slotSql.length - 1 }, pgTypeName(column.type));
      return { ...column, sql: token, lob: undefined };
    });
    outer.sources.push({ ...source, columns, rowid: undefined });
  }
  return outer;
}
