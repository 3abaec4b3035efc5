CREATE OR REPLACE TYPE ot_shape AS OBJECT (
  name VARCHAR2(20),
  x    NUMBER,
  CONSTRUCTOR FUNCTION ot_shape(SELF IN OUT NOCOPY ot_shape, name VARCHAR2) RETURN SELF AS RESULT,
  MEMBER FUNCTION area RETURN NUMBER,
  MEMBER PROCEDURE grow(factor NUMBER),
  MEMBER FUNCTION describe(prefix VARCHAR2 DEFAULT '>') RETURN VARCHAR2,
  STATIC FUNCTION make(n VARCHAR2) RETURN ot_shape,
  MAP MEMBER FUNCTION weight RETURN NUMBER
) NOT FINAL;
/
CREATE OR REPLACE TYPE BODY ot_shape AS
  CONSTRUCTOR FUNCTION ot_shape(SELF IN OUT NOCOPY ot_shape, name VARCHAR2) RETURN SELF AS RESULT IS
  BEGIN
    -- The parameter hides the attribute of the same name.
    SELF.name := UPPER(name);
    x := 1;
    RETURN;
  END;
  MEMBER FUNCTION area RETURN NUMBER IS BEGIN RETURN 0; END;
  MEMBER PROCEDURE grow(factor NUMBER) IS BEGIN x := x * factor; END;
  MEMBER FUNCTION describe(prefix VARCHAR2 DEFAULT '>') RETURN VARCHAR2 IS
  BEGIN
    RETURN prefix || name || ' area ' || area() || ' x ' || SELF.x;
  END;
  STATIC FUNCTION make(n VARCHAR2) RETURN ot_shape IS BEGIN RETURN ot_shape(n, 7); END;
  MAP MEMBER FUNCTION weight RETURN NUMBER IS BEGIN RETURN x; END;
END;
/
CREATE OR REPLACE TYPE ot_circle UNDER ot_shape (
  r NUMBER,
  CONSTRUCTOR FUNCTION ot_circle(r NUMBER) RETURN SELF AS RESULT,
  OVERRIDING MEMBER FUNCTION area RETURN NUMBER
);
/
CREATE OR REPLACE TYPE BODY ot_circle AS
  CONSTRUCTOR FUNCTION ot_circle(r NUMBER) RETURN SELF AS RESULT IS
  BEGIN
    SELF.r := r;
    name := 'circle';
    x := 5;
    RETURN;
  END;
  OVERRIDING MEMBER FUNCTION area RETURN NUMBER IS
    result NUMBER;
  BEGIN
    SELECT 3 * r * SELF.r INTO result FROM dual;
    RETURN result;
  END;
END;
/
CREATE TYPE ot_shapes AS TABLE OF ot_shape;
/
DECLARE
  s ot_shape := ot_shape('abc');
  t ot_shape := ot_shape.make('made');
  c ot_circle := ot_circle(2);
BEGIN
  DBMS_OUTPUT.PUT_LINE(s.describe);
  s.grow(4);
  DBMS_OUTPUT.PUT_LINE(s.describe('#') || ' ' || t.describe());
  DBMS_OUTPUT.PUT_LINE(c.describe());
  -- The method of the value's type runs, not that of the variable's.
  t := c;
  DBMS_OUTPUT.PUT_LINE(t.area || ' ' || NEW ot_shape(x => 2, name => 'named').describe());
  -- Objects are values.
  t.x := 50;
  DBMS_OUTPUT.PUT_LINE(c.x || ' ' || t.x);
END;
/
--> >ABC area 0 x 1
--> #ABC area 0 x 4 >made area 0 x 7
--> >circle area 12 x 5
--> 12 >named area 0 x 2
--> 5 50
-- Comparison by the MAP method; an object that is NULL as a whole.
DECLARE
  s ot_shape := ot_shape('s', 4);
  n ot_shape;
BEGIN
  IF s = ot_shape('t', 4) THEN DBMS_OUTPUT.PUT_LINE('equal'); END IF;
  IF s < ot_shape('t', 5) THEN DBMS_OUTPUT.PUT_LINE('less'); END IF;
  IF s = n OR s <> n THEN NULL; ELSE DBMS_OUTPUT.PUT_LINE('unknown'); END IF;
  IF n IS NULL THEN DBMS_OUTPUT.PUT_LINE('null ' || NVL(n.name, 'without a name')); END IF;
  BEGIN
    DBMS_OUTPUT.PUT_LINE(n.area);
  EXCEPTION WHEN SELF_IS_NULL THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
  END;
  BEGIN
    n.x := 1;
  EXCEPTION WHEN ACCESS_INTO_NULL THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
  END;
