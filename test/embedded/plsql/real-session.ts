import { loadCatalog } from '../../../embedded/catalog/load-catalog.ts';
import { createDatabase, type RunningDatabase } from '../../../embedded/session/create-database.ts';
import type {
  BindDescription,
  DatabaseSession,
  ExecuteRequest,
  ExecuteResult,
} from '../../../embedded/session/database-session.ts';
import { RUNTIME_SCRIPT } from '../../../embedded/sql/runtime/install-runtime.ts';
import { type Storage, startStorage } from '../../../embedded/storage/start-storage.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { CursorHandle, Lob, OracleDate, type Value } from '../../../embedded/types/values.ts';

/** The whole database without its listener, for programs that use SQL. */
export class RealDatabase {
  readonly #storage: Storage;
  readonly #database: RunningDatabase;

  private constructor(storage: Storage, database: RunningDatabase) {
    this.#storage = storage;
    this.#database = database;
  }

  static async start(): Promise<RealDatabase> {
    const storage = await startStorage({ functions: RUNTIME_SCRIPT });
    const catalog = await loadCatalog(storage);
    return new RealDatabase(storage, createDatabase({ storage, catalog }));
  }
  async session(user = 'APP'): Promise<RealSession> {
    const client = {
      program: 'test',
      machine: 'test',
      osUser: 'test',
      processId: '1',
      terminal: 'test',
      driver: 'test',
    };
    const session = new RealSession(await this.#database.openSession(user, client));
    await session.run('BEGIN DBMS_OUTPUT.ENABLE(NULL); END;');
    return session;
  }
  async stop(): Promise<void> {
    await this.#database.terminateSessions(new OracleError(1089, 'immediate shutdown or close in progress'));
    await this.#storage.stop();
  }
}

const NUMBER: BindDescription = { type: { kind: 'NUMBER' }, maxSize: 22, isArray: false, maxElements: 0 };
const TEXT: BindDescription = {
  type: { kind: 'VARCHAR2', unit: 'BYTE', length: 32_767 },
  maxSize: 32_767,
  isArray: false,
  maxElements: 0,
};

export class RealSession {
  readonly session: DatabaseSession;

  constructor(session: DatabaseSession) {
    this.session = session;
  }

  /** Runs statements separated by lines of `/`: what they print, rows of queries as text, and errors. */
  async run(script: string): Promise<string[]> {
    const printed: string[] = [];
    for (const text of script.split(/^\s*\/\s*$/m)) {
      if (text.trim() === '') continue;
      try {
        const rows = await this.#rows(text.trim());
        printed.push(...(await this.#output()), ...rows);
      } catch (error) {
        if (!(error instanceof OracleError)) throw error;
        printed.push(...(await this.#output()), error.message);
      }
    }
    return printed;
  }

  async execute(text: string, binds: BindDescription[] = [], row: Value[] = []): Promise<ExecuteResult> {
    const statement = await this.session.prepare(text);
    const request: ExecuteRequest = { binds, rows: [row], autoCommit: false, batchErrors: false };
    return this.session.execute(statement, request);
  }

  async #rows(text: string): Promise<string[]> {
    const result = await this.execute(text);
    if (result.compiledWithErrors) return this.#errors();
    if (result.cursor === undefined) return [];
    const { rows } = await result.cursor.fetch(1000);
    await result.cursor.close();
    return rows.map((row) => row.map(show).join('|'));
  }

  async #errors(): Promise<string[]> {
    const { cursor } = await this.execute('SELECT line, position, text FROM user_errors ORDER BY name, type, sequence');
    const { rows = [] } = (await cursor?.fetch(100)) ?? {};
    return rows.map(
      ([line, position, text]) => `${show(line ?? null)}/${show(position ?? null)} ${show(text ?? null)}`,
    );
  }

  async #output(): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const { outBinds } = await this.execute(
        'BEGIN DBMS_OUTPUT.GET_LINE(:line, :status); END;',
        [TEXT, NUMBER],
        [null, null],
      );
      const [line = null, status = null] = outBinds?.[0] ?? [];
      if (String(status) !== '0') return lines;
      lines.push(line === null ? '' : String(line));
    }
  }
}

function show(value: Value): string {
  if (value === null) return '';
  if (value instanceof Lob) return String(value.content);
  if (value instanceof OracleDate) return new Date(value.seconds * 1000).toISOString().slice(0, 19);
  if (value instanceof CursorHandle) return 'cursor';
  return value instanceof Decimal || typeof value === 'string' ? String(value) : JSON.stringify(value);
}
