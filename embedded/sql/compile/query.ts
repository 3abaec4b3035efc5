import type { Query, QueryBody } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { compileCommonTables } from './common-table.ts';
import type { CompileContext } from './compile-context.ts';
import { limitSql, orderByOutput, wrapLimit } from './order-limit.ts';
import type { CompiledBody, QueryOptions } from './output.ts';
import { Scope } from './scope.ts';
import { compileSelectBlock } from './select-block.ts';
import { compileSetOperation } from './set-operation.ts';

/** A query with its WITH, ORDER BY and row limit, as one PostgreSQL query. `parent` is the scope that a correlated one sees. */
export function compileQuery(
  query: Query,
  context: CompileContext,
  parent?: Scope,
  options: QueryOptions = {},
): CompiledBody {
  if (query.withFunctions !== undefined) {
    const { withFunctions, ...plain } = query;
    return compileQuery(
      plain,
      context.withFunctions(withFunctions.subprograms, withFunctions.text, query.pos),
      parent,
      options,
    );
  }
  let scope = parent;
  let prefix = '';
  if (query.with.length > 0) {
    const withScope = new Scope(context, parent);
    prefix = compileCommonTables(query.with, withScope);
    scope = withScope;
  }
  const body = compileBody(query, query.body, context, scope, options);
  return { ...body, sql: withPrefix(prefix, body.sql) };
}

function compileBody(
  query: Query,
  body: QueryBody,
  context: CompileContext,
  parent: Scope | undefined,
  options: QueryOptions,
): CompiledBody {
  if (body.kind === 'select') return compileSelectBlock(body, query, context, parent, options);
  if (body.kind === 'nested' && !hasTail(query)) return compileQuery(body.query, context, parent, options);
  if (query.forUpdate !== undefined) {
    throw new OracleError(1786, 'FOR UPDATE of this query expression is not allowed', { offset: query.pos });
  }
  const compiled =
    body.kind === 'nested'
      ? compileQuery(body.query, context, parent, { ...options, isTopLevel: false })
      : compileSetOperation(body, context, parent);
  if (!hasTail(query)) return compiled;
  const alias = context.nextAlias('q');
  const names = compiled.columns.map((_column, index) => `${alias}.c${index + 1}`).join(', ');
  const order = orderByOutput(query.orderBy, compiled.columns, alias, context, parent);
  const ordered = {
    ...compiled,
    sql: `SELECT ${names} FROM (${compiled.sql}) ${alias}${order}`,
    hidden: [],
    hasRowid: false,
  };
  if (query.fetch?.percent === true) return wrapLimit(query, ordered, context, parent);
  return { ...ordered, sql: ordered.sql + limitSql(query, context, parent) };
}

const RECURSIVE = 'WITH RECURSIVE ';

/** A hierarchical block has a WITH of its own: both become one list. */
function withPrefix(prefix: string, sql: string): string {
  if (prefix === '' || !sql.startsWith(RECURSIVE)) return prefix + sql;
  const names = prefix.replace(/^WITH (RECURSIVE )?/, '').trimEnd();
  return `${RECURSIVE}${names}, ${sql.slice(RECURSIVE.length)}`;
}

function hasTail(query: Query): boolean {
  return (
    query.orderBy.length > 0 || query.fetch !== undefined || query.offset !== undefined || query.forUpdate !== undefined
  );
}
