CREATE TABLE c (id NUMBER, v VARCHAR2(10));
INSERT INTO c SELECT LEVEL, 'v' || LEVEL FROM dual CONNECT BY LEVEL <= 5;
DECLARE
  CURSOR cur(p_min NUMBER DEFAULT 0) IS SELECT id, v FROM c WHERE id > p_min ORDER BY id;
  r cur%ROWTYPE;
  n NUMBER := 0;
BEGIN
  OPEN cur(3);
  DBMS_OUTPUT.PUT_LINE(CASE WHEN cur%ISOPEN THEN 'open' ELSE 'closed' END || ' ' || cur%ROWCOUNT || ' ' || CASE WHEN cur%FOUND IS NULL THEN 'unknown' END);
  LOOP
    FETCH cur INTO r;
    EXIT WHEN cur%NOTFOUND;
    n := n + 1;
    DBMS_OUTPUT.PUT_LINE(cur%ROWCOUNT || ': ' || r.id || ' ' || r.v);
  END LOOP;
  CLOSE cur;
  FOR x IN cur LOOP n := n + x.id; END LOOP;
  FOR x IN (SELECT id * 2 AS dbl FROM c WHERE id < 3 ORDER BY id) LOOP DBMS_OUTPUT.PUT_LINE(x.dbl); END LOOP;
  DBMS_OUTPUT.PUT_LINE(n);
  BEGIN
    FETCH cur INTO r;
  EXCEPTION
    WHEN INVALID_CURSOR THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
  END;
  OPEN cur;
  BEGIN
    OPEN cur;
  EXCEPTION
    WHEN CURSOR_ALREADY_OPEN THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
  END;
  CLOSE cur;
END;
/
--> open 0 unknown
--> 1: 4 v4
--> 2: 5 v5
--> 2
--> 4
--> 17
--> ORA-01001: invalid cursor
--> ORA-06511: PL/SQL: cursor already open
DECLARE
  TYPE t_ids IS TABLE OF c.id%TYPE;
  TYPE t_rows IS TABLE OF c%ROWTYPE INDEX BY PLS_INTEGER;
  ids t_ids;
  rws t_rows;
  CURSOR cur IS SELECT * FROM c ORDER BY id;
BEGIN
  SELECT id BULK COLLECT INTO ids FROM c ORDER BY id DESC;
  DBMS_OUTPUT.PUT_LINE(ids.COUNT || ' ' || ids(1));
  OPEN cur;
  LOOP
    FETCH cur BULK COLLECT INTO rws LIMIT 2;
    EXIT WHEN rws.COUNT = 0;
    DBMS_OUTPUT.PUT_LINE('batch of ' || rws.COUNT || ' from ' || rws(rws.FIRST).v);
  END LOOP;
  CLOSE cur;
  SELECT * BULK COLLECT INTO rws FROM c WHERE 1 = 0;
  DBMS_OUTPUT.PUT_LINE(rws.COUNT);
  FOR x IN (SELECT id FROM c FOR UPDATE) LOOP
    NULL;
  END LOOP;
END;
/
--> 5 5
--> batch of 2 from v1
--> batch of 2 from v3
--> batch of 1 from v5
--> 0
DECLARE
  CURSOR cur IS SELECT id, v FROM c WHERE id <= 2 FOR UPDATE OF v;
BEGIN
  FOR r IN cur LOOP
    UPDATE c SET v = r.v || '!' WHERE CURRENT OF cur;
  END LOOP;
  DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT);
END;
/
--> 1
SELECT v FROM c WHERE id <= 3 ORDER BY id;
--> v1!
--> v2!
--> v3
DECLARE
  rc SYS_REFCURSOR;
  v VARCHAR2(10);
  n NUMBER;
BEGIN
  OPEN rc FOR SELECT id, v FROM c WHERE id = 3;
  FETCH rc INTO n, v;
  DBMS_OUTPUT.PUT_LINE(n || v);
  CLOSE rc;
  OPEN rc FOR 'SELECT v FROM c WHERE id = :x' USING 4;
  LOOP
    FETCH rc INTO v;
    EXIT WHEN rc%NOTFOUND;
    DBMS_OUTPUT.PUT_LINE(v);
  END LOOP;
  CLOSE rc;
END;
/
--> 3v3
--> v4
