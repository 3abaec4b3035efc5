import { makeVerifier, type PasswordVerifier } from '../../../embedded/catalog/password-verifier.ts';
import type {
  Database,
  DatabaseSession,
  ExecuteRequest,
  ExecuteResult,
  PreparedStatement,
  ResultCursor,
} from '../../../embedded/session/database-session.ts';
import type { ClientInfo, SessionAttributes } from '../../../embedded/session/session-state.ts';
import type { ColumnDescription } from '../../../embedded/sql/sql-engine.ts';
import type { Placeholder, StatementClass } from '../../../embedded/syntax/ast/statement.ts';
import type { DataType } from '../../../embedded/types/data-type.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { CursorHandle, type Lob, type Value } from '../../../embedded/types/values.ts';

export type Directions = ('IN' | 'OUT' | 'IN OUT')[];
export type Answer = Partial<ExecuteResult> & { directions?: Directions };
/** What a statement does, by its text. */
export type Script = (request: ExecuteRequest, session: ScriptedSession) => Answer | Promise<Answer>;

export const EMPTY_RESULT: ExecuteResult = {
  rowCount: 0,
  lastRowid: undefined,
  cursor: undefined,
  outBinds: undefined,
  returned: undefined,
  rowCounts: undefined,
  batchErrors: undefined,
  implicitResults: [],
  compiledWithErrors: false,
  currentSchemaChanged: false,
};

/** A database whose answers a test writes down, to try the wire without SQL. */
export class ScriptedDatabase implements Database {
  readonly version = '19.0.0.0.0';
  readonly serviceName = 'FREEPDB1';
  readonly databaseName = 'FREE';
  readonly instanceName = 'FREE1';
  readonly scripts = new Map<string, Script>();
  readonly verifiers = new Map<string, PasswordVerifier>();
  readonly passwords = new Map<string, string>();
  readonly sessions: ScriptedSession[] = [];
  /** Users whose account is locked. */
  readonly locked = new Set<string>();

  static async create(): Promise<ScriptedDatabase> {
    const database = new ScriptedDatabase();
    await database.changePassword('APP', 'app');
    await database.changePassword('LOCKED', 'locked');
    database.locked.add('LOCKED');
    return database;
  }

  on(text: string, script: Script): void {
    this.scripts.set(text, script);
  }

  findVerifier(user: string): PasswordVerifier | undefined {
    return this.verifiers.get(user);
  }

  isPasswordExpired(): boolean {
    return false;
  }

  async openSession(user: string, client: ClientInfo): Promise<DatabaseSession> {
    if (this.locked.has(user)) throw new OracleError(28000, 'The account is locked.');
    const session = new ScriptedSession(this, user, client, this.sessions.length + 1);
    this.sessions.push(session);
    return session;
  }

  async changePassword(user: string, password: string): Promise<void> {
    this.verifiers.set(user, await makeVerifier(password));
    this.passwords.set(user, password);
  }

  get lastSession(): ScriptedSession {
    const session = this.sessions.at(-1);
    if (session === undefined) throw new Error('no session was opened');
    return session;
  }
}

export class ScriptedSession implements DatabaseSession {
  readonly serial = 1;
  readonly database: ScriptedDatabase;
  readonly user: string;
  readonly client: ClientInfo;
  readonly sid: number;
  currentSchema: string;
  isTransactionActive = false;
  onTerminated: ((error: Error) => void) | undefined;
  isClosed = false;
  readonly attributes: Partial<SessionAttributes> = {};
  readonly contexts: [string, [string, string][], boolean][] = [];
  /** What was called, in order. */
  readonly calls: string[] = [];
  /** LOB writes that reached the session. */
  lobWrites = 0;
  #onBreak: ((error: Error) => void) | undefined;
  #whenClosed: (() => void)[] = [];

  constructor(database: ScriptedDatabase, user: string, client: ClientInfo, sid: number) {
    this.database = database;
    this.user = user;
    this.client = client;
    this.sid = sid;
    this.currentSchema = user;
  }

  async prepare(text: string): Promise<PreparedStatement> {
    this.calls.push(`prepare ${text}`);
    return new ScriptedStatement(text, this);
  }

  async describe(statement: PreparedStatement): Promise<ColumnDescription[]> {
    const result = await this.execute(statement, { binds: [], rows: [[]], autoCommit: false, batchErrors: false });
    return result.cursor?.columns ?? [];
  }

  async execute(statement: PreparedStatement, request: ExecuteRequest): Promise<ExecuteResult> {
    const { text } = statement;
    this.calls.push(`execute ${text}`);
    if (text.startsWith('ALTER SESSION SET TIME_ZONE')) return EMPTY_RESULT;
    const script = this.database.scripts.get(text);
    if (script === undefined) throw new OracleError(942, 'table or view does not exist', { offset: 14 });
    const { directions, ...answer } = await script(request, this);
    if (directions !== undefined && statement instanceof ScriptedStatement) statement.directions = directions;
    return { ...EMPTY_RESULT, ...answer };
  }

  countRoundTrip(): void {}

  countCursors(): void {}

  startBranch(): never {
    throw new OracleError(24776, 'cannot start a new transaction');
  }

  endBranch(): never {
    throw new OracleError(24771, 'cannot detach, prepare or forget a local transaction');
  }

