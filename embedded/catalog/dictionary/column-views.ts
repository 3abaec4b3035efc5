import type { CatalogColumn } from '../catalog.ts';
import { columnFacts } from './column-facts.ts';
import { tables } from './table-views.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

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

export const COLUMN_VIEWS: VirtualTable[] = [
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
];

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
    DATA_TYPE_OWNER: column.composite?.schema,
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
