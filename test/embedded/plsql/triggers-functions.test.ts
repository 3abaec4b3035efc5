import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RealDatabase, type RealSession } from './real-session.ts';

let database: RealDatabase;
let session: RealSession;

beforeAll(async () => {
  database = await RealDatabase.start();
  session = await database.session();
  await session.run('CREATE TABLE audits (n NUMBER, text VARCHAR2(100))');
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  await session.run(`
    BEGIN
      DELETE FROM audits;
      FOR t IN (SELECT table_name FROM user_tables WHERE table_name = 'ACCOUNTS') LOOP EXECUTE IMMEDIATE 'DROP TABLE accounts'; END LOOP;
    END;
    /
    CREATE TABLE accounts (id NUMBER PRIMARY KEY, owner VARCHAR2(20), balance NUMBER)
    /
    BEGIN FOR i IN 1..3 LOOP INSERT INTO accounts VALUES (i, 'o' || i, i * 100); END LOOP; COMMIT; END;`);
});

test('row triggers change NEW, see OLD and know their event', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE TRIGGER accounts_br BEFORE INSERT OR UPDATE OF balance OR DELETE ON accounts FOR EACH ROW
    BEGIN
      IF INSERTING THEN :NEW.owner := UPPER(:NEW.owner);
      ELSIF UPDATING('BALANCE') THEN INSERT INTO audits VALUES (:NEW.id, :OLD.balance || '>' || :NEW.balance);
      ELSE INSERT INTO audits VALUES (:OLD.id, 'deleted' || :NEW.owner);
      END IF;
    END;
    /
    BEGIN
      INSERT INTO accounts VALUES (4, 'small', 1);
      UPDATE accounts SET balance = balance + 1 WHERE id <= 2;
      UPDATE accounts SET owner = 'quiet' WHERE id = 3;
      DELETE FROM accounts WHERE id = 3;
    END;
    /
    SELECT n, text FROM audits ORDER BY n
    /
    SELECT owner FROM accounts WHERE id = 4`);
  expect(printed).toEqual(['1|100>101', '2|200>201', '3|deleted', 'SMALL']);
});

test('WHEN, statement triggers, compound triggers', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE TRIGGER accounts_when AFTER UPDATE ON accounts REFERENCING OLD AS was NEW AS is_ FOR EACH ROW
    WHEN (is_.balance < was.balance)
    BEGIN INSERT INTO audits VALUES (1, 'less ' || :is_.id); END;
    /
    CREATE OR REPLACE TRIGGER accounts_as AFTER UPDATE ON accounts
    BEGIN INSERT INTO audits VALUES (2, 'statement'); END;
    /
    CREATE OR REPLACE TRIGGER accounts_c FOR UPDATE ON accounts COMPOUND TRIGGER
      rows_ NUMBER := 0;
      AFTER EACH ROW IS BEGIN rows_ := rows_ + 1; END AFTER EACH ROW;
      AFTER STATEMENT IS BEGIN INSERT INTO audits VALUES (3, 'rows ' || rows_); END AFTER STATEMENT;
    END accounts_c;
    /
    UPDATE accounts SET balance = 150 WHERE id <= 2
    /
    SELECT text FROM audits ORDER BY n`);
  expect(printed).toEqual(['less 2', 'statement', 'rows 2']);
});

test('an error in a trigger fails the statement and names the trigger', async () => {
  const printed = await session.run(`
CREATE OR REPLACE TRIGGER accounts_no BEFORE UPDATE ON accounts FOR EACH ROW
BEGIN
  IF :NEW.id = 2 THEN RAISE_APPLICATION_ERROR(-20050, 'not ' || :OLD.owner); END IF;
END;
/
UPDATE accounts SET balance = 0
/
BEGIN
  UPDATE accounts SET balance = 0;
END;
/
SELECT balance FROM accounts ORDER BY id`);
  const error = [
    'ORA-20050: not o2',
    'ORA-06512: at "APP.ACCOUNTS_NO", line 2',
    "ORA-04088: error during execution of trigger 'APP.ACCOUNTS_NO'",
  ].join('\n');
  expect(printed).toEqual([error, `${error}\nORA-06512: at line 2`, '100', '200', '300']);
});

