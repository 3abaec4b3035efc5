CREATE TABLE cl (id NUMBER, c CLOB, b BLOB DEFAULT EMPTY_BLOB());
INSERT INTO cl (id, c) VALUES (1, 'hello');
INSERT INTO cl (id, c) VALUES (2, EMPTY_CLOB());
INSERT INTO cl (id, c) VALUES (3, NULL);
SELECT id, DBMS_LOB.GETLENGTH(c), LENGTH(c), DBMS_LOB.SUBSTR(c, 3, 2), INSTR(c, 'l') FROM cl ORDER BY id;
--> 1 | 5 | 5 | ell | 3
--> 2 | 0 | 0 | (null) | 0
--> 3 | (null) | (null) | (null) | (null)
SELECT COUNT(*) FROM cl WHERE c IS NULL;
--> 1
SELECT c || ' world', UPPER(c), SUBSTR(c, 2) FROM cl WHERE c LIKE 'h%';
--> hello world | HELLO | ello
DECLARE
  c CLOB;
  t CLOB := 'abc';
  n INTEGER := 3;
  buf VARCHAR2(10);
BEGIN
  SELECT c INTO c FROM cl WHERE id = 1 FOR UPDATE;
  DBMS_LOB.WRITEAPPEND(c, 3, '!!!');
  DBMS_LOB.CREATETEMPORARY(t, TRUE);
  FOR i IN 1 .. 3 LOOP DBMS_LOB.APPEND(t, 'part' || i); END LOOP;
  DBMS_LOB.READ(t, n, 1, buf);
  DBMS_OUTPUT.PUT_LINE(DBMS_LOB.GETLENGTH(t) || ' ' || buf || ' ' || DBMS_LOB.INSTR(t, 'part2') || ' ' || DBMS_LOB.COMPARE(t, t));
  FOR i IN 1 .. 12 LOOP t := t || RPAD('x', 4000, 'x'); END LOOP;
  DBMS_OUTPUT.PUT_LINE(LENGTH(t));
  UPDATE cl SET c = t WHERE id = 3;
END;
/
--> 15 par 6 0
--> 48015
SELECT id, LENGTH(c) FROM cl ORDER BY id;
--> 1 | 8
--> 2 | 0
--> 3 | 48015
