select to_char(from_tz(timestamp '2020-01-01 10:00:00', '+0'||'3:00'),'YYYY-MM-DD HH24:MI TZR TZH:TZM') from dual;
--> 2020-01-01 10:00 +03:00 +03:00
select to_char(from_tz(cast(date '2020-07-01' as timestamp), 'Europe/Madrid') at time zone 'UTC', 'YYYY-MM-DD HH24:MI TZR') from dual;
--> 2020-06-30 22:00 UTC
select to_char(timestamp '2020-07-01 10:00:00 Europe/Madrid', 'HH24:MI TZR TZD TZH:TZM') from dual;
--> 10:00 Europe/Madrid CEST +02:00
select to_char(systimestamp at time zone dbtimezone, 'TZR') from dual;
--> +00:00
select to_char(timestamp '2020-07-01 10:00:00 +02:00' at time zone sessiontimezone, 'HH24:MI') from dual;
--> 08:00
select to_char(timestamp '2020-07-01 10:00:00 UTC' at time zone z, 'HH24:MI TZR TZD') from (select 'America/New_York' z from dual union all select 'Asia/Tokyo' from dual) order by 1;
--> 06:00 America/New_York EDT
--> 19:00 Asia/Tokyo JST
select to_char(x,'HH24:MI TZR') from (select from_tz(timestamp '2020-01-01 10:00:00', 'Europe/Paris') x from dual);
--> 10:00 Europe/Paris
select to_char(timestamp '2020-07-01 10:00:00 UTC' at time zone 'Nowhere/City','HH24') from dual;
--! ORA-01882: timezone region not found
select extract(timezone_abbr from timestamp '2024-02-29 10:11:12 Europe/Paris') from dual;
--> CET
select extract(timezone_region from from_tz(timestamp '2024-02-29 10:11:12', 'Asia/'||'Tokyo')) from dual;
--> Asia/Tokyo
select to_number('abc' default -1 on conversion error) from dual;
--> -1
select to_number('12' default -1 on conversion error) from dual;
--> 12
select to_number('1,2x' default 0 on conversion error, '9,999') from dual;
--> 0
select to_number('1,234' default 0 on conversion error, '9,999') from dual;
--> 1234
select to_char(to_date('xx' default '2020-01-01' on conversion error, 'YYYY-MM-DD'),'YYYY') from dual;
--> 2020
select to_date('2020-02-30' default null on conversion error, 'YYYY-MM-DD') from dual;
--> (null)
select cast('abc' as number default 0 on conversion error) from dual;
--> 0
select cast('12.567' as number(4,1) default 0 on conversion error) from dual;
--> 12.6
select cast('2020-02-30' as date default null on conversion error, 'YYYY-MM-DD') from dual;
--> (null)
select to_char(cast('30.06.2020' as date, 'DD.MM.YYYY'),'YYYY-MM-DD') from dual;
--> 2020-06-30
select validate_conversion('12x' as number) from dual;
--> 0
select validate_conversion('12' as number) from dual;
--> 1
select validate_conversion('2020-02-30' as date, 'YYYY-MM-DD') from dual;
--> 0
select validate_conversion('2020-02-28' as date, 'YYYY-MM-DD') from dual;
--> 1
select validate_conversion('Jan 12, 2021' as date, 'Mon DD, YYYY','NLS_DATE_LANGUAGE=AMERICAN') from dual;
--> 1
select to_char(to_timestamp('bad' default '2020-01-01 00:00:01' on conversion error,'YYYY-MM-DD HH24:MI:SS'),'SS') from dual;
--> 01
select to_char(to_dsinterval('bad' default '1 02:03:04' on conversion error)) from dual;
--> +000000001 02:03:04.000000000
create table raw_in (id number, v varchar2(20), f varchar2(20));
insert into raw_in select 1,'10',null from dual union all select 2,'x1',null from dual union all select 3,'2024-05-06','YYYY-MM-DD' from dual union all select 4,null,null from dual;
--~ 4
select id, to_number(v default -1 on conversion error) n from raw_in order by id;
--> 1 | 10
--> 2 | -1
--> 3 | -1
--> 4 | (null)
select id from raw_in where validate_conversion(v as number)=1 order by id;
--> 1
--> 4
select to_char(to_date(v default null on conversion error, f),'DD.MM') from raw_in where id=3;
--> 06.05
select id from raw_in where lnnvl(id > 2) order by id;
--> 1
--> 2
select id from raw_in where lnnvl(v = '10') order by id;
--> 2
--> 3
--> 4
select case when lnnvl(null = 1) then 'y' else 'n' end from dual;
--> y
select count(*)*0 from raw_in sample (50);
--> 0
select count(*)*0 from raw_in sample block (50) seed (3) r where r.id > 0;
--> 0
select count(*) from raw_in sample (100);
--! ORA-30562: invalid SAMPLE percentage
select regexp_substr('abc','b',0) from dual;
--! ORA-01428: argument is out of range: invalid value for parameter "start": 0
