import { expect, test } from 'vitest';
import { run } from './program.ts';

test('numeric FOR loops, forwards, backwards and empty', async () => {
  const printed = await run(`
    BEGIN
      FOR i IN 1..3 LOOP DBMS_OUTPUT.PUT('a' || i); END LOOP;
      FOR i IN REVERSE 1..3 LOOP DBMS_OUTPUT.PUT('b' || i); END LOOP;
      FOR i IN 3..1 LOOP DBMS_OUTPUT.PUT('never'); END LOOP;
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['a1a2a3b3b2b1']);
});

test('a loop index hides a variable of its name and ends with the loop', async () => {
  const printed = await run(`
    DECLARE i NUMBER := 99;
    BEGIN
      FOR i IN 1..2 LOOP DBMS_OUTPUT.PUT_LINE(i); END LOOP;
      DBMS_OUTPUT.PUT_LINE(i);
    END;`);
  expect(printed).toEqual(['1', '2', '99']);
});

test('EXIT and CONTINUE with labels', async () => {
  const printed = await run(`
    BEGIN
      <<outer>>
      FOR i IN 1..4 LOOP
        FOR j IN 1..4 LOOP
          CONTINUE outer WHEN j = 3;
          EXIT outer WHEN i = 3;
          DBMS_OUTPUT.PUT(i || j || ' ');
        END LOOP;
      END LOOP outer;
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['11 12 21 22 ']);
});

test('WHILE and LOOP with EXIT WHEN', async () => {
  const printed = await run(`
    DECLARE n PLS_INTEGER := 0;
    BEGIN
      WHILE n < 3 LOOP n := n + 1; END LOOP;
      LOOP n := n * 2; EXIT WHEN n > 20; END LOOP;
      DBMS_OUTPUT.PUT_LINE(n);
    END;`);
  expect(printed).toEqual(['24']);
});

test('GOTO forwards, backwards and out of a loop', async () => {
  const printed = await run(`
    DECLARE n NUMBER := 0;
    BEGIN
      <<again>>
      n := n + 1;
      IF n < 3 THEN GOTO again; END IF;
      FOR i IN 1..10 LOOP
        IF i = 2 THEN GOTO done; END IF;
        DBMS_OUTPUT.PUT_LINE('turn ' || i);
      END LOOP;
      DBMS_OUTPUT.PUT_LINE('never');
      <<done>>
      DBMS_OUTPUT.PUT_LINE('n=' || n);
    END;`);
  expect(printed).toEqual(['turn 1', 'n=3']);
});

test('IF and CASE with NULL conditions', async () => {
  const printed = await run(`
    DECLARE b BOOLEAN; n NUMBER;
    BEGIN
      IF b THEN DBMS_OUTPUT.PUT_LINE('true'); ELSE DBMS_OUTPUT.PUT_LINE('not true'); END IF;
      IF NOT b THEN DBMS_OUTPUT.PUT_LINE('false'); ELSE DBMS_OUTPUT.PUT_LINE('not false'); END IF;
      CASE n WHEN NULL THEN DBMS_OUTPUT.PUT_LINE('never'); ELSE DBMS_OUTPUT.PUT_LINE('else'); END CASE;
      DBMS_OUTPUT.PUT_LINE(CASE WHEN b OR TRUE THEN 'or' END || CASE WHEN b AND FALSE THEN 'and' END || CASE WHEN (b AND FALSE) = FALSE THEN 'F' END);
      DBMS_OUTPUT.PUT_LINE(CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END);
      CASE 5 WHEN 1 THEN NULL; END CASE;
    END;`);
  expect(printed).toEqual([
    'not true',
    'not false',
    'else',
    'orF',
    'two',
    'ORA-06592: CASE not found while executing CASE statement\nORA-06512: at line 8',
  ]);
});

