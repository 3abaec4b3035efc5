CREATE TABLE fa (id NUMBER PRIMARY KEY, v NUMBER(3));
DECLARE
  TYPE t_n IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
  ids t_n;
  vs t_n;
  errs EXCEPTION;
  PRAGMA EXCEPTION_INIT(errs, -24381);
BEGIN
  FOR i IN 1 .. 5 LOOP ids(i) := i; vs(i) := i * 10; END LOOP;
  FORALL i IN 1 .. ids.COUNT INSERT INTO fa VALUES (ids(i), vs(i));
  DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT || ' ' || SQL%BULK_ROWCOUNT(2));
  vs(2) := 5000; vs(4) := 6000;
  BEGIN
    FORALL i IN INDICES OF ids SAVE EXCEPTIONS UPDATE fa SET v = vs(i) WHERE id = ids(i);
  EXCEPTION
    WHEN errs THEN
      DBMS_OUTPUT.PUT_LINE(SQL%BULK_EXCEPTIONS.COUNT);
      FOR j IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP
        DBMS_OUTPUT.PUT_LINE(SQL%BULK_EXCEPTIONS(j).ERROR_INDEX || ' ' || SQL%BULK_EXCEPTIONS(j).ERROR_CODE || ' ' || SQLERRM(-SQL%BULK_EXCEPTIONS(j).ERROR_CODE));
      END LOOP;
  END;
  ids.DELETE(3);
  FORALL i IN INDICES OF ids DELETE FROM fa WHERE id = ids(i) RETURNING id BULK COLLECT INTO vs;
  DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT || ' ' || vs.COUNT);
END;
/
--> 5 1
--> 2
--> 2 1438 ORA-01438: value larger than specified precision allowed for this column
--> 4 1438 ORA-01438: value larger than specified precision allowed for this column
--> 4 4
SELECT id, v FROM fa;
--> 3 | 30
