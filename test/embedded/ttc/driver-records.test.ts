import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** Records and collections as binds of the real driver, by their types' names. */

let oracle: EmbeddedOracle;
let connection: oracledb.Connection;
const logged: string[] = [];

const SPECIFICATION = `CREATE OR REPLACE PACKAGE shapes AS
  TYPE idx IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
  TYPE ints IS TABLE OF PLS_INTEGER;
  TYPE flags IS TABLE OF BOOLEAN;
  TYPE rec IS RECORD (a NUMBER, b VARCHAR2(30), c DATE, d BOOLEAN, e PLS_INTEGER, t TIMESTAMP(3), r RAW(5), nv NVARCHAR2(10),
    bf BINARY_FLOAT, bd BINARY_DOUBLE, tz TIMESTAMP WITH TIME ZONE);
  TYPE recs IS TABLE OF rec INDEX BY PLS_INTEGER;
  TYPE nested IS RECORD (id NUMBER, inner rec, list numlist, sparse idx);
  TYPE staffs IS TABLE OF staff%ROWTYPE INDEX BY PLS_INTEGER;
  SUBTYPE alias IS rec;
  PROCEDURE change(x IN OUT rec);
  PROCEDURE change_all(x IN OUT recs);
  FUNCTION deepen(x nested) RETURN nested;
  PROCEDURE read_staff(o OUT staffs);
  FUNCTION squares(n NUMBER) RETURN numlist;
  FUNCTION sum_keys(x idx) RETURN VARCHAR2;
  FUNCTION same_ints(x ints) RETURN ints;
  FUNCTION same_flags(x flags) RETURN flags;
END;`;

const BODY = `CREATE OR REPLACE PACKAGE BODY shapes AS
  PROCEDURE change(x IN OUT rec) IS
  BEGIN
    x.a := x.a * 2; x.b := x.b || '!'; x.d := NOT x.d; x.e := -x.e;
  END;
  PROCEDURE change_all(x IN OUT recs) IS
    i PLS_INTEGER := x.FIRST;
  BEGIN
    WHILE i IS NOT NULL LOOP change(x(i)); i := x.NEXT(i); END LOOP;
    x(77).b := 'new';
  END;
  FUNCTION deepen(x nested) RETURN nested IS
    r nested := x;
  BEGIN
    r.id := x.id + x.inner.a + x.list.COUNT + x.sparse.COUNT;
    r.sparse(5) := 9;
    r.list.EXTEND;
    RETURN r;
  END;
  PROCEDURE read_staff(o OUT staffs) IS BEGIN SELECT * BULK COLLECT INTO o FROM staff ORDER BY id; END;
  FUNCTION squares(n NUMBER) RETURN numlist IS
    r numlist := numlist();
  BEGIN
    FOR i IN 1 .. n LOOP r.EXTEND; r(i) := i * i; END LOOP;
    RETURN r;
  END;
  FUNCTION sum_keys(x idx) RETURN VARCHAR2 IS
    i PLS_INTEGER := x.FIRST;
    text VARCHAR2(100);
  BEGIN
    WHILE i IS NOT NULL LOOP text := text || i || '=' || x(i) || ' '; i := x.NEXT(i); END LOOP;
    RETURN text;
  END;
  FUNCTION same_ints(x ints) RETURN ints IS BEGIN RETURN x; END;
  FUNCTION same_flags(x flags) RETURN flags IS BEGIN RETURN x; END;
END;`;

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [], log: (line) => logged.push(line) });
  const { user, password, connectString } = oracle;
  connection = await oracledb.getConnection({ user, password, connectString });
  const statements = [
    'CREATE TYPE numlist AS TABLE OF NUMBER',
    'CREATE TYPE words AS VARRAY(3) OF VARCHAR2(20 CHAR)',
    'CREATE TABLE staff (id NUMBER, name VARCHAR2(25), since DATE, rate NUMBER(5,2), share_ FLOAT)',
    "INSERT INTO staff VALUES (1, 'ADSA', DATE '2024-01-02', 1.5, 2)",
    SPECIFICATION,
    BODY,
  ];
  for (const statement of statements) await connection.execute(statement);
  expect((await connection.execute('SELECT text FROM user_errors')).rows).toEqual([]);
});
afterEach(() => {
  expect(logged.splice(0)).toEqual([]);
});
afterAll(async () => {
  await connection?.close();
  await oracle?.stop();
});

