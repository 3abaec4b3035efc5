import type {
  Expression,
  Identifier,
  JsonOptions,
  OrderItem,
  QualifiedName,
  TypeSpec,
  WindowSpec,
} from './expression.ts';
import type { Subprogram } from './plsql.ts';

/** SELECT and the data manipulation statements. */

export type Query = {
  kind: 'query';
  pos: number;
  /** End offset of the text, exclusive. */
  end: number;
  with: CommonTableExpression[];
  /** PL/SQL subprograms declared in WITH, and the statement's text. */
  withFunctions?: { subprograms: Subprogram[]; text: string } | undefined;
  body: QueryBody;
  orderBy: OrderItem[];
  orderSiblings?: boolean | undefined;
  offset?: Expression | undefined;
  fetch?: { count?: Expression | undefined; percent: boolean; withTies: boolean } | undefined;
  forUpdate?: ForUpdate | undefined;
};

export type CommonTableExpression = {
  name: Identifier;
  columns: Identifier[];
  query: Query;
  search?: { isDepthFirst: boolean; by: OrderItem[]; set: Identifier } | undefined;
  cycle?: { columns: Identifier[]; set: Identifier; mark: Expression; otherwise: Expression } | undefined;
};

export type QueryBody =
  | SelectBlock
  | {
      kind: 'setOperation';
      pos: number;
      operator: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'MINUS';
      left: QueryBody;
      right: QueryBody;
    }
  /** A parenthesised query, which may have its own ORDER BY and FETCH. */
  | { kind: 'nested'; pos: number; query: Query };

export type SelectBlock = {
  kind: 'select';
  pos: number;
  hints?: string | undefined;
  distinct: boolean;
  items: SelectItem[];
  /** INTO targets of PL/SQL; `bulkCollect` with LIMIT is not allowed here. */
  into?: IntoClause | undefined;
  from: FromItem[];
  where?: Expression | undefined;
  startWith?: Expression | undefined;
  connectBy?: { condition: Expression; noCycle: boolean } | undefined;
  groupBy: GroupingElement[];
  having?: Expression | undefined;
  windows: { name: Identifier; window: WindowSpec }[];
};

export type SelectItem =
  | {
      kind: 'expression';
      expression: Expression;
      alias?:
        | Identifier
        | undefined /** text of the expression, upper-cased without blanks: the column's name where no alias is given */;
      text: string;
    }
  /** `*`, `t.*`, `s.t.*`. */
  | { kind: 'star'; pos: number; qualifier?: QualifiedName | undefined };

export type IntoClause = { bulkCollect: boolean; targets: Expression[] };

export type GroupingElement =
  | { kind: 'expression'; expression: Expression }
  | { kind: 'rollup' | 'cube' | 'groupingSets'; elements: GroupingElement[][] };

export type FromItem =
  | {
      kind: 'table';
      pos: number;
      name: QualifiedName;
      alias?: Identifier | undefined;
      partition?: string | undefined;
      sample?: { percent: Expression; isBlock: boolean; seed: Expression | undefined } | undefined;
      asOf?: Expression | undefined;
    }
  | { kind: 'derived'; pos: number; query: Query; lateral: boolean; alias?: Identifier | undefined }
  /** `TABLE(expr)` over a collection, and pipelined calls. */
  | {
      kind: 'tableExpression';
      pos: number;
      expression: Expression;
      alias?: Identifier | undefined;
      outerJoin?: boolean | undefined;
    }
  | {
      kind: 'jsonTable';
      pos: number;
      document: Expression;
      path?: string | undefined;
      columns: JsonTableColumn[];
      options?: JsonOptions | undefined;
      alias?: Identifier | undefined;
    }
  | {
      kind: 'join';
      pos: number;
      type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'CROSS APPLY' | 'OUTER APPLY';
      natural: boolean;
      left: FromItem;
      right: FromItem;
      on?: Expression | undefined;
      using?: Identifier[] | undefined;
    }
  /** PIVOT, UNPIVOT, MATCH_RECOGNIZE, XMLTABLE: recognised to be named. */
  | { kind: 'unsupported'; pos: number; feature: string }
  | {
      kind: 'pivot';
      pos: number;
      source: FromItem;
      aggregates: { expression: Expression; alias?: Identifier | undefined }[];
      columns: Identifier[];
      values: { expressions: Expression[]; alias?: Identifier | undefined }[];
      alias?: Identifier | undefined;
    }
  | {
      kind: 'unpivot';
      pos: number;
      source: FromItem;
      includeNulls: boolean;
      valueColumns: Identifier[];
      nameColumn: Identifier;
      columns: { columns: Identifier[]; value?: Expression | undefined }[];
      alias?: Identifier | undefined;
    };

