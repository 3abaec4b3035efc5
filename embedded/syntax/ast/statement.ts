import type { DdlStatement, SessionControlStatement, TransactionControlStatement } from './ddl.ts';
import type { Argument, QualifiedName } from './expression.ts';
import type { Block } from './plsql.ts';
import type { DmlStatement, ExplainPlanStatement, Query } from './query.ts';

/** What a client may send as one statement. */
export type ParsedStatement =
  | Query
  | DmlStatement
  | DdlStatement
  | SessionControlStatement
  | TransactionControlStatement
  | ExplainPlanStatement
  | Block
  /** `CALL p(:1, …) [INTO :r]`. */
  | {
      kind: 'call';
      pos: number;
      end: number;
      procedure: QualifiedName;
      arguments: Argument[];
      into?: string | undefined;
    };

/** A bind placeholder in the order in which the wire carries its value. See oracle-net.md 5.1. */
export type Placeholder = {
  /** Folded to upper case unless quoted; `:1` is '1'. */
  name: string;
  /** Target of RETURNING … INTO: no value comes with the bind row. */
  isReturning: boolean;
};

export type StatementClass = 'query' | 'dml' | 'plsql' | 'ddl' | 'sessionControl' | 'transactionControl';

export type ParseResult = {
  class: StatementClass;
  statement: ParsedStatement;
  /** PL/SQL: each distinct name once, in order of first occurrence. SQL: every occurrence. `bind.index` in the tree points here. */
  placeholders: Placeholder[];
  text: string;
};
