import type { CatalogColumn } from '../../catalog/catalog.ts';
import type { Assignment, DeleteStatement, UpdateStatement } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { DmlAction, KeyChange } from '../dml-plan.ts';
import { assignedSql, givenSql, isDefault } from './assignment.ts';
import type { CompileContext } from './compile-context.ts';
import { compileCondition } from './condition.ts';
import { type CompiledTarget, compileTarget, hasTriggers, targetColumn } from './dml-target.ts';
import { type CompiledInsert, checkCount, returningScope, triggeredReturning } from './insert.ts';
import { findHostExpression, hostVariable } from './name.ts';
import type { OutputColumn } from './output.ts';
import { partitionSql } from './partition.ts';
import { compileQuery } from './query.ts';
import { recordFields } from './record-value.ts';
import { compileReturning, returningSql, summarized } from './returning.ts';
import { countRows, heapOrder, rownumLimit, takeRownumBounds, withRowsAsTheyWere } from './rownum.ts';
import { isScalar } from './type-classes.ts';
import { quoteName, quoteText } from './typed-sql.ts';
import { conjuncts, usesRownum } from './walk.ts';

/** `SET` as PostgreSQL has it: one item may set several columns from a query. */
type SetItem = { columns: CatalogColumn[]; values: string[] | undefined; query: string | undefined };

export function compileUpdate(statement: UpdateStatement, context: CompileContext): CompiledInsert {
  const assignedNames = statement.assignments.flatMap((assignment) =>
    assignment.kind === 'column' ? [assignment.column] : assignment.kind === 'columns' ? assignment.columns : [],
  );
  const target = compileTarget(statement.target, 'UPDATE', context, assignedNames);
  const where = numberRows(statement, target, compileWhere(statement, target));
  target.scope.rowSource = { from: target.viewSql ?? `${target.relation} ${target.alias}`, where };
  const items = statement.assignments.map((assignment) => compileAssignment(assignment, target));
  checkDuplicates(items, statement.pos);
  const assigned = items.flatMap((item) => item.columns.map((column) => column.name));
  if (hasTriggers(target, 'UPDATE', assigned)) return triggeredUpdate(statement, target, items, where, context);
  const alias = target.alias;
  const set = items.map(setSql).join(', ');
  const sql = `UPDATE ${target.relation} AS ${alias} SET ${set}${fromAndWhere(target, where)}`;
  const compiled = finish(sql, statement, target, context);
  const keyChange = compileKeyChange(target, items, where, compiled.returning, context);
  return keyChange === undefined ? compiled : { ...compiled, action: { ...compiled.action, keyChange } as DmlAction };
}

export function compileDelete(statement: DeleteStatement, context: CompileContext): CompiledInsert {
  const target = compileTarget(statement.target, 'DELETE', context);
  const where = compileWhere(statement, target);
  if (hasTriggers(target, 'DELETE')) {
    const source = context.parameters.prepare(`SELECT ${oldRow(target).join(', ')} FROM ${rowsOf(target, where)}`);
    const { returning, sql } = deleteReturning(statement, target, context);
    const table = target.insteadOf ?? target.table;
    const action: DmlAction = { kind: 'triggered', event: 'DELETE', table, source, assigned: [], returningSql: sql };
    return { action, returning };
  }
  const using = target.viewSql === undefined ? '' : ` USING ${target.viewSql}`;
  const condition = target.viewSql === undefined ? where : joinCondition(target, where);
  const sql = `DELETE FROM ${target.relation} AS ${target.alias}${using}${condition === undefined ? '' : ` WHERE ${condition}`}`;
  return finish(sql, statement, target, context);
}

