import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Database, DatabaseSession } from '../session/database-session.ts';
import { LIMITS } from '../ttc/limits.ts';
import { CallBroken, ProtocolError } from '../ttc/protocol-error.ts';
import { reportedError } from '../ttc/session/reported-error.ts';
import { WireSession } from '../ttc/session/wire-session.ts';
import { createTrace, NO_TRACE, type Trace } from '../ttc/trace.ts';
import { acceptClient } from './accept-client.ts';
import { PacketConnection } from './packet-connection.ts';
import { REFUSAL } from './refuse-packet.ts';

export type ListenerOptions = {
  database: Database;
  /** 0: any free one. */
  port: number;
  host: string;
  /** One line for what the operator should know. Default: standard error. */
  log?: ((line: string) => void) | undefined;
  /** One line a message. Default: EMBEDDED_TRACE=1, to standard error. */
  trace?: ((line: string) => void) | undefined;
  loginTimeMs?: number | undefined;
  maxConnections?: number | undefined;
};

/** The network side of the database, with the faults that tests need. */
export type Listener = {
  readonly port: number;
  /** Connections that are open. */
  readonly connectionCount: number;
  /** Closes the connections of clients at once, of all or of one session. Their running calls go on to their end. */
  cutConnections(session?: DatabaseSession): void;
  /** New clients are refused (TNS-12528) while on. */
  refuseConnections(isOn: boolean): void;
  /** No byte goes in or out any more, on no connection, until thawed. */
  freeze(): void;
  thaw(): void;
  /** Breaks off running calls, closes all connections, and resolves when every session has ended. */
  close(): Promise<void>;
};

/** Listens for clients of `database`. Rejects where the port cannot be had. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const clients = new ClientRegistry(options);
  const server = createServer({ allowHalfOpen: false }, (socket) => clients.add(socket));
  await listen(server, options.port, options.host);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get connectionCount() {
      return clients.size;
    },
    cutConnections: (session) => clients.cut(session),
    refuseConnections: (isOn) => {
      clients.isRefusing = isOn;
    },
    freeze: () => clients.freeze(),
    thaw: () => clients.thaw(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await clients.close();
      await closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

type Client = { connection: PacketConnection; session: WireSession | undefined; ended: Promise<void> };

class ClientRegistry {
  isRefusing = false;
  readonly #options: ListenerOptions;
  readonly #clients = new Set<Client>();
  readonly #log: (line: string) => void;
  readonly #writeTrace: ((line: string) => void) | undefined;
  #isFrozen = false;
  #count = 0;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#log = options.log ?? writeError;
    this.#writeTrace = options.trace ?? (process.env['EMBEDDED_TRACE'] === '1' ? writeError : undefined);
  }

  get size(): number {
    return this.#clients.size;
  }

  add(socket: Socket): void {
    const connection = new PacketConnection(socket);
    if (this.#isFrozen) connection.freeze();
    const client: Client = { connection, session: undefined, ended: Promise.resolve() };
    this.#clients.add(client);
    client.ended = this.#serve(client).finally(() => this.#clients.delete(client));
  }

  cut(only: DatabaseSession | undefined): void {
    for (const { connection, session } of this.#clients) {
      if (only === undefined || session?.databaseSession === only) connection.destroy();
    }
  }

  freeze(): void {
    this.#isFrozen = true;
    for (const { connection } of this.#clients) connection.freeze();
  }

  thaw(): void {
    this.#isFrozen = false;
    for (const { connection } of this.#clients) connection.thaw();
  }

  async close(): Promise<void> {
    for (const { connection, session } of this.#clients) {
      session?.breakOff();
      connection.destroy();
    }
    await Promise.all([...this.#clients].map((client) => client.ended));
  }

  async #serve(client: Client): Promise<void> {
    const { connection } = client;
    const { database } = this.#options;
    const trace = this.#createTrace();
    const loginTimeMs = this.#options.loginTimeMs ?? LIMITS.loginTimeMs;
    const loginTimer = setTimeout(() => {
      this.#log(`${connection.peer}: closed: no login within ${loginTimeMs} ms`);
      connection.destroy();
    }, loginTimeMs);
    try {
      const isAccepted = await acceptClient(connection, {
        serviceName: database.serviceName,
        instanceName: database.instanceName,
        refusal: this.#refusal(),
        trace,
      });
      if (!isAccepted) return;
      client.session = new WireSession({ database, channel: connection, trace, log: this.#log });
      await client.session.run(() => clearTimeout(loginTimer));
    } catch (error) {
      const isTheirs = error instanceof ProtocolError || error instanceof CallBroken;
      this.#log(`${connection.peer}: closed: ${isTheirs ? error.message : reportedError(error, this.#log).message}`);
    } finally {
      clearTimeout(loginTimer);
      connection.close();
    }
  }

  #refusal(): number | undefined {
    if (this.isRefusing) return REFUSAL.blocked;
    const maxConnections = this.#options.maxConnections ?? LIMITS.maxConnections;
    return this.#clients.size > maxConnections ? REFUSAL.noHandler : undefined;
  }

  #createTrace(): Trace {
    this.#count += 1;
    return this.#writeTrace === undefined ? NO_TRACE : createTrace(`[${this.#count}]`, this.#writeTrace);
  }
}

function writeError(line: string): void {
  process.stderr.write(`${line}\n`);
}
