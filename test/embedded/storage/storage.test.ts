import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PgError } from '../../../embedded/storage/pg-error.ts';
import { rowidNumber, rowidText } from '../../../embedded/storage/rowid.ts';
import { type Storage, startStorage } from '../../../embedded/storage/start-storage.ts';

describe('a storage in memory', () => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await startStorage({
      functions: 'CREATE OR REPLACE FUNCTION ora.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1 * 2',
    });
  });
  afterAll(() => storage.stop());

  it('returns values as text, NULL as null, with column types', async () => {
    const connection = await storage.openConnection();
    const result = await connection.query(
      `SELECT $1::numeric AS n, NULL::text AS t, true AS b, '\\x00ff'::bytea AS r, date '2024-02-29' AS d`,
      ['12345678901234567890.5'],
    );
    expect(result.rows).toEqual([['12345678901234567890.5', null, 't', '\\x00ff', '2024-02-29']]);
    expect(result.fields.map(({ name, typeOid }) => [name, typeOid])).toEqual([
      ['n', 1700],
      ['t', 25],
      ['b', 16],
      ['r', 17],
      ['d', 1082],
    ]);
    await connection.end();
    expect(connection.isOpen).toBe(false);
  });

  it('runs several statements at once and returns the last result', async () => {
    const connection = await storage.openConnection();
    const result = await connection.query('SELECT 1; SELECT 2 AS b UNION ALL SELECT 3');
    expect(result).toMatchObject({ rows: [['2'], ['3']], rowCount: 2 });
    await connection.end();
  });

  it('keeps a named statement prepared', async () => {
    const connection = await storage.openConnection();
    for (const n of ['1', '2']) {
      expect((await connection.query('SELECT $1::int + 1', [n], { name: 'plus' })).rows).toEqual([
        [String(Number(n) + 1)],
      ]);
    }
    const { rows } = await connection.query('SELECT name FROM pg_prepared_statements');
    expect(rows).toEqual([['plus']]);
    await connection.end();
  });

  it('reports errors with their SQLSTATE and the objects concerned, and stays usable', async () => {
    const connection = await storage.openConnection();
    await connection.query(
      'CREATE TABLE public.t (a int CONSTRAINT t_pk PRIMARY KEY); INSERT INTO public.t VALUES (1)',
    );
    const error = await connection.query('INSERT INTO public.t VALUES (1)').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PgError);
    expect(error).toMatchObject({
      code: '23505',
      schema: 'public',
      table: 't',
      constraint: 't_pk',
      isConnectionLost: false,
    });
    await expect(connection.query('SELECT x')).rejects.toMatchObject({ code: '42703', position: 8 });
    expect((await connection.query('SELECT count(*) FROM public.t')).rows).toEqual([['1']]);
    await connection.end();
  });

  it('breaks off a running query on cancel', async () => {
    const connection = await storage.openConnection();
    const sleeping = connection.query('SELECT pg_sleep(600)').catch((error: unknown) => error);
    const observer = await storage.openConnection();
    const isSleeping = async () =>
      (
        await observer.query(
          `SELECT 1 FROM pg_stat_activity WHERE pid = ${connection.processId} AND wait_event = 'PgSleep'`,
        )
      ).rowCount === 1;
    while (!(await isSleeping()));
    await connection.cancel();
    expect(await sleeping).toMatchObject({ code: '57014' });
    expect((await connection.query('SELECT 1')).rows).toEqual([['1']]);
    await connection.end();
    await observer.end();
  });

  it('has functions for ROWIDs that agree with those in TypeScript', async () => {
    const connection = await storage.openConnection();
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 0n, max: (1n << 51n) - 1n }), async (number) => {
        const text = rowidText(number);
        expect(text).toMatch(/^[A-Za-z0-9+/]{18}$/);
        expect(rowidNumber(text)).toBe(number);
        const sql = 'SELECT ora.rowid_text($1::bigint), ora.rowid_number($2::text)';
        expect((await connection.query(sql, [String(number), text])).rows).toEqual([[text, String(number)]]);
      }),
      { numRuns: 50 },
    );
    expect(rowidNumber('AAAR3sAAEAAAACXAAA')).toBeUndefined();
    expect((await connection.query(`SELECT ora.rowid_number('AAAR3sAAEAAAACXAAA')`)).rows).toEqual([[null]]);
    await expect(connection.query(`SELECT ora.rowid_number('x')`)).rejects.toMatchObject({
      code: 'ORA00',
      message: 'ORA-01410: invalid ROWID',
    });
    await connection.end();
  });

  it("raises Oracle's text for a value that is too long", async () => {
    const connection = await storage.openConnection();
    await connection.query(`CREATE TABLE public."T" ("C" text
      CHECK (octet_length("C") <= 3 OR ora.value_too_large(octet_length("C"), 3, 'S', 'T', 'C')))`);
    await connection.query(`INSERT INTO public."T" VALUES ('añ')`);
    await expect(connection.query(`INSERT INTO public."T" VALUES ('ñandú')`)).rejects.toMatchObject({
      code: 'ORA00',
      message: 'ORA-12899: value too large for column "S"."T"."C" (actual: 7, maximum: 3)',
    });
    await connection.end();
  });

  it('has the functions that it was started with', async () => {
    const connection = await storage.openConnection();
    expect((await connection.query('SELECT ora.twice(4)')).rows).toEqual([['8']]);
    await connection.end();
  });

  it('keeps what was committed over a crash, and loses the connections', async () => {
    const connection = await storage.openConnection();
    await connection.query('CREATE TABLE public.kept (a int); INSERT INTO public.kept VALUES (1)');
    await connection.query('BEGIN; INSERT INTO public.kept VALUES (2)');
    const closed = new Promise<void>((resolve) => connection.onClosed(resolve));
    const running = connection.query('SELECT pg_sleep(600)').catch((error: unknown) => error);
    await storage.kill();
    expect(storage.isRunning).toBe(false);
    expect(await running).toMatchObject({ isConnectionLost: true });
    await closed;
    await expect(storage.openConnection()).rejects.toMatchObject({ code: '08006' });
    await expect(connection.query('SELECT 1')).rejects.toMatchObject({ code: '08006' });
    await storage.restart();
    const again = await storage.openConnection();
    expect((await again.query('SELECT a FROM public.kept')).rows).toEqual([['1']]);
    await again.end();
  });

  it('tells of a server that ended by itself', async () => {
    const connection = await storage.openConnection();
    const { rows } = await connection.query(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)`);
    const failed = new Promise<string>((resolve) => storage.onFailure(resolve));
    process.kill(Number(rows[0]?.[0]), 'SIGQUIT');
    expect(await failed).toContain('immediate shutdown');
    await storage.restart();
    await (await storage.openConnection()).end();
  });
});

describe('the end of a storage in memory', () => {
  it('leaves no folder', async () => {
    const storage = await startStorage();
    expect(existsSync(storage.dataDir)).toBe(true);
    await storage.stop();
    expect(existsSync(storage.dataDir)).toBe(false);
  });
});
