import type { CommonTableExpression } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { CompiledBody } from './output.ts';
import { compileQuery } from './query.ts';
import { compileRecursive } from './recursive-table.ts';
import type { CommonTable, Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { mentionsTable } from './walk.ts';

/** `WITH … ` in front of a query; each name is visible to the following ones. Recursive ones are those that name themselves. */
export function compileCommonTables(tables: CommonTableExpression[], scope: Scope): string {
  let isRecursive = false;
  const parts = scope.withTables;
  for (const table of tables) {
    if (scope.commonTables.has(table.name.name)) {
      throw new OracleError(32039, 'recursive WITH clause must have column alias list', { offset: table.name.pos });
    }
    if (mentionsTable(table.query, table.name.name)) {
      isRecursive = true;
      parts.push(compileRecursive(table, scope));
      continue;
    }
    const body = compileQuery(table.query, scope.context, scope);
    const common = describeCommonTable(table, body, scope);
    scope.commonTables.set(common.name, common);
    parts.push(`${common.pgName} AS (${body.sql})`);
  }
  return `WITH ${isRecursive ? 'RECURSIVE ' : ''}${parts.join(', ')} `;
}

/** The columns that the users of a WITH clause's query see. ORA-32038 where the list of names has another length. */
export function describeCommonTable(table: CommonTableExpression, body: CompiledBody, scope: Scope): CommonTable {
  if (table.columns.length > 0 && table.columns.length !== body.columns.length) {
    throw new OracleError(
      32038,
      'number of WITH clause column names does not match number of elements in select list',
      {
        offset: table.name.pos,
      },
    );
  }
  return {
    name: table.name.name,
    pgName: scope.context.nextAlias('w'),
    columns: body.columns.map((column, index) => {
      if (!isScalar(column.type))
        throw new OracleError(22902, 'CURSOR expression not allowed', { offset: table.name.pos });
      return {
        name: table.columns[index]?.name ?? column.name,
        type: column.type,
        isNullable: column.isNullable,
        isJson: column.isJson,
      };
    }),
  };
}
