SELECT SUBSTR('Oracle', 2, 3), SUBSTR('Oracle', -3), SUBSTR('Oracle', 0, 2), SUBSTR('Oracle', 3), SUBSTR('Oracle', -3, 2), SUBSTR('Oracle', 2, 0) FROM dual;
--> rac | cle | Or | acle | cl | (null)
SELECT INSTR('banana', 'a'), INSTR('banana', 'a', 3), INSTR('banana', 'a', 1, 3), INSTR('banana', 'a', -1), INSTR('banana', 'x') FROM dual;
--> 2 | 4 | 6 | 6 | 0
SELECT LPAD('7', 3, '0'), RPAD('ab', 5, 'xy'), LPAD('abcdef', 3), '[' || RPAD('a', 3) || ']' FROM dual;
--> 007 | abxyx | abc | [a  ]
SELECT UPPER('ñandú'), LOWER('ÁÉ'), INITCAP('hola mundo-cruel') FROM dual;
--> ÑANDÚ | áé | Hola Mundo-Cruel
SELECT LTRIM('  x '), '[' || RTRIM('x  ') || ']', TRIM(BOTH 'x' FROM 'xxaxx'), LTRIM('abcab', 'ab'), TRIM(LEADING '0' FROM '007') FROM dual;
--> x  | [x] | a | cab | 7
SELECT REPLACE('a-b-c', '-', '+'), REPLACE('a-b-c', '-'), TRANSLATE('12-34', '-0123456789', '.ABCDEFGHIJ'), TRANSLATE('abc', 'ab', 'x') FROM dual;
--> a+b+c | abc | BC.DE | xc
SELECT LENGTH('ñandú'), LENGTHB('ñandú'), ASCII('A'), CHR(65), CONCAT('a', 'b'), REVERSE('abc') FROM dual;
--> 5 | 7 | 65 | A | ab | cba
SELECT REGEXP_REPLACE('a1b22', '[0-9]+', '#'), REGEXP_SUBSTR('a1b22', '[0-9]+', 1, 2), REGEXP_INSTR('a1b22', '[0-9]{2}'), REGEXP_COUNT('a1b22', '[0-9]') FROM dual;
--> a#b# | 22 | 4 | 3
SELECT REGEXP_REPLACE('John Smith', '(\w+) (\w+)', '\2, \1'), REGEXP_SUBSTR('a,b,,c', '[^,]+', 1, 3), REGEXP_SUBSTR('key=val', '(\w+)=(\w+)', 1, 1, NULL, 2) FROM dual;
--> Smith, John | c | val
SELECT COUNT(*) FROM dual WHERE REGEXP_LIKE('ABC', '^a', 'i') AND NOT REGEXP_LIKE('ABC', '^a');
--> 1
SELECT COUNT(*) FROM dual WHERE 'a_c' LIKE 'a\_c' ESCAPE '\' AND 'abc' NOT LIKE 'a\_c' ESCAPE '\' AND 'abc' LIKE '_b%';
--> 1
SELECT GREATEST('a', 'B', 'b'), LEAST('a', 'B') FROM dual;
--> b | B
SELECT SOUNDEX('Smith'), NVL(TO_CHAR(NULL), 'none'), CHR(66) FROM dual;
--> S530 | none | B
SELECT q'[it's]' || q'{x}' || N'n' FROM dual;
--> it'sxn
