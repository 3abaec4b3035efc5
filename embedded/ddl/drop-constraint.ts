import type { CatalogConstraint } from '../catalog/catalog.ts';
import { storageName } from '../catalog/storage-name.ts';
import type { AlterTableAction } from '../syntax/ast/ddl.ts';
import { parseExpression } from '../syntax/parse.ts';
import { OracleError } from '../types/oracle-error.ts';
import { isJsonCheck } from './column-definition.ts';
import { findConstraint } from './constraint-names.ts';
import { createConstraintInStorage, dropConstraintInStorage } from './constraint-storage.ts';
import { checkName, type DdlRun, newObject } from './ddl-run.ts';
import { referencesTo } from './foreign-key.ts';
import { changeNullability } from './nullability.ts';
import { quoteName } from './quote.ts';
import type { TableDraft } from './table-draft.ts';

type Action<K extends AlterTableAction['kind']> = Extract<AlterTableAction, { kind: K }>;

/** ALTER TABLE … DROP CONSTRAINT | PRIMARY KEY | UNIQUE. Throws ORA-02441 to ORA-02443, ORA-02273. */
export async function dropNamedConstraint(
  run: DdlRun,
  draft: TableDraft,
  action: Action<'dropConstraint'>,
): Promise<void> {
  const { constraints } = draft.table;
  const constraint = constraints.find((candidate) => {
    if (action.primaryKey === true) return candidate.type === 'P';
    if (action.unique !== undefined) {
      const columns = action.unique.map(({ name }) => name);
      return candidate.type === 'U' && candidate.columns.join('\0') === columns.join('\0');
    }
    return candidate.name === action.name?.name;
  });
  if (constraint === undefined) {
    if (action.primaryKey === true) throw new OracleError(2441, 'Cannot drop nonexistent primary key');
    if (action.unique !== undefined) throw new OracleError(2442, 'Cannot drop nonexistent unique key');
    throw new OracleError(2443, 'Cannot drop constraint  - nonexistent constraint', { offset: action.name?.pos });
  }
  await dropConstraint(run, draft, constraint, action.cascade);
}

/** With `cascade`, foreign keys that refer to a key go with it. */
export async function dropConstraint(
  run: DdlRun,
  draft: TableDraft,
  constraint: CatalogConstraint,
  cascade: boolean,
): Promise<void> {
  for (const { table, constraint: reference } of referringTo(run, draft, constraint)) {
    if (!cascade) throw new OracleError(2273, 'this unique/primary key is referenced by some foreign keys');
    const child = table.object.id === draft.table.object.id ? draft : run.draft({ object: table.object, table });
    await dropConstraintInStorage(run, child, reference);
    child.table.constraints = child.table.constraints.filter(({ name }) => name !== reference.name);
  }
  await dropConstraintInStorage(run, draft, constraint);
  removeIndexOf(draft, constraint);
  draft.table.constraints = draft.table.constraints.filter(({ name }) => name !== constraint.name);
  await forget(run, draft, constraint);
}

function referringTo(run: DdlRun, draft: TableDraft, { name, type }: CatalogConstraint) {
  if (type !== 'P' && type !== 'U') return [];
  return referencesTo(run, { schema: draft.schema, table: draft.name, constraint: name });
}

function removeIndexOf(draft: TableDraft, constraint: CatalogConstraint): void {
  const index = draft.indexes.find(({ object, isOfConstraint }) => isOfConstraint && object.name === constraint.index);
  if (index !== undefined) draft.removeIndex(index);
}

/** Columns may be NULL again unless another constraint forbids it; a column without its JSON check is text. */
async function forget(run: DdlRun, draft: TableDraft, constraint: CatalogConstraint): Promise<void> {
  if (!constraint.isEnabled) return;
  if (constraint.type === 'P' || constraint.type === 'NOT NULL') {
    const stillForbidden = new Set(
      draft.table.constraints
        .filter(
          ({ name, type, isEnabled }) => name !== constraint.name && isEnabled && (type === 'P' || type === 'NOT NULL'),
        )
        .flatMap(({ columns }) => columns),
    );
    const free = constraint.columns.filter((column) => !stillForbidden.has(column));
    await changeNullability(run, draft, free, true);
  }
  if (constraint.type === 'C' && isJsonCheck(parseExpression(constraint.condition ?? 'NULL'))) {
    for (const column of draft.table.columns) {
      if (constraint.columns.includes(column.name)) draft.replaceColumn(column.name, { ...column, isJson: false });
    }
  }
}

