import type { CatalogTable } from '../catalog/catalog.ts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { DdlExecutor } from '../ddl/execute-ddl.ts';
import { temporaryTableDdl } from '../ddl/temporary-table.ts';
import type { SessionState } from '../session/session-state.ts';
import type { PgConnection, PgResult } from '../storage/pg-connection.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { QualifiedName } from '../syntax/ast/expression.ts';
import type { DmlStatement, Query } from '../syntax/ast/query.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import { CompileContext } from './compile/compile-context.ts';
import { compileDmlStatement } from './compile/dml-statement.ts';
import { compileQueryStatement } from './compile/statement.ts';
import type { DetachedTransaction } from './detached-transaction.ts';
import type { DmlPlan } from './dml-plan.ts';
import { DmlRunner } from './dml-runner.ts';
import type { EngineParts } from './engine-parts.ts';
import { toOracleError } from './error-mapping.ts';
import { describeColumns, type Locking, type QueryPlan } from './query-plan.ts';
import { QueryRunner } from './query-runner.ts';
import { setConstraintsSql } from './set-constraints.ts';
import type {
  CompiledDml,
  CompiledQuery,
  DmlBatchResult,
  DmlResult,
  NameScope,
  PlsqlHost,
  QueryCursor,
  SqlEngine,
} from './sql-engine.ts';
import { compilationEnvironment, RecordingScope, StatementCache } from './statement-cache.ts';
import { StatementConnection } from './statement-connection.ts';
import { type CommitListener, Transaction, type TransactionMode, type TransactionState } from './transaction.ts';

export type SqlEngineOptions = {
  session: SessionState;
  catalog: LoadedCatalog;
  connection: PgConnection;
  /** For autonomous transactions. */
  openConnection(): Promise<PgConnection>;
  plsql: () => PlsqlHost;
  ddl: DdlExecutor;
  /** Told of each commit but those of autonomous transactions; may throw to prevent it. */
  onCommit?: CommitListener | undefined;
};

/** The SQL engine of one session on its PostgreSQL connection. */
export function createSqlEngine(options: SqlEngineOptions): SqlEngine {
  return new PgSqlEngine(options, options.connection);
}

const queryCache = new StatementCache<CompiledQuery>();
const dmlCache = new StatementCache<CompiledDml>();

class PgSqlEngine implements SqlEngine {
  readonly #options: SqlEngineOptions;
  readonly #connection: StatementConnection;
  readonly #transaction: Transaction;
  readonly #queries: QueryRunner;
  readonly #dml: DmlRunner;
  /** Temporary tables of this PostgreSQL session, with the form that they were made in. */
  readonly #temporaryTables = new Map<string, number>();
  readonly #isAutonomous: boolean;

  constructor(options: SqlEngineOptions, connection: PgConnection, isAutonomous = false, state?: TransactionState) {
    this.#options = options;
    this.#isAutonomous = isAutonomous;
    this.#connection = new StatementConnection(connection, options.session, state !== undefined);
    this.#transaction = new Transaction(this.#connection, isAutonomous ? undefined : options.onCommit, state);
    const parts: EngineParts = {
      session: options.session,
      catalog: options.catalog,
      transaction: this.#transaction,
      plsql: options.plsql,
      query: (text, parameters, mapping) => this.#query(text, parameters, mapping),
      ensureTemporaryTables: (tables) => this.#ensureTemporaryTables(tables),
      refuseInReadOnly: () => this.#refuseInReadOnly(),
      withLockWait: (wait, work) => this.#withLockWait(wait, work),
    };
    this.#queries = new QueryRunner(parts);
    this.#dml = new DmlRunner(parts);
  }

  compileQuery(query: Query, _text: string, scope: NameScope): CompiledQuery {
    const environment = this.#environment(scope);
    const known = queryCache.find(query, environment, scope);
    if (known !== undefined) return known;
    const recording = new RecordingScope(scope);
    const context = this.#context(recording);
    const plan = compileQueryStatement(query, context);
    if (plan.steps.length > 0) recording.usesFunctions = true;
    const compiled: CompiledQuery = {
      kind: 'query',
      columns: describeColumns(plan.columns),
      inputs: context.parameters.inputs,
      isForUpdate: plan.locking !== undefined,
      plan,
    };
    queryCache.keep(query, environment, recording, compiled);
    return compiled;
  }

  compileDml(statement: DmlStatement, _text: string, scope: NameScope): CompiledDml {
    const environment = this.#environment(scope);
    const known = dmlCache.find(statement, environment, scope);
    if (known !== undefined) return known;
    const recording = new RecordingScope(scope);
    const context = this.#context(recording);
    const plan = compileDmlStatement(statement, context);
    if (plan.steps.length > 0) recording.usesFunctions = true;
    const compiled: CompiledDml = {
      kind: plan.statementKind,
      inputs: context.parameters.inputs,
      returning: describeColumns(plan.returning),
      plan,
    };
    dmlCache.keep(statement, environment, recording, compiled);
    return compiled;
  }

  #environment(scope: NameScope): string {
    return compilationEnvironment(this.#options.catalog.version, this.#options.session, scope);
  }

