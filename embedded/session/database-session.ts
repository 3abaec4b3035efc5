import type { TransactionId } from '../catalog/pending-transactions.ts';
import type { ColumnDescription } from '../sql/sql-engine.ts';
import type { Placeholder, StatementClass } from '../syntax/ast/statement.ts';
import type { CollectionType, DataType, RecordType } from '../types/data-type.ts';
import type { NamedType } from '../types/named-type.ts';
import type { Lob, Value } from '../types/values.ts';
import type { BranchStart } from './branch-calls.ts';
import type { ClientInfo, SessionAttributes } from './session-state.ts';

/**
 * What the wire layer sees of the database. It knows no SQL; this knows no bytes. Everything rejects with OracleError for the
 * client's fault, and with any other Error for ours (the wire layer reports that as ORA-00600 and logs it).
 */
export interface Database {
  /** Server version for the banner and AUTH_VERSION_NO, e.g. '19.0.0.0.0'. */
  readonly version: string;
  readonly serviceName: string;
  readonly databaseName: string;
  readonly instanceName: string;
  /** The verifier of a user (oracle-net.md 3.1), or undefined. Names as stored. */
  findVerifier(user: string): { salt: Buffer; verifier: Buffer } | undefined;
  /** True where the user must give a new password before a session is opened. */
  isPasswordExpired(user: string): boolean;
  /**
   * After successful authentication, of `proxy` where that is another user. Rejects with ORA-01045, ORA-28000, ORA-00018, and with
   * ORA-28150 for a proxy that may not connect as `user`.
   */
  openSession(user: string, client: ClientInfo, proxy?: string): Promise<DatabaseSession>;
  changePassword(user: string, password: string): Promise<void>;
}

export interface DatabaseSession {
  readonly sid: number;
  readonly serial: number;
  readonly currentSchema: string;
  readonly isTransactionActive: boolean;
  /** Parses; queries and DML are compiled at first execution, when the types of their binds are known. */
  prepare(text: string): Promise<PreparedStatement>;
  /** The columns of a query, without running it (getStatementInfo). */
  describe(statement: PreparedStatement): Promise<ColumnDescription[]>;
  execute(statement: PreparedStatement, request: ExecuteRequest): Promise<ExecuteResult>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Two-phase commit: the session enters a branch of a global transaction, which is rolled back where it is left alone for too long. */
  startBranch(id: TransactionId, how: BranchStart, timeoutSeconds: number): Promise<void>;
  /** Leaves the branch. `id` is undefined for the one that the session is in, here and below. */
  endBranch(id: TransactionId | undefined): Promise<void>;
  /** False where the branch has changed nothing, and is over. */
  prepareBranch(id: TransactionId | undefined): Promise<boolean>;
  finishBranch(id: TransactionId | undefined, outcome: 'commit' | 'rollback'): Promise<void>;
  /** A message of the client has arrived that is to be answered. */
  countRoundTrip(): void;
  countCursors(change: 'opened' | 'closed'): void;
  setAttributes(attributes: Partial<SessionAttributes>): void;
  setCurrentSchema(schema: string): Promise<void>;
  setApplicationContext(namespace: string, entries: [string, string][], clear: boolean): void;
  /** The name and id of a column's type. Throws ORA-21700 for a type that is gone. */
  describeType(type: RecordType | CollectionType): NamedType;
  /** A record or collection type by its TYPE_OID. Throws ORA-21700. */
  namedType(identifier: Buffer): NamedType;
  /** Breaks off the running call, if any: its promise rejects with ORA-01013. Takes effect at once or at the call's next step. */
  requestBreak(): void;
  /** LOB content as of now; writes go through to the row where the LOB has an origin. Offsets are 0-based; characters are UTF-16 units. */
  readLob(lob: Lob): Promise<string | Buffer>;
  writeLob(lob: Lob, offset: number, data: string | Buffer): Promise<void>;
  trimLob(lob: Lob, length: number): Promise<void>;
  /** Called when the session was killed or the database goes down: the connection must be closed after `error` was reported to a running call. */
  onTerminated: ((error: Error) => void) | undefined;
  /** Rolls back and ends. A running call is let run to its end first, as a dedicated server does. */
  close(): Promise<void>;
}

export interface PreparedStatement {
  readonly text: string;
  readonly class: StatementClass;
  readonly placeholders: Placeholder[];
  /** PL/SQL: direction of each placeholder, known after the first execution and fixed from then on (oracle-net.md 5.1 rule 4). */
  readonly directions: ('IN' | 'OUT' | 'IN OUT')[] | undefined;
  close(): void;
}

/** A bind as the client described it. */
export type BindDescription = {
  /** REF CURSOR for cursor binds. Character types with `length` in bytes of `maxSize`. */
  type: DataType;
  /** Bytes. */
  maxSize: number;
  /** PL/SQL associative array bind: its value is a Value[] (dense from 1), or null. */
  isArray: boolean;
  maxElements: number;
};
export type BindValue = Value | Value[];

export type ExecuteRequest = {
  binds: BindDescription[];
  /** One row for each iteration (executeMany), values in the order of `placeholders`; undefined for RETURNING targets. At least one row. */
  rows: (BindValue | undefined)[][];
  autoCommit: boolean;
  batchErrors: boolean;
  /** executeMany on PL/SQL and DML start at this 0-based iteration, for error offsets. */
  describeOnly?: boolean | undefined;
};

export type ExecuteResult = {
  /** Rows that a DML changed in all; 0 for others. */
  rowCount: number;
  lastRowid: string | undefined;
  /** Query: the open result. */
  cursor: ResultCursor | undefined;
  /** PL/SQL: values of OUT and IN OUT placeholders per iteration, in placeholder order; entries of IN binds are undefined. */
  outBinds: (BindValue | undefined)[][] | undefined;
  /** DML RETURNING: per iteration, per returned row, the values of the RETURNING placeholders. */
  returned: Value[][][] | undefined;
  /** DML: per iteration. */
  rowCounts: number[] | undefined;
  batchErrors: { index: number; error: Error }[] | undefined;
  implicitResults: ResultCursor[];
  /** CREATE of a unit that was stored with compilation errors (the driver's NJS-700 warning). */
  compiledWithErrors: boolean;
  /** A session setting that the client mirrors: ALTER SESSION SET CURRENT_SCHEMA. */
  currentSchemaChanged: boolean;
};

export interface ResultCursor {
  readonly columns: ColumnDescription[];
  /** Up to `count` rows; `isDone` as soon as it is known that no more come. A LOB column's values are Lob, a CURSOR() column's CursorHandle. */
  fetch(count: number): Promise<{ rows: Value[][]; isDone: boolean }>;
  close(): Promise<void>;
}
