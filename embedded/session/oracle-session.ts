import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { TransactionId } from '../catalog/pending-transactions.ts';
import { clearContext, setContextValue } from '../packages/application-context.ts';
import type { PlsqlSession } from '../plsql/plsql-session.ts';
import type { ColumnDescription, SqlEngine } from '../sql/sql-engine.ts';
import type { PgConnection } from '../storage/pg-connection.ts';
import { parseStatement } from '../syntax/parse.ts';
import type { CollectionType, RecordType } from '../types/data-type.ts';
import { type NamedType, nameOfType } from '../types/named-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import { objectIdOf } from '../types/type-identifier.ts';
import type { Lob } from '../types/values.ts';
import { setCurrentSchema } from './alter-session.ts';
import type { BranchCalls, BranchStart } from './branch-calls.ts';
import { constrainComposite } from './constrain-composite.ts';
import type { DatabaseSession, ExecuteRequest, ExecuteResult, PreparedStatement } from './database-session.ts';
import { describeQuery } from './execute-query.ts';
import { executeStatement } from './execute-statement.ts';
import { functionContext } from './function-context.ts';
import { GuardedCursor } from './guarded-cursor.ts';
import { trimLob, writeLob } from './lob-access.ts';
import { Prepared } from './prepared.ts';
import type { SessionAttributes, SessionState } from './session-state.ts';

export type SessionParts = {
  readonly state: SessionState;
  readonly sql: SqlEngine;
  readonly plsql: PlsqlSession;
  readonly catalog: LoadedCatalog;
};

