CREATE OR REPLACE PACKAGE etl_sales AUTHID DEFINER AS
  /** Loads the daily sales. */
  c_batch_size CONSTANT PLS_INTEGER := 500;
  gc_source    CONSTANT VARCHAR2(30 CHAR) NOT NULL DEFAULT 'POS';
  e_bad_row    EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_bad_row, -20101);
  SUBTYPE t_money IS NUMBER(18, 4);
  SUBTYPE t_percent IS PLS_INTEGER RANGE 0 .. 100 NOT NULL;
  TYPE t_row IS RECORD (
    id      sales.id%TYPE,
    type    VARCHAR2(10) := 'X',
    amount  t_money NOT NULL := 0,
    loaded  DATE DEFAULT SYSDATE
  );
  TYPE t_rows IS TABLE OF t_row INDEX BY PLS_INTEGER;
  TYPE t_by_name IS TABLE OF sales%ROWTYPE INDEX BY VARCHAR2(30);
  TYPE t_names IS TABLE OF VARCHAR2(100) NOT NULL;
  TYPE t_small IS VARRAY(10) OF NUMBER;
  TYPE t_cur IS REF CURSOR RETURN sales%ROWTYPE;
  CURSOR c_open (p_day IN DATE DEFAULT TRUNC(SYSDATE), p_kind VARCHAR2) RETURN sales%ROWTYPE;
  PROCEDURE load_day(p_day IN DATE, p_force IN BOOLEAN DEFAULT FALSE, p_rows OUT NOCOPY t_rows);
  PROCEDURE load_day(p_days IN t_names);
  FUNCTION total(p_day DATE := SYSDATE) RETURN t_money DETERMINISTIC RESULT_CACHE;
