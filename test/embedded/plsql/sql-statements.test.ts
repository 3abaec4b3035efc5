import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RealDatabase, type RealSession } from './real-session.ts';

let database: RealDatabase;
let session: RealSession;

beforeAll(async () => {
  database = await RealDatabase.start();
  session = await database.session();
  await session.run(`
    CREATE TABLE emp (id NUMBER CONSTRAINT emp_pk PRIMARY KEY, name VARCHAR2(20) NOT NULL, sal NUMBER(8,2), dept NUMBER)
    /
    CREATE TABLE notes (text VARCHAR2(100))
    /
    CREATE SEQUENCE emp_seq START WITH 100`);
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  await session.run(`
    BEGIN
      DELETE FROM notes;
      DELETE FROM emp;
      FOR i IN 1..6 LOOP INSERT INTO emp VALUES (i, 'n' || i, i * 10, MOD(i, 2)); END LOOP;
      COMMIT;
    END;`);
});

test('SELECT INTO scalars, records and %ROWTYPE', async () => {
  const printed = await session.run(`
    DECLARE
      v emp.name%TYPE; n NUMBER; r emp%ROWTYPE;
      TYPE pair IS RECORD (id emp.id%TYPE, name emp.name%TYPE); p pair;
    BEGIN
      SELECT name, sal INTO v, n FROM emp WHERE id = 3;
      SELECT * INTO r FROM emp WHERE id = 4;
      SELECT id, name INTO p FROM emp WHERE id = 5;
      SELECT COUNT(*), MAX(id) INTO n, p.id FROM emp;
      DBMS_OUTPUT.PUT_LINE(v || n || r.name || r.sal || p.id || p.name || SQL%ROWCOUNT);
    END;`);
  expect(printed).toEqual(['n36n4406n51']);
});

test.each([
  ['SELECT name INTO v FROM emp WHERE id = 99', 'ORA-01403: no data found'],
  ['SELECT name INTO v FROM emp', 'ORA-01422: exact fetch returns more than requested number of rows'],
  ["INSERT INTO emp VALUES (1, 'x', 1, 1)", 'ORA-00001: unique constraint (APP.EMP_PK) violated'],
  ['INSERT INTO emp (id) VALUES (9)', 'ORA-01400: cannot insert NULL into ("APP"."EMP"."NAME")'],
  ['UPDATE emp SET sal = 1e9 WHERE id = 1', 'ORA-01438: value larger than specified precision allowed for this column'],
  ['SELECT id / 0 INTO v FROM emp WHERE id = 1', 'ORA-01476: divisor is equal to zero'],
])('%s', async (statement, error) => {
  expect(await session.run(`DECLARE\nv VARCHAR2(20);\nBEGIN\n${statement};\nEND;`)).toEqual([
    `${error}\nORA-06512: at line 4`,
  ]);
});

test('a handler keeps the earlier work of its block; an unhandled error undoes the call', async () => {
  const printed = await session.run(`
    BEGIN
      UPDATE emp SET name = 'kept' WHERE id = 1;
      INSERT INTO emp VALUES (2, 'twice', 1, 1);
    EXCEPTION WHEN DUP_VAL_ON_INDEX THEN NULL;
    END;
    /
    BEGIN UPDATE emp SET name = 'undone' WHERE id = 2; RAISE VALUE_ERROR; END;
    /
    BEGIN UPDATE emp SET name = 'committed' WHERE id = 3; COMMIT; UPDATE emp SET name = 'undone' WHERE id = 4; RAISE VALUE_ERROR; END;
    /
    SELECT name FROM emp WHERE id <= 4 ORDER BY id`);
  const error = 'ORA-06502: PL/SQL: numeric or value error\nORA-06512: at line 1';
  expect(printed).toEqual([error, error, 'kept', 'n2', 'committed', 'n4']);
});

test('implicit cursor attributes', async () => {
  const printed = await session.run(`
    BEGIN
      DBMS_OUTPUT.PUT_LINE(CASE WHEN SQL%ISOPEN THEN 'open' ELSE 'closed' END);
      UPDATE emp SET sal = 0 WHERE dept = 1;
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT || CASE WHEN SQL%FOUND THEN 'found' END);
      DELETE FROM emp WHERE id > 100;
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT || CASE WHEN SQL%NOTFOUND THEN 'not found' END);
    END;`);
  expect(printed).toEqual(['closed', '3found', '0not found']);
});

