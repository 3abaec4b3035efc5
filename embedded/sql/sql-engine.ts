import type { CatalogTrigger } from '../catalog/catalog.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { Expression, Identifier, QualifiedName } from '../syntax/ast/expression.ts';
import type { Subprogram } from '../syntax/ast/plsql.ts';
import type { DmlStatement, Query } from '../syntax/ast/query.ts';
import type { CollectionType, CursorType, DataType, RecordType, ScalarType } from '../types/data-type.ts';
import type { TypeName } from '../types/named-type.ts';
import type { RecordValue, Value } from '../types/values.ts';
import type { DetachedTransaction } from './detached-transaction.ts';

/**
 * The SQL side of one session: compiles Oracle SQL to PostgreSQL SQL, runs it on the session's PostgreSQL connection, and owns the
 * transaction. Every method that runs something rejects with OracleError; a failed statement undoes itself and nothing more.
 */
export interface SqlEngine {
  /**
   * Resolves names and types. Synchronous: the catalog is in memory. Throws OracleError (ORA-00942, ORA-00904, …) with `offset`.
   * INTO clauses are ignored: the caller fetches. `text` is the whole source that the tree's positions refer to.
   */
  compileQuery(query: Query, text: string, scope: NameScope): CompiledQuery;
  compileDml(statement: DmlStatement, text: string, scope: NameScope): CompiledDml;
  /** `inputs` has one value for each entry of `compiled.inputs`. */
  openQuery(compiled: CompiledQuery, inputs: Value[]): Promise<QueryCursor>;
  executeDml(compiled: CompiledDml, inputs: Value[]): Promise<DmlResult>;
  /** The same statement once per row of `inputs`, for executeMany and FORALL. Stops at the first error unless `collectErrors`. */
  executeDmlBatch(
    compiled: CompiledDml,
    inputs: Value[][],
    options: { collectErrors: boolean },
  ): Promise<DmlBatchResult>;
  /** Commits, runs, commits. Program units (createUnit, alterUnit COMPILE) are not for this method: see `PlsqlHost`. */
  executeDdl(statement: DdlStatement, text: string): Promise<void>;

  commit(): Promise<void>;
  rollback(): Promise<void>;
  savepoint(name: string): Promise<void>;
  rollbackToSavepoint(name: string): Promise<void>;
  setTransaction(mode: 'READ ONLY' | 'READ WRITE' | 'SERIALIZABLE' | 'READ COMMITTED'): Promise<void>;
  /** SET CONSTRAINTS. */
  setConstraints(names: 'all' | readonly QualifiedName[], isDeferred: boolean): Promise<void>;
  /** True when something was changed or locked since the last commit. */
  readonly isTransactionActive: boolean;
  /** An engine with a transaction of its own on another connection, for PRAGMA AUTONOMOUS_TRANSACTION. Close it after use (an open transaction: rollback + ORA-06519). */
  openAutonomous(): Promise<SqlEngine>;
  /** An engine with a transaction of its own that can be detached; `detached`: one that goes on with what another engine let go of. */
  openBranch(detached?: DetachedTransaction): Promise<SqlEngine>;
  /** Of an engine that `openBranch` made: lets go of its transaction. The engine is of no use afterwards. */
  detach(): Promise<DetachedTransaction>;
  /** Rolls back and gives the connection back. */
  close(): Promise<void>;
  /** Runs PostgreSQL SQL as the storage's owner on this session's connection, inside its transaction. For built-in packages and dictionary upkeep only. */
  runNative(sql: string, parameters: (string | null)[]): Promise<(string | null)[][]>;
}

/** What the names of a statement may mean besides columns. A column of the statement wins over a variable of the same name. */
export interface NameScope {
  /** A PL/SQL variable, constant, parameter, record field, cursor-record field, package variable; undefined where there is none. */
  resolveVariable(parts: Identifier[]): HostVariable | undefined;
  /** Anything that the SQL grammar has no meaning for but PL/SQL may: `rec(i).field`, `:NEW.x`, `coll(i)`, `SQL%ROWCOUNT`. */
  resolveExpression(expression: Expression): HostVariable | undefined;
  /** A bind placeholder. */
  resolveBind(index: number, name: string): HostVariable;
  /** The rowid of the last row of an open FOR UPDATE cursor, for WHERE CURRENT OF. */
  resolveCurrentOf?(parts: Identifier[]): HostVariable | undefined;
  /** Asked instead of `PlsqlHost.resolveFunction` where present: it also knows the functions of the package that the statement stands in. */
  resolveFunction?(
    parts: Identifier[],
    argumentNames: (string | undefined)[],
    argumentTypes: DataType[],
  ): StoredFunction | undefined;
  /** Whose eyes the statement's names are seen with: the owner of a definer's-rights unit. The session's current schema and user where missing. */
  readonly viewpoint?: { schema: string; user: string } | undefined;
}

