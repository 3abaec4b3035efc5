CREATE TABLE h (id NUMBER, parent NUMBER, name VARCHAR2(10));
INSERT ALL INTO h VALUES (1, NULL, 'root') INTO h VALUES (2, 1, 'a') INTO h VALUES (3, 1, 'b') INTO h VALUES (4, 2, 'c') SELECT * FROM dual;
SELECT LEVEL, name, SYS_CONNECT_BY_PATH(name, '/') FROM h START WITH parent IS NULL CONNECT BY PRIOR id = parent ORDER SIBLINGS BY name;
--> 1 | root | /root
--> 2 | a | /root/a
--> 3 | c | /root/a/c
--> 2 | b | /root/b
SELECT COUNT(*), MAX(LEVEL) FROM h START WITH id = 2 CONNECT BY parent = PRIOR id;
--> 2 | 2
