import type { CatalogObjectType } from '../catalog/catalog.ts';
import type { CatalogEntry } from '../catalog/catalog-entry.ts';
import { storageName } from '../catalog/storage-name.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { DdlRun } from './ddl-run.ts';
import { dropRole, dropUser } from './drop-principal.ts';
import { dropTable } from './drop-table.ts';
import { qualifiedName } from './quote.ts';
import { dropSynonym } from './synonyms.ts';

type Drop = Extract<DdlStatement, { kind: 'drop' }>;

/** DROP of anything. Each kind of object has its own error for one that does not exist. */
export async function dropObject(run: DdlRun, statement: Drop): Promise<void> {
  try {
    await dropByType(run, statement);
  } catch (error) {
    const isMissing = error instanceof OracleError && MISSING_CODES.has(error.code);
    if (!(statement.ifExists === true && isMissing)) throw error;
  }
}

const MISSING_CODES = new Set([942, 1418, 1432, 1434, 1918, 1919, 2289, 4043, 4080, 12003]);

async function dropByType(run: DdlRun, statement: Drop): Promise<unknown> {
  switch (statement.objectType) {
    case 'TABLE':
      return dropTable(run, statement);
    case 'INDEX':
      return dropIndex(run, statement);
    case 'VIEW':
      return dropSimple(
        run,
        statement,
        'VIEW',
        'DROP ANY VIEW',
        () => new OracleError(942, 'table or view does not exist'),
      );
    case 'SEQUENCE':
      return dropSequence(run, statement);
    case 'SYNONYM':
    case 'PUBLIC SYNONYM':
      return dropSynonym(run, statement);
    case 'TRIGGER':
      return dropSimple(
        run,
        statement,
        'TRIGGER',
        'DROP ANY TRIGGER',
        (name) => new OracleError(4080, `trigger '${name}' does not exist`),
      );
    case 'PROCEDURE':
    case 'FUNCTION':
    case 'PACKAGE BODY':
      return dropSimple(run, statement, statement.objectType, 'DROP ANY PROCEDURE', noSuchObject);
    case 'PACKAGE':
    case 'TYPE':
      return dropWithBody(run, statement, statement.objectType);
    case 'TYPE BODY':
      return dropSimple(run, statement, 'TYPE BODY', 'DROP ANY TYPE', noSuchObject);
    case 'USER':
      return dropUser(run, statement);
    case 'ROLE':
      return dropRole(run, statement);
    case 'MATERIALIZED VIEW': {
      const { schema, name } = run.target(statement.name);
      throw new OracleError(12003, `materialized view "${schema}"."${name}" does not exist`);
    }
    case 'CONTEXT':
    case 'DIRECTORY':
      throw unimplemented(`DROP ${statement.objectType}`, statement.pos);
  }
}

function noSuchObject(name: string): OracleError {
  return new OracleError(4043, `object ${name} does not exist`);
}

async function dropSimple(
  run: DdlRun,
  statement: Drop,
  type: CatalogObjectType,
  privilege: string,
  missing: (name: string) => OracleError,
): Promise<CatalogEntry> {
  const { schema, name } = run.target(statement.name);
  const entry = run.catalog.findEntry(schema, name, type);
  if (entry === undefined) throw missing(name);
  run.requireRight(entry.object, { system: privilege }, missing(name));
  if (entry.object.isBuiltIn) throw new OracleError(1031, 'insufficient privileges');
  run.change.remove(entry);
  if (type !== 'PACKAGE BODY' && type !== 'TYPE BODY' && type !== 'TRIGGER') {
    run.change.removeGrantsOn(schema, name);
    run.touch(schema, name);
  }
  if (type === 'VIEW') for (const trigger of run.catalog.allTriggersOf(schema, name)) run.change.remove(trigger);
  return entry;
}

async function dropWithBody(run: DdlRun, statement: Drop, type: 'PACKAGE' | 'TYPE'): Promise<void> {
  const privilege = type === 'PACKAGE' ? 'DROP ANY PROCEDURE' : 'DROP ANY TYPE';
  const target = run.target(statement.name);
  const { catalog } = run;
  const isUsed = () =>
    catalog.isTypeOfColumn(target.schema, target.name) || catalog.isTypeOfType(target.schema, target.name);
  if (type === 'TYPE' && !statement.force && isUsed()) {
    throw new OracleError(2303, 'cannot drop or replace a type with type or table dependents');
  }
  const { object } = await dropSimple(run, statement, type, privilege, noSuchObject);
  const body = run.catalog.findEntry(object.schema, object.name, `${type} BODY`);
  if (body !== undefined) run.change.remove(body);
}

async function dropSequence(run: DdlRun, statement: Drop): Promise<void> {
  const missing = () => new OracleError(2289, 'sequence does not exist');
  const entry = await dropSimple(run, statement, 'SEQUENCE', 'DROP ANY SEQUENCE', missing);
  if (entry.sequence?.isIdentity) throw new OracleError(32794, 'cannot drop a system-generated sequence');
  await run.execute(`DROP SEQUENCE ${qualifiedName(entry.object.schema, entry.object.name)}`);
}

async function dropIndex(run: DdlRun, statement: Drop): Promise<void> {
  const { schema, name } = run.target(statement.name);
  const missing = new OracleError(1418, 'specified index does not exist');
  const index = run.catalog.findEntry(schema, name, 'INDEX')?.index;
  if (index === undefined) throw missing;
  run.requireRight(index.object, { system: 'DROP ANY INDEX' }, missing);
  const entry = run.catalog.findEntry(index.table.schema, index.table.name);
  if (entry?.table === undefined) throw missing;
  const isUsed = entry.table.constraints.some((constraint) => constraint.index === name && constraint.isEnabled);
  if (index.isOfConstraint || isUsed) {
    throw new OracleError(2429, 'cannot drop index used for enforcement of unique/primary key');
  }
  const draft = run.draft(entry);
  if (!draft.table.isTemporary) {
    await run.execute(`DROP INDEX ${qualifiedName(draft.schema, index.storageName ?? storageName(name))}`);
  }
  draft.removeIndex(index);
}
