import { createConstraintInStorage, dropConstraintInStorage, needsPartialIndex } from './constraint-storage.ts';
import type { DdlRun } from './ddl-run.ts';
import type { TableDraft } from './table-draft.ts';

/**
 * Notes in the draft whether columns can be NULL. Unique keys over several columns are made anew where that decides about their form in
 * PostgreSQL.
 */
export async function changeNullability(
  run: DdlRun,
  draft: TableDraft,
  columns: readonly string[],
  isNullable: boolean,
): Promise<void> {
  const after = {
    table: {
      ...draft.table,
      columns: draft.table.columns.map((column) =>
        columns.includes(column.name) ? { ...column, isNullable } : column,
      ),
    },
  };
  const concerned = draft.table.constraints.filter(
    (constraint) =>
      constraint.isEnabled && needsPartialIndex(draft, constraint) !== needsPartialIndex(after, constraint),
  );
  for (const constraint of concerned) await dropConstraintInStorage(run, draft, constraint);
  draft.table.columns = after.table.columns;
  for (const constraint of concerned) await createConstraintInStorage(run, draft, constraint);
}
