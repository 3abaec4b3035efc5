import type { CatalogTable } from '../../catalog/catalog.ts';
import { findVirtualTable } from '../../catalog/virtual-tables.ts';
import type { Identifier, QualifiedName } from '../../syntax/ast/expression.ts';
import type { FromItem, Query } from '../../syntax/ast/query.ts';
import { parseQuery } from '../../syntax/parse.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { CompileContext } from './compile-context.ts';
import type { CompiledBody, QueryOptions } from './output.ts';
import type { DictionarySource } from './parameters.ts';
import { compileQuery } from './query.ts';
import type { CommonTable, Scope, Source, SourceColumn } from './scope.ts';
import { isScalar, varchar } from './type-classes.ts';
import { pgTypeName, quoteName } from './typed-sql.ts';

export type CompiledSource = { sql: string; source: Source };

/** A table, view, dictionary view or WITH query by name. Throws ORA-00942, ORA-04044, ORA-04063. */
export function tableSource(item: Extract<FromItem, { kind: 'table' }>, scope: Scope): CompiledSource {
  const { name, alias } = item;
  const { context } = scope;
  const single = name.parts.length === 1 ? name.parts[0]?.name : undefined;
  const common = single === undefined ? undefined : scope.findCommonTable(single);
  if (common !== undefined) return commonTableSource(common, alias, context);
  const table = resolveTable(name, context);
  const { schema } = table.object;
  const label = {
    name: alias?.name ?? name.parts.at(-1)?.name,
    schema: alias === undefined ? (name.parts.length > 1 ? name.parts[0]?.name : schema) : undefined,
  };
  const compiled = catalogSource(table, context);
  return { ...compiled, source: { ...compiled.source, ...label } };
}

/** The table or view that a name means, for queries and DML. */
export function resolveTable(name: QualifiedName, context: CompileContext): CatalogTable {
  const resolved = context.resolveObject(name);
  if (resolved === undefined || resolved.rest.length > 0) throw tableMissing(name.pos);
  const { object } = resolved;
  if (object.type === 'TABLE' || object.type === 'VIEW') {
    const table = context.catalog.table(object.schema, object.name);
    if (table !== undefined) return table;
    throw tableMissing(name.pos);
  }
  if (object.type === 'SEQUENCE' || object.type === 'INDEX') throw tableMissing(name.pos);
  throw new OracleError(4044, 'procedure, function, package, or type is not allowed here', { offset: name.pos });
}

export function tableMissing(pos: number): OracleError {
  return new OracleError(942, 'table or view does not exist', { offset: pos });
}

/** The rows of a table or view. */
export function catalogSource(table: CatalogTable, context: CompileContext): CompiledSource {
  if (isDictionary(table)) return dictionarySource(table, context);
  if (table.kind === 'TABLE') return storedTableSource(table, context);
  return viewSource(table, context);
}

/** DUAL and the dictionary views: they are not stored. */
export function isDictionary(table: CatalogTable): boolean {
  return table.object.isBuiltIn && table.object.schema === 'SYS' && table.viewText === undefined;
}

/** The PostgreSQL relation of a table. */
export function relationSql(table: CatalogTable): string {
  const { schema, name } = table.object;
  return table.isTemporary ? `pg_temp.${quoteName(`${schema}.${name}`)}` : `${quoteName(schema)}.${quoteName(name)}`;
}

function storedTableSource(table: CatalogTable, context: CompileContext): CompiledSource {
  if (table.isTemporary) context.temporaryTables.add(table);
  const alias = context.nextAlias();
  const rowid = `${alias}."ora$rowid"`;
  return {
    sql: `${relationSql(table)} ${alias}`,
    source: {
      name: table.object.name,
      schema: table.object.schema,
      pgAlias: alias,
      rowid,
      table,
      columns: table.columns.map((column) => ({
        name: column.name,
        sql: `${alias}.${quoteName(column.name)}`,
        type: column.type,
        isNullable: column.isNullable,
        isHidden: column.isHidden,
        isJson: column.isJson,
        composite: column.composite,
        base: { table, column: column.name },
        lob:
          column.type.kind === 'CLOB' || column.type.kind === 'NCLOB' || column.type.kind === 'BLOB'
            ? { schema: table.object.schema, table: table.object.name, column: column.name, rowid }
            : undefined,
      })),
    },
  };
}

