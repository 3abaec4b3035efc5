import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import { dropConstraintInStorage } from './constraint-storage.ts';
import type { DdlRun } from './ddl-run.ts';
import { referencesTo } from './foreign-key.ts';
import type { TableDraft } from './table-draft.ts';

/** Throws ORA-00942, ORA-01031, and ORA-02449 for a table that foreign keys of others refer to. */
export async function dropTable(run: DdlRun, statement: Extract<DdlStatement, { kind: 'drop' }>): Promise<void> {
  const draft = run.tableToChange(statement.name, { system: 'DROP ANY TABLE' });
  await removeTable(run, draft, statement.cascade);
}

/** The table with its indexes, triggers, identity sequence and grants; with `cascade` also the foreign keys of others to it. */
export async function removeTable(run: DdlRun, draft: TableDraft, cascade: boolean): Promise<void> {
  const { schema, name } = draft;
  const references = referencesTo(run, { schema, table: name }).filter(
    ({ table }) => table.object.id !== draft.table.object.id,
  );
  if (references.length > 0 && !cascade) {
    throw new OracleError(2449, 'unique/primary keys in table referenced by foreign keys');
  }
  for (const { table, constraint } of references) {
    const child = run.draft({ object: table.object, table });
    await dropConstraintInStorage(run, child, constraint);
    child.table.constraints = child.table.constraints.filter((other) => other !== constraint);
  }
  if (!draft.table.isTemporary) await run.execute(`DROP TABLE ${draft.storageName}`);
  for (const { identity } of draft.table.columns) {
    const sequence = identity && run.catalog.findEntry(schema, identity.sequence, 'SEQUENCE');
    if (sequence === undefined) continue;
    await run.execute(`DROP SEQUENCE "${schema.replaceAll('"', '""')}"."${sequence.object.name}"`);
    run.change.remove(sequence);
  }
  for (const index of run.catalog.indexesOf(schema, name)) run.change.remove({ object: index.object, index });
  for (const trigger of run.catalog.allTriggersOf(schema, name)) run.change.remove(trigger);
  run.change.remove({ object: draft.table.object, table: draft.table });
  run.change.removeGrantsOn(schema, name);
  run.removeDraft(draft);
  run.touch(schema, name);
}
