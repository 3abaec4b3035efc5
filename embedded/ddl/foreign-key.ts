import type { CatalogConstraint, CatalogTable } from '../catalog/catalog.ts';
import type { ConstraintDefinition } from '../syntax/ast/ddl.ts';
import type { Identifier } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { type DdlRun, insufficientPrivileges } from './ddl-run.ts';
import { invalidColumn, type TableDraft } from './table-draft.ts';

type ForeignKeyRule = Extract<ConstraintDefinition['rule'], { kind: 'foreignKey' }>;
type References = NonNullable<CatalogConstraint['references']>;

/** The key that a foreign key refers to, and the referring columns in the order of that key. */
export function findReference(
  run: DdlRun,
  draft: TableDraft,
  columns: Identifier[],
  rule: ForeignKeyRule,
): { references: References; columns: string[] } {
  const parent = findParent(run, draft, rule);
  const wanted = rule.columns.map((identifier) => {
    if (!parent.columns.some(({ name }) => name === identifier.name)) throw invalidColumn(identifier);
    return identifier.name;
  });
  const key = findKey(parent, wanted);
  const referenced = wanted.length > 0 ? wanted : key.columns;
  if (referenced.length !== columns.length) {
    throw new OracleError(2256, 'number of referencing columns must match referenced columns', {
      offset: rule.table.pos,
    });
  }
  const pairs = columns.map((identifier, index) => ({ child: identifier, parent: referenced[index] ?? '' }));
  for (const pair of pairs) checkTypes(draft, pair.child, parent, pair.parent);
  const ordered = key.columns.map((name) => pairs.find((pair) => pair.parent === name)?.child.name ?? '');
  if (hasSameReference(draft, ordered, parent, key)) {
    throw new OracleError(2275, 'such a referential constraint already exists in the table');
  }
  const { schema, name: table } = parent.object;
  const deleteRule = rule.onDelete ?? 'NO ACTION';
  return { references: { schema, table, constraint: key.name, columns: key.columns, deleteRule }, columns: ordered };
}

function findParent(run: DdlRun, draft: TableDraft, rule: ForeignKeyRule): CatalogTable {
  const { schema, name } = run.target(rule.table);
  if (schema === draft.schema && name === draft.name) return draft.table;
  const resolved = run.catalog.resolveObject(
    rule.table.parts.map((part) => part.name),
    { schema: run.session.currentSchema, user: run.user },
  );
  const found = run.tables().find(({ object }) => object.id === resolved?.object.id);
  if (found === undefined) throw new OracleError(942, 'table or view does not exist', { offset: rule.table.pos });
  const { object } = found;
  // Of the owner of the table, whoever creates it for him.
  if (
    object.schema !== draft.schema &&
    !run.catalog.hasObjectPrivilege(draft.schema, object.schema, object.name, 'REFERENCES')
  ) {
    throw insufficientPrivileges();
  }
  return found;
}

function findKey(parent: CatalogTable, columns: string[]): CatalogConstraint {
  const keys = parent.constraints.filter(({ type, isEnabled }) => isEnabled && (type === 'P' || type === 'U'));
  if (columns.length === 0) {
    const primary = keys.find(({ type }) => type === 'P');
    if (primary === undefined) throw new OracleError(2268, 'referenced table does not have a primary key');
    return primary;
  }
  const key = keys.find(
    (each) => each.columns.length === columns.length && each.columns.every((name) => columns.includes(name)),
  );
  if (key === undefined) throw new OracleError(2270, 'no matching unique or primary key for this column-list');
  return key;
}

function checkTypes(draft: TableDraft, child: Identifier, parent: CatalogTable, parentName: string): void {
  const own = draft.column(child).type.kind;
  const other = parent.columns.find(({ name }) => name === parentName)?.type.kind;
  if (own !== other) {
    throw new OracleError(2267, 'column type incompatible with referenced column type', { offset: child.pos });
  }
}

function hasSameReference(draft: TableDraft, columns: string[], parent: CatalogTable, key: CatalogConstraint): boolean {
  return draft.table.constraints.some(
    (constraint) =>
      constraint.references?.schema === parent.object.schema &&
      constraint.references.table === parent.object.name &&
      constraint.references.constraint === key.name &&
      constraint.columns.join('\0') === columns.join('\0'),
  );
}

/** The foreign keys of any table that refer to a key, with the tables that have them. */
export function referencesTo(
  run: DdlRun,
  key: { schema: string; table: string; constraint?: string },
): { table: CatalogTable; constraint: CatalogConstraint }[] {
  return run
    .tables()
    .flatMap((table) =>
      table.constraints
        .filter(
          ({ references }) =>
            references?.schema === key.schema &&
            references.table === key.table &&
            (key.constraint === undefined || references.constraint === key.constraint),
        )
        .map((constraint) => ({ table, constraint })),
    );
}
