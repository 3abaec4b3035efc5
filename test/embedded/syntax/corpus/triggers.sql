CREATE OR REPLACE TRIGGER app.trg_emp_bi
BEFORE INSERT OR UPDATE OF salary, name ON emp
REFERENCING OLD AS o NEW AS n
FOR EACH ROW
WHEN (n.salary > 0 OR o.name IS NULL)
DECLARE
  v_now DATE := SYSDATE;
BEGIN
  IF INSERTING THEN
    :n.id := emp_seq.NEXTVAL;
    SELECT NVL(MAX(id), 0) + 1 INTO :n.seq FROM emp;
  ELSIF UPDATING('SALARY') AND :n.salary <> :o.salary THEN
    INSERT INTO emp_audit (id, old_salary, new_salary, at) VALUES (:o.id, :o.salary, :n.salary, v_now);
  END IF;
  :n.updated_by := SYS_CONTEXT('USERENV', 'CLIENT_IDENTIFIER');
END trg_emp_bi;
/
CREATE TRIGGER trg_simple AFTER DELETE ON emp BEGIN DBMS_OUTPUT.PUT_LINE('gone'); END;
/
CREATE OR REPLACE EDITIONABLE TRIGGER trg_view INSTEAD OF INSERT ON emp_view FOR EACH ROW
BEGIN
  INSERT INTO emp (id, name) VALUES (:NEW.id, :NEW.name);
END;
/
CREATE OR REPLACE TRIGGER trg_compound
FOR INSERT OR UPDATE ON emp
COMPOUND TRIGGER
  TYPE t_ids IS TABLE OF emp.id%TYPE INDEX BY PLS_INTEGER;
  g_ids t_ids;
  PROCEDURE flush IS
  BEGIN
    FORALL i IN 1 .. g_ids.COUNT INSERT INTO emp_log (id) VALUES (g_ids(i));
    g_ids.DELETE;
  END flush;
  BEFORE STATEMENT IS
  BEGIN
    g_ids.DELETE;
  END BEFORE STATEMENT;
  BEFORE EACH ROW IS
    v NUMBER;
  BEGIN
    v := :NEW.salary;
    :NEW.salary := v * 1.1;
  END BEFORE EACH ROW;
  AFTER EACH ROW IS
  BEGIN
    g_ids(g_ids.COUNT + 1) := :NEW.id;
  END AFTER EACH ROW;
  AFTER STATEMENT IS
  BEGIN
    flush;
  END AFTER STATEMENT;
END trg_compound;
/
CREATE OR REPLACE TRIGGER trg_logon AFTER LOGON ON DATABASE BEGIN NULL; END;
/