/** ENABLE | DISABLE CONSTRAINT. A disabled one is the catalog's only. Throws ORA-02430, ORA-02431, ORA-02297. */
export async function switchConstraint(
  run: DdlRun,
  draft: TableDraft,
  action: Action<'enableConstraint' | 'disableConstraint'>,
): Promise<void> {
  const enable = action.kind === 'enableConstraint';
  const constraint = draft.table.constraints.find((candidate) =>
    action.primaryKey === true ? candidate.type === 'P' : candidate.name === action.name?.name,
  );
  if (constraint === undefined) {
    const name = action.name?.name ?? 'PRIMARY KEY';
    throw enable
      ? new OracleError(2430, `cannot enable constraint (${name}) - no such constraint`)
      : new OracleError(2431, `cannot disable constraint (${name}) - no such constraint`);
  }
  if (constraint.isEnabled === enable) return;
  const replace = (changed: CatalogConstraint) => {
    draft.table.constraints = draft.table.constraints.map((each) => (each.name === changed.name ? changed : each));
  };
  if (enable) {
    await createConstraintInStorage(run, draft, constraint);
    const isKey = constraint.type === 'P' || constraint.type === 'U';
    replace({ ...constraint, isEnabled: true, index: isKey ? await makeIndex(run, draft, constraint) : undefined });
    if (constraint.type === 'P' || constraint.type === 'NOT NULL') {
      await changeNullability(run, draft, constraint.columns, false);
    }
    return;
  }
  if (referringTo(run, draft, constraint).some(({ constraint: reference }) => reference.isEnabled)) {
    throw new OracleError(2297, `cannot disable constraint (${draft.schema}.${constraint.name}) - dependencies exist`);
  }
  await dropConstraintInStorage(run, draft, constraint);
  removeIndexOf(draft, constraint);
  replace({ ...constraint, isEnabled: false, index: undefined });
  await forget(run, draft, constraint);
}

async function makeIndex(run: DdlRun, draft: TableDraft, constraint: CatalogConstraint): Promise<string> {
  const id = await run.nextObjectId();
  draft.indexes.push({
    object: newObject(run, id, { schema: draft.schema, name: constraint.name }, 'INDEX'),
    table: { schema: draft.schema, name: draft.name },
    isUnique: true,
    isBitmap: false,
    columns: constraint.columns.map((name) => ({ name, expression: undefined, isDescending: false })),
    isOfConstraint: true,
    isGenerated: constraint.isGenerated,
    storageName: constraint.storageName,
  });
  return constraint.name;
}

/** RENAME CONSTRAINT a TO b. The index of a key keeps its name, as in Oracle. Throws ORA-23292, ORA-02264. */
export async function renameConstraint(
  run: DdlRun,
  draft: TableDraft,
  action: Action<'renameConstraint'>,
): Promise<void> {
  const { from, to } = action;
  checkName(to);
  const constraint = draft.table.constraints.find(({ name }) => name === from.name);
  if (constraint === undefined) throw new OracleError(23292, 'The constraint does not exist');
  if (findConstraint(run, draft.schema, to.name) !== undefined) {
    throw new OracleError(2264, 'name already used by an existing constraint', { offset: to.pos });
  }
  const isKey = constraint.type === 'P' || constraint.type === 'U';
  const renamed: CatalogConstraint = {
    ...constraint,
    name: to.name,
    isGenerated: false,
    // A key keeps its name in PostgreSQL, where foreign keys and its index hang on it.
    storageName: isKey ? (constraint.storageName ?? storageName(constraint.name)) : undefined,
  };
  draft.table.constraints = draft.table.constraints.map((each) => (each === constraint ? renamed : each));
  for (const { table, constraint: reference } of referringTo(run, draft, constraint)) {
    const child = run.draft({ object: table.object, table });
    child.table.constraints = child.table.constraints.map((each) =>
      each.name === reference.name && each.references !== undefined
        ? { ...each, references: { ...each.references, constraint: to.name } }
        : each,
    );
  }
  await renameInStorage(run, draft, constraint, renamed);
}

async function renameInStorage(
  run: DdlRun,
  draft: TableDraft,
  before: CatalogConstraint,
  after: CatalogConstraint,
): Promise<void> {
  if (!before.isEnabled || draft.table.isTemporary || (before.type !== 'C' && before.type !== 'R')) return;
  const name = (constraint: CatalogConstraint) => quoteName(constraint.storageName ?? storageName(constraint.name));
  await run.execute(`ALTER TABLE ${draft.storageName} RENAME CONSTRAINT ${name(before)} TO ${name(after)}`);
}
