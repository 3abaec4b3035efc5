CREATE TABLE m (id NUMBER PRIMARY KEY, v VARCHAR2(10), n NUMBER DEFAULT 7);
INSERT INTO m (id, v) VALUES (1, 'one');
MERGE INTO m USING (SELECT 1 id, 'uno' v FROM dual UNION ALL SELECT 2, 'dos' FROM dual) s ON (m.id = s.id)
WHEN MATCHED THEN UPDATE SET m.v = s.v
WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v);
--~ 2
SELECT id, v, n FROM m ORDER BY id;
--> 1 | uno | 7
--> 2 | dos | 7
MERGE INTO m USING dual ON (m.id = 2) WHEN MATCHED THEN UPDATE SET v = 'x', n = 0 DELETE WHERE n = 0;
--~ 1
SELECT COUNT(*) FROM m;
--> 1
MERGE INTO m t USING (SELECT LEVEL id FROM dual CONNECT BY LEVEL <= 4) s ON (t.id = s.id) WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, 'm' || s.id) WHERE s.id <> 3;
--~ 2
MERGE INTO m t USING (SELECT 1 id FROM dual UNION ALL SELECT 1 FROM dual) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET v = 'dup';
--! ORA-30926: unable to get a stable set of rows in the source tables
DECLARE
  l_id m.id%TYPE;
  l_v  m.v%TYPE;
  TYPE t_ids IS TABLE OF m.id%TYPE;
  l_ids t_ids;
  l_rowid ROWID;
BEGIN
  INSERT INTO m VALUES (10, 'ten', 1) RETURNING id, v, ROWID INTO l_id, l_v, l_rowid;
  DBMS_OUTPUT.PUT_LINE(l_id || ' ' || l_v || ' ' || LENGTH(l_rowid) || ' ' || SQL%ROWCOUNT);
  UPDATE m SET v = 'TEN' WHERE ROWID = l_rowid RETURNING v INTO l_v;
  DBMS_OUTPUT.PUT_LINE(l_v);
  UPDATE m SET n = n + 1 WHERE id < 5 RETURNING id BULK COLLECT INTO l_ids;
  DBMS_OUTPUT.PUT_LINE(l_ids.COUNT || ' ' || SQL%ROWCOUNT);
  DELETE FROM m WHERE id = 999 RETURNING id INTO l_id;
  DBMS_OUTPUT.PUT_LINE(SQL%ROWCOUNT || CASE WHEN SQL%NOTFOUND THEN ' not found' END);
END;
/
--> 10 ten 18 1
--> TEN
--> 3 3
--> 0 not found
UPDATE m SET (v, n) = (SELECT 'both', 99 FROM dual) WHERE id = 1;
--~ 1
SELECT v, n FROM m WHERE id = 1;
--> both | 99
UPDATE m SET n = DEFAULT WHERE id = 1;
SELECT n FROM m WHERE id = 1;
--> 7
INSERT INTO m (id, v, n) VALUES (20, DEFAULT, DEFAULT);
SELECT v, n FROM m WHERE id = 20;
--> (null) | 7
DELETE m;
--~ 5
