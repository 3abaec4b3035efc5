import type { CommonTableExpression, Query } from '../../syntax/ast/query.ts';
import type { ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { mergeTypes } from './case.ts';
import { convertTo } from './convert.ts';
import type { CompiledBody } from './output.ts';
import { compileQuery } from './query.ts';
import type { CommonTable, Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { pgTypeName } from './typed-sql.ts';
import { mentionsTable } from './walk.ts';

/** `WITH … ` in front of a query; each name is visible to the following ones. Recursive ones are those that name themselves. */
export function compileCommonTables(tables: CommonTableExpression[], scope: Scope): string {
  let isRecursive = false;
  const parts = tables.map((table) => {
    if (table.hasSearchOrCycle === true) throw unimplemented('SEARCH and CYCLE clauses', table.name.pos);
    if (scope.commonTables.has(table.name.name)) {
      throw new OracleError(32039, 'recursive WITH clause must have column alias list', { offset: table.name.pos });
    }
    if (mentionsTable(table.query, table.name.name)) {
      isRecursive = true;
      return compileRecursive(table, scope);
    }
    const body = compileQuery(table.query, scope.context, scope);
    const common = describe(table, body, scope);
    scope.commonTables.set(common.name, common);
    return `${common.pgName} AS (${body.sql})`;
  });
  return `WITH ${isRecursive ? 'RECURSIVE ' : ''}${parts.join(', ')} `;
}

function describe(table: CommonTableExpression, body: CompiledBody, scope: Scope): CommonTable {
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

/** Anchor UNION ALL recursive member. The anchor's types are those of the whole, widened by what the member yields. */
function compileRecursive(table: CommonTableExpression, scope: Scope): string {
  const { body } = table.query;
  if (table.columns.length === 0) {
    throw new OracleError(32039, 'recursive WITH clause must have column alias list', { offset: table.name.pos });
  }
  if (body.kind !== 'setOperation' || body.operator !== 'UNION ALL') {
    throw new OracleError(32040, 'recursive WITH clause must use a UNION ALL operation', { offset: table.name.pos });
  }
  const part = (side: Query['body']): Query =>
    side.kind === 'nested'
      ? side.query
      : { kind: 'query', pos: side.pos, end: table.query.end, with: [], body: side, orderBy: [] };
  const anchor = compileQuery(part(body.left), scope.context, scope);
  const common = describe(table, anchor, scope);
  scope.commonTables.set(common.name, common);
  let member = compileQuery(part(body.right), scope.context, scope);
  if (member.columns.length !== anchor.columns.length) {
    throw new OracleError(1789, 'query block has incorrect number of result columns', { offset: body.right.pos });
  }
  const widened = common.columns.map((column, index) =>
    widen(column.type, member.columns[index]?.type as ScalarType, body.pos),
  );
  if (widened.some((type, index) => pgTypeName(type) !== pgTypeName(common.columns[index]?.type ?? type))) {
    // The member was compiled against narrower types: once more with the final ones.
    for (const [index, column] of common.columns.entries()) column.type = widened[index] ?? column.type;
    member = compileQuery(part(body.right), scope.context, scope);
  } else {
    for (const [index, column] of common.columns.entries()) column.type = widened[index] ?? column.type;
  }
  const types = common.columns.map((column) => column.type);
  return `${common.pgName} AS (${typedColumns(anchor, types, scope)} UNION ALL ${typedColumns(member, types, scope)})`;
}

function widen(left: ScalarType, right: ScalarType, pos: number): ScalarType {
  const merged = mergeTypes(left, right);
  if (merged === undefined) {
    throw new OracleError(1790, 'expression must have same datatype as corresponding expression', { offset: pos });
  }
  return merged.kind === 'NULL'
    ? { kind: 'VARCHAR2', unit: 'BYTE' }
    : merged.kind === 'NUMBER'
      ? { kind: 'NUMBER' }
      : merged;
}

/** PostgreSQL compares lengths and scales too: each column is cast to its bare type. */
function typedColumns(body: CompiledBody, types: ScalarType[], scope: Scope): string {
  const alias = scope.context.nextAlias('q');
  const columns = types.map((type, index) => {
    const column = body.columns[index];
    if (column === undefined || !isScalar(column.type)) throw new Error('column count was checked');
    const value = { sql: `${alias}.c${index + 1}`, type: column.type, isNullable: true, pos: 0, isRowDependent: true };
    return `(${convertTo(value, type, scope.context.nls).sql})::${pgTypeName(type)} AS c${index + 1}`;
  });
  return `SELECT ${columns.join(', ')} FROM (${body.sql}) ${alias}`;
}
