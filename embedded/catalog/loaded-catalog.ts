import type { Storage } from '../storage/start-storage.ts';
import type {
  Catalog,
  CatalogConstraint,
  CatalogIndex,
  CatalogObject,
  CatalogObjectType,
  CatalogSequence,
  CatalogTable,
  CatalogTrigger,
  ObjectPrivilege,
  ResolvedObject,
  StoredUnit,
  UnitStore,
} from './catalog.ts';
import type { CatalogChange, CatalogStep } from './catalog-change.ts';
import type { CatalogEntry } from './catalog-entry.ts';
import { CatalogWriter } from './catalog-writer.ts';
import { namesUsedBy } from './dependents.ts';
import { PendingTransactions } from './pending-transactions.ts';
import { Privileges } from './privileges.ts';
import { resolveObject } from './resolve-object.ts';
import { SessionRegistry } from './session-registry.ts';
import { storageName } from './storage-name.ts';
import { StorageUnitStore } from './unit-store.ts';

/** The types that share one namespace within a schema; indexes, triggers and bodies have namespaces of their own. */
const COMMON_NAMESPACE: ReadonlySet<CatalogObjectType> = new Set<CatalogObjectType>([
  'TABLE',
  'VIEW',
  'SEQUENCE',
  'SYNONYM',
  'PROCEDURE',
  'FUNCTION',
  'PACKAGE',
  'TYPE',
]);

export function isInCommonNamespace(type: CatalogObjectType): boolean {
  return COMMON_NAMESPACE.has(type);
}

/** The dictionary as maps in memory, and what writes it. Made by `loadCatalog`. */
export class LoadedCatalog implements Catalog, UnitStore {
  readonly privileges = new Privileges();
  readonly sessions = new SessionRegistry();
  readonly pendingTransactions = new PendingTransactions();
  /** For DDL. */
  readonly writer: CatalogWriter;
  readonly #units: StorageUnitStore;
  readonly #byId = new Map<number, CatalogEntry>();
  readonly #byName = new Map<string, CatalogEntry[]>();
  readonly #triggers = new Map<string, CatalogEntry[]>();
  readonly #indexes = new Map<string, CatalogEntry[]>();
  #version = 1;

  constructor(storage: Storage) {
    this.writer = new CatalogWriter(storage, this);
    this.#units = new StorageUnitStore(this, this.writer);
  }

  get version(): number {
    return this.#version;
  }

  resolveObject(name: string[], context: { schema: string; user: string }): ResolvedObject | undefined {
    return resolveObject(this, name, context);
  }

  findObject(schema: string, name: string, type?: CatalogObjectType): CatalogObject | undefined {
    return this.findEntry(schema, name, type)?.object;
  }

  /** Without `type`, the object of the namespace that tables, views, sequences, synonyms and program units share. */
  findEntry(schema: string, name: string, type?: CatalogObjectType): CatalogEntry | undefined {
    const entries = this.#byName.get(nameKey(schema, name)) ?? [];
    return entries.find(({ object }) => (type === undefined ? isInCommonNamespace(object.type) : object.type === type));
  }

  entryById(id: number): CatalogEntry | undefined {
    return this.#byId.get(id);
  }

