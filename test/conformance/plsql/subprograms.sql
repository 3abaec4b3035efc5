CREATE OR REPLACE PROCEDURE p_out(a IN NUMBER, b OUT NUMBER, c IN OUT NUMBER, d IN NUMBER DEFAULT 5) IS
BEGIN
  b := a + NVL(b, 1000);
  c := c * d;
END;
/
CREATE OR REPLACE FUNCTION f_sum(a NUMBER, b NUMBER := 10) RETURN NUMBER IS
BEGIN
  RETURN a + b;
END f_sum;
/
DECLARE
  x NUMBER := 1;
  y NUMBER := 2;
  PROCEDURE local_proc(n IN OUT NOCOPY NUMBER, times PLS_INTEGER DEFAULT 1) IS
  BEGIN
    n := n + times;
    IF times > 1 THEN local_proc(n, times - 1); END IF;
  END;
  FUNCTION twice(n NUMBER) RETURN NUMBER IS BEGIN RETURN n * 2; END;
  FUNCTION twice(v VARCHAR2) RETURN VARCHAR2 IS BEGIN RETURN v || v; END;
BEGIN
  p_out(1, x, y);
  DBMS_OUTPUT.PUT_LINE(x || ' ' || y);
  p_out(d => 2, c => y, b => x, a => 3);
  DBMS_OUTPUT.PUT_LINE(x || ' ' || y);
  DBMS_OUTPUT.PUT_LINE(f_sum(1) || ' ' || f_sum(1, 2) || ' ' || f_sum(b => 1, a => 1));
  local_proc(x, 3);
  DBMS_OUTPUT.PUT_LINE(x || ' ' || twice(4) || ' ' || twice('ab'));
END;
/
--> 1001 10
--> 1003 20
--> 11 3 2
--> 1009 8 abab
SELECT f_sum(5), f_sum(5, b => 6) FROM dual;
--> 15 | 11
BEGIN
  p_out(1);
END;
/
--! ORA-06550: line 2, column 3:
--! PLS-00306: wrong number or types of arguments in call to 'P_OUT'
--! ORA-06550: line 2, column 3:
--! PL/SQL: Statement ignored
CREATE OR REPLACE PROCEDURE p_fails(p OUT NUMBER) IS
BEGIN
  p := 99;
  RAISE_APPLICATION_ERROR(-20001, 'no');
END;
/
DECLARE
  v NUMBER := 1;
BEGIN
  p_fails(v);
EXCEPTION
  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(v || ' ' || SQLERRM);
END;
/
--> 1 ORA-20001: no
CREATE OR REPLACE FUNCTION f_no_return RETURN NUMBER IS
BEGIN
  NULL;
END;
/
DECLARE
  v NUMBER;
BEGIN
  v := f_no_return;
END;
/
--! ORA-06503: PL/SQL: Function returned without value
CREATE OR REPLACE PROCEDURE p_bad IS
BEGIN
  x := 1;
END;
/
--? 3/3 PL/SQL: Statement ignored
--? 3/3 PLS-00201: identifier 'X' must be declared
BEGIN
  p_bad;
END;
/
--! ORA-06550: line 2, column 3:
--! PLS-00905: object APP.P_BAD is invalid
--! ORA-06550: line 2, column 3:
--! PL/SQL: Statement ignored
SELECT status FROM user_objects WHERE object_name = 'P_BAD';
--> INVALID
-- A CLOB is nearer to VARCHAR2 than to a number.
DECLARE
  PROCEDURE take(p VARCHAR2) IS BEGIN DBMS_OUTPUT.PUT_LINE('text ' || p); END;
  PROCEDURE take(p NUMBER) IS BEGIN DBMS_OUTPUT.PUT_LINE('number ' || p); END;
BEGIN
  take(TO_CLOB('1'));
END;
/
--> text 1
