create or replace function sf(s varchar2) return varchar2 is begin return s||'?'; end;
/
with t as (select 'a' v from dual union all select 'b' from dual) select sf(v) from t order by 1;
--> a?
--> b?
with t as (select 'a' v from dual), u as (select sf(v) w from t) select sf(w) from u;
--> a??
with t(n) as (select 1 from dual union all select n+1 from t where n<3) select sf(n) from t order by 1;
--> 1?
--> 2?
--> 3?
select sf(v) from (select sf('q') v from dual);
--> q??
select sf(deptno) from (select 10 deptno from dual union select 20 from dual) order by 1;
--> 10?
--> 20?
select sf(rownum) from dual connect by level<=2;
--> 1?
--> 2?
select count(*) from (select level l from dual connect by level<=3) where sf(l)='2?';
--> 1
create table emph (empno number, ename varchar2(10), mgr number);
insert into emph select 7839,'KING',null from dual union all select 7698,'BLAKE',7839 from dual union all select 7566,'JONES',7839 from dual;
--~ 3
select level, sf(ename) from emph start with mgr is null connect by prior empno=mgr order siblings by ename;
--> 1 | KING?
--> 2 | BLAKE?
--> 2 | JONES?
select sf(ename) from emph where (rownum<=1 or ename='JONES');
--> KING?
--> JONES?
select (select max(sf(e.ename)) from emph e where e.mgr=m.empno) from emph m order by 1;
--> JONES?
--> (null)
--> (null)
with t as (select * from emph) select (select sf(t.ename) from dual) from t where t.mgr is null;
--> KING?
with t as (select ename from emph) select * from (select sf(ename) s from t) where s like 'K%';
--> KING?
select listagg(sf(ename),',') within group (order by ename) from emph;
--> BLAKE?,JONES?,KING?
select sf(ename) from emph group by ename having sf(ename) like '%K%' order by 1;
--> BLAKE?
--> KING?
update emph set ename = sf(ename) where sf(mgr) = '7839?';
--~ 2
merge into emph t using (select 7839 id from dual) s on (t.empno=s.id) when matched then update set ename = sf(t.ename);
insert into emph (empno, ename) with t as (select 'n' v from dual) select 1, sf(v) from t;
select ename from emph order by 1;
--> BLAKE?
--> JONES?
--> KING?
--> n?
delete from emph where sf(ename) = 'n??';
with function f(x number) return number is begin return x*2; end; select f(21) from dual
/
--> 42
with procedure p(x in out number) is begin x := x+1; end; function f(x number) return number is y number := x; begin p(y); return y; end; select f(level), level from dual connect by level<=2
/
--> 2 | 1
--> 3 | 2
with function g(s varchar2 default 'd') return varchar2 is begin return upper(s)||'!'; end; t as (select 'a' v from dual union all select 'b' from dual) select g(v), g, g() from t order by 1
/
--> A! | D! | D!
--> B! | D! | D!
with function fact(n number) return number is begin if n<=1 then return 1; end if; return n*fact(n-1); end; select fact(5) from dual
/
--> 120
select * from (select 1 from dual);
--> 1
with function f(x number) return number is begin return x/0; end; select f(1) from dual
/
--! ORA-01476: divisor is equal to zero
with function f(x number) return number is r number; begin select count(*)+x into r from dual; return r; end; select f(1) from dual where f(2) = 3
/
--> 2
