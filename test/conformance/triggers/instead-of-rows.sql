-- An INSTEAD OF trigger is for rows, whether it says FOR EACH ROW or not; the view's columns may have names of their own.
CREATE TABLE io_a (id NUMBER PRIMARY KEY, a VARCHAR2(10));
CREATE TABLE io_b (id NUMBER PRIMARY KEY, b VARCHAR2(10));
CREATE VIEW io_v AS SELECT x.id AS nr, x.a AS left_one, y.b AS right_one FROM io_a x JOIN io_b y ON y.id = x.id;
CREATE OR REPLACE TRIGGER io_insert INSTEAD OF INSERT ON io_v
BEGIN
  INSERT INTO io_a VALUES (:NEW.nr, :NEW.left_one);
  INSERT INTO io_b VALUES (:NEW.nr, :NEW.right_one);
END;
/
INSERT INTO io_v (nr, left_one, right_one) VALUES (1, 'a', 'b');
--~ 1
INSERT INTO io_v VALUES (2, 'c', 'd');
--~ 1
SELECT * FROM io_v ORDER BY nr;
--> 1 | a | b
--> 2 | c | d