  entries(): CatalogEntry[] {
    return [...this.#byId.values()];
  }

  table(schema: string, name: string): CatalogTable | undefined {
    return this.findEntry(schema, name)?.table;
  }

  sequence(schema: string, name: string): CatalogSequence | undefined {
    return this.findEntry(schema, name, 'SEQUENCE')?.sequence;
  }

  indexesOf(schema: string, table: string): CatalogIndex[] {
    const entries = this.#indexes.get(nameKey(schema, table)) ?? [];
    return entries.flatMap(({ index }) => (index === undefined ? [] : [index]));
  }

  triggersOf(schema: string, table: string): CatalogTrigger[] {
    return this.allTriggersOf(schema, table).flatMap(({ trigger }) => (trigger?.isEnabled ? [trigger] : []));
  }

  /** Disabled ones too, in the order of their creation. */
  allTriggersOf(schema: string, table: string): CatalogEntry[] {
    return this.#triggers.get(nameKey(schema, table)) ?? [];
  }

  unit(object: CatalogObject): StoredUnit | undefined {
    return this.#byId.get(object.id)?.unit;
  }

  hasSystemPrivilege(user: string, privilege: string): boolean {
    return this.privileges.hasSystemPrivilege(user, privilege);
  }

  hasObjectPrivilege(user: string, schema: string, name: string, privilege: ObjectPrivilege): boolean {
    return this.privileges.hasObjectPrivilege(user, schema, name, privilege);
  }

  hasUser(name: string): boolean {
    return this.privileges.principal(name)?.kind === 'USER';
  }

  hasRole(name: string): boolean {
    const principal = this.privileges.principal(name);
    return principal?.kind === 'ROLE' && name !== 'PUBLIC';
  }

  storeUnit(unit: StoredUnit, options: { orReplace: boolean; user: string }): Promise<CatalogObject> {
    return this.#units.storeUnit(unit, options);
  }

  setUnitStatus(...change: Parameters<UnitStore['setUnitStatus']>): Promise<void> {
    return this.#units.setUnitStatus(...change);
  }

  /** Closes the catalog's own connections. */
  close(): Promise<void> {
    return this.writer.close();
  }

  /** What a password is checked against; undefined for unknown users and those that cannot log on. */
  findVerifier(user: string): { salt: Buffer; verifier: Buffer } | undefined {
    return this.privileges.principal(user)?.password;
  }

  constraint(schema: string, name: string): CatalogConstraint | undefined {
    for (const { object, table } of this.#byId.values()) {
      if (table === undefined || object.schema !== schema) continue;
      const found = table.constraints.find((candidate) => candidate.name === name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  isTypeOfColumn(schema: string, type: string): boolean {
    return this.entries().some(({ table }) =>
      table?.columns.some(({ composite }) => composite?.schema === schema && composite.name === type),
    );
  }

  isTypeOfType(schema: string, type: string): boolean {
    return this.entries().some((entry) => {
      const { object } = entry;
      if (object.type !== 'TYPE' || object.isBuiltIn || (object.schema === schema && object.name === type))
        return false;
      const names = namesUsedBy(entry);
      return names.has(type.toUpperCase()) && (object.schema === schema || names.has(schema.toUpperCase()));
    });
  }

  violatedName(schema: string, table: string, name: string): { schema: string; name: string } {
    const constraints = this.table(schema, table)?.constraints ?? [];
    const constraint = constraints.find((candidate) => (candidate.storageName ?? storageName(candidate.name)) === name);
    if (constraint !== undefined) return { schema: constraint.schema, name: constraint.name };
    const index = this.indexesOf(schema, table).find(
      (candidate) => (candidate.storageName ?? storageName(candidate.object.name)) === name,
    );
    return index === undefined ? { schema, name } : { schema: index.object.schema, name: index.object.name };
  }

  /** Takes over what was committed. `keepsVersion`: no compiled statement is concerned. */
  apply(change: CatalogChange, options: { keepsVersion: boolean } = { keepsVersion: false }): void {
    if (change.steps.length === 0) return;
    for (const step of change.steps) this.#applyStep(step);
    if (!options.keepsVersion) this.#version++;
  }

  #applyStep(step: CatalogStep): void {
    switch (step.kind) {
      case 'put':
        this.put(step.entry);
        return;
      case 'remove':
        this.#remove(step.entry.object.id);
        return;
      case 'putPrincipal':
        this.privileges.putPrincipal(step.principal);
        return;
      case 'removePrincipal':
        this.privileges.removePrincipal(step.name);
        return;
      case 'grant':
        this.privileges.putGrant(step.grant);
        return;
      case 'revoke':
        this.privileges.removeGrant(step.grant);
        return;
      case 'removeGrantsOn':
        this.privileges.removeGrantsOn(step.schema, step.name);
        return;
      case 'renameGrants':
        this.privileges.renameGrants(step.schema, step.from, step.to);
    }
  }

  /** Adds or replaces, in memory only. */
  put(entry: CatalogEntry): void {
    this.#unlink(entry.object.id);
    const { object, trigger, index } = entry;
    // A replaced one keeps its place in the order of making.
    this.#byId.set(object.id, entry);
    addTo(this.#byName, nameKey(object.schema, object.name), entry);
    if (trigger) addTo(this.#triggers, nameKey(trigger.table.schema, trigger.table.name), entry);
    if (index) addTo(this.#indexes, nameKey(index.table.schema, index.table.name), entry);
  }

  #remove(id: number): void {
    this.#unlink(id);
    this.#byId.delete(id);
  }

  #unlink(id: number): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    const { object, trigger, index } = entry;
    removeFrom(this.#byName, nameKey(object.schema, object.name), id);
    if (trigger) removeFrom(this.#triggers, nameKey(trigger.table.schema, trigger.table.name), id);
    if (index) removeFrom(this.#indexes, nameKey(index.table.schema, index.table.name), id);
  }
}

function nameKey(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

function addTo(map: Map<string, CatalogEntry[]>, key: string, entry: CatalogEntry): void {
  const entries = [...(map.get(key) ?? []), entry];
  map.set(
    key,
    entries.sort((a, b) => a.object.id - b.object.id),
  );
}

function removeFrom(map: Map<string, CatalogEntry[]>, key: string, id: number): void {
  const rest = (map.get(key) ?? []).filter(({ object }) => object.id !== id);
  if (rest.length === 0) map.delete(key);
  else map.set(key, rest);
}
