import type { CatalogEntry } from '../catalog/catalog-entry.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { Identifier } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { checkName, type DdlRun } from './ddl-run.ts';
import { referencesTo } from './foreign-key.ts';
import { lengthCheck, lengthCheckName } from './length-check.ts';
import { qualifiedName, quoteName } from './quote.ts';
import type { TableDraft } from './table-draft.ts';

/** RENAME a TO b, of a table, view, sequence or private synonym. Throws ORA-04043, ORA-00955. */
export async function renameObject(run: DdlRun, statement: Extract<DdlStatement, { kind: 'rename' }>): Promise<void> {
  const { from, to } = statement;
  const schema = run.session.currentSchema;
  const entry = run.catalog.findEntry(schema, from.name);
  const missing = new OracleError(4043, `object ${from.name} does not exist`);
  if (entry === undefined || !['TABLE', 'VIEW', 'SEQUENCE', 'SYNONYM'].includes(entry.object.type)) throw missing;
  if (schema !== run.user) throw new OracleError(1031, 'insufficient privileges');
  if (entry.object.type === 'TABLE') return renameTable(run, run.draft(entry), to);
  checkName(to);
  run.requireFreeName(schema, to.name, to.pos);
  if (entry.sequence?.isIdentity) throw new OracleError(32799, 'cannot rename a system-generated sequence');
  if (entry.object.type === 'SEQUENCE') {
    await run.execute(`ALTER SEQUENCE ${qualifiedName(schema, from.name)} RENAME TO ${quoteName(to.name)}`);
  }
  run.change.put({ ...entry, object: { ...entry.object, name: to.name, lastDdl: run.now } });
  moveDependents(run, schema, from.name, to.name);
}

/** Indexes, triggers, grants, comments and foreign keys of others go with the table; views and units that use it become INVALID. */
export async function renameTable(run: DdlRun, draft: TableDraft, to: Identifier): Promise<void> {
  checkName(to);
  const { schema, name: from } = draft;
  run.requireFreeName(schema, to.name, to.pos);
  const isStored = !draft.table.isTemporary;
  if (isStored) await run.execute(`ALTER TABLE ${draft.storageName} RENAME TO ${quoteName(to.name)}`);
  for (const { table: child, constraint } of referencesTo(run, { schema, table: from })) {
    const other = child.object.id === draft.table.object.id ? draft : run.draft({ object: child.object, table: child });
    other.table.constraints = other.table.constraints.map((each) =>
      each.name === constraint.name && each.references !== undefined
        ? { ...each, references: { ...each.references, table: to.name } }
        : each,
    );
  }
  draft.table.object = { ...draft.table.object, name: to.name };
  for (const column of isStored ? draft.table.columns : []) {
    const check = lengthCheck(column, schema, to.name);
    if (check === undefined) continue;
    const drop = `DROP CONSTRAINT ${lengthCheckName(column.name)}`;
    await run.execute(`ALTER TABLE ${draft.storageName} ${drop}, ADD ${check} NOT VALID`);
  }
  for (const trigger of run.catalog.allTriggersOf(schema, from)) moveTrigger(run, trigger, to.name);
  moveDependents(run, schema, from, to.name);
}

function moveTrigger(run: DdlRun, entry: CatalogEntry, table: string): void {
  const { unit } = entry;
  if (unit?.trigger === undefined) return;
  const trigger = { ...unit.trigger, table: { ...unit.trigger.table, name: table } };
  run.change.put({ ...entry, unit: { ...unit, trigger } });
}

function moveDependents(run: DdlRun, schema: string, from: string, to: string): void {
  run.change.renameGrants(schema, from, to);
  run.touch(schema, from);
  run.touch(schema, to);
}
