import type { CatalogColumn } from '../../catalog/catalog.ts';
import type { Expression, Identifier } from '../../syntax/ast/expression.ts';
import type { MergeStatement } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { TriggeredMerge } from '../dml-plan.ts';
import { givenSql, isDefault } from './assignment.ts';
import type { CompileContext } from './compile-context.ts';
import { compileCondition } from './condition.ts';
import { type CompiledTarget, compileTarget, hasTriggers, requirePrivilege, targetColumn } from './dml-target.ts';
import { compileFromItem } from './from-clause.ts';
import { type CompiledInsert, checkCount, completeColumns, insertedValues } from './insert.ts';
import { nullSql } from './literals.ts';
import { resolveColumn } from './resolve-names.ts';
import { summarized } from './returning.ts';
import { wrapRows } from './rownum.ts';
import { Scope, type SourceColumn } from './scope.ts';
import { quoteName } from './typed-sql.ts';
import { refuseUpdate } from './update.ts';
import { walk } from './walk.ts';

/** MERGE, as PostgreSQL's. A source row that meets a target row twice is ORA-30926 there too. */
export function compileMerge(statement: MergeStatement, context: CompileContext): CompiledInsert {
  const target = compileTarget(statement.target, statement.matched === undefined ? 'INSERT' : 'UPDATE', context);
  if (target.viewSql !== undefined) throw unimplemented('MERGE into a view', statement.pos);
  if (statement.notMatched !== undefined) requirePrivilege(target.table, 'INSERT', context);
  const assigned =
    statement.matched?.assignments.flatMap((item) =>
      item.kind === 'column' ? [item.column.parts.at(-1)?.name ?? ''] : [],
    ) ?? [];
  const isTriggered =
    (statement.notMatched !== undefined && hasTriggers(target, 'INSERT')) ||
    (statement.matched !== undefined && hasTriggers(target, 'UPDATE', assigned)) ||
    (statement.matched?.deleteWhere !== undefined && hasTriggers(target, 'DELETE'));
  const sourceScope = new Scope(context);
  const using = mergeSource(statement, sourceScope);
  const { scope } = target;
  scope.sources.push(...sourceScope.sources);
  scope.rowSource = { from: `${target.relation} ${target.alias} CROSS JOIN ${using}`, where: undefined };
  const on = compileCondition(statement.on, scope);
  scope.rowSource = { from: `${target.relation} ${target.alias} RIGHT JOIN ${using} ON ${on}`, where: undefined };
  refuseOnColumns(statement, target);
  if (isTriggered) return triggeredMerge(statement, target, sourceScope, context);
  const clauses = [...matchedClauses(statement, target), ...notMatchedClause(statement, target, sourceScope)];
  if (clauses.length === 0) throw new OracleError(905, 'missing keyword', { offset: statement.end });
  const sql = `MERGE INTO ${target.relation} AS ${target.alias} USING ${using} ON ${on} ${clauses.join(' ')}`;
  const prepared = context.parameters.prepare(summarized(sql, target.alias));
  return { action: { kind: 'statement', sql: prepared, result: 'summary' }, returning: [] };
}

/** PostgreSQL takes a table or a query here: anything else is put into one. */
function mergeSource(statement: MergeStatement, scope: Scope): string {
  const from = compileFromItem(statement.source, scope);
  if (statement.source.kind === 'table' || statement.source.kind === 'derived') {
    if (!from.sql.startsWith('json')) return from.sql;
  }
  return wrapRows(scope, from.sql, undefined, '');
}

/** ORA-38104: a column that decides which rows meet cannot be changed. */
function refuseOnColumns(statement: MergeStatement, target: CompiledTarget): void {
  const used = new Set<SourceColumn>();
  walk(statement.on, (node) => {
    const expression = node as Expression;
    if (expression.kind === 'name') {
      const resolved = resolveColumn(target.scope, expression.name);
      if (resolved?.source === target.source) used.add(resolved.column);
    }
    return node.kind !== 'query';
  });
  for (const assignment of statement.matched?.assignments ?? []) {
    if (assignment.kind !== 'column') throw unimplemented('SET of several columns in MERGE', statement.pos);
    const { visible } = targetColumn(target, assignment.column);
    if (used.has(visible)) {
      const name = `"${target.source.name}"."${visible.name}"`;
      throw new OracleError(38104, `Columns referenced in the ON Clause cannot be updated: ${name}`, {
        offset: assignment.column.pos,
      });
    }
  }
}

type MatchedParts = {
  items: { visible: SourceColumn; stored: CatalogColumn; sql: string }[];
  condition: string | undefined;
  deleted: string | undefined;
};