/** An input of a statement. `key` means something only to the scope that made it. */
export type HostVariable = { type: DataType; key: unknown };

/** Column types: 'REF CURSOR' for CURSOR(…) expressions, a type of the schema for objects and collections. Record of fields for `%ROWTYPE` is made from `name` and `type`. */
export type ColumnDescription = {
  name: string;
  type: ScalarType | CursorType | RecordType | CollectionType;
  isNullable: boolean;
  isJson?: boolean | undefined;
  /** Of a column declared FLOAT: its binary digits. */
  floatPrecision?: number | undefined;
};

export type CompiledQuery = {
  readonly kind: 'query';
  readonly columns: ColumnDescription[];
  readonly inputs: HostVariable[];
  readonly isForUpdate: boolean;
  /** The engine's own. */
  readonly plan: unknown;
};

export type CompiledDml = {
  readonly kind: 'insert' | 'update' | 'delete' | 'merge' | 'lockTable';
  readonly inputs: HostVariable[];
  /** Of RETURNING, in order. */
  readonly returning: ColumnDescription[];
  readonly plan: unknown;
};

export interface QueryCursor {
  readonly columns: ColumnDescription[];
  /** Up to `count` rows; fewer only at the end. FOR UPDATE SKIP LOCKED locks row by row as it fetches, other queries lock when opened. */
  fetch(count: number): Promise<Value[][]>;
  /** Of the last fetched row of a FOR UPDATE query on one table. */
  readonly currentRowid: string | undefined;
  close(): Promise<void>;
}

export type DmlResult = {
  rowCount: number /** rows × RETURNING expressions */;
  returned: Value[][];
  lastRowid: string | undefined;
};
export type DmlBatchResult = {
  /** One entry for each input row; 0 for a failed one. */
  rowCounts: number[];
  returned: Value[][][];
  errors: { index: number; error: Error }[];
  lastRowid: string | undefined;
};

/** What the SQL side asks of PL/SQL. The session puts the two together. */
export interface PlsqlHost {
  /** A stored function by name (schema.function, package.function), or undefined. Throws where the arguments fit no overload (PLS-00306). */
  resolveFunction(
    parts: Identifier[],
    argumentNames: (string | undefined)[],
    argumentTypes: DataType[],
    /** Whose eyes the name is seen with, for calls in views; the session's own where missing. */
    viewpoint?: { schema: string; user: string },
  ): StoredFunction | undefined;
  /** The functions of a WITH clause, of whose text `text` is: finds them and all stored ones. */
  declareFunctions?(
    subprograms: readonly Subprogram[],
    text: string,
    viewpoint?: { schema: string; user: string },
  ): NonNullable<NameScope['resolveFunction']>;
  /** An object or collection type of a schema; undefined where it is gone or invalid. */
  compositeType(name: TypeName): RecordType | CollectionType | undefined;
  /** A function called from a query may change nothing (ORA-14551), one called from any SQL may not end the transaction (ORA-14552). */
  callFunction(target: StoredFunction, inputs: Value[], calledFrom?: 'QUERY' | 'DML'): Promise<Value>;
  /** Row triggers may change `newRow.fields`. Both rows are records of the table's columns; null where the event has none. */
  fireTrigger(
    trigger: CatalogTrigger,
    event: {
      event: 'INSERT' | 'UPDATE' | 'DELETE';
      timing: 'BEFORE STATEMENT' | 'BEFORE EACH ROW' | 'AFTER EACH ROW' | 'AFTER STATEMENT';
      updatedColumns: string[] /** one value per DML statement, for the state of compound triggers */;
      statement: object;
    },
    oldRow: RecordValue | null,
    newRow: RecordValue | null,
  ): Promise<void>;
}
/** `key` is PL/SQL's own. */
export type StoredFunction = {
  name: string;
  returns: DataType;
  parameterTypes: DataType[];
  isDeterministic: boolean;
  key: unknown;
};
