CREATE TABLE emp (id NUMBER, name VARCHAR2(20), dept NUMBER, boss NUMBER);
CREATE TABLE dept (id NUMBER, name VARCHAR2(20));
INSERT INTO dept SELECT 10, 'Sales' FROM dual UNION ALL SELECT 20, 'IT' FROM dual UNION ALL SELECT 30, 'Legal' FROM dual;
--~ 3
INSERT INTO emp SELECT 1, 'Ann', 10, NULL FROM dual UNION ALL SELECT 2, 'Bob', 20, 1 FROM dual UNION ALL SELECT 3, 'Cid', NULL, 1 FROM dual UNION ALL SELECT 4, 'Dan', 20, 2 FROM dual;
--~ 4
SELECT e.name, d.name FROM emp e, dept d WHERE e.dept = d.id(+) ORDER BY e.id;
--> Ann | Sales
--> Bob | IT
--> Cid | (null)
--> Dan | IT
SELECT d.name, COUNT(e.id) FROM dept d LEFT JOIN emp e ON e.dept = d.id GROUP BY d.name ORDER BY 2 DESC, 1;
--> IT | 2
--> Sales | 1
--> Legal | 0
SELECT e.name, d.name FROM emp e FULL OUTER JOIN dept d ON e.dept = d.id ORDER BY e.id NULLS LAST;
--> Ann | Sales
--> Bob | IT
--> Cid | (null)
--> Dan | IT
--> (null) | Legal
SELECT e.name, b.name FROM emp e JOIN emp b ON b.id = e.boss ORDER BY e.id;
--> Bob | Ann
--> Cid | Ann
--> Dan | Bob
SELECT COUNT(*) FROM emp CROSS JOIN dept;
--> 12
SELECT id, COUNT(*) FROM emp NATURAL JOIN (SELECT id FROM emp WHERE id < 3) GROUP BY id ORDER BY id;
--> 1 | 1
--> 2 | 1
SELECT e.name FROM emp e JOIN dept d USING (id);
SELECT name FROM emp e WHERE EXISTS (SELECT NULL FROM emp s WHERE s.boss = e.id) ORDER BY name;
--> Ann
--> Bob
SELECT name, (SELECT COUNT(*) FROM emp s WHERE s.boss = e.id) AS n FROM emp e ORDER BY n DESC, name;
--# NAME | N
--> Ann | 2
--> Bob | 1
--> Cid | 0
--> Dan | 0
SELECT e.* FROM emp e WHERE (dept, boss) IN (SELECT dept, boss FROM emp WHERE id = 4);
--> 4 | Dan | 20 | 2
SELECT d.name, x.n FROM dept d, LATERAL (SELECT COUNT(*) n FROM emp e WHERE e.dept = d.id) x ORDER BY d.id;
--> Sales | 1
--> IT | 2
--> Legal | 0
SELECT d.name, x.name FROM dept d OUTER APPLY (SELECT e.name FROM emp e WHERE e.dept = d.id ORDER BY e.id DESC FETCH FIRST 1 ROW ONLY) x ORDER BY d.id;
--> Sales | Ann
--> IT | Dan
--> Legal | (null)
SELECT e.name, d.name FROM emp e, dept d WHERE e.dept(+) = d.id AND e.name(+) LIKE 'A%' ORDER BY d.id;
--> Ann | Sales
--> (null) | IT
--> (null) | Legal
