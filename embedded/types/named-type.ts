import type { CollectionType, DataType, RecordType } from './data-type.ts';

/** A record or collection type that clients may know by its name: of a schema, of a package's specification, or a table's %ROWTYPE. */
export type NamedType = TypeName & {
  type: RecordType | CollectionType;
  /** See type-identifier.ts. */
  identifier: Buffer;
};

/** `name` of a row type ends with %ROWTYPE. */
export type TypeName = { schema: string; packageName: string | undefined; name: string };

export const ROW_SUFFIX = '%ROWTYPE';

/** The name of a record or collection type; undefined for other types, and for those that only a block or a package body knows. */
export function nameOfType(type: DataType): TypeName | undefined {
  if (type.kind !== 'RECORD' && type.kind !== 'COLLECTION') return undefined;
  if (type.kind === 'RECORD' && type.rowOf !== undefined) {
    return { schema: type.rowOf.schema, packageName: undefined, name: `${type.rowOf.name}${ROW_SUFFIX}` };
  }
  if (type.name === undefined || type.name.includes('#')) return undefined;
  const [schema = '', first = '', second] = type.name.split('.');
  return second === undefined
    ? { schema, packageName: undefined, name: first }
    : { schema, packageName: first, name: second };
}

/** `SCHEMA.PACKAGE.TYPE` */
export function fullNameOf({ schema, packageName, name }: TypeName): string {
  return [schema, packageName, name].filter((part) => part !== undefined).join('.');
}
