create table e2 (empno number primary key, ename varchar2(10), sal number, deptno number);
create table d2 (deptno number primary key, dname varchar2(10));
create table nokey (deptno number, note varchar2(10));
insert into e2 select 1,'A',100,10 from dual union all select 2,'B',200,20 from dual union all select 3,'C',300,10 from dual;
--~ 3
insert into d2 select 10,'SALES' from dual union all select 20,'IT' from dual;
--~ 2
insert into nokey values (10,'n');
commit;
update (select e.sal, d.dname from e2 e join d2 d on d.deptno=e.deptno where d.dname='SALES') set sal = sal + 1;
--~ 2
select sal from e2 order by empno;
--> 101
--> 200
--> 301
update (select e.sal, e.deptno, d.dname from e2 e, d2 d where d.deptno=e.deptno) x set x.sal = length(x.dname)*10 where x.deptno=20;
select sal from e2 where empno=2;
--> 20
update (select e.sal, d.dname from e2 e join d2 d on d.deptno=e.deptno) set dname = 'x';
--! ORA-01779: cannot modify a column which maps to a non key-preserved table
update (select e.sal, d.dname from e2 e join d2 d on d.deptno=e.deptno) set dname = 'x', sal=1;
--! ORA-01776: cannot modify more than one base table through a join view
update (select e.sal, n.note from e2 e join nokey n on n.deptno=e.deptno) set sal = 0;
--! ORA-01779: cannot modify a column which maps to a non key-preserved table
update (select e.sal s, d.dname from e2 e join d2 d using (deptno)) set s = 5;
--~ 3
delete from (select e.* from e2 e join d2 d on d.deptno=e.deptno where d.dname='IT');
delete from (select n.note, e.sal from e2 e join nokey n on n.deptno=e.deptno);
--! ORA-01752: cannot delete from view without exactly one key-preserved table
select count(*) from nokey;
--> 1
rollback;
create view ve as select e.empno, e.sal, d.dname from e2 e join d2 d on d.deptno = e.deptno;
update ve set sal = 7 where dname='IT';
delete from ve where empno=1;
select empno, sal from e2 order by 1;
--> 2 | 7
--> 3 | 300
rollback;
create view v10 as select empno, ename, deptno from e2 where deptno=10 with check option constraint v10_ck;
insert into v10 values (9,'X',20);
--! ORA-01402: view WITH CHECK OPTION where-clause violation
insert into v10 values (9,'X',10);
update v10 set deptno=20 where empno=9;
--! ORA-01402: view WITH CHECK OPTION where-clause violation
update v10 set ename='Y' where empno=9;
insert into v10 select 8,'Z',30 from dual;
--! ORA-01402: view WITH CHECK OPTION where-clause violation
create view v10a as select empno, ename nm, deptno dp from v10 where ename like 'A%' with check option;
insert into v10a values (11,'AB',10);
insert into v10a values (12,'AB',20);
--! ORA-01402: view WITH CHECK OPTION where-clause violation
insert into v10a values (12,'BB',10);
--! ORA-01402: view WITH CHECK OPTION where-clause violation
insert into (select empno, deptno from e2 where deptno < 60 with check option) values (20, 70);
--! ORA-01402: view WITH CHECK OPTION where-clause violation
insert into (select empno, deptno from e2 where deptno < 60 with check option) values (20, 50);
update (select deptno, sal from e2 where deptno=10) set sal = sal * 2;
--~ 4
select count(*) from e2 where deptno=50;
--> 1
create view vro as select * from d2 with read only;
delete from vro;
--! ORA-42399: cannot perform a DML operation on a read-only view
update (select deptno, count(*) c from e2 group by deptno) set c=1;
--! ORA-01732: data manipulation operation not legal on this view
rollback;
