create or replace function f(n number) return number is begin return n*10; end;
/
create or replace function nm(s varchar2, p varchar2 default '!') return varchar2 is begin return s||p; end;
/
create or replace package pk is c constant number := 7; function g(n number) return number; end;
/
create or replace package body pk is function g(n number) return number is begin return n+c; end; end;
/
create table t (id number primary key, name varchar2(10), dept number);
insert into t select level, 'N'||level, mod(level,2) from dual connect by level<=4;
--~ 4
commit;
select f(id) from t order by f(id) desc;
--> 40
--> 30
--> 20
--> 10
select id from t where f(id) > 20 and nm(name) <> 'N4!';
--> 3
select f(dept), count(*) from t group by f(dept) order by 1;
--> 0 | 2
--> 10 | 2
select dept, sum(f(id)), max(nm(name, dept)) from t group by dept order by 1;
--> 0 | 60 | N40
--> 1 | 40 | N31
select f(sum(id)) from t;
--> 100
select dept, f(count(*)) from t group by dept having f(count(*)) = 20 order by 1;
--> 0 | 20
--> 1 | 20
select case when f(id) > 25 then nm('big') else nm('small',p=>'?') end from t order by id;
--> small?
--> small?
--> big!
--> big!
select sum(f(id)) over (partition by dept order by id) from t order by id;
--> 10
--> 20
--> 40
--> 60
select id, row_number() over (order by f(id) desc) from t order by id;
--> 1 | 4
--> 2 | 3
--> 3 | 2
--> 4 | 1
select a.id, f(b.id) from t a join t b on f(a.id) = b.id*10 and b.dept = 1 order by 1;
--> 1 | 10
--> 3 | 30
select a.id from t a left join t b on b.id = f(a.id)/10 + 1 where b.id is null;
--> 4
create view v as select id, f(id) fid, nm(name) n from t;
select * from v where fid >= 30 order by id;
--> 3 | 30 | N3!
--> 4 | 40 | N4!
select f(fid) from v where id = 1;
--> 100
select (select f(max(x.id)) from t x where x.dept = t.dept) from t where id < 3 order by 1;
--> 30
--> 40
select id from t where exists (select 1 from t x where f(x.id) = f(t.id) + 10) order by 1;
--> 1
--> 2
--> 3
select id from t where id in (select f(id)/10 from t where dept=0) order by 1;
--> 2
--> 4
select pk.g(id) from t where pk.g(id) > 9 order by 1;
--> 10
--> 11
insert into t values (f(1), nm('x'), pk.g(0));
select * from t where id=10;
--> 10 | x! | 7
update t set name = nm(name, '?'), dept = f(dept) where f(id) = 100;
select * from t where id=10;
--> 10 | x!? | 70
delete from t where f(id) = 100;
insert into t select f(id)+100, nm(name), dept from t where f(id) <= 20;
--~ 2
select id, name from t where id > 100 order by 1;
--> 110 | N1!
--> 120 | N2!
rollback;
merge into t using (select f(1) k from dual) s on (t.id = s.k) when not matched then insert (id, name) values (s.k, nm('m'));
merge into t using (select 1 k from dual) s on (f(t.id) = f(s.k)) when matched then update set name = nm(t.name);
select name from t where id in (1,10) order by id;
--> N1!
--> m!
rollback;
select * from (select f(id) x from t union select f(id)+1 from t where dept=1) order by 1;
--> 10
--> 11
--> 20
--> 30
--> 31
--> 40
select f(level) from dual connect by level <= 3;
--> 10
--> 20
--> 30
select column_value, f(column_value) from table(sys.odcinumberlist(1,2));
--> 1 | 10
--> 2 | 20
select listagg(nm(name),',') within group (order by f(id) desc) from t;
--> N4!,N3!,N2!,N1!
select distinct f(dept) from t order by 1;
--> 0
--> 10
select f(id) a, f(f(id)) b from t where rownum <= 2 order by id;
--> 10 | 100
--> 20 | 200
select id from t order by f(dept), f(id) desc;
--> 4
--> 2
--> 3
--> 1
select f(id) from t offset 1 rows fetch next 2 rows only;
--> 20
--> 30
select * from t pivot (max(name) for dept in (0 as z, 1 as o)) where f(id) > 30;
--> 4 | N4 | (null)
select f(null), nm(null), f('5') from dual;
--> (null) | ! | 50
select nvl(f(id), 0) + f(1) from t where id = f(1)/10;
--> 20
select f(t.id) from t, (select f(1) k from dual) s where t.id*10 = s.k;
--> 10
select to_char(f(id),'FM000') from t where id between f(1)/10 and f(2)/10 order by 1;
--> 010
--> 020
with q as (select id, f(id) x from t), r as (select q.*, f(x) y from q) select max(y), sum(x) from r;
--> 400 | 100
select json_object('a' value f(id)) from t where id=1;
--> {"a":10}
create or replace function today return date is begin return date '2024-01-01'; end;
/
create or replace function cnt(d number) return number is n number; begin select count(*) into n from t where dept = d; return n; end;
/
select distinct dept, cnt(dept) from t order by 1;
--> 0 | 2
--> 1 | 2
update t set name = cnt(dept) where cnt(dept) = 2;
--~ 4
rollback;
create or replace function bad(n number) return number is begin raise_application_error(-20001, 'no '||n); end;
/
select bad(id) from t where id = 2;
--! ORA-20001: no 2
select bad(id) from t where 1 = 0;
select case when id = 99 then bad(id) else 0 end from t;
--> 0
--> 0
--> 0
--> 0
select f(1) + f(2) * f(3) from dual;
--> 610
select id from t where f(id) = (select max(f(id)) from t);
--> 4
select f(x.id) from t x where x.id = (select min(y.id) from t y where y.dept = x.dept) order by 1;
--> 10
--> 20
select lag(f(id)) over (order by id) from t where id<=2;
--> (null)
--> 10
select id from t where id <> 2 and bad(id) = 0;
--! ORA-20001: no 1
select coalesce(id, bad(id)) from t where rownum=1;
--> 1
select f(dept)+1, max(id) from t group by f(dept) order by f(dept) desc;
--> 11 | 3
--> 1 | 4
select distinct f(dept) x from t order by f(dept);
--> 0
--> 10
