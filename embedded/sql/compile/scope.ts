import type { CatalogTable } from '../../catalog/catalog.ts';
import type { Expression, WindowSpec } from '../../syntax/ast/expression.ts';
import type { RecordType, ScalarType } from '../../types/data-type.ts';
import type { CompileContext } from './compile-context.ts';
import type { OutputColumn } from './output.ts';
import type { LobColumn, Zone } from './typed-sql.ts';

/** A column of something in a FROM clause. `sql` changes when the row source is wrapped (ROWNUM, CONNECT BY). */
export type SourceColumn = {
  name: string;
  sql: string;
  type: ScalarType;
  isNullable: boolean;
  isHidden: boolean;
  isJson: boolean;
  /** Of a column of an object or collection type. */
  composite?: { schema: string; name: string } | undefined;
  lob?: LobColumn | undefined;
  /** The stored column that this one is, as it stands: DML through views, nullability. */
  base?: BaseColumn | undefined;
  /** The zone of all values of a derived TIMESTAMP WITH TIME ZONE column. */
  zone?: Zone | undefined;
};

export type BaseColumn = { table: CatalogTable; column: string };

/** One item of a FROM clause: a table, view, subquery, collection. */
export type Source = {
  /** What columns may be qualified with: the alias, or the table's name. */
  name: string | undefined;
  /** The table's schema where it has no alias, for `schema.table.column`. */
  schema: string | undefined;
  columns: SourceColumn[];
  /** SQL of the bigint behind ROWID, where rows have one. */
  rowid: string | undefined;
  pgAlias: string;
  table: CatalogTable | undefined;
  /** True on the side of an outer join that may be missing: its rows cannot be locked. */
  isNullSupplied?: boolean | undefined;
  /** Columns of a USING or NATURAL join that may not be qualified. */
  merged?: Set<string> | undefined;
  /** Of the elements of a collection of objects: SQL of an element's number in the run, for VALUE(alias). */
  objectValue?: { sql: string; type: RecordType } | undefined;
};

/** A column that USING or NATURAL made of two. */
export type MergedColumn = SourceColumn;

/** A WITH clause's query as its users see it. */
export type CommonTable = {
  name: string;
  pgName: string;
  columns: { name: string; type: ScalarType; isNullable: boolean; isJson: boolean; isHidden?: boolean }[];
};

/** A use of a column outside of an aggregate, in a block that groups. */
export type UngroupedUse = { name: string; pos: number };

/** The names that a query block sees, and what is known about its rows so far. */
export class Scope {
  readonly context: CompileContext;
  readonly parent: Scope | undefined;
  /** No query block: the row around a CURSOR expression. */
  isOuterRow = false;
  readonly sources: Source[] = [];
  readonly merged: MergedColumn[] = [];
  readonly commonTables = new Map<string, CommonTable>();
  /** Those of the WITH clause that are compiled, in PostgreSQL SQL. */
  readonly withTables: string[] = [];
  /** SQL of ROWNUM, once the row source has one. */
  rownum: string | undefined;
  /** SQL of LEVEL and the like in a hierarchical block. */
  hierarchy: Hierarchy | undefined;
  /** Set while a clause is compiled in which aggregates may stand. */
  allowsAggregates = false;
  allowsAnalytics = false;
  /** True once an aggregate of this block was compiled. */
  hasAggregates = false;
  /** Texts of the GROUP BY expressions, once they are known. */
  groupTexts: Set<string> | undefined;
  ungrouped: UngroupedUse[] = [];
  /** > 0 inside the arguments of an aggregate. */
  aggregateDepth = 0;
  /** Counts column uses of this block and, through its subqueries, the outer ones. */
  columnUses = 0;
  /** The select list, once it is compiled: ORDER BY expressions may use its aliases. */
  selectAliases: OutputColumn[] | undefined;
  /** The order that a hierarchical query has by itself. */
  hierarchyOrder: string | undefined;
  /** Group functions inside of group functions (`MAX(COUNT(*))`): columns of a query over the groups. */
  nestedAggregates: { alias: string; columns: string[] } | undefined;
  /** PIVOT: the condition that the aggregates of one value get. */
  aggregateFilter: string | undefined;
  /** Named windows of the WINDOW clause. */
  readonly windows = new Map<string, WindowSpec>();
  /** The block's rows in PostgreSQL SQL, as far as they are known: stored functions are called for them beforehand. */
  rowSource: { from: string; where: string | undefined; groupBy?: string | undefined; prefix?: string } | undefined;
  /** The expression that may be an object: an item of the outermost select list, an argument of a stored function. */
  objectSite: Expression | undefined;
  /** Sequences: set for the clauses in which a number may be taken, and how often each was so far. */
  allowsSequences = false;
  readonly sequenceUses = new Map<string, number>();
  /** Multi-table INSERT: sequences whose number is a column of the query's rows. */
  sequenceColumns: Map<string, string> | undefined;

  constructor(context: CompileContext, parent?: Scope) {
    this.context = context;
    this.parent = parent;
  }

  findCommonTable(name: string): CommonTable | undefined {
    return this.commonTables.get(name) ?? this.parent?.findCommonTable(name);
  }
}

export type Hierarchy = {
  level: string;
  /** Set while the CONNECT BY condition is compiled: PRIOR's row. */
  prior: ((column: SourceColumn) => string) | undefined;
  root: ((column: SourceColumn) => string) | undefined;
  isLeaf: string | undefined;
  isCycle: string | undefined;
  path: ((sql: string, separator: string) => string) | undefined;
};
