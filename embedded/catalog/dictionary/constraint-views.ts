import type { CatalogConstraint, CatalogIndex, CatalogTable } from '../catalog.ts';
import { columnFacts } from './column-facts.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

export const CONSTRAINT_VIEWS: VirtualTable[] = [
  ...viewFamily({
    suffix: 'CONSTRAINTS',
    // USER_CONSTRAINTS has the owner too.
    notInUser: [],
    columns: `
OWNER VARCHAR2(128)
CONSTRAINT_NAME VARCHAR2(128) NN
CONSTRAINT_TYPE VARCHAR2(1)
TABLE_NAME VARCHAR2(128) NN
SEARCH_CONDITION LONG
SEARCH_CONDITION_VC VARCHAR2(4000)
R_OWNER VARCHAR2(128)
R_CONSTRAINT_NAME VARCHAR2(128)
DELETE_RULE VARCHAR2(9)
STATUS VARCHAR2(8)
DEFERRABLE VARCHAR2(14)
DEFERRED VARCHAR2(9)
VALIDATED VARCHAR2(13)
GENERATED VARCHAR2(14)
BAD VARCHAR2(3)
RELY VARCHAR2(4)
LAST_CHANGE DATE
INDEX_OWNER VARCHAR2(128)
INDEX_NAME VARCHAR2(128)
INVALID VARCHAR2(7)
VIEW_RELATED VARCHAR2(14)
ORIGIN_CON_ID NUMBER`,
    rows: (scope) => constraints(scope).map(({ table, constraint }) => constraintRow(table, constraint)),
  }),
  ...viewFamily({
    suffix: 'CONS_COLUMNS',
    notInUser: [],
    columns: `
OWNER VARCHAR2(128) NN
CONSTRAINT_NAME VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
COLUMN_NAME VARCHAR2(4000)
POSITION NUMBER`,
    rows: (scope) =>
      constraints(scope).flatMap(({ table, constraint }) =>
        constraint.columns.map((column, index) => ({
          OWNER: constraint.schema,
          CONSTRAINT_NAME: constraint.name,
          TABLE_NAME: table.object.name,
          COLUMN_NAME: column,
          POSITION: constraint.type === 'C' || constraint.type === 'NOT NULL' ? null : index + 1,
        })),
      ),
  }),
  ...viewFamily({
    suffix: 'INDEXES',
    columns: `
OWNER VARCHAR2(128) NN
INDEX_NAME VARCHAR2(128) NN
INDEX_TYPE VARCHAR2(27)
TABLE_OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
TABLE_TYPE VARCHAR2(11)
UNIQUENESS VARCHAR2(9)
COMPRESSION VARCHAR2(13)
PREFIX_LENGTH NUMBER
TABLESPACE_NAME VARCHAR2(30)
INI_TRANS NUMBER; MAX_TRANS NUMBER; INITIAL_EXTENT NUMBER; NEXT_EXTENT NUMBER; MIN_EXTENTS NUMBER; MAX_EXTENTS NUMBER
PCT_INCREASE NUMBER; PCT_THRESHOLD NUMBER; INCLUDE_COLUMN NUMBER; FREELISTS NUMBER; FREELIST_GROUPS NUMBER; PCT_FREE NUMBER
LOGGING VARCHAR2(3)
BLEVEL NUMBER; LEAF_BLOCKS NUMBER; DISTINCT_KEYS NUMBER; AVG_LEAF_BLOCKS_PER_KEY NUMBER; AVG_DATA_BLOCKS_PER_KEY NUMBER
CLUSTERING_FACTOR NUMBER
STATUS VARCHAR2(8)
NUM_ROWS NUMBER; SAMPLE_SIZE NUMBER; LAST_ANALYZED DATE
DEGREE VARCHAR2(40); INSTANCES VARCHAR2(40); PARTITIONED VARCHAR2(3); TEMPORARY VARCHAR2(1); GENERATED VARCHAR2(1)
SECONDARY VARCHAR2(1); BUFFER_POOL VARCHAR2(7); FLASH_CACHE VARCHAR2(7); CELL_FLASH_CACHE VARCHAR2(7); USER_STATS VARCHAR2(3)
DURATION VARCHAR2(15); PCT_DIRECT_ACCESS NUMBER; ITYP_OWNER VARCHAR2(128); ITYP_NAME VARCHAR2(128); PARAMETERS VARCHAR2(1000)
GLOBAL_STATS VARCHAR2(3); DOMIDX_STATUS VARCHAR2(12); DOMIDX_OPSTATUS VARCHAR2(6); FUNCIDX_STATUS VARCHAR2(8)
JOIN_INDEX VARCHAR2(3); IOT_REDUNDANT_PKEY_ELIM VARCHAR2(3); DROPPED VARCHAR2(3); VISIBILITY VARCHAR2(9)
DOMIDX_MANAGEMENT VARCHAR2(14); SEGMENT_CREATED VARCHAR2(3); ORPHANED_ENTRIES VARCHAR2(3); INDEXING VARCHAR2(7); AUTO VARCHAR2(3)
CONSTRAINT_INDEX VARCHAR2(3)`,
    rows: (scope) =>
      indexes(scope).map((index) => indexRow(index, scope.catalog.table(index.table.schema, index.table.name))),
  }),
  ...viewFamily({
    suffix: 'IND_COLUMNS',
    notInUser: ['INDEX_OWNER', 'TABLE_OWNER'],
    columns: `
INDEX_OWNER VARCHAR2(128) NN
INDEX_NAME VARCHAR2(128) NN
TABLE_OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
COLUMN_NAME VARCHAR2(4000)
COLUMN_POSITION NUMBER NN
COLUMN_LENGTH NUMBER NN
CHAR_LENGTH NUMBER
DESCEND VARCHAR2(4)
COLLATED_COLUMN_ID NUMBER`,
    rows: (scope) =>
      indexes(scope).flatMap((index) => {
        const columns = scope.catalog.table(index.table.schema, index.table.name)?.columns ?? [];
        return index.columns.map(({ name, isDescending }, position) => {
          const column = columns.find((candidate) => candidate.name === name);
          const facts = column && columnFacts(column);
          return {
            ...indexName(index),
            // Of an expression, and of a descending column, Oracle indexes a hidden virtual column.
            COLUMN_NAME: name !== undefined && !isDescending ? name : hiddenColumnName(columns.length + position + 1),
            COLUMN_POSITION: position + 1,
            COLUMN_LENGTH: facts?.dataLength ?? 4000,
            CHAR_LENGTH: facts?.charLength ?? 0,
            DESCEND: isDescending ? 'DESC' : 'ASC',
          };
        });
      }),
  }),
  ...viewFamily({
    suffix: 'IND_EXPRESSIONS',
    notInUser: ['INDEX_OWNER', 'TABLE_OWNER'],
    columns: `
INDEX_OWNER VARCHAR2(128) NN
INDEX_NAME VARCHAR2(128) NN
TABLE_OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
COLUMN_EXPRESSION LONG
COLUMN_POSITION NUMBER NN`,
    rows: (scope) =>
      indexes(scope).flatMap((index) =>
        index.columns.flatMap(({ name, expression, isDescending }, position) =>
          expression === undefined && !isDescending
            ? []
            : [{ ...indexName(index), COLUMN_EXPRESSION: expression ?? `"${name}"`, COLUMN_POSITION: position + 1 }],
        ),
      ),
  }),
];

