-- Collection types of SYS, constants and subtypes of STANDARD.
DECLARE
  names SYS.ODCIVARCHAR2LIST := SYS.ODCIVARCHAR2LIST('a', 'b');
  numbers ODCINUMBERLIST := ODCINUMBERLIST();
  quoted DBMS_QUOTED_ID := '"x"';
  n NUMBER;
BEGIN
  numbers.EXTEND;
  numbers(1) := 4;
  SELECT COUNT(*) INTO n FROM TABLE(names);
  SELECT COLUMN_VALUE BULK COLLECT INTO names FROM TABLE(names) WHERE COLUMN_VALUE > 'a';
  DBMS_OUTPUT.PUT_LINE(n || ' ' || names.COUNT || names(1) || ' ' || numbers(1) || quoted);
  IF 1D < BINARY_DOUBLE_INFINITY AND BINARY_FLOAT_NAN IS NAN THEN DBMS_OUTPUT.PUT_LINE(BINARY_DOUBLE_INFINITY); END IF;
END;
/
--> 2 1b 4"x"
--> Inf
-- Packages whose work has no counterpart here compile, and say so when they are called.
CREATE OR REPLACE PROCEDURE sp_page IS
  request UTL_HTTP.REQ;
BEGIN
  HTP.P('text');
  request := UTL_HTTP.BEGIN_REQUEST('http://localhost/');
END;
/
BEGIN
  sp_page;
END;
/
--! ORA-03001: unimplemented feature: HTP.P
--! ORA-06512: at "APP.SP_PAGE", line 4
--! ORA-06512: at line 2
BEGIN
  DBMS_OUTPUT.PUT_LINE(UTL_URL.ESCAPE('http://a b/ñ?x=1&y=2') || ' ' || UTL_URL.ESCAPE('a/b', TRUE));
  DBMS_OUTPUT.PUT_LINE(UTL_URL.UNESCAPE('a%20b%C3%B1'));
END;
/
--> http://a%20b/%C3%B1?x=1&y=2 a%2Fb
--> a bñ
DECLARE
  text RAW(2000) := UTL_RAW.CAST_TO_RAW(RPAD('x', 1000, 'xyz'));
  packed BLOB := UTL_COMPRESS.LZ_COMPRESS(TO_BLOB(text));
BEGIN
  IF UTL_COMPRESS.LZ_UNCOMPRESS(UTL_COMPRESS.LZ_COMPRESS(text)) = text THEN DBMS_OUTPUT.PUT_LINE('same'); END IF;
  IF DBMS_LOB.GETLENGTH(packed) < 100 THEN DBMS_OUTPUT.PUT_LINE(DBMS_LOB.GETLENGTH(UTL_COMPRESS.LZ_UNCOMPRESS(packed))); END IF;
  packed := UTL_COMPRESS.LZ_UNCOMPRESS(TO_BLOB(HEXTORAW('00')));
EXCEPTION
  WHEN UTL_COMPRESS.DATA_ERROR THEN DBMS_OUTPUT.PUT_LINE('no gzip');
END;
/
--> same
--> 1000
--> no gzip
BEGIN
  DBMS_OUTPUT.PUT_LINE(UTL_LMS.FORMAT_MESSAGE('%s of %d: %s%%', 'two', 3, '66'));
  DBMS_OUTPUT.PUT_LINE(UTL_LMS.FORMAT_MESSAGE('[%s]'));
END;
/
--> two of 3: 66%
--> []