END;
/
--> equal
--> less
--> unknown
--> null without a name
--> ORA-30625: method dispatch on NULL SELF argument is disallowed
--> ORA-06530: Reference to uninitialized composite
-- Collections of objects, and their rows.
DECLARE
  l ot_shapes := ot_shapes(ot_shape('a', 1), ot_circle(3));
BEGIN
  l.EXTEND;
  l(3) := ot_shape('b', 2);
  l(1).grow(10);
  FOR i IN 1 .. l.COUNT LOOP DBMS_OUTPUT.PUT_LINE(i || l(i).describe); END LOOP;
  FOR r IN (SELECT name, x FROM TABLE(l) ORDER BY x) LOOP DBMS_OUTPUT.PUT_LINE(r.name || r.x); END LOOP;
END;
/
--> 1>a area 0 x 10
--> 2>circle area 27 x 5
--> 3>b area 0 x 2
--> b2
--> circle5
--> a10
CREATE OR REPLACE FUNCTION ot_some(n NUMBER) RETURN ot_shapes PIPELINED IS
BEGIN
  FOR i IN 1 .. n LOOP PIPE ROW (ot_shape('s' || i, i)); END LOOP;
END;
/
SELECT * FROM TABLE(ot_some(2));
--# NAME | X
--> s1 | 1
--> s2 | 2
-- ORDER methods; types and methods that only subtypes implement.
CREATE OR REPLACE TYPE ot_base AS OBJECT (
  id NUMBER,
  NOT INSTANTIABLE MEMBER FUNCTION label RETURN VARCHAR2,
  ORDER MEMBER FUNCTION compare(other ot_base) RETURN INTEGER
) NOT INSTANTIABLE NOT FINAL;
/
CREATE OR REPLACE TYPE BODY ot_base AS
  ORDER MEMBER FUNCTION compare(other ot_base) RETURN INTEGER IS
  BEGIN
    RETURN SIGN(other.id - id);
  END;
END;
/
CREATE OR REPLACE TYPE ot_derived UNDER ot_base (OVERRIDING MEMBER FUNCTION label RETURN VARCHAR2);
/
CREATE OR REPLACE TYPE BODY ot_derived AS
  OVERRIDING MEMBER FUNCTION label RETURN VARCHAR2 IS BEGIN RETURN 'derived ' || id; END;
END;
/
DECLARE
  b ot_base := ot_derived(7);
BEGIN
  DBMS_OUTPUT.PUT_LINE(b.label);
  IF b > ot_derived(8) THEN DBMS_OUTPUT.PUT_LINE('the other way round'); END IF;
END;
/
--> derived 7
--> the other way round
DECLARE
  b ot_base;
BEGIN
  b := ot_base(1);
END;
/
--! ORA-06550: line 4, column 8:
--! PLS-00713: attempting to instantiate a type that is NOT INSTANTIABLE
CREATE OR REPLACE TYPE ot_wrong UNDER ot_derived (n NUMBER);
/
--? 1/21 PL/SQL: Item ignored
--? 1/21 PLS-00590: attempting to create a subtype UNDER a FINAL type
CREATE OR REPLACE TYPE BODY ot_derived AS
  MEMBER FUNCTION other RETURN NUMBER IS BEGIN RETURN 1; END;
END;
/
--? 1/59 PLS-00538: subprogram or cursor 'LABEL' is declared in an object type specification and must be defined in the object type body
--? 2/19 PLS-00539: subprogram 'OTHER' is declared in an object type body and must be defined in the object type specification
DECLARE
  s ot_shape := ot_shape('abc');
BEGIN
  DBMS_OUTPUT.PUT_LINE(s.missing);
END;
/
--! ORA-06550: line 4, column 26:
--! PLS-00302: component 'MISSING' must be declared
-- The type that an object has while the program runs; methods of the supertype.
CREATE OR REPLACE TYPE ot_animal AS OBJECT (
  age NUMBER,
  MEMBER FUNCTION sound RETURN VARCHAR2,
  MEMBER PROCEDURE birthday
) NOT FINAL;
/
CREATE OR REPLACE TYPE BODY ot_animal AS
  MEMBER FUNCTION sound RETURN VARCHAR2 IS BEGIN RETURN 'none at ' || age; END;
  MEMBER PROCEDURE birthday IS BEGIN age := age + 1; END;
