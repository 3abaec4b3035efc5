import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, SqlDatabase, type SqlSession } from './sql-session.ts';

let database: SqlDatabase;
let s: SqlSession;
beforeAll(async () => {
  database = await SqlDatabase.start();
  s = await database.session();
  await s.ddl(
    'CREATE TABLE dept (id NUMBER PRIMARY KEY, name VARCHAR2(30))',
    'CREATE TABLE emp (id NUMBER(10) PRIMARY KEY, name VARCHAR2(20) NOT NULL, sal NUMBER(10,2), dept NUMBER, code CHAR(5), hired DATE)',
    'CREATE TABLE tree (id NUMBER, parent NUMBER, name VARCHAR2(10))',
    'CREATE TABLE wave (height NUMBER, CHECK (height > SIN(1)))',
    'CREATE SEQUENCE seq',
  );
  await s.run(
    "INSERT INTO dept SELECT 10, 'Sales' FROM dual UNION ALL SELECT 20, 'IT' FROM dual UNION ALL SELECT 30, 'None' FROM dual",
  );
  await s.run("INSERT INTO emp VALUES (1, 'Ana', 100, 10, 'A', DATE '2024-01-31')");
  await s.run("INSERT INTO emp VALUES (2, 'Luis', 300, 10, 'BB', DATE '2024-02-29')");
  await s.run("INSERT INTO emp VALUES (3, 'Eva', 200, 20, NULL, NULL)");
  await s.run(
    "INSERT INTO tree SELECT 1, NULL, 'root' FROM dual UNION ALL SELECT 2, 1, 'a' FROM dual UNION ALL SELECT 3, 1, 'b' FROM dual UNION ALL SELECT 4, 2, 'c' FROM dual",
  );
  await s.engine.commit();
});
afterAll(() => database.stop());

describe('values', () => {
  it.each([
    ["SELECT 'a' || NULL || 'b' FROM dual", 'ab'],
    ["SELECT '' || '' FROM dual", null],
    ["SELECT CASE WHEN '' IS NULL THEN 'null' END FROM dual", 'null'],
    ['SELECT 1/3 FROM dual', `.${'3'.repeat(40)}`],
    ['SELECT 10/3 FROM dual', `3.${'3'.repeat(38)}`],
    ['SELECT 0.1 + 0.2 FROM dual', '.3'],
    ["SELECT '12.5' + 1 FROM dual", '13.5'],
    ["SELECT name FROM emp WHERE dept = '20'", 'Eva'],
    ["SELECT name FROM emp WHERE code = 'A'", 'Ana'],
    ["SELECT code || '|' FROM emp WHERE id = 1", 'A    |'],
    ["SELECT name FROM emp WHERE hired = '31-JAN-24'", 'Ana'],
    ["SELECT DATE '2024-03-01' - DATE '2024-02-01' FROM dual", '29'],
    ["SELECT DATE '2024-01-01' + 1.5 FROM dual", '2024-01-02 12:00:00'],
    [
      "SELECT TO_CHAR(TIMESTAMP '2024-01-02 03:04:05.6' - TIMESTAMP '2024-01-01 00:00:00') FROM dual",
      '+000000001 03:04:05.600000000',
    ],
    ["SELECT DECODE(NULL, NULL, 'same', 'other') FROM dual", 'same'],
    ["SELECT TO_CHAR(1d) || ' ' || 1.5d || ' ' || TO_CHAR(100f) FROM dual", '1.0E+000 1.5E+000 1.0E+002'],
    ["SELECT TO_CHAR(99999, '9.99EEEE') || TO_CHAR(0.0009999, '9.99EEEE') FROM dual", ' 1.00E+05 1.00E-03'],
    ["SELECT TO_CHAR(ROUND(DATE '2024-07-15', 'IYYY'), 'YYYY-MM-DD') FROM dual", '2024-12-30'],
    ["SELECT TO_CHAR(ROUND(DATE '2024-03-27', 'W'), 'YYYY-MM-DD') FROM dual", '2024-03-29'],
    ["SELECT TO_CHAR(ROUND(DATE '2024-02-29', 'W') + 0, 'YYYY-MM-DD') FROM dual", '2024-02-29'],
    ["SELECT TO_CHAR(ROUND(DATE '2024-01-31', 'W'), 'YYYY-MM-DD') FROM dual", '2024-01-29'],
    ["SELECT CONVERT('año', 'US7ASCII') FROM dual", 'ano'],
    ['SELECT TO_CHAR(BITAND(-1, 99999999999999999999)) FROM dual', '99999999999999999999'],
    ['SELECT TO_CHAR(SIN(1)) FROM dual', '.8414709848078965066525023216302989996226'],
    ['SELECT VARIANCE(id) FROM emp', '1'],
    ['SELECT STDDEV(id) FROM emp WHERE id = 1', '0'],
    ["SELECT TO_CHAR(DATE '2024-05-07', 'DDTH MON YEAR') FROM dual", '07TH MAY TWENTY TWENTY-FOUR'],
    [
      "SELECT TO_CHAR(FROM_TZ(TIMESTAMP '2024-07-01 12:00:00', 'Europe/Madrid') AT TIME ZONE 'UTC', 'HH24:MI TZR') FROM dual",
      '10:00 UTC',
    ],
    [
      "SELECT TO_CHAR(TO_TIMESTAMP_TZ('2024-05-07 13:01 +02:00', 'YYYY-MM-DD HH24:MI TZH:TZM'), 'HH24:MI TZH:TZM') FROM dual",
      '13:01 +02:00',
    ],
    ["SELECT JSON_OBJECT('b' VALUE 1, 'a' VALUE NULL) FROM dual", '{"b":1,"a":null}'],
    ['SELECT JSON_VALUE(\'{"x":{"y":5}}\', \'$.x.y\' RETURNING NUMBER) FROM dual', '5'],
    ["SELECT REGEXP_SUBSTR('key=value', '(\\w+)=(\\w+)', 1, 1, NULL, 2) FROM dual", 'value'],
    ["SELECT UPPER('ñandú') FROM dual", 'ÑANDÚ'],
  ])('%s', async (text, expected) => {
    expect(await s.value(text)).toBe(expected);
  });

  it('binds convert like columns', async () => {
    expect(await s.value('SELECT name FROM emp WHERE id = :1', bind('2'))).toBe('Luis');
    expect(await s.value('SELECT :1 || :2 FROM dual', bind('a'), bind(null))).toBe('a');
  });
});

