import { Readable } from 'node:stream';
import { buffer as readBuffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

let oracle: EmbeddedOracle;
const connections: oracledb.Connection[] = [];
const logged: string[] = [];

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [], log: (line) => logged.push(line) });
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close().catch(() => {})));
  expect(logged.splice(0)).toEqual([]);
});
afterAll(() => oracle?.stop());

async function connect(options: Partial<oracledb.ConnectionAttributes> = {}): Promise<oracledb.Connection> {
  const { user, password, connectString } = oracle;
  const connection = await oracledb.getConnection({ user, password, connectString, ...options });
  connections.push(connection);
  return connection;
}

const out = (type: oracledb.DbType | number, maxSize?: number) => ({
  dir: oracledb.BIND_OUT,
  type,
  ...(maxSize === undefined ? {} : { maxSize }),
});

async function rowsOf(connection: oracledb.Connection, sql: string, binds: oracledb.BindParameters = []) {
  return (await connection.execute<unknown[]>(sql, binds)).rows;
}

describe('data', () => {
  test('ROWIDs beside LOBs, as themselves and as text', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE ROWIDS (ID NUMBER, NOTE CLOB)');
    await connection.execute("INSERT INTO ROWIDS VALUES (1, 'x')");
    const sql = 'SELECT ROWID AS R, NOTE, ROWIDTOCHAR(ROWID) AS T FROM ROWIDS';
    for (const fetchInfo of [{}, { R: { type: oracledb.STRING } }]) {
      const { rows } = await connection.execute<unknown[]>(sql, [], { fetchInfo });
      expect(rows?.[0]?.[0]).toBe(rows?.[0]?.[2]);
      expect(rows?.[0]?.[0]).toHaveLength(18);
    }
  });

  test('of all types goes in and comes out', async () => {
    const connection = await connect();
    await connection.execute(`CREATE TABLE all_types (
      id NUMBER PRIMARY KEY, v VARCHAR2(40 CHAR), c CHAR(3), nv NVARCHAR2(20), n NUMBER, np NUMBER(10,2),
      bf BINARY_FLOAT, bd BINARY_DOUBLE, d DATE, ts TIMESTAMP(6), tz TIMESTAMP WITH TIME ZONE, ltz TIMESTAMP WITH LOCAL TIME ZONE,
      ym INTERVAL YEAR TO MONTH, ds INTERVAL DAY TO SECOND(6), r RAW(16), cl CLOB, bl BLOB)`);
    const at = new Date(2024, 1, 29, 12, 34, 56, 789);
    const yearMonth = Object.assign(new oracledb.IntervalYM(), { years: 3, months: 4 });
    const daySecond = Object.assign(new oracledb.IntervalDS(), {
      days: 1,
      hours: 2,
      minutes: 3,
      seconds: 4,
      fseconds: 0,
    });
    const typed = (type: oracledb.DbType, val: unknown) => ({ type, val }) as oracledb.BindParameter;
    const insert = `INSERT INTO all_types VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17)`;
    await connection.execute(insert, [
      1,
      'ñ日𝄞',
      'x',
      typed(oracledb.DB_TYPE_NVARCHAR, 'é𝄞'),
      BigInt('12345678901234567890123456789012345678'),
      1234.565,
      typed(oracledb.DB_TYPE_BINARY_FLOAT, 0.5),
      typed(oracledb.DB_TYPE_BINARY_DOUBLE, -0.1),
      at,
      at,
      typed(oracledb.DB_TYPE_TIMESTAMP_TZ, at),
      typed(oracledb.DB_TYPE_TIMESTAMP_LTZ, at),
      typed(oracledb.DB_TYPE_INTERVAL_YM, yearMonth),
      typed(oracledb.DB_TYPE_INTERVAL_DS, daySecond),
      Buffer.from('cafe', 'hex'),
      'clob '.repeat(20_000),
      Buffer.alloc(70_000, 7),
    ]);
    await connection.execute(insert, [2, ...Array.from({ length: 16 }, () => null)]);
    const { rows } = await connection.execute<unknown[]>('SELECT * FROM all_types ORDER BY id', [], {
      fetchTypeHandler: ({ name, dbType }) => {
        if (name === 'N' || dbType === oracledb.DB_TYPE_CLOB) return { type: oracledb.STRING };
        return dbType === oracledb.DB_TYPE_BLOB ? { type: oracledb.BUFFER } : undefined;
      },
    });
    const toTheSecond = new Date(2024, 1, 29, 12, 34, 56);
    expect(rows).toEqual([
      [
        1,
        'ñ日𝄞',
        'x  ',
        'é𝄞',
        '12345678901234567890123456789012345678',
        1234.57,
        0.5,
        -0.1,
        toTheSecond,
        at,
        at,
        at,
        expect.objectContaining({ years: 3, months: 4 }),
        expect.objectContaining({ days: 1, hours: 2, minutes: 3, seconds: 4 }),
        Buffer.from('cafe', 'hex'),
        'clob '.repeat(20_000),
        Buffer.alloc(70_000, 7),
      ],
      [2, ...Array.from({ length: 16 }, () => null)],
    ]);
    await connection.rollback();
  });

  test('comes in many round trips, and by a stream', async () => {
    const connection = await connect();
    const sql = 'SELECT LEVEL n, RPAD(TO_CHAR(LEVEL), 100) v FROM dual CONNECT BY LEVEL <= 12345';
    const { rows } = await connection.execute<unknown[]>(sql, [], { fetchArraySize: 500 });
    expect(rows).toHaveLength(12_345);
    expect(rows?.at(-1)?.[0]).toBe(12_345);
    let sum = 0;
    for await (const [n] of connection.queryStream(sql)) sum += Number(n);
    expect(sum).toBe((12_345 * 12_346) / 2);
  });

  test('of many rows goes in at once, with its errors', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE batch (id NUMBER(3) PRIMARY KEY, v VARCHAR2(5) NOT NULL)');
    const result = await connection.executeMany(
      'INSERT INTO batch VALUES (:1, :2)',
      [
        [1, 'a'],
        [1, 'b'],
        [2, 'too long'],
        [1000, 'c'],
        [3, 'd'],
      ],
      {
        batchErrors: true,
        dmlRowCounts: true,
        autoCommit: true,
        bindDefs: [{ type: oracledb.NUMBER }, { type: oracledb.STRING, maxSize: 20 }],
      },
    );
    expect(result.rowsAffected).toBe(2);
    // Whether the sound rows of the batch are to stay is left to the client.
    expect(connection.transactionInProgress).toBe(true);
    await connection.commit();
    expect(result.batchErrors?.map(({ offset, message }) => [offset, message.slice(0, 9)])).toEqual([
      [1, 'ORA-00001'],
      [2, 'ORA-12899'],
      [3, 'ORA-01438'],
    ]);
    expect(await rowsOf(connection, 'SELECT id, v FROM batch ORDER BY id')).toEqual([
      [1, 'a'],
      [3, 'd'],
    ]);
    const failing = connection.executeMany('INSERT INTO batch VALUES (:1, :2)', [
      [7, 'x'],
      [8, 'y'],
      [7, 'z'],
    ]);
    await expect(failing).rejects.toMatchObject({ code: 'ORA-00001' });
    await connection.rollback();
    const many = Array.from({ length: 900 }, (_, index) => ({ id: index + 10, v: `v${index}` }));
    const returned = await connection.executeMany<{ id: number[] }>(
      'INSERT INTO batch VALUES (:id, :v) RETURNING id INTO :o',
      many,
      {
        bindDefs: {
          id: { type: oracledb.NUMBER, dir: oracledb.BIND_IN },
          v: { type: oracledb.STRING, maxSize: 10, dir: oracledb.BIND_IN },
          o: out(oracledb.NUMBER),
        },
      },
    );
    expect(returned.outBinds).toHaveLength(900);
    expect(returned.outBinds?.[899]).toEqual({ o: [909] });
  });

  test('is described anew when its table changes', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE shape (a NUMBER)');
    await connection.execute('INSERT INTO shape VALUES (1)');
    expect(await rowsOf(connection, 'SELECT * FROM shape')).toEqual([[1]]);
    await connection.execute("ALTER TABLE shape ADD (b VARCHAR2(5) DEFAULT 'x')");
    expect(await rowsOf(connection, 'SELECT * FROM shape')).toEqual([[1, 'x']]);
  });
});

