import oracledb, { type Connection } from 'oracledb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

let database: EmbeddedOracle;
let connection: Connection;
let sid: number;
beforeAll(async () => {
  database = await startEmbeddedOracle({ firstScripts: [] });
});
afterAll(() => database?.stop());
beforeEach(async () => {
  connection = await oracledb.getConnection(database);
  sid = Number(await one(`SELECT SYS_CONTEXT('USERENV', 'SID') FROM dual`));
});
afterEach(() => connection.close());

async function one(sql: string, on: Connection = connection): Promise<unknown> {
  const { rows } = await on.execute<unknown[]>(sql);
  return rows?.[0]?.[0];
}

/** Resolves once another session sees `sid` running. */
async function untilActive(id: number): Promise<void> {
  const observer = await oracledb.getConnection({ ...database, user: 'system', password: 'oracle' });
  try {
    while ((await one(`SELECT status FROM v$session WHERE sid = ${id}`, observer)) !== 'ACTIVE');
  } finally {
    await observer.close();
  }
}

describe('a break', () => {
  it.each([
    ['DBMS_SESSION.SLEEP', 'BEGIN DBMS_SESSION.SLEEP(600); END;'],
    ['an endless loop', 'BEGIN LOOP NULL; END LOOP; END;'],
    ['a loop of SQL', 'DECLARE n NUMBER; BEGIN LOOP SELECT COUNT(*) INTO n FROM dual; END LOOP; END;'],
    [
      'a long query',
      'SELECT COUNT(*) FROM (SELECT LEVEL a FROM dual CONNECT BY LEVEL <= 100000), (SELECT LEVEL b FROM dual CONNECT BY LEVEL <= 100000)',
    ],
    [
      'a loop that swallows errors',
      'BEGIN LOOP BEGIN DBMS_SESSION.SLEEP(600); EXCEPTION WHEN OTHERS THEN EXIT; END; END LOOP; DBMS_SESSION.SLEEP(600); END;',
    ],
  ])('ends %s and leaves the session usable', async (_, sql) => {
    const running = connection.execute(sql);
    await untilActive(sid);
    await connection.break();
    await expect(running).rejects.toThrow('ORA-01013');
    expect(await one('SELECT 1 FROM dual')).toBe(1);
  });

  it('ends a wait for a row lock', async () => {
    const other = await oracledb.getConnection(database);
    await connection.execute('CREATE TABLE locked (id NUMBER)');
    await connection.execute('INSERT INTO locked VALUES (1)');
    await connection.commit();
    await other.execute('UPDATE locked SET id = 2');
    connection.callTimeout = 300;
    await expect(connection.execute('UPDATE locked SET id = 3')).rejects.toThrow(/NJS-123/);
    connection.callTimeout = 0;
    await other.rollback();
    await connection.execute('UPDATE locked SET id = 4');
    await connection.rollback();
    await connection.execute('DROP TABLE locked');
    await other.close();
  });
});

describe('executeMany', () => {
  beforeEach(async () => {
    await connection.execute('CREATE TABLE many (id NUMBER(3) CONSTRAINT many_pk PRIMARY KEY, v VARCHAR2(5))');
  });
  afterEach(async () => {
    await connection.rollback();
    await connection.execute('DROP TABLE many');
  });

  it('counts rows and collects errors', async () => {
    const rows = [
      [1, 'a'],
      [2, 'too long'],
      [1, 'dup'],
      [4, 'd'],
    ];
    const result = await connection.executeMany('INSERT INTO many VALUES (:1, :2)', rows, {
      batchErrors: true,
      dmlRowCounts: true,
      bindDefs: [{ type: oracledb.NUMBER }, { type: oracledb.STRING, maxSize: 20 }],
    });
    expect(result.rowsAffected).toBe(2);
    expect(result.dmlRowCounts).toEqual([1, 0, 0, 1]);
    expect(result.batchErrors?.map(({ offset, message }) => [offset, message.split(':')[0]])).toEqual([
      [1, 'ORA-12899'],
      [2, 'ORA-00001'],
    ]);
  });

  it('stops at an error and keeps what went before', async () => {
    const rows = [
      [1, 'a'],
      [1, 'b'],
      [3, 'c'],
    ];
    await expect(connection.executeMany('INSERT INTO many VALUES (:1, :2)', rows)).rejects.toThrow(
      'ORA-00001: unique constraint (APP.MANY_PK) violated',
    );
    expect(await one('SELECT COUNT(*) FROM many')).toBe(1);
  });

  it('returns values per row, and from PL/SQL', async () => {
    const bindDefs = {
      id: { type: oracledb.NUMBER },
      v: { type: oracledb.STRING, maxSize: 5, dir: oracledb.BIND_OUT },
    };
    await connection.executeMany("INSERT INTO many VALUES (:1, 'v' || :1)", [
      [1, 1],
      [2, 2],
    ]);
    const dml = await connection.executeMany(
      'UPDATE many SET id = id + 10 WHERE id = :id RETURNING v INTO :v',
      [{ id: 1 }, { id: 2 }, { id: 3 }],
      { bindDefs },
    );
    expect(dml.outBinds).toEqual([{ v: ['v1'] }, { v: ['v2'] }, { v: [] }]);
    const block = await connection.executeMany("BEGIN :v := 'p' || :id; END;", [{ id: 1 }, { id: 2 }], { bindDefs });
    expect(block.outBinds).toEqual([{ v: 'p1' }, { v: 'p2' }]);
  });
});

