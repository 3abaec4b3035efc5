import { isDeepStrictEqual } from 'node:util';
import type { Catalog, CatalogColumn, CatalogObject } from '../../catalog/catalog.ts';

/** Something compiled that others were compiled against. */
export type CompiledUnit = { isCurrent(): boolean };

/** An object as it was when a unit was compiled against it. */
type Known = { object: CatalogObject; lastDdl: number; columns: readonly CatalogColumn[] | undefined };

/** The schema objects and compiled units that a unit was compiled against, as they were then. */
export class Dependencies {
  readonly #catalog: Catalog;
  readonly #objects = new Map<number, Known>();
  readonly #units = new Set<CompiledUnit>();
  #checkedVersion = -1;
  #isChecking = false;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  add(object: CatalogObject): void {
    if (object.isBuiltIn || this.#objects.has(object.id)) return;
    const columns = this.#catalog.table(object.schema, object.name)?.columns;
    this.#objects.set(object.id, { object, lastDdl: object.lastDdl.getTime(), columns });
  }
  addUnit(unit: CompiledUnit): void {
    this.#units.add(unit);
  }
  /** False when one of the objects was dropped, replaced or altered since, or a unit must be compiled again. */
  areUnchanged(catalog: Catalog): boolean {
    // Units may depend on each other in a circle: whoever started it decides.
    if (this.#checkedVersion === catalog.version || this.#isChecking) return true;
    this.#isChecking = true;
    try {
      const areSame = [...this.#objects.values()].every((known) => isUnchanged(known, catalog));
      if (!areSame || ![...this.#units].every((unit) => unit.isCurrent())) return false;
      this.#checkedVersion = catalog.version;
      return true;
    } finally {
      this.#isChecking = false;
    }
  }
}

/** DDL that leaves a table its columns (TRUNCATE, an index, a constraint), or is about a sequence's numbers, concerns no unit. */
function isUnchanged({ object, lastDdl, columns }: Known, catalog: Catalog): boolean {
  const now = catalog.findObject(object.schema, object.name, object.type);
  if (now === undefined || now.id !== object.id) return false;
  if (now.lastDdl.getTime() === lastDdl || now.type === 'SEQUENCE') return true;
  if (now.type !== 'TABLE') return false;
  const current = catalog.table(now.schema, now.name)?.columns ?? [];
  return columns?.length === current.length && current.every((column, i) => isDeepStrictEqual(column, columns[i]));
}
