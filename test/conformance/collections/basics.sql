DECLARE
  TYPE t_list IS TABLE OF VARCHAR2(10);
  TYPE t_map IS TABLE OF NUMBER INDEX BY VARCHAR2(20);
  TYPE t_arr IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
  TYPE t_v IS VARRAY(3) OF NUMBER;
  l t_list := t_list('a', 'b', 'c');
  m t_map;
  a t_arr;
  v t_v := t_v();
  e t_list;
  k VARCHAR2(20);
BEGIN
  DBMS_OUTPUT.PUT_LINE(l.COUNT || l.FIRST || l.LAST || l(2));
  l.DELETE(2);
  DBMS_OUTPUT.PUT_LINE(l.COUNT || ' ' || l.NEXT(1) || ' ' || l.PRIOR(3) || CASE WHEN l.EXISTS(2) THEN ' yes' ELSE ' no' END);
  l.EXTEND;
  l(4) := 'd';
  l.EXTEND(2, 1);
  DBMS_OUTPUT.PUT_LINE(l.LAST || l(6));
  l.TRIM(2);
  DBMS_OUTPUT.PUT_LINE(l.LAST || ' ' || l.COUNT);
  m('zeta') := 1; m('alpha') := 2; m('mid') := 3;
  k := m.FIRST;
  WHILE k IS NOT NULL LOOP
    DBMS_OUTPUT.PUT_LINE(k || '=' || m(k));
    k := m.NEXT(k);
  END LOOP;
  a(-5) := 1; a(100) := 2;
  DBMS_OUTPUT.PUT_LINE(a.FIRST || ' ' || a.LAST || ' ' || a.COUNT);
  v.EXTEND(3);
  v(3) := 9;
  DBMS_OUTPUT.PUT_LINE(v.LIMIT || ' ' || v.COUNT || ' ' || v(3) || NVL(TO_CHAR(v(1)), ' null'));
  BEGIN
    v.EXTEND;
  EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;
  BEGIN
    DBMS_OUTPUT.PUT_LINE(l(99));
  EXCEPTION WHEN SUBSCRIPT_BEYOND_COUNT THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;
  BEGIN
    DBMS_OUTPUT.PUT_LINE(m('nope'));
  EXCEPTION WHEN NO_DATA_FOUND THEN DBMS_OUTPUT.PUT_LINE('no data'); END;
  BEGIN
    e.EXTEND;
  EXCEPTION WHEN COLLECTION_IS_NULL THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;
  IF 'a' MEMBER OF l AND 'x' NOT MEMBER OF l THEN DBMS_OUTPUT.PUT_LINE('member'); END IF;
  l := t_list('a', 'b') MULTISET UNION t_list('b', 'c');
  DBMS_OUTPUT.PUT_LINE(l.COUNT || ' ' || SET(l).COUNT || CASE WHEN t_list(1, 2) = t_list(2, 1) THEN ' equal' END);
  m.DELETE;
  DBMS_OUTPUT.PUT_LINE(m.COUNT);
END;
/
--> 313b
--> 2 3 1 no
--> 6a
--> 4 3
--> alpha=2
--> mid=3
--> zeta=1
--> -5 100 2
--> 3 3 9 null
--> ORA-06532: Subscript outside of limit
--> ORA-06533: Subscript beyond count
--> no data
--> ORA-06531: Reference to uninitialized collection
--> member
--> 4 3 equal
--> 0
DECLARE
  TYPE t_rec IS RECORD (id NUMBER := 7, name VARCHAR2(10));
  TYPE t_recs IS TABLE OF t_rec INDEX BY PLS_INTEGER;
  r t_rec;
  rs t_recs;
BEGIN
  rs(1).name := 'one';
  r := rs(1);
  r.name := 'changed';
  DBMS_OUTPUT.PUT_LINE(rs(1).id || rs(1).name || r.name);
  SELECT 5, 'five' INTO r FROM dual;
  rs(2) := r;
  DBMS_OUTPUT.PUT_LINE(rs(2).id || rs(2).name);
END;
/
--> 7onechanged
--> 5five
-- IN and IS A SET.
DECLARE
  TYPE numbers IS TABLE OF NUMBER;
  a numbers := numbers(1, 2, 3);
  b numbers := numbers(3, 2, 1);
  twice numbers := numbers(2, 2);
  nothing numbers;
BEGIN
  IF a IN (twice, b) AND a NOT IN (twice) THEN DBMS_OUTPUT.PUT_LINE('in'); END IF;
  IF a IS A SET AND twice IS NOT A SET THEN DBMS_OUTPUT.PUT_LINE('sets'); END IF;
  IF nothing IS A SET OR nothing IN (a) THEN NULL; ELSE DBMS_OUTPUT.PUT_LINE('unknown'); END IF;
END;
/
--> in
--> sets
--> unknown
