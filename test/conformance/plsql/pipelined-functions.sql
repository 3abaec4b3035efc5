CREATE TYPE pf_numbers AS TABLE OF NUMBER;
/
CREATE OR REPLACE FUNCTION pf_squares(n NUMBER) RETURN pf_numbers PIPELINED IS
BEGIN
  FOR i IN 1 .. n LOOP
    IF i = 5 THEN RETURN; END IF;
    PIPE ROW (i * i);
  END LOOP;
END;
/
SELECT * FROM TABLE(pf_squares(3));
--# COLUMN_VALUE
--> 1
--> 4
--> 9
SELECT SUM(COLUMN_VALUE) FROM TABLE(pf_squares(10));
--> 30
SELECT COUNT(*) FROM TABLE(pf_squares(0));
--> 0
SELECT column_value v FROM pf_squares(2) ORDER BY 1 DESC;
--> 4
--> 1
-- Called for the rows of the items before it.
CREATE TABLE pf_t (id NUMBER, name VARCHAR2(10));
INSERT INTO pf_t VALUES (1, 'one');
INSERT INTO pf_t VALUES (3, 'three');
SELECT t.name, s.COLUMN_VALUE FROM pf_t t, TABLE(pf_squares(t.id)) s ORDER BY t.id, 2;
--> one | 1
--> three | 1
--> three | 4
--> three | 9
SELECT t.name, s.COLUMN_VALUE FROM pf_t t CROSS JOIN TABLE(pf_squares(t.id - 1)) s ORDER BY 2;
--> three | 1
--> three | 4
-- Records of a package, cursors as arguments, the package's own SQL.
CREATE OR REPLACE PACKAGE pf_pkg IS
  TYPE row_t IS RECORD (id NUMBER, label VARCHAR2(20));
  TYPE rows_t IS TABLE OF row_t;
  TYPE names_t IS TABLE OF pf_t%ROWTYPE;
  FUNCTION labels(c SYS_REFCURSOR) RETURN rows_t PIPELINED;
  FUNCTION named RETURN names_t PIPELINED;
  FUNCTION plus_one(n NUMBER) RETURN NUMBER;
  PROCEDURE show;
END;
/
CREATE OR REPLACE PACKAGE BODY pf_pkg IS
  FUNCTION labels(c SYS_REFCURSOR) RETURN rows_t PIPELINED IS
    r row_t;
  BEGIN
    LOOP
      FETCH c INTO r.id;
      EXIT WHEN c%NOTFOUND;
      r.label := 'no. ' || r.id;
      PIPE ROW (r);
    END LOOP;
    CLOSE c;
  END;
  FUNCTION named RETURN names_t PIPELINED IS
  BEGIN
    FOR r IN (SELECT * FROM pf_t ORDER BY id) LOOP
      PIPE ROW (r);
    END LOOP;
    RETURN;
  END;
  FUNCTION plus_one(n NUMBER) RETURN NUMBER IS BEGIN RETURN n + 1; END;
  PROCEDURE show IS
  BEGIN
    FOR r IN (SELECT x.*, plus_one(x.id) AS next FROM TABLE(labels(CURSOR(SELECT id FROM pf_t ORDER BY id))) x) LOOP
      DBMS_OUTPUT.PUT_LINE(r.label || ' < ' || r.next);
    END LOOP;
  END;
END;
/
SELECT * FROM TABLE(pf_pkg.labels(CURSOR(SELECT id FROM pf_t ORDER BY id DESC)));
--# ID | LABEL
--> 3 | no. 3
--> 1 | no. 1
SELECT * FROM TABLE(pf_pkg.named());
--# ID | NAME
--> 1 | one
--> 3 | three
BEGIN pf_pkg.show; END;
/
--> no. 1 < 2
--> no. 3 < 4
SELECT object_name, procedure_name, pipelined FROM user_procedures WHERE object_name = 'PF_PKG' AND procedure_name IN ('LABELS', 'SHOW') ORDER BY 2;
--> PF_PKG | LABELS | YES
--> PF_PKG | SHOW | NO
-- A NO_DATA_FOUND that is not handled ends the rows, any other exception the statement.
CREATE OR REPLACE FUNCTION pf_ends(n NUMBER) RETURN pf_numbers PIPELINED IS
  v NUMBER;
BEGIN
  PIPE ROW (1);
  IF n = 1 THEN SELECT id INTO v FROM pf_t WHERE id = -1; END IF;
  RAISE_APPLICATION_ERROR(-20001, 'enough');
END;
/
SELECT * FROM TABLE(pf_ends(1));
--> 1
SELECT * FROM TABLE(pf_ends(2));
--! ORA-20001: enough
--! ORA-06512: at "APP.PF_ENDS", line 6
-- What the compiler refuses.
DECLARE
  v pf_numbers;
BEGIN
  v := pf_squares(2);
END;
/
--! ORA-06550: line 4, column 8:
--! PLS-00653: aggregate/table functions are not allowed in PL/SQL scope
CREATE OR REPLACE FUNCTION pf_bad RETURN pf_numbers IS
BEGIN
  PIPE ROW (1);
  RETURN NULL;
END;
/
--? 3/3 PL/SQL: Statement ignored
--? 3/3 PLS-00629: PIPE statement cannot be used in non-pipelined functions
CREATE OR REPLACE FUNCTION pf_bad RETURN pf_numbers PIPELINED IS
BEGIN
  RETURN pf_numbers(1);
END;
/
--? 3/3 PL/SQL: Statement ignored
--? 3/10 PLS-00633: RETURN statement in a pipelined function cannot include an expression
CREATE OR REPLACE FUNCTION pf_bad RETURN NUMBER PIPELINED IS
BEGIN
  RETURN;
END;
/
--? 0/0 PL/SQL: Compilation unit analysis terminated
--? 1/24 PLS-00630: pipelined functions must have a supported collection return type
