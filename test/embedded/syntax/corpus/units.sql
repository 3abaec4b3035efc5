create or replace procedure "Mixed Case"(p_in in varchar2, p_out out varchar2) as
begin
  p_out := upper(p_in);
end;
/
CREATE PROCEDURE hr.raise_all (p_pct IN NUMBER DEFAULT 10, p_count OUT PLS_INTEGER)
AUTHID CURRENT_USER
IS
  v_sql   VARCHAR2(32767);
  v_count NUMBER;
  v_clob  CLOB;
  v_int   INTERVAL DAY(3) TO SECOND(2);
  v_ts    TIMESTAMP(3) WITH LOCAL TIME ZONE := SYSTIMESTAMP AT TIME ZONE 'Europe/Madrid';
  v_dbl   DOUBLE PRECISION := 1.5e3;
  v_flt   BINARY_FLOAT := 2.5f;
BEGIN
  EXECUTE IMMEDIATE 'TRUNCATE TABLE ' || 'stage';
  EXECUTE IMMEDIATE v_sql INTO v_count USING p_pct, OUT p_count, IN OUT v_clob;
  EXECUTE IMMEDIATE 'UPDATE emp SET sal = sal * :1 RETURNING COUNT(*) INTO :2' USING p_pct RETURNING INTO v_count;
  EXECUTE IMMEDIATE 'SELECT id FROM emp' BULK COLLECT INTO v_ids;
  EXECUTE IMMEDIATE q'{BEGIN :x := 'it''s'; END;}' USING OUT v_sql;
  SAVEPOINT before_all;
  ROLLBACK TO SAVEPOINT before_all;
  ROLLBACK TO before_all;
  SET TRANSACTION READ ONLY;
  COMMIT WORK;
  LOCK TABLE emp IN EXCLUSIVE MODE NOWAIT;
  p_count := SQL%ROWCOUNT;
  pkg.proc;
  pkg.proc();
  schema1.pkg.proc(a => 1, b => f(g(2), x => 3));
  arr(1)(2).field(3) := rec.inner.value;
  v_int := INTERVAL '3 12:30:06.7' DAY TO SECOND(1) + INTERVAL '1-2' YEAR TO MONTH;
  v_ts := TIMESTAMP '2024-01-31 10:00:00.5 +01:00' + NUMTODSINTERVAL(1, 'HOUR');
  v_count := EXTRACT(YEAR FROM DATE '2024-02-29') + LENGTH(TRIM(BOTH ' ' FROM ' x ')) + TRIM(' 1 ');
  IF v_count != 1 AND v_count ^= 2 AND v_count <> 3 AND NOT p_flag THEN RETURN; END IF;
  DECLARE
    x NUMBER := 1;
  BEGIN
    x := x + 1;
  END;
  <<outer_block>>
  BEGIN
    outer_block.x := 1;
    <<inner_loop>>
    FOR i IN LOWER(1)..UPPER(2) LOOP
      EXIT inner_loop WHEN i > 5;
    END LOOP inner_loop;
  END outer_block;
END raise_all;
/
CREATE OR REPLACE FUNCTION f_tax(amount NUMBER, rate IN NUMBER) RETURN NUMBER DETERMINISTIC PARALLEL_ENABLE IS
BEGIN
  RETURN ROUND(amount * rate / 100, 2);
END f_tax;
/
CREATE OR REPLACE FUNCTION rows_of(p sys_refcursor) RETURN t_tab PIPELINED AS
BEGIN
  FOR i IN 1 .. 3 LOOP
    PIPE ROW (i);
  END LOOP;
  RETURN;
END;
/
CREATE OR REPLACE TYPE t_list AS TABLE OF VARCHAR2(4000);
/
CREATE TYPE t_list5 IS VARRAY(5) OF NUMBER(10,2)
/
CREATE OR REPLACE TYPE t_obj AS OBJECT (id NUMBER, MEMBER FUNCTION x RETURN NUMBER);
/
DECLARE
  first NUMBER; last NUMBER; name VARCHAR2(10); value VARCHAR2(10); status NUMBER; key NUMBER; count NUMBER; data CLOB; result NUMBER;
  open NUMBER; close NUMBER; body NUMBER; comment NUMBER; hour NUMBER; text VARCHAR2(1); message VARCHAR2(1); code NUMBER;
BEGIN
  first := 1; last := first; name := 'x'; value := name; status := 1; key := 2; count := key; data := 'd'; result := 3;
  open := 1; close := open; body := close; comment := 1; hour := 2;
  text := 'x'; message := text; code := SQLCODE;
  EXECUTE IMMEDIATE 'x' INTO result;
END;
/
BEGIN
  :out := CASE WHEN :flag = 1 THEN 'yes' ELSE 'no' END;
  pkg.p(:in, :inout, p_x => :"Quoted");
  SELECT a, b BULK COLLECT INTO :list, x FROM t WHERE c = :in;
END;
/
<<main>>
DECLARE
  x NUMBER := 1;
BEGIN
  main.x := 2;
END main;
/
CALL pkg.proc(:1, p => :2) INTO :result
/