test('explicit cursors: parameters, attributes, errors', async () => {
  const printed = await session.run(`
    DECLARE
      CURSOR c(low NUMBER, high NUMBER DEFAULT 4) IS SELECT id, name FROM emp WHERE id BETWEEN low AND high ORDER BY id;
      r c%ROWTYPE;
    BEGIN
      OPEN c(2);
      LOOP
        FETCH c INTO r;
        EXIT WHEN c%NOTFOUND;
        DBMS_OUTPUT.PUT(r.id || r.name || c%ROWCOUNT || ' ');
      END LOOP;
      DBMS_OUTPUT.PUT_LINE(c%ROWCOUNT);
      BEGIN OPEN c(1); EXCEPTION WHEN CURSOR_ALREADY_OPEN THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;
      CLOSE c;
      BEGIN FETCH c INTO r; EXCEPTION WHEN INVALID_CURSOR THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;
      FOR x IN c(high => 6, low => 5) LOOP DBMS_OUTPUT.PUT(x.name || ' '); END LOOP;
      DBMS_OUTPUT.PUT_LINE(CASE WHEN c%ISOPEN THEN 'open' ELSE 'closed' END);
    END;`);
  expect(printed).toEqual([
    '2n21 3n32 4n43 3',
    'ORA-06511: PL/SQL: cursor already open',
    'ORA-01001: invalid cursor',
    'n5 n6 closed',
  ]);
});

test('cursor FOR loops see what was there when they began, and may be left', async () => {
  const printed = await session.run(`
    DECLARE n NUMBER := 0;
    BEGIN
      FOR r IN (SELECT id FROM emp ORDER BY id) LOOP
        DELETE FROM emp WHERE id > r.id;
        n := n + 1;
        EXIT WHEN r.id = 4;
      END LOOP;
      DBMS_OUTPUT.PUT_LINE(n);
      ROLLBACK;
    END;`);
  expect(printed).toEqual(['4']);
});

test('WHERE CURRENT OF', async () => {
  const printed = await session.run(`
    DECLARE
      CURSOR c IS SELECT id, sal FROM emp WHERE dept = 1 FOR UPDATE;
    BEGIN
      FOR r IN c LOOP
        IF r.id = 3 THEN DELETE FROM emp WHERE CURRENT OF c;
        ELSE UPDATE emp SET sal = r.sal + 1 WHERE CURRENT OF c;
        END IF;
      END LOOP;
      FOR r IN (SELECT id, sal FROM emp ORDER BY id) LOOP DBMS_OUTPUT.PUT(r.id || ':' || r.sal || ' '); END LOOP;
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['1:11 2:20 4:40 5:51 6:60 ']);
});

test('REF CURSORs, weak and strong, static and dynamic', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE PACKAGE refs AS
      TYPE strong IS REF CURSOR RETURN emp%ROWTYPE;
      PROCEDURE list(d NUMBER, rc OUT SYS_REFCURSOR);
      FUNCTION all_of RETURN strong;
    END;
    /
    CREATE OR REPLACE PACKAGE BODY refs AS
      PROCEDURE list(d NUMBER, rc OUT SYS_REFCURSOR) IS
      BEGIN OPEN rc FOR SELECT id, name FROM emp WHERE dept = d ORDER BY id; END;
      FUNCTION all_of RETURN strong IS s strong; BEGIN OPEN s FOR SELECT * FROM emp ORDER BY id; RETURN s; END;
    END;
    /
    DECLARE rc SYS_REFCURSOR; other SYS_REFCURSOR; s refs.strong; r emp%ROWTYPE; i NUMBER; n VARCHAR2(10);
    BEGIN
      refs.list(1, rc);
      other := rc;
      FETCH rc INTO i, n; FETCH other INTO i, n;
      DBMS_OUTPUT.PUT_LINE(i || n || rc%ROWCOUNT);
      CLOSE other;
      BEGIN FETCH rc INTO i, n; EXCEPTION WHEN INVALID_CURSOR THEN DBMS_OUTPUT.PUT_LINE('closed'); END;
      s := refs.all_of; FETCH s INTO r; CLOSE s;
      OPEN rc FOR 'SELECT id FROM emp WHERE id > :a ORDER BY id DESC' USING 3;
      FETCH rc INTO i; CLOSE rc;
      DBMS_OUTPUT.PUT_LINE(r.name || i);
    END;`);
  expect(printed).toEqual(['3n32', 'closed', 'n16']);
});