  #context(names: NameScope): CompileContext {
    const { catalog, session, plsql } = this.#options;
    return new CompileContext({ catalog, nls: session.nls, names, plsql, session });
  }

  async openQuery(compiled: CompiledQuery, inputs: Value[]): Promise<QueryCursor> {
    return this.#queries.open(compiled.plan as QueryPlan, inputs);
  }

  async executeDml(compiled: CompiledDml, inputs: Value[]): Promise<DmlResult> {
    this.#refuseInReadOnly();
    return this.#dml.execute(compiled.plan as DmlPlan, inputs);
  }

  async executeDmlBatch(
    compiled: CompiledDml,
    inputs: Value[][],
    options: { collectErrors: boolean },
  ): Promise<DmlBatchResult> {
    this.#refuseInReadOnly();
    return this.#dml.executeBatch(compiled.plan as DmlPlan, inputs, options);
  }

  async executeDdl(statement: DdlStatement, text: string): Promise<void> {
    await this.#options.ddl.execute(statement, text, this);
  }

  async commit(): Promise<void> {
    try {
      await this.#mapped(this.#transaction.commit());
    } catch (error) {
      // A deferred constraint that does not hold.
      if (!(error instanceof OracleError) || ![1, 2291, 2292].includes(error.code)) throw error;
      throw new OracleError(2091, `ORA-02091: transaction rolled back\n${error.message}`, { cause: error });
    }
  }

  async rollback(): Promise<void> {
    await this.#mapped(this.#transaction.rollback());
  }

  async savepoint(name: string): Promise<void> {
    await this.#mapped(this.#transaction.savepoint(name));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.#mapped(this.#transaction.rollbackToSavepoint(name));
  }

  async setConstraints(names: 'all' | readonly QualifiedName[], isDeferred: boolean): Promise<void> {
    const { catalog, session } = this.#options;
    await this.runNative(setConstraintsSql(names, isDeferred, catalog, session.currentSchema), []);
  }

  async setTransaction(mode: TransactionMode): Promise<void> {
    await this.#mapped(this.#transaction.setMode(mode));
  }

  get isTransactionActive(): boolean {
    return this.#transaction.isActive;
  }

  async openAutonomous(): Promise<SqlEngine> {
    const connection = await this.#options.openConnection();
    return new PgSqlEngine(this.#options, connection, true);
  }

  async openBranch(detached?: DetachedTransaction): Promise<SqlEngine> {
    if (detached === undefined) return this.openAutonomous();
    return new PgSqlEngine(this.#options, detached.connection, true, detached.state);
  }

  async detach(): Promise<DetachedTransaction> {
    const state = await this.#transaction.detach();
    await this.#connection.control('DEALLOCATE ALL');
    return { connection: this.#connection.pg, state };
  }

  async close(): Promise<void> {
    try {
      await this.#transaction.rollback();
    } catch {
      // The connection is lost, and the transaction with it.
    }
    if (this.#isAutonomous) await this.#connection.pg.end();
  }

  async runNative(sql: string, parameters: (string | null)[]): Promise<(string | null)[][]> {
    return this.#transaction.change(async () => {
      const result = await this.#query(sql, parameters);
      return { value: result.rows, changed: true };
    });
  }

  async #query(
    text: string,
    parameters: (string | null)[],
    mapping: { isUpdate?: boolean; hasWait?: boolean } = {},
  ): Promise<PgResult> {
    const { catalog, session } = this.#options;
    try {
      return await this.#connection.query(text, parameters, catalog.version);
    } catch (error) {
      throw toOracleError(error, { catalog, ...mapping, interruption: session.interrupt.error });
    }
  }

  async #mapped(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      throw toOracleError(error, { catalog: this.#options.catalog });
    }
  }

  #refuseInReadOnly(): void {
    if (this.#transaction.isReadOnly) {
      throw new OracleError(1456, 'may not perform insert/delete/update operation inside a READ ONLY transaction');
    }
  }

  /** Makes the session's copies of global temporary tables. What is made inside of a transaction may go with it, and is looked for again. */
  async #ensureTemporaryTables(tables: CatalogTable[]): Promise<void> {
    for (const table of tables) {
      const key = `${table.object.schema}.${table.object.name}`;
      const form = table.object.lastDdl.getTime();
      if (this.#temporaryTables.get(key) === form) continue;
      const name = `pg_temp."${key.replaceAll('"', '""')}"`;
      const isNew = !this.#temporaryTables.has(key);
      const found = isNew
        ? (await this.#query(`SELECT to_regclass('${name.replaceAll("'", "''")}')::text`, [])).rows[0]?.[0]
        : null;
      if (found === null || found === undefined) {
        await this.#query(`DROP TABLE IF EXISTS ${name}`, []);
        for (const sql of temporaryTableDdl(table)) await this.#query(sql, []);
      }
      if (!this.#transaction.isOpen) this.#temporaryTables.set(key, form);
    }
  }

  async #withLockWait<T>(wait: Locking['wait'], work: () => Promise<T>): Promise<T> {
    if (typeof wait !== 'object') return work();
    await this.#mapped(this.#connection.control(`SET lock_timeout = ${wait.milliseconds}`));
    try {
      return await work();
    } finally {
      await this.#connection.control('SET lock_timeout = 0').catch(() => undefined);
    }
  }
}
