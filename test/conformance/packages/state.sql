CREATE OR REPLACE PACKAGE counter AS
  c_step CONSTANT NUMBER := 2;
  g_public NUMBER := 100;
  e_limit EXCEPTION;
  TYPE t_pair IS RECORD (a NUMBER, b VARCHAR2(10));
  PROCEDURE bump;
  FUNCTION current_value RETURN NUMBER;
  FUNCTION pair(a NUMBER) RETURN t_pair;
  PROCEDURE show(n NUMBER);
  PROCEDURE show(v VARCHAR2);
END counter;
/
CREATE OR REPLACE PACKAGE BODY counter AS
  g_value NUMBER;
  PROCEDURE private_check IS
  BEGIN
    IF g_value > 6 THEN RAISE e_limit; END IF;
  END;
  PROCEDURE bump IS
  BEGIN
    g_value := g_value + c_step;
    private_check;
  END bump;
  FUNCTION current_value RETURN NUMBER IS BEGIN RETURN g_value; END;
  FUNCTION pair(a NUMBER) RETURN t_pair IS
    r t_pair;
  BEGIN
    r.a := a;
    r.b := 'b' || a;
    RETURN r;
  END;
  PROCEDURE show(n NUMBER) IS BEGIN DBMS_OUTPUT.PUT_LINE('number ' || n); END;
  PROCEDURE show(v VARCHAR2) IS BEGIN DBMS_OUTPUT.PUT_LINE('text ' || v); END;
BEGIN
  g_value := 1;
  DBMS_OUTPUT.PUT_LINE('initialized');
END counter;
/
BEGIN
  counter.bump;
  counter.bump;
  DBMS_OUTPUT.PUT_LINE(counter.current_value || ' ' || counter.g_public);
  counter.g_public := 5;
END;
/
--> initialized
--> 5 100
BEGIN
  DBMS_OUTPUT.PUT_LINE(counter.current_value || ' ' || counter.g_public || ' ' || counter.c_step || ' ' || counter.pair(3).b);
  counter.show(1);
  counter.show('x');
  counter.bump;
EXCEPTION
  WHEN counter.e_limit THEN DBMS_OUTPUT.PUT_LINE('limit');
END;
/
--> 5 5 2 b3
--> number 1
--> text x
--> limit
SELECT counter.current_value FROM dual;
--> 7
BEGIN
  counter.nope;
END;
/
--! ORA-06550: line 2, column 11:
--! PLS-00302: component 'NOPE' must be declared
--! ORA-06550: line 2, column 3:
--! PL/SQL: Statement ignored
--@ other
BEGIN
  DBMS_OUTPUT.PUT_LINE(counter.current_value);
END;
/
--> initialized
--> 1
BEGIN
  DBMS_SESSION.RESET_PACKAGE;
END;
/
