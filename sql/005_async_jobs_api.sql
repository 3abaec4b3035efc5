-- 005 ASYNC_JOBS_API: what the procedures that run as jobs, and DBAs, may call.
-- Objects: ASYNC_JOBS_API
SET DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

CREATE OR REPLACE PACKAGE ASYNC_JOBS_API AS
  -- The job that this session runs, NULL outside of one. The service sets it as the session's client identifier.
  FUNCTION JOB_ID RETURN VARCHAR2;

  -- Reports progress, 1 to 99 percent, visible at once. Outside of a job it does nothing.
  PROCEDURE SET_PROGRESS(p_percent IN NUMBER, p_message IN VARCHAR2 DEFAULT NULL);

  -- Writes a line to the job's log, visible at once. Outside of a job it does nothing.
  PROCEDURE LOG(p_text IN VARCHAR2);

  -- Deletes the finished jobs that ended more than p_days_old days ago. Commits.
  PROCEDURE CLEANUP(p_days_old IN NUMBER, p_deleted_count OUT NUMBER);
END ASYNC_JOBS_API;
/

CREATE OR REPLACE PACKAGE BODY ASYNC_JOBS_API AS
  FUNCTION JOB_ID RETURN VARCHAR2 IS
  BEGIN
    RETURN SYS_CONTEXT('USERENV', 'CLIENT_IDENTIFIER');
  END JOB_ID;

  PROCEDURE SET_PROGRESS(p_percent IN NUMBER, p_message IN VARCHAR2 DEFAULT NULL) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
    l_job_id VARCHAR2(64) := JOB_ID;
  BEGIN
    UPDATE ASYNC_JOBS
    SET PROGRESS = LEAST(GREATEST(ROUND(NVL(p_percent, PROGRESS)), 1), 99),
        PROGRESS_MESSAGE = SUBSTRB(p_message, 1, 1000)
    WHERE JOB_ID = l_job_id AND STATUS = 'running';
    COMMIT;
  END SET_PROGRESS;

  PROCEDURE LOG(p_text IN VARCHAR2) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
    l_job_id VARCHAR2(64) := JOB_ID;
  BEGIN
    INSERT INTO ASYNC_JOB_LOGS (JOB_ID, TEXT)
    SELECT JOB_ID, p_text FROM ASYNC_JOBS WHERE JOB_ID = l_job_id AND STATUS = 'running';
    COMMIT;
  END LOG;

  PROCEDURE CLEANUP(p_days_old IN NUMBER, p_deleted_count OUT NUMBER) IS
    c_batch CONSTANT PLS_INTEGER := 1000;
    l_rows PLS_INTEGER;
    l_total NUMBER := 0;
  BEGIN
    LOOP
      DELETE FROM ASYNC_JOBS
      WHERE STATUS IN ('completed', 'failed', 'cancelled')
        AND NVL(FINISHED_AT, ACCEPTED_AT) < SYSTIMESTAMP - NUMTODSINTERVAL(p_days_old, 'DAY')
        AND ROWNUM <= c_batch;
      l_rows := SQL%ROWCOUNT;
      COMMIT;
      l_total := l_total + l_rows;
      EXIT WHEN l_rows < c_batch;
    END LOOP;
    p_deleted_count := l_total;
  END CLEANUP;
END ASYNC_JOBS_API;
/

MERGE INTO ASYNC_JOBS_SCHEMA s
USING (SELECT 5 AS VERSION, '005_async_jobs_api.sql' AS SCRIPT FROM DUAL) n
ON (s.VERSION = n.VERSION)
WHEN NOT MATCHED THEN INSERT (VERSION, SCRIPT) VALUES (n.VERSION, n.SCRIPT);
COMMIT;
