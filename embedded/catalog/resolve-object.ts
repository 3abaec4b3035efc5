import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { CatalogObject, CatalogObjectType, ObjectPrivilege, ResolvedObject } from './catalog.ts';
import type { CatalogEntry } from './catalog-entry.ts';
import type { LoadedCatalog } from './loaded-catalog.ts';
import { PUBLIC } from './privileges.ts';

type Viewpoint = { schema: string; user: string };

/** Objects that may be followed by further parts: columns, pseudo-columns, subprograms. */
const WITH_PARTS: ReadonlySet<CatalogObjectType> = new Set<CatalogObjectType>([
  'TABLE',
  'VIEW',
  'SEQUENCE',
  'PACKAGE',
  'TYPE',
]);

/** Privileges of which one is enough to see an object. */
const VISIBILITY: Readonly<Partial<Record<CatalogObjectType, ObjectPrivilege[]>>> = {
  TABLE: ['SELECT', 'READ', 'INSERT', 'UPDATE', 'DELETE', 'ALTER', 'INDEX', 'REFERENCES'],
  VIEW: ['SELECT', 'READ', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES'],
  SEQUENCE: ['SELECT', 'ALTER'],
  PROCEDURE: ['EXECUTE'],
  FUNCTION: ['EXECUTE'],
  PACKAGE: ['EXECUTE'],
  TYPE: ['EXECUTE'],
};

/**
 * Name resolution in SQL ("How Oracle Database Resolves Schema Object References", Administrator's Guide 19c): the first part is an object
 * of the current schema, else a public synonym, else a schema. Synonyms are followed. Throws ORA-01775 for synonyms that lead in a circle.
 */
export function resolveObject(
  catalog: LoadedCatalog,
  name: string[],
  viewpoint: Viewpoint,
): ResolvedObject | undefined {
  const [first = '', second, ...others] = name;
  const inSchema = second === undefined ? undefined : () => resolveIn(catalog, first, second, others, viewpoint);
  const own = resolveIn(catalog, viewpoint.schema, first, name.slice(1), viewpoint);
  if (own !== undefined) {
    // `S.T` where a table of the current schema has the name of the schema S: a table has no parts that are tables.
    const hasColumns = own.object.type === 'TABLE' || own.object.type === 'VIEW';
    return (hasColumns ? inSchema?.() : undefined) ?? own;
  }
  return resolveIn(catalog, PUBLIC, first, name.slice(1), viewpoint) ?? inSchema?.();
}

function resolveIn(
  catalog: LoadedCatalog,
  schema: string,
  name: string,
  rest: string[],
  viewpoint: Viewpoint,
): ResolvedObject | undefined {
  const found = catalog.findEntry(schema, name);
  const entry = found && followSynonyms(catalog, found);
  if (entry === undefined) return undefined;
  const { object } = entry;
  if (rest.length > 0 && !WITH_PARTS.has(object.type)) return undefined;
  return isVisible(catalog, object, viewpoint.user) ? { object, rest } : undefined;
}

function followSynonyms(catalog: LoadedCatalog, start: CatalogEntry): CatalogEntry | undefined {
  const passed = new Set<number>();
  let entry: CatalogEntry | undefined = start;
  while (entry?.object.type === 'SYNONYM') {
    const { id, target }: CatalogObject = entry.object;
    if (passed.has(id)) throw new OracleError(1775, 'looping chain of synonyms');
    passed.add(id);
    if (target === undefined) return undefined;
    if (target.databaseLink !== undefined) throw unimplemented('database links');
    // A synonym for a synonym of the same name without a schema may mean the public one.
    entry = catalog.findEntry(target.schema, target.name) ?? catalog.findEntry(PUBLIC, target.name);
  }
  return entry;
}

function isVisible(catalog: LoadedCatalog, object: CatalogObject, user: string): boolean {
  if (object.schema === user) return true;
  const privileges = VISIBILITY[object.type] ?? [];
  return privileges.some((privilege) => catalog.hasObjectPrivilege(user, object.schema, object.name, privilege));
}
