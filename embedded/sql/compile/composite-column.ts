import type { CatalogColumn } from '../../catalog/catalog.ts';
import type { Expression, QualifiedName } from '../../syntax/ast/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import { fullNameOf, nameOfType } from '../../types/named-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { typeName } from '../../types/type-name.ts';
import type { CompositeType } from '../composite-text.ts';
import type { ElementSource } from './collection.ts';
import type { CompileContext } from './compile-context.ts';
import { compileExpression } from './expression.ts';
import { findHostExpression } from './name.ts';
import type { OutputColumn } from './output.ts';
import { noteColumnUse, type ResolvedColumn, resolveColumn } from './resolve-names.ts';
import type { Scope, SourceColumn } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { pgTypeName, type TypedSql, typed } from './typed-sql.ts';

/** Columns of object and collection types. Their form in PostgreSQL is told in composite-text.ts. */

/** The type of such a column. Throws ORA-21700 where it is gone or invalid. */
export function compositeTypeOf(
  composite: NonNullable<CatalogColumn['composite']>,
  context: CompileContext,
): CompositeType {
  const type = context.plsql?.().compositeType({ ...composite, packageName: undefined });
  if (type === undefined) throw new OracleError(21700, 'object does not exist or is marked for delete');
  return type;
}

/** A value that goes into such a column: NULL, a bind or variable, another column, a constructor or a function's result. Throws ORA-00932. */
export function compositeAssigned(expression: Expression, column: CatalogColumn, scope: Scope): string | undefined {
  if (column.composite === undefined) return undefined;
  const type = compositeTypeOf(column.composite, scope.context);
  const { parameters } = scope.context;
  const variable = findHostExpression(expression, scope);
  if (variable !== undefined && variable.type.kind !== 'NULL' && !isUntypedNull(variable.type)) {
    requireType(variable.type, type, expression.pos);
    return parameters.add({ kind: 'composite', variable, index: parameters.inputIndex(variable), type }, 'text');
  }
  if (variable !== undefined) return 'NULL::text';
  scope.objectSite = expression;
  const value = compileExpression(expression, scope);
  scope.objectSite = undefined;
  if (value.objectType === undefined && value.type.kind === 'NULL') return 'NULL::text';
  requireType(value.objectType ?? value.type, type, expression.pos);
  return asStored(value, type, scope.context);
}

/** SQL of a value of that type in the form of columns. Throws ORA-03001 where it has another one. */
export function asStored(value: TypedSql, type: CompositeType, { functionSteps }: CompileContext): string {
  const call = functionSteps.find(({ step }) => step.isObject === true && value.sql.includes(step.token ?? ''));
  if (call !== undefined) call.step.storedType = type;
  else if (value.isStored !== true) throw unimplemented('objects at this place in SQL', value.pos);
  return value.sql;
}

/** A column that a query gives to INSERT. Throws ORA-00932 for another type. */
export function compositeSelected(
  sql: string,
  output: OutputColumn,
  column: CatalogColumn,
  context: CompileContext,
): string | undefined {
  const { value } = output;
  if (column.composite === undefined) return undefined;
  if (output.type.kind === 'NULL') return 'NULL::text';
  const type = compositeTypeOf(column.composite, context);
  requireType(output.type, type, value?.pos ?? 0);
  if (value === undefined) throw unimplemented('objects at this place in SQL');
  asStored(value, type, context);
  return sql;
}

/** What a client binds where it has nothing to bind. */
function isUntypedNull(type: DataType): boolean {
  return type.kind === 'VARCHAR2' && type.length === 1;
}

function requireType(given: DataType, wanted: CompositeType, pos: number): void {
  const name = nameOfType(given);
  const expected = nameOfType(wanted);
  if (name !== undefined && expected !== undefined && fullNameOf(name) === fullNameOf(expected)) return;
  throw new OracleError(
    932,
    `inconsistent datatypes: expected ${expected === undefined ? 'UDT' : fullNameOf(expected)} got ${typeName(given)}`,
    { offset: pos },
  );
}

