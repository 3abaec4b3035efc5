CREATE TABLE a (id NUMBER, g VARCHAR2(1), v NUMBER);
INSERT INTO a SELECT LEVEL, CASE WHEN LEVEL <= 3 THEN 'x' ELSE 'y' END, MOD(LEVEL * 7, 5) FROM dual CONNECT BY LEVEL <= 6;
--~ 6
SELECT id, v FROM a ORDER BY id;
--> 1 | 2
--> 2 | 4
--> 3 | 1
--> 4 | 3
--> 5 | 0
--> 6 | 2
SELECT id, ROW_NUMBER() OVER (PARTITION BY g ORDER BY v DESC), RANK() OVER (ORDER BY v), DENSE_RANK() OVER (ORDER BY v) FROM a ORDER BY id;
--> 1 | 2 | 3 | 3
--> 2 | 1 | 6 | 5
--> 3 | 3 | 2 | 2
--> 4 | 1 | 5 | 4
--> 5 | 3 | 1 | 1
--> 6 | 2 | 3 | 3
SELECT id, SUM(v) OVER (ORDER BY id), SUM(v) OVER (PARTITION BY g), SUM(v) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM a ORDER BY id;
--> 1 | 2 | 7 | 2
--> 2 | 6 | 7 | 6
--> 3 | 7 | 7 | 5
--> 4 | 10 | 5 | 4
--> 5 | 10 | 5 | 3
--> 6 | 12 | 5 | 2
SELECT id, LAG(v) OVER (ORDER BY id), LEAD(v, 2, -1) OVER (ORDER BY id), FIRST_VALUE(v) OVER (PARTITION BY g ORDER BY id), NTILE(3) OVER (ORDER BY id) FROM a ORDER BY id;
--> 1 | (null) | 1 | 2 | 1
--> 2 | 2 | 3 | 2 | 1
--> 3 | 4 | 0 | 2 | 2
--> 4 | 1 | 2 | 3 | 2
--> 5 | 3 | -1 | 3 | 3
--> 6 | 0 | -1 | 3 | 3
SELECT * FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY g ORDER BY v DESC) rn FROM a) WHERE rn = 1 ORDER BY id;
--> 2 | 1
--> 4 | 1
SELECT g, LISTAGG(id, ',') WITHIN GROUP (ORDER BY v DESC) FROM a GROUP BY g ORDER BY g;
--> x | 2,1,3
--> y | 4,6,5
SELECT id, RATIO_TO_REPORT(v) OVER () FROM a WHERE id IN (2, 4, 5) AND v <> 3 ORDER BY id;
--> 2 | 1
--> 5 | 0
SELECT id, LAST_VALUE(v) IGNORE NULLS OVER (ORDER BY id) FROM (SELECT id, NULLIF(v, 2) v FROM a) ORDER BY id;
--> 1 | (null)
--> 2 | 4
--> 3 | 1
--> 4 | 3
--> 5 | 0
--> 6 | 0
SELECT COUNT(*) OVER () n, id FROM a ORDER BY id FETCH FIRST 2 ROWS ONLY;
--> 6 | 1
--> 6 | 2