/** Takes the rows out and puts them back with their new values: all are out before the first is back, for the rows are sorted in between. */
function compileKeyChange(
  target: CompiledTarget,
  items: SetItem[],
  where: string | undefined,
  returning: OutputColumn[],
  context: CompileContext,
): KeyChange | undefined {
  const { table, relation, alias, viewSql } = target;
  const values = new Map(
    items.flatMap((item) => item.columns.map((column, index) => [column.name, item.values?.[index]] as const)),
  );
  const isKey = table.constraints.some(
    ({ type, columns }) => (type === 'P' || type === 'U') && columns.some((name) => values.has(name)),
  );
  if (
    viewSql !== undefined ||
    target.numbered !== undefined ||
    !isKey ||
    items.some((item) => item.query !== undefined)
  )
    return undefined;
  const stored = table.columns.filter((column) => column.virtual === undefined);
  const fresh = stored.map(
    (column, index) => `${values.get(column.name) ?? `${alias}.${quoteName(column.name)}`} AS k${index}`,
  );
  const rows = `SELECT ${alias}."ora$rowid" AS r, ${fresh.join(', ')} FROM ${relation} ${alias}${where === undefined ? '' : ` WHERE ${where}`}`;
  const names = [...stored.map((column) => quoteName(column.name)), '"ora$rowid"'].join(', ');
  const list = [...stored.map((_column, index) => `n.k${index}`), 'n.r'].join(', ');
  const out = `DELETE FROM ${relation} o USING n WHERE o."ora$rowid" = n.r RETURNING n.r`;
  const back = `INSERT INTO ${relation} AS ${alias} (${names}) SELECT ${list} FROM n JOIN (SELECT x.r FROM x ORDER BY x.r) s ON s.r = n.r`;
  const prefix = `WITH n AS MATERIALIZED (${rows}), x AS (${out})`;
  const sql =
    returning.length > 0
      ? `${prefix} ${back}${returningSql(returning, alias)}`
      : `${prefix}, d AS (${back} RETURNING ${alias}."ora$rowid" AS r) SELECT count(*), (array_agg(d.r))[count(*)] FROM d`;
  const guard = `SELECT 1 FROM pg_constraint WHERE contype = 'f' AND confdeltype <> 'a' AND confrelid = ${quoteText(relation)}::regclass`;
  return { sql: context.parameters.prepare(sql), guard: context.parameters.prepare(guard) };
}

/** The old values are gone once a trigger's row is deleted. */
function deleteReturning(statement: DeleteStatement, target: CompiledTarget, context: CompileContext) {
  if (statement.returning !== undefined)
    throw unimplemented('DELETE … RETURNING on a table with triggers', statement.pos);
  return triggeredReturning(undefined, target, context);
}

function finish(
  sql: string,
  statement: UpdateStatement | DeleteStatement,
  target: CompiledTarget,
  context: CompileContext,
): CompiledInsert {
  const rowid = statement.kind === 'update' ? target.check?.(target.alias) : undefined;
  const returning = compileReturning(statement.returning, returningScope(target, target.alias, context));
  if (returning.length > 0) {
    const prepared = context.parameters.prepare(sql + returningSql(returning, target.alias, rowid));
    return { action: { kind: 'statement', sql: prepared, result: 'rows' }, returning };
  }
  const prepared = context.parameters.prepare(summarized(sql, target.alias, rowid));
  return { action: { kind: 'statement', sql: prepared, result: 'summary' }, returning };
}

function fromAndWhere(target: CompiledTarget, where: string | undefined): string {
  const others = [target.viewSql, target.numbered].filter((item) => item !== undefined);
  const condition = target.viewSql === undefined ? where : joinCondition(target, where);
  return `${others.length === 0 ? '' : ` FROM ${others.join(', ')}`}${condition === undefined ? '' : ` WHERE ${condition}`}`;
}

/** A view's row and the stored row that it is. */
function joinCondition(target: CompiledTarget, where: string | undefined): string {
  const join = `${target.alias}."ora$rowid" = ${target.source.rowid}`;
  return where === undefined ? join : `${join} AND ${where}`;
}

