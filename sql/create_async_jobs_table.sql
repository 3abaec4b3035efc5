-- The whole schema of oracle-jobs-api, for a DBA to run as the user that the service connects with:
--
--   sqlplus usuario/password@database @sql/create_async_jobs_table.sql
--
-- That user needs CREATE TABLE, CREATE VIEW, CREATE SEQUENCE, CREATE PROCEDURE and quota on its tablespace. Where it is to have none
-- of them (but the quota), a DBA runs the script in its schema:
--
--   sqlplus system@database
--   SQL> ALTER SESSION SET CURRENT_SCHEMA = usuario;
--   SQL> @sql/create_async_jobs_table.sql
--
-- Creates what is missing, upgrades what is older, loses nothing; can be run again at any time. Ends at the first error. For the service to notice lost workers by their session, and to name
-- sessions in a job's attempts, grant also (as SYS, optional):
--
--   GRANT EXECUTE ON DBMS_LOCK TO usuario;
--   GRANT SELECT ON V_$SESSION TO usuario;

@@001_async_jobs_schema.sql
@@002_async_jobs.sql
@@003_async_job_history.sql
@@004_async_jobs_view.sql
@@005_async_jobs_api.sql
@@006_async_jobs_runtime.sql
@@007_cleanup_old_async_jobs.sql