/** A session as the wire sees it: one call at a time, which can be broken off. */
export class OracleSession implements DatabaseSession {
  onTerminated: ((error: Error) => void) | undefined;
  readonly #parts: SessionParts;
  readonly #connection: PgConnection;
  readonly #branches: BranchCalls;
  readonly #onClosed: (session: OracleSession) => void;
  readonly #stopWatching: () => void;
  /** Calls within calls: a cursor variable fetched by a running block. */
  #depth = 0;
  #running: Promise<unknown> = Promise.resolve();
  #termination: OracleError | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    parts: SessionParts & {
      connection: PgConnection;
      branches: BranchCalls;
      onClosed: (session: OracleSession) => void;
    },
  ) {
    this.#parts = parts;
    this.#branches = parts.branches;
    this.#connection = parts.connection;
    this.#onClosed = parts.onClosed;
    parts.catalog.sessions.add({
      state: parts.state,
      storageProcessId: () => (parts.connection.isOpen ? parts.connection.processId : undefined),
      kill: () => void this.terminate(new OracleError(28, 'your session has been killed')),
    });
    this.#stopWatching = parts.connection.onClosed(() => {
      void this.terminate(new OracleError(3113, 'end-of-file on communication channel'));
    });
  }

  get sid(): number {
    return this.#parts.state.sid;
  }
  get serial(): number {
    return this.#parts.state.serial;
  }
  get currentSchema(): string {
    return this.#parts.state.currentSchema;
  }
  get isTransactionActive(): boolean {
    return this.#branches.isInBranch || this.#parts.sql.isTransactionActive;
  }

  countRoundTrip(): void {
    this.#parts.state.statistics.roundTrips += 1;
  }

  countCursors(change: 'opened' | 'closed'): void {
    const { statistics } = this.#parts.state;
    statistics.openCursors += change === 'opened' ? 1 : -1;
    if (change === 'opened') statistics.openedCursors += 1;
  }

  async prepare(text: string): Promise<PreparedStatement> {
    this.#parts.state.statistics.parses += 1;
    return new Prepared(parseStatement(this.#parts.plsql.selectBlock(text)));
  }

  describe(statement: PreparedStatement): Promise<ColumnDescription[]> {
    return this.#call(statement.text, async () => describeQuery(this.#parts, asPrepared(statement)));
  }

  execute(statement: PreparedStatement, request: ExecuteRequest): Promise<ExecuteResult> {
    return this.#call(statement.text, async () => {
      this.#parts.state.statistics.executions += request.rows.length;
      const constrainedRequest = { ...request, rows: this.#constrained(request) };
      const result = await executeStatement(this.#parts, asPrepared(statement), constrainedRequest, (cursor) =>
        GuardedCursor.of(cursor, (fetch) => this.#call(statement.text, fetch)),
      );
      // A batch with errors is left for the client to commit.
      const isSound = result.batchErrors === undefined || result.batchErrors.length === 0;
      if (request.autoCommit && isSound && statement.class !== 'query') await this.#parts.sql.commit();
      return result;
    });
  }

  /** The values of binds whose types clients know by name are checked here; others are when they are assigned. */
  #constrained({ binds, rows }: ExecuteRequest): ExecuteRequest['rows'] {
    if (!binds.some(({ type }) => type.kind === 'RECORD' || type.kind === 'COLLECTION')) return rows;
    const context = functionContext(this.#parts.state);
    return rows.map((row) => row.map((value) => constrainComposite(value, context)));
  }

  commit(): Promise<void> {
    this.#parts.state.statistics.commits += 1;
    return this.#call('COMMIT', () => this.#branches.finish(undefined, 'commit'));
  }

  rollback(): Promise<void> {
    this.#parts.state.statistics.rollbacks += 1;
    return this.#call('ROLLBACK', () => this.#branches.finish(undefined, 'rollback'));
  }

  startBranch(id: TransactionId, how: BranchStart, timeoutSeconds: number): Promise<void> {
    return this.#call(undefined, () => this.#branches.start(id, how, timeoutSeconds));
  }

  endBranch(id: TransactionId | undefined): Promise<void> {
    return this.#call(undefined, () => this.#branches.end(id));
  }

  prepareBranch(id: TransactionId | undefined): Promise<boolean> {
    return this.#call(undefined, () => this.#branches.prepare(id));
  }

  finishBranch(id: TransactionId | undefined, outcome: 'commit' | 'rollback'): Promise<void> {
    return this.#call(undefined, () => this.#branches.finish(id, outcome));
  }

  setAttributes(attributes: Partial<SessionAttributes>): void {
    Object.assign(this.#parts.state.attributes, attributes);
  }

  async setCurrentSchema(schema: string): Promise<void> {
    setCurrentSchema(this.#parts, schema.startsWith('"') ? schema.slice(1, -1) : schema.toUpperCase());
  }

  setApplicationContext(namespace: string, entries: [string, string][], clear: boolean): void {
    if (clear) clearContext(this.#parts.state, namespace, null);
    for (const [name, value] of entries)
      setContextValue(this.#parts.state, namespace, name, value === '' ? null : value);
  }

  describeType(type: RecordType | CollectionType): NamedType {
    const { catalog, plsql } = this.#parts;
    const name = nameOfType(type);
    const object = name && catalog.findObject(name.schema, name.packageName ?? name.name);
    const found = object && plsql.namedTypes(object).find((candidate) => candidate.name === name?.name);
    if (found === undefined) throw typeIsGone();
    return found;
  }

  namedType(identifier: Buffer): NamedType {
    const { catalog, plsql } = this.#parts;
    const objectId = objectIdOf(identifier);
    const object = catalog.entries().find((entry) => entry.object.id === objectId)?.object;
    const type = object && plsql.namedTypes(object).find((candidate) => candidate.identifier.equals(identifier));
    if (type === undefined) throw typeIsGone();
    return type;
  }

  requestBreak(): void {
    if (this.#depth > 0) this.#parts.state.interrupt.request();
  }

  async readLob(lob: Lob): Promise<string | Buffer> {
    return lob.content;
  }

  writeLob(lob: Lob, offset: number, data: string | Buffer): Promise<void> {
    return this.#call(undefined, () => writeLob(this.#parts.sql, lob, offset, data));
  }

  trimLob(lob: Lob, length: number): Promise<void> {
    return this.#call(undefined, () => trimLob(this.#parts.sql, lob, length));
  }

  /** Ends the session from outside: a kill, a stop of the database. Resolves when it has ended. */
  terminate(error: OracleError): Promise<void> {
    if (this.#closing === undefined && this.#termination === undefined) {
      this.#termination = error;
      this.#parts.state.status = 'KILLED';
      if (this.#depth > 0) this.#parts.state.interrupt.request(error);
      this.onTerminated?.(error);
    }
    return this.close();
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    await this.#running.catch(() => undefined);
    this.#stopWatching();
    try {
      await this.#branches.finishCurrent('rollback');
      if (this.#connection.isOpen) await this.#parts.sql.close();
    } catch {
      // The storage went away meanwhile: it has rolled back by itself.
    } finally {
      await this.#connection.end().catch(() => undefined);
      this.#parts.catalog.sessions.remove(this.#parts.state);
      this.#onClosed(this);
    }
  }

  /** Runs one call of the client. `text` is what V$SESSION shows. */
  #call<T>(text: string | undefined, run: () => Promise<T>): Promise<T> {
    if (this.#depth > 0) return run();
    if (this.#termination !== undefined) return Promise.reject(this.#termination);
    if (this.#closing !== undefined) return Promise.reject(new OracleError(1012, 'not logged on'));
    const call = this.#run(text, run);
    this.#running = call;
    return call;
  }

  async #run<T>(text: string | undefined, run: () => Promise<T>): Promise<T> {
    const { state } = this.#parts;
    state.interrupt.clear();
    state.status = 'ACTIVE';
    state.lastCallStart = new Date();
    if (text !== undefined) state.currentSql = text;
    this.#depth += 1;
    try {
      return await run();
    } catch (error) {
      throw this.#termination ?? error;
    } finally {
      this.#depth -= 1;
      state.interrupt.clear();
      state.currentSql = undefined;
      state.lastCallStart = new Date();
      state.status = this.#termination === undefined ? 'INACTIVE' : 'KILLED';
    }
  }
}

function typeIsGone(): OracleError {
  return new OracleError(21700, 'object does not exist or is marked for delete');
}

function asPrepared(statement: PreparedStatement): Prepared {
  if (!(statement instanceof Prepared)) throw new TypeError('the statement was prepared elsewhere');
  return statement;
}