type Shape = oracledb.DBObject_OUT<Record<string, unknown>>;

async function outBind(text: string, binds: oracledb.BindParameters): Promise<Shape> {
  const { outBinds } = await connection.execute<{ o: Shape }>(text, binds);
  return outBinds?.o as Shape;
}
const out = (type: string) => ({ type, dir: oracledb.BIND_OUT }) as unknown as oracledb.BindParameter;
const value = (type: string, val: unknown, dir = oracledb.BIND_IN) =>
  ({ type, val, dir }) as unknown as oracledb.BindParameter;

describe('getDbObjectClass', () => {
  test.each([
    ['numlist', 'NUMLIST', undefined, 'NUMBER'],
    ['app.words', 'WORDS', undefined, 'VARCHAR2'],
    ['"APP"."WORDS"', 'WORDS', undefined, 'VARCHAR2'],
    ['shapes.ints', 'SHAPES.INTS', 'SHAPES', 'NUMBER'],
    ['shapes.flags', 'SHAPES.FLAGS', 'SHAPES', 'BOOLEAN'],
    ['shapes.staffs', 'SHAPES.STAFFS', 'SHAPES', 'APP.STAFF%ROWTYPE'],
  ])('describes the collection %s', async (name, fullName, packageName, element) => {
    const { prototype } = await connection.getDbObjectClass(name);
    expect(prototype.fqn).toBe(`APP.${fullName}`);
    expect(prototype.isCollection).toBe(true);
    expect((prototype as unknown as { packageName: string | null }).packageName ?? undefined).toBe(packageName);
    expect(prototype.elementTypeName).toBe(element);
  });

  test('describes the fields of a record', async () => {
    const { prototype } = await connection.getDbObjectClass('APP.SHAPES.REC');
    expect(prototype.isCollection).toBe(false);
    const attributes = prototype.attributes as Record<string, Record<string, unknown>>;
    expect(Object.keys(attributes)).toEqual(['A', 'B', 'C', 'D', 'E', 'T', 'R', 'NV', 'BF', 'BD', 'TZ']);
    expect(attributes['A']).toMatchObject({ typeName: 'NUMBER', precision: 0, scale: -127 });
    expect(attributes['B']).toMatchObject({ typeName: 'VARCHAR2', maxSize: 30 });
    expect(attributes['T']).toMatchObject({ typeName: 'TIMESTAMP', scale: 3 });
    expect(attributes['R']).toMatchObject({ typeName: 'RAW', maxSize: 5 });
  });

  test('describes the row of a table', async () => {
    const { prototype } = await connection.getDbObjectClass('STAFF%ROWTYPE');
    expect(prototype.fqn).toBe('APP.STAFF%ROWTYPE');
    const attributes = prototype.attributes as Record<string, Record<string, unknown>>;
    expect(attributes['RATE']).toMatchObject({ precision: 5, scale: 2 });
    expect(attributes['SHARE_']).toMatchObject({ precision: 126, scale: -127 });
  });

  test.each(['nope', 'shapes.nope', 'staff', 'shapes', 'x y', ''])('knows no type %j', async (name) => {
    await expect(connection.getDbObjectClass(name)).rejects.toThrow(/NJS-129|NJS-007/);
  });
});