/** Such a column as a value, where values of its type may stand. */
export function compositeColumn(resolved: ResolvedColumn, scope: Scope, pos: number): TypedSql {
  const { column } = resolved;
  noteColumnUse(scope, resolved, pos);
  return {
    ...typed(column.sql, { kind: 'NULL' }, { pos, isRowDependent: true, isNullable: column.isNullable }),
    objectType: columnType(column, scope),
    isStored: true,
    ...(column.base === undefined ? {} : { base: column.base }),
  };
}

function columnType({ composite }: SourceColumn, { context }: Scope): CompositeType {
  if (composite === undefined) throw new TypeError('not a column of an object type');
  return compositeTypeOf(composite, context);
}

/** `alias.column.attribute…`. Undefined where the name is none of an object's attribute. */
export function compileAttribute(name: QualifiedName, scope: Scope, isObjectSite: boolean): TypedSql | undefined {
  for (let used = name.parts.length - 1; used >= 2; used--) {
    const resolved = resolveColumn(scope, { ...name, parts: name.parts.slice(0, used) });
    if (resolved?.column.composite === undefined) continue;
    let type: DataType = columnType(resolved.column, scope);
    let path = `(${resolved.column.sql})::jsonb`;
    const attributes = name.parts.slice(used);
    for (const [index, part] of attributes.entries()) {
      const field: number =
        type.kind === 'RECORD' ? type.fields.findIndex((candidate) => candidate.name === part.name) : -1;
      if (type.kind !== 'RECORD' || field < 0) return undefined;
      path = `(${path}) ${index === attributes.length - 1 ? '->>' : '->'} ${field}`;
      type = type.fields[field]?.type ?? type;
    }
    noteColumnUse(scope, resolved, name.pos);
    const from = { pos: name.pos, isRowDependent: true };
    if (isScalar(type)) return typed(`(${path})::${pgTypeName(type)}`, type, from);
    if (type.kind !== 'RECORD' && type.kind !== 'COLLECTION') return undefined;
    if (!isObjectSite) throw unimplemented('objects at this place in SQL', name.pos);
    return { ...typed(`(${path})`, { kind: 'NULL' }, from), objectType: type, isStored: true };
  }
  return undefined;
}

/** `TABLE(t.column)`: the elements of a stored collection. Undefined where the expression is none. */
export function storedElements(expression: Expression, scope: Scope): ElementSource | undefined {
  if (expression.kind !== 'name') return undefined;
  const resolved = resolveColumn(scope, expression.name);
  const value =
    resolved?.column.composite === undefined
      ? compileAttribute(expression.name, scope, true)
      : compositeColumn(resolved, scope, expression.pos);
  const type = value?.objectType;
  if (value === undefined || type?.kind !== 'COLLECTION') return undefined;
  const rows = `jsonb_array_elements(COALESCE(${value.sql}, '[]')::jsonb) AS e(v)`;
  const { element } = type;
  if (isScalar(element)) {
    const sql = `LATERAL (SELECT (e.v #>> '{}')::${pgTypeName(element)} FROM ${rows})`;
    return { sql, definition: '(c1)', columns: [{ name: 'COLUMN_VALUE', type: element }] };
  }
  if (element.kind !== 'RECORD') throw unimplemented('collections of collections in SQL', expression.pos);
  const fields = element.fields.map(({ name, type: fieldType }) => {
    if (!isScalar(fieldType)) throw unimplemented('records with fields that are no scalars in SQL', expression.pos);
    return { name, type: fieldType };
  });
  const values = fields.map((field, index) => `(e.v ->> ${index})::${pgTypeName(field.type)}`);
  const names = [...values, 'value'].map((_, index) => `c${index + 1}`);
  return {
    sql: `LATERAL (SELECT ${[...values, `NULLIF(e.v::text, 'null')`].join(', ')} FROM ${rows})`,
    definition: `(${names.join(', ')})`,
    columns: fields,
    objectType: element,
  };
}