test('a row trigger may not look at its table, unless autonomously', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE TRIGGER accounts_mut AFTER UPDATE ON accounts FOR EACH ROW
    DECLARE n NUMBER;
    BEGIN SELECT COUNT(*) INTO n FROM accounts; END;
    /
    UPDATE accounts SET balance = 0`);
  expect(printed[0]).toMatch(
    /^ORA-04091: table APP\.ACCOUNTS is mutating, trigger\/function may not see it\nORA-06512: at "APP\.ACCOUNTS_MUT", line/,
  );
});

test('a trigger cannot commit', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE TRIGGER accounts_commit AFTER UPDATE ON accounts BEGIN COMMIT; END;
    /
    UPDATE accounts SET balance = 0`);
  expect(printed[0]).toMatch(/^ORA-04092: cannot COMMIT in a trigger\n/);
});

test('AFTER triggers cannot change NEW', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE TRIGGER accounts_late AFTER UPDATE ON accounts FOR EACH ROW
    BEGIN :NEW.owner := 'x'; END;
    /
    UPDATE accounts SET balance = 0`);
  expect(printed.join('\n')).toContain('ORA-04084: cannot change NEW values for this trigger type');
  expect(printed.at(-1)).toBe("ORA-04098: trigger 'APP.ACCOUNTS_LATE' is invalid and failed re-validation");
});

test('functions in SQL', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE FUNCTION twice(n NUMBER) RETURN NUMBER IS BEGIN RETURN n * 2; END;
    /
    CREATE OR REPLACE FUNCTION owner_of(p_id NUMBER) RETURN VARCHAR2 IS
      o accounts.owner%TYPE;
    BEGIN
      SELECT owner INTO o FROM accounts WHERE id = p_id;
      RETURN o;
    END;
    /
    CREATE OR REPLACE PACKAGE fns AS
      FUNCTION pick(n NUMBER) RETURN VARCHAR2;
      FUNCTION pick(s VARCHAR2) RETURN VARCHAR2;
      FUNCTION total RETURN NUMBER;
    END;
    /
    CREATE OR REPLACE PACKAGE BODY fns AS
      FUNCTION pick(n NUMBER) RETURN VARCHAR2 IS BEGIN RETURN 'number'; END;
      FUNCTION pick(s VARCHAR2) RETURN VARCHAR2 IS BEGIN RETURN 'text'; END;
      FUNCTION half(n NUMBER) RETURN NUMBER IS BEGIN RETURN n / 2; END;
      FUNCTION total RETURN NUMBER IS n NUMBER; BEGIN SELECT SUM(twice(balance)) INTO n FROM accounts; RETURN half(n); END;
    END;
    /
    SELECT twice(id), owner_of(id + 1), fns.pick(id), fns.pick(owner) FROM accounts WHERE twice(id) >= 4 ORDER BY id
    /
    SELECT fns.total, twice(n => 4) FROM dual
    /
    UPDATE accounts SET balance = twice(balance) WHERE owner_of(id) = 'o1'
    /
    SELECT balance FROM accounts WHERE id = 1`);
  expect(printed).toEqual(['4|o3|number|text', '6||number|text', '600|8', '200']);
});

test('errors of functions in SQL', async () => {
  const printed = await session.run(`
CREATE OR REPLACE FUNCTION fails(n NUMBER) RETURN NUMBER IS
BEGIN
  IF n = 2 THEN RAISE_APPLICATION_ERROR(-20060, 'two'); END IF;
  RETURN n;
END;
/
SELECT fails(id) FROM accounts
/
SELECT fails(1, 2) FROM dual
/
BEGIN
  FOR r IN (SELECT fails(id) FROM accounts) LOOP NULL; END LOOP;
END;
/
CREATE OR REPLACE FUNCTION broken RETURN NUMBER IS BEGIN RETURN nope; END;
/
SELECT broken FROM dual
/
DROP FUNCTION broken`);
  expect(printed).toEqual([
    'ORA-20060: two\nORA-06512: at "APP.FAILS", line 3',
    "ORA-06553: PLS-306: wrong number or types of arguments in call to 'FAILS'",
    'ORA-20060: two\nORA-06512: at "APP.FAILS", line 3\nORA-06512: at line 2',
    '1/40 PL/SQL: Statement ignored',
    "1/47 PLS-00201: identifier 'NOPE' must be declared",
    'ORA-06575: Package or function BROKEN is in an invalid state',
  ]);
});

