import type { CatalogObject, ResolvedObject } from '../../catalog/catalog.ts';
import { splitQualifiedName, storedName } from '../../packages/sql-names.ts';
import type { DataType } from '../../types/data-type.ts';
import { type NamedType, ROW_SUFFIX } from '../../types/named-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { typeIdentifier } from '../../types/type-identifier.ts';
import { CompileError } from '../compile/compile-errors.ts';
import { tableRowType } from '../compile/resolve-type.ts';
import { UnitCompilation } from '../compile/unit-compilation.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** The types that clients may bind values of: records and collections with a name outside of their unit. */

/** Those that one object gives a name to; none where it is invalid. */
export function namedTypesOf(object: CatalogObject, runtime: Runtime): NamedType[] {
  try {
    switch (object.type) {
      case 'TYPE':
        return schemaType(object, runtime);
      case 'PACKAGE':
        return packageTypes(object, runtime);
      case 'TABLE':
      case 'VIEW':
        return rowType(object, runtime);
      default:
        return [];
    }
  } catch (error) {
    if (error instanceof CompileError || error instanceof OracleError) return [];
    throw error;
  }
}

/** The type that `t`, `schema.t`, `package.t`, `schema.package.t` or `table%ROWTYPE` means for the session's user. */
export function findNamedType(text: string, runtime: Runtime): NamedType | undefined {
  const isRow = text.toUpperCase().endsWith(ROW_SUFFIX);
  const parts = splitQualifiedName(isRow ? text.slice(0, -ROW_SUFFIX.length) : text)?.map(storedName);
  if (parts === undefined) return undefined;
  const found = runtime.catalog.resolveObject(parts, runtime.sessionViewpoint);
  if (found === undefined) return undefined;
  const name = isRow ? `${found.object.name}${ROW_SUFFIX}` : memberName(found);
  return namedTypesOf(found.object, runtime).find((candidate) => candidate.name === name);
}

function memberName({ object, rest }: ResolvedObject): string | undefined {
  if (object.type === 'TYPE') return rest.length === 0 ? object.name : undefined;
  return object.type === 'PACKAGE' && rest.length === 1 ? rest[0] : undefined;
}

function schemaType(object: CatalogObject, runtime: Runtime): NamedType[] {
  const { type } = runtime.units.objectType(object, 0);
  if (!isComposite(type)) return [];
  const identifier = typeIdentifier(object.id);
  return [{ schema: object.schema, packageName: undefined, name: object.name, identifier, type }];
}

function packageTypes(object: CatalogObject, runtime: Runtime): NamedType[] {
  const types: NamedType[] = [];
  for (const symbol of runtime.units.package(object, 0).scope.symbols.values()) {
    if (symbol.kind !== 'type' || symbol.isSubtype || !isComposite(symbol.type)) continue;
    const identifier = typeIdentifier(object.id, { kind: 'package type', name: symbol.name });
    const { schema, name: packageName } = object;
    types.push({ schema, packageName, name: symbol.name, identifier, type: symbol.type });
  }
  return types;
}

function rowType(object: CatalogObject, runtime: Runtime): NamedType[] {
  const table = runtime.catalog.table(object.schema, object.name);
  if (table === undefined) return [];
  const unit = new UnitCompilation({ runtime, text: '', kind: 'anonymous block' });
  const name = `${object.name}${ROW_SUFFIX}`;
  const identifier = typeIdentifier(object.id, { kind: 'row', name });
  return [{ schema: object.schema, packageName: undefined, name, identifier, type: tableRowType(table, unit) }];
}

function isComposite(type: DataType): type is NamedType['type'] {
  return type.kind === 'RECORD' || type.kind === 'COLLECTION';
}
