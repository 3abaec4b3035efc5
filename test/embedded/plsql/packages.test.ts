import { expect, test } from 'vitest';
import { ProgramSession, run } from './program.ts';

const COUNTER = `
CREATE PACKAGE counter AS
  limit_ CONSTANT PLS_INTEGER := 3;
  n NUMBER := 10;
  TYPE list IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
  full_ EXCEPTION;
  PROCEDURE inc(step NUMBER DEFAULT 1);
  FUNCTION value RETURN NUMBER;
END counter;
/
CREATE PACKAGE BODY counter AS
  calls NUMBER := 0;
  PROCEDURE note IS BEGIN calls := calls + 1; END;
  PROCEDURE inc(step NUMBER DEFAULT 1) IS
  BEGIN
    note;
    IF calls > limit_ THEN RAISE full_; END IF;
    n := n + step;
  END;
  FUNCTION value RETURN NUMBER IS BEGIN RETURN n * 100 + calls; END;
BEGIN
  n := n + 1;
END counter;
/`;

test('state lives as long as the session', async () => {
  const session = new ProgramSession();
  await session.run(COUNTER);
  expect(
    await session.run('BEGIN counter.inc; counter.inc(step => 5); DBMS_OUTPUT.PUT_LINE(counter.value); END;'),
  ).toEqual(['1702']);
  expect(
    await session.run('BEGIN counter.n := 1; DBMS_OUTPUT.PUT_LINE(counter.value || counter.limit_); END;'),
  ).toEqual(['1023']);
  const other = new ProgramSession(session.catalog);
  expect(await other.run('BEGIN DBMS_OUTPUT.PUT_LINE(counter.n); DBMS_OUTPUT.PUT_LINE(counter.value); END;')).toEqual([
    '11',
    '1100',
  ]);
});

test('exceptions and types of a package', async () => {
  const printed = await run(`${COUNTER}
    DECLARE l counter.list;
    BEGIN
      FOR i IN 1..5 LOOP l(i) := i; counter.inc; END LOOP;
    EXCEPTION WHEN counter.full_ THEN DBMS_OUTPUT.PUT_LINE('full ' || l.COUNT || ' ' || counter.value);
    END;`);
  expect(printed).toEqual(['full 4 1404']);
});

test('resetPackages forgets the state', async () => {
  const session = new ProgramSession();
  await session.run(`${COUNTER}\nBEGIN counter.inc; END;`);
  session.plsql.resetPackages();
  expect(await session.run('BEGIN DBMS_OUTPUT.PUT_LINE(counter.value); END;')).toEqual(['1100']);
});

test('a package replaced by another session has lost its state', async () => {
  const session = new ProgramSession();
  const other = new ProgramSession(session.catalog);
  await session.run(`${COUNTER}\nBEGIN counter.inc; END;`);
  await other.run(COUNTER.replaceAll('CREATE', 'CREATE OR REPLACE'));
  const use = 'BEGIN DBMS_OUTPUT.PUT_LINE(counter.value); END;';
  expect(await session.run(use)).toEqual([
    [
      'ORA-04068: existing state of packages has been discarded',
      'ORA-04061: existing state of package "APP.COUNTER" has been invalidated',
      'ORA-04065: not executed, altered or dropped package "APP.COUNTER"',
      'ORA-06508: PL/SQL: could not find program unit being called: "APP.COUNTER"',
      'ORA-06512: at line 1',
    ].join('\n'),
  ]);
  expect(await session.run(use)).toEqual(['1100']);
});

test('a package replaced by the session itself starts anew', async () => {
  const session = new ProgramSession();
  await session.run(`${COUNTER}\nBEGIN counter.inc; END;`);
  await session.run(COUNTER.replaceAll('CREATE', 'CREATE OR REPLACE'));
  expect(await session.run('BEGIN DBMS_OUTPUT.PUT_LINE(counter.value); END;')).toEqual(['1100']);
});

test('a body is compiled without its callers', async () => {
  const session = new ProgramSession();
  await session.run('CREATE PACKAGE p AS FUNCTION f RETURN NUMBER; END;');
  expect(await session.run('BEGIN DBMS_OUTPUT.PUT_LINE(p.f); END;')).toEqual([
    'ORA-04067: not executed, package body "APP.P" does not exist\nORA-06508: PL/SQL: could not find program unit being called: "APP.P"\nORA-06512: at line 1',
  ]);
  await session.run('CREATE PACKAGE BODY p AS FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; END;');
  expect(await session.run('BEGIN DBMS_OUTPUT.PUT_LINE(p.f); END;')).toEqual(['1']);
  await session.run('CREATE OR REPLACE PACKAGE BODY p AS FUNCTION f RETURN NUMBER IS BEGIN RETURN 2; END; END;');
  expect(await session.run('BEGIN DBMS_OUTPUT.PUT_LINE(p.f); END;')).toEqual(['2']);
});

test('two packages whose bodies need each other', async () => {
  const printed = await run(`
    CREATE PACKAGE a AS FUNCTION f(n NUMBER) RETURN NUMBER; END;
    /
    CREATE PACKAGE b AS FUNCTION f(n NUMBER) RETURN NUMBER; END;
    /
    CREATE PACKAGE BODY a AS FUNCTION f(n NUMBER) RETURN NUMBER IS BEGIN RETURN CASE WHEN n = 0 THEN 0 ELSE b.f(n - 1) + 1 END; END; END;
    /
    CREATE PACKAGE BODY b AS FUNCTION f(n NUMBER) RETURN NUMBER IS BEGIN RETURN CASE WHEN n = 0 THEN 0 ELSE a.f(n - 1) + 10 END; END; END;
    /
    BEGIN DBMS_OUTPUT.PUT_LINE(a.f(5)); END;`);
  expect(printed).toEqual(['23']);
});

test('an initialization that fails is tried again', async () => {
  const printed = await run(`
    CREATE PACKAGE p AS n NUMBER := TO_NUMBER('x'); PROCEDURE q; END;
    /
    CREATE PACKAGE BODY p AS PROCEDURE q IS BEGIN NULL; END; END;
    /
    BEGIN p.q; END;
    /
    BEGIN p.q; END;`);
  const error = [
    'ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    'ORA-06512: at "APP.P", line 1',
    'ORA-06512: at line 1',
  ].join('\n');
  expect(printed).toEqual([error, error]);
});

test('collection types of the schema', async () => {
  const printed = await run(`
    CREATE TYPE t_numbers AS TABLE OF NUMBER;
    /
    CREATE FUNCTION total(list t_numbers) RETURN NUMBER IS
      n NUMBER := 0;
    BEGIN
      FOR i IN 1..list.COUNT LOOP n := n + list(i); END LOOP;
      RETURN n;
    END;
    /
    DECLARE l app.t_numbers := t_numbers(1, 2);
    BEGIN l.EXTEND; l(3) := 3; DBMS_OUTPUT.PUT_LINE(total(l) || total(t_numbers())); END;`);
  expect(printed).toEqual(['60']);
});