describe('LOBs', () => {
  const megabyte = 1024 * 1024;
  const bytes = Buffer.from(Uint32Array.from({ length: 5 * megabyte }, (_, index) => index * 2_654_435_761).buffer);

  test('of 20 MB are streamed into a row and out of it', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE files (id NUMBER PRIMARY KEY, b BLOB)');
    const { outBinds } = await connection.execute<{ b: oracledb.Lob[] }>(
      'INSERT INTO files VALUES (1, EMPTY_BLOB()) RETURNING b INTO :b',
      { b: out(oracledb.BLOB) },
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    );
    const target = outBinds?.b[0];
    if (target === undefined) throw new Error('no LOB was returned');
    await pipeline(Readable.from(pieces), target);
    await connection.commit();
    const rows = await rowsOf(connection, 'SELECT b FROM files');
    const content = await readBuffer(rows?.[0]?.[0] as oracledb.Lob);
    expect(bytes.equals(content)).toBe(true);
  });

  test('are bound to PL/SQL and returned by it', async () => {
    const connection = await connect();
    await connection.execute(`CREATE OR REPLACE FUNCTION twice(p_text CLOB) RETURN CLOB AS
      BEGIN RETURN p_text || p_text; END;`);
    const text = 'año 𝄞 '.repeat(100_000);
    const { outBinds } = await connection.execute<{ r: oracledb.Lob }>('BEGIN :r := twice(:t); END;', {
      t: { type: oracledb.CLOB, val: text },
      r: out(oracledb.CLOB),
    });
    expect((await outBinds?.r.getData()) === text + text).toBe(true);
  });
});