export type JsonTableColumn =
  | {
      kind: 'value';
      name: Identifier;
      type?: TypeSpec | undefined;
      path?: string | undefined;
      options?: JsonOptions | undefined;
      formatJson: boolean;
      exists: boolean;
    }
  | { kind: 'ordinality'; name: Identifier }
  | { kind: 'nested'; path: string; columns: JsonTableColumn[] };

export type ForUpdate = {
  of: QualifiedName[];
  /** Wait for ever where undefined. `WAIT n` in whole seconds. */
  wait?: { kind: 'nowait' } | { kind: 'skipLocked' } | { kind: 'wait'; seconds: Expression } | undefined;
};

export type ReturningClause = { expressions: Expression[]; into: IntoClause };

/** The target of DML: a table or view with an alias, or an inline view. */
export type DmlTarget = {
  pos: number;
  name?: QualifiedName | undefined;
  query?: Query | undefined;
  alias?: Identifier | undefined;
  partition?: string | undefined;
  /** `(SELECT … WITH CHECK OPTION)`. */
  hasCheckOption?: boolean | undefined;
};

export type InsertStatement = {
  kind: 'insert';
  pos: number;
  end: number;
  hints?: string | undefined;
  target: DmlTarget;
  columns: Identifier[];
  source:
    | { kind: 'values' /** DEFAULT is the name expression `DEFAULT`. */; values: Expression[] }
    /** PL/SQL `VALUES record` without parentheses. */
    | { kind: 'record'; record: Expression }
    | { kind: 'query'; query: Query };
  returning?: ReturningClause | undefined;
  logErrors?: boolean | undefined;
};

export type MultiInsertStatement = {
  kind: 'multiInsert';
  pos: number;
  end: number;
  mode: 'UNCONDITIONAL' | 'ALL' | 'FIRST';
  branches: {
    when?: Expression | undefined;
    intos: { target: DmlTarget; columns: Identifier[]; values?: Expression[] | undefined }[];
  }[];
  otherwise: { target: DmlTarget; columns: Identifier[]; values?: Expression[] | undefined }[];
  query: Query;
};

export type Assignment =
  | { kind: 'column'; column: QualifiedName; value: Expression }
  | { kind: 'columns'; columns: QualifiedName[]; query: Query }
  /** PL/SQL `SET ROW = record`. */
  | { kind: 'row'; pos: number; record: Expression };

export type UpdateStatement = {
  kind: 'update';
  pos: number;
  end: number;
  hints?: string | undefined;
  target: DmlTarget;
  assignments: Assignment[];
  where?: Expression | undefined;
  /** `WHERE CURRENT OF cursor`. */
  currentOf?: QualifiedName | undefined;
  returning?: ReturningClause | undefined;
};

export type DeleteStatement = {
  kind: 'delete';
  pos: number;
  end: number;
  hints?: string | undefined;
  target: DmlTarget;
  where?: Expression | undefined;
  currentOf?: QualifiedName | undefined;
  returning?: ReturningClause | undefined;
};

export type MergeStatement = {
  kind: 'merge';
  pos: number;
  end: number;
  target: DmlTarget;
  source: FromItem;
  on: Expression;
  matched?:
    | { assignments: Assignment[]; where?: Expression | undefined; deleteWhere?: Expression | undefined }
    | undefined;
  notMatched?: { columns: Identifier[]; values: Expression[]; where?: Expression | undefined } | undefined;
};

export type LockTableStatement = {
  kind: 'lockTable';
  pos: number;
  end: number;
  tables: QualifiedName[];
  mode: string;
  nowait: boolean;
  waitSeconds?: number | undefined;
};
export type ExplainPlanStatement = { kind: 'explainPlan'; pos: number; end: number };

export type DmlStatement =
  | InsertStatement
  | MultiInsertStatement
  | UpdateStatement
  | DeleteStatement
  | MergeStatement
  | LockTableStatement;
