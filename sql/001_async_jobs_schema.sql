-- 001 The register of applied scripts.
-- One row a numbered script, written by the script itself. The rows below 1 are locks, held for a moment: 0 by whoever applies
-- scripts (two instances of the service that start together take turns), -1 by a claim that has to count what runs, -2 by the
-- clean-up. Can be run again at any time.
-- Objects: ASYNC_JOBS_SCHEMA
SET DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

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

DECLARE
  -- Another instance may be adding the same row at this moment.
  PROCEDURE add_row(p_version IN NUMBER, p_script IN VARCHAR2) IS
  BEGIN
    INSERT INTO ASYNC_JOBS_SCHEMA (VERSION, SCRIPT) VALUES (p_version, p_script);
    COMMIT;
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      NULL;
  END;
BEGIN
  add_row(0, 'lock: scripts');
  add_row(-1, 'lock: claim');
  add_row(-2, 'lock: clean-up');
  add_row(1, '001_async_jobs_schema.sql');
END;
/

COMMENT ON TABLE ASYNC_JOBS_SCHEMA IS 'Scripts of oracle-jobs-api that were applied to this schema; the rows below 1 are locks';
