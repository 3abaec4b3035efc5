import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockHandleOf } from '../../../embedded/packages/dbms-lock.ts';
import type { NativeCall } from '../../../embedded/packages/native-package.ts';
import type { PgConnection } from '../../../embedded/storage/pg-connection.ts';
import { startStorage } from '../../../embedded/storage/start-storage.ts';
import { nativeCall, openSession, output, result } from './native-call.ts';

const SHARED = 4;
const EXCLUSIVE = 6;
const MAXWAIT = 32_767;

let dataDir: string;
let storage: Awaited<ReturnType<typeof startStorage>>;
const connections: PgConnection[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dbms-lock-test-'));
  storage = await startStorage({ dataDir });
});
afterAll(async () => {
  for (const connection of connections) await connection.end();
  await storage.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function connect(): Promise<{ call: NativeCall; connection: PgConnection }> {
  const connection = await storage.openConnection();
  connections.push(connection);
  return { call: nativeCall(openSession(), connection), connection };
}

const request = (call: NativeCall, lock: number | string, mode = EXCLUSIVE, timeout = 0, releaseOnCommit = false) =>
  result(call, 'DBMS_LOCK.REQUEST', lock, mode, timeout, releaseOnCommit);
const release = (call: NativeCall, lock: number | string) => result(call, 'DBMS_LOCK.RELEASE', lock);
const convert = (call: NativeCall, lock: number | string, mode: number, timeout = 0) =>
  result(call, 'DBMS_LOCK.CONVERT', lock, mode, timeout);

describe('DBMS_LOCK', () => {
  it('gives a name the same handle everywhere', async () => {
    const { call } = await connect();
    const handle = await output(call, 1, 'DBMS_LOCK.ALLOCATE_UNIQUE', 'my lock', null, 864_000);
    expect(handle).toBe(lockHandleOf('my lock'));
    expect(handle).toMatch(/^1\d{24}$/);
    expect(lockHandleOf('My lock')).not.toBe(handle);
  });

  it('lets one session hold an exclusive lock', async () => {
    const [one, other] = [await connect(), await connect()];
    expect(await request(one.call, 1)).toBe(0);
    expect(await request(one.call, 1)).toBe(4);
    expect(await request(other.call, 1)).toBe(1);
    expect(await request(other.call, 2)).toBe(0);
    expect(await release(other.call, 1)).toBe(4);
    expect(await release(one.call, 1)).toBe(0);
    expect(await request(other.call, 1)).toBe(0);
  });

  it('shares a shared lock', async () => {
    const [one, other] = [await connect(), await connect()];
    expect(await request(one.call, 10, SHARED)).toBe(0);
    expect(await request(other.call, 10, SHARED)).toBe(0);
    expect(await convert(other.call, 10, EXCLUSIVE)).toBe(1);
    expect(await release(one.call, 10)).toBe(0);
    expect(await convert(other.call, 10, EXCLUSIVE)).toBe(0);
    expect(await request(one.call, 10, SHARED)).toBe(1);
    expect(await convert(other.call, 10, SHARED)).toBe(0);
    expect(await request(one.call, 10, SHARED)).toBe(0);
    expect(await convert(one.call, 11, SHARED)).toBe(4);
  });

  it('waits until the lock is released', async () => {
    const [one, other] = [await connect(), await connect()];
    const handle = lockHandleOf('waited for');
    expect(await request(one.call, handle)).toBe(0);
    const waiting = request(other.call, handle, EXCLUSIVE, MAXWAIT);
    expect(await release(one.call, handle)).toBe(0);
    expect(await waiting).toBe(0);
    expect(await request(one.call, handle, SHARED, 0.05)).toBe(1);
  });

  it('gets a lock whose holder is gone', async () => {
    const [one, other] = [await connect(), await connect()];
    expect(await request(one.call, 20)).toBe(0);
    const waiting = request(other.call, 20, EXCLUSIVE, MAXWAIT);
    await one.connection.end();
    expect(await waiting).toBe(0);
  });

  it('can be broken off while it waits', async () => {
    const [one, other] = [await connect(), await connect()];
    expect(await request(one.call, 30)).toBe(0);
    const waiting = request(other.call, 30, EXCLUSIVE, MAXWAIT);
    other.call.session.interrupt.request();
    await expect(waiting).rejects.toThrow('ORA-01013');
    other.call.session.interrupt.clear();
    expect(await release(one.call, 30)).toBe(0);
    expect(await request(one.call, 30)).toBe(0);
  });

  it('releases at the commit where that was asked for', async () => {
    const [one, other] = [await connect(), await connect()];
    await one.connection.query('BEGIN');
    expect(await request(one.call, 40, EXCLUSIVE, 0, true)).toBe(0);
    expect(await request(other.call, 40)).toBe(1);
    await one.connection.query('COMMIT');
    expect(await request(other.call, 40)).toBe(0);
  });

  it('takes the null mode for no lock', async () => {
    const [one, other] = [await connect(), await connect()];
    expect(await request(one.call, 50, 1)).toBe(0);
    expect(await request(one.call, 50, 1)).toBe(4);
    expect(await request(other.call, 50)).toBe(0);
    expect(await convert(one.call, 50, SHARED)).toBe(1);
    expect(await release(one.call, 50)).toBe(0);
  });

  it('answers wrong arguments with a status', async () => {
    const { call } = await connect();
    expect(await request(call, -1)).toBe(3);
    expect(await request(call, 1_073_741_824)).toBe(3);
    expect(await request(call, 'no handle')).toBe(5);
    expect(await request(call, 60, 9)).toBe(3);
    expect(await request(call, 60, EXCLUSIVE, -1)).toBe(3);
    await expect(request(call, 60, 3)).rejects.toThrow('ORA-03001');
  });
});
