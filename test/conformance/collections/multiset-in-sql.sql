create type num_t as table of number
/
create type str_t as table of varchar2(30)
/
create table d (deptno number, dname varchar2(10));
create table e (empno number, deptno number, ename varchar2(10));
insert into d select 10,'A' from dual union all select 20,'B' from dual union all select 30,'C' from dual;
--~ 3
insert into e select 1,10,'X' from dual union all select 2,10,'Y' from dual union all select 3,20,'Z' from dual;
--~ 3
select d.deptno, (select count(*) from table(cast(multiset(select empno from e where e.deptno=d.deptno) as num_t))) n from d order by 1;
--> 10 | 2
--> 20 | 1
--> 30 | 0
select d.dname, t.column_value from d, table(cast(multiset(select e.ename from e where e.deptno=d.deptno order by e.ename desc) as str_t)) t order by 1,2;
--> A | X
--> A | Y
--> B | Z
select * from table(num_t(1,2,3) multiset union num_t(3,4)) order by 1;
--> 1
--> 2
--> 3
--> 3
--> 4
select * from table(num_t(1,2,3) multiset union distinct num_t(3,4)) order by 1;
--> 1
--> 2
--> 3
--> 4
select * from table(num_t(1,2,3,3) multiset intersect num_t(3,3,4)) order by 1;
--> 3
--> 3
select * from table(num_t(1,2,3,3) multiset intersect distinct num_t(3,3,4)) order by 1;
--> 3
select * from table(num_t(1,2,3,3) multiset except num_t(3,4)) order by 1;
--> 1
--> 2
--> 3
select * from table(set(num_t(1,2,2))) order by 1;
--> 1
--> 2
select cardinality(num_t(1,2,3)) from dual;
--> 3
select case when 2 member of num_t(1,2) then 'y' else 'n' end from dual;
--> y
select case when num_t(1) submultiset of num_t(1,2) then 'y' else 'n' end from dual;
--> y
select case when num_t(1,1) submultiset of num_t(1,2) then 'y' else 'n' end from dual;
--> n
select case when num_t() is empty then 'y' else 'n' end from dual;
--> y
select case when num_t(1,1) is a set then 'y' else 'n' end from dual;
--> n
select count(*) from e where ename member of str_t('X','Z');
--> 2
select * from table(cast(num_t(1,2) as num_t));
--> 1
--> 2
select column_value from table(select cast(collect(ename order by ename desc) as str_t) from e);
--> Z
--> Y
--> X
select d.deptno, t.* from d cross join table(num_t(1,2)) t where deptno=10;
--> 10 | 1
--> 10 | 2
select * from table(sys.odcivarchar2list('a','b'));
--> a
--> b
select * from num_t(5,6);
--> 5
--> 6
declare l num_t; begin select cast(collect(empno order by empno desc) as num_t) into l from e; dbms_output.put_line(l(1)||l.count); select cast(multiset(select empno from e where deptno=10) as num_t) into l from dual; dbms_output.put_line(l.count); end;
/
--> 33
--> 2
create table outp (x varchar2(100));
declare l num_t; n num_t; begin select cast(collect(empno order by empno desc) as num_t) into l from e; select cast(multiset(select empno from e where deptno=10) as num_t) into n from dual; insert into outp values (l(1)||'/'||l.count||'/'||n.count); for r in (select d.deptno, cast(multiset(select ename from e where e.deptno=d.deptno order by 1) as str_t) names from d order by 1) loop insert into outp values (r.deptno||':'||r.names.count); end loop; for r in (select deptno, cast(collect(ename) as str_t) s from e group by deptno order by 1) loop insert into outp values (r.deptno||'='||r.s(1)); end loop; end;
/
select x from outp;
--> 3/3/2
--> 10:2
--> 20:1
--> 30:0
--> 10=X
--> 20=Z
