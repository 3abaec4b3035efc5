import { expect, test } from 'vitest';
import { run } from './program.ts';

test('positional, named, mixed and default arguments', async () => {
  const printed = await run(`
    DECLARE
      PROCEDURE p(a NUMBER, b VARCHAR2 DEFAULT 'b', c NUMBER := 3) IS BEGIN DBMS_OUTPUT.PUT_LINE(a || b || c); END;
    BEGIN
      p(1); p(1, 'x'); p(c => 7, a => 2); p(1, c => 9); p(b => 'q', a => 0);
    END;`);
  expect(printed).toEqual(['1b3', '1x3', '2b7', '1b9', '0q3']);
});

test('defaults are evaluated at each call and only where they are used', async () => {
  const printed = await run(`
    DECLARE
      n NUMBER := 0;
      FUNCTION next_n RETURN NUMBER IS BEGIN n := n + 1; RETURN n; END;
      PROCEDURE p(a NUMBER DEFAULT next_n) IS BEGIN DBMS_OUTPUT.PUT(a || ' '); END;
    BEGIN
      p; p(10); p; DBMS_OUTPUT.PUT_LINE(n);
    END;`);
  expect(printed).toEqual(['1 10 2 2']);
});

test('OUT starts NULL and comes back only from a call that succeeds', async () => {
  const printed = await run(`
    DECLARE
      x NUMBER := 1; y VARCHAR2(3) := 'abc';
      PROCEDURE p(a OUT NUMBER, fail BOOLEAN) IS
      BEGIN
        DBMS_OUTPUT.PUT(NVL(TO_CHAR(a), 'null') || ' ');
        a := 5;
        IF fail THEN RAISE VALUE_ERROR; END IF;
      END;
      PROCEDURE q(a OUT VARCHAR2) IS BEGIN a := 'too long'; END;
    BEGIN
      p(x, FALSE); DBMS_OUTPUT.PUT(x || ' ');
      x := 1;
      BEGIN p(x, TRUE); EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE(x); END;
      q(y);
    END;`);
  expect(printed).toEqual([
    'null 5 null 1',
    'ORA-06502: PL/SQL: numeric or value error: character string buffer too small\nORA-06512: at line 14',
  ]);
});

