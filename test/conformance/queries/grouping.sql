CREATE TABLE s (region VARCHAR2(5), kind VARCHAR2(5), amount NUMBER);
INSERT ALL INTO s VALUES ('N', 'a', 10) INTO s VALUES ('N', 'b', 20) INTO s VALUES ('S', 'a', 30) INTO s VALUES ('S', 'a', 5) SELECT * FROM dual;
SELECT region, SUM(amount) AS total FROM s GROUP BY region HAVING SUM(amount) > 30 ORDER BY region;
--# REGION | TOTAL
--> S | 35
SELECT region, kind, SUM(amount) FROM s GROUP BY ROLLUP (region, kind) ORDER BY region NULLS LAST, kind NULLS LAST;
--> N | a | 10
--> N | b | 20
--> N | (null) | 30
--> S | a | 35
--> S | (null) | 35
--> (null) | (null) | 65
SELECT region, kind, SUM(amount), GROUPING(region) FROM s GROUP BY GROUPING SETS ((region), (kind), ()) ORDER BY 4, region NULLS LAST, kind NULLS LAST;
--> N | (null) | 30 | 0
--> S | (null) | 35 | 0
--> (null) | a | 45 | 1
--> (null) | b | 20 | 1
--> (null) | (null) | 65 | 1
SELECT LISTAGG(kind, ',') WITHIN GROUP (ORDER BY kind), COUNT(DISTINCT kind) FROM s;
--> a,a,a,b | 2
SELECT region, MAX(kind) KEEP (DENSE_RANK LAST ORDER BY amount), MIN(amount) KEEP (DENSE_RANK FIRST ORDER BY kind) FROM s GROUP BY region ORDER BY region;
--> N | b | 10
--> S | a | 5
SELECT MEDIAN(amount), STDDEV(amount) - STDDEV(amount), VARIANCE(1), COUNT(*) FROM s;
--> 15 | 0 | 0 | 4
SELECT SUM(amount), COUNT(*) FROM s WHERE region = 'X';
--> (null) | 0
SELECT region, COUNT(*) FROM s WHERE region = 'X' GROUP BY region;
SELECT CASE WHEN amount > 15 THEN 'big' ELSE 'small' END AS sz, COUNT(*) FROM s GROUP BY CASE WHEN amount > 15 THEN 'big' ELSE 'small' END ORDER BY sz;
--> big | 2
--> small | 2
SELECT DISTINCT region, kind FROM s ORDER BY 1, 2;
--> N | a
--> N | b
--> S | a
SELECT * FROM (SELECT region, kind, amount FROM s) PIVOT (SUM(amount) FOR kind IN ('a' AS a, 'b' AS b)) ORDER BY region;
--# REGION | A | B
--> N | 10 | 20
--> S | 35 | (null)