test('BULK COLLECT with and without LIMIT', async () => {
  const printed = await session.run(`
    DECLARE
      TYPE rows_t IS TABLE OF emp%ROWTYPE; all_ rows_t;
      TYPE ids_t IS TABLE OF NUMBER; ids ids_t; TYPE names_t IS TABLE OF VARCHAR2(20) INDEX BY PLS_INTEGER; names names_t;
      CURSOR c IS SELECT id, name FROM emp ORDER BY id;
    BEGIN
      SELECT * BULK COLLECT INTO all_ FROM emp ORDER BY id;
      DBMS_OUTPUT.PUT_LINE(all_.COUNT || all_(6).name);
      OPEN c;
      LOOP
        FETCH c BULK COLLECT INTO ids, names LIMIT 4;
        EXIT WHEN ids.COUNT = 0;
        DBMS_OUTPUT.PUT(ids.COUNT || names(1) || ' ');
      END LOOP;
      CLOSE c;
      SELECT id BULK COLLECT INTO ids FROM emp WHERE id > 99;
      DBMS_OUTPUT.PUT_LINE(ids.COUNT);
      DELETE FROM emp WHERE dept = 0 RETURNING id, name BULK COLLECT INTO ids, names;
      DBMS_OUTPUT.PUT_LINE(ids.COUNT || names.COUNT || SQL%ROWCOUNT);
      ROLLBACK;
    END;`);
  expect(printed).toEqual(['6n6', '4n1 2n5 0', '333']);
});

test('FORALL: ranges, INDICES OF, VALUES OF, counts', async () => {
  const printed = await session.run(`
    DECLARE
      TYPE list IS TABLE OF PLS_INTEGER; a list := list(1, 2, 3, 99); v list := list(3, 1);
      TYPE rows_t IS TABLE OF emp%ROWTYPE INDEX BY PLS_INTEGER; r rows_t;
    BEGIN
      FORALL i IN 1..a.COUNT UPDATE emp SET sal = i WHERE id = a(i);
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT || SQL%BULK_ROWCOUNT(1) || SQL%BULK_ROWCOUNT(4));
      a.DELETE(2);
      FORALL i IN INDICES OF a DELETE FROM emp WHERE id = a(i);
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT);
      ROLLBACK;
      FORALL i IN VALUES OF v UPDATE emp SET name = 'v' || a(i) WHERE id = a(i);
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT);
      SELECT * BULK COLLECT INTO r FROM emp WHERE id <= 2 ORDER BY id;
      r(1).id := 11; r(2).id := 12;
      FORALL i IN 1..2 INSERT INTO emp VALUES r(i);
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT);
      FORALL i IN 1..3 DELETE FROM emp WHERE id = a(i);
    END;`);
  expect(printed).toEqual([
    '310',
    '2',
    '2',
    '2',
    'ORA-22160: element at index [2] does not exist\nORA-06512: at line 17',
  ]);
});

test('FORALL SAVE EXCEPTIONS', async () => {
  const printed = await session.run(`
    DECLARE
      TYPE list IS TABLE OF NUMBER; a list := list(7, 1, 8, 2);
      failed EXCEPTION; PRAGMA EXCEPTION_INIT(failed, -24381);
    BEGIN
      FORALL i IN 1..a.COUNT SAVE EXCEPTIONS INSERT INTO emp VALUES (a(i), 'new', 1, 1);
    EXCEPTION WHEN failed THEN
      FOR i IN 1..SQL%BULK_EXCEPTIONS.COUNT LOOP
        DBMS_OUTPUT.PUT(SQL%BULK_EXCEPTIONS(i).ERROR_INDEX || ' ' || SQL%BULK_EXCEPTIONS(i).ERROR_CODE || ', ');
      END LOOP;
      DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT);
    END;`);
  expect(printed).toEqual(['2 1, 4 1, 2']);
});

