-- 001 The register of applied scripts.
-- One row a numbered script, written by the script itself; the row of version 0 is locked by whoever applies scripts, so that
-- two instances of the service that start together do it one after the other. Can be run again at any time.
SET DEFINE OFF

DECLARE
  e_exists EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_exists, -955);
BEGIN
  EXECUTE IMMEDIATE q'[
    CREATE TABLE ASYNC_JOBS_SCHEMA (
      VERSION    NUMBER(5)     CONSTRAINT ASYNC_JOBS_SCHEMA_PK PRIMARY KEY,
      SCRIPT     VARCHAR2(100) NOT NULL,
      APPLIED_AT TIMESTAMP(3) WITH TIME ZONE DEFAULT SYSTIMESTAMP NOT NULL
    )]';
EXCEPTION
  WHEN e_exists THEN
    NULL;
END;
/

BEGIN
  INSERT INTO ASYNC_JOBS_SCHEMA (VERSION, SCRIPT) VALUES (0, 'lock');
  COMMIT;
EXCEPTION
  WHEN DUP_VAL_ON_INDEX THEN
    ROLLBACK;
END;
/

COMMENT ON TABLE ASYNC_JOBS_SCHEMA IS 'Scripts of oracle-jobs-api that were applied to this schema; version 0 is a lock';

MERGE INTO ASYNC_JOBS_SCHEMA s
USING (SELECT 1 AS VERSION, '001_async_jobs_schema.sql' AS SCRIPT FROM DUAL) n
ON (s.VERSION = n.VERSION)
WHEN NOT MATCHED THEN INSERT (VERSION, SCRIPT) VALUES (n.VERSION, n.SCRIPT);
COMMIT;
