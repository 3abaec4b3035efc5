import type { CatalogColumn } from '../catalog/catalog.ts';
import type { ColumnDefinition } from '../syntax/ast/ddl.ts';
import type { Expression } from '../syntax/ast/expression.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { addConstraint } from './add-constraint.ts';
import { columnSql, compileDefault, makeColumn } from './column-definition.ts';
import { storageType } from './column-type.ts';
import { addImpliedNotNull } from './create-table.ts';
import type { DdlRun } from './ddl-run.ts';
import { lengthCheck } from './length-check.ts';
import { NO_NAMES } from './no-names.ts';
import { qualifiedName, quoteName, quoteText } from './quote.ts';
import { storageText } from './storage-value.ts';
import type { TableDraft } from './table-draft.ts';

/** ALTER TABLE … ADD. Rows that are there get the default. Throws ORA-01430, ORA-01758. */
export async function addColumns(run: DdlRun, draft: TableDraft, definitions: ColumnDefinition[]): Promise<void> {
  for (const definition of definitions) {
    const { name } = definition;
    if (draft.hasColumn(name.name)) {
      throw new OracleError(1430, 'column being added already exists in table', { offset: name.pos });
    }
    const column = await makeColumn(run, definition, draft.table);
    draft.table.columns.push(column);
    if (!draft.table.isTemporary) await addInStorage(run, draft, column, definition);
    for (const constraint of definition.constraints) await addConstraint(run, draft, constraint, name);
    await addImpliedNotNull(run, draft, definition);
  }
}

async function addInStorage(
  run: DdlRun,
  draft: TableDraft,
  column: CatalogColumn,
  definition: ColumnDefinition,
): Promise<void> {
  const hasRows = await isNotEmpty(run, `SELECT 1 FROM ${draft.storageName}`);
  const isMandatory = definition.constraints.some(({ rule }) => rule.kind === 'notNull' || rule.kind === 'primaryKey');
  const fills = definition.default !== undefined || column.identity !== undefined || column.virtual !== undefined;
  if (hasRows && isMandatory && !fills) {
    throw new OracleError(1758, 'table must be empty to add mandatory (NOT NULL) column', {
      offset: definition.name.pos,
    });
  }
  const alter = `ALTER TABLE ${draft.storageName}`;
  await run.execute(`${alter} ADD COLUMN ${columnSql(run, column, definition, draft.table)}`);
  const check = lengthCheck(column, draft.schema, draft.name);
  if (check !== undefined) await run.execute(`${alter} ADD ${check}`);
  if (hasRows && fills && column.virtual === undefined) await fillColumn(run, draft, column, definition);
}

export async function isNotEmpty(run: DdlRun, query: string): Promise<boolean> {
  const [row] = await run.execute(`SELECT EXISTS (${query})`);
  return row?.[0] === 't';
}

/** A default that is the same for all rows is evaluated once; numbers of a sequence and GUIDs differ by row. */
async function fillColumn(
  run: DdlRun,
  draft: TableDraft,
  column: CatalogColumn,
  definition: ColumnDefinition,
): Promise<void> {
  const name = quoteName(column.name);
  const perRow = perRowValue(run, draft, column, definition.default?.expression);
  const value = perRow ?? (await constantValue(run, column, definition));
  await run.execute(`UPDATE ${draft.storageName} SET ${name} = ${value}`);
  // A table with pending trigger events (deferred keys, foreign keys) takes no further ALTER in this transaction.
  await run.execute('SET CONSTRAINTS ALL IMMEDIATE');
}

function perRowValue(
  run: DdlRun,
  draft: TableDraft,
  column: CatalogColumn,
  expression: Expression | undefined,
): string | undefined {
  if (column.identity !== undefined) {
    return `nextval(${quoteText(qualifiedName(draft.schema, column.identity.sequence))})`;
  }
  if (expression === undefined) return undefined;
  const parts = expression.kind === 'name' ? expression.name.parts.map(({ name }) => name) : [];
  if (parts.at(-1) === 'NEXTVAL') {
    const viewpoint = { schema: run.session.currentSchema, user: run.user };
    const sequence = run.catalog.resolveObject(parts.slice(0, -1), viewpoint)?.object;
    if (sequence !== undefined) return `nextval(${quoteText(qualifiedName(sequence.schema, sequence.name))})`;
  }
  const text = JSON.stringify(expression);
  const isGuid = /^(?:SYS_GUID\s*\(\s*\)|SYS_GUID)$/i.test(column.default?.trim() ?? '');
  if (isGuid) {
    return column.type.kind === 'RAW'
      ? 'uuid_send(gen_random_uuid())'
      : `upper(replace(gen_random_uuid()::text, '-', ''))`;
  }
  if (text.includes('"NEXTVAL"') || text.includes('"SYS_GUID"')) {
    throw unimplemented('adding a column with such a default to a table that has rows', expression.pos);
  }
  return undefined;
}

async function constantValue(run: DdlRun, column: CatalogColumn, definition: ColumnDefinition): Promise<string> {
  const expression = definition.default?.expression;
  if (expression === undefined) return 'NULL';
  const converted: Expression =
    definition.type === undefined || /LOB|LONG/.test(column.type.kind)
      ? expression
      : { kind: 'cast', pos: expression.pos, operand: expression, type: definition.type };
  const query = compileDefault(run, converted);
  const cursor = await run.sql.openQuery(run.sql.compileQuery(query, run.text, NO_NAMES), []);
  const [row] = await cursor.fetch(1);
  await cursor.close();
  const text = storageText(row?.[0] ?? null);
  return text === null ? 'NULL' : `${quoteText(text)}::${storageType(column.type)}`;
}