describe('PL/SQL', () => {
  test('takes and gives binds of all directions', async () => {
    const connection = await connect();
    await connection.execute(`CREATE OR REPLACE PROCEDURE directions(p_in VARCHAR2, p_out OUT NUMBER, p_both IN OUT DATE, p_flag IN OUT BOOLEAN) AS
      BEGIN p_out := LENGTH(p_in); p_both := p_both + 1; p_flag := NOT p_flag; END;`);
    for (const text of ['one', 'three', 'seven!!']) {
      const { outBinds } = await connection.execute<unknown>('BEGIN directions(:i, :o, :b, :f); END;', {
        i: text,
        o: out(oracledb.NUMBER),
        b: { dir: oracledb.BIND_INOUT, type: oracledb.DB_TYPE_DATE, val: new Date(2024, 1, 28) },
        f: { dir: oracledb.BIND_INOUT, type: oracledb.DB_TYPE_BOOLEAN, val: true },
      });
      expect(outBinds).toEqual({ o: text.length, b: new Date(2024, 1, 29), f: false });
    }
  });

  test('takes and gives associative arrays', async () => {
    const connection = await connect();
    await connection.execute(`CREATE OR REPLACE PACKAGE arrays AS
      TYPE names IS TABLE OF VARCHAR2(100) INDEX BY PLS_INTEGER;
      TYPE numbers IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
      PROCEDURE lengths(p_names IN names, p_lengths OUT numbers);
    END;`);
    await connection.execute(`CREATE OR REPLACE PACKAGE BODY arrays AS
      PROCEDURE lengths(p_names IN names, p_lengths OUT numbers) AS
      BEGIN FOR i IN 1 .. p_names.COUNT LOOP p_lengths(i) := LENGTH(p_names(i)); END LOOP; END;
    END;`);
    const { outBinds } = await connection.execute('BEGIN arrays.lengths(:n, :l); END;', {
      n: { type: oracledb.STRING, dir: oracledb.BIND_IN, val: ['a', 'bbb', 'cc'] },
      l: { type: oracledb.NUMBER, dir: oracledb.BIND_OUT, maxArraySize: 10 },
    });
    expect(outBinds).toEqual({ l: [1, 3, 2] });
  });

  test('gives cursors: as OUT binds, implicitly, and in columns', async () => {
    const connection = await connect();
    const { outBinds } = await connection.execute<{ c: oracledb.ResultSet<unknown[]> }>(
      "BEGIN OPEN :c FOR SELECT LEVEL n, TO_CLOB(RPAD('x', LEVEL)) t FROM dual CONNECT BY LEVEL <= 250; END;",
      { c: out(oracledb.CURSOR) },
    );
    const rows = (await outBinds?.c.getRows()) ?? [];
    expect(rows).toHaveLength(250);
    const last = rows[249]?.[1] as oracledb.Lob;
    expect(await last.getData()).toBe('x'.padEnd(250));
    await outBinds?.c.close();
    const result = await connection.execute(`DECLARE c SYS_REFCURSOR; BEGIN
      OPEN c FOR SELECT 1 n FROM dual; DBMS_SQL.RETURN_RESULT(c);
      OPEN c FOR SELECT 2 n FROM dual; DBMS_SQL.RETURN_RESULT(c); END;`);
    expect(result.implicitResults).toEqual([[[1]], [[2]]]);
    const nested = await rowsOf(
      connection,
      'SELECT 1 id, CURSOR(SELECT LEVEL FROM dual CONNECT BY LEVEL <= 3) c FROM dual',
    );
    expect(nested).toEqual([[1, [[1], [2], [3]]]]);
  });

  test('reports errors with their stack, and compilation errors as a warning', async () => {
    const connection = await connect();
    const created = await connection.execute('CREATE OR REPLACE PROCEDURE broken AS BEGIN nothing_there; END;');
    expect(created.warning?.message).toContain('NJS-700');
    await connection.execute(`CREATE OR REPLACE PROCEDURE failing AS
      BEGIN
        RAISE_APPLICATION_ERROR(-20001, 'on purpose');
      END;`);
    await expect(connection.execute('BEGIN failing; END;')).rejects.toThrow(
      /ORA-20001: on purpose\nORA-06512: at "APP\.FAILING", line 3\nORA-06512: at line 1/,
    );
    await expect(connection.execute('SELECT nope FROM dual')).rejects.toMatchObject({ code: 'ORA-00904', offset: 7 });
  });

  test('is broken off by break() and callTimeout, and keeps its transaction', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE kept (n NUMBER)');
    await connection.execute('INSERT INTO kept VALUES (1)');
    connection.callTimeout = 100;
    await expect(connection.execute('BEGIN DBMS_SESSION.SLEEP(60); END;')).rejects.toMatchObject({ code: 'NJS-123' });
    connection.callTimeout = 0;
    const endless = connection.execute('DECLARE n NUMBER := 0; BEGIN LOOP n := n + 1; END LOOP; END;');
    const outcome = endless.catch((error: { code: string }) => error.code);
    await connection.break();
    expect(await outcome).toBe('ORA-01013');
    expect(await rowsOf(connection, 'SELECT n FROM kept')).toEqual([[1]]);
    expect(connection.transactionInProgress).toBe(true);
  });
});

