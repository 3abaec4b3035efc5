import type { CatalogTable } from '../../catalog/catalog.ts';
import type { Query } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { CompileContext } from './compile-context.ts';
import { compileCondition } from './condition.ts';
import { Scope, type Source } from './scope.ts';
import { catalogSource, resolveTable, viewQuery } from './table-source.ts';
import { quoteName } from './typed-sql.ts';

/**
 * WITH CHECK OPTION: what a row must fulfil to be seen through the view and the views below it, as PostgreSQL SQL over the stored row of that
 * alias. The SQL ends in ORA-01402 where it does not.
 */
export function checkOptionSql(
  view: CatalogTable,
  context: CompileContext,
  written: CatalogTable,
  alias: string,
  pos: number,
): string {
  const { schema, name } = view.object;
  return checkQuerySql(viewQuery(view), context.forView(schema, `${schema}.${name}`), written, alias, pos);
}

/** The same for an inline view. */
export function checkQuerySql(
  query: Query,
  context: CompileContext,
  written: CatalogTable,
  alias: string,
  pos: number,
): string {
  const conditions = conditionsOf(query, context, written, alias, pos);
  const all = conditions.length === 0 ? 'true' : conditions.join(' AND ');
  return `CASE WHEN ${all} THEN ${alias}."ora$rowid" ELSE ora.raise(1402, 'view WITH CHECK OPTION where-clause violation')::int::bigint END`;
}

function conditionsOf(
  query: Query,
  context: CompileContext,
  written: CatalogTable,
  alias: string,
  pos: number,
): string[] {
  const { body } = query;
  const [item, ...others] = body.kind === 'select' ? body.from : [];
  if (body.kind !== 'select' || item?.kind !== 'table' || others.length > 0) {
    throw unimplemented('WITH CHECK OPTION of a join', pos);
  }
  const table = resolveTable(item.name, context);
  const label = item.alias?.name ?? item.name.parts.at(-1)?.name;
  const scope = new Scope(context);
  const { source } = catalogSource(table, context);
  const stored = source.columns.map((column) => {
    const name = table === written ? column.name : column.base?.column;
    return name === undefined ? column : { ...column, sql: `${alias}.${quoteName(name)}` };
  });
  const own: Source = { ...source, name: label, pgAlias: alias, rowid: `${alias}."ora$rowid"`, columns: stored };
  scope.sources.push(own);
  const conditions = body.where === undefined ? [] : [compileCondition(body.where, scope)];
  if (table === written) return conditions;
  if (table.kind !== 'VIEW') throw new OracleError(1732, 'data manipulation operation not legal on this view');
  const { schema, name } = table.object;
  const below = conditionsOf(viewQuery(table), context.forView(schema, `${schema}.${name}`), written, alias, pos);
  return [...below, ...conditions];
}
