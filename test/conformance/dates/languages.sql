select to_char(date '2024-01-09','Day','NLS_DATE_LANGUAGE=GERMAN')||'|' from dual;
--> Dienstag  |
select to_char(date '2024-01-09','fmDD Month YYYY','NLS_DATE_LANGUAGE=FRENCH') from dual;
--> 9 Janvier 2024
select to_char(date '2024-03-09','fmDay DD MON','NLS_DATE_LANGUAGE=ITALIAN') from dual;
--> Sabato 9 MAR
select to_char(to_date('09 août 2024','DD MONTH YYYY','NLS_DATE_LANGUAGE=FRENCH'),'MM-DD') from dual;
--> 08-09
select to_char(to_date('15-DEZ-2024','DD-MON-YYYY','NLS_DATE_LANGUAGE=GERMAN'),'MM-DD') from dual;
--> 12-15
select to_char(date '2024-01-09','Day','NLS_DATE_LANGUAGE=KLINGON') from dual;
--! ORA-12702: invalid NLS parameter string used in SQL function
select to_char(date '2024-01-09','DD-MON-YYYY','NLS_DATE_LANGUAGE=SPANISH') from dual;
--> 09-ENE-2024
select to_char(date '2024-05-09','Mon') from dual;
--> May
alter session set nls_date_language='GERMAN';
select to_char(date '2024-10-09','DD Mon YYYY') from dual;
--> 09 Okt 2024
select next_day(date '2024-01-09','Freitag') - date '2024-01-12' from dual;
--> 0