function constraints(scope: ViewScope): { table: CatalogTable; constraint: CatalogConstraint }[] {
  return scope
    .entries('TABLE', 'VIEW')
    .flatMap(({ table }) =>
      (table?.constraints ?? []).map((constraint) => ({ table: table as CatalogTable, constraint })),
    );
}

function constraintRow(table: CatalogTable, constraint: CatalogConstraint): ViewRow {
  const { type, references } = constraint;
  const condition = type === 'NOT NULL' ? `"${constraint.columns[0]}" IS NOT NULL` : constraint.condition;
  return {
    OWNER: constraint.schema,
    CONSTRAINT_NAME: constraint.name,
    CONSTRAINT_TYPE: type === 'NOT NULL' ? 'C' : type,
    TABLE_NAME: table.object.name,
    SEARCH_CONDITION: condition,
    SEARCH_CONDITION_VC: condition?.slice(0, 4000),
    R_OWNER: references?.schema,
    R_CONSTRAINT_NAME: references?.constraint,
    DELETE_RULE: references?.deleteRule,
    STATUS: constraint.isEnabled ? 'ENABLED' : 'DISABLED',
    DEFERRABLE: constraint.isDeferrable ? 'DEFERRABLE' : 'NOT DEFERRABLE',
    DEFERRED: constraint.isInitiallyDeferred ? 'DEFERRED' : 'IMMEDIATE',
    VALIDATED: constraint.isEnabled ? 'VALIDATED' : 'NOT VALIDATED',
    GENERATED: constraint.isGenerated ? 'GENERATED NAME' : 'USER NAME',
    LAST_CHANGE: table.object.lastDdl,
    INDEX_OWNER: constraint.index === undefined ? null : constraint.schema,
    INDEX_NAME: constraint.index,
    ORIGIN_CON_ID: 1,
  };
}

