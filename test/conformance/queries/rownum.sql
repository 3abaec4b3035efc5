create table emp (empno number(4) primary key, ename varchar2(10), job varchar2(9), hiredate date, sal number(7,2), comm number(7,2), deptno number(2));
create table dept (deptno number(2) primary key, dname varchar2(14));
insert into emp select 7369,'SMITH','CLERK',date '1980-12-17',800,null,20 from dual union all select 7499,'ALLEN','SALESMAN',date '1981-02-20',1600,300,30 from dual union all select 7521,'WARD','SALESMAN',date '1981-02-22',1250,500,30 from dual union all select 7566,'JONES','MANAGER',date '1981-04-02',2975,null,20 from dual union all select 7654,'MARTIN','SALESMAN',date '1981-09-28',1250,1400,30 from dual union all select 7698,'BLAKE','MANAGER',date '1981-05-01',2850,null,30 from dual union all select 7782,'CLARK','MANAGER',date '1981-06-09',2450,null,10 from dual union all select 7788,'SCOTT','ANALYST',date '1987-04-19',3000,null,20 from dual union all select 7839,'KING','PRESIDENT',date '1981-11-17',5000,null,10 from dual union all select 7844,'TURNER','SALESMAN',date '1981-09-08',1500,0,30 from dual union all select 7876,'ADAMS','CLERK',date '1987-05-23',1100,null,20 from dual union all select 7900,'JAMES','CLERK',date '1981-12-03',950,null,30 from dual union all select 7902,'FORD','ANALYST',date '1981-12-03',3000,null,20 from dual union all select 7934,'MILLER','CLERK',date '1982-01-23',1300,null,10 from dual;
--~ 14
insert into dept select 10,'ACCOUNTING' from dual union all select 20,'RESEARCH' from dual union all select 30,'SALES' from dual union all select 40,'OPERATIONS' from dual;
--~ 4
commit;
select ename from emp where deptno=10 and (rownum <= 2 or ename='KING');
--> CLARK
--> KING
select ename, rownum from emp where deptno=10 and (rownum <= 1 or ename='MILLER') order by 1 desc;
--> MILLER | 2
--> CLARK | 1
select ename from emp where mod(rownum,7)=0;
select ename from emp where mod(rownum,7)=1;
--> SMITH
select count(*) from emp where not (rownum > 3);
--> 3
select count(*) from emp where rownum <= deptno/10;
--> 3
select count(*) from emp where rownum between 1 and sal;
--> 14
select ename, percentile_cont(0.5) within group (order by sal) over (partition by deptno) pc from emp where deptno=30 and rownum<3;
--> ALLEN | 1425
--> WARD | 1425
select deptno, (select count(*) from emp e where e.deptno=d.deptno and (rownum<=2 or 1=0)) from dept d order by 1;
--> 10 | 2
--> 20 | 2
--> 30 | 2
--> 40 | 0
update emp set comm = rownum where deptno = 10;
--~ 3
select comm from emp where deptno=10 order by empno;
--> 1
--> 2
--> 3
update emp set empno = rownum+10000-9999 where deptno=10;
--~ 3
update emp set comm = 5 where rownum <= 2 or ename='FORD';
--~ 3
delete from emp where (rownum = 1 or job='CLERK') and deptno=30;
--~ 2
update (select * from emp where deptno=20) set comm=rownum*100 where sal>900;
--~ 4
rollback;
select e.ename, d.dname from emp e join dept d on e.deptno=d.deptno where (rownum<=1 or e.ename='KING');
--> SMITH | RESEARCH
--> KING | ACCOUNTING
select ename from emp where case when rownum<=2 then 1 else 0 end = 1;
--> SMITH
--> ALLEN
