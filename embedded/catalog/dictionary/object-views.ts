import type { CatalogObject, CatalogObjectType } from '../catalog.ts';
import { namesUsedBy } from '../dependents.ts';
import { singleView, type ViewRow, type VirtualTable, valueText, viewFamily } from './virtual-table.ts';

/** OBJ$ namespaces: 1 tables, units, sequences, synonyms; 2 bodies; 3 triggers; 4 indexes. */
const NAMESPACES: Partial<Record<CatalogObjectType, number>> = {
  'PACKAGE BODY': 2,
  'TYPE BODY': 2,
  TRIGGER: 3,
  INDEX: 4,
};

export const OBJECT_VIEWS: VirtualTable[] = [
  ...viewFamily({
    suffix: 'OBJECTS',
    entryName: 'OBJECT_NAME',
    columns: `
OWNER VARCHAR2(128) NN
OBJECT_NAME VARCHAR2(128) NN
SUBOBJECT_NAME VARCHAR2(128)
OBJECT_ID NUMBER NN
DATA_OBJECT_ID NUMBER
OBJECT_TYPE VARCHAR2(23)
CREATED DATE NN
LAST_DDL_TIME DATE NN
TIMESTAMP VARCHAR2(19)
STATUS VARCHAR2(7)
TEMPORARY VARCHAR2(1)
GENERATED VARCHAR2(1)
SECONDARY VARCHAR2(1)
NAMESPACE NUMBER NN
EDITION_NAME VARCHAR2(128)
SHARING VARCHAR2(18)
EDITIONABLE VARCHAR2(1)
ORACLE_MAINTAINED VARCHAR2(1)
APPLICATION VARCHAR2(1)
DEFAULT_COLLATION VARCHAR2(100)
DUPLICATED VARCHAR2(1)
SHARDED VARCHAR2(1)
CREATED_APPID NUMBER
CREATED_VSNID NUMBER
MODIFIED_APPID NUMBER
MODIFIED_VSNID NUMBER`,
    rows: (scope) =>
      scope.entries().map(({ object, table, index, sequence }) => ({
        ...objectRow(object),
        TEMPORARY: table?.isTemporary ? 'Y' : 'N',
        GENERATED: index?.isGenerated || sequence?.isIdentity ? 'Y' : 'N',
        DATA_OBJECT_ID: object.type === 'TABLE' || object.type === 'INDEX' ? object.id : null,
      })),
  }),
  ...viewFamily({
    suffix: 'DEPENDENCIES',
    columns: `
OWNER VARCHAR2(128) NN
NAME VARCHAR2(128) NN
TYPE VARCHAR2(19)
REFERENCED_OWNER VARCHAR2(128)
REFERENCED_NAME VARCHAR2(128)
REFERENCED_TYPE VARCHAR2(19)
REFERENCED_LINK_NAME VARCHAR2(128)
DEPENDENCY_TYPE VARCHAR2(4)`,
    onlyInUser: 'SCHEMAID NUMBER',
    rows: (scope) =>
      scope.entries().flatMap((entry) => {
        const { object } = entry;
        const row = { OWNER: object.schema, NAME: object.name, TYPE: object.type, DEPENDENCY_TYPE: 'HARD' };
        const used = (target: { schema: string; name: string; type: string }): ViewRow => ({
          ...row,
          REFERENCED_OWNER: target.schema,
          REFERENCED_NAME: target.name,
          REFERENCED_TYPE: target.type,
        });
        if (object.isBuiltIn) return [];
        if (object.target) return [used({ ...object.target, type: 'TABLE' })];
        return [...namesUsedBy(entry)].flatMap((word) => {
          const target = scope.catalog.findObject(object.schema, word) ?? scope.catalog.findObject('PUBLIC', word);
          const isSelf = target?.schema === object.schema && target.name === object.name && target.type === object.type;
          return target === undefined || isSelf ? [] : [used(target)];
        });
      }),
  }),
  ...viewFamily({
    suffix: 'SYNONYMS',
    columns: `
OWNER VARCHAR2(128)
SYNONYM_NAME VARCHAR2(128)
TABLE_OWNER VARCHAR2(128)
TABLE_NAME VARCHAR2(128)
DB_LINK VARCHAR2(128)
ORIGIN_CON_ID NUMBER`,
    rows: (scope) =>
      scope.entries('SYNONYM').map(({ object }) => ({
        OWNER: object.schema,
        SYNONYM_NAME: object.name,
        TABLE_OWNER: object.target?.schema,
        TABLE_NAME: object.target?.name,
        DB_LINK: object.target?.databaseLink,
        ORIGIN_CON_ID: 1,
      })),
  }),
  ...catalogViews(),
];

function objectRow(object: CatalogObject): ViewRow {
  const isUnit = object.source !== undefined || object.type === 'VIEW' || object.type === 'SYNONYM';
  return {
    OWNER: object.schema,
    OBJECT_NAME: object.name,
    OBJECT_ID: object.id,
    OBJECT_TYPE: object.type,
    CREATED: object.created,
    LAST_DDL_TIME: object.lastDdl,
    TIMESTAMP: valueText(object.lastDdl)?.replace(' ', ':'),
    STATUS: object.status,
    SECONDARY: 'N',
    NAMESPACE: NAMESPACES[object.type] ?? 1,
    SHARING: 'NONE',
    EDITIONABLE: isUnit ? 'Y' : null,
    ORACLE_MAINTAINED: object.isBuiltIn ? 'Y' : 'N',
    APPLICATION: 'N',
    DEFAULT_COLLATION: object.type === 'INDEX' || object.type === 'SEQUENCE' ? null : 'USING_NLS_COMP',
    DUPLICATED: 'N',
    SHARDED: 'N',
  };
}

/** The short lists of tables, views, sequences and synonyms: *_CATALOG and TAB. */
function catalogViews(): VirtualTable[] {
  const columns = `
OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
TABLE_TYPE VARCHAR2(11)`;
  const family = viewFamily({
    suffix: 'CATALOG',
    columns,
    rows: (scope) =>
      scope.entries('TABLE', 'VIEW', 'SEQUENCE', 'SYNONYM').map(({ object }) => ({
        OWNER: object.schema,
        TABLE_NAME: object.name,
        TABLE_TYPE: object.type,
      })),
  });
  const tab = singleView({
    name: 'TAB',
    scope: 'USER',
    columns: 'TNAME VARCHAR2(128) NN; TABTYPE VARCHAR2(13); CLUSTERID NUMBER',
    rows: (scope) =>
      scope.entries('TABLE', 'VIEW', 'SYNONYM').map(({ object }) => ({ TNAME: object.name, TABTYPE: object.type })),
  });
  return [...family, tab];
}
