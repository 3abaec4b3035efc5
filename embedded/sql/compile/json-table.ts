import type { FromItem, JsonTableColumn } from '../../syntax/ast/query.ts';
import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { scalarTypeOf } from '../../types/type-spec.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { documentSql, jsonColumnType, pgPath } from './functions-json.ts';
import type { Scope, SourceColumn } from './scope.ts';
import type { CompiledSource } from './table-source.ts';
import { classOf, isDatetime, varchar } from './type-classes.ts';
import { quoteText, typed } from './typed-sql.ts';

type JsonTable = Extract<FromItem, { kind: 'jsonTable' }>;
type ValueColumn = Extract<JsonTableColumn, { kind: 'value' }>;

/** JSON_TABLE, printed as PostgreSQL's. It sees the row sources before it. */
export function compileJsonTable(item: JsonTable, scope: Scope): CompiledSource {
  const document = compileExpression(item.document, scope);
  const alias = scope.context.nextAlias();
  const columns: SourceColumn[] = [];
  const raises = item.options?.onError === 'ERROR';
  const definitions = columnDefinitions(item.columns, alias, columns, scope);
  const path = quoteText(pgPath(item.path ?? '$'));
  const sql = `JSON_TABLE(${documentSql(document, raises)}, ${path} COLUMNS (${definitions})${raises ? ' ERROR ON ERROR' : ''}) ${alias}`;
  return {
    sql,
    source: { name: item.alias?.name, schema: undefined, pgAlias: alias, rowid: undefined, table: undefined, columns },
  };
}

function columnDefinitions(items: JsonTableColumn[], alias: string, columns: SourceColumn[], scope: Scope): string {
  return items
    .map((item) => {
      if (item.kind === 'nested') {
        return `NESTED PATH ${quoteText(pgPath(item.path))} COLUMNS (${columnDefinitions(item.columns, alias, columns, scope)})`;
      }
      const name = `c${columns.length + 1}`;
      if (item.kind === 'ordinality') {
        columns.push(columnOf(item.name.name, `(${alias}.${name})::numeric`, NUMBER));
        return `${name} FOR ORDINALITY`;
      }
      return valueDefinition(item, name, alias, columns, scope);
    })
    .join(', ');
}

function columnOf(name: string, sql: string, type: ScalarType, isJson = false): SourceColumn {
  return { name, sql, type, isNullable: true, isHidden: false, isJson };
}

function valueDefinition(
  item: ValueColumn,
  name: string,
  alias: string,
  columns: SourceColumn[],
  scope: Scope,
): string {
  const type = item.type === undefined ? varchar(4000) : scalarTypeOf(item.type);
  if (type === undefined) throw new OracleError(902, 'invalid datatype', { offset: item.name.pos });
  const path = quoteText(pgPath(item.path ?? `$."${item.name.name}"`));
  const ref = `${alias}.${name}`;
  if (item.exists) {
    const isNumber = classOf(type) === 'numeric';
    const sql = isNumber ? `(${ref})::int::numeric` : `(CASE WHEN ${ref} THEN 'true' ELSE 'false' END)`;
    columns.push(columnOf(item.name.name, sql, type));
    return `${name} boolean EXISTS PATH ${path}`;
  }
  if (item.formatJson) {
    columns.push(columnOf(item.name.name, `ora.json_compact_text(${ref})`, type, true));
    return `${name} text FORMAT JSON PATH ${path} ${wrapperSql(item)}`;
  }
  const handler = handlersSql(item, type, scope);
  columns.push(columnOf(item.name.name, valueSql(ref, type, scope), type));
  return `${name} ${jsonColumnType(type)} PATH ${path}${handler}`;
}

/** Text that is '' is NULL; dates come as ISO text. */
function valueSql(ref: string, type: ScalarType, scope: Scope): string {
  if (isDatetime(type)) {
    const moment = typed(`ora.json_timestamp(${ref})`, { kind: 'TIMESTAMP', precision: 6 }, { pos: 0 });
    return convertTo(moment, type, scope.context.nls).sql;
  }
  if (classOf(type) === 'character') return `nullif(${ref}, '')`;
  if (type.kind === 'NUMBER' && type.precision !== undefined) return `round(${ref}, ${type.scale ?? 0})`;
  return ref;
}

function wrapperSql(item: ValueColumn): string {
  const wrapper = item.options?.wrapper;
  if (wrapper === 'WITH') return 'WITH UNCONDITIONAL WRAPPER';
  return wrapper === 'WITH CONDITIONAL' ? 'WITH CONDITIONAL WRAPPER' : 'WITHOUT WRAPPER';
}

function handlersSql(item: ValueColumn, type: ScalarType, scope: Scope): string {
  const print = (handler: NonNullable<ValueColumn['options']>['onError'], event: string): string => {
    if (handler === undefined) return '';
    if (handler === 'NULL' || handler === 'ERROR') return ` ${handler} ON ${event}`;
    if (typeof handler === 'string') throw unimplemented(`${handler} ON ${event} in JSON_TABLE`, item.name.pos);
    const value = convertTo(
      compileExpression(handler.default, scope),
      classOf(type) === 'numeric' ? NUMBER : varchar(),
      scope.context.nls,
    );
    return ` DEFAULT ${value.sql} ON ${event}`;
  };
  const onEmpty = item.options?.onEmpty ?? item.options?.onError;
  return print(onEmpty, 'EMPTY') + print(item.options?.onError, 'ERROR');
}
