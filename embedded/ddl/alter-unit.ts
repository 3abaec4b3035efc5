import type { CatalogEntry } from '../catalog/catalog-entry.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { compileView } from './create-view.ts';
import { checkName, type DdlRun } from './ddl-run.ts';

type AlterUnit = Extract<DdlStatement, { kind: 'alterUnit' }>;

/** ALTER VIEW COMPILE, ALTER TRIGGER ENABLE | DISABLE | RENAME, ALTER INDEX RENAME; the physical clauses of ALTER INDEX change nothing. */
export async function alterUnit(run: DdlRun, statement: AlterUnit): Promise<void> {
  switch (statement.unitType) {
    case 'VIEW':
      return statement.action === 'COMPILE' ? compileView(run, statement) : undefined;
    case 'TRIGGER':
      return alterTrigger(run, statement);
    case 'INDEX':
      return alterIndex(run, statement);
    default:
      if (statement.action !== 'IGNORED')
        throw unimplemented(`ALTER ${statement.unitType} ${statement.action}`, statement.pos);
  }
}

function alterTrigger(run: DdlRun, statement: AlterUnit): void {
  const { schema, name } = run.target(statement.name);
  const missing = new OracleError(4080, `trigger '${name}' does not exist`);
  const entry = run.catalog.findEntry(schema, name, 'TRIGGER');
  if (entry === undefined) throw missing;
  run.requireRight(entry.object, { system: 'ALTER ANY TRIGGER' }, missing);
  if (statement.action === 'ENABLE' || statement.action === 'DISABLE') {
    setTriggerEnabled(run, entry, statement.action === 'ENABLE');
  } else if (statement.action === 'RENAME' && statement.renameTo !== undefined) {
    checkName(statement.renameTo);
    const to = statement.renameTo.name;
    if (run.catalog.findEntry(schema, to, 'TRIGGER') !== undefined)
      throw new OracleError(4081, `trigger '${to}' already exists`);
    const object = { ...entry.object, name: to, lastDdl: run.now };
    run.change.put({ ...entry, object, unit: entry.unit && { ...entry.unit, name: to } });
  }
}

export function setTriggerEnabled(run: DdlRun, entry: CatalogEntry, isEnabled: boolean): void {
  const { unit } = entry;
  if (unit?.trigger === undefined) return;
  const object = { ...entry.object, lastDdl: run.now };
  run.change.put({ ...entry, object, unit: { ...unit, trigger: { ...unit.trigger, isEnabled } } });
}

async function alterIndex(run: DdlRun, statement: AlterUnit): Promise<void> {
  const { schema, name } = run.target(statement.name);
  const missing = new OracleError(1418, 'specified index does not exist');
  const index = run.catalog.findEntry(schema, name, 'INDEX')?.index;
  if (index === undefined) throw missing;
  run.requireRight(index.object, { system: 'ALTER ANY INDEX' }, missing);
  if (statement.action !== 'RENAME' || statement.renameTo === undefined) return;
  checkName(statement.renameTo);
  const to = statement.renameTo.name;
  if (run.catalog.findEntry(schema, to, 'INDEX') !== undefined) {
    throw new OracleError(955, 'name is already used by an existing object');
  }
  // PostgreSQL's name stays: `storageName` leads from it to the new one.
  const storageName = index.storageName ?? name;
  run.change.put({ object: { ...index.object, name: to, lastDdl: run.now }, index: { ...index, storageName } });
  const entry = run.catalog.findEntry(index.table.schema, index.table.name);
  if (entry?.table?.constraints.some((constraint) => constraint.index === name)) {
    const draft = run.draft(entry);
    draft.table.constraints = draft.table.constraints.map((each) =>
      each.index === name ? { ...each, index: to } : each,
    );
    draft.indexes = draft.indexes.map((each) =>
      each.object.id === index.object.id ? { ...each, object: { ...each.object, name: to }, storageName } : each,
    );
  }
}
