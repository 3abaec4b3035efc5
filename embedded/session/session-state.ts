import type { CatalogObject } from '../catalog/catalog.ts';
import type { NamedType } from '../types/named-type.ts';
import { defaultNlsSettings, type NlsSettings } from '../types/nls.ts';
import { OracleError } from '../types/oracle-error.ts';
import { SessionStatistics } from './session-statistics.ts';

/** What a session is, apart from what it runs: identity, settings, attributes, output. Shared by SQL, PL/SQL and the built-in packages. */
export class SessionState {
  readonly sid: number;
  readonly serial: number;
  readonly user: string;
  /** USER_ID of DBA_USERS. */
  readonly userId: number;
  /** CURRENT_SCHEMA: names without a schema are looked up here. */
  currentSchema: string;
  currentSchemaId: number;
  readonly client: ClientInfo;
  /** The user whose password opened the session, where it is another. */
  readonly proxyUser: string | undefined;
  readonly logonTime = new Date();
  readonly nls: NlsSettings = defaultNlsSettings();
  readonly attributes: SessionAttributes = {
    clientIdentifier: null,
    module: null,
    action: null,
    clientInfo: null,
    executionContextId: null,
    databaseOperation: null,
  };
  readonly output = new OutputBuffer();
  readonly interrupt = new Interrupt();
  readonly statistics = new SessionStatistics();
  /** Values of application contexts, and whatever a built-in package keeps for the session, by package name. */
  readonly packageData = new Map<string, unknown>();
  /** The types that an object gives a name to, for the dictionary's views of types. PL/SQL sets it. */
  namedTypes: (object: CatalogObject) => NamedType[] = () => [];
  /** For V$SESSION: ACTIVE while a call runs. */
  status: 'ACTIVE' | 'INACTIVE' | 'KILLED' = 'INACTIVE';
  lastCallStart = new Date();
  /** The SQL text that runs, for V$SESSION. */
  currentSql: string | undefined;

  constructor(identity: {
    sid: number;
    serial: number;
    user: string;
    userId?: number;
    client: ClientInfo;
    proxy?: string | undefined;
  }) {
    this.sid = identity.sid;
    this.serial = identity.serial;
    this.user = identity.user;
    this.userId = identity.userId ?? 0;
    this.currentSchema = identity.user;
    this.currentSchemaId = this.userId;
    this.client = identity.client;
    this.proxyUser = identity.proxy;
  }
}

export type ClientInfo = {
  program: string;
  machine: string;
  osUser: string;
  processId: string;
  terminal: string;
  driver: string;
};
export type SessionAttributes = {
  clientIdentifier: string | null;
  module: string | null;
  action: string | null;
  clientInfo: string | null;
  executionContextId: string | null;
  /** DBOP_NAME of V$SQL_MONITOR. */
  databaseOperation: string | null;
};

/** The buffer of DBMS_OUTPUT. */
export class OutputBuffer {
  isEnabled = false;
  /** Bytes; undefined = unlimited. */
  limit: number | undefined = undefined;
  lines: string[] = [];
  /** Text of PUT without a line end yet. */
  partial = '';
}

/**
 * A request to break off what the session runs: `connection.break()`, a kill, a stop of the server. Everything that runs long calls
 * `check()` between steps; everything that waits registers with `onRequest`.
 */
export class Interrupt {
  #error: OracleError | undefined;
  #listeners = new Set<() => void>();

  /** ORA-01013 by default. What ends the session goes before a break, which a program may swallow. */
  request(error?: OracleError): void {
    if (error === undefined) this.#error ??= new OracleError(1013, 'user requested cancel of current operation');
    else this.#error = error;
    for (const listener of [...this.#listeners]) listener();
  }
  get isRequested(): boolean {
    return this.#error !== undefined;
  }
  get error(): OracleError | undefined {
    return this.#error;
  }
  /** Throws the break's error, if one was requested. */
  check(): void {
    if (this.#error !== undefined) throw this.#error;
  }
  /** Called when the broken call has ended: the session is usable again. */
  clear(): void {
    this.#error = undefined;
  }
  /** `listener` runs once at each request. Returns the function that takes it off. */
  onRequest(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
