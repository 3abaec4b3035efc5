-- 002 The table of jobs: created, or a table of the Go service (with or without PARAMS) upgraded in place.
-- No row is lost. Can be run again at any time.
-- Objects: ASYNC_JOBS
SET DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

-- The columns of the guides. A table that is there already is kept as it is.
DECLARE
  e_exists EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_exists, -955);
BEGIN
  EXECUTE IMMEDIATE q'[
    CREATE TABLE ASYNC_JOBS (
      JOB_ID         VARCHAR2(32)  CONSTRAINT ASYNC_JOBS_PK PRIMARY KEY,
      STATUS         VARCHAR2(20)  NOT NULL,
      PROCEDURE_NAME VARCHAR2(200) NOT NULL,
      PARAMS         CLOB,
      START_TIME     TIMESTAMP     NOT NULL,
      END_TIME       TIMESTAMP,
      DURATION       VARCHAR2(50),
      RESULT         CLOB,
      ERROR_MSG      CLOB,
      PROGRESS       NUMBER        DEFAULT 0 CONSTRAINT ASYNC_JOBS_PROGRESS_CK CHECK (PROGRESS BETWEEN 0 AND 100),
      CREATED_AT     TIMESTAMP     DEFAULT CURRENT_TIMESTAMP
    )]';
EXCEPTION
  WHEN e_exists THEN
    NULL;
END;
/

-- What this service adds to them.
DECLARE
  PROCEDURE add_column(p_definition IN VARCHAR2) IS
    e_exists EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_exists, -1430);
  BEGIN
    EXECUTE IMMEDIATE 'ALTER TABLE ASYNC_JOBS ADD (' || p_definition || ')';
  EXCEPTION
    WHEN e_exists THEN
      NULL;
  END;
BEGIN
  add_column('PARAMS CLOB');
  add_column('CREATED_AT TIMESTAMP DEFAULT CURRENT_TIMESTAMP');
  add_column('STATUS_REASON VARCHAR2(40)');
  add_column('PROGRESS_MESSAGE VARCHAR2(1000)');
  add_column('ERROR_CODE VARCHAR2(30)');
  add_column('CALL_SPEC CLOB');
  add_column('CALLER VARCHAR2(128)');
  add_column('PRIORITY NUMBER(3) DEFAULT 0 NOT NULL');
  add_column('QUEUE_AT TIMESTAMP(3) WITH TIME ZONE');
  add_column('NOT_BEFORE TIMESTAMP(3) WITH TIME ZONE');
  add_column('TIMEOUT_SECONDS NUMBER(9)');
  add_column('QUEUE_TIMEOUT_SECONDS NUMBER(9)');
  add_column('CONCURRENCY_KEY VARCHAR2(200)');
  add_column('MAX_ATTEMPTS NUMBER(3) DEFAULT 1 NOT NULL');
  add_column('ATTEMPT NUMBER(5) DEFAULT 0 NOT NULL');
  add_column('ATTEMPT_TOKEN VARCHAR2(32)');
  add_column('INSTANCE_ID VARCHAR2(32)');
  add_column('INSTANCE_NAME VARCHAR2(128)');
  add_column('SESSION_ID NUMBER');
  add_column('SESSION_SERIAL NUMBER');
  add_column('LOCK_ID NUMBER(10)');
  add_column('LEASE_UNTIL TIMESTAMP(3) WITH TIME ZONE');
  add_column('ACCEPTED_AT TIMESTAMP(3) WITH TIME ZONE');
  add_column('STARTED_AT TIMESTAMP(3) WITH TIME ZONE');
  add_column('CALL_STARTED_AT TIMESTAMP(3) WITH TIME ZONE');
  add_column('FINISHED_AT TIMESTAMP(3) WITH TIME ZONE');
  add_column('CANCEL_REQUESTED_AT TIMESTAMP(3) WITH TIME ZONE');
  add_column('IDEMPOTENCY_HASH VARCHAR2(64)');
  add_column('REQUEST_HASH VARCHAR2(64)');
  add_column('RETRY_OF VARCHAR2(32)');