function matchedParts(statement: MergeStatement, target: CompiledTarget): MatchedParts | undefined {
  const { matched } = statement;
  if (matched === undefined) return undefined;
  const { scope } = target;
  const items = matched.assignments.flatMap((assignment) => {
    if (assignment.kind !== 'column') return [];
    const { visible, stored } = targetColumn(target, assignment.column);
    refuseUpdate(stored, assignment.column.pos, isDefault(assignment.value));
    return [{ visible, stored, sql: givenSql(assignment.value, stored, target.table, scope) }];
  });
  const condition = matched.where === undefined ? undefined : compileCondition(matched.where, scope);
  if (matched.deleteWhere === undefined) return { items, condition, deleted: undefined };
  // DELETE WHERE looks at the row as it is after the update.
  const before = items.map((item) => item.visible.sql);
  for (const item of items) item.visible.sql = `(${item.sql})`;
  const deleted = compileCondition(matched.deleteWhere, scope);
  for (const [index, item] of items.entries()) item.visible.sql = before[index] ?? item.visible.sql;
  return { items, condition, deleted };
}

function matchedClauses(statement: MergeStatement, target: CompiledTarget): string[] {
  const parts = matchedParts(statement, target);
  if (parts === undefined) return [];
  const condition = parts.condition === undefined ? '' : ` AND ${parts.condition}`;
  const set = parts.items.map((item) => `${quoteName(item.stored.name)} = ${item.sql}`).join(', ');
  const update = `WHEN MATCHED${condition} THEN UPDATE SET ${set}`;
  return parts.deleted === undefined ? [update] : [`WHEN MATCHED${condition} AND ${parts.deleted} THEN DELETE`, update];
}

type InsertedParts = { complete: { column: CatalogColumn; sql: string }[]; condition: string | undefined };

function insertedParts(
  statement: MergeStatement,
  target: CompiledTarget,
  sourceScope: Scope,
): InsertedParts | undefined {
  const { notMatched } = statement;
  if (notMatched === undefined) return undefined;
  const { table } = target;
  const columns =
    notMatched.columns.length === 0
      ? table.columns.filter((column) => !column.isHidden && column.virtual === undefined)
      : notMatched.columns.map((name) => insertColumn(name, target));
  checkCount(notMatched.values.length, columns.length, statement.pos);
  sourceScope.allowsSequences = true;
  sourceScope.rowSource = target.scope.rowSource;
  const values = insertedValues(notMatched.values, columns, table, sourceScope);
  const complete = completeColumns(columns, values, table, target.scope);
  const condition = notMatched.where === undefined ? undefined : compileCondition(notMatched.where, sourceScope);
  return { complete, condition };
}

/** The list may qualify its columns with the target's alias: the parser keeps the last part. */
function insertColumn(name: Identifier, target: CompiledTarget): CatalogColumn {
  return targetColumn(target, { parts: [name], pos: name.pos }).stored;
}

function notMatchedClause(statement: MergeStatement, target: CompiledTarget, sourceScope: Scope): string[] {
  const parts = insertedParts(statement, target, sourceScope);
  if (parts === undefined) return [];
  const condition = parts.condition === undefined ? '' : ` AND ${parts.condition}`;
  const names = parts.complete.map((entry) => quoteName(entry.column.name)).join(', ');
  return [
    `WHEN NOT MATCHED${condition} THEN INSERT (${names}) VALUES (${parts.complete.map((entry) => entry.sql).join(', ')})`,
  ];
}

/** The rows that the statement meets, each with what becomes of it: they are written one by one, with the triggers around. */
function triggeredMerge(
  statement: MergeStatement,
  target: CompiledTarget,
  sourceScope: Scope,
  context: CompileContext,
): CompiledInsert {
  const { table, source, scope } = target;
  const update = matchedParts(statement, target);
  const insert = insertedParts(statement, target, sourceScope);
  const then = (condition: string | undefined, code: string) =>
    condition === undefined ? code : `CASE WHEN ${condition} THEN ${code} END`;
  const changed = update?.deleted === undefined ? `'U'` : `CASE WHEN ${update.deleted} THEN 'D' ELSE 'U' END`;
  const code = `CASE WHEN ${source.rowid} IS NOT NULL THEN ${update === undefined ? 'NULL' : then(update.condition, changed)} ELSE ${insert === undefined ? 'NULL' : then(insert.condition, `'I'`)} END`;
  const inserted = table.columns.map(
    (column) => insert?.complete.find((entry) => entry.column === column)?.sql ?? nullSql(0, column.type).sql,
  );
  const values = [
    source.rowid ?? 'NULL',
    ...source.columns.map((column) => column.sql),
    ...(update?.items.map((item) => item.sql) ?? []),
    ...inserted,
  ];
  const list = [code, ...values].map((sql, index) => `${sql} AS m${index}`).join(', ');
  const alias = context.nextAlias('q');
  const rows = `SELECT ${alias}.* FROM (SELECT ${list} FROM ${scope.rowSource?.from}) ${alias} WHERE ${alias}.m0 IS NOT NULL`;
  const events: TriggeredMerge['events'] = [];
  if (insert !== undefined) events.push('INSERT');
  if (update !== undefined) events.push('UPDATE');
  if (update?.deleted !== undefined) events.push('DELETE');
  const assigned = update?.items.map((item) => item.stored.name) ?? [];
  return {
    action: { kind: 'triggeredMerge', table, source: context.parameters.prepare(rows), assigned, events },
    returning: [],
  };
}
