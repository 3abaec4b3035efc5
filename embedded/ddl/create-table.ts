import type { CatalogTable } from '../catalog/catalog.ts';
import type { ColumnDefinition, DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { addConstraint } from './add-constraint.ts';
import { columnSql, makeColumn } from './column-definition.ts';
import { type DdlRun, newObject } from './ddl-run.ts';
import { lengthCheck } from './length-check.ts';
import { namedPartitions } from './partitions.ts';
import { qualifiedName } from './quote.ts';
import { TableDraft } from './table-draft.ts';

export type CreateTable = Extract<DdlStatement, { kind: 'createTable' }>;

/** CREATE TABLE without AS. Throws ORA-00955, ORA-00957, and the errors of columns and constraints. */
export async function createTable(run: DdlRun, statement: CreateTable): Promise<void> {
  if (statement.temporary?.private) throw unimplemented('private temporary tables', statement.pos);
  const target = run.newTarget(statement.name, 'TABLE');
  run.requireFreeName(target.schema, target.name, target.pos);
  const draft = new TableDraft(emptyTable(run, await run.nextObjectId(), target, statement), run.catalog);
  run.addDraft(draft);
  await addColumns(run, draft, statement.columns);
  await createInStorage(run, draft, statement.columns);
  for (const definition of statement.columns) {
    for (const constraint of definition.constraints) await addConstraint(run, draft, constraint, definition.name);
    await addImpliedNotNull(run, draft, definition);
  }
  for (const constraint of inOrder(statement.constraints)) await addConstraint(run, draft, constraint);
  if (draft.table.isTemporary && draft.table.constraints.some(({ type }) => type === 'R')) {
    throw new OracleError(14455, 'attempt to create referential integrity constraint on temporary table');
  }
  run.touchNew(target.schema, target.name);
}

function emptyTable(
  run: DdlRun,
  id: number,
  target: { schema: string; name: string },
  statement: CreateTable,
): CatalogTable {
  return {
    object: newObject(run, id, target, 'TABLE'),
    kind: 'TABLE',
    columns: [],
    isTemporary: statement.temporary !== undefined,
    onCommit: statement.temporary?.onCommit,
    constraints: [],
    viewText: undefined,
    partitioning: statement.partitioning === undefined ? undefined : namedPartitions(statement.partitioning),
    comment: undefined,
    columnComments: {},
  };
}

/** A virtual column may stand before the columns that it uses. */
async function addColumns(run: DdlRun, draft: TableDraft, definitions: ColumnDefinition[]): Promise<void> {
  const names = new Set<string>();
  for (const { name } of definitions) {
    if (names.has(name.name)) throw new OracleError(957, 'duplicate column name', { offset: name.pos });
    names.add(name.name);
  }
  if (definitions.length > 1000) throw new OracleError(1792, 'maximum number of columns in a table or view is 1000');
  const made = new Map<string, CatalogTable['columns'][number]>();
  for (const isVirtual of [false, true]) {
    for (const definition of definitions) {
      if ((definition.virtual !== undefined) !== isVirtual) continue;
      const column = await makeColumn(run, definition, draft.table);
      made.set(column.name, column);
      draft.table.columns.push(column);
    }
  }
  draft.table.columns = definitions.flatMap(({ name }) => made.get(name.name) ?? []);
}

async function createInStorage(run: DdlRun, draft: TableDraft, definitions: ColumnDefinition[]): Promise<void> {
  const { table } = draft;
  const columns = table.columns.map((column) => {
    const definition = definitions.find(({ name }) => name.name === column.name);
    return columnSql(run, column, definition, table);
  });
  if (table.isTemporary) return;
  const checks = table.columns.flatMap((column) => lengthCheck(column, draft.schema, draft.name) ?? []);
  const rowid = `"ora$rowid" bigint NOT NULL DEFAULT nextval('ora.rowid_seq')`;
  const unique = `CONSTRAINT "ora$rowid_${table.object.id}" UNIQUE ("ora$rowid")`;
  const elements = [...columns, rowid, unique, ...checks];
  await run.execute(`CREATE TABLE ${qualifiedName(draft.schema, draft.name)} (${elements.join(', ')})`);
}

/** Identity columns and DEFAULT ON NULL are NOT NULL without saying so. */
export async function addImpliedNotNull(run: DdlRun, draft: TableDraft, definition: ColumnDefinition): Promise<void> {
  const column = draft.column(definition.name);
  const isImplied = column.identity !== undefined || column.isDefaultOnNull;
  if (
    !isImplied ||
    draft.table.constraints.some(({ type, columns }) => type === 'NOT NULL' && columns[0] === column.name)
  )
    return;
  await addConstraint(
    run,
    draft,
    { pos: definition.name.pos, columns: [], rule: { kind: 'notNull' } },
    definition.name,
  );
}

/** Keys first: a foreign key may refer to a key of the same table. */
function inOrder(constraints: CreateTable['constraints']): CreateTable['constraints'] {
  const isForeignKey = (constraint: CreateTable['constraints'][number]) => constraint.rule.kind === 'foreignKey';
  return [...constraints.filter((one) => !isForeignKey(one)), ...constraints.filter(isForeignKey)];
}
