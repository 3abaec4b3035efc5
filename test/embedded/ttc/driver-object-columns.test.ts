import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** Tables with columns of object and collection types, as the real driver writes and reads them. */

let oracle: EmbeddedOracle;
let connection: oracledb.Connection;
const logged: string[] = [];

const AT = new Date(2024, 0, 2, 3, 4, 5);
const POINT = { X: 1.5, LABEL: 'é𝄞', AT, CODE: Buffer.from([1, 255]) };

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [], log: (line) => logged.push(line) });
  const { user, password, connectString } = oracle;
  connection = await oracledb.getConnection({ user, password, connectString });
  const statements = [
    'CREATE TYPE point AS OBJECT (x NUMBER, label VARCHAR2(20), at DATE, code RAW(4))',
    'CREATE TYPE points AS TABLE OF point',
    'CREATE TYPE marks AS VARRAY(3) OF NUMBER',
    'CREATE TABLE shapes (id NUMBER PRIMARY KEY, p point, m marks, l points) NESTED TABLE l STORE AS shapes_l',
    `CREATE FUNCTION make_point(n NUMBER) RETURN point IS BEGIN RETURN point(n, 'p' || n, NULL, NULL); END;`,
  ];
  for (const statement of statements) await connection.execute(statement);
});
beforeEach(async () => {
  await connection.execute('INSERT INTO shapes VALUES (1, :p, :m, :l)', {
    p: value('POINT', POINT),
    m: value('MARKS', [3, null, 1]),
    l: value('POINTS', [{ X: 7, LABEL: 'seven' }, { X: 8 }]),
  });
});
afterEach(async () => {
  await connection.execute('DELETE FROM shapes');
  await connection.commit();
  expect(logged.splice(0)).toEqual([]);
});
afterAll(async () => {
  await connection?.close();
  await oracle?.stop();
});

const value = (type: string, val: unknown) => ({ type, val }) as unknown as oracledb.BindParameter;
const asJson = (shape: unknown) => JSON.parse(JSON.stringify(shape));
const JSON_POINT = asJson(POINT);
const bare = (x: number, label: string | null = null) => ({ X: x, LABEL: label, AT: null, CODE: null });

async function rowsOf(sql: string, binds: oracledb.BindParameters = {}): Promise<unknown> {
  return asJson((await connection.execute(sql, binds)).rows);
}

