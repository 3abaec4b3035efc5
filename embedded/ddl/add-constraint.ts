import type { CatalogConstraint, CatalogTable } from '../catalog/catalog.ts';
import type { ConstraintDefinition } from '../syntax/ast/ddl.ts';
import type { Expression, Identifier } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { isJsonCheck } from './column-definition.ts';
import { isLob } from './column-type.ts';
import { constraintName, ownStorageName } from './constraint-names.ts';
import { createConstraintInStorage } from './constraint-storage.ts';
import { type DdlRun, newObject } from './ddl-run.ts';
import { findReference } from './foreign-key.ts';
import { changeNullability } from './nullability.ts';
import type { TableDraft } from './table-draft.ts';

/** Adds a constraint to a table. `column` is the one that an inline constraint stands at. */
export async function addConstraint(
  run: DdlRun,
  draft: TableDraft,
  definition: ConstraintDefinition,
  column?: Identifier,
): Promise<void> {
  const { rule } = definition;
  if (rule.kind === 'null') return;
  const columns = definition.columns.length > 0 ? definition.columns : column === undefined ? [] : [column];
  for (const each of columns) draft.column(each);
  const names = columns.map(({ name }) => name);
  if (rule.kind === 'primaryKey' || rule.kind === 'unique') checkKey(draft, rule.kind, columns);
  const common = {
    schema: draft.schema,
    ...(await constraintName(run, draft.schema, definition.name)),
    condition: undefined,
    references: undefined,
    isEnabled: definition.disabled !== true,
    isDeferrable: (definition.deferrable ?? false) || definition.initiallyDeferred === true,
    isInitiallyDeferred: definition.initiallyDeferred ?? false,
  };
  switch (rule.kind) {
    case 'notNull':
      return addNotNull(run, draft, { ...common, type: 'NOT NULL', columns: names });
    case 'primaryKey':
      return addKey(run, draft, { ...common, type: 'P', columns: names });
    case 'unique':
      return addKey(run, draft, { ...common, type: 'U', columns: names });
    case 'check': {
      const used = column === undefined ? columnsIn(rule.condition, draft.table) : names;
      const check: CatalogConstraint = { ...common, type: 'C', columns: used, condition: rule.text };
      if (isJsonCheck(rule.condition)) markJson(draft, used);
      return add(run, draft, check, rule.condition);
    }
    case 'foreignKey': {
      const { references, columns: ordered } = findReference(run, draft, columns, rule);
      return add(run, draft, { ...common, type: 'R', columns: ordered, references });
    }
  }
}

async function add(
  run: DdlRun,
  draft: TableDraft,
  constraint: CatalogConstraint,
  condition?: Expression,
): Promise<void> {
  if (constraint.isEnabled) await createConstraintInStorage(run, draft, constraint, condition);
  else if (condition !== undefined) run.print(condition, draft.table);
  draft.table.constraints.push(constraint);
}

async function addNotNull(run: DdlRun, draft: TableDraft, constraint: CatalogConstraint): Promise<void> {
  await add(run, draft, constraint);
  if (constraint.isEnabled) await changeNullability(run, draft, constraint.columns, false);
}

/** A key needs an index: an existing one over the same columns, or one of its own name. */
async function addKey(run: DdlRun, draft: TableDraft, constraint: CatalogConstraint): Promise<void> {
  const id = await run.nextObjectId();
  const storageName = ownStorageName(run, draft.schema, constraint.name, id);
  const key: CatalogConstraint = { ...constraint, storageName };
  if (!key.isEnabled) {
    draft.table.constraints.push(key);
    return;
  }
  await createConstraintInStorage(run, draft, key);
  if (key.type === 'P') await changeNullability(run, draft, key.columns, false);
  const existing = draft.indexes.find(
    ({ columns }) =>
      columns.length === key.columns.length &&
      columns.every(({ name, isDescending }, index) => name === key.columns[index] && !isDescending),
  );
  if (existing === undefined && run.catalog.findEntry(draft.schema, key.name, 'INDEX') !== undefined) {
    throw new OracleError(955, 'name is already used by an existing object');
  }
  if (existing === undefined) {
    draft.indexes.push({
      object: newObject(run, id, { schema: draft.schema, name: key.name }, 'INDEX'),
      table: { schema: draft.schema, name: draft.name },
      isUnique: !key.isDeferrable,
      isBitmap: false,
      columns: key.columns.map((name) => ({ name, expression: undefined, isDescending: false })),
      isOfConstraint: true,
      isGenerated: key.isGenerated,
      storageName,
    });
  }
  draft.table.constraints.push({ ...key, index: existing?.object.name ?? key.name });
}

function checkKey(draft: TableDraft, kind: 'primaryKey' | 'unique', columns: Identifier[]): void {
  const names = new Set<string>();
  for (const identifier of columns) {
    if (names.has(identifier.name)) throw new OracleError(957, 'duplicate column name', { offset: identifier.pos });
    names.add(identifier.name);
    if (isLob(draft.column(identifier).type)) {
      throw new OracleError(2329, 'column of datatype LOB cannot be unique or a primary key', {
        offset: identifier.pos,
      });
    }
  }
  if (columns.length > 32) throw new OracleError(2257, 'maximum number of columns exceeded');
  const keys = draft.table.constraints.filter(({ type }) => type === 'P' || type === 'U');
  if (kind === 'primaryKey' && keys.some(({ type }) => type === 'P')) {
    throw new OracleError(2260, 'table can have only one primary key');
  }
  const isSame = (key: CatalogConstraint) =>
    key.columns.length === names.size && key.columns.every((name) => names.has(name));
  if (keys.some(isSame)) throw new OracleError(2261, 'such unique or primary key already exists in the table');
}

function markJson(draft: TableDraft, columns: readonly string[]): void {
  for (const name of columns) {
    const column = draft.table.columns.find((candidate) => candidate.name === name);
    if (column !== undefined) draft.replaceColumn(name, { ...column, isJson: true });
  }
}

/** Columns of the table that an expression names, in the table's order. */
export function columnsIn(expression: Expression, table: CatalogTable): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    const { kind, name } = node as { kind?: unknown; name?: { parts?: Identifier[] } };
    if (kind === 'name') found.add(name?.parts?.at(-1)?.name ?? '');
    Object.values(node).forEach(visit);
  };
  visit(expression);
  return table.columns.map((column) => column.name).filter((name) => found.has(name));
}
