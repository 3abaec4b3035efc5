import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** Single points that the driver's documentation tells of. */

/** Not in the driver's type declarations yet. */
const { future } = oracledb as unknown as { future: { oldJsonColumnAsObj: boolean } };

let oracle: EmbeddedOracle;
let connection: oracledb.Connection;
const logged: string[] = [];

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [], log: (line) => logged.push(line) });
  const { user, password, connectString } = oracle;
  connection = await oracledb.getConnection({ user, password, connectString });
});
afterEach(async () => {
  await connection.rollback();
  expect(logged.splice(0)).toEqual([]);
});
afterAll(async () => {
  await connection?.close();
  await oracle?.stop();
});

describe('binds', () => {
  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d is no number of Oracle, but one of IEEE',
    async (value) => {
      // What the driver sends for it are no digits.
      await expect(connection.execute('SELECT :1 FROM dual', [value])).rejects.toThrow('ORA-01722');
      const { rows } = await connection.execute('SELECT :1 FROM dual', [
        { type: oracledb.DB_TYPE_BINARY_DOUBLE, val: value } as oracledb.BindParameter,
      ]);
      expect(rows).toEqual([[value]]);
    },
  );
});

describe('metadata', () => {
  test('tells of JSON columns however they are selected, and not of functions that make JSON', async () => {
    await connection.execute(`CREATE TABLE documents (
      v VARCHAR2(4000) CHECK (v IS JSON), c CLOB CHECK (c IS JSON), b BLOB CHECK (b IS JSON), plain VARCHAR2(10))`);
    const document = { a: 1, list: ['x', null, true], text: 'é𝄞' };
    const text = JSON.stringify(document);
    await connection.execute(`INSERT INTO documents VALUES (:1, :2, :3, 'x')`, [text, text, Buffer.from(text)]);
    const all = await connection.execute('SELECT d.*, v AS w FROM documents d');
    expect(all.metaData?.map((column) => column.isJson)).toEqual([true, true, true, false, true]);
    const { metaData } = await connection.execute(`SELECT JSON_OBJECT('a' VALUE 1) FROM documents`);
    expect(metaData?.[0]?.isJson).toBe(false);
    future.oldJsonColumnAsObj = true;
    try {
      const { rows } = await connection.execute('SELECT v, c, b, plain FROM documents');
      expect(rows).toEqual([[document, document, document, 'x']]);
    } finally {
      future.oldJsonColumnAsObj = false;
    }
  });

  test('of FLOAT columns is their binary precision', async () => {
    await connection.execute('CREATE TABLE floats (a FLOAT, b FLOAT(10), c REAL, d DOUBLE PRECISION, e NUMBER)');
    const { metaData } = await connection.execute('SELECT a, b, c, d, e, a + 1 FROM floats');
    expect(metaData?.map(({ precision, scale }) => [precision, scale])).toEqual([
      [126, -127],
      [10, -127],
      [63, -127],
      [126, -127],
      [0, -127],
      [0, -127],
    ]);
  });
});

describe('LOBs', () => {
  test('of a row are written only where it is locked', async () => {
    await connection.execute('CREATE TABLE texts (c CLOB)');
    await connection.execute(`INSERT INTO texts VALUES ('abc')`);
    await connection.commit();
    const write = async (sql: string) => {
      const { rows } = await connection.execute<[oracledb.Lob]>(sql);
      const lob = rows?.[0]?.[0] as oracledb.Lob;
      await new Promise<void>((resolve, reject) => {
        lob.on('finish', resolve).on('error', reject);
        lob.end('X');
      });
    };
    await expect(write('SELECT c FROM texts')).rejects.toThrow('ORA-22920');
    await write('SELECT c FROM texts FOR UPDATE');
    const { rows } = await connection.execute('SELECT TO_CHAR(c) FROM texts');
    expect(rows).toEqual([['Xbc']]);
  });
});

describe('tracing', () => {
  test('attributes of the connection are in V$SESSION and V$SQL_MONITOR', async () => {
    const { connectString } = oracle;
    const admin = await oracledb.getConnection({ user: 'system', password: 'oracle', connectString });
    try {
      Object.assign(admin, { ecid: 'context 1', dbOp: 'monthly report', module: 'reports', action: 'sum' });
      const own = `SYS_CONTEXT('USERENV', 'SID')`;
      const session = await admin.execute(`SELECT ecid, module, action FROM v$session WHERE sid = ${own}`);
      expect(session.rows).toEqual([['context 1', 'reports', 'sum']]);
      const operation = await admin.execute(`SELECT dbop_name, status FROM v$sql_monitor WHERE sid = ${own}`);
      expect(operation.rows).toEqual([['monthly report', 'EXECUTING']]);
    } finally {
      await admin.close();
    }
  });
});

