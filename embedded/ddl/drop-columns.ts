import type { CatalogColumn, CatalogConstraint } from '../catalog/catalog.ts';
import type { Identifier } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { DdlRun } from './ddl-run.ts';
import { dropConstraint } from './drop-constraint.ts';
import { referencesTo } from './foreign-key.ts';
import { qualifiedName, quoteName } from './quote.ts';
import { usesIdentifier } from './rename-in-text.ts';
import type { TableDraft } from './table-draft.ts';

/** ALTER TABLE … DROP COLUMN. Throws ORA-00904, ORA-12983, ORA-12991, ORA-12992, ORA-54031. */
export async function dropColumns(
  run: DdlRun,
  draft: TableDraft,
  columns: Identifier[],
  cascade: boolean,
): Promise<void> {
  const dropped = columns.map((identifier) => draft.column(identifier));
  const names = new Set(dropped.map(({ name }) => name));
  if (draft.table.columns.every(({ name }) => names.has(name))) {
    throw new OracleError(12983, 'cannot drop all columns in a table');
  }
  for (const column of draft.table.columns) {
    const isUsing =
      column.virtual !== undefined && [...names].some((name) => usesIdentifier(column.virtual ?? '', name));
    if (isUsing && !names.has(column.name)) {
      throw new OracleError(54031, 'column to be dropped is used in a virtual column expression');
    }
  }
  for (const constraint of draft.table.constraints.filter((each) => each.columns.some((name) => names.has(name)))) {
    await dropConstraintOf(run, draft, constraint, names, cascade);
  }
  for (const index of draft.indexes.filter((each) => each.columns.some((column) => usesColumn(column, names)))) {
    draft.removeIndex(index);
  }
  if (!draft.table.isTemporary) {
    const list = dropped.map(({ name }) => `DROP COLUMN ${quoteName(name)} CASCADE`);
    await run.execute(`ALTER TABLE ${draft.storageName} ${list.join(', ')}`);
  }
  for (const column of dropped) await dropIdentitySequence(run, draft, column);
  draft.table.columns = draft.table.columns.filter(({ name }) => !names.has(name));
  const comments = Object.entries(draft.table.columnComments).filter(([name]) => !names.has(name));
  draft.table.columnComments = Object.fromEntries(comments);
}

function usesColumn(column: { name: string | undefined; expression: string | undefined }, names: Set<string>): boolean {
  if (column.name !== undefined) return names.has(column.name);
  return [...names].some((name) => usesIdentifier(column.expression ?? '', name));
}

async function dropConstraintOf(
  run: DdlRun,
  draft: TableDraft,
  constraint: CatalogConstraint,
  names: Set<string>,
  cascade: boolean,
): Promise<void> {
  const isKey = constraint.type === 'P' || constraint.type === 'U';
  const isReferenced =
    isKey && referencesTo(run, { schema: draft.schema, table: draft.name, constraint: constraint.name }).length > 0;
  if (isReferenced && !cascade) throw new OracleError(12992, 'cannot drop parent key column');
  if (!cascade && constraint.columns.some((name) => !names.has(name))) {
    throw new OracleError(12991, 'column is referenced in a multi-column constraint');
  }
  await dropConstraint(run, draft, constraint, cascade);
}

async function dropIdentitySequence(run: DdlRun, draft: TableDraft, { identity }: CatalogColumn): Promise<void> {
  const entry = identity && run.catalog.findEntry(draft.schema, identity.sequence, 'SEQUENCE');
  if (entry === undefined) return;
  await run.execute(`DROP SEQUENCE ${qualifiedName(draft.schema, entry.object.name)}`);
  run.change.remove(entry);
}
