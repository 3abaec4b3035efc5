import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts';
import type { Expression, Identifier } from '../../syntax/ast/expression.ts';
import type { InsertStatement } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { DmlAction } from '../dml-plan.ts';
import { defaultSql, givenSql, isDefault, withDefaultOnNull } from './assignment.ts';
import type { CompileContext } from './compile-context.ts';
import { compositeSelected } from './composite-column.ts';
import { type CompiledTarget, compileTarget, hasTriggers, targetColumn } from './dml-target.ts';
import { nullSql } from './literals.ts';
import { findHostExpression } from './name.ts';
import type { OutputColumn } from './output.ts';
import { compileQuery } from './query.ts';
import { recordFields } from './record-value.ts';
import { compileReturning, returningSql, summarized } from './returning.ts';
import { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { quoteName } from './typed-sql.ts';

export type CompiledInsert = { action: DmlAction; returning: OutputColumn[] };

export function compileInsert(statement: InsertStatement, context: CompileContext): CompiledInsert {
  if (statement.logErrors === true) throw unimplemented('LOG ERRORS', statement.pos);
  const target = compileTarget(statement.target, 'INSERT', context);
  const columns = insertColumns(statement.columns, target, statement.pos);
  const values = sourceValues(statement, columns, target, context);
  if (hasTriggers(target, 'INSERT')) return triggeredInsert(statement, target, columns, values, context);
  const complete = completeColumns(columns, values.sql, target.table, target.scope);
  const names = complete.map((entry) => quoteName(entry.column.name)).join(', ');
  const list = complete.map((entry) => entry.sql).join(', ');
  const alias = target.viewSql === undefined ? target.alias : context.nextAlias();
  const into = `INSERT INTO ${target.relation} AS ${alias} (${names})`;
  const source =
    values.from === undefined && !values.isSelected ? `VALUES (${list})` : `SELECT ${list}${values.from ?? ''}`;
  const returning = compileReturning(statement.returning, returningScope(target, alias, context));
  const rowid = target.check?.(alias);
  const isSingle = statement.source.kind !== 'query';
  if (isSingle || returning.length > 0) {
    const sql = context.parameters.prepare(`${into} ${source}${returningSql(returning, alias, rowid)}`);
    return { action: { kind: 'statement', sql, result: 'rows' }, returning };
  }
  const sql = context.parameters.prepare(summarized(`${into} ${source}`, alias, rowid));
  return { action: { kind: 'statement', sql, result: 'summary' }, returning };
}

/** RETURNING sees the table's row, also where a view is inserted into. */
export function returningScope(target: CompiledTarget, alias: string, context: CompileContext): Scope {
  const scope = new Scope(context);
  const columns = target.source.columns.map((column) => {
    const stored = target.viewSql === undefined ? column.name : column.base?.column;
    return stored === undefined ? column : { ...column, sql: `${alias}.${quoteName(stored)}` };
  });
  const rowid = `${alias}."ora$rowid"`;
  scope.sources.push({
    ...target.source,
    pgAlias: alias,
    rowid,
    columns: columns.map((column) =>
      column.lob === undefined ? column : { ...column, lob: { ...column.lob, rowid } },
    ),
  });
  return scope;
}

/** The columns that get the listed values, in their order. Throws ORA-00957, ORA-32795, ORA-54013. */
function insertColumns(names: Identifier[], target: CompiledTarget, pos: number): CatalogColumn[] {
  if (names.length === 0) {
    return target.source.columns
      .filter((column) => !column.isHidden)
      .map((column) => targetColumn(target, { parts: [{ name: column.name, quoted: true, pos }], pos }).stored);
  }
  const seen = new Set<string>();
  return names.map((name) => {
    if (seen.has(name.name)) throw new OracleError(957, 'duplicate column name', { offset: name.pos });
    seen.add(name.name);
    const { stored } = targetColumn(target, { parts: [name], pos: name.pos });
    if (stored.virtual !== undefined) {
      throw new OracleError(54013, 'INSERT operation disallowed on virtual columns', { offset: name.pos });
    }
    return stored;
  });
}

type SourceValues = {
  /** One for each column; undefined where DEFAULT is meant. */
  sql: (string | undefined)[];
  /** ` FROM …` of INSERT … SELECT. */
  from: string | undefined;
  isSelected: boolean;
};

function sourceValues(
  statement: InsertStatement,
  columns: CatalogColumn[],
  target: CompiledTarget,
  context: CompileContext,
): SourceValues {
  const { source } = statement;
  switch (source.kind) {
    case 'values':
      return {
        sql: valueList(source.values, columns, target, context, statement.pos),
        from: undefined,
        isSelected: false,
      };
    case 'record':
      return { sql: recordValues(source.record, columns, target, context), from: undefined, isSelected: false };
    case 'query':
      return selectedValues(statement, columns, target, context);
  }
}

export function checkCount(given: number, wanted: number, pos: number): void {
  if (given > wanted) throw new OracleError(913, 'too many values', { offset: pos });
  if (given < wanted) throw new OracleError(947, 'not enough values', { offset: pos });
}

function valueList(
  values: Expression[],
  columns: CatalogColumn[],
  target: CompiledTarget,
  context: CompileContext,
  pos: number,
): (string | undefined)[] {
  checkCount(values.length, columns.length, pos);
  const scope = new Scope(context);
  scope.allowsSequences = true;
  return insertedValues(values, columns, target.table, scope);
}

/**
 * The values of one row, in the order of the columns. Identity columns that are always generated take DEFAULT only. Values are
 * compiled in the order of the table's columns: PostgreSQL computes them in that order, which matters for sequences.
 */
export function insertedValues(
  values: Expression[],
  columns: CatalogColumn[],
  table: CatalogTable,
  scope: Scope,
): (string | undefined)[] {
  const result: (string | undefined)[] = values.map(() => undefined);
  const order = columns
    .map((_column, index) => index)
    .sort((a, b) => position(columns[a], table) - position(columns[b], table));
  for (const index of order) {
    const value = values[index];
    const column = columns[index];
    if (value === undefined || column === undefined || isDefault(value)) continue;
    refuseGenerated(column, value.pos);
    result[index] = givenSql(value, column, table, scope);
  }
  return result;
}

function position(column: CatalogColumn | undefined, table: CatalogTable): number {
  return column === undefined ? 0 : table.columns.indexOf(column);
}

export function refuseGenerated(column: CatalogColumn, pos: number): void {
  if (column.identity?.generation === 'ALWAYS') {
    throw new OracleError(32795, 'cannot insert into a generated always identity column', { offset: pos });
  }
  if (column.virtual !== undefined)
    throw new OracleError(54013, 'INSERT operation disallowed on virtual columns', { offset: pos });
}

function recordValues(
  record: Expression,
  columns: CatalogColumn[],
  target: CompiledTarget,
  context: CompileContext,
): (string | undefined)[] {
  const scope = new Scope(context);
  const variable = findHostExpression(record, scope);
  if (variable === undefined || variable.type.kind !== 'RECORD') {
    throw new OracleError(3001, 'unimplemented feature: VALUES with something that is no record', {
      offset: record.pos,
    });
  }
  const fields = recordFields(variable, context, record.pos);
  checkCount(fields.length, columns.length, record.pos);
  return columns.map((column, index) => {
    const field = fields[index];
    if (field === undefined) return undefined;
    return withDefaultOnNull(field, column, target.table, scope);
  });
}

function selectedValues(
  statement: InsertStatement,
  columns: CatalogColumn[],
  target: CompiledTarget,
  context: CompileContext,
): SourceValues {
  if (statement.source.kind !== 'query') throw new Error('not a query');
  const body = compileQuery(statement.source.query, context, undefined, { allowsSequences: true, givesObjects: true });
  checkCount(body.columns.length, columns.length, statement.pos);
  const alias = context.nextAlias('q');
  const sql = columns.map((column, index) => {
    const output = body.columns[index];
    const composite = output && compositeSelected(`${alias}.c${index + 1}`, output, column, context);
    if (composite !== undefined) return composite;
    if (output === undefined || !isScalar(output.type))
      throw new OracleError(22902, 'CURSOR expression not allowed', { offset: statement.pos });
    refuseGenerated(column, statement.pos);
    const value = {
      sql: `${alias}.c${index + 1}`,
      type: output.type,
      isNullable: true,
      pos: output.value?.pos ?? statement.pos,
      isRowDependent: true,
    };
    return withDefaultOnNull(value, column, target.table, target.scope);
  });
  return { sql, from: ` FROM (${body.sql}) ${alias}`, isSelected: true };
}

/** The given columns and those that get their default. */
export function completeColumns(
  columns: CatalogColumn[],
  values: (string | undefined)[],
  table: CatalogTable,
  scope: Scope,
): { column: CatalogColumn; sql: string }[] {
  return table.columns.flatMap((column) => {
    const index = columns.indexOf(column);
    const sql = (index >= 0 ? values[index] : undefined) ?? defaultSql(column, table, scope);
    if (sql !== undefined && column.virtual === undefined) return [{ column, sql }];
    return [];
  });
}

function triggeredInsert(
  statement: InsertStatement,
  target: CompiledTarget,
  columns: CatalogColumn[],
  values: SourceValues,
  context: CompileContext,
): CompiledInsert {
  const { table } = target;
  const complete = new Map(
    completeColumns(columns, values.sql, table, target.scope).map((entry) => [entry.column, entry.sql]),
  );
  const list = table.columns.map((column) => complete.get(column) ?? nullSql(0, column.type).sql);
  const source = context.parameters.prepare(`SELECT ${list.join(', ')}${values.from ?? ''}`);
  const { returning, sql } = triggeredReturning(statement.returning, target, context);
  return {
    action: {
      kind: 'triggered',
      event: 'INSERT',
      table: target.insteadOf ?? table,
      source,
      assigned: [],
      returningSql: sql,
    },
    returning,
  };
}

/** RETURNING of a row that is written by its number. */
export function triggeredReturning(
  clause: InsertStatement['returning'],
  target: CompiledTarget,
  context: CompileContext,
): { returning: OutputColumn[]; sql: import('./parameters.ts').PreparedSql | undefined } {
  const alias = context.nextAlias();
  if (target.check !== undefined) throw unimplemented('WITH CHECK OPTION on a table with triggers');
  const returning = compileReturning(clause, returningScope(target, alias, context));
  if (returning.length === 0) return { returning, sql: undefined };
  if (target.insteadOf !== undefined) throw unimplemented('RETURNING with INSTEAD OF triggers');
  const rowid = context.parameters.add({ kind: 'slot', slot: 0 }, 'bigint');
  const values = returning.map((column) => column.value?.sql ?? 'NULL').join(', ');
  const sql = context.parameters.prepare(
    `SELECT ${values}, ${alias}."ora$rowid" FROM ${target.relation} ${alias} WHERE ${alias}."ora$rowid" = ${rowid}`,
  );
  return { returning, sql };
}
