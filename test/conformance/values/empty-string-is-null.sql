SELECT CASE WHEN '' IS NULL THEN 'null' ELSE 'not null' END AS x FROM dual;
--# X
--> null
SELECT LENGTH('') FROM dual;
--> (null)
SELECT 'a' || '' || NULL || 'b' FROM dual;
--> ab
SELECT NVL('', 'x'), NVL2('', 1, 2), COALESCE('', NULL, 'y') FROM dual;
--> x | 2 | y
SELECT COUNT(*) FROM dual WHERE '' = '';
--> 0
SELECT COUNT(*) FROM dual WHERE 'a' <> '';
--> 0
SELECT REPLACE('abc', 'b', ''), TRIM('   '), SUBSTR('abc', 5), LTRIM('xx', 'x') FROM dual;
--> ac | (null) | (null) | (null)
CREATE TABLE es (id NUMBER, v VARCHAR2(10), n VARCHAR2(10) NOT NULL);
INSERT INTO es VALUES (1, '', 'x');
--~ 1
SELECT COUNT(*) FROM es WHERE v IS NULL;
--> 1
SELECT COUNT(*) FROM es WHERE v = '';
--> 0
INSERT INTO es VALUES (2, 'a', '');
--! ORA-01400: cannot insert NULL into ("APP"."ES"."N")
UPDATE es SET n = '';
--! ORA-01407: cannot update ("APP"."ES"."N") to NULL
SELECT DECODE('', NULL, 'same', 'different') FROM dual;
--> same
DECLARE
  v VARCHAR2(10) := '';
BEGIN
  IF v IS NULL THEN DBMS_OUTPUT.PUT_LINE('null'); END IF;
  IF v = '' THEN DBMS_OUTPUT.PUT_LINE('equal'); ELSE DBMS_OUTPUT.PUT_LINE('not equal'); END IF;
  v := 'x' || v;
  DBMS_OUTPUT.PUT_LINE('[' || v || ']' || NVL(LENGTH(''), -1));
END;
/
--> null
--> not equal
--> [x]-1
