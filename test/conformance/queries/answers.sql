create table t (id number, v varchar2(20), c char(5), d date, ts timestamp, r raw(10), cl clob);
insert into t values (1,'Abc','x',date '2024-01-15',timestamp '2024-01-15 10:00:00.123456','DEADBEEF','clob text');
insert into t values (2,'abd','xy',null,null,null,null);
select dump(r) from t where id=1;
--> Typ=23 Len=4: 222,173,190,239
select dump(d) from t where id=1;
--> Typ=12 Len=7: 120,124,1,15,1,1,1
select length(r), length(sys_guid()) from t where id=1;
--> 8 | 32
select r||'' from t where id=1;
--> DEADBEEF
select c||'|' from t where c = 'x';
--> x    |
select id from t where c = 'x    ';
--> 1
select length(c) from t where id=2;
--> 5
select substr(cl,1,4), length(cl), instr(cl,'t'), upper(cl) from t where id=1;
--> clob | 9 | 6 | CLOB TEXT
select id from t where cl = 'clob text';
--! ORA-00932: inconsistent datatypes: expected - got CLOB
select id from t where cl like 'clob%';
--> 1
select max(cl) from t;
--! ORA-00932: inconsistent datatypes: expected - got CLOB
select distinct cl from t;
--! ORA-00932: inconsistent datatypes: expected - got CLOB
select cl from t order by cl;
--! ORA-00932: inconsistent datatypes: expected - got CLOB
select count(*) from t group by cl;
--! ORA-00932: inconsistent datatypes: expected - got CLOB
select to_char(ts,'FF3'), to_char(ts,'FF1') from t where id=1;
--> 123 | 1
select to_char(to_timestamp('10.5','SS.FF'),'SS.FF1') from dual;
--> 10.5
select to_char(ts - d) from t where id=1;
--> +000000000 10:00:00.123456
select to_char(d + interval '1:30' hour to minute,'HH24:MI') from t where id=1;
--> 01:30
select extract(day from (ts - d)) from t where id=1;
--> 0
select sum(id) over (partition by null) from t;
--> 3
--> 3
select v from t order by v;
--> Abc
--> abd
alter session set nls_sort=binary_ci;
alter session set nls_comp=linguistic;
select id from t where v = 'ABC';
--> 1
select id from t where v like 'AB%' order by id;
--> 1
--> 2
select count(distinct upper(v)) from t;
--> 2
select v from t order by v desc;
--> abd
--> Abc
alter session set nls_sort=binary;
alter session set nls_comp=binary;
select v from t where v collate binary_ci = 'ABC';
--> Abc
select nlssort('aB','NLS_SORT=BINARY_CI') from dual;
--> 616200
select nlssort('a') from dual;
--> 6100
select decode(1,1,10,'x') from dual;
--> 10
select decode(2,1,10,'x') from dual;
--! ORA-01722: invalid number
select case when 1=1 then 1 else null end from dual;
--> 1
select coalesce(null,'a') from dual;
--> a
select greatest('a','B') from dual;
--> a
select least(date '2024-01-01', date '2023-01-01') - date '2023-01-01' from dual;
--> 0
select to_number('1e400') from dual;
--! ORA-01426: numeric overflow
select 1e125*10 from dual;
--! ORA-01426: numeric overflow
select power(10,126) from dual;
--! ORA-01426: numeric overflow
select date '9999-12-31' + 1 from dual;
--! ORA-01841: (full) year must be between -4713 and +9999, and not be 0
select interval '100' day from dual;
--! ORA-01873: the leading precision of the interval is too small
select to_char(1e70,'TM9') from dual;
--> 1E+70
select to_char(123.456,'TM9') from dual;
--> 123.456
create table seqt (id number generated always as identity, x number default 5, y number default on null 7, z number generated always as (x*2) virtual, w number invisible);
insert into seqt (x, y) values (default, null);
insert into seqt (x) values (1);
select * from seqt order by id;
--> 1 | 5 | 7 | 10
--> 2 | 1 | 7 | 2
insert into seqt (id) values (5);
--! ORA-32795: cannot insert into a generated always identity column
insert into seqt (z) values (5);
--! ORA-54013: INSERT operation disallowed on virtual columns
insert into seqt (x,y,w) values (3,4,9);
select id, w from seqt where w is not null;
--> 3 | 9
create sequence sq start with 10 increment by 5 maxvalue 20 cycle cache 2 minvalue 1;
select sq.nextval from dual;
--> 10
select sq.nextval, sq.nextval, sq.currval from dual;
--> 15 | 15 | 15
select sq.nextval from dual;
--> 20
select sq.nextval from dual;
--> 1
select sq.nextval from t where rownum=3;
select sq.nextval from t order by id;
--! ORA-02287: sequence number not allowed here
select distinct sq.nextval from t;
--! ORA-02287: sequence number not allowed here
select id from t where sq.nextval>0;
--! ORA-02287: sequence number not allowed here
select id, id from t where id=1;
--> 1 | 1
select * from (select id, id from t);
--! ORA-00918: column ambiguously defined
select a.id from t a, t b where a.id=b.id and rownum=1;
--> 1
select id i from t where i=1;
--! ORA-00904: "I": invalid identifier
select count(*) n from t having count(*) > 1;
--> 2
select v, count(*) from t group by v having count(*)>1;
select v from t group by v order by max(id) desc;
--> abd
--> Abc
select v from t group by rollup(v) order by grouping(v), v;
--> Abc
--> abd
--> (null)
select max(id) from t where id > 100;
--> (null)
select 'a' from t union select 'a' from t;
--> a
select id from t union all select id from t order by 1 desc;
--> 2
--> 2
--> 1
--> 1
select id from t intersect select 2 from dual;
--> 2
select * from t t1 left join t t2 on t1.id=t2.id and t2.id=5 where t2.id is null and t1.id=1 and t2.v is null and t1.v='zz';
select count(*) from t a full join t b on a.id=b.id+1;
--> 3
select a.id, b.id from t a, t b where a.id=b.id(+)+1 order by 1;
--> 1 | (null)
--> 2 | 1
select a.id, b.id from t a, t b where a.id(+)=b.id(+);
--! ORA-01468: a predicate may reference only one outer-joined table
select id from t where id in (1,null);
--> 1
select id from t where id not in (1,null);
select id from t where (id, v) in ((1,'Abc'),(2,'zzz'));
--> 1
select id from t where id between 2 and 1;
select id from t where v like '_b%' order by id;
--> 1
--> 2
select id from t where exists (select 1 from dual where t.id=2);
--> 2
select id from t where id = any(1,2) order by 1;
--> 1
--> 2
select id from t where id > all(0) order by 1;
--> 1
--> 2
select (select max(id) from t) + 1 from dual;
--> 3
select 1 from dual where null = null;
select 1 from dual where '' is null;
--> 1
select 1 from dual where not (null = 1);
update t set v = null, d = sysdate where id = 2;
update t set nope = 1;
--! ORA-00904: "NOPE": invalid identifier
update t set id = 'x';
--! ORA-01722: invalid number
update t set (id, v) = (select 9, 'nine' from dual) where id = 2;
update t set id = (select 1 from dual where 1=0) where id = 9;
select count(*) from t where id is null;
--> 1
delete from t where id = (select id from t);
--! ORA-01427: single-row subquery returns more than one row
merge into t using dual on (t.id = 1) when matched then update set v = 'M' when not matched then insert (id) values (1);
merge into t using dual on (t.id = 77) when not matched then insert (id, v) values (77, 'new');
merge into t using (select 77 k from dual union all select 77 from dual) s on (t.id = s.k) when matched then update set v = 'x';
--! ORA-30926: unable to get a stable set of rows in the source tables
merge into t using dual on (t.id = 77) when matched then update set id = 78;
--! ORA-38104: Columns referenced in the ON Clause cannot be updated: "T"."ID"
merge into t using dual on (1=1) when matched then update set v='q' delete where id=77;
--~ 3
select count(*) from t;
--> 2
rollback;
select regexp_substr('a1b22','[0-9]+',1,2) from dual;
--> 22
select regexp_replace('John Smith','(.*) (.*)','\2, \1') from dual;
--> Smith, John
select regexp_count('banana','an') from dual;
--> 2
select regexp_instr('banana','an',1,2) from dual;
--> 4
select regexp_substr('x=1;y=2','y=([0-9])',1,1,null,1) from dual;
--> 2
select regexp_replace('aAbB','[a-z]','*',1,0,'c') from dual;
--> *A*B
select regexp_like('a','a') from dual;
--! ORA-00904: "REGEXP_LIKE": invalid identifier
select regexp_substr('a b','a b',1,1,'x') from dual;
--> (null)
select regexp_replace('abc','[[:upper:]]','x',1,0,'i') from dual;
--> xxx
select regexp_substr('aaa','a+?') from dual;
--> a
select regexp_substr('päivä','[[:alpha:]]+') from dual;
--> päivä
