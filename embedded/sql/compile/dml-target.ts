import type { CatalogColumn, CatalogTable, ObjectPrivilege } from '../../catalog/catalog.ts';
import type { Identifier, QualifiedName } from '../../syntax/ast/expression.ts';
import type { DmlTarget } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { CompileContext } from './compile-context.ts';
import { compileQuery } from './query.ts';
import { invalidIdentifier, matchesQualifier } from './resolve-names.ts';
import { Scope, type Source, type SourceColumn } from './scope.ts';
import { catalogSource, derivedSource, isDictionary, relationSql, resolveTable } from './table-source.ts';

/** What a DML statement changes: a stored table, directly or through a view. */
export type CompiledTarget = {
  /** The table that is written. */
  table: CatalogTable;
  /** Its PostgreSQL relation. */
  relation: string;
  /** PostgreSQL alias of the written table. */
  alias: string;
  /** The columns that the statement may name. For views they are those of `viewSql`. */
  source: Source;
  /** The view or inline view as FROM item; undefined where the table itself is the target. */
  viewSql: string | undefined;
  /** The view, where it has INSTEAD OF triggers. */
  insteadOf: CatalogTable | undefined;
  scope: Scope;
  /** FROM item with the ROWNUM of each row, where SET uses it. */
  numbered?: string | undefined;
};

/** Throws ORA-00942, ORA-01031, ORA-01732 (a view whose rows are no rows of one table), ORA-42399 (read-only view). */
export function compileTarget(target: DmlTarget, privilege: ObjectPrivilege, context: CompileContext): CompiledTarget {
  if (target.partition !== undefined) throw unimplemented('PARTITION clause in DML', target.pos);
  const scope = new Scope(context);
  if (target.name === undefined) return inlineView(target, scope);
  const table = resolveTable(target.name, context);
  requirePrivilege(table, privilege, context);
  if (isDictionary(table)) {
    throw new OracleError(1031, 'insufficient privileges', { offset: target.pos });
  }
  const { sql, source: plain } = catalogSource(table, context);
  const source = { ...plain, ...labels(target) };
  scope.sources.push(source);
  if (table.kind === 'TABLE') {
    return {
      table,
      relation: relationSql(table),
      alias: source.pgAlias,
      source,
      viewSql: undefined,
      insteadOf: undefined,
      scope,
    };
  }
  const hasInsteadOf = context.catalog
    .triggersOf(table.object.schema, table.object.name)
    .some(
      (trigger) =>
        trigger.timing === 'INSTEAD OF' && trigger.isEnabled && trigger.events.includes(privilege as 'INSERT'),
    );
  if (hasInsteadOf) {
    return { table, relation: '', alias: source.pgAlias, source, viewSql: sql, insteadOf: table, scope };
  }
  if (table.isReadOnly === true) {
    throw new OracleError(42399, 'cannot perform a DML operation on a read-only view', { offset: target.pos });
  }
  if (table.hasCheckOption === true && privilege !== 'DELETE')
    throw unimplemented('DML through a view WITH CHECK OPTION', target.pos);
  return throughView(source, sql, scope, target.pos, privilege);
}

function labels(target: DmlTarget): Pick<Source, 'name' | 'schema'> {
  const { name, alias } = target;
  const parts = name?.parts ?? [];
  return {
    name: alias?.name ?? parts.at(-1)?.name,
    schema: alias === undefined && parts.length > 1 ? parts[0]?.name : undefined,
  };
}

function inlineView(target: DmlTarget, scope: Scope): CompiledTarget {
  if (target.query === undefined) throw new OracleError(903, 'invalid table name', { offset: target.pos });
  const body = compileQuery(target.query, scope.context, undefined, { withRowid: true });
  const { sql, source } = derivedSource(body, target.alias, '', scope.context);
  scope.sources.push(source);
  return throughView(source, sql, scope, target.pos, 'UPDATE');
}

/** The one table that the view's columns belong to. */
function throughView(
  source: Source,
  viewSql: string,
  scope: Scope,
  pos: number,
  _privilege: ObjectPrivilege,
): CompiledTarget {
  const bases = new Set(source.columns.flatMap((column) => (column.base === undefined ? [] : [column.base.table])));
  const [table, ...others] = bases;
  if (table === undefined || others.length > 0 || source.rowid === undefined) {
    throw new OracleError(1732, 'data manipulation operation not legal on this view', { offset: pos });
  }
  if (table.isTemporary) scope.context.temporaryTables.add(table);
  return {
    table,
    relation: relationSql(table),
    alias: scope.context.nextAlias(),
    source,
    viewSql,
    insteadOf: undefined,
    scope,
  };
}

export function requirePrivilege(table: CatalogTable, privilege: ObjectPrivilege, context: CompileContext): void {
  const { schema, name } = table.object;
  const { user } = context.viewpoint;
  if (schema === user || context.catalog.hasObjectPrivilege(user, schema, name, privilege)) return;
  throw new OracleError(1031, 'insufficient privileges');
}

export type TargetColumn = { visible: SourceColumn; stored: CatalogColumn };

/** The column that SET or an INSERT list names. Throws ORA-00904, ORA-01733 (a view's expression), ORA-54017 (virtual). */
export function targetColumn(target: CompiledTarget, name: QualifiedName): TargetColumn {
  const visible = findVisible(target, name.parts);
  if (visible === undefined) throw invalidIdentifier(name);
  const isOwn = target.viewSql === undefined || target.insteadOf !== undefined;
  const storedName = isOwn ? visible.name : visible.base?.column;
  const stored = target.table.columns.find((column) => column.name === storedName);
  if (stored === undefined) throw new OracleError(1733, 'virtual column not allowed here', { offset: name.pos });
  return { visible, stored };
}

function findVisible(target: CompiledTarget, parts: Identifier[]): SourceColumn | undefined {
  const name = parts.at(-1)?.name;
  if (!matchesQualifier(target.source, parts.slice(0, -1))) return undefined;
  return target.source.columns.find((column) => column.name === name);
}

/** Names of the trigger events' table: what is written, or the view with INSTEAD OF triggers. */
export function hasTriggers(
  target: CompiledTarget,
  event: 'INSERT' | 'UPDATE' | 'DELETE',
  updated: string[] = [],
): boolean {
  const { schema, name } = (target.insteadOf ?? target.table).object;
  return target.scope.context.catalog.triggersOf(schema, name).some((trigger) => {
    if (!trigger.isEnabled || !trigger.events.includes(event)) return false;
    return (
      event !== 'UPDATE' ||
      trigger.updateColumns.length === 0 ||
      trigger.updateColumns.some((column) => updated.includes(column))
    );
  });
}
