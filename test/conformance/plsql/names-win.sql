CREATE TABLE nw (id NUMBER, name VARCHAR2(10));
INSERT INTO nw VALUES (1, 'one');
INSERT INTO nw VALUES (2, 'two');
DECLARE
  id NUMBER := 2;
  name VARCHAR2(10);
  n NUMBER;
BEGIN
  -- The column wins over the variable of the same name.
  SELECT COUNT(*) INTO n FROM nw WHERE id = id;
  DBMS_OUTPUT.PUT_LINE(n);
  <<b>>
  DECLARE
    id NUMBER := 1;
  BEGIN
    SELECT name INTO name FROM nw WHERE nw.id = b.id;
  END;
  DBMS_OUTPUT.PUT_LINE(name);
END;
/
--> 2
--> one
CREATE OR REPLACE PROCEDURE by_name(id NUMBER) IS
  n NUMBER;
BEGIN
  SELECT COUNT(*) INTO n FROM nw WHERE nw.id = by_name.id;
  DBMS_OUTPUT.PUT_LINE(n);
END;
/
BEGIN by_name(2); END;
/
--> 1
DECLARE
  r nw%ROWTYPE;
BEGIN
  SELECT * INTO r FROM nw WHERE id = 2;
  r.name := 'deux';
  UPDATE nw SET ROW = r WHERE id = r.id;
  r.id := 3;
  INSERT INTO nw VALUES r;
  DBMS_OUTPUT.PUT_LINE(r.name || SQL%ROWCOUNT);
END;
/
--> deux1
SELECT id, name FROM nw ORDER BY id;
--> 1 | one
--> 2 | deux
--> 3 | deux
