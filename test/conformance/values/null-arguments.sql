-- A NULL number makes the function NULL, as a literal and in a column.
CREATE TABLE na (d DATE, n NUMBER);
INSERT INTO na VALUES (DATE '2026-08-15', NULL);
SELECT ADD_MONTHS(d, n), ADD_MONTHS(d, NULL), ROUND(1.55, n), TRUNC(12.5, NULL) FROM na;
--> (null) | (null) | (null) | (null)
SELECT SUBSTR('abcdef', n), SUBSTR('abcdef', 2, NULL), LPAD('a', n), RPAD('a', n, 'x'), LPAD('a', NULL), INSTR('abc', 'b', n) FROM na;
--> (null) | (null) | (null) | (null) | (null) | (null)
SELECT LENGTH(LPAD('a', 5000)), LENGTH(RPAD('a', 3999 + COUNT(*), 'x')) FROM na;
--> 4000 | 4000
