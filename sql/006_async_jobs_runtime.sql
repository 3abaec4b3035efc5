-- 006 ASYNC_JOBS_RUNTIME: what the service's own call blocks use inside the database. No state, no transaction control.
-- Objects: ASYNC_JOBS_RUNTIME
SET DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

CREATE OR REPLACE PACKAGE ASYNC_JOBS_RUNTIME AS
  -- A number from text with a decimal point, whatever NLS_NUMERIC_CHARACTERS says.
  FUNCTION NUMBER_OF(p_text IN VARCHAR2) RETURN NUMBER;

  -- 15m30s, 5.2s, 350ms. NULL where one of the times is.
  FUNCTION DURATION_TEXT(p_from IN TIMESTAMP WITH TIME ZONE, p_to IN TIMESTAMP WITH TIME ZONE) RETURN VARCHAR2;

  -- Each appends p_key, which is JSON text already, and the value as JSON.
  PROCEDURE PUT_TEXT(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN VARCHAR2);
  PROCEDURE PUT_CLOB(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN CLOB);
  PROCEDURE PUT_NUMBER(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN NUMBER);
  PROCEDURE PUT_DOUBLE(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN BINARY_DOUBLE);
  PROCEDURE PUT_BOOLEAN(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN BOOLEAN);
  PROCEDURE PUT_DATE(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN DATE);
  PROCEDURE PUT_TIMESTAMP(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN TIMESTAMP);
  PROCEDURE PUT_TIMESTAMP_TZ(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN TIMESTAMP WITH TIME ZONE);

  -- Moves what is in the DBMS_OUTPUT buffer to the job's log, at most p_max_lines lines.
  PROCEDURE SAVE_OUTPUT(p_job_id IN VARCHAR2, p_max_lines IN NUMBER);
END ASYNC_JOBS_RUNTIME;
/

