import { PUBLIC } from '../catalog/privileges.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { type DdlRun, insufficientPrivileges, newObject } from './ddl-run.ts';

/** The target need not exist. Throws ORA-00955, ORA-01471, ORA-01031. */
export async function createSynonym(
  run: DdlRun,
  statement: Extract<DdlStatement, { kind: 'createSynonym' }>,
): Promise<void> {
  if (statement.target.databaseLink !== undefined) throw unimplemented('database links', statement.target.pos);
  const target = statement.public ? publicTarget(run, statement) : run.newTarget(statement.name, 'SYNONYM');
  const destination = run.target(statement.target);
  if (!statement.public && destination.schema === target.schema && destination.name === target.name) {
    throw new OracleError(1471, 'cannot create a synonym with same name as object', { offset: target.pos });
  }
  const existing = run.catalog.findEntry(target.schema, target.name);
  const mayReplace = statement.orReplace && existing?.object.type === 'SYNONYM' && !existing.object.isBuiltIn;
  if (existing !== undefined && !mayReplace) {
    throw new OracleError(955, 'name is already used by an existing object', { offset: target.pos });
  }
  const id = existing?.object.id ?? (await run.nextObjectId());
  run.change.put({
    object: {
      ...newObject(run, id, target, 'SYNONYM'),
      target: { schema: destination.schema, name: destination.name },
    },
  });
  if (existing === undefined) run.touchNew(target.schema, target.name);
  else run.touch(target.schema, target.name);
}

function publicTarget(run: DdlRun, statement: Extract<DdlStatement, { kind: 'createSynonym' }>) {
  if (!run.catalog.hasSystemPrivilege(run.user, 'CREATE PUBLIC SYNONYM')) throw insufficientPrivileges();
  return { ...run.target(statement.name), schema: PUBLIC };
}

export async function dropSynonym(run: DdlRun, statement: Extract<DdlStatement, { kind: 'drop' }>): Promise<void> {
  const isPublic = statement.objectType === 'PUBLIC SYNONYM';
  const { name, ...target } = run.target(statement.name);
  const schema = isPublic ? PUBLIC : target.schema;
  const missing = isPublic
    ? new OracleError(1432, 'public synonym to be dropped does not exist')
    : new OracleError(1434, 'private synonym to be dropped does not exist');
  const entry = run.catalog.findEntry(schema, name, 'SYNONYM');
  if (entry === undefined) throw missing;
  if (isPublic) {
    const mayDrop = run.catalog.hasSystemPrivilege(run.user, 'DROP PUBLIC SYNONYM') && !entry.object.isBuiltIn;
    if (!mayDrop) throw insufficientPrivileges();
  } else run.requireRight(entry.object, { system: 'DROP ANY SYNONYM' }, missing);
  run.change.remove(entry);
  run.touch(schema, name);
}