describe('cursors', () => {
  it('come as OUT binds, implicit results and columns', async () => {
    const { outBinds } = await connection.execute<{ c: oracledb.ResultSet<unknown[]> }>(
      'BEGIN OPEN :c FOR SELECT LEVEL n FROM dual CONNECT BY LEVEL <= 250; END;',
      { c: { dir: oracledb.BIND_OUT, type: oracledb.CURSOR } },
    );
    expect((await outBinds?.c.getRows(1000))?.length).toBe(250);
    await outBinds?.c.close();

    const { implicitResults } = await connection.execute(
      `DECLARE c SYS_REFCURSOR; BEGIN OPEN c FOR SELECT 'x' v FROM dual; DBMS_SQL.RETURN_RESULT(c); END;`,
    );
    expect(implicitResults).toEqual([[['x']]]);

    const { rows } = await connection.execute<[number, unknown[][]]>(
      'SELECT 1, CURSOR(SELECT LEVEL FROM dual CONNECT BY LEVEL <= 3) FROM dual',
    );
    expect(rows).toEqual([[1, [[1], [2], [3]]]]);
  });

  it('survive a commit while they are read', async () => {
    const { resultSet } = await connection.execute('SELECT LEVEL FROM dual CONNECT BY LEVEL <= 500', [], {
      resultSet: true,
      fetchArraySize: 100,
      prefetchRows: 100,
    });
    expect((await resultSet?.getRows(100))?.length).toBe(100);
    await connection.commit();
    expect((await resultSet?.getRows(1000))?.length).toBe(400);
    await resultSet?.close();
  });
});

describe('a prepared statement', () => {
  it('is compiled anew when the table changes', async () => {
    await connection.execute('CREATE TABLE shape (a NUMBER)');
    await connection.execute('INSERT INTO shape VALUES (1)', [], { autoCommit: true });
    expect((await connection.execute('SELECT * FROM shape')).rows).toEqual([[1]]);
    await connection.execute("ALTER TABLE shape ADD b VARCHAR2(5) DEFAULT 'x'");
    expect((await connection.execute('SELECT * FROM shape')).rows).toEqual([[1, 'x']]);
    await connection.execute('DROP TABLE shape');
    await expect(connection.execute('SELECT * FROM shape')).rejects.toThrow('ORA-00942');
  });

  it('takes another type for the same placeholder', async () => {
    const sql = 'SELECT :1 AS v FROM dual';
    expect((await connection.execute(sql, ['a'])).rows).toEqual([['a']]);
    expect((await connection.execute(sql, [5])).rows).toEqual([[5]]);
    expect((await connection.execute(sql, [null])).rows).toEqual([[null]]);
  });

  it('is described without being run', async () => {
    const info = await connection.getStatementInfo('SELECT 1 AS a, :b AS b FROM dual');
    expect(info.metaData?.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(info.bindNames).toEqual(['B']);
  });
});

describe('transactions', () => {
  it('are known to the driver', async () => {
    await connection.execute('CREATE TABLE tx_known (id NUMBER)');
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute('INSERT INTO tx_known VALUES (1)');
    expect(connection.transactionInProgress).toBe(true);
    await connection.rollback();
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute('INSERT INTO tx_known VALUES (1)', [], { autoCommit: true });
    expect(connection.transactionInProgress).toBe(false);
    expect(await one('SELECT COUNT(*) FROM tx_known')).toBe(1);
    await connection.execute('DROP TABLE tx_known');
  });

  it('end with the session', async () => {
    const other = await oracledb.getConnection(database);
    await other.execute('CREATE TABLE tx_end (id NUMBER)');
    await other.execute('INSERT INTO tx_end VALUES (1)');
    await other.close();
    expect(await one('SELECT COUNT(*) FROM tx_end')).toBe(0);
    await connection.execute('DROP TABLE tx_end');
  });
});

describe('LOBs', () => {
  it('are written through to their row', async () => {
    await connection.execute('CREATE TABLE lobs (id NUMBER, c CLOB, b BLOB)');
    await connection.execute(`INSERT INTO lobs VALUES (1, 'start', EMPTY_BLOB())`);
    const { rows } = await connection.execute<[oracledb.Lob, oracledb.Lob]>(
      'SELECT c, b FROM lobs WHERE id = 1 FOR UPDATE',
    );
    const [clob, blob] = rows?.[0] ?? [];
    await new Promise((resolve, reject) => {
      blob?.on('finish', resolve).on('error', reject);
      blob?.end(Buffer.from([1, 2, 3]));
    });
    expect(await clob?.getData()).toBe('start');
    await connection.commit();
    expect(await one('SELECT DBMS_LOB.GETLENGTH(b) FROM lobs')).toBe(3);
    const big = 'ñ'.repeat(200_000);
    await connection.execute('UPDATE lobs SET c = :1', [big], { autoCommit: true });
    const fetched = await connection.execute<[string]>('SELECT c FROM lobs', [], {
      fetchInfo: { C: { type: oracledb.STRING } },
    });
    expect(fetched.rows?.[0]?.[0] === big).toBe(true);
    await connection.execute('DROP TABLE lobs');
  });

  it('go in and out of PL/SQL', async () => {
    const big = 'x'.repeat(100_000);
    const { outBinds } = await connection.execute<{ o: string; n: number }>(
      'DECLARE c CLOB := :i; BEGIN DBMS_LOB.APPEND(c, TO_CLOB(:e)); :o := c; :n := DBMS_LOB.GETLENGTH(c); END;',
      {
        i: { type: oracledb.CLOB, val: big },
        e: 'end',
        o: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 200_000 },
        n: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
      },
    );
    expect(outBinds?.n).toBe(100_003);
    expect(outBinds?.o === `${big}end`).toBe(true);
  });
});
