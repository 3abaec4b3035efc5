create table t (id number primary key, name varchar2(30), dept number, r raw(4));
insert into t select level, 'N'||level, mod(level,3), hextoraw('0A0B') from dual connect by level<=6;
--~ 6
commit;
select rawtohex('AB'), rawtohex(r) from t where id=1;
--> 4142 | 0A0B
select sys_connect_by_path(dummy,'/'), level from dual connect by level<=2;
--> /X | 1
--> /X/X | 2
select dept, count(*) from t group by 1;
--! ORA-00979: not a GROUP BY expression
select count(*) from t group by 1;
--> 6
select count(*) from t group by 'x';
--> 6
select count(*) from t group by dept, 1 order by 1;
--> 2
--> 2
--> 2
select count(*) from t group by null;
--> 6
select case when dept > (select 1 from dual) then 1 end from t group by case when dept > (select 1 from dual) then 1 end;
--! ORA-22818: subquery expressions not allowed here
select name from t order by 'x', 1 desc fetch first 1 row only;
--> N6
select name from t order by null fetch first 1 row only;
--> N1
select id from t order by dept, id desc fetch first 2 rows only;
--> 6
--> 3
select max(id), dept d from t group by dept order by d;
--> 6 | 0
--> 4 | 1
--> 5 | 2
select dept+1, count(*) from t group by dept+1 order by dept+1;
--> 1 | 2
--> 2 | 2
--> 3 | 2
select dept+1 from t group by dept order by 1;
--> 1
--> 2
--> 3
select dept||'x', max(name) from t group by dept order by 1;
--> 0x | N6
--> 1x | N4
--> 2x | N5
select dept, id from t group by dept, id having id > 5;
--> 0 | 6
select count(*) from (select distinct dept from t);
--> 3
select distinct dept d from t order by d;
--> 0
--> 1
--> 2
select dept from t group by dept having max(id) = (select max(id) from t);
--> 0
select (select max(x.id) from t x where x.dept = t.dept) m, count(*) from t group by dept order by 1;
--> 4 | 2
--> 5 | 2
--> 6 | 2
select dept, (select count(*) from t x where x.dept=t.dept) from t group by dept order by 1;
--> 0 | 2
--> 1 | 2
--> 2 | 2
select listagg(name,',') within group (order by name) from t group by dept having count(*)>1 order by 1;
--> N1,N4
--> N2,N5
--> N3,N6
select sum(count(*)) from t group by dept;
--> 6
select dept, sum(id) over (partition by dept) s from t where id<3 order by id;
--> 1 | 1
--> 2 | 2
select a.name, b.name from t a, t b where a.id=b.id and a.dept=b.dept and a.id in (1,2) order by 1;
--> N1 | N1
--> N2 | N2
select count(*) from t a join t b using (id) join t c using (id);
--> 6
select id from t a join t b using (id) where id = 3;
--> 3
select * from (select id, dept from t where id=1) a natural join (select id, name from t) b;
--> 1 | 1 | N1
select a.id from t a where a.id = (select b.id from t b where b.id = a.id and rownum = 1) order by 1 fetch first 1 row only;
--> 1
select id from t where not exists (select 1 from t x where x.id = t.id + 1);
--> 6
select id from t connect by prior id = id - 1 start with id = 5;
--> 5
--> 6
select dept, max(id) from t group by dept having exists (select 1 from t x where x.dept = t.dept and x.id = 6);
--> 0 | 6
select dept, (select count(*) from t x where x.id=t.id) from t group by dept;
--! ORA-00979: not a GROUP BY expression
select d.dept, (select listagg(x.name,',') within group (order by x.id) from t x where x.dept=d.dept) from t d group by d.dept order by 1;
--> 0 | N3,N6
--> 1 | N1,N4
--> 2 | N2,N5
create table gt (id number, v number);
select sum(v), count(*) from gt group by ();
--> (null) | 0
insert into gt select level, level*2 from dual connect by level<=3;
--~ 3
select sum(v) from gt group by ();
--> 12
select id, sum(v) from gt group by grouping sets ((id), ()) order by id nulls last;
--> 1 | 2
--> 2 | 4
--> 3 | 6
--> (null) | 12
select max(v) from gt group by id, () order by 1;
--> 2
--> 4
--> 6
