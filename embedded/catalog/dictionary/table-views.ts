import type { CatalogColumn, CatalogTable } from '../catalog.ts';
import { columnFacts } from './column-facts.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

const TABLE_COLUMNS = `
OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
TABLESPACE_NAME VARCHAR2(30)
CLUSTER_NAME VARCHAR2(128)
IOT_NAME VARCHAR2(128)
STATUS VARCHAR2(8)
PCT_FREE NUMBER; PCT_USED NUMBER; INI_TRANS NUMBER; MAX_TRANS NUMBER; INITIAL_EXTENT NUMBER; NEXT_EXTENT NUMBER
MIN_EXTENTS NUMBER; MAX_EXTENTS NUMBER; PCT_INCREASE NUMBER; FREELISTS NUMBER; FREELIST_GROUPS NUMBER
LOGGING VARCHAR2(3)
BACKED_UP VARCHAR2(1)
NUM_ROWS NUMBER; BLOCKS NUMBER; EMPTY_BLOCKS NUMBER; AVG_SPACE NUMBER; CHAIN_CNT NUMBER; AVG_ROW_LEN NUMBER
AVG_SPACE_FREELIST_BLOCKS NUMBER; NUM_FREELIST_BLOCKS NUMBER
DEGREE VARCHAR2(10); INSTANCES VARCHAR2(10); CACHE VARCHAR2(5); TABLE_LOCK VARCHAR2(8)
SAMPLE_SIZE NUMBER
LAST_ANALYZED DATE
PARTITIONED VARCHAR2(3); IOT_TYPE VARCHAR2(12); TEMPORARY VARCHAR2(1); SECONDARY VARCHAR2(1); NESTED VARCHAR2(3)
BUFFER_POOL VARCHAR2(7); FLASH_CACHE VARCHAR2(7); CELL_FLASH_CACHE VARCHAR2(7)
ROW_MOVEMENT VARCHAR2(8); GLOBAL_STATS VARCHAR2(3); USER_STATS VARCHAR2(3); DURATION VARCHAR2(15); SKIP_CORRUPT VARCHAR2(8)
MONITORING VARCHAR2(3); CLUSTER_OWNER VARCHAR2(128); DEPENDENCIES VARCHAR2(8); COMPRESSION VARCHAR2(8); COMPRESS_FOR VARCHAR2(30)
DROPPED VARCHAR2(3); READ_ONLY VARCHAR2(3); SEGMENT_CREATED VARCHAR2(3); RESULT_CACHE VARCHAR2(7); CLUSTERING VARCHAR2(3)
ACTIVITY_TRACKING VARCHAR2(23); DML_TIMESTAMP VARCHAR2(25); HAS_IDENTITY VARCHAR2(3); CONTAINER_DATA VARCHAR2(3)
INMEMORY VARCHAR2(8); INMEMORY_PRIORITY VARCHAR2(8); INMEMORY_DISTRIBUTE VARCHAR2(15); INMEMORY_COMPRESSION VARCHAR2(17)
INMEMORY_DUPLICATE VARCHAR2(13); DEFAULT_COLLATION VARCHAR2(100); DUPLICATED VARCHAR2(1); SHARDED VARCHAR2(1)
EXTERNALLY_SHARDED VARCHAR2(1); EXTERNALLY_DUPLICATED VARCHAR2(1); EXTERNAL VARCHAR2(3); HYBRID VARCHAR2(3)
CELLMEMORY VARCHAR2(24); CONTAINERS_DEFAULT VARCHAR2(3); CONTAINER_MAP VARCHAR2(3); EXTENDED_DATA_LINK VARCHAR2(3)
EXTENDED_DATA_LINK_MAP VARCHAR2(3); INMEMORY_SERVICE VARCHAR2(12); INMEMORY_SERVICE_NAME VARCHAR2(1000)
CONTAINER_MAP_OBJECT VARCHAR2(3); MEMOPTIMIZE_READ VARCHAR2(8); MEMOPTIMIZE_WRITE VARCHAR2(8); HAS_SENSITIVE_COLUMN VARCHAR2(3)
ADMIT_NULL VARCHAR2(3); DATA_LINK_DML_ENABLED VARCHAR2(3); LOGICAL_REPLICATION VARCHAR2(8)`;