describe('blocks', () => {
  it.each([
    [
      'joins with (+)',
      'SELECT d.name, e.name FROM dept d, emp e WHERE e.dept(+) = d.id AND e.sal(+) > 150 ORDER BY 1',
      [
        ['IT', 'Eva'],
        ['None', null],
        ['Sales', 'Luis'],
      ],
    ],
    [
      'USING',
      'SELECT id, e.name FROM emp e JOIN tree t USING (id) ORDER BY id',
      [
        ['1', 'Ana'],
        ['2', 'Luis'],
        ['3', 'Eva'],
      ],
    ],
    [
      'ROLLUP',
      'SELECT dept, SUM(sal) FROM emp GROUP BY ROLLUP(dept) ORDER BY dept',
      [
        ['10', '400'],
        ['20', '200'],
        [null, '600'],
      ],
    ],
    [
      'ROLLUP without ORDER BY: subtotals behind their details',
      'SELECT dept, id, SUM(sal) FROM emp GROUP BY ROLLUP(dept, id)',
      [
        ['10', '1', '100'],
        ['10', '2', '300'],
        ['10', null, '400'],
        ['20', '3', '200'],
        ['20', null, '200'],
        [null, null, '600'],
      ],
    ],
    ['KEEP', 'SELECT MAX(name) KEEP (DENSE_RANK FIRST ORDER BY sal DESC) FROM emp', [['Luis']]],
    ['LISTAGG', "SELECT LISTAGG(name, ',') WITHIN GROUP (ORDER BY name DESC) FROM emp", [['Luis,Eva,Ana']]],
    [
      'analytic functions',
      'SELECT name, LAG(name) OVER (ORDER BY id), ROW_NUMBER() OVER (PARTITION BY dept ORDER BY sal DESC) FROM emp ORDER BY id',
      [
        ['Ana', null, '2'],
        ['Luis', 'Ana', '1'],
        ['Eva', 'Luis', '1'],
      ],
    ],
    ['ROWNUM before ORDER BY', 'SELECT name FROM emp WHERE ROWNUM = 1 ORDER BY sal DESC', [['Ana']]],
    [
      'paging by ROWNUM',
      'SELECT name FROM (SELECT name, ROWNUM rn FROM (SELECT name FROM emp ORDER BY sal DESC) WHERE ROWNUM <= 3) WHERE rn >= 2',
      [['Eva'], ['Ana']],
    ],
    ['ROWNUM > 1', 'SELECT name FROM emp WHERE ROWNUM > 1', []],
    ['row generation', 'SELECT LEVEL FROM dual CONNECT BY LEVEL <= 3', [['1'], ['2'], ['3']]],
    [
      'hierarchies',
      "SELECT LEVEL, SYS_CONNECT_BY_PATH(name, '/'), CONNECT_BY_ISLEAF FROM tree START WITH parent IS NULL CONNECT BY PRIOR id = parent ORDER SIBLINGS BY name DESC",
      [
        ['1', '/root', '0'],
        ['2', '/root/b', '1'],
        ['2', '/root/a', '0'],
        ['3', '/root/a/c', '1'],
      ],
    ],
    ['nested group functions', 'SELECT MAX(COUNT(*)), MIN(SUM(sal)) FROM emp GROUP BY dept', [['2', '200']]],
    [
      'CUME_DIST',
      'SELECT CUME_DIST() OVER (ORDER BY id) FROM emp ORDER BY id FETCH FIRST 1 ROW ONLY',
      [[`.${'3'.repeat(40)}`]],
    ],
    [
      'WITH in front of CONNECT BY',
      "WITH t AS (SELECT 1 id, 'x,y' s FROM dual UNION ALL SELECT 2, 'z' FROM dual) SELECT id, REGEXP_SUBSTR(s, '[^,]+', 1, LEVEL) FROM t CONNECT BY PRIOR id = id AND PRIOR SYS_GUID() IS NOT NULL AND LEVEL <= REGEXP_COUNT(s, ',') + 1 ORDER BY id, 2",
      [
        ['1', 'x'],
        ['1', 'y'],
        ['2', 'z'],
      ],
    ],
    [
      'recursive WITH',
      'WITH u (a) AS (SELECT 1 FROM dual UNION ALL SELECT a + 1 FROM u WHERE a < 3) SELECT a FROM u',
      [['1'], ['2'], ['3']],
    ],
    [
      'PIVOT',
      'SELECT * FROM (SELECT dept, sal FROM emp) PIVOT (SUM(sal) FOR dept IN (10 AS a, 20 AS b))',
      [['400', '200']],
    ],
    [
      'UNPIVOT',
      'SELECT * FROM (SELECT 1 a, 2 b FROM dual) UNPIVOT (v FOR k IN (a, b))',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['set operators', 'SELECT dept FROM emp MINUS SELECT 20 FROM dual', [['10']]],
    [
      'JSON_TABLE',
      `SELECT n, o FROM JSON_TABLE('[{"n":"a"},{"n":"b"}]', '$[*]' COLUMNS (n VARCHAR2(5) PATH '$.n', o FOR ORDINALITY))`,
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['one number for a row', 'SELECT seq.NEXTVAL, seq.NEXTVAL, seq.CURRVAL FROM dual', [['1', '1', '1']]],
  ])('%s', async (_name, text, expected) => {
    expect(await s.rows(text)).toEqual(expected);
  });

  it('columns are described as Oracle does', () => {
    const columns = s.describe("SELECT id, name, sal * 2, 'abc' lit, COUNT(*) OVER () FROM emp");
    expect(columns.map(({ name }) => name)).toEqual(['ID', 'NAME', 'SAL*2', 'LIT', 'COUNT(*)OVER()']);
    expect(columns[0]).toMatchObject({ type: { kind: 'NUMBER', precision: 10, scale: 0 }, isNullable: false });
    expect(columns[1]?.type).toMatchObject({ kind: 'VARCHAR2', length: 20 });
    expect(columns[3]?.type).toMatchObject({ kind: 'CHAR', length: 3 });
  });
});

describe('errors', () => {
  it.each([
    ['SELECT nothere FROM emp', 'ORA-00904: "NOTHERE": invalid identifier', 7],
    ['SELECT x.name FROM emp e', 'ORA-00904: "X"."NAME": invalid identifier', 7],
    ['SELECT * FROM nothere', 'ORA-00942: table or view does not exist', 14],
    ['SELECT id FROM emp a, emp b', 'ORA-00918: column ambiguously defined', 7],
    ['SELECT name, COUNT(*) FROM emp', 'ORA-00937: not a single-group group function', 7],
    ['SELECT dept, name FROM emp GROUP BY dept', 'ORA-00979: not a GROUP BY expression', 13],
    ['SELECT id FROM emp WHERE COUNT(*) > 1', 'ORA-00934: group function is not allowed here', 25],
    ["SELECT 1 FROM dual WHERE 1 = 'x'", 'ORA-01722: invalid number', undefined],
    ['SELECT 1/0 FROM dual', 'ORA-01476: divisor is equal to zero', undefined],
    ['SELECT (SELECT id FROM emp) FROM dual', 'ORA-01427: single-row subquery returns more than one row', undefined],
    ["SELECT UPPER('a', 'b') FROM dual", 'ORA-00909: invalid number of arguments', 7],
    ['SELECT noseq.NEXTVAL FROM dual', 'ORA-02289: sequence does not exist', 7],
    ["SELECT TO_DATE('2024-13-01', 'YYYY-MM-DD') FROM dual", 'ORA-01843: not a valid month', undefined],
    [
      "SELECT RPAD('x', 4000, 'x') || 'y' FROM dual",
      'ORA-01489: result of string concatenation is too long',
      undefined,
    ],
    ['SELECT DISTINCT dept FROM emp ORDER BY name', 'ORA-01791: not a SELECTed expression', undefined],
  ])('%s', async (text, message, offset) => {
    const error = await s.error(text);
    expect(error.message).toBe(message);
    expect(error.offset).toBe(offset);
  });
});
