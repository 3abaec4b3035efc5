import type { CatalogTable } from '../../catalog/catalog.ts';
import type { CollectionType, CursorType, RecordType, ScalarType } from '../../types/data-type.ts';
import type { TypedSql } from './typed-sql.ts';

/** A column of a compiled query. In the SQL it is named c1, c2 …, by position. */
export type OutputColumn = {
  name: string;
  type: ScalarType | CursorType | RecordType | CollectionType;
  isNullable: boolean;
  isJson: boolean;
  /** The expression, where the query is one block: for ORDER BY, DML through views, LOB locators. */
  value: TypedSql | undefined;
  /** Of a LOB column of the outermost query: index of the hidden column with its row's number. */
  lobRowid?: number;
};

/** A compiled query or query block. Hidden columns are named h1, h2 … and stand behind the others. */
export type CompiledBody = {
  sql: string;
  columns: OutputColumn[];
  /** Expressions of the hidden columns. */
  hidden: string[];
  /** Set where the query's rows are rows of one table: `rid` is then a column of the SQL with their row numbers. */
  hasRowid: boolean;
  /** One row at most, for sure: an aggregate without groups, a row by its key. */
  isSingleRow?: boolean;
  /** The table, for DML through a view. */
  base: { schema: string; table: string } | undefined;
};

export type QueryOptions = {
  /** The outermost query of a statement: LOB columns get their rows' numbers as hidden columns. */
  isTopLevel?: boolean;
  /** Adds the column `rid` where the rows have one. */
  withRowid?: boolean;
  /** Of a join: the table whose rows `rid` numbers. ORA-01779 at `pos` where they may stand in several rows of the join. */
  rowidOf?: { table: CatalogTable; pos: number };
  /** EXISTS and the like allow no sequences; INSERT … SELECT and the outermost query do. */
  allowsSequences?: boolean;
  /** Of INSERT … SELECT: columns may be objects. */
  givesObjects?: boolean;
};
