create table emp (empno number(4) primary key, ename varchar2(10), job varchar2(9), hiredate date, sal number(7,2), comm number(7,2), deptno number(2));
create table dept (deptno number(2) primary key, dname varchar2(14));
insert into emp select 7369,'SMITH','CLERK',date '1980-12-17',800,null,20 from dual union all select 7499,'ALLEN','SALESMAN',date '1981-02-20',1600,300,30 from dual union all select 7521,'WARD','SALESMAN',date '1981-02-22',1250,500,30 from dual union all select 7566,'JONES','MANAGER',date '1981-04-02',2975,null,20 from dual union all select 7654,'MARTIN','SALESMAN',date '1981-09-28',1250,1400,30 from dual union all select 7698,'BLAKE','MANAGER',date '1981-05-01',2850,null,30 from dual union all select 7782,'CLARK','MANAGER',date '1981-06-09',2450,null,10 from dual union all select 7788,'SCOTT','ANALYST',date '1987-04-19',3000,null,20 from dual union all select 7839,'KING','PRESIDENT',date '1981-11-17',5000,null,10 from dual union all select 7844,'TURNER','SALESMAN',date '1981-09-08',1500,0,30 from dual union all select 7876,'ADAMS','CLERK',date '1987-05-23',1100,null,20 from dual union all select 7900,'JAMES','CLERK',date '1981-12-03',950,null,30 from dual union all select 7902,'FORD','ANALYST',date '1981-12-03',3000,null,20 from dual union all select 7934,'MILLER','CLERK',date '1982-01-23',1300,null,10 from dual;
--~ 14
insert into dept select 10,'ACCOUNTING' from dual union all select 20,'RESEARCH' from dual union all select 30,'SALES' from dual union all select 40,'OPERATIONS' from dual;
--~ 4
commit;
select deptno, length(listagg(ename, ',' on overflow truncate '...' with count) within group (order by ename)) from emp group by deptno order by 1;
--> 10 | 17
--> 20 | 28
--> 30 | 36
select length(listagg(rpad('x',100,'x'), ',' on overflow truncate) within group (order by level)) from dual connect by level<=50;
--> 3946
select substr(listagg(rpad('x',100,'x'), ',' on overflow truncate '~' without count) within group (order by level),-3) from dual connect by level<=50;
--> x,~
select distinct deptno, listagg(distinct job, ',') within group (order by job) over (partition by deptno) from emp where deptno<30 order by 1;
--> 10 | CLERK,MANAGER,PRESIDENT
--> 20 | ANALYST,CLERK,MANAGER
select ename, max(sal) keep (dense_rank first order by hiredate) over (partition by deptno) a, min(ename) keep (dense_rank last order by sal) over (partition by deptno), count(*) keep (dense_rank first order by job) over () from emp where deptno in (10,20) order by 1;
--> ADAMS | 800 | FORD | 2
--> CLARK | 2450 | KING | 2
--> FORD | 800 | FORD | 2
--> JONES | 800 | FORD | 2
--> KING | 2450 | KING | 2
--> MILLER | 2450 | KING | 2
--> SCOTT | 800 | FORD | 2
--> SMITH | 800 | FORD | 2
select ename, percentile_cont(0.5) within group (order by sal) over (partition by deptno) pc, percentile_disc(0.5) within group (order by sal desc) over (partition by deptno) pd, median(sal) over (partition by deptno) from emp where deptno=30 and empno<7600;
--> ALLEN | 1425 | 1600 | 1425
--> WARD | 1425 | 1600 | 1425
select to_char(percentile_cont(0.5) within group (order by hiredate),'YYYY-MM-DD') from emp where deptno=10;
--> 1981-11-17
select ename, nth_value(ename,2) from last over (order by sal rows between unbounded preceding and unbounded following) from emp where deptno=10 order by 1;
--> CLARK | CLARK
--> KING | CLARK
--> MILLER | CLARK
select distinct nth_value(comm,1) ignore nulls over (order by empno rows between unbounded preceding and unbounded following) from emp;
--> 300
select ename, lag(comm,2) ignore nulls over (order by empno) from emp where deptno=30 order by empno;
--> ALLEN | (null)
--> WARD | (null)
--> MARTIN | 300
--> BLAKE | 500
--> TURNER | 500
--> JAMES | 1400
select ename, lead(comm,2,-1) ignore nulls over (order by empno) from emp where deptno=30 order by empno;
--> ALLEN | 1400
--> WARD | 0
--> MARTIN | -1
--> BLAKE | -1
--> TURNER | -1
--> JAMES | -1
select distinct sum(distinct sal) over (partition by deptno), avg(distinct deptno) over () from emp where deptno=20;
--> 7875 | 20
select width_bucket(5,0,10,0) from dual;
--! ORA-30494: The argument [4] of WIDTH_BUCKET function is NULL or invalid.
select max(sal) keep (dense_rank last order by hiredate) from emp;
--> 1100
