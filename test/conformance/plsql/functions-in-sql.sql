CREATE TABLE fs (id NUMBER, v VARCHAR2(10));
INSERT INTO fs SELECT LEVEL, 'v' || LEVEL FROM dual CONNECT BY LEVEL <= 3;
CREATE OR REPLACE FUNCTION shout(p VARCHAR2, n NUMBER DEFAULT 1) RETURN VARCHAR2 IS
BEGIN
  RETURN UPPER(p) || RPAD('!', n, '!');
END;
/
SELECT shout(v), shout(v, id) FROM fs ORDER BY id;
--> V1! | V1!
--> V2! | V2!!
--> V3! | V3!!!
SELECT id FROM fs WHERE shout(v) = 'V2!';
--> 2
UPDATE fs SET v = shout(v, id + 1) WHERE id > 1;
--~ 2
SELECT v FROM fs ORDER BY shout(v) DESC;
--> V3!!!!
--> V2!!!
--> v1
CREATE OR REPLACE FUNCTION count_fs(p NUMBER) RETURN NUMBER IS
  n NUMBER;
BEGIN
  SELECT COUNT(*) INTO n FROM fs WHERE id <= p;
  RETURN n;
END;
/
SELECT id, count_fs(id) FROM fs ORDER BY id;
--> 1 | 1
--> 2 | 2
--> 3 | 3
CREATE OR REPLACE FUNCTION fails(p NUMBER) RETURN NUMBER IS
BEGIN
  IF p = 2 THEN RAISE_APPLICATION_ERROR(-20007, 'two'); END IF;
  RETURN p;
END;
/
SELECT fails(id) FROM fs WHERE id = 1;
--> 1
SELECT fails(2) FROM dual;
--! ORA-20007: two
--! ORA-06512: at "APP.FAILS", line 3
CREATE OR REPLACE FUNCTION none_found RETURN NUMBER IS
  n NUMBER;
BEGIN
  SELECT id INTO n FROM fs WHERE id = 99;
  RETURN n;
END;
/
SELECT NVL(none_found, -1) FROM dual;
--> -1
DECLARE
  n NUMBER;
  FUNCTION local_f RETURN NUMBER IS BEGIN RETURN 1; END;
BEGIN
  n := none_found;
EXCEPTION
  WHEN NO_DATA_FOUND THEN DBMS_OUTPUT.PUT_LINE('raised in PL/SQL');
END;
/
--> raised in PL/SQL
-- A function may call itself through SQL.
CREATE OR REPLACE FUNCTION factorial(n NUMBER) RETURN NUMBER IS
  product NUMBER;
BEGIN
  IF n <= 1 THEN RETURN 1; END IF;
  SELECT n * factorial(n - 1) INTO product FROM dual;
  RETURN product;
END;
/
SELECT factorial(5) FROM dual;
--> 120
