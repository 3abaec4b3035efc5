CREATE OR REPLACE TYPE os_address AS OBJECT (street VARCHAR2(20), nr NUMBER);
/
CREATE OR REPLACE TYPE os_person AS OBJECT (
  name    VARCHAR2(20),
  address os_address,
  CONSTRUCTOR FUNCTION os_person(name VARCHAR2) RETURN SELF AS RESULT,
  MEMBER FUNCTION label RETURN VARCHAR2
);
/
CREATE OR REPLACE TYPE BODY os_person AS
  CONSTRUCTOR FUNCTION os_person(name VARCHAR2) RETURN SELF AS RESULT IS
  BEGIN
    SELF.name := INITCAP(name);
    address := os_address('nowhere', NULL);
    RETURN;
  END;
  MEMBER FUNCTION label RETURN VARCHAR2 IS BEGIN RETURN name || ', ' || address.street || ' ' || NVL(address.nr, 0); END;
END;
/
CREATE TYPE os_people AS TABLE OF os_person;
/
CREATE TYPE os_addresses AS TABLE OF os_address;
/
CREATE TABLE os_t (id NUMBER, name VARCHAR2(20));
INSERT INTO os_t VALUES (1, 'ann');
INSERT INTO os_t VALUES (2, 'bob');
DECLARE
  people os_people;
  addresses os_addresses;
  some os_addresses;
  one os_person;
  CURSOR c IS SELECT id, os_address(name, id) AS address FROM os_t ORDER BY id;
BEGIN
  SELECT os_person(name, os_address('Street', id)) BULK COLLECT INTO people FROM os_t ORDER BY id;
  FOR i IN 1 .. people.COUNT LOOP DBMS_OUTPUT.PUT_LINE(people(i).label); END LOOP;
  SELECT os_person(name) INTO one FROM os_t WHERE id = 2;
  DBMS_OUTPUT.PUT_LINE(one.label);
  SELECT os_address(name, id * 2) BULK COLLECT INTO addresses FROM os_t;
  -- Rows of a collection: their attributes, and each as an object.
  SELECT VALUE(a) BULK COLLECT INTO some FROM TABLE(addresses) a WHERE a.nr > 2;
  DBMS_OUTPUT.PUT_LINE(some.COUNT || ' of ' || addresses.COUNT || ': ' || some(1).street);
  some(1).nr := 0;
  DBMS_OUTPUT.PUT_LINE(addresses(2).nr);
  FOR r IN c LOOP DBMS_OUTPUT.PUT_LINE(r.id || ' ' || r.address.street); END LOOP;
  SELECT os_address(nr => MAX(id), street => 'last') INTO some(1) FROM os_t;
  DBMS_OUTPUT.PUT_LINE(some(1).street || some(1).nr);
END;
/
--> ann, Street 1
--> bob, Street 2
--> Bob, nowhere 0
--> 1 of 2: bob
--> 4
--> 1 ann
--> 2 bob
--> last2
-- Columns are not the attributes of an object.
DECLARE
  addresses os_addresses;
BEGIN
  SELECT name, id BULK COLLECT INTO addresses FROM os_t;
END;
/
--! ORA-06550: line 4, column 3:
--! PL/SQL: ORA-00947: not enough values
