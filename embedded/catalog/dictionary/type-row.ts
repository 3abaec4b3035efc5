import type { ObjectDefinition } from '../../syntax/ast/plsql.ts';
import { parseUnit } from '../../syntax/parse.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { CatalogObject } from '../catalog.ts';
import type { CatalogEntry } from '../catalog-entry.ts';
import type { ViewRow } from './virtual-table.ts';

/** The rows of *_TYPES. `types`: those that the view shows, among which supertypes are looked for. */
export function typeRow({ object }: CatalogEntry, types: readonly CatalogEntry[]): ViewRow {
  const definition = objectDefinition(object);
  const lineage = lineageOf(definition, object.schema, types);
  return {
    OWNER: object.schema,
    TYPE_NAME: object.name,
    TYPE_OID: `\\x${object.id.toString(16).padStart(32, '0')}`,
    TYPECODE: definition === undefined ? 'COLLECTION' : 'OBJECT',
    ATTRIBUTES: sum(lineage, ({ attributes }) => attributes.length),
    METHODS: sum(lineage, ({ methods }) => methods.filter(({ method }) => method?.isOverriding !== true).length),
    PREDEFINED: 'NO',
    INCOMPLETE: 'NO',
    FINAL: definition?.isFinal === false ? 'NO' : 'YES',
    INSTANTIABLE: definition?.isInstantiable === false ? 'NO' : 'YES',
    PERSISTABLE: 'YES',
    SUPERTYPE_OWNER: definition?.supertype === undefined ? null : supertypeOwner(definition, object.schema),
    SUPERTYPE_NAME: definition?.supertype?.parts.at(-1)?.name ?? null,
    LOCAL_ATTRIBUTES: definition?.supertype === undefined ? null : definition.attributes.length,
    LOCAL_METHODS: definition?.supertype === undefined ? null : definition.methods.length,
  };
}

/** Undefined for a collection, and for what does not parse. */
function objectDefinition(object: CatalogObject): ObjectDefinition | undefined {
  try {
    const { unit } = parseUnit(object.source ?? '');
    return unit?.kind === 'type' && unit.definition.kind === 'object' ? unit.definition : undefined;
  } catch (error) {
    if (error instanceof OracleError) return undefined;
    throw error;
  }
}

/** The type and its supertypes. */
function lineageOf(
  definition: ObjectDefinition | undefined,
  schema: string,
  types: readonly CatalogEntry[],
): ObjectDefinition[] {
  if (definition === undefined) return [];
  const owner = supertypeOwner(definition, schema);
  const name = definition.supertype?.parts.at(-1)?.name;
  const above = types.find(({ object }) => object.schema === owner && object.name === name);
  if (above === undefined) return [definition];
  // Without the one that was found: a type that is said to be under itself ends there.
  const others = types.filter((entry) => entry !== above);
  return [definition, ...lineageOf(objectDefinition(above.object), owner, others)];
}

function supertypeOwner({ supertype }: ObjectDefinition, schema: string): string {
  return supertype !== undefined && supertype.parts.length > 1 ? (supertype.parts[0]?.name ?? schema) : schema;
}

function sum(lineage: readonly ObjectDefinition[], count: (definition: ObjectDefinition) => number): number {
  return lineage.reduce((total, definition) => total + count(definition), 0);
}
