CREATE TABLE ll (a VARCHAR2(5), b VARCHAR2(5 CHAR), c CHAR(5), d RAW(2));
INSERT INTO ll (a) VALUES ('123456');
--! ORA-12899: value too large for column "APP"."LL"."A" (actual: 6, maximum: 5)
INSERT INTO ll (a) VALUES ('ñandú');
--! ORA-12899: value too large for column "APP"."LL"."A" (actual: 7, maximum: 5)
INSERT INTO ll (b) VALUES ('ñandú');
--~ 1
INSERT INTO ll (c) VALUES ('ab');
--~ 1
SELECT '[' || c || ']', LENGTH(c) FROM ll WHERE c = 'ab';
--> [ab   ] | 5
SELECT COUNT(*) FROM ll WHERE c = CAST('ab' AS VARCHAR2(10));
--> 0
INSERT INTO ll (d) VALUES ('ABCDEF');
--! ORA-12899: value too large for column "APP"."LL"."D" (actual: 3, maximum: 2)
UPDATE ll SET a = '1234567' WHERE c IS NOT NULL;
--! ORA-12899: value too large for column "APP"."LL"."A" (actual: 7, maximum: 5)
DECLARE
  v VARCHAR2(3);
  c CHAR(3) := 'x';
BEGIN
  DBMS_OUTPUT.PUT_LINE('[' || c || ']');
  v := 'abcd';
EXCEPTION
  WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM);
END;
/
--> [x  ]
--> -6502 ORA-06502: PL/SQL: numeric or value error: character string buffer too small
