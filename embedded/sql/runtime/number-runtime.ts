/** PostgreSQL functions for NUMBER: conversions, division and functions with Oracle's precision and errors. */
export const NUMBER_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.raise(code integer, text_ text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'ORA00', MESSAGE = format('ORA-%s: %s', lpad(code::text, 5, '0'), text_);
END $$;

CREATE OR REPLACE FUNCTION ora.int(n numeric) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN n < -2147483647 THEN -2147483647 WHEN n > 2147483647 THEN 2147483647 ELSE trunc(n) END::integer;

-- A NUMBER as text without a format: no leading zero, 40 digits at most, then exponent form.
CREATE OR REPLACE FUNCTION ora.number_text(n numeric, point text DEFAULT '.') RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  t text := trim_scale(n)::text;
  m numeric;
  e integer;
  suffix text;
BEGIN
  IF length(t) > 40 THEN
    m := abs(n);
    IF m >= 1 THEN
      e := length(trunc(m)::text) - 1;
    ELSE
      e := -(length(substring(m::text FROM '^0\\.(0*)')) + 1);
    END IF;
    IF e >= 40 OR (scale(trim_scale(m)) > 40 AND -e - 1 > 5) THEN
      suffix := 'E' || CASE WHEN e < 0 THEN '-' ELSE '+' END || lpad(abs(e)::text, greatest(2, length(abs(e)::text)), '0');
      m := round(m / power(10::numeric, e), 38 - length(suffix));
      IF m >= 10 THEN
        m := m / 10;
      END IF;
      t := CASE WHEN n < 0 THEN '-' ELSE '' END || round(m, 38 - length(suffix))::text || suffix;
    ELSE
      t := trim_scale(round(n, 40))::text;
    END IF;
  END IF;
  IF t LIKE '0.%' THEN
    t := substr(t, 2);
  ELSIF t LIKE '-0.%' THEN
    t := '-' || substr(t, 3);
  END IF;
  RETURN CASE WHEN point = '.' THEN t ELSE replace(t, '.', point) END;
END $$;

CREATE OR REPLACE FUNCTION ora.double_text(d float8, is_single boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  t text;
  m text[];
BEGIN
  IF d = 'NaN' THEN RETURN 'Nan'; END IF;
  IF d = 'Infinity' THEN RETURN 'Inf'; END IF;
  IF d = '-Infinity' THEN RETURN '-Inf'; END IF;
  IF d = 0 THEN RETURN '0'; END IF;
  t := CASE WHEN is_single THEN to_char(d::numeric, '9.99999999EEEE') ELSE to_char(d::text::numeric, '9.9999999999999999EEEE') END;
  m := regexp_match(trim(t), '^(-?)(\\d\\.\\d+)e([+-])(\\d+)$');
  RETURN m[1] || regexp_replace(m[2], '(\\.\\d+?)0+$', '\\1') || 'E' || m[3] || lpad(m[4], 3, '0');
END $$;

CREATE OR REPLACE FUNCTION ora.double_number(d float8) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF d IN ('NaN', 'Infinity', '-Infinity') THEN
    PERFORM ora.raise(1426, 'numeric overflow');
  END IF;
  RETURN d::text::numeric;
END $$;

CREATE OR REPLACE FUNCTION ora.to_number(t text, point text DEFAULT '.') RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  s text := CASE WHEN point = '.' THEN t ELSE translate(t, point || '.', '.' || '?') END;
BEGIN
  IF s ~ '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?\\s*$' THEN
    RETURN trim(s)::numeric;
  END IF;
  PERFORM ora.raise(1722, 'invalid number');
END $$;

CREATE OR REPLACE FUNCTION ora.to_double(t text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF t ~* '^\\s*[+-]?(inf|infinity)\\s*$' THEN RETURN CASE WHEN t LIKE '%-%' THEN '-Infinity' ELSE 'Infinity' END::float8; END IF;
  IF t ~* '^\\s*nan\\s*$' THEN RETURN 'NaN'::float8; END IF;
  RETURN ora.to_number(t)::float8;
END $$;

-- 20 base-100 digits: 39 or 40 decimal ones, as the first digit pair is full or not.
CREATE OR REPLACE FUNCTION ora.divide(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  q numeric;
  w numeric;
  decimals integer;
BEGIN
  IF b = 0 THEN
    PERFORM ora.raise(1476, 'divisor is equal to zero');
  END IF;
  q := round(a, greatest(42, scale(a))) / b;
  w := abs(q);
  IF w >= 1 THEN
    decimals := 40 - 2 * ((length(trunc(w)::text) + 1) / 2);
    RETURN trim_scale(round(q, decimals));
  END IF;
  IF w = 0 AND a <> 0 OR (w > 0 AND w < 0.01) THEN
    q := round(a, 300) / b;
    w := abs(q);
    IF w < 1e-130 THEN RETURN 0; END IF;
    decimals := 40 + 2 * (length(substring(w::text FROM '^0\\.(0*)')) / 2);
    RETURN trim_scale(round(q, decimals));
  END IF;
  RETURN trim_scale(round(q, 40));
END $$;

CREATE OR REPLACE FUNCTION ora.divide_double(a float8, b float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN b <> 0 THEN a / b WHEN a = 0 OR a = 'NaN' THEN 'NaN'::float8 WHEN a > 0 THEN 'Infinity'::float8 ELSE '-Infinity'::float8 END;

CREATE OR REPLACE FUNCTION ora.mod(a numeric, b numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN b = 0 THEN a ELSE mod(a, b) END;

CREATE OR REPLACE FUNCTION ora.remainder(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  q numeric;
  n numeric;
BEGIN
  IF b = 0 THEN
    PERFORM ora.raise(1476, 'divisor is equal to zero');
  END IF;
  q := round(a, 60) / b;
  n := round(q);
  -- Halves go to the even neighbour.
  IF abs(q - trunc(q)) = 0.5 THEN
    n := 2 * round(q / 2);
  END IF;
  RETURN trim_scale(a - b * n);
END $$;

CREATE OR REPLACE FUNCTION ora.significant(n numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  w numeric := abs(n);
BEGIN
  IF w >= 1e126 THEN
    PERFORM ora.raise(1426, 'numeric overflow');
  END IF;
  IF w >= 1 THEN
    RETURN trim_scale(round(n, 40 - 2 * ((length(trunc(w)::text) + 1) / 2)));
  END IF;
  IF w < 1e-130 THEN RETURN 0; END IF;
  RETURN trim_scale(round(n, 40 + 2 * (length(substring(w::text FROM '^0\\.(0*)')) / 2)));
END $$;

CREATE OR REPLACE FUNCTION ora.out_of_range(n numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  PERFORM ora.raise(1428, format('argument ''%s'' is out of range', ora.number_text(n)));
END $$;

CREATE OR REPLACE FUNCTION ora.power(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r numeric := 1;
  i integer;
BEGIN
  IF a = 0 AND b < 0 THEN RETURN ora.out_of_range(a); END IF;
  IF a < 0 AND b <> trunc(b) THEN RETURN ora.out_of_range(a); END IF;
  IF b = trunc(b) AND abs(b) <= 1000 THEN
    IF a <> 0 AND abs(b) * abs(log(abs(a))) > 300 THEN
      IF (abs(a) > 1) = (b > 0) THEN
        PERFORM ora.raise(1426, 'numeric overflow');
      END IF;
      RETURN 0;
    END IF;
    FOR i IN 1 .. abs(b)::integer LOOP
      r := round(r * a, 150);
    END LOOP;
    RETURN CASE WHEN b < 0 THEN ora.divide(1, r) ELSE ora.significant(r) END;
  END IF;
  RETURN ora.significant(exp(round(b * ln(round(a, 60)), 60)));
END $$;

CREATE OR REPLACE FUNCTION ora.sqrt(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN n < 0 THEN ora.out_of_range(n) ELSE ora.significant(sqrt(round(n, greatest(scale(n), 80)))) END;
CREATE OR REPLACE FUNCTION ora.exp(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ora.significant(exp(round(n, greatest(scale(n), 45))));
CREATE OR REPLACE FUNCTION ora.ln(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN n <= 0 THEN ora.out_of_range(n) ELSE ora.significant(ln(round(n, greatest(scale(n), 50)))) END;
CREATE OR REPLACE FUNCTION ora.log(b numeric, n numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r numeric;
BEGIN
  IF b <= 0 OR b = 1 THEN RETURN ora.out_of_range(b); END IF;
  IF n <= 0 THEN RETURN ora.out_of_range(n); END IF;
  r := ln(round(n, 60)) / ln(round(b, 60));
  -- Powers of the base have whole logarithms.
  IF abs(r - round(r)) < 1e-38 THEN RETURN round(r); END IF;
  RETURN ora.significant(round(r, 60));
END $$;

CREATE OR REPLACE FUNCTION ora.sin(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN sin(n::float8);
CREATE OR REPLACE FUNCTION ora.cos(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN cos(n::float8);
CREATE OR REPLACE FUNCTION ora.tan(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN tan(n::float8);
CREATE OR REPLACE FUNCTION ora.sinh(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN sinh(n::float8);
CREATE OR REPLACE FUNCTION ora.cosh(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN cosh(n::float8);
CREATE OR REPLACE FUNCTION ora.tanh(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN tanh(n::float8);
CREATE OR REPLACE FUNCTION ora.atan(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT RETURN atan(n::float8);
CREATE OR REPLACE FUNCTION ora.asin(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT
  RETURN asin(CASE WHEN abs(n) > 1 THEN ora.out_of_range(n) ELSE n END::float8);
CREATE OR REPLACE FUNCTION ora.acos(n numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT
  RETURN acos(CASE WHEN abs(n) > 1 THEN ora.out_of_range(n) ELSE n END::float8);

-- Two's complements of 128 bits, 32 bits at a time where a number is no bigint.
CREATE OR REPLACE FUNCTION ora.bitand(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  x numeric := trunc(a);
  y numeric := trunc(b);
  unit numeric := 1;
  result numeric := 0;
BEGIN
  IF x BETWEEN -9223372036854775808 AND 9223372036854775807 AND y BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
    RETURN (x::bigint & y::bigint)::numeric;
  END IF;
  IF x NOT BETWEEN -power(2::numeric, 127) AND power(2::numeric, 127) - 1 THEN RETURN ora.out_of_range(a); END IF;
  IF y NOT BETWEEN -power(2::numeric, 127) AND power(2::numeric, 127) - 1 THEN RETURN ora.out_of_range(b); END IF;
  IF x < 0 THEN x := x + power(2::numeric, 128); END IF;
  IF y < 0 THEN y := y + power(2::numeric, 128); END IF;
  FOR i IN 1 .. 4 LOOP
    result := result + (mod(x, 4294967296)::bigint & mod(y, 4294967296)::bigint) * unit;
    x := div(x, 4294967296);
    y := div(y, 4294967296);
    unit := unit * 4294967296;
  END LOOP;
  RETURN trim_scale(CASE WHEN result >= power(2::numeric, 127) THEN result - power(2::numeric, 128) ELSE result END);
END $$;

CREATE OR REPLACE FUNCTION ora.random() RETURNS numeric LANGUAGE sql VOLATILE
  RETURN round((random()::numeric + random()::numeric * 1e-15 + random()::numeric * 1e-30), 38) % 1;

-- Counters of rows that pass a condition with ROWNUM. A thousand may be in use at a time.
CREATE OR REPLACE FUNCTION ora.rownum_start() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  name text := 'ora.rownum_' || (coalesce(nullif(current_setting('ora.rownum', true), ''), '0')::integer + 1) % 1000;
BEGIN
  PERFORM set_config('ora.rownum', substr(name, 12), false), set_config(name, '0', false);
  RETURN name;
END $$;
CREATE OR REPLACE FUNCTION ora.rownum_next(name text) RETURNS numeric LANGUAGE sql VOLATILE RETURN current_setting(name)::numeric + 1;
CREATE OR REPLACE FUNCTION ora.rownum_pass(name text) RETURNS boolean LANGUAGE sql VOLATILE
  RETURN set_config(name, (current_setting(name)::bigint + 1)::text, false) IS NOT NULL;
`;
