CREATE TABLE lk (id NUMBER PRIMARY KEY, v NUMBER);
INSERT INTO lk SELECT LEVEL, 0 FROM dual CONNECT BY LEVEL <= 4;
COMMIT;
SELECT id FROM lk WHERE id <= 2 ORDER BY id FOR UPDATE;
--> 1
--> 2
--@ other
SELECT id FROM lk WHERE id = 1 FOR UPDATE NOWAIT;
--! ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired
SELECT id FROM lk WHERE id = 1 FOR UPDATE WAIT 1;
--! ORA-30006: resource busy; acquire with WAIT timeout expired
SELECT id FROM lk ORDER BY id FOR UPDATE SKIP LOCKED;
--> 3
--> 4
SELECT v FROM lk WHERE id = 1;
--> 0
--@ main
COMMIT;
--@ other
SELECT id FROM lk WHERE id = 1 FOR UPDATE NOWAIT;
--> 1
ROLLBACK;
--@ main
UPDATE lk SET v = 1 WHERE id = 1;
--@ other
SELECT v FROM lk WHERE id = 1;
--> 0
DECLARE
  CURSOR c IS SELECT id FROM lk ORDER BY id FOR UPDATE SKIP LOCKED;
  n NUMBER;
BEGIN
  OPEN c;
  FETCH c INTO n;
  DBMS_OUTPUT.PUT_LINE(n);
  CLOSE c;
  ROLLBACK;
END;
/
--> 2
--@ main
ROLLBACK;
LOCK TABLE lk IN EXCLUSIVE MODE NOWAIT;
--@ other
LOCK TABLE lk IN EXCLUSIVE MODE NOWAIT;
--! ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired
--@ main
COMMIT;