test('overloads by number, names and types', async () => {
  const printed = await run(`
    DECLARE
      d DATE := DATE '2024-01-01'; i PLS_INTEGER := 1; c CLOB := 'c'; b BOOLEAN;
      TYPE t IS TABLE OF NUMBER; l t := t();
      PROCEDURE p(x NUMBER) IS BEGIN DBMS_OUTPUT.PUT('number '); END;
      PROCEDURE p(x VARCHAR2) IS BEGIN DBMS_OUTPUT.PUT('text '); END;
      PROCEDURE p(x DATE) IS BEGIN DBMS_OUTPUT.PUT('date '); END;
      PROCEDURE p(x BOOLEAN) IS BEGIN DBMS_OUTPUT.PUT('boolean '); END;
      PROCEDURE p(x t) IS BEGIN DBMS_OUTPUT.PUT('table '); END;
      PROCEDURE p(x NUMBER, y NUMBER) IS BEGIN DBMS_OUTPUT.PUT('two '); END;
      PROCEDURE p(x NUMBER, z VARCHAR2, w NUMBER) IS BEGIN DBMS_OUTPUT.PUT('three '); END;
      FUNCTION p(x NUMBER) RETURN NUMBER IS BEGIN DBMS_OUTPUT.PUT('function '); RETURN 1; END;
      n NUMBER;
    BEGIN
      p(1); p(i); p(1.5); p('x'); p(d); p(TRUE); p(l); p(1, 2); p(1, z => 'z', w => 1); n := p(1);
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['number number number text date boolean table two three function ']);
});

test('an ambiguous call', async () => {
  const printed = await run(`DECLARE
  PROCEDURE p(x NUMBER) IS BEGIN NULL; END;
  PROCEDURE p(x DATE) IS BEGIN NULL; END;
BEGIN
  p('1');
END;`);
  expect(printed).toEqual([
    "ORA-06550: line 5, column 3:\nPLS-00307: too many declarations of 'P' match this call\nORA-06550: line 5, column 3:\nPL/SQL: Statement ignored",
  ]);
});

test('nested subprograms, forward declarations, mutual recursion, outer variables', async () => {
  const printed = await run(`
    DECLARE
      calls NUMBER := 0;
      FUNCTION is_odd(n NUMBER) RETURN BOOLEAN;
      FUNCTION is_even(n NUMBER) RETURN BOOLEAN IS
      BEGIN calls := calls + 1; RETURN CASE WHEN n = 0 THEN TRUE ELSE is_odd(n - 1) END; END;
      FUNCTION is_odd(n NUMBER) RETURN BOOLEAN IS
        PROCEDURE count_it IS BEGIN calls := calls + 1; END;
      BEGIN count_it; RETURN CASE WHEN n = 0 THEN FALSE ELSE is_even(n - 1) END; END;
    BEGIN
      IF is_even(10) AND NOT is_even(7) THEN DBMS_OUTPUT.PUT_LINE('calls ' || calls); END IF;
    END;`);
  expect(printed).toEqual(['calls 19']);
});

test('recursion has variables of its own', async () => {
  const printed = await run(`
    DECLARE
      FUNCTION hanoi(n PLS_INTEGER, a VARCHAR2, b VARCHAR2, c VARCHAR2) RETURN PLS_INTEGER IS
        moved PLS_INTEGER := 0;
        PROCEDURE move(x PLS_INTEGER) IS BEGIN moved := moved + x; END;
      BEGIN
        IF n = 0 THEN RETURN 0; END IF;
        move(hanoi(n - 1, a, c, b)); move(1); move(hanoi(n - 1, c, b, a));
        RETURN moved;
      END;
    BEGIN
      DBMS_OUTPUT.PUT_LINE(hanoi(10, 'a', 'b', 'c'));
    END;`);
  expect(printed).toEqual(['1023']);
});

test('expressions with calls inside subscripts, CASE, conditions and arguments', async () => {
  const printed = await run(`
    DECLARE
      TYPE t IS TABLE OF NUMBER INDEX BY PLS_INTEGER; a t;
      FUNCTION f(n NUMBER) RETURN NUMBER IS BEGIN RETURN n + 1; END;
      FUNCTION list(n NUMBER) RETURN t IS l t; BEGIN l(1) := n; l(2) := n * 2; RETURN l; END;
    BEGIN
      a(f(1)) := f(f(2)); a(f(f(1))) := a(f(1)) + 1;
      DBMS_OUTPUT.PUT_LINE(a(2) || a(3) || CASE f(1) WHEN f(0) THEN 'no' WHEN 2 THEN 'two' END || list(4)(2) || list(1).COUNT);
      IF f(1) BETWEEN f(0) AND f(2) AND f(1) IN (f(1), 5) THEN DBMS_OUTPUT.PUT_LINE('in'); END IF;
      FOR i IN f(0)..f(1) LOOP DBMS_OUTPUT.PUT(i); END LOOP;
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['45two82', 'in', '12']);
});

test('stored procedures and functions call each other', async () => {
  const printed = await run(`
    CREATE FUNCTION add_tax(amount NUMBER, rate NUMBER DEFAULT 21) RETURN NUMBER IS
    BEGIN RETURN ROUND(amount * (1 + rate / 100), 2); END;
    /
    CREATE PROCEDURE show(amount NUMBER) AS BEGIN DBMS_OUTPUT.PUT_LINE(add_tax(amount) || ' ' || app.add_tax(rate => 10, amount => amount)); END show;
    /
    CALL show(10)
    /
    BEGIN app.show(5); END;`);
  expect(printed).toEqual(['12.1 11', '6.05 5.5']);
});

test('a unit is compiled again when what it calls was replaced', async () => {
  const printed = await run(`
    CREATE FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END;
    /
    CREATE PROCEDURE p IS BEGIN DBMS_OUTPUT.PUT_LINE(f); END;
    /
    BEGIN p; END;
    /
    CREATE OR REPLACE FUNCTION f RETURN VARCHAR2 IS BEGIN RETURN 'two'; END;
    /
    BEGIN p; END;
    /
    CREATE OR REPLACE FUNCTION f(x NUMBER) RETURN VARCHAR2 IS BEGIN RETURN 'two'; END;
    /
    BEGIN p; END;`);
  expect(printed).toEqual([
    '1',
    'two',
    'ORA-06550: line 1, column 7:\nPLS-00905: object APP.P is invalid\nORA-06550: line 1, column 7:\nPL/SQL: Statement ignored',
  ]);
});