describe('a record', () => {
  const at = new Date(2024, 0, 3, 4, 5, 6);

  test('goes into a block and comes out changed', async () => {
    const Rec = await connection.getDbObjectClass<Record<string, unknown>>('SHAPES.REC');
    const record = new Rec({
      A: 21,
      B: 'hé𝄞',
      C: at,
      D: true,
      E: 5,
      T: new Date(at.getTime() + 789),
      R: Buffer.from([1, 2]),
      NV: 'ñ𝄞',
      BF: 1.5,
      BD: -2.5,
      TZ: new Date(0),
    });
    const changed = await outBind('BEGIN shapes.change(:o); END;', {
      o: { val: record, dir: oracledb.BIND_INOUT } as oracledb.BindParameter,
    });
    const fields = ['A', 'B', 'C', 'D', 'E', 'T', 'R', 'NV', 'BF', 'BD', 'TZ'].map((name) => changed[name]);
    const later = new Date(at.getTime() + 789);
    expect(fields).toEqual([42, 'hé𝄞!', at, false, -5, later, Buffer.from([1, 2]), 'ñ𝄞', 1.5, -2.5, new Date(0)]);
  });

  test('that came out can go in again, and null is a record of nulls', async () => {
    const first = await outBind('BEGIN shapes.change(:o); END;', {
      o: value('SHAPES.REC', { A: 1 }, oracledb.BIND_INOUT),
    });
    const second = await outBind('BEGIN shapes.change(:o); END;', {
      o: { val: first, dir: oracledb.BIND_INOUT } as unknown as oracledb.BindParameter,
    });
    expect([second['A'], second['B']]).toEqual([4, '!!']);
    const none = await outBind('BEGIN shapes.change(:o); END;', { o: value('SHAPES.REC', null, oracledb.BIND_INOUT) });
    expect([none['A'], none['B']]).toEqual([null, '!']);
  });

  test('holds records and collections', async () => {
    const made = await outBind('BEGIN :o := shapes.deepen(:i); END;', {
      o: out('SHAPES.NESTED'),
      i: value('SHAPES.NESTED', { ID: 1, INNER: { B: 'in', A: 10 }, LIST: [1, 2, 3], SPARSE: [5] }),
    });
    expect(JSON.parse(JSON.stringify(made))).toMatchObject({
      ID: 15,
      INNER: { A: 10, B: 'in' },
      LIST: [1, 2, 3, null],
      SPARSE: [5, 9],
    });
  });

  test('of a table comes out of a block, alone and in a collection', async () => {
    const all = await outBind('CALL shapes.read_staff(:o)', { o: out('SHAPES.STAFFS') });
    const row = { ID: 1, NAME: 'ADSA', SINCE: new Date(2024, 0, 2).toJSON(), RATE: 1.5, SHARE_: 2 };
    expect(JSON.parse(JSON.stringify(all))).toEqual([row]);
    const one = await outBind('DECLARE r staff%ROWTYPE; BEGIN SELECT * INTO r FROM staff; :o := r; END;', {
      o: out('STAFF%ROWTYPE'),
    });
    expect(JSON.parse(JSON.stringify(one))).toEqual(row);
  });
});

