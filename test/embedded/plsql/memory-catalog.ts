import type {
  Catalog,
  CatalogObject,
  CatalogObjectType,
  CatalogTable,
  ResolvedObject,
  StoredUnit,
  UnitStore,
} from '../../../embedded/catalog/catalog.ts';
import { NATIVE_PACKAGES } from '../../../embedded/packages/native-packages.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';

/** A catalog of program units in memory, for tests of PL/SQL without SQL. */
export class MemoryCatalog implements Catalog, UnitStore {
  version = 1;
  readonly objects: CatalogObject[] = [];
  readonly stored = new Map<string, StoredUnit>();

  constructor() {
    for (const { name, specification } of NATIVE_PACKAGES) this.#add('SYS', name, 'PACKAGE', specification, true);
  }

  #add(schema: string, name: string, type: CatalogObjectType, source: string, isBuiltIn: boolean): CatalogObject {
    const now = new Date(Date.now() + this.version);
    const object: CatalogObject = {
      id: this.objects.length + 1,
      schema,
      name,
      type,
      status: 'VALID',
      created: now,
      lastDdl: now,
      source,
      target: undefined,
      isBuiltIn,
    };
    this.objects.push(object);
    this.version++;
    return object;
  }

  resolveObject(name: string[], context: { schema: string; user: string }): ResolvedObject | undefined {
    const [first = '', second = ''] = name;
    const own = this.findObject(context.schema, first) ?? this.findObject('SYS', first);
    if (own !== undefined) return { object: own, rest: name.slice(1) };
    const qualified = this.findObject(first, second);
    return qualified === undefined ? undefined : { object: qualified, rest: name.slice(2) };
  }
  findObject(schema: string, name: string, type?: CatalogObjectType): CatalogObject | undefined {
    const isCommon = (object: CatalogObject) => object.type !== 'PACKAGE BODY' && object.type !== 'TRIGGER';
    return this.objects.find(
      (object) =>
        object.schema === schema &&
        object.name === name &&
        (type === undefined ? isCommon(object) : object.type === type),
    );
  }
  table(): CatalogTable | undefined {
    return undefined;
  }
  triggersOf(): [] {
    return [];
  }
  constraint(): undefined {
    return undefined;
  }

  indexesOf(): [] {
    return [];
  }
  sequence(): undefined {
    return undefined;
  }
  hasSystemPrivilege(): boolean {
    return true;
  }
  hasObjectPrivilege(): boolean {
    return true;
  }
  hasUser(): boolean {
    return true;
  }
  hasRole(): boolean {
    return false;
  }
  unit(object: CatalogObject): StoredUnit | undefined {
    return this.stored.get(`${object.type} ${object.schema}.${object.name}`);
  }
  isTypeOfType(): boolean {
    return false;
  }
  isTypeOfColumn(): boolean {
    return false;
  }
  violatedName(schema: string, _table: string, name: string): { schema: string; name: string } {
    return { schema, name };
  }

  storeUnit(unit: StoredUnit, options: { orReplace: boolean; user: string }): Promise<CatalogObject> {
    const existing = this.findObject(unit.schema, unit.name, unit.type);
    if (existing !== undefined && !options.orReplace) {
      return Promise.reject(new OracleError(955, 'name is already used by an existing object'));
    }
    if (existing !== undefined) this.objects.splice(this.objects.indexOf(existing), 1);
    const object = this.#add(unit.schema, unit.name, unit.type, unit.source, false);
    object.id = existing?.id ?? this.version + 1000;
    object.status = unit.status;
    this.stored.set(`${unit.type} ${unit.schema}.${unit.name}`, unit);
    return Promise.resolve(object);
  }
  setUnitStatus(object: CatalogObject, status: 'VALID' | 'INVALID'): Promise<void> {
    object.status = status;
    return Promise.resolve();
  }
}
