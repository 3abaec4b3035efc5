BEGIN
  $IF DBMS_DB_VERSION.VERSION >= 12 AND NOT DBMS_DB_VERSION.VER_LE_11_2 $THEN
  DBMS_OUTPUT.PUT_LINE('12 or later');
  $ELSE
  no such statement
  $END
END;
/
--> 12 or later
BEGIN
  EXECUTE IMMEDIATE 'BEGIN $IF $$nothing IS NULL $THEN DBMS_OUTPUT.PUT_LINE(:1); $ELSE nonsense $END END;' USING 'dynamic';
END;
/
--> dynamic
DECLARE
  n NUMBER := 1;
BEGIN
  $IF n = 1 $THEN NULL; $END
  NULL;
END;
/
--! ORA-06550: line 4, column 6:
--! PLS-00174: a static boolean expression must be used
BEGIN
  $ERROR 'not here' $END
  NULL;
END;
/
--! ORA-06550: line 2, column 9:
--! PLS-00179: $ERROR: 'not here'
CREATE TABLE cc_t (id NUMBER, note VARCHAR2(20));
-- A trigger with directives fires as any other.
CREATE OR REPLACE TRIGGER cc_trigger BEFORE INSERT ON cc_t FOR EACH ROW
BEGIN
  $IF DBMS_DB_VERSION.VER_LE_9 $THEN :NEW.note := 'old'; $ELSE :NEW.note := 'new'; $END
END;
/
INSERT INTO cc_t (id) VALUES (1);
SELECT * FROM cc_t;
--> 1 | new