describe('a collection', () => {
  test('of records goes in and out with its keys', async () => {
    const list = await outBind('BEGIN shapes.change_all(:o); END;', {
      o: value('SHAPES.RECS', [{ A: 1 }, { A: 2, B: 'z' }], oracledb.BIND_INOUT),
    });
    const entries = list as unknown as { getKeys(): number[]; getValues(): Shape[] };
    expect(entries.getKeys()).toEqual([0, 1, 77]);
    expect(entries.getValues().map((record) => [record['A'], record['B']])).toEqual([
      [2, '!'],
      [4, 'z!'],
      [null, 'new'],
    ]);
  });

  test('indexed by numbers keeps its keys, negative ones too', async () => {
    const Idx = await connection.getDbObjectClass<number>('SHAPES.IDX');
    const list = new Idx() as unknown as { setElement(index: number, value: number): void };
    for (const key of [5, -3, 100]) list.setElement(key, key * 2);
    const { outBinds } = await connection.execute<{ o: string }>('BEGIN :o := shapes.sum_keys(:i); END;', {
      o: { type: oracledb.STRING, dir: oracledb.BIND_OUT },
      i: list as unknown as oracledb.BindParameter,
    });
    expect(outBinds?.o).toBe('-3=-6 5=10 100=200 ');
  });

  test.each([
    ['SHAPES.INTS', 'shapes.same_ints', [1, -2, null, 2_147_483_647]],
    ['SHAPES.FLAGS', 'shapes.same_flags', [true, false, null]],
  ])('of type %s comes back as it went', async (type, routine, elements) => {
    const same = await outBind(`BEGIN :o := ${routine}(:i); END;`, { o: out(type), i: value(type, elements) });
    expect((same as unknown as { getValues(): unknown[] }).getValues()).toEqual(elements);
  });

  test('of many elements, and null', async () => {
    const many = await outBind('BEGIN :o := shapes.squares(30000); END;', { o: out('NUMLIST') });
    expect(many.length).toBe(30_000);
    expect((many as unknown as { getElement(index: number): number }).getElement(29_999)).toBe(900_000_000);
    expect(await outBind('BEGIN :o := NULL; END;', { o: out('NUMLIST') })).toBeNull();
  });

  test('is a table for SQL', async () => {
    const { rows } = await connection.execute(
      'SELECT name FROM staff WHERE id IN (SELECT column_value FROM TABLE(:ids))',
      { ids: value('NUMLIST', [3, 1]) },
    );
    expect(rows).toEqual([['ADSA']]);
    await connection.execute('CREATE TABLE sums (n NUMBER)');
    const { rowsAffected } = await connection.executeMany(
      'INSERT INTO sums SELECT SUM(column_value) FROM TABLE(:list)',
      [{ list: [1, 2] }, { list: [10] }] as unknown as oracledb.BindParameters[],
      { bindDefs: { list: { type: 'NUMLIST' } as unknown as oracledb.BindDefinition } },
    );
    expect(rowsAffected).toBe(2);
    expect((await connection.execute('SELECT n FROM sums ORDER BY n')).rows).toEqual([[3], [10]]);
  });

  test('of another type takes the place of the first in the same statement', async () => {
    const sql = 'SELECT column_value FROM TABLE(:list)';
    expect((await connection.execute(sql, { list: value('NUMLIST', [1]) })).rows).toEqual([[1]]);
    expect((await connection.execute(sql, { list: value('WORDS', ['é']) })).rows).toEqual([['é']]);
    expect((await connection.execute(sql, { list: value('NUMLIST', [2]) })).rows).toEqual([[2]]);
  });

  test('of a type that is gone meanwhile ends the call, not the session', async () => {
    await connection.execute('CREATE TYPE fleeting AS TABLE OF NUMBER');
    const Fleeting = await connection.getDbObjectClass<number[]>('FLEETING');
    await connection.execute('DROP TYPE fleeting');
    const list = new Fleeting([1]) as unknown as oracledb.BindParameter;
    await expect(connection.execute('SELECT * FROM TABLE(:list)', { list })).rejects.toThrow('ORA-21700');
    await connection.ping();
  });
});