const COLUMN_HEAD = `
OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
COLUMN_NAME VARCHAR2(128) NN
DATA_TYPE VARCHAR2(128)
DATA_TYPE_MOD VARCHAR2(3)
DATA_TYPE_OWNER VARCHAR2(128)
DATA_LENGTH NUMBER NN
DATA_PRECISION NUMBER
DATA_SCALE NUMBER
NULLABLE VARCHAR2(1)
COLUMN_ID NUMBER
DEFAULT_LENGTH NUMBER
DATA_DEFAULT LONG
NUM_DISTINCT NUMBER
LOW_VALUE RAW(1000)
HIGH_VALUE RAW(1000)
DENSITY NUMBER
NUM_NULLS NUMBER
NUM_BUCKETS NUMBER
LAST_ANALYZED DATE
SAMPLE_SIZE NUMBER
CHARACTER_SET_NAME VARCHAR2(44)
CHAR_COL_DECL_LENGTH NUMBER
GLOBAL_STATS VARCHAR2(3)
USER_STATS VARCHAR2(3)
AVG_COL_LEN NUMBER
CHAR_LENGTH NUMBER
CHAR_USED VARCHAR2(1)
V80_FMT_IMAGE VARCHAR2(3)
DATA_UPGRADED VARCHAR2(3)`;

const COLUMN_TAIL = `
DEFAULT_ON_NULL VARCHAR2(3)
IDENTITY_COLUMN VARCHAR2(3)
SENSITIVE_COLUMN VARCHAR2(3)
EVALUATION_EDITION VARCHAR2(128)
UNUSABLE_BEFORE VARCHAR2(128)
UNUSABLE_BEGINNING VARCHAR2(128)
COLLATION VARCHAR2(100)`;

export const TABLE_VIEWS: VirtualTable[] = [
  ...viewFamily({ suffix: 'TABLES', columns: TABLE_COLUMNS, rows: (scope) => tables(scope, 'TABLE').map(tableRow) }),
  ...viewFamily({
    suffix: 'TAB_COLUMNS',
    columns: `${COLUMN_HEAD}\nHISTOGRAM VARCHAR2(15)${COLUMN_TAIL}`,
    onlyInAll: ['SENSITIVE_COLUMN'],
    rows: (scope) => columnRows(scope).filter((row) => row['HIDDEN_COLUMN'] === 'NO'),
  }),
  ...viewFamily({
    suffix: 'TAB_COLS',
    columns: `${COLUMN_HEAD}
HIDDEN_COLUMN VARCHAR2(3)
VIRTUAL_COLUMN VARCHAR2(3)
SEGMENT_COLUMN_ID NUMBER
INTERNAL_COLUMN_ID NUMBER NN
HISTOGRAM VARCHAR2(15)
QUALIFIED_COL_NAME VARCHAR2(4000)
USER_GENERATED VARCHAR2(3)${COLUMN_TAIL}
COLLATED_COLUMN_ID NUMBER`,
    onlyInAll: ['SENSITIVE_COLUMN'],
    rows: columnRows,
  }),
  ...viewFamily({
    suffix: 'TAB_COMMENTS',
    columns: `
OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
TABLE_TYPE VARCHAR2(11)
COMMENTS VARCHAR2(4000)
ORIGIN_CON_ID NUMBER`,
    rows: (scope) =>
      tables(scope, 'TABLE', 'VIEW').map(({ object, comment }) => ({
        OWNER: object.schema,
        TABLE_NAME: object.name,
        TABLE_TYPE: object.type,
        COMMENTS: comment,
        ORIGIN_CON_ID: 1,
      })),
  }),
  ...viewFamily({
    suffix: 'COL_COMMENTS',
    columns: `
OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
COLUMN_NAME VARCHAR2(128) NN
COMMENTS VARCHAR2(4000)
ORIGIN_CON_ID NUMBER`,
    rows: (scope) =>
      tables(scope, 'TABLE', 'VIEW').flatMap(({ object, columns, columnComments }) =>
        columns.map(({ name }) => ({
          OWNER: object.schema,
          TABLE_NAME: object.name,
          COLUMN_NAME: name,
          COMMENTS: columnComments[name],
          ORIGIN_CON_ID: 1,
        })),
      ),
  }),
  ...viewFamily({
    suffix: 'TAB_IDENTITY_COLS',
    columns: `
OWNER VARCHAR2(128) NN
TABLE_NAME VARCHAR2(128) NN
COLUMN_NAME VARCHAR2(128) NN
GENERATION_TYPE VARCHAR2(10)
SEQUENCE_NAME VARCHAR2(128) NN
IDENTITY_OPTIONS VARCHAR2(298)`,
    rows: identityRows,
  }),
  ...viewFamily({
    suffix: 'VIEWS',
    columns: `
OWNER VARCHAR2(128) NN
VIEW_NAME VARCHAR2(128) NN
TEXT_LENGTH NUMBER
TEXT LONG
TEXT_VC VARCHAR2(4000)
TYPE_TEXT_LENGTH NUMBER
TYPE_TEXT VARCHAR2(4000)
OID_TEXT_LENGTH NUMBER
OID_TEXT VARCHAR2(4000)
VIEW_TYPE_OWNER VARCHAR2(128)
VIEW_TYPE VARCHAR2(128)
SUPERVIEW_NAME VARCHAR2(128)
EDITIONING_VIEW VARCHAR2(1)
READ_ONLY VARCHAR2(1)
CONTAINER_DATA VARCHAR2(1)
BEQUEATH VARCHAR2(12)
ORIGIN_CON_ID NUMBER
DEFAULT_COLLATION VARCHAR2(100)
CONTAINERS_DEFAULT VARCHAR2(3)
CONTAINER_MAP VARCHAR2(3)
EXTENDED_DATA_LINK VARCHAR2(3)
EXTENDED_DATA_LINK_MAP VARCHAR2(3)
HAS_SENSITIVE_COLUMN VARCHAR2(3)
ADMIT_NULL VARCHAR2(3)
PDB_LOCAL_ONLY VARCHAR2(3)`,
    rows: (scope) => tables(scope, 'VIEW').map(viewRow),
  }),
];

