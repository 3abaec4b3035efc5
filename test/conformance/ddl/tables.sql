CREATE TABLE a (id NUMBER(5) PRIMARY KEY, v VARCHAR2(10) DEFAULT 'x', "Mixed" NUMBER);
INSERT INTO a (id, "Mixed") VALUES (1, 2);
ALTER TABLE a ADD (n NUMBER DEFAULT 3 NOT NULL, d DATE);
SELECT id, v, "Mixed", n, d FROM a;
--> 1 | x | 2 | 3 | (null)
ALTER TABLE a MODIFY v VARCHAR2(20);
ALTER TABLE a RENAME COLUMN n TO m;
ALTER TABLE a DROP COLUMN d;
SELECT * FROM a;
--# ID | V | Mixed | M
--> 1 | x | 2 | 3
ALTER TABLE a MODIFY v VARCHAR2(1);
ALTER TABLE a MODIFY (id NUMBER(3));
--! ORA-01440: column to be modified must be empty to decrease precision or scale
ALTER TABLE a ADD CONSTRAINT a_ck CHECK (m > 5);
--! ORA-02293: cannot validate (APP.A_CK) - check constraint violated
ALTER TABLE a ADD CONSTRAINT a_ck CHECK (m > 0);
INSERT INTO a (id, m) VALUES (2, 0);
--! ORA-02290: check constraint (APP.A_CK) violated
ALTER TABLE a DROP CONSTRAINT a_ck;
INSERT INTO a (id, m) VALUES (2, 0);
--~ 1
RENAME a TO b;
SELECT COUNT(*) FROM b;
--> 2
CREATE TABLE c AS SELECT id, v || 'y' AS w FROM b WHERE id = 1;
SELECT * FROM c;
--# ID | W
--> 1 | xy
CREATE UNIQUE INDEX b_ix ON b (UPPER(v), m);
INSERT INTO b (id, v, m) VALUES (9, 'X', 3);
--! ORA-00001: unique constraint (APP.B_IX) violated
DROP INDEX b_ix;
TRUNCATE TABLE c;
SELECT COUNT(*) FROM c;
--> 0
CREATE OR REPLACE VIEW v AS SELECT id, v AS val FROM b WITH READ ONLY;
SELECT val FROM v WHERE id = 1;
--> x
DELETE FROM v;
--! ORA-42399: cannot perform a DML operation on a read-only view
CREATE SYNONYM syn FOR b;
SELECT COUNT(*) FROM syn;
--> 2
COMMENT ON TABLE b IS 'the b';
SELECT comments FROM user_tab_comments WHERE table_name = 'B';
--> the b
CREATE GLOBAL TEMPORARY TABLE g (id NUMBER) ON COMMIT PRESERVE ROWS;
INSERT INTO g VALUES (1);
COMMIT;
SELECT COUNT(*) FROM g;
--> 1
--@ other
SELECT COUNT(*) FROM g;
--> 0
CREATE GLOBAL TEMPORARY TABLE g2 (id NUMBER);
INSERT INTO g2 VALUES (1);
SELECT COUNT(*) FROM g2;
--> 1
COMMIT;
SELECT COUNT(*) FROM g2;
--> 0
DROP TABLE b CASCADE CONSTRAINTS PURGE;
SELECT * FROM v;
--! ORA-04063: view "APP.V" has errors
CREATE TABLE bad (id NUMBER, id VARCHAR2(1));
--! ORA-00957: duplicate column name
CREATE TABLE bad (id NOTYPE);
--! ORA-00902: invalid datatype
CREATE TABLE bad (v VARCHAR2);
--! ORA-00906: missing left parenthesis