describe('statistics', () => {
  test('count the round trips and open cursors of a session, as V$SESSTAT shows them', async () => {
    const { connectString } = oracle;
    const admin = await oracledb.getConnection({ user: 'system', password: 'oracle', connectString });
    const { rows } = await connection.execute<[string]>(`SELECT SYS_CONTEXT('USERENV', 'SID') FROM dual`);
    const sid = rows?.[0]?.[0];
    const statistic = async (name: string) => {
      const sql = `SELECT ss.value FROM v$sesstat ss, v$statname sn
        WHERE ss.sid = :1 AND ss.statistic# = sn.statistic# AND sn.name LIKE :2`;
      return (await admin.execute<[number]>(sql, [sid, name])).rows?.[0]?.[0] ?? Number.NaN;
    };
    const roundTripsOf = async (work: () => Promise<unknown>) => {
      const before = await statistic('%roundtrip%client%');
      await work();
      return (await statistic('%roundtrip%client%')) - before;
    };
    const count = 'SELECT LEVEL FROM dual CONNECT BY LEVEL <= :1';
    try {
      expect(await roundTripsOf(async () => {})).toBe(0);
      expect(await roundTripsOf(() => connection.ping())).toBe(1);
      expect(await roundTripsOf(() => connection.execute(count, [1]))).toBe(1);
      expect(await roundTripsOf(() => connection.execute(count, [1000], { prefetchRows: 1001 }))).toBe(1);
      expect(
        await roundTripsOf(() => connection.execute(count, [150], { prefetchRows: 100, fetchArraySize: 100 })),
      ).toBe(2);
      const before = await statistic('opened cursors current');
      const { resultSet } = await connection.execute('SELECT 1 one FROM dual', [], { resultSet: true });
      expect((await statistic('opened cursors current')) - before).toBe(1);
      await resultSet?.close();
    } finally {
      await admin.close();
    }
  });
});

describe('nested cursors', () => {
  const sql = `SELECT d.n, CURSOR(SELECT e.m, CURSOR(SELECT d.n + e.m total FROM dual) inmost
      FROM (SELECT LEVEL m FROM dual CONNECT BY LEVEL <= 2) e WHERE e.m <= d.n) inner_rows
    FROM (SELECT LEVEL * 10 n FROM dual CONNECT BY LEVEL <= 2) d`;

  test('have rows of their own at any depth, with the values of the rows around them', async () => {
    const { rows } = await connection.execute(sql);
    expect(rows).toEqual([
      [
        10,
        [
          [1, [[11]]],
          [2, [[12]]],
        ],
      ],
      [
        20,
        [
          [1, [[21]]],
          [2, [[22]]],
        ],
      ],
    ]);
  });

  test('are result sets where the outer one is', async () => {
    const { resultSet } = await connection.execute<
      [number, oracledb.ResultSet<[number, oracledb.ResultSet<number[]>]>]
    >(sql, [], { resultSet: true });
    const outer = await resultSet?.getRow();
    const middle = await outer?.[1].getRow();
    expect(await middle?.[1].getRows(5)).toEqual([[11]]);
    await resultSet?.close();
  });
});

describe('long statements', () => {
  const list = (count: number, separator: string, item: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => item(index)).join(separator);

  test('concatenate and build JSON of more parts than PostgreSQL has arguments', async () => {
    const binds = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`b${index}`, 'é']));
    const { rows } = await connection.execute<[string]>(
      `SELECT ${list(1001, ' || ', (index) => `:b${index}`)} FROM dual`,
      binds,
    );
    expect(rows?.[0]?.[0]).toBe('é'.repeat(1001));
    const object = await connection.execute<[string]>(
      `SELECT JSON_OBJECT(${list(150, ', ', (index) => `'k${index}' VALUE ${index}`)}) FROM dual`,
    );
    expect(JSON.parse(object.rows?.[0]?.[0] ?? '')).toMatchObject({ k0: 0, k149: 149 });
  });

  test('write rows of 1000 columns, as far as one page holds them', async () => {
    await connection.execute(`CREATE TABLE wide (${list(1000, ', ', (index) => `c${index} VARCHAR2(200)`)})`);
    const insert = `INSERT INTO wide VALUES (${list(1000, ', ', (index) => `:b${index}`)})`;
    const bindsOf = (text: string) =>
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`b${index}`, text]));
    await connection.execute(insert, bindsOf('short'));
    const { rows } = await connection.execute<string[]>('SELECT * FROM wide');
    expect(rows?.[0]).toEqual(Array.from({ length: 1000 }, () => 'short'));
    await expect(connection.execute(insert, bindsOf('x'.repeat(200)))).rejects.toThrow('ORA-03001');
  });

  test('nested too deeply end in an error, not in the end of the session', async () => {
    const deep = `SELECT ${list(30_000, '+', () => '1')} FROM dual`;
    await expect(connection.execute(deep)).rejects.toThrow('ORA-03001');
    const functions = `SELECT COALESCE(${list(300, ', ', () => 'NULL')}, 7) FROM dual`;
    expect((await connection.execute(functions)).rows).toEqual([[7]]);
  });
});
