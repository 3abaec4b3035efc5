CREATE TABLE gr (id NUMBER);
SELECT COUNT(*) FROM system.gr;
--! ORA-00942: table or view does not exist
SELECT COUNT(*) FROM app.gr;
--> 0
CREATE USER intruder IDENTIFIED BY x;
--! ORA-01031: insufficient privileges
GRANT SELECT ON gr TO system;
REVOKE SELECT ON gr FROM system;
GRANT SELECT ON gr TO nobody_here;
--! ORA-01917: user or role 'NOBODY_HERE' does not exist
CREATE TABLE system.gr2 (id NUMBER);
--! ORA-01031: insufficient privileges
SELECT privilege FROM session_privs WHERE privilege IN ('CREATE TABLE', 'CREATE USER');
--> CREATE TABLE