  prepareBranch(): never {
    throw new OracleError(24771, 'cannot detach, prepare or forget a local transaction');
  }

  async finishBranch(): Promise<void> {}

  describeType(): never {
    throw new OracleError(21700, 'object does not exist or is marked for delete');
  }

  namedType(): never {
    throw new OracleError(21700, 'object does not exist or is marked for delete');
  }

  /** Never resolves; rejects with ORA-01013 at a break. */
  untilBreak(): Promise<never> {
    return new Promise((_, reject) => {
      this.#onBreak = reject;
    });
  }

  requestBreak(): void {
    this.calls.push('break');
    this.#onBreak?.(new OracleError(1013, 'user requested cancel of current operation'));
    this.#onBreak = undefined;
  }

  async commit(): Promise<void> {
    this.calls.push('commit');
    this.isTransactionActive = false;
  }

  async rollback(): Promise<void> {
    this.calls.push('rollback');
    this.isTransactionActive = false;
  }

  setAttributes(attributes: Partial<SessionAttributes>): void {
    Object.assign(this.attributes, attributes);
  }

  async setCurrentSchema(schema: string): Promise<void> {
    if (schema === 'NOWHERE') throw new OracleError(1435, 'user does not exist');
    this.currentSchema = schema;
  }

  setApplicationContext(namespace: string, entries: [string, string][], clear: boolean): void {
    this.contexts.push([namespace, entries, clear]);
  }

  async readLob(lob: Lob): Promise<string | Buffer> {
    return lob.content;
  }

  async writeLob(lob: Lob, offset: number, data: string | Buffer): Promise<void> {
    this.lobWrites += 1;
    if (typeof lob.content === 'string') {
      lob.content = lob.content.slice(0, offset) + String(data) + lob.content.slice(offset + data.length);
    } else if (Buffer.isBuffer(data)) {
      const rest = lob.content.subarray(Math.min(offset + data.length, lob.content.length));
      lob.content = Buffer.concat([lob.content.subarray(0, offset), data, rest]);
    }
  }

  async trimLob(lob: Lob, length: number): Promise<void> {
    lob.content = lob.content.slice(0, length);
  }

  async close(): Promise<void> {
    if (this.isClosed) throw new Error('closed twice');
    this.isClosed = true;
    for (const notify of this.#whenClosed) notify();
  }

  async untilClosed(): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((resolve) => this.#whenClosed.push(resolve));
  }
}

class ScriptedStatement implements PreparedStatement {
  readonly text: string;
  readonly class: StatementClass;
  readonly placeholders: Placeholder[];
  directions: Directions | undefined;
  readonly #session: ScriptedSession;

  constructor(text: string, session: ScriptedSession) {
    this.text = text;
    this.class = classOf(text);
    this.placeholders = placeholdersOf(text, this.class);
    this.#session = session;
  }

  close(): void {
    this.#session.calls.push(`close ${this.text}`);
  }
}

function classOf(text: string): StatementClass {
  if (/^\s*(select|with)\b/i.test(text)) return 'query';
  if (/^\s*(begin|declare|call)\b/i.test(text)) return 'plsql';
  if (/^\s*(insert|update|delete|merge)\b/i.test(text)) return 'dml';
  if (/^\s*alter\s+session\b/i.test(text)) return 'sessionControl';
  return 'ddl';
}

function placeholdersOf(text: string, statementClass: StatementClass): Placeholder[] {
  const returning = text.search(/\breturning\b/i);
  const into = returning < 0 ? -1 : text.toLowerCase().indexOf(' into ', returning);
  const found = [...text.matchAll(/:(\w+)/g)].map((match) => ({
    name: (match[1] ?? '').toUpperCase(),
    isReturning: into >= 0 && match.index > into,
  }));
  if (statementClass !== 'plsql') return found;
  return found.filter((one, index) => found.findIndex((other) => other.name === one.name) === index);
}

/** An open query with these rows. */
export function rowsOf(columns: ColumnDescription[], rows: Value[][]): ScriptedRows {
  return new ScriptedRows(columns, rows);
}

export class ScriptedRows implements ResultCursor {
  readonly columns: ColumnDescription[];
  readonly #rows: Value[][];
  #position = 0;
  isClosed = false;

  constructor(columns: ColumnDescription[], rows: Value[][]) {
    this.columns = columns;
    this.#rows = rows;
  }

  async fetch(count: number): Promise<{ rows: Value[][]; isDone: boolean }> {
    const rows = this.#rows.slice(this.#position, this.#position + count);
    this.#position += rows.length;
    return { rows, isDone: this.#position >= this.#rows.length };
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

/** A REF CURSOR over these rows. */
export function handleOf(columns: ColumnDescription[], rows: Value[][]): CursorHandle {
  const open = rowsOf(columns, rows);
  return new CursorHandle({
    columns,
    fetch: async (count) => (await open.fetch(count)).rows,
    currentRowid: undefined,
    close: () => open.close(),
  });
}

export function column(name: string, type: ColumnDescription['type'], isNullable = true): ColumnDescription {
  return { name, type, isNullable };
}

export const typeOf = (request: ExecuteRequest, index: number): DataType | undefined => request.binds[index]?.type;
