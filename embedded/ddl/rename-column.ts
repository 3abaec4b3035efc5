import type { AlterTableAction } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import { checkName, type DdlRun } from './ddl-run.ts';
import { referencesTo } from './foreign-key.ts';
import { lengthCheck, lengthCheckName } from './length-check.ts';
import { quoteName } from './quote.ts';
import { renameInText } from './rename-in-text.ts';
import type { TableDraft } from './table-draft.ts';

/** RENAME COLUMN a TO b. Throws ORA-00904, ORA-00957. */
export async function renameColumn(
  run: DdlRun,
  draft: TableDraft,
  action: Extract<AlterTableAction, { kind: 'renameColumn' }>,
): Promise<void> {
  const { from, to } = action;
  checkName(to);
  const column = draft.column(from);
  if (draft.hasColumn(to.name)) throw new OracleError(957, 'duplicate column name', { offset: to.pos });
  const renamed = { ...column, name: to.name };
  if (!draft.table.isTemporary) {
    const alter = `ALTER TABLE ${draft.storageName}`;
    await run.execute(`${alter} DROP CONSTRAINT IF EXISTS ${lengthCheckName(column.name)}`);
    await run.execute(`${alter} RENAME COLUMN ${quoteName(column.name)} TO ${quoteName(to.name)}`);
    const check = lengthCheck(renamed, draft.schema, draft.name);
    // Rows that are there fit: they need not be read again.
    if (check !== undefined) await run.execute(`${alter} ADD ${check} NOT VALID`);
  }
  draft.replaceColumn(column.name, renamed);
  renameUses(run, draft, column.name, to.name);
}

function renameUses(run: DdlRun, draft: TableDraft, from: string, to: string): void {
  const name = (each: string) => (each === from ? to : each);
  const text = (each: string | undefined) => each && renameInText(each, from, to);
  const { table } = draft;
  table.columns = table.columns.map((column) => ({ ...column, virtual: text(column.virtual) }));
  table.constraints = table.constraints.map((constraint) => ({
    ...constraint,
    columns: constraint.columns.map(name),
    condition: text(constraint.condition),
  }));
  for (const index of draft.indexes) {
    draft.replaceIndex({
      ...index,
      columns: index.columns.map((column) => ({
        ...column,
        name: column.name && name(column.name),
        expression: text(column.expression),
      })),
    });
  }
  const comment = table.columnComments[from];
  if (comment !== undefined) {
    delete table.columnComments[from];
    table.columnComments[to] = comment;
  }
  for (const { table: child, constraint } of referencesTo(run, { schema: draft.schema, table: draft.name })) {
    const other = child.object.id === table.object.id ? draft : run.draft({ object: child.object, table: child });
    other.table.constraints = other.table.constraints.map((each) =>
      each.name === constraint.name && each.references !== undefined
        ? { ...each, references: { ...each.references, columns: each.references.columns.map(name) } }
        : each,
    );
  }
}