describe('columns', () => {
  test('come back as they were bound, and are described', async () => {
    const { rows, metaData } = await connection.execute('SELECT * FROM shapes');
    expect(asJson(rows)).toEqual([[1, JSON_POINT, [3, null, 1], [bare(7, 'seven'), bare(8)]]]);
    expect(metaData?.map(({ dbTypeName }) => dbTypeName)).toEqual(['NUMBER', 'APP.POINT', 'APP.MARKS', 'APP.POINTS']);
    const dictionary = `SELECT column_name, data_type, data_type_owner FROM user_tab_columns
      WHERE table_name = 'SHAPES' AND column_name <> 'ID' ORDER BY 1`;
    expect(await rowsOf(dictionary)).toEqual([
      ['L', 'POINTS', 'APP'],
      ['M', 'MARKS', 'APP'],
      ['P', 'POINT', 'APP'],
    ]);
  });

  test('are made by constructors, functions and queries, and are NULL', async () => {
    await connection.execute(
      `INSERT INTO shapes VALUES (2, point(2, 'two', NULL, NULL), marks(), points(make_point(9)))`,
    );
    await connection.execute('INSERT INTO shapes (id, p) VALUES (3, make_point(3))');
    await connection.execute('INSERT INTO shapes VALUES (4, NULL, NULL, NULL)');
    await connection.execute('INSERT INTO shapes SELECT id + 10, p, m, l FROM shapes WHERE id = 2');
    await connection.execute('INSERT INTO shapes (id, p) SELECT id + 20, make_point(id) FROM shapes WHERE id = 3');
    expect(await rowsOf('SELECT p, m, l FROM shapes WHERE id > 1 ORDER BY id')).toEqual([
      [bare(2, 'two'), [], [bare(9, 'p9')]],
      [bare(3, 'p3'), null, null],
      [null, null, null],
      [bare(2, 'two'), [], [bare(9, 'p9')]],
      [bare(3, 'p3'), null, null],
    ]);
    expect(await rowsOf('SELECT id FROM shapes WHERE p IS NULL OR m IS NOT NULL ORDER BY id')).toEqual([
      [1],
      [2],
      [4],
      [12],
    ]);
  });

  test('are changed, one by one and many at once, and returned', async () => {
    const out = { type: 'POINT', dir: oracledb.BIND_OUT } as unknown as oracledb.BindParameter;
    const { outBinds } = await connection.execute<{ o: unknown[] }>(
      'UPDATE shapes SET p = :p WHERE id = 1 RETURNING p INTO :o',
      { p: value('POINT', { X: 5 }), o: out },
    );
    expect(asJson(outBinds?.o)).toEqual([bare(5)]);
    const binds = [
      [21, { X: 21 }],
      [22, null],
    ] as unknown as oracledb.BindParameters[];
    await connection.executeMany('INSERT INTO shapes (id, p) VALUES (:1, :2)', binds, {
      bindDefs: [{ type: oracledb.NUMBER }, { type: 'POINT' } as unknown as oracledb.BindDefinition],
    });
    expect(await rowsOf('SELECT p FROM shapes WHERE id > 20 ORDER BY id')).toEqual([[bare(21)], [null]]);
  });

  test('keep the limits of their types', async () => {
    await connection.execute('CREATE TYPE tight AS OBJECT (n NUMBER(3,1), v VARCHAR2(4 CHAR))');
    const back = async (given: unknown) => {
      const { rows } = await connection.execute<[unknown]>('SELECT VALUE(t) FROM TABLE(tights(:o)) t', {
        o: value('TIGHT', given),
      });
      return asJson(rows?.[0]?.[0]);
    };
    await connection.execute('CREATE TYPE tights AS TABLE OF tight');
    expect(await back({ N: 12.34, V: 'é𝄞é𝄞' })).toEqual({ N: 12.3, V: 'é𝄞é𝄞' });
    await expect(back({ N: 123 })).rejects.toThrow('ORA-22814');
    await expect(back({ N: 1, V: 'ééééé' })).rejects.toThrow('ORA-22814');
  });

  test('have attributes and elements', async () => {
    const attributes =
      'SELECT s.p.x, s.p.label, s.p.at, s.p.code FROM shapes s WHERE s.p.x BETWEEN 1 AND 2 ORDER BY s.p.x';
    expect(await rowsOf(attributes)).toEqual([[1.5, 'é𝄞', AT.toJSON(), asJson(POINT.CODE)]]);
    expect(await rowsOf('SELECT s.id, e.column_value FROM shapes s, TABLE(s.m) e ORDER BY 2')).toEqual([
      [1, 1],
      [1, 3],
      [1, null],
    ]);
    expect(await rowsOf('SELECT e.x, e.label, VALUE(e) FROM shapes s, TABLE(s.l) e WHERE e.label IS NOT NULL')).toEqual(
      [[7, 'seven', bare(7, 'seven')]],
    );
  });

  test('are variables of PL/SQL', async () => {
    const { outBinds } = await connection.execute<{ n: number; x: string }>(
      `DECLARE
         v shapes.p%TYPE;
         r shapes%ROWTYPE;
         all_points points;
       BEGIN
         SELECT p INTO v FROM shapes WHERE id = 1;
         v.x := v.x + 1;
         UPDATE shapes SET p = v WHERE id = 1;
         SELECT * INTO r FROM shapes WHERE id = 1;
         INSERT INTO shapes VALUES (5, r.p, r.m, r.l);
         SELECT p BULK COLLECT INTO all_points FROM shapes;
         :n := all_points.COUNT;
         FOR s IN (SELECT p, l FROM shapes ORDER BY id) LOOP :x := :x || s.p.x || '/' || s.l.COUNT || ' '; END LOOP;
       END;`,
      {
        n: { type: oracledb.NUMBER, dir: oracledb.BIND_OUT },
        x: { type: oracledb.STRING, dir: oracledb.BIND_INOUT, val: '', maxSize: 100 },
      },
    );
    expect(outBinds).toEqual({ n: 2, x: '2.5/2 2.5/2 ' });
  });
});

describe('errors', () => {
  test.each([
    [`INSERT INTO shapes (id, p) VALUES (9, 'text')`, 'ORA-00932'],
    ['INSERT INTO shapes (id, p) VALUES (9, marks(1))', 'ORA-00932'],
    ['INSERT INTO shapes (id, m) VALUES (9, marks(1, 2, 3, 4))', 'ORA-06532'],
    ['SELECT p FROM shapes ORDER BY p', 'ORA-22950'],
    ['SELECT s.p.nope FROM shapes s', 'ORA-00904'],
    ['SELECT MAX(p) FROM shapes', 'ORA-03001'],
    ['ALTER TABLE shapes MODIFY p marks', 'ORA-22858'],
    ['DROP TYPE point', 'ORA-02303'],
    ['CREATE OR REPLACE TYPE marks AS VARRAY(3) OF DATE', 'ORA-02303'],
  ])('%s: %s', async (sql, code) => {
    await expect(connection.execute(sql)).rejects.toThrow(code);
  });
});
