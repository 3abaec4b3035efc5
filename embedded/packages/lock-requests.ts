import type { SqlEngine } from '../sql/sql-engine.ts';
import { unimplemented } from '../types/oracle-error.ts';
import type { NativeCall } from './native-package.ts';
import { waitFor } from './waiting.ts';

/**
 * DBMS_LOCK's requests on PostgreSQL's advisory locks of the session's connection: they end with it, whatever happens to the session.
 * A wait asks again and again instead of blocking in PostgreSQL, so that it can be broken off and time out without an error that would
 * spoil the transaction; who releases a lock wakes those that wait for it.
 */

export const LOCK_STATUS = {
  success: 0,
  timeout: 1,
  deadlock: 2,
  parameterError: 3,
  owned: 4,
  /** Of RELEASE and CONVERT. */
  notOwned: 4,
  illegalHandle: 5,
} as const;

export type LockMode = 'NULL' | 'SHARED' | 'EXCLUSIVE';
type Lockable = Pick<NativeCall, 'session' | 'sql'>;

/** A holder in another way than through this module (a connection that broke) is seen after this time. */
const POLL_MILLISECONDS = 100;

const waiting = new Map<bigint, Set<() => void>>();

/** Locks in NULL mode conflict with nothing: PostgreSQL need not know of them. */
const nullLocks = new WeakMap<object, Set<bigint>>();

function nullLocksOf(call: Lockable): Set<bigint> {
  const known = nullLocks.get(call.session) ?? new Set<bigint>();
  nullLocks.set(call.session, known);
  return known;
}

/** Own modes on a key, as PostgreSQL has them. */
async function ownedModes(sql: SqlEngine, key: bigint): Promise<Set<LockMode>> {
  const rows = await sql.runNative(
    `SELECT mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted AND objsubid = 1
       AND (classid::bigint << 32) | objid::bigint = $1::bigint`,
    [String(key)],
  );
  return new Set(rows.map(([mode]) => (mode === 'ExclusiveLock' ? 'EXCLUSIVE' : 'SHARED')));
}

const TRY = {
  SHARED: { session: 'pg_try_advisory_lock_shared', transaction: 'pg_try_advisory_xact_lock_shared' },
  EXCLUSIVE: { session: 'pg_try_advisory_lock', transaction: 'pg_try_advisory_xact_lock' },
} as const;
const UNLOCK = { SHARED: 'pg_advisory_unlock_shared', EXCLUSIVE: 'pg_advisory_unlock' } as const;

async function runLockFunction(sql: SqlEngine, name: string, key: bigint): Promise<boolean> {
  const rows = await sql.runNative(`SELECT ${name}($1::bigint)::text`, [String(key)]);
  return rows[0]?.[0] === 'true';
}

/** Status of DBMS_LOCK.REQUEST. */
export async function requestLock(
  call: Lockable,
  request: { key: bigint; mode: LockMode; seconds: number; releaseOnCommit: boolean },
): Promise<number> {
  const { key, mode } = request;
  const owned = await ownedModes(call.sql, key);
  if (owned.size > 0 || nullLocksOf(call).has(key)) return LOCK_STATUS.owned;
  if (mode === 'NULL') {
    nullLocksOf(call).add(key);
    return LOCK_STATUS.success;
  }
  return acquire(call, TRY[mode][request.releaseOnCommit ? 'transaction' : 'session'], key, request.seconds);
}

async function acquire(call: Lockable, lockFunction: string, key: bigint, seconds: number): Promise<number> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    if (await runLockFunction(call.sql, lockFunction, key)) return LOCK_STATUS.success;
    const left = deadline - performance.now();
    if (left <= 0) return LOCK_STATUS.timeout;
    await waitFor(call.session.interrupt, Math.min(left, POLL_MILLISECONDS), (callback) => onRelease(key, callback));
  }
}

function onRelease(key: bigint, callback: () => void): () => void {
  const callbacks = waiting.get(key) ?? new Set();
  waiting.set(key, callbacks);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0 && waiting.get(key) === callbacks) waiting.delete(key);
  };
}

/** Status of DBMS_LOCK.RELEASE. */
export async function releaseLock(call: Lockable, key: bigint): Promise<number> {
  if (nullLocksOf(call).delete(key)) return LOCK_STATUS.success;
  const [mode] = await ownedModes(call.sql, key);
  if (mode === undefined || mode === 'NULL') return LOCK_STATUS.notOwned;
  await unlock(call, mode, key);
  return LOCK_STATUS.success;
}

async function unlock(call: Lockable, mode: 'SHARED' | 'EXCLUSIVE', key: bigint): Promise<void> {
  // PostgreSQL keeps a lock that was taken for the transaction until its end.
  if (!(await runLockFunction(call.sql, UNLOCK[mode], key))) {
    throw unimplemented('DBMS_LOCK: RELEASE or CONVERT of a lock requested with RELEASE_ON_COMMIT');
  }
  for (const callback of [...(waiting.get(key) ?? [])]) callback();
}

/** Status of DBMS_LOCK.CONVERT: the new mode first, then the old one is given up. */
export async function convertLock(
  call: Lockable,
  request: { key: bigint; mode: LockMode; seconds: number },
): Promise<number> {
  const { key, mode } = request;
  const [owned] = nullLocksOf(call).has(key) ? (['NULL'] as const) : await ownedModes(call.sql, key);
  if (owned === undefined) return LOCK_STATUS.notOwned;
  if (owned === mode) return LOCK_STATUS.success;
  if (mode === 'NULL') nullLocksOf(call).add(key);
  else {
    const status = await acquire(call, TRY[mode].session, key, request.seconds);
    if (status !== LOCK_STATUS.success) return status;
  }
  if (owned === 'NULL') nullLocksOf(call).delete(key);
  else await unlock(call, owned, key);
  return LOCK_STATUS.success;
}
