SELECT '5' + 1, 'a' || 1, 1 || 2, '10' * '2' FROM dual;
--> 6 | a1 | 12 | 20
SELECT COUNT(*) FROM dual WHERE '10' = 10 AND '9' > '10' AND 9 < '10';
--> 1
SELECT 'x' + 1 FROM dual;
--! ORA-01722: invalid number
CREATE TABLE ic (n NUMBER, v VARCHAR2(10), d DATE);
INSERT INTO ic VALUES ('42', 42, '07-MAY-24');
--~ 1
SELECT n, v, TO_CHAR(d, 'YYYY-MM-DD') FROM ic WHERE v = 42 AND n = '42' AND d = '07-MAY-24';
--> 42 | 42 | 2024-05-07
INSERT INTO ic (n) VALUES ('abc');
--! ORA-01722: invalid number
INSERT INTO ic (d) VALUES ('2024-05-07');
--! ORA-01861: literal does not match format string
SELECT CAST('12.5' AS NUMBER), CAST(12.567 AS NUMBER(5, 1)), CAST(5 AS VARCHAR2(3)), TO_CHAR(CAST(TIMESTAMP '2024-05-07 01:02:03.9' AS DATE), 'HH24:MI:SS') FROM dual;
--> 12.5 | 12.6 | 5 | 01:02:03
SELECT DECODE(1, '1', 'same', 'different'), DECODE(NULL, NULL, 'n') FROM dual;
--> same | n
SELECT NVL(1, '2') FROM dual;
--> 1
SELECT CASE WHEN 1 = 1 THEN 'a' ELSE 'b' END, NVL2(1, 'x', 'y') FROM dual;
--> a | x
SELECT HEXTORAW('DEADBEEF'), RAWTOHEX(HEXTORAW('00ff')), UTL_RAW.CAST_TO_VARCHAR2(HEXTORAW('416263')) FROM dual;
--> DEADBEEF | 00FF | Abc
DECLARE
  n NUMBER := '12';
  v VARCHAR2(20) := 1.50;
  d DATE := '07-MAY-24';
  b BOOLEAN := n = '12';
BEGIN
  DBMS_OUTPUT.PUT_LINE(n + '1' || ' ' || v || ' ' || d);
  IF b THEN DBMS_OUTPUT.PUT_LINE('equal'); END IF;
  n := 'x';
EXCEPTION
  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
END;
/
--> 13 1.5 07-MAY-24
--> equal
--> ORA-06502: PL/SQL: numeric or value error: character to number conversion error
