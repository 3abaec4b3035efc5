-- Run once by the Oracle Free container, as SYS: the user that owns ASYNC_JOBS. The password is that of compose.yaml.
ALTER SESSION SET CONTAINER = FREEPDB1;

CREATE USER jobs IDENTIFIED BY "jobs_password" QUOTA UNLIMITED ON USERS;
GRANT CREATE SESSION, CREATE TABLE, CREATE VIEW, CREATE SEQUENCE, CREATE PROCEDURE, CREATE TRIGGER TO jobs;

-- Liveness of a running job is asked of the database (docs/operations.md).
GRANT EXECUTE ON SYS.DBMS_LOCK TO jobs;
GRANT SELECT ON SYS.V_$SESSION TO jobs;
