import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** What the examples and the guide of the driver rely on. */

let oracle: EmbeddedOracle;
let connection: oracledb.Connection;

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [] });
});
beforeEach(async () => {
  connection = await connect();
});
afterEach(() => connection.close());
afterAll(() => oracle?.stop());

function connect(options: Partial<oracledb.ConnectionAttributes> = {}): Promise<oracledb.Connection> {
  const { user, password, connectString } = oracle;
  return oracledb.getConnection({ user, password, connectString, ...options });
}

async function rowsOf(sql: string, binds: oracledb.BindParameters = []) {
  return (await connection.execute<unknown[]>(sql, binds)).rows;
}

describe('statement information', () => {
  test('of queries has their columns, that of others their binds', async () => {
    await connection.execute('CREATE TABLE looked_at (id NUMBER, v VARCHAR2(10))');
    const query = await connection.getStatementInfo('SELECT id, v AS text FROM looked_at WHERE id = :one');
    expect(query.metaData?.map(({ name }) => name)).toEqual(['ID', 'TEXT']);
    expect(query).toMatchObject({ statementType: oracledb.STMT_TYPE_SELECT, bindNames: ['ONE'] });
    const others: [string, number, string[]][] = [
      ['INSERT INTO looked_at VALUES (:a, :b)', oracledb.STMT_TYPE_INSERT, ['A', 'B']],
      ['UPDATE looked_at SET v = :v', oracledb.STMT_TYPE_UPDATE, ['V']],
      ['DELETE FROM looked_at', oracledb.STMT_TYPE_DELETE, []],
      ['BEGIN :o := 1; END;', oracledb.STMT_TYPE_BEGIN, ['O']],
      ['COMMIT', oracledb.STMT_TYPE_COMMIT, []],
    ];
    for (const [sql, statementType, bindNames] of others) {
      expect(await connection.getStatementInfo(sql), sql).toEqual({ statementType, bindNames });
    }
    await expect(connection.getStatementInfo('INSERT looked_at VALUES (1)')).rejects.toMatchObject({ errorNum: 925 });
  });

  test('changes nothing, and the statement runs afterwards', async () => {
    await connection.execute('CREATE TABLE filled (id NUMBER, v VARCHAR2(10))');
    const insert = 'INSERT INTO filled VALUES (:1, :2)';
    await connection.getStatementInfo(insert);
    expect(await rowsOf('SELECT COUNT(*) FROM filled')).toEqual([[0]]);
    expect((await connection.execute(insert, [1, 'one'])).rowsAffected).toBe(1);
    const query = 'SELECT v FROM filled WHERE id = :1';
    await connection.getStatementInfo(query);
    expect(await rowsOf(query, [1])).toEqual([['one']]);
    const block = 'BEGIN :o := :i * 2; END;';
    await connection.getStatementInfo(block);
    const binds = { o: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER }, i: 21 };
    expect((await connection.execute(block, binds)).outBinds).toEqual({ o: 42 });
  });
});

describe('contexts', () => {
  test('of the application are read by binds and columns', async () => {
    const own = await connect({
      appContext: [
        ['CLIENTCONTEXT', 'ATTR1', 'VALUE1'],
        ['CLIENTCONTEXT', 'ATTR2', 'VALUE2'],
      ],
    } as Partial<oracledb.ConnectionAttributes>);
    const bound = await own.execute('SELECT SYS_CONTEXT(:1, :2) FROM dual', ['CLIENTCONTEXT', 'ATTR2']);
    expect(bound.rows).toEqual([['VALUE2']]);
    const byColumn = await own.execute(
      `SELECT k, SYS_CONTEXT('CLIENTCONTEXT', k) FROM (SELECT 'ATTR1' k FROM dual UNION ALL SELECT 'NONE' FROM dual) ORDER BY k`,
    );
    expect(byColumn.rows).toEqual([
      ['ATTR1', 'VALUE1'],
      ['NONE', null],
    ]);
    await own.close();
  });

  test('of the session: an attribute by bind, and an unknown one', async () => {
    expect(await rowsOf(`SELECT SYS_CONTEXT('USERENV', :1) FROM dual`, ['SESSION_USER'])).toEqual([['APP']]);
    await expect(rowsOf(`SELECT SYS_CONTEXT('USERENV', :1) FROM dual`, ['NO_SUCH'])).rejects.toMatchObject({
      errorNum: 2003,
    });
  });

  test('the name of the driver is in V$SESSION_CONNECT_INFO', async () => {
    const sql = `SELECT UNIQUE client_driver FROM v$session_connect_info WHERE sid = SYS_CONTEXT('USERENV', 'SID')`;
    expect(await rowsOf(sql)).toEqual([[expect.stringMatching(/^node-oracledb/)]]);
  });
});

test('JSON in a BLOB whose storage is described', async () => {
  await connection.execute('CREATE TABLE json_documents (doc BLOB CHECK (doc IS JSON)) LOB (doc) STORE AS (CACHE)');
  const insert = 'INSERT INTO json_documents VALUES (:1)';
  await connection.execute(insert, [Buffer.from('{"userId":1,"location":"Australia"}')]);
  expect(
    await rowsOf(`SELECT JSON_VALUE(doc, '$.location') FROM json_documents WHERE JSON_EXISTS(doc, '$.location')`),
  ).toEqual([['Australia']]);
  await expect(connection.execute(insert, [Buffer.from('{')])).rejects.toMatchObject({ errorNum: 2290 });
});

test('floating-point numbers that are none', async () => {
  const [row] =
    (await rowsOf(
      'SELECT BINARY_DOUBLE_NAN, BINARY_DOUBLE_INFINITY, -BINARY_FLOAT_INFINITY, BINARY_FLOAT_NAN, :1 FROM dual',
      [{ type: oracledb.DB_TYPE_BINARY_DOUBLE, val: Number.NEGATIVE_INFINITY }],
    )) ?? [];
  expect(row).toEqual([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
  ]);
});

test('the error of a block that does not compile has its place', async () => {
  await expect(connection.execute('BEGIN\n  no_such(1);\nEND;')).rejects.toMatchObject({ errorNum: 6550, offset: 8 });
});
