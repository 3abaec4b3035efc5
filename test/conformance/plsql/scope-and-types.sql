CREATE TABLE st (id NUMBER(4), v VARCHAR2(3), d DATE);
DECLARE
  SUBTYPE t_small IS PLS_INTEGER RANGE 1 .. 10;
  a t_small := 10;
  b st.v%TYPE := 'abc';
  c b%TYPE;
  TYPE t_in IS RECORD (x NUMBER, y st%ROWTYPE);
  r t_in;
  s r%TYPE;
  e BINARY_DOUBLE := 1.5;
  i INTEGER := 2.6;
  t TIMESTAMP(3) := TIMESTAMP '2024-01-01 00:00:00.123456';
  f BOOLEAN := a > 5;
BEGIN
  r.y.id := 5;
  s := r;
  s.y.id := 6;
  DBMS_OUTPUT.PUT_LINE(r.y.id || ' ' || s.y.id || ' ' || i || ' ' || e * 2 || ' ' || TO_CHAR(t, 'FF3'));
  DBMS_OUTPUT.PUT_LINE(CASE WHEN f THEN 'yes' END);
  BEGIN
    a := 11;
  EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE('range');
  END;
  BEGIN
    c := 'abcd';
  EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE('length');
  END;
  BEGIN
    r.y.id := 12345;
  EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE('precision');
  END;
  DBMS_OUTPUT.PUT_LINE(NVL(c, 'unset') || GREATEST(a, 3) || DECODE_LIKE.x);
END;
/
--! ORA-06550: line 31, column 61:
--! PLS-00201: identifier 'DECODE_LIKE.X' must be declared
DECLARE
  SUBTYPE t_small IS PLS_INTEGER RANGE 1 .. 10;
  a t_small := 10;
  c st.v%TYPE;
BEGIN
  BEGIN
    a := 11;
  EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE('range');
  END;
  BEGIN
    c := 'abcd';
  EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE('length');
  END;
  DBMS_OUTPUT.PUT_LINE(NVL(c, 'unset') || GREATEST(a, 3));
END;
/
--> range
--> length
--> unset10