function tables(scope: ViewScope, ...types: ('TABLE' | 'VIEW')[]): CatalogTable[] {
  return scope.entries(...types).flatMap(({ table }) => (table === undefined ? [] : [table]));
}

function tableRow({ object, columns, isTemporary, onCommit }: CatalogTable): ViewRow {
  return {
    OWNER: object.schema,
    TABLE_NAME: object.name,
    TABLESPACE_NAME: isTemporary ? null : 'USERS',
    STATUS: 'VALID',
    PCT_FREE: 10,
    INI_TRANS: 1,
    MAX_TRANS: 255,
    LOGGING: isTemporary ? 'NO' : 'YES',
    BACKED_UP: 'N',
    DEGREE: '         1',
    INSTANCES: '         1',
    CACHE: '    N',
    TABLE_LOCK: 'ENABLED',
    PARTITIONED: 'NO',
    TEMPORARY: isTemporary ? 'Y' : 'N',
    SECONDARY: 'N',
    NESTED: 'NO',
    BUFFER_POOL: 'DEFAULT',
    FLASH_CACHE: 'DEFAULT',
    CELL_FLASH_CACHE: 'DEFAULT',
    ROW_MOVEMENT: 'DISABLED',
    GLOBAL_STATS: 'NO',
    USER_STATS: 'NO',
    DURATION: isTemporary ? (onCommit === 'PRESERVE' ? 'SYS$SESSION' : 'SYS$TRANSACTION') : null,
    SKIP_CORRUPT: 'DISABLED',
    MONITORING: isTemporary ? 'NO' : 'YES',
    DEPENDENCIES: 'DISABLED',
    COMPRESSION: 'DISABLED',
    DROPPED: 'NO',
    READ_ONLY: 'NO',
    SEGMENT_CREATED: 'YES',
    RESULT_CACHE: 'DEFAULT',
    CLUSTERING: 'NO',
    HAS_IDENTITY: columns.some(({ identity }) => identity !== undefined) ? 'YES' : 'NO',
    CONTAINER_DATA: 'NO',
    INMEMORY: 'DISABLED',
    DEFAULT_COLLATION: 'USING_NLS_COMP',
    DUPLICATED: 'N',
    SHARDED: 'N',
    EXTERNALLY_SHARDED: 'N',
    EXTERNALLY_DUPLICATED: 'N',
    EXTERNAL: 'NO',
    HYBRID: 'NO',
    CONTAINERS_DEFAULT: 'NO',
    CONTAINER_MAP: 'NO',
    EXTENDED_DATA_LINK: 'NO',
    EXTENDED_DATA_LINK_MAP: 'NO',
    CONTAINER_MAP_OBJECT: 'NO',
    MEMOPTIMIZE_READ: 'DISABLED',
    MEMOPTIMIZE_WRITE: 'DISABLED',
    HAS_SENSITIVE_COLUMN: 'NO',
    ADMIT_NULL: 'NO',
    DATA_LINK_DML_ENABLED: 'NO',
    LOGICAL_REPLICATION: 'ENABLED',
  };
}

