import { DEFAULT_FIRST_USERS, type FirstUsers } from './catalog/first-users.ts';
import { loadCatalog } from './catalog/load-catalog.ts';
import { announceListener, withdrawListener } from './data-folder.ts';
import { runFirstScripts } from './first-scripts.ts';
import { type Listener, startListener } from './net/start-listener.ts';
import type { CommitPhase } from './session/commit-fault.ts';
import { createDatabase, type RunningDatabase } from './session/create-database.ts';
import type { DatabaseSession } from './session/database-session.ts';
import { INSTANCE } from './session/instance.ts';
import type { SessionState } from './session/session-state.ts';
import { RUNTIME_SCRIPT } from './sql/runtime/install-runtime.ts';
import { type Storage, startStorage } from './storage/start-storage.ts';
import { OracleError } from './types/oracle-error.ts';

export type EmbeddedOptions = {
  /** 0, the default: any free one. */
  port?: number | undefined;
  /** Default: the loopback interface. */
  host?: string | undefined;
  /** Where the data is kept between runs. Undefined: a temporary folder that is gone afterwards. */
  dataDir?: string | undefined;
  /** One line a message of the protocol. */
  trace?: ((line: string) => void) | undefined;
  /** What an operator should know. Default: standard error. */
  log?: ((line: string) => void) | undefined;
  users?: FirstUsers | undefined;
  /** SQL*Plus scripts that a new database runs as the application user. Default: the service's own (`sql/`). */
  firstScripts?: readonly string[] | undefined;
};

/** A running database. */
export type EmbeddedOracle = {
  /** For the driver: `127.0.0.1:1521/FREEPDB1`. */
  readonly connectString: string;
  /** The application user, as a new database has it. */
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly faults: Faults;
  /** Breaks off what runs, rolls back what is open, ends the storage. */
  stop(): Promise<void>;
};

/** Real faults on real sockets, for tests. */
export type Faults = {
  /** Cuts every client's socket. Running calls go on to their end. */
  cutConnections(): void;
  /**
   * Cuts the socket of the session that is the next to commit, of those that `concerns` takes: before the commit, and its server process
   * dies with it, or when it is done, before the client is told. Resolves when it is cut.
   */
  cutAtCommit(phase: CommitPhase, concerns: (session: SessionState) => boolean): Promise<void>;
  /** While on, new clients are refused. */
  refuseConnections(isOn: boolean): void;
  /** No byte goes in or out until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** The storage crashes: all sessions break off with ORA-03113, new ones get ORA-01034. */
  stopStorage(): Promise<void>;
  startStorage(): Promise<void>;
};

/** Starts the embedded database. Rejects with an Error that names the cure where the port or the data folder cannot be had. */
export async function startEmbeddedOracle(options: EmbeddedOptions = {}): Promise<EmbeddedOracle> {
  const users = options.users ?? DEFAULT_FIRST_USERS;
  const storage = await startStorage({ dataDir: options.dataDir, functions: RUNTIME_SCRIPT });
  try {
    const catalog = await loadCatalog(storage, users);
    const database = createDatabase({ storage, catalog });
    const host = options.host ?? '127.0.0.1';
    const listener = await startListener({
      database,
      port: options.port ?? 0,
      host,
      log: options.log,
      trace: options.trace,
    });
    const { name: user, password } = users.application;
    const connectString = `${host}:${listener.port}/${INSTANCE.serviceName}`;
    const stop = async () => {
      await withdrawListener(options.dataDir);
      const closed = listener.close();
      await database.terminateSessions(new OracleError(1089, 'immediate shutdown or close in progress'));
      await closed;
      await catalog.close();
      await storage.stop();
    };
    try {
      await runFirstScripts(storage, { user, password, connectString }, options);
      await announceListener(options.dataDir, { port: listener.port, host, pid: process.pid });
    } catch (error) {
      await stop();
      throw error;
    }
    return {
      connectString,
      user,
      password,
      port: listener.port,
      faults: faultsOf(listener, storage, database),
      stop: oneTime(stop),
    };
  } catch (error) {
    await storage.stop();
    throw error;
  }
}

function faultsOf(listener: Listener, storage: Storage, database: RunningDatabase): Faults {
  return {
    cutConnections: () => listener.cutConnections(),
    cutAtCommit: (phase, concerns) =>
      new Promise((resolve) => {
        const cut = (session: DatabaseSession) => {
          listener.cutConnections(session);
          resolve();
        };
        database.commitFaults.add({ phase, concerns, cut });
      }),
    refuseConnections: (isOn) => listener.refuseConnections(isOn),
    freeze: () => listener.freeze(),
    thaw: () => listener.thaw(),
    stopStorage: () => storage.kill(),
    startStorage: () => storage.restart(),
  };
}

function oneTime(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= stop();
    return stopping;
  };
}
