import { attributeTypeName } from '../../packages/attribute-type-name.ts';
import type { CollectionType, DataType } from '../../types/data-type.ts';
import { type NamedType, nameOfType } from '../../types/named-type.ts';
import type { CatalogObjectType } from '../catalog.ts';
import { columnFacts } from './column-facts.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

/** The views of record and collection types: those of schemas and, with PLSQL in their names, those of packages. */

const COLLECTION_COLUMNS = `
COLL_TYPE VARCHAR2(15)
UPPER_BOUND NUMBER
ELEM_TYPE_MOD VARCHAR2(7)
ELEM_TYPE_OWNER VARCHAR2(128)
ELEM_TYPE_NAME VARCHAR2(128)`;

const ELEMENT_COLUMNS = `
LENGTH NUMBER
PRECISION NUMBER
SCALE NUMBER
CHARACTER_SET_NAME VARCHAR2(44)
ELEM_STORAGE VARCHAR2(7)
NULLS_STORED VARCHAR2(3)
CHAR_USED VARCHAR2(1)`;

const ATTRIBUTE_COLUMNS = `
LENGTH NUMBER
PRECISION NUMBER
SCALE NUMBER
CHARACTER_SET_NAME VARCHAR2(44)
ATTR_NO NUMBER NN`;

export const TYPE_VIEWS: VirtualTable[] = [
  ...viewFamily({
    suffix: 'COLL_TYPES',
    entryName: 'TYPE_NAME',
    columns: `OWNER VARCHAR2(128) NN\nTYPE_NAME VARCHAR2(128) NN${COLLECTION_COLUMNS}${ELEMENT_COLUMNS}`,
    rows: (scope) => types(scope, 'TYPE').flatMap(collectionRow),
  }),
  ...viewFamily({
    suffix: 'TYPE_ATTRS',
    entryName: 'TYPE_NAME',
    columns: `
OWNER VARCHAR2(128)
TYPE_NAME VARCHAR2(128) NN
ATTR_NAME VARCHAR2(128) NN
ATTR_TYPE_MOD VARCHAR2(7)
ATTR_TYPE_OWNER VARCHAR2(128)
ATTR_TYPE_NAME VARCHAR2(128)${ATTRIBUTE_COLUMNS}
INHERITED VARCHAR2(3)
CHAR_USED VARCHAR2(1)`,
    rows: (scope) => types(scope, 'TYPE').flatMap(attributeRows),
  }),
  ...viewFamily({
    suffix: 'PLSQL_TYPES',
    entryName: 'PACKAGE_NAME',
    entryIdentifier: 'TYPE_OID',
    columns: `
OWNER VARCHAR2(128) NN
TYPE_NAME VARCHAR2(136)
PACKAGE_NAME VARCHAR2(128) NN
TYPE_OID RAW(16) NN
TYPECODE VARCHAR2(58)
ATTRIBUTES NUMBER
CONTAINS_PLSQL VARCHAR2(3)`,
    rows: (scope) => types(scope, 'PACKAGE').map(packageTypeRow),
  }),
  ...viewFamily({
    suffix: 'PLSQL_COLL_TYPES',
    entryName: 'PACKAGE_NAME',
    columns: `
OWNER VARCHAR2(128) NN
TYPE_NAME VARCHAR2(136)
PACKAGE_NAME VARCHAR2(128) NN${COLLECTION_COLUMNS}
ELEM_TYPE_PACKAGE VARCHAR2(128)${ELEMENT_COLUMNS}
INDEX_BY VARCHAR2(14)
ELEM_CONSTRAINT VARCHAR2(8)`,
    rows: (scope) => types(scope, 'PACKAGE').flatMap(collectionRow),
  }),
  ...viewFamily({
    suffix: 'PLSQL_TYPE_ATTRS',
    entryName: 'PACKAGE_NAME',
    columns: `
OWNER VARCHAR2(128) NN
TYPE_NAME VARCHAR2(136)
PACKAGE_NAME VARCHAR2(128) NN
ATTR_NAME VARCHAR2(128)
ATTR_TYPE_MOD VARCHAR2(7)
ATTR_TYPE_OWNER VARCHAR2(128)
ATTR_TYPE_NAME VARCHAR2(136)
ATTR_TYPE_PACKAGE VARCHAR2(128)${ATTRIBUTE_COLUMNS}
CHAR_USED VARCHAR2(1)
ATTR_CONSTRAINT VARCHAR2(8)`,
    rows: (scope) => types(scope, 'PACKAGE').flatMap(attributeRows),
  }),
];