END;
/

-- Rows of the Go service: their exact times, which are as long ago as their wall clock times are; what it had left unfinished has
-- no worker any more and cannot be run again, because it did not keep the call.
UPDATE ASYNC_JOBS
SET ACCEPTED_AT = SYSTIMESTAMP - (CAST(SYSTIMESTAMP AS TIMESTAMP) - NVL(CREATED_AT, START_TIME)),
    STARTED_AT = SYSTIMESTAMP - (CAST(SYSTIMESTAMP AS TIMESTAMP) - START_TIME),
    FINISHED_AT = SYSTIMESTAMP - (CAST(SYSTIMESTAMP AS TIMESTAMP) - END_TIME)
WHERE ACCEPTED_AT IS NULL;

-- A table of the guides may have been without the CHECK: a status that nobody knows says nothing of the outcome.
UPDATE ASYNC_JOBS
SET STATUS = LOWER(TRIM(STATUS))
WHERE STATUS <> LOWER(TRIM(STATUS)) AND LOWER(TRIM(STATUS)) IN ('pending', 'running', 'completed', 'failed', 'cancelled');

UPDATE ASYNC_JOBS
SET ERROR_MSG = 'El servicio anterior dejó el job en el estado "' || STATUS || '", que no se conoce',
    STATUS = 'failed',
    STATUS_REASON = 'outcome_unknown',
    ERROR_CODE = 'OUTCOME_UNKNOWN'
WHERE CALL_SPEC IS NULL
  AND (STATUS IS NULL OR STATUS NOT IN ('pending', 'running', 'completed', 'failed', 'cancelled'))
  AND ERROR_MSG IS NULL;

UPDATE ASYNC_JOBS
SET STATUS = 'failed',
    STATUS_REASON = 'outcome_unknown',
    ERROR_CODE = 'OUTCOME_UNKNOWN'
WHERE CALL_SPEC IS NULL
  AND (STATUS IS NULL OR STATUS NOT IN ('pending', 'running', 'completed', 'failed', 'cancelled'));

UPDATE ASYNC_JOBS
SET PROGRESS = CASE WHEN PROGRESS < 0 THEN 0 ELSE 100 END
WHERE PROGRESS NOT BETWEEN 0 AND 100 OR (PROGRESS IS NULL AND STATUS IN ('completed', 'failed', 'cancelled'));

UPDATE ASYNC_JOBS
SET STATUS = 'failed',
    STATUS_REASON = 'outcome_unknown',
    ERROR_CODE = 'OUTCOME_UNKNOWN',
    ERROR_MSG = 'El job quedó sin terminar en el servicio anterior: no se sabe si el procedimiento llegó a confirmar su trabajo',
    PROGRESS = 100,
    END_TIME = CAST(SYSTIMESTAMP AS TIMESTAMP),
    FINISHED_AT = SYSTIMESTAMP
WHERE STATUS IN ('pending', 'running') AND CALL_SPEC IS NULL;

UPDATE ASYNC_JOBS
SET STATUS_REASON = CASE STATUS WHEN 'completed' THEN 'success' ELSE 'procedure_error' END
WHERE STATUS_REASON IS NULL AND STATUS IN ('completed', 'failed');
COMMIT;

ALTER TABLE ASYNC_JOBS MODIFY (ACCEPTED_AT DEFAULT SYSTIMESTAMP);

-- STATUS may be 'cancelled' now: the CHECK of the guides has a generated name.
DECLARE
  e_exists EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_exists, -2264);
