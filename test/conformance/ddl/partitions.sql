create table sales (id number primary key, sold date, region varchar2(5)) partition by range (sold) (partition p23 values less than (date '2024-01-01') tablespace users, partition p24 values less than (to_date('2025-01-01','YYYY-MM-DD')), partition pmax values less than (maxvalue)) enable row movement;
insert into sales select 1,date '2023-05-05','N' from dual union all select 2,date '2024-02-02','S' from dual union all select 3,date '2024-12-31','N' from dual union all select 4,date '2026-01-01','E' from dual union all select 5,null,'W' from dual;
--~ 5
commit;
select id from sales partition (p23);
--> 1
select id from sales partition (p24) s where s.region='N' order by 1;
--> 3
select count(*) from sales partition ("PMAX");
--> 2
select count(*) from sales partition (nope);
--! ORA-02149: Specified partition does not exist
select partition_name, partition_position, high_value from user_tab_partitions where table_name='SALES' order by 2;
--> P23 | 1 | date '2024-01-01'
--> P24 | 2 | to_date('2025-01-01','YYYY-MM-DD')
--> PMAX | 3 | maxvalue
select partitioned from user_tables where table_name='SALES';
--> YES
select partitioning_type, partition_count from user_part_tables where table_name='SALES';
--> RANGE | 3
update sales partition (p24) set region = 'Z';
--~ 2
delete from sales partition (p23);
select id, region from sales order by id;
--> 2 | Z
--> 3 | Z
--> 4 | E
--> 5 | W
rollback;
alter table sales truncate partition p23;
select count(*) from sales;
--> 4
alter table sales drop partition pmax update global indexes;
select count(*) from sales;
--> 2
alter table sales add partition p25 values less than (date '2026-01-01');
insert into sales values (9, date '2025-06-06', 'N');
select id from sales partition (p25);
--> 9
create table regs (id number, r varchar2(5)) partition by list (r) (partition a values ('N','S'), partition n values (null), partition d values (default));
insert into regs select 1,'N' from dual union all select 2,'X' from dual union all select 3,null from dual;
--~ 3
select id from regs partition (a);
--> 1
select id from regs partition (n);
--> 3
select id from regs partition (d);
--> 2
create table rng2 (y number, m number) partition by range (y, m) (partition p1 values less than (2024, 6), partition p2 values less than (2024, maxvalue), partition p3 values less than (maxvalue, maxvalue));
insert into rng2 select 2023, 12 from dual union all select 2024, 5 from dual union all select 2024, 6 from dual union all select 2025, 1 from dual;
--~ 4
select y, m from rng2 partition (p1) order by 1;
--> 2023 | 12
--> 2024 | 5
select y, m from rng2 partition (p2);
--> 2024 | 6
select y, m from rng2 partition (p3);
--> 2025 | 1
create table hsh (id number) partition by hash (id) partitions 4;
insert into hsh values (1);
select count(*) from hsh;
--> 1
create table ivl (d date, n number) partition by range (d) interval (numtoyminterval(1,'MONTH')) (partition p0 values less than (date '2024-01-01'));
insert into ivl values (date '2024-05-05', 1);
select count(*) from ivl partition (p0);
--> 0
create table ptas partition by list (r) (partition x values ('N')) as select * from regs;
select count(*) from ptas;
--> 3
create table refd (id number) partition by range (id) subpartition by hash (id) subpartitions 2 (partition p1 values less than (10) (subpartition s1, subpartition s2), partition p2 values less than (20));
insert into refd values (5);
select count(*) from refd partition (p1);
--> 1