describe('sessions', () => {
  test('carry attributes, schema and time zone', async () => {
    const connection = await connect();
    connection.module = 'wire';
    connection.action = 'test';
    connection.clientId = 'someone';
    const sql = `SELECT SYS_CONTEXT('USERENV', 'MODULE'), SYS_CONTEXT('USERENV', 'ACTION'), SYS_CONTEXT('USERENV', 'CLIENT_IDENTIFIER'), SESSIONTIMEZONE FROM dual`;
    const offset = -new Date().getTimezoneOffset();
    const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
    const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
    expect(await rowsOf(connection, sql)).toEqual([
      ['wire', 'test', 'someone', zone === '+00:00' ? expect.stringMatching(/^[+-]00:00$/) : zone],
    ]);
    await connection.execute('ALTER SESSION SET CURRENT_SCHEMA = SYSTEM');
    expect(connection.currentSchema).toBe('SYSTEM');
  });

  test('change passwords, and locked users do not get in', async () => {
    const admin = await connect({ user: 'system', password: 'oracle' });
    await admin.execute('CREATE USER wire_user IDENTIFIED BY "first"');
    await admin.execute('GRANT CREATE SESSION TO wire_user');
    const login = (password: string) => connect({ user: 'wire_user', password });
    const own = await login('first');
    await own.changePassword('wire_user', 'first', 'second');
    await expect(login('first')).rejects.toMatchObject({ code: 'ORA-01017' });
    await login('second');
    await admin.execute('ALTER USER wire_user ACCOUNT LOCK');
    await expect(login('second')).rejects.toMatchObject({ code: 'ORA-28000' });
  });

  test('of clients that vanish are rolled back, and give up their locks', async () => {
    const first = await connect();
    await first.execute('CREATE TABLE locked (n NUMBER)');
    await first.execute('INSERT INTO locked VALUES (1)', [], { autoCommit: true });
    await first.execute('UPDATE locked SET n = 2');
    oracle.faults.cutConnections();
    const second = await connect();
    await second.execute('UPDATE locked SET n = n + 10');
    expect(await rowsOf(second, 'SELECT n FROM locked')).toEqual([[11]]);
  });

  test('in a pool are clean when they come back', async () => {
    const { user, password, connectString } = oracle;
    const pool = await oracledb.createPool({
      user,
      password,
      connectString,
      poolMin: 1,
      poolMax: 1,
      poolPingInterval: 0,
    });
    const first = await pool.getConnection();
    await first.execute('CREATE TABLE pooled (n NUMBER)');
    await first.execute('INSERT INTO pooled VALUES (1)');
    await first.close();
    const second = await pool.getConnection();
    expect(await rowsOf(second, 'SELECT COUNT(*) FROM pooled')).toEqual([[0]]);
    await second.close();
    await pool.close(0);
  });
});
