import type { QualifiedName } from '../../syntax/ast/expression.ts';
import { DATE, NUMBER, type ScalarType } from '../../types/data-type.ts';
import { convertTo } from './convert.ts';
import { columnSql } from './name.ts';
import { resolveColumn } from './resolve-names.ts';
import type { Scope } from './scope.ts';
import { classOf, varchar } from './type-classes.ts';
import { quoteText, type TypedSql, typed } from './typed-sql.ts';

/** Item methods at the end of a path, and the type that they give. */
const METHODS: Record<string, ScalarType> = {
  NUMBER: NUMBER,
  NUMBERONLY: NUMBER,
  STRING: varchar(4000),
  STRINGONLY: varchar(4000),
  BOOLEAN: varchar(20),
  DATE: DATE,
  TIMESTAMP: { kind: 'TIMESTAMP', precision: 6 },
};

/**
 * `alias.column.key…`, `alias.column.key[0].number()`: the value at the path of a column that holds JSON: a scalar as text, an object or array
 * as JSON, several as an array. Undefined where the name is none of these.
 */
export function compileJsonDot(name: QualifiedName, scope: Scope, isCall = false): TypedSql | undefined {
  const { parts, written, pos } = name;
  const [alias, column, key] = parts;
  if (written === undefined || alias === undefined || column === undefined) return undefined;
  const resolved = resolveColumn(scope, { parts: [alias, column], pos });
  if (resolved === undefined || !resolved.column.isJson) return undefined;
  const document = columnSql(resolved, scope, pos);
  const method = isCall ? METHODS[parts.at(-1)?.name ?? ''] : undefined;
  if (isCall && method === undefined) return undefined;
  const end = isCall ? written.lastIndexOf('.') : written.length;
  const column_ = column.pos - pos + column.name.length + (column.quoted ? 2 : 0);
  const start = key === undefined || written[column_] === '[' ? column_ : key.pos - pos - 1;
  const path = `$${written.slice(start, end)}`;
  const text =
    classOf(document.type) === 'raw' || document.type.kind === 'BLOB'
      ? `convert_from(${document.sql}, 'UTF8')`
      : document.sql;
  const value = typed(`ora.json_dot(${text}, ${quoteText(path)})`, varchar(4000), { pos, isRowDependent: true });
  if (method === undefined || classOf(method) === 'character') return value;
  if (classOf(method) === 'numeric') return convertTo(value, method, scope.context.nls);
  const moment = typed(`ora.json_timestamp(${value.sql})`, { kind: 'TIMESTAMP', precision: 6 }, { pos });
  return { ...convertTo(moment, method, scope.context.nls), isRowDependent: true };
}
