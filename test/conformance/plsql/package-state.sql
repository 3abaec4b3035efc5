-- DDL that leaves a table its columns keeps the state of packages that use the table.
CREATE TABLE pst_t (id NUMBER(5));
CREATE SEQUENCE pst_s;
CREATE OR REPLACE PACKAGE pst AS
  n NUMBER := 0;
  PROCEDURE start_anew;
  PROCEDURE go;
END;
/
CREATE OR REPLACE PACKAGE BODY pst AS
  PROCEDURE start_anew IS
  BEGIN
    n := 10;
    EXECUTE IMMEDIATE 'TRUNCATE TABLE pst_t';
  END;
  PROCEDURE go IS
    c NUMBER;
  BEGIN
    n := n + 1;
    INSERT INTO pst_t VALUES (pst_s.NEXTVAL);
    SELECT COUNT(*) INTO c FROM pst_t;
    DBMS_OUTPUT.PUT_LINE(n || ' ' || c);
  END;
END;
/
BEGIN pst.start_anew; END;
/
BEGIN pst.go; END;
/
--> 11 1
TRUNCATE TABLE pst_t;
CREATE INDEX pst_i ON pst_t (id);
ALTER TABLE pst_t ADD CONSTRAINT pst_k UNIQUE (id);
ALTER SEQUENCE pst_s CACHE 100;
GRANT SELECT ON pst_t TO PUBLIC;
BEGIN pst.go; END;
/
--> 12 1
SELECT status FROM user_objects WHERE object_name = 'PST';
--> VALID
--> VALID
ALTER TABLE pst_t MODIFY id NUMBER(9);
BEGIN pst.go; END;
/
--! ORA-04068: existing state of packages has been discarded
BEGIN pst.go; END;
/
--> 1 2
