import type { Catalog } from '../../catalog/catalog.ts';
import type { SessionState } from '../../session/session-state.ts';
import type { SqlEngine } from '../../sql/sql-engine.ts';
import type { DataType } from '../../types/data-type.ts';
import type { FunctionContext } from '../../types/standard-function.ts';
import type { CursorHandle } from '../../types/values.ts';
import type { StatementExecutor } from '../plsql-session.ts';
import type { Units } from '../units/units.ts';
import type { Frame } from './frame.ts';
import type { PlsqlException } from './plsql-exception.ts';
import { Pace } from './steps.ts';

/** What SQL% tells of the last statement. */
export type ImplicitCursor = {
  /** Undefined before the first statement, and after one that has no count. */
  rowCount: number | undefined;
  /** By the index of FORALL. */
  bulkRowCounts: Map<number, number>;
  bulkExceptions: { index: number; code: number }[];
};

/** The trigger that runs: what fired it, and the transaction that it must not end. */
export type RunningTrigger = {
  name: string;
  event: 'INSERT' | 'UPDATE' | 'DELETE';
  updatedColumns: readonly string[];
  sql: SqlEngine;
  /** `SCHEMA.TABLE` of the table that a row trigger may not look at. */
  mutating: string | undefined;
};

/** The running state of a session's PL/SQL, shared by everything that was compiled for the session. */
export class Runtime {
  readonly session: SessionState;
  readonly catalog: Catalog;
  readonly executor: StatementExecutor;
  readonly context: FunctionContext;
  readonly pace = new Pace();
  readonly units: Units;
  /** The engine of the transaction in which the program runs: another one inside an autonomous routine. */
  sql: SqlEngine;
  /** The innermost active subprogram or block. */
  frame: Frame | undefined;
  /** The exception whose handler runs: SQLCODE and SQLERRM. */
  handled: PlsqlException | undefined;
  trigger: RunningTrigger | undefined;
  /** The SQL statement that has called the running function, and the transaction that it runs in. */
  sqlCaller: { statement: 'QUERY' | 'DML'; sql: SqlEngine } | undefined;
  implicitResults: CursorHandle[] = [];
  readonly implicitCursor: ImplicitCursor = { rowCount: undefined, bulkRowCounts: new Map(), bulkExceptions: [] };
  /** Counts commits and full rollbacks, so that a failed call knows whether its savepoint still exists. */
  transactionsEnded = 0;
  /** Runs inside runs: functions called from SQL, triggers. */
  nesting = 0;

  constructor(parts: {
    session: SessionState;
    catalog: Catalog;
    sql: SqlEngine;
    executor: StatementExecutor;
    context: FunctionContext;
    /** Makes the session's units, which need the runtime themselves. */
    units: (runtime: Runtime) => Units;
  }) {
    this.session = parts.session;
    this.catalog = parts.catalog;
    this.sql = parts.sql;
    this.executor = parts.executor;
    this.context = parts.context;
    this.units = parts.units(this);
  }

  /** The context of a standard function call with arguments of these types. */
  contextFor(argumentTypes: DataType[]): FunctionContext {
    this.context.argumentTypes = argumentTypes;
    return this.context;
  }
  /** Through whose eyes names are seen where a unit does not say. */
  get sessionViewpoint(): { schema: string; user: string } {
    return { schema: this.session.currentSchema, user: this.session.user };
  }
}