BEGIN
  FOR c IN (
    SELECT CONSTRAINT_NAME
    FROM ALL_CONSTRAINTS
    WHERE OWNER = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')
      AND TABLE_NAME = 'ASYNC_JOBS'
      AND CONSTRAINT_TYPE = 'C'
      AND CONSTRAINT_NAME <> 'ASYNC_JOBS_STATUS_CK'
      AND UPPER(SEARCH_CONDITION_VC) LIKE '%STATUS%IN%(%PENDING%'
  ) LOOP
    EXECUTE IMMEDIATE 'ALTER TABLE ASYNC_JOBS DROP CONSTRAINT "' || c.CONSTRAINT_NAME || '"';
  END LOOP;
  EXECUTE IMMEDIATE q'[
    ALTER TABLE ASYNC_JOBS ADD CONSTRAINT ASYNC_JOBS_STATUS_CK
      CHECK (STATUS IN ('pending', 'running', 'completed', 'failed', 'cancelled'))]';
EXCEPTION
  WHEN e_exists THEN
    NULL;
END;
/

DECLARE
  PROCEDURE create_index(p_statement IN VARCHAR2) IS
    e_exists EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_exists, -955);
    e_indexed EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_indexed, -1408);
  BEGIN
    EXECUTE IMMEDIATE p_statement;
  EXCEPTION
    WHEN e_exists OR e_indexed THEN
      NULL;
  END;
BEGIN
  -- The queue, and what runs.
  create_index('CREATE INDEX ASYNC_JOBS_QUEUE_IX ON ASYNC_JOBS (STATUS, QUEUE_AT)');
  -- The list, newest first.
  create_index('CREATE INDEX ASYNC_JOBS_ACCEPTED_IX ON ASYNC_JOBS (ACCEPTED_AT, JOB_ID)');
  create_index('CREATE INDEX ASYNC_JOBS_PROCEDURE_IX ON ASYNC_JOBS (PROCEDURE_NAME)');
  -- One key, one job.
  create_index('CREATE UNIQUE INDEX ASYNC_JOBS_IDEMPOTENCY_UX ON ASYNC_JOBS (IDEMPOTENCY_HASH)');
  -- One running job a concurrency key: held by the database, whoever claims.
  create_index(q'[CREATE UNIQUE INDEX ASYNC_JOBS_CONCURRENCY_UX ON ASYNC_JOBS (CASE WHEN STATUS = 'running' THEN CONCURRENCY_KEY END)]');
END;
/

