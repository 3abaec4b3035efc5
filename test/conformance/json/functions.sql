SELECT JSON_OBJECT('a' VALUE 1, 'b' VALUE 'x', 'c' VALUE NULL) FROM dual;
--> {"a":1,"b":"x","c":null}
SELECT JSON_OBJECT('a' VALUE 1, 'c' VALUE NULL ABSENT ON NULL), JSON_ARRAY(1, 'x', NULL), JSON_ARRAY(1, NULL NULL ON NULL) FROM dual;
--> {"a":1} | [1,"x"] | [1,null]
SELECT JSON_VALUE('{"a":{"b":[10,20]}}', '$.a.b[1]'), JSON_VALUE('{"a":1}', '$.x'), JSON_VALUE('{"a":"5"}', '$.a' RETURNING NUMBER) + 1 FROM dual;
--> 20 | (null) | 6
SELECT JSON_QUERY('{"a":[1,2]}', '$.a'), JSON_QUERY('{"a":1}', '$.a' WITH WRAPPER) FROM dual;
--> [1,2] | [1]
SELECT COUNT(*) FROM dual WHERE JSON_EXISTS('{"a":1}', '$.a') AND NOT JSON_EXISTS('{"a":1}', '$.b') AND '{"a":1}' IS JSON AND 'x' IS NOT JSON;
--> 1
SELECT j.id, j.name FROM JSON_TABLE('[{"id":1,"name":"one"},{"id":2}]', '$[*]' COLUMNS (id NUMBER PATH '$.id', name VARCHAR2(10) PATH '$.name')) j;
--> 1 | one
--> 2 | (null)
SELECT JSON_ARRAYAGG(LEVEL ORDER BY LEVEL DESC) FROM dual CONNECT BY LEVEL <= 3;
--> [3,2,1]
SELECT JSON_OBJECTAGG('k' || LEVEL VALUE LEVEL) FROM dual CONNECT BY LEVEL <= 2;
--> {"k1":1,"k2":2}
SELECT JSON_OBJECT('o' VALUE JSON_OBJECT('x' VALUE 'a"b')) FROM dual;
--> {"o":{"x":"a\"b"}}
