import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts';
import type { CompiledNestedQuery } from './compile/nested-cursor.ts';
import type { OutputColumn } from './compile/output.ts';
import type { FunctionStep, PreparedSql } from './compile/parameters.ts';
import type { ColumnDescription } from './sql-engine.ts';

/** What the engine keeps of a compiled query. */
export type QueryPlan = {
  prepared: PreparedSql;
  columns: OutputColumn[];
  /** Columns behind those of the select list. */
  hiddenCount: number;
  steps: FunctionStep[];
  nested: CompiledNestedQuery[];
  temporaryTables: CatalogTable[];
  locking: Locking | undefined;
  /** True where the query yields few rows for sure: it is run at once, without a portal. */
  isSmall: boolean;
};

export type Locking = {
  wait: 'forever' | 'nowait' | 'skipLocked' | { milliseconds: number };
  /** The first hidden column is the row number of the only table. */
  hasRowid: boolean;
};

/** The columns as the client sees them. */
export function describeColumns(columns: OutputColumn[]): ColumnDescription[] {
  return columns.map((column) => {
    const type =
      column.type.kind === 'NULL'
        ? ({ kind: 'VARCHAR2', unit: 'BYTE', length: 0 } as const)
        : (column.type.kind === 'VARCHAR2' || column.type.kind === 'RAW') && column.type.length === undefined
          ? { ...column.type, length: column.type.kind === 'RAW' ? 2000 : 4000 }
          : column.type;
    // Only a column can be known to be never NULL; an expression never is.
    const isNullable = column.isNullable || column.value?.base === undefined;
    const floatPrecision = storedColumn(column)?.floatPrecision;
    return {
      name: column.name,
      type,
      isNullable,
      ...(column.isJson ? { isJson: true } : {}),
      ...(floatPrecision === undefined ? {} : { floatPrecision }),
    };
  });
}

/** The column of a table that an output column is. */
function storedColumn({ value }: OutputColumn): CatalogColumn | undefined {
  return value?.base?.table.columns.find((candidate) => candidate.name === value.base?.column);
}