/** WHERE, with ROWNUM bounds and CURRENT OF. */
function compileWhere(statement: UpdateStatement | DeleteStatement, target: CompiledTarget): string | undefined {
  const { scope } = target;
  scope.rowSource = { from: target.viewSql ?? `${target.relation} ${target.alias}`, where: undefined };
  if (statement.currentOf !== undefined) {
    const variable = scope.context.names.resolveCurrentOf?.(statement.currentOf.parts);
    if (variable === undefined) throw new OracleError(1410, 'invalid ROWID', { offset: statement.currentOf.pos });
    const rowid = hostVariable(variable, scope, statement.currentOf.pos);
    return `${target.source.rowid} = ora.rowid_number(${rowid.sql})`;
  }
  const { bounds, rest, counted } = takeRownumBounds(conjuncts(statement.where), scope);
  const conditions = [
    ...partitionOf(statement, target),
    ...rest.map((condition) => compileCondition(condition, scope)),
    ...bounds.guards,
  ];
  const where = conditions.length === 0 ? undefined : conditions.join(' AND ');
  const limit = rownumLimit(bounds.limits);
  if (limit === '' && counted.length === 0) return where;
  const rowid = target.source.rowid;
  const from = target.viewSql ?? `${target.relation} ${target.alias}`;
  return withRowsAsTheyWere(scope, () => {
    const rows = counted.length === 0 ? { from, where } : countRows(scope, { from, where, prefix: '' }, counted);
    const query = `SELECT ${target.source.rowid} FROM ${rows.from}${rows.where === undefined ? '' : ` WHERE ${rows.where}`}`;
    return `${rowid} = ANY (ARRAY(${query}${heapOrder(scope)}${limit}))`;
  });
}

/** `UPDATE t PARTITION (p)`: the rows of the partition. */
function partitionOf(
  { target: { partition, pos } }: UpdateStatement | DeleteStatement,
  target: CompiledTarget,
): string[] {
  if (partition === undefined) return [];
  const rows = `SELECT "ora$rowid" FROM ${target.relation} WHERE ${partitionSql(partition, target.table, pos)}`;
  return [`${target.source.rowid} IN (${rows})`];
}

/** `SET c = ROWNUM`: the rows are numbered beforehand. */
function numberRows(statement: UpdateStatement, target: CompiledTarget, where: string | undefined): string | undefined {
  if (!usesRownum(statement.assignments)) return where;
  const { scope, source } = target;
  const alias = scope.context.nextAlias('n');
  const from = target.viewSql ?? `${target.relation} ${target.alias}`;
  scope.rownum = `${alias}.n`;
  target.numbered = `(SELECT ${source.rowid} AS r, (row_number() OVER (${heapOrder(scope).trim()}))::numeric AS n FROM ${from}${where === undefined ? '' : ` WHERE ${where}`}) ${alias}`;
  return `${alias}.r = ${source.rowid}`;
}

function compileAssignment(assignment: Assignment, target: CompiledTarget): SetItem {
  const { scope } = target;
  switch (assignment.kind) {
    case 'column': {
      const { stored } = targetColumn(target, assignment.column);
      refuseUpdate(stored, assignment.column.pos, isDefault(assignment.value));
      return { columns: [stored], values: [givenSql(assignment.value, stored, target.table, scope)], query: undefined };
    }
    case 'columns': {
      const columns = assignment.columns.map((name) => targetColumn(target, name).stored);
      for (const column of columns) refuseUpdate(column, assignment.query.pos, false);
      return { columns, values: undefined, query: assignedQuery(assignment, columns, target) };
    }
    case 'row': {
      const variable = findHostExpression(assignment.record, scope);
      if (variable === undefined) throw new OracleError(902, 'invalid datatype', { offset: assignment.pos });
      const fields = recordFields(variable, scope.context, assignment.pos);
      const columns = target.table.columns.filter((column) => !column.isHidden && column.virtual === undefined);
      checkCount(fields.length, columns.length, assignment.pos);
      return {
        columns,
        values: columns.map((column, index) => assignedSql(fields[index] as (typeof fields)[number], column, scope)),
        query: undefined,
      };
    }
  }
}

