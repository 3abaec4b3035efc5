import oracledb, { type Connection, type Pool } from 'oracledb';
import type { OracleConfig } from '../config.ts';
import { isServiceError, type ServiceError, serviceError } from '../errors.ts';
import { readOracleError } from '../procedures/oracle-errors.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import { dropConnection } from './drop-connection.ts';

export type OraclePoolOptions = OracleConfig & {
  /** Connections at most. */
  size: number;
  /** Deadline of one call, and of waiting for a connection. */
  timeoutMs: number;
  /** V$SESSION.MODULE of the sessions. */
  module: string;
};

/** Connections of one purpose. Nothing here waits for ever, and an outage leaves it usable: the next request connects again. */
export type OraclePool = {
  readonly size: number;
  /** Rejects with DATABASE_UNAVAILABLE. Its calls have the deadline as `callTimeout`. */
  acquire(): Promise<Connection>;
  /** Back to the pool; what is not committed is rolled back. Never rejects. */
  release(connection: Connection): Promise<void>;
  /**
   * Runs `work` on a connection of its own, within the deadline as a whole. What is not committed at its end is rolled back.
   * Rejects with DATABASE_UNAVAILABLE, and with whatever else the work rejects with.
   */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Ends all sessions, those in use at once. */
  close(): Promise<void>;
};

/** What a call gets beyond its own time-out until its connection is cut off: for the break to be answered. */
const BREAK_MARGIN_MS = 1000;
const RETRY_AFTER_SECONDS = 5;
const QUEUE_TIMEOUT = 'NJS-040';
const RENEW_AFTER_EXPIRIES = 3;

export async function createOraclePool(options: OraclePoolOptions): Promise<OraclePool> {
  const { size, timeoutMs } = options;
  const inUse = new Set<Connection>();
  let pool = await openPool(options);
  let expiries = 0;

  async function acquire(): Promise<Connection> {
    try {
      const connection = await pool.getConnection();
      expiries = 0;
      connection.callTimeout = timeoutMs;
      inUse.add(connection);
      return connection;
    } catch (error) {
      if (readOracleError(error)?.code === QUEUE_TIMEOUT && inUse.size < size) renewStuckPool();
      throw unavailable(error);
    }
  }

  /** Where there is room and yet no connection comes, the pool hangs in a log-on that will never end: another one takes its place. */
  function renewStuckPool(): void {
    expiries += 1;
    if (expiries < RENEW_AFTER_EXPIRIES) return;
    expiries = 0;
    const stuck = pool;
    openPool(options)
      .then((fresh) => {
        pool = fresh;
        return stuck.close(0);
      })
      .catch(() => undefined);
  }

  async function release(connection: Connection): Promise<void> {
    inUse.delete(connection);
    try {
      await withDeadline(connection.close(), timeoutMs, () => dropConnection(connection));
    } catch {
      dropConnection(connection);
    }
  }

  async function use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await acquire();
    try {
      const result = await withDeadline(work(connection), timeoutMs + BREAK_MARGIN_MS, () =>
        dropConnection(connection),
      );
      await release(connection);
      return result;
    } catch (error) {
      if (!isUsableAfter(error)) dropConnection(connection);
      await release(connection);
      throw isServiceError(error) ? error : unavailable(error);
    }
  }

  async function close(): Promise<void> {
    for (const connection of inUse) dropConnection(connection);
    inUse.clear();
    await withDeadline(pool.close(0), timeoutMs, () => undefined).catch(() => undefined);
  }

  return { size, acquire, release, use, close };
}

function openPool({ user, password, connectString, size, timeoutMs, module }: OraclePoolOptions): Promise<Pool> {
  return oracledb.createPool({
    user,
    password,
    connectString,
    // With a minimum the driver would connect again and again without a pause while the database is away.
    poolMin: 0,
    poolMax: size,
    poolIncrement: 1,
    poolPingInterval: 30,
    poolPingTimeout: timeoutMs,
    poolTimeout: 300,
    queueTimeout: timeoutMs,
    queueMax: -1,
    connectTimeout: Math.ceil(timeoutMs / 1000),
    transportConnectTimeout: Math.ceil(timeoutMs / 1000),
    expireTime: 1,
    enableStatistics: false,
    sessionCallback: (connection, _tag, done) => {
      connection.module = module;
      done();
    },
  });
}

/** After any other error of Oracle the session is as it was. */
export function isUsableAfter(error: unknown): boolean {
  if (error instanceof DeadlineError) return false;
  const failure = readOracleError(error);
  return failure === undefined || (failure.class !== 'connection' && failure.class !== 'interrupted');
}

/** Errors that say nothing of the request, only of the database, become DATABASE_UNAVAILABLE; others are left as they are. */
export function unavailable(error: unknown): unknown {
  return error instanceof DeadlineError || !isUsableAfter(error) || isPoolDefect(error)
    ? databaseUnavailable(error)
    : error;
}

export function databaseUnavailable(cause: unknown): ServiceError {
  return serviceError('DATABASE_UNAVAILABLE', { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** When its free list is emptied at the wrong moment the driver's pool hands out nothing, and fails on it. */
function isPoolDefect(error: unknown): boolean {
  return error instanceof TypeError && /undefined|null/.test(error.message);
}
