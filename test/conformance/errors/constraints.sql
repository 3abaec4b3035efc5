CREATE TABLE parent (id NUMBER CONSTRAINT parent_pk PRIMARY KEY, code VARCHAR2(5) CONSTRAINT parent_uk UNIQUE);
CREATE TABLE child (
  id NUMBER PRIMARY KEY,
  parent_id NUMBER CONSTRAINT child_fk REFERENCES parent (id),
  amount NUMBER CONSTRAINT child_ck CHECK (amount BETWEEN 0 AND 100) NOT NULL
);
INSERT INTO parent VALUES (1, 'a');
INSERT INTO parent VALUES (1, 'b');
--! ORA-00001: unique constraint (APP.PARENT_PK) violated
INSERT INTO parent VALUES (2, 'a');
--! ORA-00001: unique constraint (APP.PARENT_UK) violated
INSERT INTO parent VALUES (NULL, 'c');
--! ORA-01400: cannot insert NULL into ("APP"."PARENT"."ID")
INSERT INTO parent VALUES (3, NULL);
INSERT INTO parent VALUES (4, NULL);
--~ 1
INSERT INTO child VALUES (1, 9, 5);
--! ORA-02291: integrity constraint (APP.CHILD_FK) violated - parent key not found
INSERT INTO child VALUES (1, 1, 500);
--! ORA-02290: check constraint (APP.CHILD_CK) violated
INSERT INTO child VALUES (1, 1, 5);
--~ 1
INSERT INTO child VALUES (2, NULL, 5);
--~ 1
DELETE FROM parent WHERE id = 1;
--! ORA-02292: integrity constraint (APP.CHILD_FK) violated - child record found
UPDATE child SET amount = NULL WHERE id = 1;
--! ORA-01407: cannot update ("APP"."CHILD"."AMOUNT") to NULL
SELECT COUNT(*) FROM parent;
--> 3
BEGIN
  INSERT INTO parent VALUES (5, 'z');
  INSERT INTO parent VALUES (5, 'y');
EXCEPTION
  WHEN DUP_VAL_ON_INDEX THEN
    DBMS_OUTPUT.PUT_LINE(SQLERRM);
END;
/
--> ORA-00001: unique constraint (APP.PARENT_PK) violated
SELECT code FROM parent WHERE id = 5;
--> z
DROP TABLE parent;
--! ORA-02449: unique/primary keys in table referenced by foreign keys
ALTER TABLE child DISABLE CONSTRAINT child_ck;
UPDATE child SET amount = 1000 WHERE id = 2;
--~ 1
ALTER TABLE child ENABLE CONSTRAINT child_ck;
--! ORA-02293: cannot validate (APP.CHILD_CK) - check constraint violated
CREATE TABLE grandchild (id NUMBER, child_id NUMBER REFERENCES child (id) ON DELETE CASCADE, other_id NUMBER REFERENCES child (id) ON DELETE SET NULL);
INSERT INTO grandchild VALUES (1, 1, 2);
INSERT INTO grandchild VALUES (2, 2, 1);
DELETE FROM child WHERE id = 1;
--~ 1
SELECT id, other_id FROM grandchild;
--> 2 | (null)