CREATE OR REPLACE PACKAGE BODY ASYNC_JOBS_RUNTIME AS
  -- Escaping makes six characters of one at most: 5000 of them stay below 32767 bytes.
  c_short CONSTANT PLS_INTEGER := 5000;
  c_point CONSTANT VARCHAR2(40) := 'NLS_NUMERIC_CHARACTERS=''.,''';

  FUNCTION NUMBER_OF(p_text IN VARCHAR2) RETURN NUMBER IS
  BEGIN
    -- 0 printed with a decimal character is '0' and that character.
    RETURN TO_NUMBER(REPLACE(p_text, '.', SUBSTR(TO_CHAR(0, 'FM0D0'), 2, 1)));
  END NUMBER_OF;

  FUNCTION DURATION_TEXT(p_from IN TIMESTAMP WITH TIME ZONE, p_to IN TIMESTAMP WITH TIME ZONE) RETURN VARCHAR2 IS
    l_span INTERVAL DAY(9) TO SECOND(6);
    l_hours NUMBER;
    l_minutes NUMBER;
    l_seconds NUMBER;
    l_text VARCHAR2(50);
  BEGIN
    IF p_from IS NULL OR p_to IS NULL THEN
      RETURN NULL;
    END IF;
    l_span := p_to - p_from;
    l_hours := EXTRACT(DAY FROM l_span) * 24 + EXTRACT(HOUR FROM l_span);
    l_minutes := EXTRACT(MINUTE FROM l_span);
    l_seconds := TRUNC(EXTRACT(SECOND FROM l_span), 3);
    IF l_hours < 0 OR l_minutes < 0 OR l_seconds < 0 THEN
      RETURN '0s';
    END IF;
    IF l_hours = 0 AND l_minutes = 0 AND l_seconds > 0 AND l_seconds < 1 THEN
      RETURN TO_CHAR(l_seconds * 1000, 'FM990') || 'ms';
    END IF;
    l_text := RTRIM(TO_CHAR(l_seconds, 'FM90D999', c_point), '.') || 's';
    IF l_hours > 0 OR l_minutes > 0 THEN
      l_text := TO_CHAR(l_minutes, 'FM90') || 'm' || l_text;
    END IF;
    IF l_hours > 0 THEN
      l_text := TO_CHAR(l_hours, 'FM9999999990') || 'h' || l_text;
    END IF;
    RETURN l_text;
  END DURATION_TEXT;

  FUNCTION CONTROL_ESCAPE(p_code IN PLS_INTEGER) RETURN VARCHAR2 IS
  BEGIN
    RETURN CASE p_code
      WHEN 8 THEN '\b'
      WHEN 9 THEN '\t'
      WHEN 10 THEN '\n'
      WHEN 12 THEN '\f'
      WHEN 13 THEN '\r'
      ELSE '\u' || TO_CHAR(p_code, 'FM000X')
    END;
  END CONTROL_ESCAPE;

  -- Not WRITEAPPEND: it wants a length in the units of the CLOB, which are not those of LENGTH for characters such as emoji.
  PROCEDURE APPEND(p_json IN OUT NOCOPY CLOB, p_text IN VARCHAR2) IS
  BEGIN
    DBMS_LOB.APPEND(p_json, TO_CLOB(p_text));
  END APPEND;

  PROCEDURE PUT_CLOB(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN CLOB) IS
    l_text CLOB;
  BEGIN
    IF p_value IS NULL THEN
      APPEND(p_json, p_key || 'null');
      RETURN;
    END IF;
    l_text := REPLACE(REPLACE(p_value, '\', '\\'), '"', '\"');
    FOR i IN 0 .. 31 LOOP
      IF INSTR(l_text, CHR(i)) > 0 THEN
        l_text := REPLACE(l_text, CHR(i), CONTROL_ESCAPE(i));
      END IF;
    END LOOP;
    APPEND(p_json, p_key || '"');
    IF DBMS_LOB.GETLENGTH(l_text) > 0 THEN
      DBMS_LOB.APPEND(p_json, l_text);
    END IF;
    APPEND(p_json, '"');
  END PUT_CLOB;

  PROCEDURE PUT_TEXT(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN VARCHAR2) IS
    l_text VARCHAR2(32767);
  BEGIN
    IF p_value IS NULL THEN
      APPEND(p_json, p_key || 'null');
    ELSIF LENGTHB(p_value) > c_short THEN
      PUT_CLOB(p_json, p_key, TO_CLOB(p_value));
    ELSE
      l_text := REPLACE(REPLACE(p_value, '\', '\\'), '"', '\"');
      FOR i IN 0 .. 31 LOOP
        l_text := REPLACE(l_text, CHR(i), CONTROL_ESCAPE(i));
      END LOOP;
      APPEND(p_json, p_key || '"');
      APPEND(p_json, l_text);
      APPEND(p_json, '"');
    END IF;
  END PUT_TEXT;

  PROCEDURE PUT_NUMBER(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN NUMBER) IS
    -- All digits; JSON wants a digit in front of the point.
    l_text VARCHAR2(100) := TO_CHAR(p_value, 'TM9', c_point);
  BEGIN
    IF SUBSTR(l_text, 1, 1) = '.' THEN
      l_text := '0' || l_text;
    ELSIF SUBSTR(l_text, 1, 2) = '-.' THEN
      l_text := '-0' || SUBSTR(l_text, 2);
    END IF;
    APPEND(p_json, p_key || NVL(l_text, 'null'));
  END PUT_NUMBER;

  PROCEDURE PUT_DOUBLE(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN BINARY_DOUBLE) IS
  BEGIN
    IF p_value IS NAN THEN
      PUT_TEXT(p_json, p_key, 'NaN');
    ELSIF p_value IS INFINITE THEN
      PUT_TEXT(p_json, p_key, CASE WHEN p_value > 0 THEN 'Infinity' ELSE '-Infinity' END);
    ELSIF ABS(p_value) >= 1e125d OR ABS(p_value) < 1e-120d AND p_value <> 0d THEN
      -- Beyond NUMBER: 1.0E+300, whatever the decimal character is.
      APPEND(p_json, p_key || REPLACE(TO_CHAR(p_value), ',', '.'));
    ELSE
      PUT_NUMBER(p_json, p_key, TO_NUMBER(p_value));
    END IF;
  END PUT_DOUBLE;

  PROCEDURE PUT_BOOLEAN(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN BOOLEAN) IS
  BEGIN
    APPEND(p_json, p_key || CASE p_value WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' ELSE 'null' END);
  END PUT_BOOLEAN;

  PROCEDURE PUT_DATE(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN DATE) IS
  BEGIN
    PUT_TEXT(p_json, p_key, TO_CHAR(p_value, 'YYYY-MM-DD"T"HH24:MI:SS'));
  END PUT_DATE;

  PROCEDURE PUT_TIMESTAMP(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN TIMESTAMP) IS
  BEGIN
    PUT_TEXT(p_json, p_key, RTRIM(RTRIM(TO_CHAR(p_value, 'YYYY-MM-DD"T"HH24:MI:SS.FF6'), '0'), '.'));
  END PUT_TIMESTAMP;

  PROCEDURE PUT_TIMESTAMP_TZ(p_json IN OUT NOCOPY CLOB, p_key IN VARCHAR2, p_value IN TIMESTAMP WITH TIME ZONE) IS
  BEGIN
    PUT_TEXT(
      p_json,
      p_key,
      RTRIM(RTRIM(TO_CHAR(p_value, 'YYYY-MM-DD"T"HH24:MI:SS.FF6'), '0'), '.') || TO_CHAR(p_value, 'TZH:TZM')
    );
  END PUT_TIMESTAMP_TZ;

  PROCEDURE SAVE_OUTPUT(p_job_id IN VARCHAR2, p_max_lines IN NUMBER) IS
    l_line VARCHAR2(32767);
    l_status INTEGER;
    l_count PLS_INTEGER := 0;
  BEGIN
    LOOP
      DBMS_OUTPUT.GET_LINE(l_line, l_status);
      EXIT WHEN l_status <> 0 OR l_count >= p_max_lines;
      l_count := l_count + 1;
      INSERT INTO ASYNC_JOB_LOGS (JOB_ID, TEXT) VALUES (p_job_id, l_line);
    END LOOP;
  END SAVE_OUTPUT;
END ASYNC_JOBS_RUNTIME;
/

MERGE INTO ASYNC_JOBS_SCHEMA s
USING (SELECT 6 AS VERSION, '006_async_jobs_runtime.sql' AS SCRIPT FROM DUAL) n
ON (s.VERSION = n.VERSION)
WHEN NOT MATCHED THEN INSERT (VERSION, SCRIPT) VALUES (n.VERSION, n.SCRIPT);
COMMIT;