test('records in INSERT and UPDATE, RETURNING INTO', async () => {
  const printed = await session.run(`
    DECLARE r emp%ROWTYPE; n NUMBER; s VARCHAR2(30);
    BEGIN
      SELECT * INTO r FROM emp WHERE id = 1;
      r.id := emp_seq.NEXTVAL;
      INSERT INTO emp VALUES r RETURNING id, name || '!' INTO n, s;
      r.name := 'row';
      UPDATE emp SET ROW = r WHERE id = r.id;
      UPDATE emp SET sal = sal * 2 WHERE id = r.id RETURNING sal, name INTO n, r.name;
      DBMS_OUTPUT.PUT_LINE(s || n || r.name || (emp_seq.CURRVAL - r.id));
    END;`);
  expect(printed).toEqual(['n1!20row0']);
});

test('columns win over variables of their name', async () => {
  const printed = await session.run(`
    DECLARE id NUMBER := 1; n NUMBER;
    BEGIN
      <<b>>
      DECLARE id NUMBER := 2;
      BEGIN
        SELECT COUNT(*) INTO n FROM emp WHERE id = id; DBMS_OUTPUT.PUT_LINE(n);
        SELECT COUNT(*) INTO n FROM emp e WHERE e.id = b.id; DBMS_OUTPUT.PUT_LINE(n);
      END;
    END;`);
  expect(printed).toEqual(['6', '1']);
});

test('EXECUTE IMMEDIATE', async () => {
  const printed = await session.run(`
    DECLARE n NUMBER; s VARCHAR2(30); r emp%ROWTYPE; TYPE list IS TABLE OF NUMBER; l list;
    BEGIN
      EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM emp WHERE id > :1 AND id < :1' INTO n USING 1, 5; DBMS_OUTPUT.PUT_LINE(n);
      EXECUTE IMMEDIATE 'SELECT * FROM emp WHERE id = :x' INTO r USING 2; DBMS_OUTPUT.PUT_LINE(r.name);
      EXECUTE IMMEDIATE 'SELECT id FROM emp ORDER BY id' BULK COLLECT INTO l; DBMS_OUTPUT.PUT_LINE(l.COUNT);
      EXECUTE IMMEDIATE 'UPDATE emp SET name = :a WHERE id = :b RETURNING sal INTO :c' USING 'dyn', 1 RETURNING INTO n; DBMS_OUTPUT.PUT_LINE(n || SQL%ROWCOUNT);
      EXECUTE IMMEDIATE 'UPDATE emp SET sal = 0 RETURNING id INTO :x' RETURNING BULK COLLECT INTO l; DBMS_OUTPUT.PUT_LINE(l.COUNT);
      EXECUTE IMMEDIATE 'BEGIN :a := :b || :b; :c := :c + 1; END;' USING OUT s, 'x', IN OUT n; DBMS_OUTPUT.PUT_LINE(s || n);
      EXECUTE IMMEDIATE 'CREATE TABLE made (a NUMBER)';
      EXECUTE IMMEDIATE 'INSERT INTO made VALUES (:1)' USING 5;
      EXECUTE IMMEDIATE 'SELECT a FROM made' INTO n; DBMS_OUTPUT.PUT_LINE(n);
      EXECUTE IMMEDIATE 'DROP TABLE made';
      EXECUTE IMMEDIATE 'SELECT name FROM emp' INTO s;
    END;`);
  expect(printed).toEqual([
    '3',
    'n2',
    '6',
    '101',
    '6',
    'xx11',
    '5',
    'ORA-01422: exact fetch returns more than requested number of rows\nORA-06512: at line 13',
  ]);
});

