import type { CatalogConstraint } from '../catalog/catalog.ts';
import { storageName } from '../catalog/storage-name.ts';
import type { Identifier } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { checkName, type DdlRun } from './ddl-run.ts';

/** Given name or a generated one. Throws ORA-02264 where the schema has a constraint of that name. */
export async function constraintName(
  run: DdlRun,
  schema: string,
  given: Identifier | undefined,
): Promise<{ name: string; isGenerated: boolean }> {
  if (given === undefined) return { name: await run.nextConstraintName(), isGenerated: true };
  checkName(given);
  if (findConstraint(run, schema, given.name) !== undefined) {
    throw new OracleError(2264, 'name already used by an existing constraint', { offset: given.pos });
  }
  return { name: given.name, isGenerated: false };
}

export function findConstraint(run: DdlRun, schema: string, name: string): CatalogConstraint | undefined {
  for (const table of run.tables()) {
    if (table.object.schema !== schema) continue;
    const constraint = table.constraints.find((candidate) => candidate.name === name);
    if (constraint !== undefined) return constraint;
  }
  return undefined;
}

/**
 * The name of an index or key in PostgreSQL, where tables, sequences, indexes and keys of a schema share one namespace and names have 63
 * bytes. Undefined where the Oracle name can be taken.
 */
export function ownStorageName(run: DdlRun, schema: string, name: string, id: number): string | undefined {
  const wanted = storageName(name);
  const isTaken = relationNames(run, schema).has(wanted);
  return isTaken || wanted !== name ? `ora$index_${id}` : undefined;
}

function relationNames(run: DdlRun, schema: string): Set<string> {
  const names = new Set<string>();
  for (const { object, index } of run.catalog.entries()) {
    if (object.schema !== schema || !['TABLE', 'SEQUENCE', 'INDEX'].includes(object.type)) continue;
    names.add(index?.storageName ?? storageName(object.name));
  }
  for (const table of run.tables()) {
    if (table.object.schema !== schema) continue;
    names.add(storageName(table.object.name));
    for (const { type, name, storageName: own } of table.constraints) {
      if (type === 'P' || type === 'U') names.add(own ?? storageName(name));
    }
  }
  return names;
}
