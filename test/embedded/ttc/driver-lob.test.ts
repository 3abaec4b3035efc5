import { Readable } from 'node:stream';
import { buffer as readBuffer, text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import oracledb from 'oracledb';
import { describe, expect, test } from 'vitest';
import type { ExecuteRequest } from '../../../embedded/session/database-session.ts';
import { BLOB, CLOB, NUMBER } from '../../../embedded/types/data-type.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { Lob } from '../../../embedded/types/values.ts';
import { useHarness } from './driver-helper.ts';
import { column, handleOf, rowsOf } from './scripted-database.ts';

const harness = useHarness();
const MEGABYTE = 1024 * 1024;
const ORIGIN = { schema: 'APP', table: 'T', column: 'C', rowid: 'AAAR3sAAEAAAACXAAA' };
const longText = 'año 日本 𝄞 '.repeat(Math.ceil((20 * MEGABYTE) / 11));
const longBytes = Buffer.from(Uint32Array.from({ length: 5 * MEGABYTE }, (_, index) => index * 2_654_435_761).buffer);
const asString: oracledb.ExecuteOptions = {
  fetchTypeHandler({ dbType }) {
    if (dbType === oracledb.DB_TYPE_CLOB || dbType === oracledb.DB_TYPE_NCLOB) return { type: oracledb.STRING };
    return dbType === oracledb.DB_TYPE_BLOB ? { type: oracledb.BUFFER } : undefined;
  },
};

function selectOf(name: string, lobs: () => (Lob | null)[][], types = [CLOB, BLOB]): string {
  const text = `SELECT * FROM ${name}`;
  const columns = types.map((type, index) => column(`L${index}`, type));
  harness.database.on(text, () => ({ cursor: rowsOf(columns, lobs()) }));
  return text;
}

async function contentOf(lob: unknown): Promise<string | Buffer> {
  return (lob as oracledb.Lob).getData();
}

describe('LOB columns', () => {
  test('are fetched as locators, in several round trips and again', async () => {
    const connection = await harness.connect();
    const text = selectOf('LOBS', () => [
      [new Lob('CLOB', 'a 𝄞 b'), new Lob('BLOB', Buffer.from('cafe', 'hex'))],
      [new Lob('CLOB', ''), new Lob('BLOB', Buffer.alloc(0))],
      [null, null],
    ]);
    for (let round = 0; round < 3; round++) {
      const { rows } = await connection.execute<oracledb.Lob[]>(text, [], { fetchArraySize: 1 });
      expect(rows).toHaveLength(3);
      expect(rows?.[0]?.[0]?.length).toBe(6);
      expect(await contentOf(rows?.[0]?.[0])).toBe('a 𝄞 b');
      expect(await contentOf(rows?.[0]?.[1])).toEqual(Buffer.from('cafe', 'hex'));
      expect(rows?.[1]?.[0]?.length).toBe(0);
      expect(rows?.[2]).toEqual([null, null]);
    }
  });

  test('are fetched as text and Buffers', async () => {
    const connection = await harness.connect();
    const text = selectOf(
      'INLINE_LOBS',
      () => [
        [new Lob('CLOB', 'a 𝄞 b'), new Lob('BLOB', Buffer.alloc(100_000, 1)), new Lob('NCLOB', 'ñ𝄞'.repeat(40_000))],
        [null, null, null],
      ],
      [CLOB, BLOB, { kind: 'NCLOB' }],
    );
    for (let round = 0; round < 2; round++) {
      const { rows } = await connection.execute<unknown[]>(text, [], asString);
      expect(rows).toEqual([
        ['a 𝄞 b', Buffer.alloc(100_000, 1), 'ñ𝄞'.repeat(40_000)],
        [null, null, null],
      ]);
    }
  });

  test('of 20 MB are streamed', async () => {
    const connection = await harness.connect();
    const text = selectOf('LONG_LOBS', () => [[new Lob('CLOB', longText, ORIGIN), new Lob('BLOB', longBytes, ORIGIN)]]);
    const { rows } = await connection.execute<oracledb.Lob[]>(text);
    const [clob, blob] = rows?.[0] ?? [];
    if (clob === undefined || blob === undefined) throw new Error('no LOBs');
    clob.setEncoding('utf8');
    expect((await readText(clob)) === longText).toBe(true);
    expect(longBytes.equals(await readBuffer(blob))).toBe(true);
  });

  // Less than 20 MB: the driver decodes a message from its start again with every piece of it that comes.
  test('that are long are read whole, and fetched inline', async () => {
    const connection = await harness.connect();
    const [shorterText, shorterBytes] = [longText.slice(0, 3_000_000), longBytes.subarray(0, 3_000_000)];
    const text = selectOf('WHOLE_LOBS', () => [[new Lob('CLOB', shorterText), new Lob('BLOB', shorterBytes)]]);
    const { rows } = await connection.execute<oracledb.Lob[]>(text);
    expect((await contentOf(rows?.[0]?.[0])) === shorterText).toBe(true);
    expect(shorterBytes.equals((await contentOf(rows?.[0]?.[1])) as Buffer)).toBe(true);
    const inline = await connection.execute<unknown[]>(text, [], asString);
    expect(inline.rows?.[0]?.[0] === shorterText).toBe(true);
    expect(shorterBytes.equals(inline.rows?.[0]?.[1] as Buffer)).toBe(true);
  });

  test('of a REF CURSOR', async () => {
    const connection = await harness.connect();
    const rows = Array.from({ length: 120 }, (_, index) => [new Decimal(index), new Lob('CLOB', `text ${index}`)]);
    harness.database.on('BEGIN LOB_CURSOR(:C); END;', () => ({
      directions: ['OUT'],
      outBinds: [[handleOf([column('N', NUMBER), column('C', CLOB)], rows)]],
    }));
    const { outBinds } = await connection.execute<{ C: oracledb.ResultSet<[number, oracledb.Lob]> }>(
      'BEGIN LOB_CURSOR(:C); END;',
      { C: { dir: oracledb.BIND_OUT, type: oracledb.CURSOR } },
    );
    const fetched = await outBinds?.C.getRows();
    expect(fetched).toHaveLength(120);
    expect(await contentOf(fetched?.[119]?.[1])).toBe('text 119');
  });
});

describe('LOB binds', () => {
  test('of 20 MB go to PL/SQL, and come back', async () => {
    const connection = await harness.connect();
    let seen: ExecuteRequest | undefined;
    harness.database.on('BEGIN BIG(:C, :B, :O); END;', (request) => {
      seen = request;
      return { directions: ['IN', 'IN', 'OUT'], outBinds: [[undefined, undefined, request.rows[0]?.[0] ?? null]] };
    });
    const { outBinds } = await connection.execute<{ O: oracledb.Lob }>('BEGIN BIG(:C, :B, :O); END;', {
      C: { type: oracledb.CLOB, val: longText },
      B: { type: oracledb.BLOB, val: longBytes },
      O: { type: oracledb.CLOB, dir: oracledb.BIND_OUT },
    });
    const [clob, blob] = seen?.rows[0] ?? [];
    expect(seen?.binds.map((bind) => bind.type.kind)).toEqual(['CLOB', 'BLOB', 'CLOB']);
    expect((clob as Lob).content === longText).toBe(true);
    expect(longBytes.equals((blob as Lob).content as Buffer)).toBe(true);
    outBinds?.O.setEncoding('utf8');
    expect((await readText(outBinds?.O as oracledb.Lob)) === longText).toBe(true);
  });

  test('that are long strings of a block become temporary CLOBs', async () => {
    const connection = await harness.connect();
    const value = 'x'.repeat(100_000);
    let kind: string | undefined;
    harness.database.on('BEGIN LONG_TEXT(:T); END;', (request) => {
      kind = request.binds[0]?.type.kind;
      return { directions: ['IN OUT'], outBinds: [[new Lob('CLOB', 'back')]] };
    });
    const { outBinds } = await connection.execute('BEGIN LONG_TEXT(:T); END;', {
      T: { dir: oracledb.BIND_INOUT, val: value, maxSize: 200_000 },
    });
    expect(kind).toBe('CLOB');
    expect(outBinds).toEqual({ T: 'back' });
  });

  test('written as streams in small pieces', async () => {
    const connection = await harness.connect();
    let lob: unknown;
    harness.database.on('INSERT INTO T VALUES (:L)', (request) => {
      lob = request.rows[0]?.[0];
      return { rowCount: 1 };
    });
    const content = () => (lob as Lob).content;
    const blob = await connection.createLob(oracledb.BLOB);
    await pipeline(Readable.from(piecesOf(longBytes, 16_384)), blob);
    await connection.execute('INSERT INTO T VALUES (:L)', [blob]);
    expect(longBytes.equals(content() as Buffer)).toBe(true);
    const clob = await connection.createLob(oracledb.CLOB);
    const shorter = longText.slice(0, MEGABYTE);
    await pipeline(Readable.from(piecesOf(shorter, 999)), clob);
    await connection.execute('INSERT INTO T VALUES (:L)', { L: { val: clob, type: oracledb.CLOB } as never });
    expect(content() === shorter).toBe(true);
  });

  test('returned by an INSERT are written to the row, gathered', async () => {
    const connection = await harness.connect();
    const session = harness.database.lastSession;
    const stored = new Lob('BLOB', Buffer.alloc(0), ORIGIN);
    const text = 'INSERT INTO T VALUES (EMPTY_BLOB()) RETURNING B INTO :B';
    harness.database.on(text, () => ({ rowCount: 1, returned: [[[stored]]] }));
    const { outBinds } = await connection.execute<{ B: oracledb.Lob[] }>(text, {
      B: { type: oracledb.BLOB, dir: oracledb.BIND_OUT },
    });
    const lob = outBinds?.B[0];
    await pipeline(Readable.from(piecesOf(longBytes, 65_536)), lob as never);
    await connection.commit();
    expect(longBytes.equals(stored.content as Buffer)).toBe(true);
    expect(session.lobWrites).toBeLessThanOrEqual(2);
  });
});

function* piecesOf<Content extends Buffer | string>(content: Content, size: number): Generator<Content> {
  for (let start = 0; start < content.length; start += size) {
    yield content.slice(start, start + size) as Content;
  }
}

test('temporary LOBs are freed with the next call, and unusable then', async () => {
  const connection = await harness.connect();
  const lob = await connection.createLob(oracledb.CLOB);
  await new Promise<void>((resolve) => lob.end('x', () => resolve()));
  harness.database.on('INSERT INTO FREED VALUES (:L)', () => ({ rowCount: 1 }));
  const insert = () => connection.execute('INSERT INTO FREED VALUES (:L)', [lob]);
  await insert();
  // What the driver does to one when its stream is closed.
  (lob as unknown as { _impl: { close(): void } })._impl.close();
  await connection.ping();
  await expect(insert()).rejects.toMatchObject({ code: 'ORA-22275' });
  await connection.ping();
});
