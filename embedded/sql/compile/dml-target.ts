import type { CatalogColumn, CatalogTable, ObjectPrivilege } from '../../catalog/catalog.ts';
import type { Identifier, QualifiedName } from '../../syntax/ast/expression.ts';
import type { DmlTarget } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { checkOptionSql, checkQuerySql } from './check-option.ts';
import type { CompileContext } from './compile-context.ts';
import type { QueryOptions } from './output.ts';
import { compileQuery } from './query.ts';
import { invalidIdentifier, matchesQualifier } from './resolve-names.ts';
import { Scope, type Source, type SourceColumn } from './scope.ts';
import {
  type CompiledSource,
  catalogSource,
  derivedSource,
  isDictionary,
  relationSql,
  resolveTable,
  viewSource,
} from './table-source.ts';

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
  /** WITH CHECK OPTION: the condition on the written row, by the row's PostgreSQL alias. */
  check?: ((alias: string) => string) | undefined;
};

/** Throws ORA-00942, ORA-01031, ORA-01732 (a view whose rows are no rows of one table), ORA-42399 (read-only view). */
export function compileTarget(
  target: DmlTarget,
  privilege: ObjectPrivilege,
  context: CompileContext,
  assigned: readonly QualifiedName[] = [],
): CompiledTarget {
  if (target.partition !== undefined && privilege !== 'UPDATE' && privilege !== 'DELETE') {
    throw unimplemented('PARTITION clause in INSERT', target.pos);
  }
  const scope = new Scope(context);
  if (target.name === undefined) return inlineView(target, privilege, scope, assigned);
  const table = resolveTable(target.name, context);
  requirePrivilege(table, privilege, context);
  if (isDictionary(table)) {
    throw new OracleError(1031, 'insufficient privileges', { offset: target.pos });
  }
  let compiled = catalogSource(table, context);
  let joined: CatalogTable | undefined;
  if (table.kind === 'VIEW' && compiled.source.rowid === undefined) {
    const found = throughJoin(compiled.source.columns, privilege, assigned, target.pos, (rowidOf) =>
      viewSource(table, context, { rowidOf }),
    );
    compiled = found?.compiled ?? compiled;
    joined = found?.table;
  }
  const { sql } = compiled;
  const source = { ...compiled.source, ...labels(target) };
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
  const written = throughView(source, sql, scope, target.pos, joined);
  return table.hasCheckOption === true
    ? { ...written, check: (alias) => checkOptionSql(table, context, written.table, alias, target.pos) }
    : written;
}

function labels(target: DmlTarget): Pick<Source, 'name' | 'schema'> {
  const { name, alias } = target;
  const parts = name?.parts ?? [];
  return {
    name: alias?.name ?? parts.at(-1)?.name,
    schema: alias === undefined && parts.length > 1 ? parts[0]?.name : undefined,
  };
}

function inlineView(
  target: DmlTarget,
  privilege: ObjectPrivilege,
  scope: Scope,
  assigned: readonly QualifiedName[],
): CompiledTarget {
  const { query, alias, pos } = target;
  if (query === undefined) throw new OracleError(903, 'invalid table name', { offset: pos });
  const compile = (rowidOf?: QueryOptions['rowidOf']) => {
    const options = rowidOf === undefined ? { withRowid: true } : { withRowid: true, rowidOf };
    return derivedSource(compileQuery(query, scope.context, undefined, options), alias, '', scope.context);
  };
  const plain = compile();
  const joined =
    plain.source.rowid === undefined ? throughJoin(plain.source.columns, privilege, assigned, pos, compile) : undefined;
  const { sql, source } = joined?.compiled ?? plain;
  scope.sources.push(source);
  const written = throughView(source, sql, scope, pos, joined?.table);
  if (target.hasCheckOption !== true) return written;
  return { ...written, check: (name) => checkQuerySql(query, scope.context, written.table, name, pos) };
}

/**
 * The table of a join that a statement writes: the one of the columns in SET, or the first whose rows stand in one row of the join each.
 * Throws ORA-01776 (columns of several tables), ORA-01779 (not key-preserved), ORA-01752 (nothing to delete from). Undefined for what is no join.
 */
function throughJoin(
  columns: readonly SourceColumn[],
  privilege: ObjectPrivilege,
  assigned: readonly QualifiedName[],
  pos: number,
  compile: (rowidOf: NonNullable<QueryOptions['rowidOf']>) => CompiledSource,
): { compiled: CompiledSource; table: CatalogTable } | undefined {
  const tables = [...new Set(columns.flatMap(({ base }) => (base === undefined ? [] : [base.table])))];
  if (privilege === 'DELETE') return deletedFrom(tables, pos, compile);
  const named = assigned.flatMap(
    (name) => columns.find((column) => column.name === name.parts.at(-1)?.name)?.base ?? [],
  );
  const [table, ...others] = [...new Set(named.map((base) => base.table))];
  if (table === undefined || privilege !== 'UPDATE') return undefined;
  if (others.length > 0) {
    throw new OracleError(1776, 'cannot modify more than one base table through a join view', { offset: pos });
  }
  const compiled = compile({ table, pos: assigned[0]?.pos ?? pos });
  return compiled.source.rowid === undefined ? undefined : { compiled, table };
}

function deletedFrom(
  tables: readonly CatalogTable[],
  pos: number,
  compile: (rowidOf: NonNullable<QueryOptions['rowidOf']>) => CompiledSource,
): { compiled: CompiledSource; table: CatalogTable } | undefined {
  for (const table of tables) {
    try {
      const compiled = compile({ table, pos });
      if (compiled.source.rowid !== undefined) return { compiled, table };
    } catch (error) {
      if (!(error instanceof OracleError) || error.code !== 1779) throw error;
    }
  }
  if (tables.length < 2) return undefined;
  throw new OracleError(1752, 'cannot delete from view without exactly one key-preserved table', { offset: pos });
}

/** The table that the view's columns belong to; of a join, the one that was chosen. */
function throughView(
  source: Source,
  viewSql: string,
  scope: Scope,
  pos: number,
  joined: CatalogTable | undefined,
): CompiledTarget {
  const bases = new Set(source.columns.flatMap((column) => (column.base === undefined ? [] : [column.base.table])));
  const [table, ...others] = joined === undefined ? bases : [joined];
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
  if (!isOwn && visible.base !== undefined && visible.base.table !== target.table) {
    throw new OracleError(1776, 'cannot modify more than one base table through a join view', { offset: name.pos });
  }
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
