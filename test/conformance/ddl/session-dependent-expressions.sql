-- What Oracle may store and this database may not: refused by name, and the session goes on.
CREATE TABLE sde_t (name VARCHAR2(20));
CREATE INDEX sde_i ON sde_t (NLSSORT(name, 'NLS_SORT=BINARY_CI'));
--! ORA-03001: unimplemented feature: an index or a virtual column of such an expression
ALTER TABLE sde_t ADD h AS (ORA_HASH(name));
--! ORA-03001: unimplemented feature: an index or a virtual column of such an expression
INSERT INTO sde_t VALUES ('x');
SELECT name FROM sde_t;
--> x
