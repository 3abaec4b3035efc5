import type { Catalog, CatalogTable } from '../catalog/catalog.ts';
import type { Expression } from '../syntax/ast/expression.ts';
import { CONDITION_KINDS } from '../syntax/parse-expression.ts';
import { defaultNlsSettings } from '../types/nls.ts';
import { unimplemented } from '../types/oracle-error.ts';
import { CompileContext, NO_NAMES } from './compile/compile-context.ts';
import { compileCondition } from './compile/condition.ts';
import { compileExpression } from './compile/expression.ts';
import { Scope } from './compile/scope.ts';
import { quoteName } from './compile/typed-sql.ts';

/** What a table's expressions may refer to: nothing but its columns. */
const EMPTY_CATALOG: Catalog = {
  resolveObject: () => undefined,
  findObject: () => undefined,
  table: () => undefined,
  triggersOf: () => [],
  version: 0,
  hasSystemPrivilege: () => false,
  hasObjectPrivilege: () => false,
} as unknown as Catalog;

/**
 * A CHECK condition, the expression of a virtual column or of a function-based index as PostgreSQL SQL over the table's columns, which are
 * not qualified. Formats are the database's defaults, not the session's. Throws OracleError with the offset in the expression's text.
 */
export function printTableExpression(expression: Expression, table: CatalogTable): string {
  const { schema, name } = table.object;
  const context = new CompileContext({
    catalog: EMPTY_CATALOG,
    nls: defaultNlsSettings(),
    names: NO_NAMES,
    session: { user: schema, currentSchema: schema },
  });
  const scope = new Scope(context);
  scope.sources.push({
    name,
    schema,
    pgAlias: '',
    rowid: undefined,
    table,
    columns: table.columns.map((column) => ({
      name: column.name,
      sql: quoteName(column.name),
      type: column.type,
      isNullable: column.isNullable,
      isHidden: column.isHidden,
      isJson: column.isJson,
    })),
  });
  const isCondition =
    CONDITION_KINDS.has(expression.kind) || (expression.kind === 'call' && isConditionCall(expression));
  const sql = isCondition ? compileCondition(expression, scope) : compileExpression(expression, scope).sql;
  const { text, parameters } = context.parameters.prepare(sql);
  if (parameters.length > 0) throw unimplemented('SYSDATE, USER and the like in a stored expression', expression.pos);
  return text;
}

function isConditionCall(expression: Extract<Expression, { kind: 'call' }>): boolean {
  const name = expression.callee.kind === 'name' ? expression.callee.name.parts.at(-1)?.name : undefined;
  return name === 'REGEXP_LIKE' || name === 'JSON_EXISTS';
}