/** A package without the word in its specification need not be compiled to know that it has none. */
function types(scope: ViewScope, kind: CatalogObjectType): NamedType[] {
  return scope
    .entries(kind)
    .filter(({ object }) => kind === 'TYPE' || /\bTYPE\s+\S+\s+IS\b/i.test(object.source ?? ''))
    .flatMap(({ object }) => scope.session.namedTypes(object));
}

function packageTypeRow({ schema, packageName, name, identifier, type }: NamedType): ViewRow {
  const parts = type.kind === 'RECORD' ? type.fields.map((field) => field.type) : [type.element];
  return {
    OWNER: schema,
    TYPE_NAME: name,
    PACKAGE_NAME: packageName,
    TYPE_OID: `\\x${identifier.toString('hex')}`,
    TYPECODE: type.kind === 'RECORD' ? 'PL/SQL RECORD' : 'COLLECTION',
    ATTRIBUTES: type.kind === 'RECORD' ? type.fields.length : 0,
    CONTAINS_PLSQL: parts.some(isPlsqlOnly) ? 'YES' : 'NO',
  };
}

function isPlsqlOnly(type: DataType): boolean {
  return type.kind === 'PLS_INTEGER' || type.kind === 'BOOLEAN' || nameOfType(type)?.packageName !== undefined;
}

function collectionRow({ schema, packageName, name, type }: NamedType): ViewRow[] {
  if (type.kind !== 'COLLECTION') return [];
  const element = nameOfType(type.element);
  return [
    {
      OWNER: schema,
      TYPE_NAME: name,
      PACKAGE_NAME: packageName,
      COLL_TYPE: collectionKind(type),
      UPPER_BOUND: type.limit,
      ELEM_TYPE_OWNER: element?.schema,
      ELEM_TYPE_NAME: element?.name ?? attributeTypeName(type.element),
      ELEM_TYPE_PACKAGE: element?.packageName,
      ...sizes(type.element),
      NULLS_STORED: type.elementNotNull === true ? 'NO' : 'YES',
      INDEX_BY: type.indexBy === undefined ? null : type.indexBy.kind === 'VARCHAR2' ? 'VARCHAR2' : 'BINARY_INTEGER',
    },
  ];
}

function collectionKind({ shape, indexBy }: CollectionType): string {
  if (shape === 'VARRAY') return 'VARYING ARRAY';
  return indexBy === undefined ? 'TABLE' : 'PL/SQL INDEX TABLE';
}

function attributeRows({ schema, packageName, name, type }: NamedType): ViewRow[] {
  if (type.kind !== 'RECORD') return [];
  return type.fields.map((field, index) => {
    const attribute = nameOfType(field.type);
    return {
      OWNER: schema,
      TYPE_NAME: name,
      PACKAGE_NAME: packageName,
      ATTR_NAME: field.name,
      ATTR_TYPE_OWNER: attribute?.schema,
      ATTR_TYPE_NAME: attribute?.name ?? attributeTypeName(field.type),
      ATTR_TYPE_PACKAGE: attribute?.packageName,
      ...sizes(field.type),
      ATTR_NO: index + 1,
      INHERITED: 'NO',
    };
  });
}

function sizes(type: DataType): ViewRow {
  if (type.kind === 'RECORD' || type.kind === 'COLLECTION' || type.kind === 'REF CURSOR') return {};
  const { dataLength, precision, scale, characterSet, charUsed } = columnFacts({ type });
  return {
    LENGTH: characterSet === null && type.kind !== 'RAW' ? null : dataLength,
    PRECISION: precision,
    SCALE: scale,
    CHARACTER_SET_NAME: characterSet,
    CHAR_USED: charUsed,
  };
}
