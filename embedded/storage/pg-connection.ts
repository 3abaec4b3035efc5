import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { CONNECTION_FAILURE, PgError, toPgError } from './pg-error.ts';

/** A column of a result. `typeOid` and `typeModifier` are PostgreSQL's. */
export type PgField = { name: string; typeOid: number; typeModifier: number };

/** `rows` has values as PostgreSQL prints them, null for NULL. `rowCount`: rows returned or changed. */
export type PgResult = { rows: (string | null)[][]; rowCount: number; fields: PgField[] };

/** One connection, hence one transaction at a time. Queries are run one after the other in the order of the calls. */
export interface PgConnection {
  /**
   * Runs one statement with `$n` parameters, or, without parameters, any number of them (the last one's result is returned). With `name`
   * the statement is prepared once under this name. Rejects with PgError.
   */
  query(sql: string, parameters?: readonly (string | null)[], options?: { name?: string }): Promise<PgResult>;
  /** Asks the server to break off the running query, which then rejects with SQLSTATE 57014. Resolves when the request was delivered. */
  cancel(): Promise<void>;
  /** Closes the connection. An open transaction is rolled back. */
  end(): Promise<void>;
  /** PostgreSQL's process of this connection (pg_locks.pid). */
  readonly processId: number;
  readonly isOpen: boolean;
  /** `listener` is called once, when the connection has ended for whatever reason. Returns the function that takes it off. */
  onClosed(listener: () => void): () => void;
}

export type PgAddress = { socketDir: string; port: number; user: string; database: string };

const CANCEL_REQUEST_CODE = 80877102;
const KEEP_TEXT = { getTypeParser: () => (value: string) => value };

type BackendKey = { processID: number | null; secretKey: number | null };

class SocketPgConnection implements PgConnection {
  readonly #client: pg.Client;
  readonly #address: PgAddress;
  readonly #closeListeners = new Set<() => void>();
  #isOpen = true;
  #ending: Promise<void> | undefined;

  constructor(client: pg.Client, address: PgAddress) {
    this.#client = client;
    this.#address = address;
    client.once('end', () => this.#markClosed());
    // The server going away shows at the running query and by 'end'; without a listener this event would end the process.
    client.on('error', () => this.#markClosed());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get processId(): number {
    return this.#key.processID ?? 0;
  }

  get #key(): BackendKey {
    return this.#client as unknown as BackendKey;
  }

  async query(
    sql: string,
    parameters: readonly (string | null)[] = [],
    options: { name?: string } = {},
  ): Promise<PgResult> {
    if (!this.#isOpen) throw new PgError('the connection is closed', CONNECTION_FAILURE);
    try {
      const config: pg.QueryArrayConfig = { text: sql, rowMode: 'array', types: KEEP_TEXT };
      if (parameters.length > 0) config.values = [...parameters];
      if (options.name !== undefined) config.name = options.name;
      const answer = (await this.#client.query(config)) as pg.QueryArrayResult | pg.QueryArrayResult[];
      const result = Array.isArray(answer) ? answer.at(-1) : answer;
      return {
        rows: (result?.rows ?? []) as (string | null)[][],
        rowCount: result?.rowCount ?? 0,
        fields: (result?.fields ?? []).map((field) => ({
          name: field.name,
          typeOid: field.dataTypeID,
          typeModifier: field.dataTypeModifier,
        })),
      };
    } catch (error) {
      throw toPgError(error);
    }
  }

  async cancel(): Promise<void> {
    const { processID, secretKey } = this.#key;
    if (!this.#isOpen || processID === null || secretKey === null) return;
    const request = Buffer.alloc(16);
    request.writeInt32BE(16, 0);
    request.writeInt32BE(CANCEL_REQUEST_CODE, 4);
    request.writeInt32BE(processID, 8);
    request.writeInt32BE(secretKey, 12);
    await new Promise<void>((resolve) => {
      const socket = connectSocket(join(this.#address.socketDir, `.s.PGSQL.${this.#address.port}`));
      // The server answers nothing: it signals and closes. A server that is gone has no query to break off.
      socket.once('close', () => resolve());
      socket.on('error', () => undefined);
      socket.on('connect', () => socket.write(request));
      socket.resume();
    });
  }

  end(): Promise<void> {
    this.#ending ??= this.#client.end().then(
      () => this.#markClosed(),
      () => this.#markClosed(),
    );
    return this.#ending;
  }

  onClosed(listener: () => void): () => void {
    if (!this.#isOpen) {
      queueMicrotask(listener);
      return () => undefined;
    }
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  #markClosed(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const listener of [...this.#closeListeners]) listener();
    this.#closeListeners.clear();
  }
}

/** Connects over the server's Unix socket. Rejects with PgError. */
export async function openPgConnection(address: PgAddress): Promise<PgConnection> {
  const client = new pg.Client({
    host: address.socketDir,
    port: address.port,
    user: address.user,
    database: address.database,
    application_name: 'embedded-oracle',
    // Queries go out as they are called, in their order: a savepoint and its statement are one round trip.
    pipeline: true,
  });
  // Taken over by the connection object below; until then a failure is the rejection of connect().
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw toPgError(error);
  }
  const connection = new SocketPgConnection(client, address);
  client.off('error', ignore);
  return connection;
}