function indexes(scope: ViewScope): CatalogIndex[] {
  return scope.entries('INDEX').flatMap(({ index }) => (index === undefined ? [] : [index]));
}

function indexName(index: CatalogIndex): ViewRow {
  return {
    INDEX_OWNER: index.object.schema,
    INDEX_NAME: index.object.name,
    TABLE_OWNER: index.table.schema,
    TABLE_NAME: index.table.name,
  };
}

function hiddenColumnName(position: number): string {
  return `SYS_NC${String(position).padStart(5, '0')}$`;
}

function indexRow(index: CatalogIndex, table: CatalogTable | undefined): ViewRow {
  const isFunctionBased = index.columns.some(
    ({ expression, isDescending }) => expression !== undefined || isDescending,
  );
  const kind = index.isBitmap ? 'BITMAP' : 'NORMAL';
  const isTemporary = table?.isTemporary ?? false;
  return {
    OWNER: index.object.schema,
    INDEX_NAME: index.object.name,
    INDEX_TYPE: isFunctionBased ? `FUNCTION-BASED ${kind}` : kind,
    TABLE_OWNER: index.table.schema,
    TABLE_NAME: index.table.name,
    TABLE_TYPE: 'TABLE',
    UNIQUENESS: index.isUnique ? 'UNIQUE' : 'NONUNIQUE',
    COMPRESSION: 'DISABLED',
    TABLESPACE_NAME: isTemporary ? null : 'USERS',
    INI_TRANS: 2,
    MAX_TRANS: 255,
    PCT_FREE: 10,
    LOGGING: isTemporary ? 'NO' : 'YES',
    STATUS: 'VALID',
    DEGREE: '1',
    INSTANCES: '1',
    PARTITIONED: 'NO',
    TEMPORARY: isTemporary ? 'Y' : 'N',
    GENERATED: index.isGenerated ? 'Y' : 'N',
    SECONDARY: 'N',
    BUFFER_POOL: 'DEFAULT',
    FLASH_CACHE: 'DEFAULT',
    CELL_FLASH_CACHE: 'DEFAULT',
    USER_STATS: 'NO',
    GLOBAL_STATS: 'NO',
    FUNCIDX_STATUS: isFunctionBased ? 'ENABLED' : null,
    JOIN_INDEX: 'NO',
    IOT_REDUNDANT_PKEY_ELIM: 'NO',
    DROPPED: 'NO',
    VISIBILITY: 'VISIBLE',
    SEGMENT_CREATED: 'YES',
    ORPHANED_ENTRIES: 'NO',
    INDEXING: 'FULL',
    AUTO: 'NO',
    CONSTRAINT_INDEX: index.isOfConstraint ? 'YES' : 'NO',
  };
}
