DECLARE
  x NUMBER := 1;
  c CONSTANT NUMBER := 10;
  v VARCHAR2(100);
BEGIN
  <<inner>>
  DECLARE
    x NUMBER := 2;
  BEGIN
    DBMS_OUTPUT.PUT_LINE(x || ' ' || inner.x);
    x := x + c;
    v := CASE WHEN x > 10 THEN 'big' ELSE 'small' END;
  END;
  DBMS_OUTPUT.PUT_LINE(x || ' ' || v);
  FOR i IN 1 .. 3 LOOP
    CONTINUE WHEN i = 2;
    DBMS_OUTPUT.PUT_LINE('i=' || i);
  END LOOP;
  FOR i IN REVERSE 1 .. 2 LOOP DBMS_OUTPUT.PUT_LINE('r=' || i); END LOOP;
  FOR i IN 5 .. 1 LOOP DBMS_OUTPUT.PUT_LINE('never'); END LOOP;
  <<outer>>
  LOOP
    x := x + 1;
    LOOP
      EXIT outer WHEN x > 2;
      EXIT;
    END LOOP;
  END LOOP;
  WHILE x > 0 LOOP x := x - 1; END LOOP;
  DBMS_OUTPUT.PUT_LINE(x);
  CASE x WHEN 0 THEN DBMS_OUTPUT.PUT_LINE('zero'); ELSE NULL; END CASE;
  IF x IS NULL THEN NULL; ELSIF x BETWEEN -1 AND 1 THEN DBMS_OUTPUT.PUT_LINE('near'); END IF;
  GOTO done;
  DBMS_OUTPUT.PUT_LINE('skipped');
  <<done>>
  DBMS_OUTPUT.PUT_LINE('done');
END;
/
--> 2 2
--> 1 big
--> i=1
--> i=3
--> r=2
--> r=1
--> 0
--> zero
--> near
--> done
BEGIN
  CASE 5 WHEN 1 THEN NULL; END CASE;
END;
/
--! ORA-06592: CASE not found while executing CASE statement
--! ORA-06512: at line 2
DECLARE
  n NUMBER NOT NULL := 1;
BEGIN
  n := NULL;
END;
/
--! ORA-06502: PL/SQL: numeric or value error
BEGIN
  no_such_proc(1);
END;
/
--! ORA-06550: line 2, column 3:
--! PLS-00201: identifier 'NO_SUCH_PROC' must be declared
--! ORA-06550: line 2, column 3:
--! PL/SQL: Statement ignored
DECLARE
  v NUMBER;
BEGIN
  SELECT nope INTO v FROM dual;
END;
/
--! ORA-06550: line 4, column 10:
--! PL/SQL: ORA-00904: "NOPE": invalid identifier
--! ORA-06550: line 4, column 3:
--! PL/SQL: SQL Statement ignored
