SELECT * FROM no_such_table;
--! ORA-00942: table or view does not exist
SELECT nope FROM dual;
--! ORA-00904: "NOPE": invalid identifier
SELECT d.nope FROM dual d;
--! ORA-00904: "D"."NOPE": invalid identifier
SELECT no_function(1) FROM dual;
--! ORA-00904: "NO_FUNCTION": invalid identifier
CREATE TABLE n1 (a NUMBER, b NUMBER);
CREATE TABLE n2 (a NUMBER, c NUMBER);
SELECT a FROM n1, n2;
--! ORA-00918: column ambiguously defined
INSERT INTO n1 (a, x) VALUES (1, 2);
--! ORA-00904: "X": invalid identifier
INSERT INTO n1 VALUES (1);
--! ORA-00947: not enough values
INSERT INTO n1 VALUES (1, 2, 3);
--! ORA-00913: too many values
INSERT INTO n1 (a, a) VALUES (1, 2);
--! ORA-00957: duplicate column name
UPDATE n1 SET nope = 1;
--! ORA-00904: "NOPE": invalid identifier
SELECT a, COUNT(*) FROM n1;
--! ORA-00937: not a single-group group function
SELECT a, b FROM n1 GROUP BY a;
--! ORA-00979: not a GROUP BY expression
SELECT a FROM n1 WHERE COUNT(*) > 1;
--! ORA-00934: group function is not allowed here
SELECT a FROM n1 UNION SELECT a, c FROM n2;
--! ORA-01789: query block has incorrect number of result columns
SELECT a FROM n1 UNION SELECT 'x' FROM dual;
--! ORA-01790: expression must have same datatype as corresponding expression
SELECT (SELECT a, c FROM n2) FROM dual;
--! ORA-00913: too many values
SELECT SUBSTR('a') FROM dual;
--! ORA-00938: not enough arguments for function
SELECT UPPER('a', 'b') FROM dual;
--! ORA-00909: invalid number of arguments
SELECT a FROM n1 ORDER BY 3;
--! ORA-01785: ORDER BY item must be the number of a SELECT-list expression
CREATE TABLE n1 (x NUMBER);
--! ORA-00955: name is already used by an existing object
DROP TABLE nope;
--! ORA-00942: table or view does not exist
DROP PROCEDURE nope;
--! ORA-04043: object NOPE does not exist
DROP SEQUENCE nope;
--! ORA-02289: sequence does not exist
SELECT nope.NEXTVAL FROM dual;
--! ORA-02289: sequence does not exist
SELECT "A", "a" FROM n1;
--! ORA-00904: "a": invalid identifier
INSERT INTO n1 VALUES (1, 1);
INSERT INTO n1 VALUES (2, 2);
SELECT (SELECT a FROM n1) FROM dual;
--! ORA-01427: single-row subquery returns more than one row
