import type { CatalogConstraint } from '../catalog/catalog.ts';
import { storageName } from '../catalog/storage-name.ts';
import type { Expression } from '../syntax/ast/expression.ts';
import { parseExpression } from '../syntax/parse.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { DdlRun } from './ddl-run.ts';
import { qualifiedName, quoteName } from './quote.ts';
import { pgErrorOf } from './storage-error.ts';
import type { TableDraft } from './table-draft.ts';

/** Makes a constraint in PostgreSQL. Throws the ORA-022xx and ORA-024xx errors of data that violate it. */
export async function createConstraintInStorage(
  run: DdlRun,
  draft: TableDraft,
  constraint: CatalogConstraint,
  condition?: Expression,
): Promise<void> {
  const statements = constraintSql(run, draft, constraint, condition);
  if (draft.table.isTemporary) return;
  if (constraint.type === 'R') await ensureReferencedKey(run, constraint);
  for (const statement of statements) {
    try {
      await run.execute(statement);
    } catch (error) {
      throw violation(error, constraint) ?? error;
    }
  }
}

/** Also for temporary tables, whose statements run later. */
export function constraintSql(
  run: Pick<DdlRun, 'print'>,
  draft: Pick<TableDraft, 'table' | 'storageName'>,
  constraint: CatalogConstraint,
  condition?: Expression,
): string[] {
  const table = draft.storageName;
  const columns = constraint.columns.map(quoteName).join(', ');
  const name = quoteName(constraint.storageName ?? storageName(constraint.name));
  const add = `ALTER TABLE ${table} ADD CONSTRAINT ${name}`;
  const timing = constraint.isDeferrable
    ? ` DEFERRABLE INITIALLY ${constraint.isInitiallyDeferred ? 'DEFERRED' : 'IMMEDIATE'}`
    : '';
  switch (constraint.type) {
    case 'NOT NULL':
      return [`ALTER TABLE ${table} ALTER COLUMN ${columns} SET NOT NULL`];
    case 'P':
      return [`${add} PRIMARY KEY (${columns})${timing}`];
    case 'U':
      if (!needsPartialIndex(draft, constraint)) return [`${add} UNIQUE (${columns})${timing}`];
      return [
        `CREATE UNIQUE INDEX ${name} ON ${table} (${columns}) NULLS NOT DISTINCT WHERE ${anyNotNull(constraint.columns.map(quoteName))}`,
      ];
    case 'C': {
      const expression = condition ?? parseExpression(constraint.condition ?? '');
      return [`${add} CHECK (${run.print(expression, draft.table)})`];
    }
    case 'R': {
      const { references } = constraint;
      if (references === undefined) return [];
      const rule = references.deleteRule === 'NO ACTION' ? '' : ` ON DELETE ${references.deleteRule}`;
      const target = `${qualifiedName(references.schema, references.table)} (${references.columns.map(quoteName).join(', ')})`;
      return [`${add} FOREIGN KEY (${columns}) REFERENCES ${target}${rule}${timing}`];
    }
  }
}

/**
 * Two rows with (1, NULL) violate a unique key of Oracle, which leaves out only rows where all columns are NULL; in PostgreSQL's own
 * constraint one NULL makes a row different from all others. A key that cannot have NULLs, or has one column, is the same in both.
 */
export function needsPartialIndex(draft: Pick<TableDraft, 'table'>, constraint: CatalogConstraint): boolean {
  if (constraint.type !== 'U' || constraint.columns.length < 2 || constraint.isDeferrable) return false;
  return draft.table.columns.some(({ name, isNullable }) => isNullable && constraint.columns.includes(name));
}

/** `keys` as PostgreSQL SQL. */
export function anyNotNull(keys: readonly string[]): string {
  return `(${keys.map((key) => `${key} IS NOT NULL`).join(' OR ')})`;
}

/** A foreign key of PostgreSQL cannot refer to a partial index: the parent gets a plain key besides. */
async function ensureReferencedKey(run: DdlRun, constraint: CatalogConstraint): Promise<void> {
  const { references } = constraint;
  const parent = run
    .tables()
    .find(({ object }) => object.schema === references?.schema && object.name === references.table);
  const key = parent?.constraints.find(({ name }) => name === references?.constraint);
  if (parent === undefined || key === undefined || !needsPartialIndex({ table: parent }, key)) return;
  const table = qualifiedName(parent.object.schema, parent.object.name);
  const exists = await run.execute(
    'SELECT 1 FROM pg_constraint WHERE conrelid = $1::text::regclass AND conname = $2::text',
    [table, plainKeyName(key)],
  );
  if (exists.length > 0) return;
  await run.execute(
    `ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(plainKeyName(key))} UNIQUE (${key.columns.map(quoteName).join(', ')})`,
  );
}

function plainKeyName(key: CatalogConstraint): string {
  return storageName(`ora$ref_${key.storageName ?? key.name}`);
}

/** Takes a constraint out of PostgreSQL. What refers to it must be gone. */
export async function dropConstraintInStorage(
  run: DdlRun,
  draft: TableDraft,
  constraint: CatalogConstraint,
): Promise<void> {
  if (draft.table.isTemporary || !constraint.isEnabled) return;
  const table = draft.storageName;
  const name = quoteName(constraint.storageName ?? storageName(constraint.name));
  if (constraint.type === 'NOT NULL') {
    const inKey = draft.table.constraints.some(
      ({ type, isEnabled, columns }) => type === 'P' && isEnabled && columns.includes(constraint.columns[0] ?? ''),
    );
    if (!inKey)
      await run.execute(`ALTER TABLE ${table} ALTER COLUMN ${quoteName(constraint.columns[0] ?? '')} DROP NOT NULL`);
    return;
  }
  if (needsPartialIndex(draft, constraint)) {
    await run.execute(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${quoteName(plainKeyName(constraint))}`);
    await run.execute(`DROP INDEX ${quoteName(draft.schema)}.${name}`);
    return;
  }
  await run.execute(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  if (constraint.type !== 'P') return;
  for (const column of constraint.columns) {
    const isNotNull = draft.table.constraints.some(
      ({ type, columns, isEnabled }) => type === 'NOT NULL' && isEnabled && columns[0] === column,
    );
    if (!isNotNull) await run.execute(`ALTER TABLE ${table} ALTER COLUMN ${quoteName(column)} DROP NOT NULL`);
  }
}

function violation(error: unknown, constraint: CatalogConstraint): OracleError | undefined {
  const pgError = pgErrorOf(error);
  const full = `${constraint.schema}.${constraint.name}`;
  const options = { cause: error };
  switch (pgError?.code) {
    case '23505':
      return constraint.type === 'P'
        ? new OracleError(2437, `cannot validate (${full}) - primary key violated`, options)
        : new OracleError(2299, `cannot validate (${full}) - duplicate keys found`, options);
    case '23514':
      return new OracleError(2293, `cannot validate (${full}) - check constraint violated`, options);
    case '23503':
      return new OracleError(2298, `cannot validate (${full}) - parent keys not found`, options);
    case '23502': {
      if (constraint.type === 'P')
        return new OracleError(1449, 'column contains NULL values; cannot alter to NOT NULL', options);
      const shown = constraint.isGenerated ? `${constraint.schema}.` : full;
      return new OracleError(2296, `cannot enable (${shown}) - null values found`, options);
    }
    default:
      return undefined;
  }
}