describe('objects', () => {
  beforeAll(async () => {
    const statements = [
      'CREATE TYPE point AS OBJECT (x NUMBER, label VARCHAR2(20), at DATE)',
      'CREATE TYPE points AS TABLE OF point',
      'CREATE TYPE drawing AS OBJECT (origin point, target point, dots points)',
      `CREATE FUNCTION make_point(n NUMBER) RETURN point IS BEGIN RETURN point(n, 'p' || n, DATE '2024-01-02'); END;`,
      `CREATE PROCEDURE move(p IN OUT point) IS BEGIN p.x := p.x + 1; END;`,
      `CREATE FUNCTION is_null(p point) RETURN VARCHAR2 IS BEGIN RETURN CASE WHEN p IS NULL THEN 'null' ELSE 'object' END; END;`,
    ];
    for (const statement of statements) await connection.execute(statement);
  });
  const asJson = (shape: unknown) => JSON.parse(JSON.stringify(shape));

  test('go into blocks and come out', async () => {
    const Point = await connection.getDbObjectClass<Record<string, unknown>>('POINT');
    const moved = await outBind('BEGIN move(:o); END;', {
      o: { val: new Point({ X: 1, LABEL: 'é𝄞' }), dir: oracledb.BIND_INOUT } as unknown as oracledb.BindParameter,
    });
    expect(asJson(moved)).toEqual({ X: 2, LABEL: 'é𝄞', AT: null });
    const { outBinds } = await connection.execute<{ o: string }>(
      `BEGIN :o := is_null(:p) || ' ' || is_null(:q); END;`,
      {
        o: { type: oracledb.STRING, dir: oracledb.BIND_OUT },
        p: value('POINT', null),
        q: value('POINT', {}),
      },
    );
    expect(outBinds?.o).toBe('null object');
    expect(await outBind('BEGIN :o := NULL; END;', { o: out('POINT') })).toBeNull();
  });

  test('are columns of queries, with their description', async () => {
    const at = new Date(2024, 0, 2).toJSON();
    const { rows, metaData } = await connection.execute(
      'SELECT make_point(LEVEL) p, LEVEL n FROM dual CONNECT BY LEVEL <= 2',
    );
    expect(asJson(rows)).toEqual([
      [{ X: 1, LABEL: 'p1', AT: at }, 1],
      [{ X: 2, LABEL: 'p2', AT: at }, 2],
    ]);
    expect(metaData?.[0]).toMatchObject({ name: 'P', dbTypeName: 'APP.POINT' });
    const nested = await connection.execute(
      `SELECT drawing(point(1, 'a', NULL), NULL, points(point(2, 'b', NULL))) d, numlist(1, NULL, 3) l FROM dual`,
    );
    expect(asJson(nested.rows)).toEqual([
      [{ ORIGIN: { X: 1, LABEL: 'a', AT: null }, TARGET: null, DOTS: [{ X: 2, LABEL: 'b', AT: null }] }, [1, null, 3]],
    ]);
  });

  test('of a collection that is bound are rows', async () => {
    const elements = value('POINTS', [{ X: 1 }, { X: 5, LABEL: 'q' }]);
    const { rows } = await connection.execute('SELECT VALUE(t), t.x FROM TABLE(:list) t WHERE t.x > 1', {
      list: elements,
    });
    expect(asJson(rows)).toEqual([[{ X: 5, LABEL: 'q', AT: null }, 5]]);
  });
});

test('the dictionary tells of types in packages', async () => {
  const { rows } = await connection.execute(`SELECT type_name, typecode, attributes FROM user_plsql_types
    WHERE package_name = 'SHAPES' AND type_name IN ('REC', 'IDX', 'ALIAS') ORDER BY 1`);
  expect(rows).toEqual([
    ['IDX', 'COLLECTION', 0],
    ['REC', 'PL/SQL RECORD', 11],
  ]);
  const elements =
    await connection.execute(`SELECT type_name, coll_type, elem_type_owner, elem_type_name, elem_type_package, index_by
    FROM user_plsql_coll_types WHERE type_name IN ('RECS', 'STAFFS', 'INTS') ORDER BY 1`);
  expect(elements.rows).toEqual([
    ['INTS', 'TABLE', null, 'BINARY_INTEGER', null, null],
    ['RECS', 'PL/SQL INDEX TABLE', 'APP', 'REC', 'SHAPES', 'BINARY_INTEGER'],
    ['STAFFS', 'PL/SQL INDEX TABLE', 'APP', 'STAFF%ROWTYPE', null, 'BINARY_INTEGER'],
  ]);
  const collections = await connection.execute(
    'SELECT type_name, coll_type, upper_bound, elem_type_name, length FROM user_coll_types ORDER BY 1',
  );
  expect(collections.rows).toEqual([
    ['NUMLIST', 'TABLE', null, 'NUMBER', null],
    ['POINTS', 'TABLE', null, 'POINT', null],
    ['WORDS', 'VARYING ARRAY', 3, 'VARCHAR2', 80],
  ]);
});
