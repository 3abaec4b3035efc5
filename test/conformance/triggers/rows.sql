CREATE TABLE t (id NUMBER, v VARCHAR2(20), updated NUMBER DEFAULT 0);
CREATE TABLE audit_t (what VARCHAR2(60));
CREATE SEQUENCE t_seq;
CREATE OR REPLACE TRIGGER t_bi BEFORE INSERT ON t FOR EACH ROW
WHEN (NEW.id IS NULL)
BEGIN
  :NEW.id := t_seq.NEXTVAL;
END;
/
CREATE OR REPLACE TRIGGER t_au AFTER INSERT OR UPDATE OF v OR DELETE ON t FOR EACH ROW
DECLARE
  what VARCHAR2(10) := CASE WHEN INSERTING THEN 'ins' WHEN UPDATING('V') THEN 'upd' ELSE 'del' END;
BEGIN
  INSERT INTO audit_t VALUES (what || ' ' || :OLD.v || '>' || :NEW.v);
END;
/
CREATE OR REPLACE TRIGGER t_as AFTER UPDATE ON t
BEGIN
  INSERT INTO audit_t VALUES ('statement');
END;
/
INSERT INTO t (v) VALUES ('a');
INSERT INTO t (id, v) VALUES (50, 'b');
SELECT id, v FROM t ORDER BY id;
--> 1 | a
--> 50 | b
UPDATE t SET v = v || '!' WHERE id < 100;
--~ 2
UPDATE t SET updated = 1 WHERE 1 = 0;
--~ 0
DELETE FROM t WHERE id = 1;
--~ 1
SELECT what FROM audit_t ORDER BY ROWID;
--> ins >a
--> ins >b
--> upd a>a!
--> upd b>b!
--> statement
--> statement
--> del a!>
CREATE OR REPLACE TRIGGER t_stop BEFORE DELETE ON t FOR EACH ROW
BEGIN
  RAISE_APPLICATION_ERROR(-20010, 'no delete of ' || :OLD.id);
END;
/
DELETE FROM t;
--! ORA-20010: no delete of 50
--! ORA-06512: at "APP.T_STOP", line 2
--! ORA-04088: error during execution of trigger 'APP.T_STOP'
SELECT COUNT(*) FROM t;
--> 1
ALTER TRIGGER t_stop DISABLE;
DELETE FROM t;
--~ 1
CREATE VIEW tv AS SELECT id, v FROM t;
CREATE OR REPLACE TRIGGER tv_io INSTEAD OF INSERT ON tv FOR EACH ROW
BEGIN
  INSERT INTO t (id, v) VALUES (:NEW.id * 10, UPPER(:NEW.v));
END;
/
INSERT INTO tv VALUES (7, 'seven');
--~ 1
SELECT id, v FROM t;
--> 70 | SEVEN
