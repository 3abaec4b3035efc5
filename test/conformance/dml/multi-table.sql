CREATE TABLE big (id NUMBER);
CREATE TABLE small (id NUMBER);
INSERT ALL WHEN n > 2 THEN INTO big (id) VALUES (n) WHEN n <= 3 THEN INTO small (id) VALUES (n) SELECT LEVEL n FROM dual CONNECT BY LEVEL <= 4;
--~ 5
INSERT FIRST WHEN n > 2 THEN INTO big VALUES (n * 10) ELSE INTO small VALUES (n * 10) SELECT LEVEL n FROM dual CONNECT BY LEVEL <= 4;
--~ 4
SELECT (SELECT LISTAGG(id, ',') WITHIN GROUP (ORDER BY id) FROM big), (SELECT LISTAGG(id, ',') WITHIN GROUP (ORDER BY id) FROM small) FROM dual;
--> 3,4,30,40 | 1,2,3,10,20
UPDATE big SET id = (SELECT MAX(s.id) + big.id FROM small s WHERE s.id < big.id) WHERE id > 10;
--~ 2
SELECT id FROM big ORDER BY id;
--> 3
--> 4
--> 50
--> 60
DELETE FROM (SELECT * FROM big WHERE id > 10) WHERE id < 55;
--~ 1
CREATE VIEW bv AS SELECT id AS code FROM big WHERE id < 100;
UPDATE bv SET code = code + 1 WHERE code = 3;
--~ 1
INSERT INTO bv (code) VALUES (7);
--~ 1
SELECT id FROM big ORDER BY id;
--> 4
--> 4
--> 7
--> 60
DELETE FROM big WHERE id IN (SELECT id FROM big GROUP BY id HAVING COUNT(*) > 1);
--~ 2