test('a function that a query calls may not change anything, unless autonomously', async () => {
  const printed = await session.run(`
CREATE OR REPLACE FUNCTION noting(n NUMBER) RETURN NUMBER IS
BEGIN
  INSERT INTO audits (n) VALUES (n);
  RETURN n;
END;
/
CREATE OR REPLACE FUNCTION committing(n NUMBER) RETURN NUMBER IS
BEGIN
  COMMIT;
  RETURN n;
END;
/
CREATE OR REPLACE FUNCTION noting_apart(n NUMBER) RETURN NUMBER IS
  PRAGMA AUTONOMOUS_TRANSACTION;
BEGIN
  INSERT INTO audits (n) VALUES (n);
  COMMIT;
  RETURN n;
END;
/
SELECT noting(1) FROM dual
/
UPDATE accounts SET balance = committing(1) WHERE id = 1
/
UPDATE accounts SET balance = noting(2) WHERE id = 1
/
SELECT noting_apart(3) FROM dual
/
DECLARE n NUMBER := noting(4); BEGIN NULL; END;
/
SELECT n FROM audits ORDER BY n`);
  expect(printed).toEqual([
    'ORA-14551: cannot perform a DML operation inside a query\nORA-06512: at "APP.NOTING", line 3',
    'ORA-14552: cannot perform a DDL, commit or rollback inside a query or DML\nORA-06512: at "APP.COMMITTING", line 3',
    '3',
    '2',
    '3',
    '4',
  ]);
});

test('other schemas: grants, definer and invoker rights', async () => {
  const system = await database.session('SYSTEM');
  await system.run(`
    CREATE USER other IDENTIFIED BY other
    /
    GRANT CREATE SESSION TO other`);
  const other = await database.session('OTHER');
  await session.run(`
    CREATE OR REPLACE FUNCTION accounts_count RETURN NUMBER IS n NUMBER; BEGIN SELECT COUNT(*) INTO n FROM accounts; RETURN n; END;
    /
    CREATE OR REPLACE FUNCTION who_asks RETURN VARCHAR2 AUTHID CURRENT_USER IS v VARCHAR2(100); BEGIN EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM accounts' INTO v; RETURN v; END;`);
  const use = 'BEGIN DBMS_OUTPUT.PUT_LINE(app.accounts_count); END;';
  expect((await other.run(use))[0]).toContain("PLS-00201: identifier 'APP.ACCOUNTS_COUNT' must be declared");
  await session.run(`
    GRANT EXECUTE ON accounts_count TO other
    /
    GRANT EXECUTE ON who_asks TO other`);
  expect(await other.run(use)).toEqual(['3']);
  expect((await other.run('BEGIN DBMS_OUTPUT.PUT_LINE(app.who_asks); END;'))[0]).toContain('ORA-00942');
  expect((await other.run('SELECT COUNT(*) FROM app.accounts'))[0]).toContain('ORA-00942');
});

test('the dictionary describes parameters', async () => {
  const printed = await session.run(`
    CREATE OR REPLACE PACKAGE described AS
      TYPE list IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
      PROCEDURE p(a IN NUMBER, b OUT VARCHAR2, c IN OUT DATE, d BOOLEAN DEFAULT TRUE, e accounts%ROWTYPE, f list);
      PROCEDURE p;
      FUNCTION f(rc SYS_REFCURSOR, i PLS_INTEGER, c CLOB) RETURN accounts.owner%TYPE;
    END;
    /
    SELECT object_name, overload, position, argument_name, data_type, in_out, defaulted, type_subname
    FROM user_arguments WHERE package_name = 'DESCRIBED' ORDER BY subprogram_id, sequence
    /
    SELECT procedure_name, subprogram_id, overload FROM user_procedures WHERE object_name = 'DESCRIBED' ORDER BY subprogram_id`);
  expect(printed).toEqual([
    'P|1|1|A|NUMBER|IN|N|',
    'P|1|2|B|VARCHAR2|OUT|N|',
    'P|1|3|C|DATE|IN/OUT|N|',
    'P|1|4|D|PL/SQL BOOLEAN|IN|Y|',
    'P|1|5|E|PL/SQL RECORD|IN|N|',
    'P|1|6|F|PL/SQL TABLE|IN|N|LIST',
    'F||0||VARCHAR2|OUT|N|',
    'F||1|RC|REF CURSOR|IN|N|',
    'F||2|I|BINARY_INTEGER|IN|N|',
    'F||3|C|CLOB|IN|N|',
    '|0|',
    'P|1|1',
    'P|2|2',
    'F|3|',
  ]);
});
