DECLARE
  e_mine EXCEPTION;
  e_code EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_code, -20005);
  v NUMBER;
BEGIN
  BEGIN
    RAISE e_mine;
  EXCEPTION
    WHEN e_mine THEN DBMS_OUTPUT.PUT_LINE('mine ' || SQLCODE || ' ' || SQLERRM);
  END;
  BEGIN
    RAISE_APPLICATION_ERROR(-20005, 'five');
  EXCEPTION
    WHEN NO_DATA_FOUND OR e_code THEN DBMS_OUTPUT.PUT_LINE('code ' || SQLCODE || ' ' || SQLERRM);
  END;
  BEGIN
    SELECT 1 INTO v FROM dual WHERE 1 = 0;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM);
  END;
  BEGIN
    SELECT LEVEL INTO v FROM dual CONNECT BY LEVEL <= 2;
  EXCEPTION
    WHEN TOO_MANY_ROWS THEN DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM);
  END;
  BEGIN
    BEGIN
      RAISE ZERO_DIVIDE;
    EXCEPTION
      WHEN OTHERS THEN
        DBMS_OUTPUT.PUT_LINE('inner ' || SQLERRM);
        RAISE;
    END;
  EXCEPTION
    WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('outer ' || SQLERRM);
  END;
  DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM);
  DBMS_OUTPUT.PUT_LINE(SQLERRM(-1403) || '|' || SQLERRM(100) || '|' || SQLERRM(1));
END;
/
--> mine 1 User-Defined Exception
--> code -20005 ORA-20005: five
--> 100 ORA-01403: no data found
--> -1422 ORA-01422: exact fetch returns more than requested number of rows
--> inner ORA-01476: divisor is equal to zero
--> outer ORA-01476: divisor is equal to zero
--> 0 ORA-0000: normal, successful completion
--> ORA-01403: no data found|ORA-01403: no data found|User-Defined Exception
CREATE OR REPLACE PROCEDURE lvl1 IS
BEGIN
  RAISE_APPLICATION_ERROR(-20001, 'Error intencional de prueba');
END;
/
CREATE OR REPLACE PROCEDURE lvl2 IS
BEGIN
  NULL;
  lvl1;
END;
/
BEGIN
  lvl2;
END;
/
--! ORA-20001: Error intencional de prueba
--! ORA-06512: at "APP.LVL1", line 3
--! ORA-06512: at "APP.LVL2", line 4
--! ORA-06512: at line 2
DECLARE
  e EXCEPTION;
BEGIN
  RAISE e;
END;
/
--! ORA-06510: PL/SQL: unhandled user-defined exception
--! ORA-06512: at line 4
BEGIN
  lvl2;
EXCEPTION
  WHEN OTHERS THEN
    DBMS_OUTPUT.PUT_LINE(SUBSTR(DBMS_UTILITY.FORMAT_ERROR_STACK, 1, 38));
    DBMS_OUTPUT.PUT_LINE(DBMS_UTILITY.FORMAT_ERROR_BACKTRACE);
    RAISE_APPLICATION_ERROR(-20002, 'wrapped', TRUE);
END;
/
--> ORA-20001: Error intencional de prueba
--> ORA-06512: at "APP.LVL1", line 3
--> ORA-06512: at "APP.LVL2", line 4
--> ORA-06512: at line 2
--> 
--! ORA-20002: wrapped
--! ORA-06512: at line 7
--! ORA-20001: Error intencional de prueba
BEGIN
  RAISE_APPLICATION_ERROR(-1, 'x');
END;
/
--! ORA-21000: error number argument to raise_application_error of -1 is out of range
BEGIN
  RAISE NO_DATA_FOUND;
END;
/
--! ORA-01403: no data found
--! ORA-06512: at line 2
DECLARE
  v VARCHAR2(1) := 'too long';
BEGIN
  NULL;
EXCEPTION
  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('not caught here');
END;
/
--! ORA-06502: PL/SQL: numeric or value error: character string buffer too small
--! ORA-06512: at line 2