function assignedQuery(
  assignment: Extract<Assignment, { kind: 'columns' }>,
  columns: CatalogColumn[],
  target: CompiledTarget,
): string {
  const { scope } = target;
  const body = compileQuery(assignment.query, scope.context, scope);
  checkCount(body.columns.length, columns.length, assignment.query.pos);
  const alias = scope.context.nextAlias('q');
  const values = columns.map((column, index) => {
    const output = body.columns[index];
    if (output === undefined || !isScalar(output.type)) throw new OracleError(22902, 'CURSOR expression not allowed');
    const value = {
      sql: `${alias}.c${index + 1}`,
      type: output.type,
      isNullable: true,
      pos: assignment.query.pos,
      isRowDependent: true,
    };
    return assignedSql(value, column, scope);
  });
  return `SELECT ${values.join(', ')} FROM (${body.sql}) ${alias}`;
}

export function refuseUpdate(column: CatalogColumn, pos: number, isDefaultValue: boolean): void {
  if (column.virtual !== undefined) {
    throw new OracleError(54017, 'UPDATE operation disallowed on virtual columns', { offset: pos });
  }
  if (column.identity?.generation === 'ALWAYS' && !isDefaultValue) {
    throw new OracleError(32796, 'cannot update a generated always identity column', { offset: pos });
  }
}

function checkDuplicates(items: SetItem[], pos: number): void {
  const seen = new Set<CatalogColumn>();
  for (const column of items.flatMap((item) => item.columns)) {
    if (seen.has(column)) throw new OracleError(957, 'duplicate column name', { offset: pos });
    seen.add(column);
  }
}

function setSql(item: SetItem): string {
  const names = item.columns.map((column) => quoteName(column.name));
  if (item.query !== undefined) return `(${names.join(', ')}) = (${item.query})`;
  return names.map((name, index) => `${name} = ${item.values?.[index]}`).join(', ');
}

/** The row's number and the values of all of the table's columns. */
function oldRow(target: CompiledTarget): string[] {
  const { source, table, insteadOf } = target;
  if (insteadOf !== undefined) return ['NULL::bigint', ...source.columns.map((column) => column.sql)];
  if (target.viewSql !== undefined)
    return [
      `${target.alias}."ora$rowid"`,
      ...table.columns.map((column) => `${target.alias}.${quoteName(column.name)}`),
    ];
  return [source.rowid ?? 'NULL', ...source.columns.map((column) => column.sql)];
}

function rowsOf(target: CompiledTarget, where: string | undefined): string {
  if (target.insteadOf !== undefined) return `${target.viewSql}${where === undefined ? '' : ` WHERE ${where}`}`;
  const items = [`${target.relation} ${target.alias}`, target.viewSql, target.numbered].filter(
    (item) => item !== undefined,
  );
  const condition = target.viewSql === undefined ? where : joinCondition(target, where);
  return `${items.join(', ')}${condition === undefined ? '' : ` WHERE ${condition}`} FOR UPDATE OF ${target.alias}`;
}

function triggeredUpdate(
  statement: UpdateStatement,
  target: CompiledTarget,
  items: SetItem[],
  where: string | undefined,
  context: CompileContext,
): CompiledInsert {
  const values: string[] = [];
  for (const item of items) {
    if (item.query === undefined) {
      values.push(...(item.values ?? []));
      continue;
    }
    if (item.columns.length > 1) throw unimplemented('SET (a, b) = (SELECT …) on a table with triggers', statement.pos);
    values.push(`(${item.query})`);
  }
  const source = context.parameters.prepare(
    `SELECT ${[...oldRow(target), ...values].join(', ')} FROM ${rowsOf(target, where)}`,
  );
  const { returning, sql } = triggeredReturning(statement.returning, target, context);
  const assigned = items.flatMap((item) => item.columns.map((column) => column.name));
  const table = target.insteadOf ?? target.table;
  const action: DmlAction = { kind: 'triggered', event: 'UPDATE', table, source, assigned, returningSql: sql };
  return { action, returning };
}
