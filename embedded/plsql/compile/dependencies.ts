import type { Catalog, CatalogObject } from '../../catalog/catalog.ts';

/** Something compiled that others were compiled against. */
export type CompiledUnit = { isCurrent(): boolean };

/** The schema objects and compiled units that a unit was compiled against, as they were then. */
export class Dependencies {
  readonly #objects = new Map<number, { object: CatalogObject; lastDdl: number }>();
  readonly #units = new Set<CompiledUnit>();
  #checkedVersion = -1;
  #isChecking = false;

  add(object: CatalogObject): void {
    if (object.isBuiltIn || this.#objects.has(object.id)) return;
    this.#objects.set(object.id, { object, lastDdl: object.lastDdl.getTime() });
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
      const areSame = [...this.#objects.values()].every(({ object, lastDdl }) => {
        const now = catalog.findObject(object.schema, object.name, object.type);
        return now !== undefined && now.id === object.id && now.lastDdl.getTime() === lastDdl;
      });
      if (!areSame || ![...this.#units].every((unit) => unit.isCurrent())) return false;
      this.#checkedVersion = catalog.version;
      return true;
    } finally {
      this.#isChecking = false;
    }
  }
}