function columnRows(scope: ViewScope): ViewRow[] {
  return tables(scope, 'TABLE', 'VIEW').flatMap(({ object, columns }) => {
    let visible = 0;
    return columns.map((column, index) => ({
      OWNER: object.schema,
      TABLE_NAME: object.name,
      ...columnRow(column),
      COLUMN_ID: column.isHidden ? null : ++visible,
      INTERNAL_COLUMN_ID: index + 1,
      SEGMENT_COLUMN_ID: column.virtual === undefined && object.type === 'TABLE' ? index + 1 : null,
    }));
  });
}

function columnRow(column: CatalogColumn): ViewRow {
  const facts = columnFacts(column);
  const defaultText = column.virtual ?? column.default;
  const isCharacter = facts.characterSet !== null && facts.charUsed !== null;
  return {
    COLUMN_NAME: column.name,
    DATA_TYPE: facts.dataType,
    DATA_LENGTH: facts.dataLength,
    DATA_PRECISION: facts.precision,
    DATA_SCALE: facts.scale,
    NULLABLE: column.isNullable ? 'Y' : 'N',
    DEFAULT_LENGTH: defaultText === undefined ? null : defaultText.length,
    DATA_DEFAULT: defaultText,
    CHARACTER_SET_NAME: facts.characterSet,
    CHAR_COL_DECL_LENGTH: isCharacter ? facts.dataLength : null,
    GLOBAL_STATS: 'NO',
    USER_STATS: 'NO',
    CHAR_LENGTH: facts.charLength,
    CHAR_USED: facts.charUsed,
    V80_FMT_IMAGE: 'NO',
    DATA_UPGRADED: 'YES',
    HIDDEN_COLUMN: column.isHidden ? 'YES' : 'NO',
    VIRTUAL_COLUMN: column.virtual === undefined ? 'NO' : 'YES',
    HISTOGRAM: 'NONE',
    QUALIFIED_COL_NAME: column.name,
    USER_GENERATED: 'YES',
    DEFAULT_ON_NULL: column.isDefaultOnNull ? 'YES' : 'NO',
    IDENTITY_COLUMN: column.identity === undefined ? 'NO' : 'YES',
    SENSITIVE_COLUMN: 'NO',
    COLLATION: isCharacter ? 'USING_NLS_COMP' : null,
  };
}

function identityRows(scope: ViewScope): ViewRow[] {
  return tables(scope, 'TABLE').flatMap(({ object, columns }) =>
    columns.flatMap(({ name, identity }) => {
      if (identity === undefined) return [];
      const sequence = scope.catalog.sequence(object.schema, identity.sequence);
      const options = sequence && [
        `START WITH: ${sequence.startWith}`,
        `INCREMENT BY: ${sequence.incrementBy}`,
        `MAX_VALUE: ${sequence.maxValue}`,
        `MIN_VALUE: ${sequence.minValue}`,
        `CYCLE_FLAG: ${sequence.isCycling ? 'Y' : 'N'}`,
        `CACHE_SIZE: ${sequence.cacheSize}`,
        `ORDER_FLAG: ${sequence.isOrdered ? 'Y' : 'N'}`,
        'SCALE_FLAG: N',
        'EXTEND_FLAG: N',
        'SESSION_FLAG: N',
        'KEEP_VALUE: N',
      ];
      return [
        {
          OWNER: object.schema,
          TABLE_NAME: object.name,
          COLUMN_NAME: name,
          GENERATION_TYPE: identity.generation === 'ALWAYS' ? 'ALWAYS' : 'BY DEFAULT',
          SEQUENCE_NAME: identity.sequence,
          IDENTITY_OPTIONS: options?.join(', '),
        },
      ];
    }),
  );
}

function viewRow({ object, viewText, isReadOnly }: CatalogTable): ViewRow {
  return {
    OWNER: object.schema,
    VIEW_NAME: object.name,
    TEXT_LENGTH: viewText?.length,
    TEXT: viewText,
    TEXT_VC: viewText?.slice(0, 4000),
    EDITIONING_VIEW: 'N',
    READ_ONLY: isReadOnly ? 'Y' : 'N',
    CONTAINER_DATA: 'N',
    BEQUEATH: 'DEFINER',
    ORIGIN_CON_ID: 1,
    DEFAULT_COLLATION: 'USING_NLS_COMP',
    CONTAINERS_DEFAULT: 'NO',
    CONTAINER_MAP: 'NO',
    EXTENDED_DATA_LINK: 'NO',
    EXTENDED_DATA_LINK_MAP: 'NO',
    HAS_SENSITIVE_COLUMN: 'NO',
    ADMIT_NULL: 'NO',
    PDB_LOCAL_ONLY: 'NO',
  };
}
