SELECT * FROM dual
/
select sysdate, user, rownum r, level lvl, systimestamp "Now", 'it''s' || chr(10) AS txt from dual connect by level <= 10
/
SELECT /*+ FULL(e) */ DISTINCT e.*, d.name dept, (SELECT COUNT(*) FROM emp x WHERE x.dept = e.dept) cnt
FROM emp e, dept d, regions r WHERE e.dept = d.id(+) AND e.region(+) = r.id AND r.kind (+) = 'A' AND ROWNUM <= 10
/
SELECT e.id FROM emp e INNER JOIN dept d ON d.id = e.dept LEFT OUTER JOIN loc l USING (loc_id) CROSS JOIN dual FULL JOIN x ON x.a = e.a NATURAL JOIN z
/
SELECT a, b, SUM(c) FROM t GROUP BY ROLLUP (a, b), CUBE (c, (d, e)), GROUPING SETS ((a, b), (a), ()) HAVING SUM(c) > 10 ORDER BY 1, b DESC NULLS FIRST
/
WITH a AS (SELECT 1 x FROM dual), b (y) AS (SELECT x FROM a UNION ALL SELECT y + 1 FROM b WHERE y < 5) SELECT * FROM a, b
/
(SELECT 1 FROM dual) UNION ALL (SELECT 2 FROM dual MINUS SELECT 3 FROM dual) INTERSECT SELECT 4 FROM dual ORDER BY 1 OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY
/
SELECT id, LAG(x, 1, 0) OVER (ORDER BY id) l, SUM(x) OVER (PARTITION BY a, b ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING) s,
  RATIO_TO_REPORT(x) OVER () r, FIRST_VALUE(x) IGNORE NULLS OVER (ORDER BY id RANGE UNBOUNDED PRECEDING) f, LAST_VALUE(x IGNORE NULLS) OVER w1 lv,
  LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) OVER (PARTITION BY dept) names, NTH_VALUE(x, 2) FROM LAST OVER (ORDER BY id) nv
FROM t
/
SELECT LISTAGG(DISTINCT name, ',' ON OVERFLOW ERROR) WITHIN GROUP (ORDER BY name) FROM emp
/
SELECT COUNT(DISTINCT a), COUNT(*), MAX(x) KEEP (DENSE_RANK LAST ORDER BY y DESC) FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id) AND a NOT IN (SELECT b FROM v) AND (a, b) IN ((1, 2), (3, 4)) AND (c, d) = (SELECT 1, 2 FROM dual)
/
SELECT * FROM (SELECT t.*, ROW_NUMBER() OVER (ORDER BY id) rn FROM t) WHERE rn BETWEEN :first AND :last
/
SELECT * FROM t FOR UPDATE OF t.a, b SKIP LOCKED
/
SELECT id FROM t WHERE a = ANY (1, 2) AND b > ALL (SELECT x FROM y) AND c LIKE '%a!%' ESCAPE '!' AND d IS NOT NULL AND e NOT BETWEEN 1 AND 2 OR NOT (f = 1) FOR UPDATE WAIT 5
/
SELECT CASE WHEN a = 1 AND b IS NULL THEN 'x' WHEN REGEXP_LIKE(c, '^a') THEN 'y' ELSE NULL END, CASE a WHEN 1 THEN 2 END, DECODE(a, 1, 'x', 'y'), CAST(a AS NUMBER(10, 2)), CAST(b AS VARCHAR2(10 CHAR)), TO_CHAR(d, 'YYYY-MM-DD"T"HH24:MI:SS') FROM t
/
SELECT JSON_OBJECT('a' VALUE 1, KEY 'b' VALUE c, 'd' : e ABSENT ON NULL RETURNING CLOB), JSON_ARRAY(1, 'x' NULL ON NULL), JSON_VALUE(doc, '$.a.b' RETURNING NUMBER DEFAULT 0 ON ERROR NULL ON EMPTY), JSON_QUERY(doc, '$.a' WITH WRAPPER), JSON_ARRAYAGG(x FORMAT JSON ORDER BY y RETURNING CLOB) FROM t WHERE JSON_EXISTS(doc, '$.a') AND doc IS JSON
/
SELECT jt.* FROM t, JSON_TABLE(t.doc, '$.items[*]' COLUMNS (id NUMBER PATH '$.id', name VARCHAR2(50) PATH '$.name' DEFAULT 'x' ON EMPTY, n FOR ORDINALITY, raw_json VARCHAR2(4000) FORMAT JSON PATH '$', has NUMBER EXISTS PATH '$.x', NESTED PATH '$.tags[*]' COLUMNS (tag VARCHAR2(20) PATH '$'))) jt
/
SELECT * FROM (SELECT dept, kind, amount FROM s) PIVOT (SUM(amount) AS total, COUNT(*) c FOR kind IN ('A' AS a, 'B' b, 'C')) p ORDER BY dept
/
SELECT * FROM s UNPIVOT EXCLUDE NULLS (val FOR col IN (a AS 'A', b AS 'B'))
/
SELECT column_value FROM TABLE(f(1, 2)) t1, TABLE(CAST(MULTISET(SELECT 1 FROM dual) AS t_list)) t2
/
SELECT t.a, x.b FROM t CROSS APPLY (SELECT b FROM u WHERE u.id = t.id) x OUTER APPLY f(t.a) y, LATERAL (SELECT 1 c FROM dual) z
/
SELECT id, PRIOR name, CONNECT_BY_ROOT id, SYS_CONNECT_BY_PATH(name, '/') FROM t START WITH parent IS NULL CONNECT BY NOCYCLE PRIOR id = parent ORDER SIBLINGS BY name
/
SELECT type, value, name, status, key, count, data, result, first, last, language, position, year, month, hour, replace, version, action, module FROM t
/
SELECT ((1 + 2) * 3), ((SELECT 1 FROM dual)), ((SELECT 1 FROM dual) + 1), (SELECT 1 FROM dual UNION SELECT 2 FROM dual), -x, +y, 1e3, .5, 1.5d, 2f, a || b + c FROM dual WHERE ((a = 1) OR ((b = 2) AND c = 3)) AND (a + 1) * 2 > 3
/
SELECT * FROM ((SELECT 1 a FROM dual) UNION (SELECT 2 FROM dual)) q, (t1 JOIN t2 ON t1.id = t2.id)
/
SELECT CURSOR(SELECT id FROM t2 WHERE t2.p = t.id) AS kids, seq.NEXTVAL, s.seq.CURRVAL, pkg.f(a => 1) FROM s.t t WHERE t.d > DATE '2024-01-01' AND ts < TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '1' DAY
/
SELECT EXTRACT(HOUR FROM ts), TRIM(LEADING '0' FROM x), ts AT TIME ZONE 'UTC', ts AT LOCAL FROM t SAMPLE (10) x WHERE x.a = 1
/
SELECT "Quoted Col", "t"."X" FROM "Schema"."Table" "t" -- trailing comment
/
