import { loadCatalog } from '../../../embedded/catalog/load-catalog.ts';
import type { LoadedCatalog } from '../../../embedded/catalog/loaded-catalog.ts';
import { createDdlExecutor } from '../../../embedded/ddl/execute-ddl.ts';
import { SessionState } from '../../../embedded/session/session-state.ts';
import { createSqlEngine } from '../../../embedded/sql/create-sql-engine.ts';
import { toPgText } from '../../../embedded/sql/pg-value.ts';
import type {
  ColumnDescription,
  DmlResult,
  HostVariable,
  NameScope,
  PlsqlHost,
  QueryCursor,
  SqlEngine,
} from '../../../embedded/sql/sql-engine.ts';
import { type Storage, startStorage } from '../../../embedded/storage/start-storage.ts';
import type { DdlStatement } from '../../../embedded/syntax/ast/ddl.ts';
import type { DmlStatement, Query } from '../../../embedded/syntax/ast/query.ts';
import { parseStatement } from '../../../embedded/syntax/parse.ts';
import type { DataType } from '../../../embedded/types/data-type.ts';
import { Decimal, formatNumber } from '../../../embedded/types/number.ts';
import { OracleError, unimplemented } from '../../../embedded/types/oracle-error.ts';
import { OracleDate, type Value } from '../../../embedded/types/values.ts';

export type Bind = { type: DataType; value: Value };

/** A bind of the type that the driver would give it. */
export function bind(value: string | number | Date | Buffer | null): Bind {
  if (typeof value === 'string') return { type: { kind: 'VARCHAR2', unit: 'BYTE', length: 4000 }, value };
  if (typeof value === 'number') return { type: { kind: 'NUMBER' }, value: new Decimal(value) };
  if (value instanceof Date)
    return { type: { kind: 'DATE' }, value: new OracleDate(Math.floor(value.getTime() / 1000)) };
  if (value === null) return { type: { kind: 'VARCHAR2', unit: 'BYTE', length: 1 }, value: null };
  return { type: { kind: 'RAW' }, value };
}

/** A storage with sessions of the SQL engine, without the wire and (unless given) without PL/SQL. */
export class SqlDatabase {
  readonly storage: Storage;
  readonly catalog: LoadedCatalog;
  readonly #sessions: SqlSession[] = [];
  #nextSid = 1;

  private constructor(storage: Storage, catalog: LoadedCatalog) {
    this.storage = storage;
    this.catalog = catalog;
  }

  static async start(): Promise<SqlDatabase> {
    const storage = await startStorage();
    return new SqlDatabase(storage, await loadCatalog(storage));
  }

  async session(user = 'APP', plsql?: PlsqlHost): Promise<SqlSession> {
    const sid = this.#nextSid++;
    const state = new SessionState({
      sid,
      serial: 1,
      user,
      userId: this.catalog.privileges.principal(user)?.id ?? 0,
      client: { program: 'test', machine: 'here', osUser: 'me', processId: '1', terminal: '', driver: 'none' },
    });
    const connection = await this.storage.openConnection();
    const engine = createSqlEngine({
      session: state,
      catalog: this.catalog,
      connection,
      openConnection: () => this.storage.openConnection(),
      plsql: () => plsql ?? NO_PLSQL,
      ddl: createDdlExecutor({ session: state, catalog: this.catalog }),
    });
    const session = new SqlSession(state, engine, async () => {
      await engine.close();
      await connection.end();
    });
    this.#sessions.push(session);
    return session;
  }

  async stop(): Promise<void> {
    for (const session of this.#sessions) await session.close();
    await this.catalog.close();
    await this.storage.stop();
  }
}

const NO_PLSQL: PlsqlHost = {
  compositeType: () => undefined,
  resolveFunction: () => undefined,
  callFunction: async () => {
    throw unimplemented('PL/SQL in this test');
  },
  fireTrigger: async () => {
    throw unimplemented('PL/SQL in this test');
  },
};

export class SqlSession {
  readonly state: SessionState;
  readonly engine: SqlEngine;
  readonly close: () => Promise<void>;

  constructor(state: SessionState, engine: SqlEngine, close: () => Promise<void>) {
    this.state = state;
    this.engine = engine;
    this.close = close;
  }

  #scope(binds: Bind[]): NameScope {
    return {
      resolveVariable: () => undefined,
      resolveExpression: () => undefined,
      resolveBind: (index) => {
        const given = binds[index];
        if (given === undefined) throw new OracleError(1008, 'not all variables bound');
        return { type: given.type, key: index };
      },
    };
  }

  #inputs(inputs: HostVariable[], binds: Bind[]): Value[] {
    return inputs.map((input) => binds[input.key as number]?.value ?? null);
  }

  /** Runs DDL statements one after the other. */
  async ddl(...statements: string[]): Promise<void> {
    for (const text of statements) await this.engine.executeDdl(parseStatement(text).statement as DdlStatement, text);
  }

  async open(text: string, ...binds: Bind[]): Promise<QueryCursor> {
    const { statement } = parseStatement(text);
    const compiled = this.engine.compileQuery(statement as Query, text, this.#scope(binds));
    return this.engine.openQuery(compiled, this.#inputs(compiled.inputs, binds));
  }

  describe(text: string, ...binds: Bind[]): ColumnDescription[] {
    return this.engine.compileQuery(parseStatement(text).statement as Query, text, this.#scope(binds)).columns;
  }

  /** All rows, each value as text: numbers as TO_CHAR prints them, dates and timestamps in ISO form. */
  async rows(text: string, ...binds: Bind[]): Promise<(string | null)[][]> {
    const cursor = await this.open(text, ...binds);
    const rows = await cursor.fetch(100_000);
    await cursor.close();
    return rows.map((row) => row.map(asText));
  }

  /** The first row's first value. */
  async value(text: string, ...binds: Bind[]): Promise<string | null> {
    const rows = await this.rows(text, ...binds);
    return rows[0]?.[0] ?? null;
  }

  async run(text: string, ...binds: Bind[]): Promise<DmlResult> {
    const { statement } = parseStatement(text);
    const compiled = this.engine.compileDml(statement as DmlStatement, text, this.#scope(binds));
    return this.engine.executeDml(compiled, this.#inputs(compiled.inputs, binds));
  }

  /** The message of the error that a query or DML ends with. */
  async failure(text: string, ...binds: Bind[]): Promise<string> {
    return (await this.error(text, ...binds)).message;
  }

  async error(text: string, ...binds: Bind[]): Promise<OracleError> {
    try {
      const { statement } = parseStatement(text);
      if (statement.kind === 'query') await this.rows(text, ...binds);
      else await this.run(text, ...binds);
    } catch (error) {
      if (error instanceof OracleError) return error;
      throw error;
    }
    throw new Error(`no error: ${text}`);
  }
}

export function asText(value: Value): string | null {
  if (value instanceof Decimal) return formatNumber(value);
  return toPgText(value);
}