test.each([
  ["EXECUTE IMMEDIATE 'SELECT nope FROM emp' INTO n", 'ORA-00904: "NOPE": invalid identifier'],
  ["EXECUTE IMMEDIATE 'SELECT 1 FROM nowhere' INTO n", 'ORA-00942: table or view does not exist'],
  ["EXECUTE IMMEDIATE 'nonsense'", 'ORA-00900: invalid SQL statement'],
  ["EXECUTE IMMEDIATE ''", 'ORA-00900: invalid SQL statement'],
  ["EXECUTE IMMEDIATE 'SELECT id FROM emp WHERE id = :1' INTO n", 'ORA-01008: not all variables bound'],
  ["EXECUTE IMMEDIATE 'SELECT id, name FROM emp WHERE id = 1' INTO n", 'ORA-01007: variable not in select list'],
])('%s', async (statement, error) => {
  const printed = await session.run(`DECLARE\nn NUMBER;\nBEGIN\n${statement};\nEND;`);
  expect(printed).toEqual([`${error}\nORA-06512: at line 4`]);
});

test('autonomous transactions', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE PROCEDURE note(t VARCHAR2) IS
      PRAGMA AUTONOMOUS_TRANSACTION;
    BEGIN
      INSERT INTO notes VALUES (t);
      COMMIT;
    END;
    /
    CREATE OR REPLACE PROCEDURE forgets IS
      PRAGMA AUTONOMOUS_TRANSACTION;
    BEGIN
      INSERT INTO notes VALUES ('forgotten');
    END;
    /
    BEGIN
      UPDATE emp SET name = 'gone' WHERE id = 1;
      note('kept');
      ROLLBACK;
      forgets;
    END;
    /
    SELECT (SELECT name FROM emp WHERE id = 1), text FROM notes`);
  expect(printed).toEqual([
    'ORA-06519: active autonomous transaction detected and rolled back\nORA-06512: at "APP.FORGETS", line 4\nORA-06512: at line 5',
    'n1|kept',
  ]);
});

test('SAVEPOINT and ROLLBACK TO', async () => {
  const printed = await session.run(`
    BEGIN
      UPDATE emp SET name = 'a' WHERE id = 1;
      SAVEPOINT here;
      UPDATE emp SET name = 'b' WHERE id = 1;
      ROLLBACK TO here;
      COMMIT;
      FOR r IN (SELECT name FROM emp WHERE id = 1) LOOP DBMS_OUTPUT.PUT_LINE(r.name); END LOOP;
      ROLLBACK TO SAVEPOINT here;
    END;`);
  expect(printed).toEqual([
    'a',
    "ORA-01086: savepoint 'HERE' never established in this session or is invalid\nORA-06512: at line 8",
  ]);
});

test('errors of SQL statements in a block', async () => {
  const printed = await session.run(`BEGIN
  UPDATE nowhere SET x = 1;
  INSERT INTO emp (nope) VALUES (1);
  SELECT name FROM emp;
END;`);
  expect(printed).toEqual([
    [
      'ORA-06550: line 2, column 10:',
      'PL/SQL: ORA-00942: table or view does not exist',
      'ORA-06550: line 2, column 3:',
      'PL/SQL: SQL Statement ignored',
      'ORA-06550: line 3, column 20:',
      'PL/SQL: ORA-00904: "NOPE": invalid identifier',
      'ORA-06550: line 3, column 3:',
      'PL/SQL: SQL Statement ignored',
      'ORA-06550: line 4, column 3:',
      'PLS-00428: an INTO clause is expected in this SELECT statement',
      'ORA-06550: line 4, column 3:',
      'PL/SQL: SQL Statement ignored',
    ].join('\n'),
  ]);
});

test('a weak cursor variable whose query does not go with the target', async () => {
  const printed = await session.run(`DECLARE
  rc SYS_REFCURSOR;
  r emp%ROWTYPE;
BEGIN
  OPEN rc FOR SELECT id, name FROM emp;
  FETCH rc INTO r;
END;`);
  expect(printed).toEqual([
    'ORA-06504: PL/SQL: Return types of Result Set variables or query do not match\nORA-06512: at line 6',
  ]);
});

test('a private function cannot be used in SQL', async () => {
  const printed = await session.run(`DECLARE
  n NUMBER;
  FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END;
BEGIN
  SELECT f INTO n FROM dual;
END;`);
  expect(printed).toEqual([
    "ORA-06550: line 5, column 10:\nPLS-00231: function 'F' may not be used in SQL\nORA-06550: line 5, column 3:\nPL/SQL: SQL Statement ignored",
  ]);
});
