import { expect, test } from 'vitest';
import { run } from './program.ts';

test('nested tables: methods, deleted elements, copies', async () => {
  const printed = await run(`
    DECLARE
      TYPE t IS TABLE OF VARCHAR2(10);
      a t := t('x', 'y', 'z');
      b t;
    BEGIN
      b := a;
      a.DELETE(2);
      DBMS_OUTPUT.PUT_LINE(a.COUNT || a.FIRST || a.LAST || a.NEXT(1) || a.PRIOR(3) || b.COUNT || b(2));
      a.EXTEND; a(4) := 'n'; a.EXTEND(2, 1);
      DBMS_OUTPUT.PUT_LINE(a.COUNT || a(6) || a.LAST);
      a.TRIM(3);
      DBMS_OUTPUT.PUT_LINE(a.COUNT || a.LAST);
      a(2) := 'again';
      DBMS_OUTPUT.PUT_LINE(a.COUNT || a(2));
      a.DELETE;
      DBMS_OUTPUT.PUT_LINE(a.COUNT || NVL(TO_CHAR(a.FIRST), 'null'));
    END;`);
  expect(printed).toEqual(['213313y', '5x6', '23', '3again', '0null']);
});

test.each([
  ['a(1) := 1', 'ORA-06531: Reference to uninitialized collection'],
  ['DBMS_OUTPUT.PUT_LINE(a.COUNT)', 'ORA-06531: Reference to uninitialized collection'],
  ['a := t(); a(1) := 1', 'ORA-06533: Subscript beyond count'],
  ['a := t(1); a(0) := 1', 'ORA-06532: Subscript outside of limit'],
  ['a := t(1, 2); a.DELETE(1); DBMS_OUTPUT.PUT_LINE(a(1))', 'ORA-01403: no data found'],
  ['a := t(1); a.TRIM(2)', 'ORA-06533: Subscript beyond count'],
  ['v := v_t(1, 2); v.EXTEND', 'ORA-06532: Subscript outside of limit'],
  ['v := v_t(1, 2, 3)', 'ORA-06532: Subscript outside of limit'],
  ['DBMS_OUTPUT.PUT_LINE(h(7))', 'ORA-01403: no data found'],
  ['h(NULL) := 1', 'ORA-06502: PL/SQL: numeric or value error: NULL index table key value'],
])('%s', async (statements, error) => {
  const printed = await run(`DECLARE
    TYPE t IS TABLE OF NUMBER; a t;
    TYPE v_t IS VARRAY(2) OF NUMBER; v v_t;
    TYPE h_t IS TABLE OF NUMBER INDEX BY PLS_INTEGER; h h_t;
  BEGIN
    ${statements};
  END;`);
  expect(printed).toEqual([`${error}\nORA-06512: at line 6`]);
});

test('associative arrays are ordered by their keys', async () => {
  const printed = await run(`
    DECLARE
      TYPE by_number IS TABLE OF VARCHAR2(10) INDEX BY PLS_INTEGER;
      TYPE by_text IS TABLE OF NUMBER INDEX BY VARCHAR2(20);
      n by_number; s by_text; i PLS_INTEGER; k VARCHAR2(20);
    BEGIN
      n(10) := 'ten'; n(-3) := 'minus'; n(5) := 'five'; n(7) := 'seven'; n.DELETE(5);
      i := n.FIRST;
      WHILE i IS NOT NULL LOOP DBMS_OUTPUT.PUT(i || n(i) || ' '); n(i + 100) := 'x'; EXIT WHEN i > 5; i := n.NEXT(i); END LOOP;
      DBMS_OUTPUT.PUT_LINE(n.COUNT || ' ' || n.LAST || ' ' || n.PRIOR(7) || ' ' || n.NEXT(8));
      s('b') := 2; s('a') := 1; s('B') := 3;
      k := s.FIRST;
      WHILE k IS NOT NULL LOOP DBMS_OUTPUT.PUT(k || s(k)); k := s.NEXT(k); END LOOP;
      s.DELETE('a', 'b');
      DBMS_OUTPUT.PUT_LINE(s.COUNT || CASE WHEN s.EXISTS('B') THEN 'B' END);
    END;`);
  expect(printed).toEqual(['-3minus 7seven 5 107 -3 10', 'B3a1b21B']);
});

