import type { NativePackage } from '../packages/native-package.ts';
import type { CatalogObject, CatalogObjectType, CatalogTable, ObjectPrivilege } from './catalog.ts';
import type { VirtualTable } from './dictionary/virtual-table.ts';
import type { LoadedCatalog } from './loaded-catalog.ts';
import { PUBLIC, SYS } from './privileges.ts';
import { VIRTUAL_TABLES } from './virtual-tables.ts';

/** As if it had been there from the making of the database: the date of Oracle Database 19c. */
const CREATED = new Date(2019, 3, 17);

/** Public synonyms besides those of the views' own names. */
const SHORT_SYNONYMS: Readonly<Record<string, string>> = {
  CAT: 'USER_CATALOG',
  COLS: 'USER_TAB_COLUMNS',
  DICT: 'DICTIONARY',
  IND: 'USER_INDEXES',
  OBJ: 'USER_OBJECTS',
  SEQ: 'USER_SEQUENCES',
  SYN: 'USER_SYNONYMS',
  TABS: 'USER_TABLES',
};

/** Collection types of SYS that programs use as their own. */
const COLLECTION_TYPES: Readonly<Record<string, string>> = {
  ODCIDATELIST: 'VARRAY(32767) OF DATE',
  ODCINUMBERLIST: 'VARRAY(32767) OF NUMBER',
  ODCIRAWLIST: 'VARRAY(32767) OF RAW(2000)',
  ODCIVARCHAR2LIST: 'VARRAY(32767) OF VARCHAR2(4000)',
  DBMS_DEBUG_VC2COLL: 'TABLE OF VARCHAR2(1000)',
  DBMSOUTPUT_LINESARRAY: 'VARRAY(2147483647) OF VARCHAR2(32767)',
  KU$_VCNT: 'TABLE OF VARCHAR2(4000)',
  ORA_MINING_NUMBER_NT: 'TABLE OF NUMBER',
  ORA_MINING_VARCHAR2_NT: 'TABLE OF VARCHAR2(4000)',
};

/** Puts what SYS owns into the catalog: dictionary views, DUAL, collection types, the built-in packages, their public synonyms and grants. Memory only. */
export function addBuiltInObjects(catalog: LoadedCatalog, packages: readonly NativePackage[]): void {
  const ids = { next: 100 };
  const make = (
    schema: string,
    name: string,
    type: CatalogObjectType,
    details: Partial<CatalogObject> = {},
  ): CatalogObject => ({
    id: ids.next++,
    schema,
    name,
    type,
    status: 'VALID',
    created: CREATED,
    lastDdl: CREATED,
    source: undefined,
    target: undefined,
    isBuiltIn: true,
    ...details,
  });
  const addSynonym = (name: string, target: string) =>
    catalog.put({ object: make(PUBLIC, name, 'SYNONYM', { target: { schema: SYS, name: target } }) });
  const grant = (name: string, privilege: ObjectPrivilege, grantee: string) =>
    catalog.privileges.putGrant({ schema: SYS, name, grantee, privilege, grantor: SYS, isGrantable: false });

  for (const view of VIRTUAL_TABLES.values()) {
    const object = make(SYS, view.name, view.name === 'DUAL' ? 'TABLE' : 'VIEW');
    catalog.put({ object, table: tableOf(object, view) });
    addSynonym(view.synonym, view.name);
    if (view.isPublic) grant(view.name, 'SELECT', PUBLIC);
    else grant(view.name, 'SELECT', 'SELECT_CATALOG_ROLE');
  }
  for (const [synonym, target] of Object.entries(SHORT_SYNONYMS)) addSynonym(synonym, target);
  for (const [name, definition] of Object.entries(COLLECTION_TYPES)) {
    catalog.put({ object: make(SYS, name, 'TYPE', { source: `TYPE ${name} AS ${definition};` }) });
    addSynonym(name, name);
    grant(name, 'EXECUTE', PUBLIC);
  }
  for (const { name, specification, isRestricted } of packages) {
    catalog.put({ object: make(SYS, name, 'PACKAGE', { source: specification }) });
    addSynonym(name, name);
    grant(name, 'EXECUTE', isRestricted === true ? 'DBA' : PUBLIC);
  }
}

function tableOf(object: CatalogObject, view: VirtualTable): CatalogTable {
  return {
    object,
    kind: object.type === 'TABLE' ? 'TABLE' : 'VIEW',
    columns: view.columns,
    isTemporary: false,
    constraints: [],
    viewText: undefined,
    comment: undefined,
    columnComments: {},
  };
}