COMMENT ON TABLE ASYNC_JOBS IS 'Stored procedure calls that run in the background (oracle-jobs-api)';
COMMENT ON COLUMN ASYNC_JOBS.JOB_ID IS 'Identifier, 32 hexadecimal digits';
COMMENT ON COLUMN ASYNC_JOBS.STATUS IS 'pending, running, completed, failed or cancelled';
COMMENT ON COLUMN ASYNC_JOBS.PROCEDURE_NAME IS 'Procedure as the caller named it';
COMMENT ON COLUMN ASYNC_JOBS.PARAMS IS 'Values of the IN parameters, a JSON object';
COMMENT ON COLUMN ASYNC_JOBS.START_TIME IS 'When it began to run, until then when it was accepted; wall clock of the database server';
COMMENT ON COLUMN ASYNC_JOBS.END_TIME IS 'When it ended; wall clock of the database server';
COMMENT ON COLUMN ASYNC_JOBS.DURATION IS 'Run time, such as 2m15s';
COMMENT ON COLUMN ASYNC_JOBS.RESULT IS 'Values of the OUT parameters, a JSON object';
COMMENT ON COLUMN ASYNC_JOBS.ERROR_MSG IS 'Error text of a failed job';
COMMENT ON COLUMN ASYNC_JOBS.PROGRESS IS 'Progress in percent, 0 to 100';
COMMENT ON COLUMN ASYNC_JOBS.CREATED_AT IS 'When it was accepted; wall clock of the database server';
COMMENT ON COLUMN ASYNC_JOBS.STATUS_REASON IS 'Why it is in its status';
COMMENT ON COLUMN ASYNC_JOBS.PROGRESS_MESSAGE IS 'What the procedure said with ASYNC_JOBS_API.SET_PROGRESS';
COMMENT ON COLUMN ASYNC_JOBS.ERROR_CODE IS 'Oracle code of the error, such as ORA-20001';
COMMENT ON COLUMN ASYNC_JOBS.CALL_SPEC IS 'The call without its values, JSON';
COMMENT ON COLUMN ASYNC_JOBS.CALLER IS 'Name of the token that submitted it';
COMMENT ON COLUMN ASYNC_JOBS.PRIORITY IS '-100 to 100, higher runs first';
COMMENT ON COLUMN ASYNC_JOBS.QUEUE_AT IS 'Place in the queue: the time it was accepted, less 36 seconds a point of priority';
COMMENT ON COLUMN ASYNC_JOBS.NOT_BEFORE IS 'Does not start earlier';
COMMENT ON COLUMN ASYNC_JOBS.TIMEOUT_SECONDS IS 'Run time after which it is broken off';
COMMENT ON COLUMN ASYNC_JOBS.QUEUE_TIMEOUT_SECONDS IS 'Waiting time after which it fails';
COMMENT ON COLUMN ASYNC_JOBS.CONCURRENCY_KEY IS 'At most one job of a key runs at a time';
COMMENT ON COLUMN ASYNC_JOBS.MAX_ATTEMPTS IS 'How often it may be started';
COMMENT ON COLUMN ASYNC_JOBS.ATTEMPT IS 'How often it was started';
COMMENT ON COLUMN ASYNC_JOBS.ATTEMPT_TOKEN IS 'Changes with each start: fences off the worker of an earlier one';
COMMENT ON COLUMN ASYNC_JOBS.INSTANCE_ID IS 'Process of the service that runs it';
COMMENT ON COLUMN ASYNC_JOBS.INSTANCE_NAME IS 'INSTANCE_NAME of that process';
COMMENT ON COLUMN ASYNC_JOBS.SESSION_ID IS 'SID of the session that runs it';
COMMENT ON COLUMN ASYNC_JOBS.SESSION_SERIAL IS 'SERIAL# of that session, where V$SESSION may be read';
COMMENT ON COLUMN ASYNC_JOBS.LOCK_ID IS 'DBMS_LOCK lock that the session holds while it lives';
COMMENT ON COLUMN ASYNC_JOBS.LEASE_UNTIL IS 'Where DBMS_LOCK is not granted: until when the worker counts as alive';
COMMENT ON COLUMN ASYNC_JOBS.ACCEPTED_AT IS 'When it was accepted';
COMMENT ON COLUMN ASYNC_JOBS.STARTED_AT IS 'When a worker took it';
COMMENT ON COLUMN ASYNC_JOBS.CALL_STARTED_AT IS 'When the procedure was called';
COMMENT ON COLUMN ASYNC_JOBS.FINISHED_AT IS 'When it ended';
COMMENT ON COLUMN ASYNC_JOBS.CANCEL_REQUESTED_AT IS 'When its cancellation was asked for';
COMMENT ON COLUMN ASYNC_JOBS.IDEMPOTENCY_HASH IS 'SHA-256 of caller and Idempotency-Key';
COMMENT ON COLUMN ASYNC_JOBS.REQUEST_HASH IS 'SHA-256 of the request that came with the Idempotency-Key';
COMMENT ON COLUMN ASYNC_JOBS.RETRY_OF IS 'The job that this one repeats';

MERGE INTO ASYNC_JOBS_SCHEMA s
USING (SELECT 2 AS VERSION, '002_async_jobs.sql' AS SCRIPT FROM DUAL) n
ON (s.VERSION = n.VERSION)
WHEN NOT MATCHED THEN INSERT (VERSION, SCRIPT) VALUES (n.VERSION, n.SCRIPT);
COMMIT;
