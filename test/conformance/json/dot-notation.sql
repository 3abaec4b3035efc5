create table j (id number, doc varchar2(4000) constraint j_is_json check (doc is json), c clob check (c is json));
insert into j values (1, '{"a":1,"b":{"c":"x","d":[10,20,30]},"n":null,"t":true,"PONumber":"P1"}', '{"z":[{"k":1},{"k":2}], "s" : "", "d":"2024-05-06T07:08:09"}');
insert into j values (2, null, null);
select t.doc.a, t.doc.b.c, t.doc.b.d[1], t.doc.b, t.doc.n, t.doc.t, t.doc.zz, t.doc.PONumber, t.doc.ponumber from j t order by id;
--> 1 | x | 20 | {"c":"x","d":[10,20,30]} | (null) | true | (null) | P1 | (null)
--> (null) | (null) | (null) | (null) | (null) | (null) | (null) | (null) | (null)
select t.c.z[0].k, t.c.z.k, t.c.z[*].k, t.c.s from j t where t.id=1;
--> 1 | [1,2] | [1,2] | (null)
select j.doc.a.number()+1, to_char(j.c.d.date(),'YYYY-MM-DD HH24') from j where j.id=1;
--> 2 | 2024-05-06 07
select count(*) from j t where t.doc.b.c = 'x' and t.doc.a.number() = 1;
--> 1
select t.doc."a" from j t where t.doc.a is not null;
--> 1
select t.id.a from j t;
--! ORA-00904: "T"."ID"."A": invalid identifier
select json_object(*) from (select 10 deptno, 'ACC' dname from dual);
--> {"DEPTNO":10,"DNAME":"ACC"}
select json_object(d.*) from (select 10 deptno from dual) d;
--! ORA-00936: missing expression
select json_object(key 'a' value 1, 'b' : 2, 'c' value null absent on null) from dual;
--> {"a":1,"b":2}
select json_object('a' value 1, 'a' value 2 with unique keys) from dual;
--! ORA-40473: duplicate key names in JSON object
select json_mergepatch('{"a":1,"b":2,"o":{"x":1,"y":2}}', '{"b":null,"c":3,"o":{"y":null,"z":[1]}}') from dual;
--> {"a":1,"o":{"x":1,"z":[1]},"c":3}
select json_mergepatch('{"a":1', '{"b":null}') from dual;
--> (null)
select case when json_exists('{"a":[1,2,3]}', '$.a[*]?(@ > 2)') then 'y' else 'n' end from dual;
--> y
select count(*) from j where json_exists(doc, '$.b?(@.c == $v)' passing 'x' as "v");
--> 1
select count(*) from j where json_exists(doc, '$?(@.a > $v)' passing 1 as "v");
--> 0
select json_query(doc, '$.b.d[*]?(@ > $m)' passing 15 as "m" with wrapper) from j where id=1;
--> [20,30]
select json_serialize('{"a" : [1, 2]}') from dual;
--> {"a":[1,2]}
select json_serialize('{"a" : [1, 2]' null on error) from dual;
--> (null)
select json_serialize('{"a" : [1, 2]' error on error) from dual;
--! ORA-40441: JSON syntax error
select replace(json_serialize('{"b":1,"a":[1,{"x":2}],"e":{}}' returning varchar2(200) pretty),chr(10),'~') from dual;
--> {~  "b" : 1,~  "a" :~  [~    1,~    {~      "x" : 2~    }~  ],~  "e" :~  {~  }~}
select jt.* from json_table('{"o":[{"a":1,"l":[1,2]},{"a":2}]}','$.o[*]' columns (a number, nested path '$.l[*]' columns (x number path '$'))) jt;
--> 1 | 1
--> 1 | 2
--> 2 | (null)
select ItemNumber, Description from json_table('{"LineItems":[{"ItemNumber":1,"Part":{"Description":"P1"}},{"ItemNumber":2,"Part":{"Description":"P2"}}]}', '$' columns (nested LineItems[*] columns (ItemNumber number, Description path Part.Description)));
--> 1 | P1
--> 2 | P2
select count(*) from j where json_equal('{"a":1,"b":2}','{"b":2, "a":1}');
--> 2
select json_value('{"a":{"b":5}}','$.a.b' returning number) + 1 from dual;
--> 6
select json_value('{"a":"x"}','$.b' default 'none' on empty) from dual;
--> none
select json_value('{"a":"x"}','$.b' error on empty) from dual;
--! ORA-40462: JSON_VALUE evaluated to no value
select json_query('{"a":[{"z":1,"b":2}]}','$.a[0]') from dual;
--> {"z":1,"b":2}
select json_query('{"z":1,"b":2}','$' pretty) is null from dual;
--! ORA-00923: FROM keyword not found where expected
select json_arrayagg(1) from dual;
--> [1]
select json_array(1,'a',null null on null) from dual;
--> [1,"a",null]
select json_objectagg(key 'a' value 1) from dual;
--> {"a":1}
select count(*) from j where doc is json;
--> 1
select count(*) from j where doc is not json;
--> 0
insert into j values (3,'{bad',null);
--! ORA-02290: check constraint (APP.J_IS_JSON) violated
select json_object('d' value date '2024-01-02', 't' value 'true' format json, 's' value 'q"x') from dual;
--> {"d":"2024-01-02T00:00:00","t":true,"s":"q\"x"}
update j t set doc = json_mergepatch(doc, '{"a":5}') where t.doc.a = '1';
select t.doc.a from j t where t.id=1;
--> 5
