create table cyc (id number, pid number);
insert into cyc select 1,2 from dual union all select 2,1 from dual;
--~ 2
create table emph (empno number, ename varchar2(10), mgr number);
insert into emph select 7839,'KING',null from dual union all select 7698,'BLAKE',7839 from dual union all select 7566,'JONES',7839 from dual union all select 7499,'ALLEN',7698 from dual union all select 7788,'SCOTT',7566 from dual union all select 7900,'JAMES',7698 from dual;
--~ 6
commit;
with t(empno,ename,lvl) as (select empno,ename,1 from emph where mgr is null union all select e.empno,e.ename,t.lvl+1 from emph e join t on e.mgr=t.empno) search depth first by ename set seq select ename,lvl,seq from t order by seq;
--> KING | 1 | 1
--> BLAKE | 2 | 2
--> ALLEN | 3 | 3
--> JAMES | 3 | 4
--> JONES | 2 | 5
--> SCOTT | 3 | 6
with t(empno,ename,lvl) as (select empno,ename,1 from emph where mgr is null union all select e.empno,e.ename,t.lvl+1 from emph e join t on e.mgr=t.empno) search depth first by ename desc set seq select lpad(' ',lvl-1)||ename from t order by seq;
--> KING
-->  JONES
-->   SCOTT
-->  BLAKE
-->   JAMES
-->   ALLEN
with t(empno,ename,lvl) as (select empno,ename,1 from emph where mgr is null union all select e.empno,e.ename,t.lvl+1 from emph e, t where e.mgr=t.empno) search breadth first by ename desc set seq select ename,lvl,seq from t order by seq;
--> KING | 1 | 1
--> JONES | 2 | 2
--> BLAKE | 2 | 3
--> SCOTT | 3 | 4
--> JAMES | 3 | 5
--> ALLEN | 3 | 6
with t(id,pid) as (select id,pid from cyc where id=1 union all select c.id,c.pid from cyc c join t on c.pid=t.id) cycle id set is_c to 'Y' default 'N' select id,is_c from t;
--> 1 | N
--> 2 | N
--> 1 | Y
with t(id,pid) as (select id,pid from cyc where id=1 union all select c.id,c.pid from cyc c join t on c.pid=t.id) search depth first by id set o cycle id, pid set is_c to 1 default 0 select o,id,is_c from t order by o;
--> 1 | 1 | 0
--> 2 | 2 | 0
--> 3 | 1 | 1
with t(id,pid) as (select id,pid from cyc where id=1 union all select c.id,c.pid from cyc c join t on c.pid=t.id) select id from t;
--! ORA-32044: cycle detected while executing recursive WITH query
with t(n) as (select 1 from dual union all select n+1 from t where n<1000) select count(*), sum(n) from t;
--> 1000 | 500500
with t(n,s) as (select 1,'a' from dual union all select n+1, s||'b' from t where n<3) select * from t;
--> 1 | a
--> 2 | ab
--> 3 | abb
with fib(n,a,b) as (select 1,0,1 from dual union all select n+1,b,a+b from fib where n<10) select max(a) from fib;
--> 34
with a as (select 1 x from dual), t(n) as (select x from a union all select n+1 from t where n<2), b as (select max(n) m from t) select m, x from a, b;
--> 2 | 1
select id, connect_by_iscycle from cyc start with id=1 connect by nocycle prior id=pid;
--> 1 | 0
--> 2 | 1
select id, connect_by_iscycle from cyc start with id=1 connect by prior id=pid;
--! ORA-30930: NOCYCLE keyword is required with CONNECT_BY_ISCYCLE pseudocolumn
select id from cyc start with id=1 connect by prior id=pid;
--! ORA-01436: CONNECT BY loop in user data
with t(id,pid) as (select id,pid from cyc where id=1 union all select c.id,c.pid from cyc c join t on c.pid=t.id) cycle nope set is_c to 'Y' default 'N' select id,is_c from t;
--! ORA-00904: "NOPE": invalid identifier
select * from (with t(n) as (select 1 from dual union all select n+1 from t where n<3) select n*2 d from t) order by d desc;
--> 6
--> 4
--> 2
