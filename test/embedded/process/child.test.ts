import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readListener } from '../../../embedded/data-folder.ts';
import { type RunningChild, startChild } from './child-process.ts';

describe('the database as a child process', () => {
  let dataDir: string;
  let child: RunningChild | undefined;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-child-'));
  });
  afterEach(async () => {
    child?.process.kill('SIGTERM');
    await child?.ended;
    await rm(dataDir, { recursive: true, force: true });
  });

  async function rowsOf(sql: string, connection: oracledb.Connection): Promise<unknown> {
    return (await connection.execute(sql)).rows;
  }

  it('has the service’s objects, keeps data, and starts again after kill -9', async () => {
    child = await startChild(dataDir);
    const connection = await oracledb.getConnection(child.login);
    expect(await rowsOf(`SELECT COUNT(*) FROM user_objects WHERE status = 'INVALID'`, connection)).toEqual([[0]]);
    expect(await rowsOf(`SELECT COUNT(*) FROM user_objects WHERE object_name = 'PROC_TEST'`, connection)).toEqual([
      [1],
    ]);
    await connection.execute('CREATE TABLE kept (id NUMBER)');
    await connection.execute('INSERT INTO kept VALUES (1)', [], { autoCommit: true });
    await connection.execute('INSERT INTO kept VALUES (2)');
    child.process.kill('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    await connection.close().catch(() => undefined);

    child = await startChild(dataDir);
    const again = await oracledb.getConnection(child.login);
    expect(await rowsOf('SELECT id FROM kept', again)).toEqual([[1]]);
    await again.close();
  });

  it('ends when its parent is gone', async () => {
    child = await startChild(dataDir);
    expect((await readListener(dataDir))?.pid).toBe(child.process.pid);
    child.process.disconnect();
    expect(await child.ended).toBe(0);
    expect(await readListener(dataDir)).toBeUndefined();
  });

  it('refuses a folder that another one uses', async () => {
    child = await startChild(dataDir);
    await expect(startChild(dataDir)).rejects.toThrow(dataDir);
  });
});