test('AND and OR evaluate no more than they need', async () => {
  const printed = await run(`
    DECLARE
      FUNCTION says(what VARCHAR2, answer BOOLEAN) RETURN BOOLEAN IS
      BEGIN DBMS_OUTPUT.PUT(what); RETURN answer; END;
    BEGIN
      IF says('a', FALSE) AND says('b', TRUE) THEN NULL; END IF;
      IF says('c', TRUE) OR says('d', TRUE) THEN NULL; END IF;
      IF says('e', NULL) AND says('f', FALSE) THEN NULL; END IF;
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['acef']);
});

test('blocks nest, labels qualify, RETURN ends an anonymous block', async () => {
  const printed = await run(`
    <<a>>
    DECLARE x NUMBER := 1;
    BEGIN
      <<b>>
      DECLARE x NUMBER := 2;
      BEGIN
        DBMS_OUTPUT.PUT_LINE(a.x || b.x || x);
        a.x := 5;
      END b;
      DBMS_OUTPUT.PUT_LINE(x);
      RETURN;
      DBMS_OUTPUT.PUT_LINE('never');
    END;`);
  expect(printed).toEqual(['122', '5']);
});

test('|| and + have one precedence', async () => {
  expect(await run(`BEGIN DBMS_OUTPUT.PUT_LINE('a' || '5' + 5); END;`)).toEqual([
    'ORA-06502: PL/SQL: numeric or value error: character to number conversion error\nORA-06512: at line 1',
  ]);
});

test('arithmetic', async () => {
  const printed = await run(`
    DECLARE n NUMBER := '12.5'; i PLS_INTEGER := 2.5; d DATE := '29-FEB-24';
    BEGIN
      DBMS_OUTPUT.PUT_LINE(n * 2 || ' ' || i || ' ' || d || ' ' || ('5' + 5) || ' ' || 2 ** 10);
      DBMS_OUTPUT.PUT_LINE(d + 1 || ' ' || (DATE '2024-03-01' - d) || ' ' || MOD(-7, 3) || ' ' || TRUNC(-2.7));
      DBMS_OUTPUT.PUT_LINE(1 / 3 || ' ' || 0.5 || ' ' || -0.25 || ' ' || 1e3);
    END;`);
  expect(printed).toEqual([
    '25 3 29-FEB-24 10 1024',
    '01-MAR-24 1 -1 -2',
    '.3333333333333333333333333333333333333333 .5 -.25 1000',
  ]);
});

test.each([
  ['n PLS_INTEGER := 2147483647', 'n := n + 1', 'ORA-01426: numeric overflow'],
  ['n NUMBER(3)', 'n := 1000', 'ORA-06502: PL/SQL: numeric or value error: number precision too large'],
  ['s VARCHAR2(3)', "s := 'four'", 'ORA-06502: PL/SQL: numeric or value error: character string buffer too small'],
  ['n NUMBER', "n := 'x'", 'ORA-06502: PL/SQL: numeric or value error: character to number conversion error'],
  ['n NUMBER NOT NULL := 1', 'n := NULL', 'ORA-06502: PL/SQL: numeric or value error'],
  ['n NATURAL := 1', 'n := -1', 'ORA-06502: PL/SQL: numeric or value error'],
  ['n NUMBER := 0', 'n := 1 / n', 'ORA-01476: divisor is equal to zero'],
  ['d DATE', "d := TO_DATE('2024-13-01', 'YYYY-MM-DD')", 'ORA-01843: not a valid month'],
  [
    's VARCHAR2(32767)',
    "s := RPAD('x', 32767, 'x') || 'y'",
    'ORA-06502: PL/SQL: numeric or value error: character string buffer too small',
  ],
])('%s; %s', async (declaration, statement, error) => {
  expect(await run(`DECLARE\n${declaration};\nBEGIN\n${statement};\nEND;`)).toEqual([`${error}\nORA-06512: at line 4`]);
});

test("'' is NULL and a NULL adds nothing to a text", async () => {
  const printed = await run(`
    DECLARE s VARCHAR2(10) := ''; n NUMBER;
    BEGIN
      IF s IS NULL THEN DBMS_OUTPUT.PUT_LINE('null'); END IF;
      IF s = '' THEN DBMS_OUTPUT.PUT_LINE('equal'); ELSE DBMS_OUTPUT.PUT_LINE('unknown'); END IF;
      DBMS_OUTPUT.PUT_LINE('a' || s || 'b' || n || NVL(s, 'dflt') || LENGTH(s));
    END;`);
  expect(printed).toEqual(['null', 'unknown', 'abdflt']);
});

test('IN, BETWEEN, LIKE with NULLs', async () => {
  const printed = await run(`
    DECLARE
      n NUMBER;
      PROCEDURE p(b BOOLEAN) IS BEGIN DBMS_OUTPUT.PUT(CASE b WHEN TRUE THEN 'T' WHEN FALSE THEN 'F' ELSE 'N' END); END;
    BEGIN
      p(1 IN (1, NULL)); p(2 IN (1, NULL)); p(n IN (1)); p(2 NOT IN (1, 3)); p(2 NOT IN (1, NULL));
      p(2 BETWEEN 1 AND 3); p(2 BETWEEN 3 AND n); p(2 NOT BETWEEN n AND 3);
      p('abc' LIKE 'a%'); p('a%c' LIKE 'a\\%_' ESCAPE '\\'); p(NULL LIKE '%'); p('x' NOT LIKE 'y');
      DBMS_OUTPUT.NEW_LINE;
    END;`);
  expect(printed).toEqual(['TNNTNTFNTTNT']);
});

test('a CLOB grows by concatenation', async () => {
  const printed = await run(`
    DECLARE c CLOB; d CLOB;
    BEGIN
      FOR i IN 1..20000 LOOP c := c || 'line ' || i || CHR(10); END LOOP;
      d := c;
      c := c || 'end';
      DBMS_OUTPUT.PUT_LINE(LENGTH(c) - LENGTH(d) || ' ' || SUBSTR(c, -3) || ' ' || LENGTH(d));
    END;`);
  expect(printed).toEqual(['3 end 208894']);
});

test('assignments to NULL and comparisons of booleans', async () => {
  const printed = await run(`
    DECLARE a BOOLEAN := 1 = 1; b BOOLEAN := NOT a;
    BEGIN
      IF a <> b AND a > b THEN DBMS_OUTPUT.PUT_LINE('ordered'); END IF;
      a := NULL;
      IF a IS NULL THEN DBMS_OUTPUT.PUT_LINE('null'); END IF;
      IF b IS NOT NULL THEN DBMS_OUTPUT.PUT_LINE('not null'); END IF;
    END;`);
  expect(printed).toEqual(['ordered', 'null', 'not null']);
});

test('MOD between its operands binds as * does', async () => {
  const printed = await run(`
    DECLARE n NUMBER := 17;
    BEGIN
      DBMS_OUTPUT.PUT_LINE(n MOD 5 + 1 || ' ' || (1 + 17 MOD 5 * 2) || ' ' || MOD(n, 5));
      IF (n MOD 8) = 1 THEN DBMS_OUTPUT.PUT_LINE('one'); END IF;
    END;`);
  expect(printed).toEqual(['3 5 2', 'one']);
});
