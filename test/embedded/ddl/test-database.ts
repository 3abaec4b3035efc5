import { loadCatalog } from '../../../embedded/catalog/load-catalog.ts';
import type { LoadedCatalog } from '../../../embedded/catalog/loaded-catalog.ts';
import { findVirtualTable } from '../../../embedded/catalog/virtual-tables.ts';
import { createDdlExecutor } from '../../../embedded/ddl/execute-ddl.ts';
import { NO_NAMES } from '../../../embedded/ddl/no-names.ts';
import { storageText } from '../../../embedded/ddl/storage-value.ts';
import { SessionState } from '../../../embedded/session/session-state.ts';
import { createSqlEngine } from '../../../embedded/sql/create-sql-engine.ts';
import type { PlsqlHost, SqlEngine } from '../../../embedded/sql/sql-engine.ts';
import { type Storage, startStorage } from '../../../embedded/storage/start-storage.ts';
import type { DdlStatement } from '../../../embedded/syntax/ast/ddl.ts';
import type { DmlStatement } from '../../../embedded/syntax/ast/query.ts';
import { parseQuery, parseStatement } from '../../../embedded/syntax/parse.ts';
import { unimplemented } from '../../../embedded/types/oracle-error.ts';

const WITHOUT_PLSQL: PlsqlHost = {
  compositeType: () => undefined,
  resolveFunction: () => undefined,
  callFunction: () => Promise.reject(unimplemented('PL/SQL in this test')),
  fireTrigger: () => Promise.reject(unimplemented('triggers in this test')),
};

/** A storage with its catalog, and sessions that run DDL on it. Rows are written to and read from PostgreSQL itself. */
export class TestDatabase {
  readonly storage: Storage;
  catalog: LoadedCatalog;
  readonly #sessions: TestSession[] = [];
  #nextSid = 1;

  private constructor(storage: Storage, catalog: LoadedCatalog) {
    this.storage = storage;
    this.catalog = catalog;
  }

  static async start(): Promise<TestDatabase> {
    const storage = await startStorage();
    return new TestDatabase(storage, await loadCatalog(storage));
  }

  async session(user: string): Promise<TestSession> {
    const sid = this.#nextSid++;
    const state = new SessionState({
      sid,
      serial: 1,
      user,
      userId: this.catalog.privileges.principal(user)?.id ?? 0,
      client: { program: 'test', machine: 'here', osUser: 'me', processId: '1', terminal: '', driver: 'none' },
    });
    const connection = await this.storage.openConnection();
    const sql = createSqlEngine({
      session: state,
      catalog: this.catalog,
      connection,
      openConnection: () => this.storage.openConnection(),
      plsql: () => WITHOUT_PLSQL,
      ddl: createDdlExecutor({ session: state, catalog: this.catalog }),
    });
    const session = new TestSession(state, sql, this.catalog);
    this.#sessions.push(session);
    this.catalog.sessions.add({ state });
    return session;
  }

  /** The catalog as another start of the database reads it. */
  reload(): Promise<LoadedCatalog> {
    return loadCatalog(this.storage);
  }

  async stop(): Promise<void> {
    for (const { sql } of this.#sessions) await sql.close();
    await this.catalog.close();
    await this.storage.stop();
  }
}

export class TestSession {
  readonly state: SessionState;
  readonly sql: SqlEngine;
  readonly #catalog: LoadedCatalog;

  constructor(state: SessionState, sql: SqlEngine, catalog: LoadedCatalog) {
    this.state = state;
    this.sql = sql;
    this.#catalog = catalog;
  }

  /** Runs DDL statements one after the other. */
  async ddl(...statements: string[]): Promise<void> {
    for (const text of statements) {
      const { statement } = parseStatement(text);
      await this.sql.executeDdl(statement as DdlStatement, text);
    }
  }

  /** The message of the error that a DDL statement ends with. */
  async failure(text: string): Promise<string> {
    try {
      await this.ddl(text);
    } catch (error) {
      return (error as Error).message;
    }
    return 'no error';
  }

  /** Rows of an Oracle query, each value as the storage prints it. */
  async query(text: string): Promise<(string | null)[][]> {
    const cursor = await this.sql.openQuery(this.sql.compileQuery(parseQuery(text), text, NO_NAMES), []);
    const rows = await cursor.fetch(1000);
    await cursor.close();
    return rows.map((row) => row.map(storageText));
  }

  /** An Oracle INSERT, UPDATE or DELETE. Not committed. */
  async dml(text: string): Promise<void> {
    const { statement } = parseStatement(text);
    await this.sql.executeDml(this.sql.compileDml(statement as DmlStatement, text, NO_NAMES), []);
  }

  /** PostgreSQL SQL, committed. */
  async native(sql: string): Promise<(string | null)[][]> {
    const rows = await this.sql.runNative(sql, []);
    await this.sql.commit();
    return rows;
  }

  /** Rows of a dictionary view as objects with these columns, where `filter` holds. */
  async view(
    name: string,
    columns: string[],
    filter: Record<string, string> = {},
  ): Promise<Record<string, string | null>[]> {
    const view = findVirtualTable(name);
    if (view === undefined) throw new Error(`no view ${name}`);
    const rows = await view.rows(this.state, this.#catalog);
    const names = view.columns.map((column) => column.name);
    for (const column of columns) if (!names.includes(column)) throw new Error(`${name} has no column ${column}`);
    return rows
      .map((row) => Object.fromEntries(names.map((column, index) => [column, row[index] ?? null])))
      .filter((row) => Object.entries(filter).every(([column, value]) => row[column] === value))
      .map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
  }
}