END;
/
CREATE OR REPLACE TYPE ot_dog UNDER ot_animal (
  tricks NUMBER,
  OVERRIDING MEMBER FUNCTION sound RETURN VARCHAR2,
  OVERRIDING MEMBER PROCEDURE birthday
);
/
CREATE OR REPLACE TYPE BODY ot_dog AS
  OVERRIDING MEMBER FUNCTION sound RETURN VARCHAR2 IS
  BEGIN
    RETURN 'woof, not ' || (SELF AS ot_animal).sound;
  END;
  OVERRIDING MEMBER PROCEDURE birthday IS
  BEGIN
    (SELF AS ot_animal).birthday();
    tricks := tricks + 1;
  END;
END;
/
DECLARE
  a ot_animal := ot_dog(3, 0);
  b ot_animal := ot_animal(5);
BEGIN
  a.birthday;
  DBMS_OUTPUT.PUT_LINE(a.sound || ' ' || TREAT(a AS ot_dog).tricks);
  IF a IS OF (ot_dog) AND a IS NOT OF (ONLY ot_animal) THEN DBMS_OUTPUT.PUT_LINE('a dog'); END IF;
  IF TREAT(b AS ot_dog) IS NULL THEN DBMS_OUTPUT.PUT_LINE('no dog'); END IF;
END;
/
--> woof, not none at 4 1
--> a dog
--> no dog
-- Overloads for a type and its supertype.
CREATE OR REPLACE PACKAGE ot_overloads AS
  FUNCTION kind(a ot_dog) RETURN VARCHAR2;
  FUNCTION kind(a ot_animal) RETURN VARCHAR2;
END;
/
CREATE OR REPLACE PACKAGE BODY ot_overloads AS
  FUNCTION kind(a ot_dog) RETURN VARCHAR2 IS BEGIN RETURN 'dog'; END;
  FUNCTION kind(a ot_animal) RETURN VARCHAR2 IS BEGIN RETURN 'animal'; END;
END;
/
DECLARE
  a ot_animal := ot_dog(1, 1);
BEGIN
  DBMS_OUTPUT.PUT_LINE(ot_overloads.kind(a) || ' ' || ot_overloads.kind(TREAT(a AS ot_dog)));
END;
/
--> animal dog
-- A type that others are made of stays; FORCE is stronger.
CREATE OR REPLACE TYPE ot_animal AS OBJECT (age NUMBER);
/
--! ORA-02303: cannot drop or replace a type with type or table dependents
DROP TYPE ot_animal;
--! ORA-02303: cannot drop or replace a type with type or table dependents
CREATE OR REPLACE TYPE ot_shapes FORCE AS TABLE OF ot_shape;
/
DROP TYPE ot_dog;
DROP TYPE ot_animal;
-- Static and member methods of one name.
CREATE OR REPLACE TYPE ot_named AS OBJECT (
  n NUMBER,
  STATIC FUNCTION value(a NUMBER) RETURN NUMBER,
  MEMBER FUNCTION value(a NUMBER) RETURN NUMBER,
  MEMBER FUNCTION value RETURN NUMBER
);
/
CREATE OR REPLACE TYPE BODY ot_named AS
  STATIC FUNCTION value(a NUMBER) RETURN NUMBER IS BEGIN RETURN a; END;
  MEMBER FUNCTION value(a NUMBER) RETURN NUMBER IS BEGIN RETURN ot_named.value(a) + n; END;
  MEMBER FUNCTION value RETURN NUMBER IS BEGIN RETURN value(1) + SELF.value(2); END;
END;
/
DECLARE
  o ot_named := ot_named(10);
BEGIN
  DBMS_OUTPUT.PUT_LINE(o.value || ' ' || o.value(5) || ' ' || ot_named.value(5));
END;
/
--> 23 15 5
SELECT type_name, typecode, attributes, methods, final, instantiable, supertype_name FROM user_types WHERE type_name IN ('OT_CIRCLE', 'OT_SHAPE', 'OT_SHAPES', 'OT_BASE') ORDER BY 1;
--> OT_BASE | OBJECT | 1 | 2 | NO | NO | (null)
--> OT_CIRCLE | OBJECT | 3 | 7 | YES | YES | OT_SHAPE
--> OT_SHAPE | OBJECT | 2 | 6 | NO | YES | (null)
--> OT_SHAPES | COLLECTION | 0 | 0 | YES | YES | (null)
SELECT attr_name, attr_type_name FROM user_type_attrs WHERE type_name = 'OT_CIRCLE' ORDER BY attr_no;
--> NAME | VARCHAR2
--> X | NUMBER
--> R | NUMBER
