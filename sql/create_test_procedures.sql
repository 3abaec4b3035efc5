-- The test procedures of the guides. They touch no table.
SET DEFINE OFF

-- Simple: text in, text out.
CREATE OR REPLACE PROCEDURE PROC_TEST(p_input IN VARCHAR2, p_output OUT VARCHAR2) AS
BEGIN
  p_output := 'Procesado: ' || p_input;
END PROC_TEST;
/

-- Slow: sleeps.
CREATE OR REPLACE PROCEDURE PROC_TEST_DEMORA(segundos IN NUMBER) AS
BEGIN
  DBMS_SESSION.SLEEP(segundos);
END PROC_TEST_DEMORA;
/

-- Several types of parameters.
CREATE OR REPLACE PROCEDURE PROC_TEST_PARAMS(
  p_number  IN NUMBER,
  p_varchar IN VARCHAR2,
  p_date    IN DATE,
  p_result  OUT VARCHAR2
) AS
BEGIN
  p_result := 'Number: ' || p_number || ', String: ' || p_varchar || ', Date: ' || TO_CHAR(p_date, 'DD/MM/YYYY');
END PROC_TEST_PARAMS;
/

-- A result set of p_limit rows.
CREATE OR REPLACE PROCEDURE PROC_TEST_CURSOR(p_limit IN NUMBER, p_cursor OUT SYS_REFCURSOR) AS
BEGIN
  OPEN p_cursor FOR
    SELECT N AS ID, 'Item ' || N AS NOMBRE, SYSDATE AS FECHA
    FROM (SELECT LEVEL AS N FROM DUAL CONNECT BY LEVEL <= p_limit)
    WHERE N <= p_limit
    ORDER BY N;
END PROC_TEST_CURSOR;
/

-- Fails when asked to.
CREATE OR REPLACE PROCEDURE PROC_TEST_ERROR(p_should_fail IN NUMBER) AS
BEGIN
  IF p_should_fail = 1 THEN
    RAISE_APPLICATION_ERROR(-20001, 'Error intencional de prueba');
  END IF;
END PROC_TEST_ERROR;
/

-- Stands for a data load: says what it did to which table, and how many rows it made.
CREATE OR REPLACE PROCEDURE PROC_TEST_DML(p_table_name IN VARCHAR2, p_rows_created OUT NUMBER) AS
BEGIN
  SELECT COUNT(*) INTO p_rows_created FROM (SELECT LEVEL AS N FROM DUAL CONNECT BY LEVEL <= 100);
  DBMS_OUTPUT.PUT_LINE('Tabla ' || p_table_name || ': ' || p_rows_created || ' filas creadas');
END PROC_TEST_DML;
/
