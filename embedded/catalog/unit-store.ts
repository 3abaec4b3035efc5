import { OracleError } from '../types/oracle-error.ts';
import type { CatalogArgument, CatalogObject, StoredUnit, UnitError, UnitStore } from './catalog.ts';
import { CatalogChange } from './catalog-change.ts';
import { type CatalogEntry, linkEntry } from './catalog-entry.ts';
import type { CatalogWriter } from './catalog-writer.ts';
import { dependentsOf, hidesPublicName } from './dependents.ts';
import { isInCommonNamespace, type LoadedCatalog } from './loaded-catalog.ts';

/** Stores program units on a connection of its own, so that the session's transaction has no part in it. */
export class StorageUnitStore implements UnitStore {
  readonly #catalog: LoadedCatalog;
  readonly #writer: CatalogWriter;

  constructor(catalog: LoadedCatalog, writer: CatalogWriter) {
    this.#catalog = catalog;
    this.#writer = writer;
  }

  storeUnit(unit: StoredUnit, options: { orReplace: boolean; user: string }): Promise<CatalogObject> {
    return this.#writer.write(async (nextId) => {
      this.#checkRight(unit, options.user);
      const existing = this.#findExisting(unit, options.orReplace);
      // Later than before in any case: sessions tell by it that they have compiled an older source.
      const now = new Date(Math.max(Date.now(), (existing?.object.lastDdl.getTime() ?? 0) + 1));
      const entry = linkEntry({
        object: {
          id: existing?.object.id ?? (await nextId()),
          schema: unit.schema,
          name: unit.name,
          type: unit.type,
          status: unit.status,
          created: existing?.object.created ?? now,
          lastDdl: now,
          source: unit.source,
          target: undefined,
          isBuiltIn: false,
        },
        unit,
      });
      const change = new CatalogChange();
      change.put(entry);
      const isConcerning =
        existing === undefined ? hidesPublicName(this.#catalog, entry.object) : hasNewInterface(existing.unit, unit);
      if (isConcerning) this.#invalidateDependents(change, entry);
      return { change, result: entry.object };
    });
  }

  async setUnitStatus(
    object: CatalogObject,
    status: 'VALID' | 'INVALID',
    errors: UnitError[],
    details?: { arguments: CatalogArgument[]; procedures: StoredUnit['procedures'] },
  ): Promise<void> {
    const current = this.#catalog.entryById(object.id);
    if (current === undefined) return;
    // Whoever holds the object sees its new state at once: a unit is compiled again while statements that use it are being prepared.
    current.object.status = status;
    object.status = status;
    if (current.object.isBuiltIn) {
      this.#catalog.put({ ...current, unit: { ...builtInUnit(current.object), status, errors, ...details } });
      return;
    }
    const unit = current.unit && { ...current.unit, status, errors, ...details };
    await this.#writer.write(async () => {
      const change = new CatalogChange();
      const latest = this.#catalog.entryById(object.id);
      if (latest !== undefined && latest.object === current.object) change.put({ ...latest, unit });
      return { change, result: undefined, keepsVersion: true };
    });
  }

  #checkRight(unit: StoredUnit, user: string): void {
    const kind = unit.type === 'TRIGGER' ? 'TRIGGER' : unit.type.startsWith('TYPE') ? 'TYPE' : 'PROCEDURE';
    if (!this.#catalog.hasUser(unit.schema)) throw new OracleError(1918, `user '${unit.schema}' does not exist`);
    const isAllowed =
      (unit.schema === user && this.#catalog.hasSystemPrivilege(user, `CREATE ${kind}`)) ||
      (unit.schema !== 'SYS' && this.#catalog.hasSystemPrivilege(user, `CREATE ANY ${kind}`)) ||
      user === 'SYS';
    if (!isAllowed) throw new OracleError(1031, 'insufficient privileges');
  }

  #findExisting(unit: StoredUnit, orReplace: boolean): CatalogEntry | undefined {
    const { schema, name, type } = unit;
    const sameType = this.#catalog.findEntry(schema, name, type);
    const inTheWay = isInCommonNamespace(type) ? this.#catalog.findEntry(schema, name) : sameType;
    if (inTheWay === undefined) return undefined;
    if (type === 'TRIGGER') this.#checkTrigger(unit, inTheWay, orReplace);
    if (inTheWay !== sameType || !orReplace || inTheWay.object.isBuiltIn) {
      throw new OracleError(955, 'name is already used by an existing object');
    }
    return sameType;
  }

  #checkTrigger(unit: StoredUnit, existing: CatalogEntry, orReplace: boolean): void {
    if (!orReplace) throw new OracleError(4081, `trigger '${unit.name}' already exists`);
    const [before, after] = [existing.trigger?.table, unit.trigger?.table];
    if (before && after && (before.schema !== after.schema || before.name !== after.name)) {
      throw new OracleError(4095, `trigger '${unit.name}' already exists on another table, cannot replace it`);
    }
  }

  #invalidateDependents(change: CatalogChange, entry: CatalogEntry): void {
    const { type } = entry.object;
    if (type === 'PACKAGE BODY' || type === 'TYPE BODY' || type === 'TRIGGER') return;
    for (const dependent of dependentsOf(this.#catalog, [entry.object])) invalidate(change, dependent);
  }
}

function builtInUnit({ schema, name, source }: CatalogObject): StoredUnit {
  return {
    schema,
    name,
    type: 'PACKAGE',
    source: source ?? '',
    status: 'VALID',
    errors: [],
    arguments: [],
    procedures: [],
    trigger: undefined,
  };
}

/** Marks a unit or view INVALID: it is compiled again when it is used next. */
export function invalidate(change: CatalogChange, entry: CatalogEntry): void {
  if (entry.object.status === 'INVALID') return;
  change.put({
    ...entry,
    object: { ...entry.object, status: 'INVALID' },
    unit: entry.unit && { ...entry.unit, status: 'INVALID' },
  });
}

/** Who calls a unit is concerned by its parameters and, of a package or type, by its whole specification; not by its statements. */
function hasNewInterface(before: StoredUnit | undefined, after: StoredUnit): boolean {
  if (before === undefined || before.status !== after.status) return true;
  if (after.type === 'PACKAGE' || after.type === 'TYPE') return before.source !== after.source;
  return JSON.stringify([before.arguments, before.procedures]) !== JSON.stringify([after.arguments, after.procedures]);
}
