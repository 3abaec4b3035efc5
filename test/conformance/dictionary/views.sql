CREATE TABLE dv (id NUMBER(8, 2) NOT NULL, v VARCHAR2(30 CHAR), d DATE DEFAULT SYSDATE, ts TIMESTAMP(3), CONSTRAINT dv_pk PRIMARY KEY (id));
CREATE INDEX dv_ix ON dv (v);
SELECT column_name, data_type, data_precision, data_scale, char_length, nullable FROM user_tab_columns WHERE table_name = 'DV' ORDER BY column_id;
--> ID | NUMBER | 8 | 2 | 0 | N
--> V | VARCHAR2 | (null) | (null) | 30 | Y
--> D | DATE | (null) | (null) | 0 | Y
--> TS | TIMESTAMP(3) | (null) | 3 | 0 | Y
SELECT constraint_name, constraint_type, status FROM user_constraints WHERE table_name = 'DV' AND constraint_type = 'P';
--> DV_PK | P | ENABLED
SELECT index_name, uniqueness FROM user_indexes WHERE table_name = 'DV' ORDER BY 1;
--> DV_IX | NONUNIQUE
--> DV_PK | UNIQUE
SELECT column_name FROM user_cons_columns WHERE constraint_name = 'DV_PK';
--> ID
CREATE OR REPLACE PROCEDURE dp(p_a IN NUMBER, p_b OUT VARCHAR2, p_c IN OUT DATE, p_d SYS_REFCURSOR DEFAULT NULL) IS
BEGIN
  NULL;
END;
/
SELECT argument_name, position, data_type, in_out, defaulted FROM user_arguments WHERE object_name = 'DP' ORDER BY position;
--> P_A | 1 | NUMBER | IN | N
--> P_B | 2 | VARCHAR2 | OUT | N
--> P_C | 3 | DATE | IN/OUT | N
--> P_D | 4 | REF CURSOR | IN | Y
CREATE OR REPLACE FUNCTION df RETURN NUMBER IS BEGIN RETURN 1; END;
/
SELECT argument_name, position, data_type, in_out FROM user_arguments WHERE object_name = 'DF';
--> (null) | 0 | NUMBER | OUT
SELECT object_name, object_type, status FROM user_objects WHERE object_name IN ('DV', 'DP', 'DF') ORDER BY 1;
--> DF | FUNCTION | VALID
--> DP | PROCEDURE | VALID
--> DV | TABLE | VALID
SELECT line, RTRIM(text, CHR(10)) FROM user_source WHERE name = 'DP' ORDER BY line FETCH FIRST 2 ROWS ONLY;
--> 1 | PROCEDURE dp(p_a IN NUMBER, p_b OUT VARCHAR2, p_c IN OUT DATE, p_d SYS_REFCURSOR DEFAULT NULL) IS
--> 2 | BEGIN
CREATE OR REPLACE PROCEDURE derr IS
BEGIN
  nope(1);
END;
/
--? 3/3 PL/SQL: Statement ignored
--? 3/3 PLS-00201: identifier 'NOPE' must be declared
SELECT line, position, text FROM user_errors WHERE name = 'DERR' AND text LIKE 'PLS%';
--> 3 | 3 | PLS-00201: identifier 'NOPE' must be declared
SELECT table_name FROM all_tables WHERE owner = USER AND table_name = 'DV';
--> DV
SELECT COUNT(*) FROM v$session WHERE sid = SYS_CONTEXT('USERENV', 'SID') AND username = USER;
--> 1
SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'), USER FROM dual;
--> APP | APP
