import { tables } from './table-views.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

/** Partitions are definitions only: one PostgreSQL table has the rows of them all. */
export const PARTITION_VIEWS: VirtualTable[] = [
  ...viewFamily({
    suffix: 'TAB_PARTITIONS',
    notInUser: ['TABLE_OWNER'],
    columns: `
TABLE_OWNER VARCHAR2(128); TABLE_NAME VARCHAR2(128); COMPOSITE VARCHAR2(3); PARTITION_NAME VARCHAR2(128)
SUBPARTITION_COUNT NUMBER; HIGH_VALUE LONG; HIGH_VALUE_LENGTH NUMBER; PARTITION_POSITION NUMBER`,
    rows: partitionRows,
  }),
  ...viewFamily({
    suffix: 'PART_TABLES',
    columns: `
OWNER VARCHAR2(128); TABLE_NAME VARCHAR2(128); PARTITIONING_TYPE VARCHAR2(9); SUBPARTITIONING_TYPE VARCHAR2(9)
PARTITION_COUNT NUMBER`,
    rows: partitionedRows,
  }),
];

function partitionRows(scope: ViewScope): ViewRow[] {
  return tables(scope, 'TABLE').flatMap(({ object, partitioning }) =>
    (partitioning?.partitions ?? []).map(({ name, values }, index) => {
      const highValue = values?.join(', ') ?? null;
      return {
        TABLE_OWNER: object.schema,
        TABLE_NAME: object.name,
        COMPOSITE: 'NO',
        PARTITION_NAME: name ?? null,
        SUBPARTITION_COUNT: 0,
        HIGH_VALUE: highValue,
        HIGH_VALUE_LENGTH: highValue?.length ?? null,
        PARTITION_POSITION: index + 1,
      };
    }),
  );
}

function partitionedRows(scope: ViewScope): ViewRow[] {
  return tables(scope, 'TABLE').flatMap(({ object, partitioning }) =>
    partitioning === undefined
      ? []
      : [
          {
            OWNER: object.schema,
            TABLE_NAME: object.name,
            PARTITIONING_TYPE: partitioning.method,
            SUBPARTITIONING_TYPE: 'NONE',
            PARTITION_COUNT: partitioning.isInterval ? 1048575 : partitioning.partitions.length,
          },
        ],
  );
}