END etl_sales;
/
CREATE OR REPLACE PACKAGE BODY etl_sales IS
  g_calls PLS_INTEGER := 0;
  g_cache t_by_name;
  CURSOR c_open (p_day IN DATE DEFAULT TRUNC(SYSDATE), p_kind VARCHAR2) RETURN sales%ROWTYPE IS
    SELECT * FROM sales s WHERE s.sold_at >= p_day AND s.kind = p_kind FOR UPDATE OF s.amount NOWAIT;

  FUNCTION helper(p IN OUT NOCOPY NUMBER) RETURN BOOLEAN;  -- forward declaration

  PROCEDURE log_line(p_text VARCHAR2, p_level IN PLS_INTEGER := 1) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    INSERT INTO etl_log (id, text, level_no, at) VALUES (etl_log_seq.NEXTVAL, SUBSTR(p_text, 1, 4000), p_level, SYSTIMESTAMP);
    COMMIT;
  EXCEPTION
    WHEN OTHERS THEN
      ROLLBACK;
      RAISE;
  END log_line;

  FUNCTION helper(p IN OUT NOCOPY NUMBER) RETURN BOOLEAN IS
  BEGIN
    p := -p ** 2 + MOD(p, 3);
    RETURN p IS NOT NULL AND NOT (p BETWEEN 1 AND 10 OR p IN (20, 30)) AND 'abc' NOT LIKE '%x\_%' ESCAPE '\';
  END;

  PROCEDURE load_day(p_day IN DATE, p_force IN BOOLEAN DEFAULT FALSE, p_rows OUT NOCOPY t_rows) IS
    l_ids     DBMS_SQL.NUMBER_TABLE;
    l_names   t_names := t_names('a', 'b', q'[it's]', N'ñ', nq'!x'y!');
    l_rec     sales%ROWTYPE;
    l_cur     SYS_REFCURSOR;
    l_err     PLS_INTEGER;
    dml_errors EXCEPTION;
    PRAGMA EXCEPTION_INIT(dml_errors, -24381);
    CURSOR c IS SELECT id, amount FROM sales WHERE sold_at = p_day ORDER BY id;
    TYPE t_c IS TABLE OF c%ROWTYPE;
    l_c       t_c;
    type_name VARCHAR2(10);
    PROCEDURE inner_proc IS BEGIN NULL; END inner_proc;
  BEGIN
    g_calls := g_calls + 1;
    <<batches>>
    LOOP
      OPEN c;
      FETCH c BULK COLLECT INTO l_c LIMIT c_batch_size;
      EXIT batches WHEN l_c.COUNT = 0 OR c%NOTFOUND;
      CLOSE c;
      FOR i IN 1 .. l_c.COUNT LOOP
        CONTINUE WHEN l_c(i).amount IS NULL;
        p_rows(i).id := l_c(i).id;
        p_rows(p_rows.COUNT + 1) := NULL;
      END LOOP;
      BEGIN
        FORALL i IN INDICES OF l_c SAVE EXCEPTIONS
          UPDATE sales SET amount = amount * 1.1, updated = SYSDATE WHERE id = l_c(i).id RETURNING id BULK COLLECT INTO l_ids;
      EXCEPTION
        WHEN dml_errors THEN
          FOR j IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP
            l_err := SQL%BULK_EXCEPTIONS(j).ERROR_CODE;
            log_line('row ' || SQL%BULK_EXCEPTIONS(j).ERROR_INDEX || ': ' || SQLERRM(-l_err));
          END LOOP;
        WHEN e_bad_row OR NO_DATA_FOUND OR etl_other.e_stop THEN
          NULL;
      END;
    END LOOP batches;
    IF p_force THEN
      DELETE FROM sales_day WHERE day = p_day;
    ELSIF SQL%ROWCOUNT > 0 AND SQL%FOUND THEN
      NULL;
    ELSE
      GOTO finish;
    END IF;
    MERGE INTO sales_day d
    USING (SELECT TRUNC(sold_at) AS day, SUM(amount) AS total FROM sales GROUP BY TRUNC(sold_at)) s
    ON (d.day = s.day)
    WHEN MATCHED THEN UPDATE SET d.total = s.total WHERE d.total <> s.total DELETE WHERE d.total = 0
    WHEN NOT MATCHED THEN INSERT (day, total) VALUES (s.day, s.total);
    FOR r IN c_open(p_day, p_kind => 'X') LOOP
      UPDATE sales SET amount = 0 WHERE CURRENT OF c_open;
    END LOOP;
    FOR r IN (SELECT s.*, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY amount DESC NULLS LAST) AS rn FROM sales s) LOOP
      IF r.rn = 1 THEN DBMS_OUTPUT.PUT_LINE(r.kind || CHR(10) || TO_CHAR(r.amount, 'FM999G990D00')); END IF;
    END LOOP;
    OPEN l_cur FOR SELECT * FROM sales WHERE id = l_rec.id;
    FETCH l_cur INTO l_rec;
    CLOSE l_cur;
    OPEN l_cur FOR 'SELECT * FROM ' || DBMS_ASSERT.ENQUOTE_NAME('SALES') || ' WHERE id = :1' USING IN l_rec.id;
    <<finish>>
    NULL;
    INSERT INTO sales VALUES l_rec;
    UPDATE sales SET ROW = l_rec WHERE id = l_rec.id;
    SELECT COUNT(*), MAX(amount) KEEP (DENSE_RANK FIRST ORDER BY sold_at) INTO g_calls, l_rec.amount FROM sales;
    CASE
      WHEN g_calls > 1 THEN type_name := 'many';
      WHEN g_calls = 1 THEN type_name := 'one';
      ELSE RAISE_APPLICATION_ERROR(-20001, 'none', TRUE);
    END CASE;
    CASE type_name WHEN 'many' THEN NULL; ELSE NULL; END CASE;
    type_name := CASE type_name WHEN 'a' THEN 'b' ELSE 'c' END;
    l_names.DELETE(1); l_names.EXTEND(2, 1); l_names.TRIM;
    IF l_names.EXISTS(1) AND 'x' MEMBER OF l_names AND l_names IS NOT EMPTY THEN NULL; END IF;
    l_names := l_names MULTISET UNION DISTINCT t_names('z');
    WHILE g_calls < 10 LOOP g_calls := g_calls + 1; END LOOP;
    FOR i IN REVERSE 1..10 LOOP EXIT WHEN i = 5; END LOOP;
  EXCEPTION
    WHEN OTHERS THEN
      log_line(DBMS_UTILITY.FORMAT_ERROR_STACK || DBMS_UTILITY.FORMAT_ERROR_BACKTRACE, p_level => 3);
      RAISE;
  END load_day;

  PROCEDURE load_day(p_days IN t_names) AS
    l_rows t_rows;
  BEGIN
    FOR i IN p_days.FIRST .. p_days.LAST LOOP
      load_day(TO_DATE(p_days(i), 'YYYY-MM-DD'), p_rows => l_rows);
    END LOOP;
  END;

  FUNCTION total(p_day DATE := SYSDATE) RETURN t_money DETERMINISTIC RESULT_CACHE IS
    l_total t_money;
  BEGIN
    SELECT NVL(SUM(amount), 0) INTO l_total FROM sales WHERE TRUNC(sold_at) = TRUNC(p_day);
    RETURN l_total;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN RETURN 0;
  END total;
BEGIN
  g_cache.DELETE;
EXCEPTION
  WHEN OTHERS THEN NULL;
END etl_sales;
/
