import type { Identifier } from '../../syntax/ast/expression.ts';
import type { UnitCompilation } from './unit-compilation.ts';

/**
 * Makes a unit depend on the tables and views that a SQL statement names. Found by shape: tables in FROM, targets of DML. Gives
 * their names as `SCHEMA.TABLE`.
 */
export function noteTables(tree: object, unit: UnitCompilation): ReadonlySet<string> {
  const tables = new Set<string>();
  const pending: unknown[] = [tree];
  while (pending.length > 0) {
    const node = pending.pop();
    if (Array.isArray(node)) {
      pending.push(...node);
      continue;
    }
    if (typeof node !== 'object' || node === null) continue;
    const parts = tableName(node);
    const found = parts === undefined ? undefined : unit.resolveObject(parts);
    if (found !== undefined) tables.add(`${found.object.schema}.${found.object.name}`);
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) pending.push(child);
  }
  return tables;
}

function tableName(node: object): Identifier[] | undefined {
  const isTable = 'kind' in node && node.kind === 'table';
  const named = isTable ? node : 'target' in node ? node.target : undefined;
  if (typeof named !== 'object' || named === null || !('name' in named)) return undefined;
  const { name } = named;
  if (typeof name !== 'object' || name === null || !('parts' in name)) return undefined;
  return name.parts as Identifier[];
}
