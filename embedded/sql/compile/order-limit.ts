import type { Expression, OrderItem } from '../../syntax/ast/expression.ts';
import type { Query } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { CompileContext } from './compile-context.ts';
import { inconsistentTypes, toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CompiledBody, OutputColumn } from './output.ts';
import { invalidIdentifier } from './resolve-names.ts';
import { Scope } from './scope.ts';
import { classOf, isScalar } from './type-classes.ts';

/** The select list's position that an ORDER BY item means: `2`, an alias or a column's name. Throws ORA-01785. */
export function outputPosition(expression: Expression, columns: OutputColumn[]): number | undefined {
  if (expression.kind === 'number' && /^\d+$/.test(expression.text)) {
    const position = Number(expression.text);
    if (position < 1 || position > columns.length) {
      throw new OracleError(1785, 'ORDER BY item must be the number of a SELECT-list expression', {
        offset: expression.pos,
      });
    }
    return position;
  }
  if (expression.kind !== 'name' || expression.name.parts.length !== 1 || expression.outerJoin === true)
    return undefined;
  const name = expression.name.parts[0]?.name;
  const index = columns.findIndex((column) => column.name === name);
  return index < 0 ? undefined : index + 1;
}

export function directionSql(item: OrderItem): string {
  return `${item.descending ? ' DESC' : ''}${item.nulls === undefined ? '' : ` NULLS ${item.nulls}`}`;
}

export function refuseLobOrder(column: OutputColumn | undefined, pos: number): void {
  if (column?.type.kind === 'RECORD' || column?.type.kind === 'COLLECTION') {
    throw new OracleError(22950, 'cannot ORDER objects without MAP or ORDER method', { offset: pos });
  }
  if (column !== undefined && isScalar(column.type) && classOf(column.type) === 'lob') {
    throw inconsistentTypes('-', column.type, pos);
  }
}

/** ORDER BY behind a set operation: positions, names, and expressions of them. */
export function orderByOutput(
  items: OrderItem[],
  columns: OutputColumn[],
  alias: string,
  context: CompileContext,
  parent: Scope | undefined,
): string {
  if (items.length === 0) return '';
  const scope = new Scope(context, parent);
  scope.sources.push({
    name: undefined,
    schema: undefined,
    pgAlias: alias,
    rowid: undefined,
    table: undefined,
    columns: columns.flatMap((column, index) =>
      isScalar(column.type)
        ? [
            {
              name: column.name,
              sql: `${alias}.c${index + 1}`,
              type: column.type,
              isNullable: true,
              isHidden: false,
              isJson: column.isJson,
            },
          ]
        : [],
    ),
  });
  const parts = items.map((item) => {
    const position = outputPosition(item.expression, columns);
    if (position !== undefined) refuseLobOrder(columns[position - 1], item.expression.pos);
    if (position === undefined && item.expression.kind === 'name' && item.expression.name.parts.length > 1) {
      throw invalidIdentifier(item.expression.name);
    }
    const sql = position === undefined ? compileExpression(item.expression, scope).sql : `${alias}.c${position}`;
    return sql + directionSql(item);
  });
  return ` ORDER BY ${parts.join(', ')}`;
}

function bigint(expression: Expression, context: CompileContext, parent: Scope | undefined): string {
  const value = toNumber(compileExpression(expression, new Scope(context, parent)), context.nls);
  if (value.literal !== undefined && /^\d{1,15}$/.test(value.literal)) return value.literal;
  // NULL rows are no rows; a negative number counts as 0.
  return `greatest(coalesce(trunc(${value.sql}), 0), 0)::bigint`;
}

/** OFFSET and FETCH, without PERCENT. */
export function limitSql(query: Query, context: CompileContext, parent: Scope | undefined): string {
  let sql = '';
  if (query.offset !== undefined) sql += ` OFFSET ${bigint(query.offset, context, parent)}`;
  if (query.fetch !== undefined) {
    const count = query.fetch.count === undefined ? '1' : bigint(query.fetch.count, context, parent);
    const isTied = query.fetch.withTies && query.orderBy.length > 0;
    sql += ` FETCH FIRST (${count}) ROWS ${isTied ? 'WITH TIES' : 'ONLY'}`;
  }
  return sql;
}

/** FETCH FIRST n PERCENT: the rows are counted first. */
export function wrapLimit(
  query: Query,
  body: CompiledBody,
  context: CompileContext,
  parent: Scope | undefined,
): CompiledBody {
  if (query.fetch?.count === undefined) throw unimplemented('FETCH PERCENT without a number', query.pos);
  if (query.fetch.withTies) throw unimplemented('FETCH … PERCENT ROWS WITH TIES', query.pos);
  if (body.hidden.length > 0) throw unimplemented('FETCH … PERCENT with LOB locators', query.pos);
  const percent = toNumber(compileExpression(query.fetch.count, new Scope(context, parent)), context.nls).sql;
  const offset = query.offset === undefined ? '0' : bigint(query.offset, context, parent);
  const alias = context.nextAlias('q');
  const names = body.columns.map((_column, index) => `${alias}.c${index + 1}`).join(', ');
  const counted = `SELECT ${alias}i.*, row_number() OVER () AS rn, count(*) OVER () AS cnt FROM (${body.sql}) ${alias}i`;
  return {
    ...body,
    sql: `SELECT ${names} FROM (${counted}) ${alias} WHERE ${alias}.rn > ${offset} AND ${alias}.rn <= ${offset} + ceil(${alias}.cnt * greatest(${percent}, 0) / 100) ORDER BY ${alias}.rn`,
  };
}