/** Dictionary views: their rows are in memory and go to PostgreSQL as JSON when the statement starts. */
function dictionarySource(table: CatalogTable, context: CompileContext): CompiledSource {
  const { name, schema } = table.object;
  const alias = context.nextAlias();
  if (name === 'DUAL' && schema === 'SYS') {
    const dummy: SourceColumn = {
      name: 'DUMMY',
      sql: `${alias}.c1`,
      type: varchar(1),
      isNullable: true,
      isHidden: false,
      isJson: false,
    };
    return {
      sql: `(SELECT 'X'::text AS c1) ${alias}`,
      source: { name, schema, pgAlias: alias, rowid: undefined, table, columns: [dummy] },
    };
  }
  const virtual = findVirtualTable(name);
  if (virtual === undefined) throw unimplemented(`view ${name}`);
  const parameter: DictionarySource = { kind: 'dictionary', name, alias, wanted: new Map(), used: new Set() };
  const token = context.parameters.add(parameter, 'json');
  const definition = virtual.columns.map((column, index) => `c${index + 1} ${pgTypeName(column.type)}`).join(', ');
  return {
    sql: `json_to_recordset(${token}) ${alias}(${definition})`,
    source: {
      name,
      schema,
      pgAlias: alias,
      rowid: undefined,
      table,
      columns: virtual.columns.map((column, index) => ({
        name: column.name,
        sql: `${alias}.c${index + 1}`,
        type: column.type,
        isNullable: column.isNullable,
        isHidden: false,
        isJson: false,
      })),
    },
  };
}

const parsedViews = new WeakMap<CatalogTable, Query>();

/** A view's text, parsed. */
export function viewQuery(table: CatalogTable): Query {
  const known = parsedViews.get(table);
  if (known !== undefined) return known;
  const query = parseQuery(table.viewText ?? '');
  parsedViews.set(table, query);
  return query;
}

/** A stored view: its text as a subquery, compiled with its owner's eyes. */
export function viewSource(table: CatalogTable, context: CompileContext, options: QueryOptions = {}): CompiledSource {
  const { schema, name } = table.object;
  const key = `${schema}.${name}`;
  if (context.views.includes(key)) throw viewInvalid(key);
  let body: CompiledBody;
  try {
    body = compileQuery(viewQuery(table), context.forView(schema, key), undefined, { withRowid: true, ...options });
  } catch (error) {
    // What is wrong inside is the view's, not the statement's: names that the owner no longer sees.
    if (error instanceof OracleError && [942, 904, 980, 4063].includes(error.code)) throw viewInvalid(key);
    throw error;
  }
  if (body.columns.length !== table.columns.length) throw viewInvalid(key);
  const compiled = derivedSource(body, undefined, '', context);
  const columns = compiled.source.columns.map((column, index) => ({
    ...column,
    name: table.columns[index]?.name ?? column.name,
  }));
  return { sql: compiled.sql, source: { ...compiled.source, name, schema, table, columns } };
}

function viewInvalid(key: string): OracleError {
  const [schema, name] = key.split('.');
  return new OracleError(4063, `view "${schema}.${name}" has errors`);
}

function commonTableSource(common: CommonTable, name: Identifier | undefined, context: CompileContext): CompiledSource {
  const alias = context.nextAlias();
  return {
    sql: `${common.pgName} ${alias}`,
    source: {
      name: name?.name ?? common.name,
      schema: undefined,
      pgAlias: alias,
      rowid: undefined,
      table: undefined,
      columns: common.columns.map((column, index) => ({
        name: column.name,
        sql: `${alias}.c${index + 1}`,
        type: column.type,
        isNullable: column.isNullable,
        isHidden: column.isHidden ?? false,
        isJson: column.isJson,
      })),
    },
  };
}

/** A subquery as a row source. */
export function derivedSource(
  body: CompiledBody,
  name: Identifier | undefined,
  prefix: string,
  context: CompileContext,
): CompiledSource {
  const alias = context.nextAlias();
  const rowid = body.hasRowid ? `${alias}.rid` : undefined;
  return {
    sql: `${prefix}(${body.sql}) ${alias}`,
    source: {
      name: name?.name,
      schema: undefined,
      pgAlias: alias,
      rowid,
      table: undefined,
      columns: body.columns.flatMap((column, index): SourceColumn[] => {
        if (!isScalar(column.type)) return [];
        const lob = column.value?.lob;
        return [
          {
            name: column.name,
            sql: `${alias}.c${index + 1}`,
            type: column.type,
            isNullable: column.isNullable,
            isHidden: false,
            isJson: column.isJson,
            base: column.value?.base,
            lob: lob === undefined || rowid === undefined ? undefined : { ...lob, rowid },
            zone: column.value?.zone?.name === undefined ? undefined : column.value.zone,
          },
        ];
      }),
    },
  };
}
