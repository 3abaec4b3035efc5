import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts';
import type { Expression } from '../../syntax/ast/expression.ts';
import { parseExpression } from '../../syntax/parse.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { compositeAssigned } from './composite-column.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { nullSql } from './literals.ts';
import { Scope } from './scope.ts';
import { isFixedCharacter } from './type-classes.ts';
import { quoteName, quoteText, type TypedSql, typed } from './typed-sql.ts';
import { isNameOf } from './walk.ts';

/** A value as it goes into a column: converted, CHAR padded. PostgreSQL's column type rounds numbers and checks their size. */
export function assignedSql(value: TypedSql, column: CatalogColumn, scope: Scope): string {
  const { nls } = scope.context;
  const { type } = column;
  if (column.composite !== undefined && value.type.kind !== 'NULL') {
    throw unimplemented('objects at this place in SQL', value.pos);
  }
  const converted = convertTo(value, type, nls).sql;
  if (isFixedCharacter(type) && 'length' in type && type.length !== undefined && value.type.kind !== 'NULL') {
    return `ora.pad_char(${converted}, ${type.length})`;
  }
  return converted;
}

/** What a column gets where the statement says nothing about it. Undefined: NULL. */
export function defaultSql(column: CatalogColumn, table: CatalogTable, scope: Scope): string | undefined {
  if (column.identity !== undefined) return assignedSql(identityValue(column, table), column, scope);
  if (column.default === undefined) return undefined;
  const context = scope.context.forView(table.object.schema, `default of ${table.object.name}.${column.name}`);
  const defaults = new Scope(context);
  defaults.allowsSequences = true;
  return assignedSql(compileExpression(parseExpression(column.default), defaults), column, scope);
}

function identityValue(column: CatalogColumn, table: CatalogTable): TypedSql {
  const relation = quoteText(`${quoteName(table.object.schema)}.${quoteName(column.identity?.sequence ?? '')}`);
  return typed(
    `nextval(${relation})::numeric`,
    { kind: 'NUMBER' },
    { pos: 0, isNullable: false, isRowDependent: true },
  );
}

/** True for columns whose default also stands for an explicit NULL. */
export function isDefaultOnNull(column: CatalogColumn): boolean {
  return column.isDefaultOnNull || column.identity?.generation === 'BY DEFAULT ON NULL';
}

/** The value that a statement gives to a column, DEFAULT included. */
export function givenSql(expression: Expression, column: CatalogColumn, table: CatalogTable, scope: Scope): string {
  if (isDefault(expression)) return defaultSql(column, table, scope) ?? nullSql(expression.pos, column.type).sql;
  const composite = compositeAssigned(expression, column, scope);
  return composite ?? withDefaultOnNull(compileExpression(expression, scope), column, table, scope);
}

export function withDefaultOnNull(value: TypedSql, column: CatalogColumn, table: CatalogTable, scope: Scope): string {
  const sql = assignedSql(value, column, scope);
  const fallback = isDefaultOnNull(column) ? defaultSql(column, table, scope) : undefined;
  return fallback === undefined ? sql : `coalesce(${sql}, ${fallback})`;
}

export function isDefault(expression: Expression): boolean {
  return isNameOf(expression, 'DEFAULT');
}