test('deleting while iterating', async () => {
  const printed = await run(`
    DECLARE
      TYPE t IS TABLE OF NUMBER INDEX BY PLS_INTEGER; a t; i PLS_INTEGER; n NUMBER := 0;
    BEGIN
      FOR i IN 1..20000 LOOP a(i) := i; END LOOP;
      i := a.FIRST;
      WHILE i IS NOT NULL LOOP n := n + a(i); a.DELETE(i); i := a.NEXT(i); END LOOP;
      DBMS_OUTPUT.PUT_LINE(n || ' ' || a.COUNT);
    END;`);
  expect(printed).toEqual(['200010000 0']);
});

test('collections of collections and of records', async () => {
  const printed = await run(`
    DECLARE
      TYPE point IS RECORD (x NUMBER := 0, y NUMBER DEFAULT 0);
      TYPE line IS TABLE OF point INDEX BY PLS_INTEGER;
      TYPE lines IS TABLE OF line INDEX BY VARCHAR2(10);
      l lines; copy line;
    BEGIN
      l('a')(1).x := 3;
      l('a')(2).y := 4;
      copy := l('a');
      copy(1).x := 9;
      DBMS_OUTPUT.PUT_LINE(l('a')(1).x || l('a')(1).y || l('a')(2).x || l('a')(2).y || copy(1).x || l('a').COUNT);
    END;`);
  expect(printed).toEqual(['300492']);
});

test('multiset operations', async () => {
  const printed = await run(`
    DECLARE
      TYPE t IS TABLE OF NUMBER;
      a t := t(1, 2, 2, 3); b t := t(2, 3, 4); c t;
      PROCEDURE show(x t) IS BEGIN FOR i IN 1..x.COUNT LOOP DBMS_OUTPUT.PUT(x(i)); END LOOP; DBMS_OUTPUT.NEW_LINE; END;
    BEGIN
      show(a MULTISET UNION b);
      show(a MULTISET UNION DISTINCT b);
      show(a MULTISET INTERSECT b);
      show(a MULTISET EXCEPT b);
      show(SET(a));
      IF 2 MEMBER OF a AND 9 NOT MEMBER OF a AND t(2, 1) SUBMULTISET OF a THEN DBMS_OUTPUT.PUT_LINE('in'); END IF;
      IF t(1, 2) = t(2, 1) AND t(1) <> t(2) THEN DBMS_OUTPUT.PUT_LINE('equal'); END IF;
      IF t() IS EMPTY AND c IS NULL AND a IS NOT NULL THEN DBMS_OUTPUT.PUT_LINE('empty'); END IF;
      DBMS_OUTPUT.PUT_LINE(CARDINALITY(a));
    END;`);
  expect(printed).toEqual(['1223234', '1234', '23', '12', '123', 'in', 'equal', 'empty', '4']);
});

test('records: copies, nesting, constructors', async () => {
  const printed = await run(`
    DECLARE
      TYPE address IS RECORD (city VARCHAR2(20), zip VARCHAR2(5) := '00000');
      TYPE person IS RECORD (name VARCHAR2(20), home address);
      a person; b person; c address := address('Lugo', '27001');
    BEGIN
      a.name := 'Ana'; a.home.city := 'Vigo';
      b := a;
      b.home.city := 'Orense';
      DBMS_OUTPUT.PUT_LINE(a.home.city || a.home.zip || b.home.city || c.city);
      a.home := c;
      c.city := 'changed';
      DBMS_OUTPUT.PUT_LINE(a.home.city);
    END;`);
  expect(printed).toEqual(['Vigo00000OrenseLugo', 'Lugo']);
});

test('OUT and IN OUT collections are copied, but not with NOCOPY', async () => {
  const printed = await run(`
    DECLARE
      TYPE t IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
      a t;
      PROCEDURE by_value(x IN OUT t) IS BEGIN x(1) := 2; RAISE VALUE_ERROR; END;
      PROCEDURE by_reference(x IN OUT NOCOPY t) IS BEGIN x(1) := 3; RAISE VALUE_ERROR; END;
      PROCEDURE fill(x OUT t) IS BEGIN x(5) := 5; END;
    BEGIN
      a(1) := 1;
      BEGIN by_value(a); EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE(a(1)); END;
      BEGIN by_reference(a); EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE(a(1)); END;
      fill(a);
      DBMS_OUTPUT.PUT_LINE(a.COUNT || a(5));
    END;`);
  expect(printed).toEqual(['1', '3', '15']);
});
