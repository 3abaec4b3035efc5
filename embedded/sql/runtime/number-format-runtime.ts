/** TO_CHAR and TO_NUMBER with number format models ("Number Format Models", SQL Language Reference). */
export const NUMBER_FORMAT_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.roman(n integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  marks text[] := ARRAY['M','CM','D','CD','C','XC','L','XL','X','IX','V','IV','I'];
  weights integer[] := ARRAY[1000,900,500,400,100,90,50,40,10,9,5,4,1];
  rest integer := n;
  t text := '';
  i integer;
BEGIN
  FOR i IN 1 .. 13 LOOP
    WHILE rest >= weights[i] LOOP
      t := t || marks[i];
      rest := rest - weights[i];
    END LOOP;
  END LOOP;
  RETURN t;
END $$;

CREATE OR REPLACE FUNCTION ora.hex(n numeric) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  rest numeric := n;
  t text := '';
BEGIN
  WHILE rest > 0 LOOP
    t := substr('0123456789abcdef', mod(rest, 16)::integer + 1, 1) || t;
    rest := div(rest, 16);
  END LOOP;
  RETURN CASE WHEN t = '' THEN '0' ELSE t END;
END $$;

-- The parts of a picture: sign, currency, whole, fraction (null without a point), shift, flags. ORA-01481 for what is none.
CREATE OR REPLACE FUNCTION ora.number_picture(picture text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  rest text := upper(picture);
  sign text := 'default';
  currency text := '';
  whole text := '';
  fraction text;
  shift integer := -1;
  flags text := '';
  e text;
  first boolean := true;
BEGIN
  WHILE rest <> '' LOOP
    e := coalesce(substring(rest FROM '^(EEEE|MI|PR)'), left(rest, 1));
    rest := substr(rest, length(e) + 1);
    IF e IN ('9', '0') THEN
      IF shift >= 0 THEN shift := shift + 1; END IF;
      IF fraction IS NULL THEN whole := whole || e; ELSE fraction := fraction || e; END IF;
    ELSIF e IN (',', 'G') AND fraction IS NULL AND shift < 0 AND whole <> '' THEN
      whole := whole || ',';
      flags := flags || e;
    ELSIF e IN ('.', 'D') AND fraction IS NULL AND shift < 0 THEN
      fraction := '';
      flags := flags || e;
    ELSIF e = 'V' AND fraction IS NULL AND shift < 0 THEN
      shift := 0;
    ELSIF e = 'S' AND sign = 'default' AND (first OR rest = '') THEN
      sign := CASE WHEN first THEN 'leading' ELSE 'trailing' END;
    ELSIF e = 'MI' AND sign = 'default' AND rest = '' THEN
      sign := 'minus';
    ELSIF e = 'PR' AND sign = 'default' AND rest = '' THEN
      sign := 'brackets';
    ELSIF e IN ('$', 'L', 'C', 'U') AND currency = '' THEN
      currency := e || CASE WHEN e <> '$' AND (whole <> '' OR fraction IS NOT NULL) THEN '>' ELSE '' END;
    ELSIF e = 'B' THEN
      flags := flags || 'B';
    ELSIF e = 'EEEE' AND flags !~ '[,GE]' THEN
      flags := flags || 'E';
    ELSE
      PERFORM ora.raise(1481, 'invalid number format model');
    END IF;
    first := false;
  END LOOP;
  IF whole || coalesce(fraction, '') = '' OR (flags ~ '[.,]' AND flags ~ '[GD]') THEN
    PERFORM ora.raise(1481, 'invalid number format model');
  END IF;
  RETURN ARRAY[sign, currency, whole, fraction, greatest(shift, 0)::text, flags];
END $$;

CREATE OR REPLACE FUNCTION ora.number_format(n numeric, format text, characters text, currency text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  fill boolean := format ~* '^FM';
  f text := CASE WHEN format ~* '^FM' THEN substr(format, 3) ELSE format END;
  point text := left(characters, 1);
  grouping_ text := substr(characters, 2, 1);
  t text;
  m text[];
  p text[];
  whole text;
  fraction text;
  digits text;
  decimals text;
  rounded numeric;
  positions integer;
  seen integer := 0;
  forced boolean := false;
  e text;
  k integer;
  width integer;
  symbol text;
  symbol_width integer;
  negative boolean := n < 0;
BEGIN
  IF f ~* '^TM[9E]?$' THEN
    t := ora.number_text(n, point);
    -- Fixed notation has 64 characters at most.
    IF f !~* 'E$' AND t ~ 'E' THEN t := replace(trim_scale(n)::text, '.', point); END IF;
    IF f ~* 'E$' OR length(t) > 64 THEN
      m := regexp_match(trim(to_char(n, '9.' || repeat('9', 38) || 'EEEE')), '^(-?\\d)(\\.\\d+)e([+-])(\\d+)$');
      t := m[1] || replace(regexp_replace(rtrim(m[2], '0'), '^\\.$', ''), '.', point) || 'E' || m[3] || lpad(m[4], greatest(2, length(m[4])), '0');
    END IF;
    RETURN t;
  END IF;
  IF f ~* '^RN$' THEN
    IF n <> trunc(n) OR n < 1 OR n > 3999 THEN RETURN repeat('#', 15); END IF;
    t := ora.roman(n::integer);
    IF f = 'rn' THEN t := lower(t); END IF;
    RETURN CASE WHEN fill THEN t ELSE lpad(t, 15) END;
  END IF;
  IF f ~* '^0*X+$' THEN
    k := length(f);
    IF round(n) < 0 THEN RETURN repeat('#', k + 1); END IF;
    t := ora.hex(round(n));
    IF length(t) > k THEN RETURN repeat('#', k + 1); END IF;
    IF f LIKE '0%' THEN t := lpad(t, k, '0'); END IF;
    IF f ~ 'X' THEN t := upper(t); END IF;
    RETURN CASE WHEN fill THEN t ELSE lpad(t, k + 1) END;
  END IF;
  p := ora.number_picture(f);
  whole := p[3];
  fraction := coalesce(p[4], '');
  IF p[6] LIKE '%E%' THEN
    IF n = 0 THEN
      digits := '0' || CASE WHEN p[4] IS NULL THEN '' ELSE '.' END || repeat('0', length(fraction)) || 'e+00';
    ELSE
      digits := trim(to_char(abs(n), '9' || CASE WHEN p[4] IS NULL THEN '' ELSE '.' END || repeat('9', length(fraction)) || 'EEEE'));
      -- Rounding may carry into a second digit before the point, which to_char leaves there.
      m := regexp_match(digits, '^10(\\.\\d*)?e([+-]\\d+)$');
      IF m IS NOT NULL THEN
        k := m[2]::integer + 1;
        digits := '1' || coalesce(m[1], '') || 'e' || CASE WHEN k < 0 THEN '-' ELSE '+' END || lpad(abs(k)::text, greatest(2, length(abs(k)::text)), '0');
      END IF;
    END IF;
    t := replace(upper(digits), '.', point);
    width := 0;
  ELSE
    rounded := abs(round(n * power(10::numeric, p[5]::integer), length(fraction)));
    digits := trunc(rounded)::text;
    IF digits = '0' THEN digits := ''; END IF;
    decimals := CASE WHEN fraction = '' THEN '' ELSE split_part(rounded::text, '.', 2) END;
    positions := length(replace(whole, ',', ''));
    width := length(whole) + length(fraction) + CASE WHEN p[4] IS NULL THEN 0 ELSE 1 END;
    k := width + CASE WHEN p[2] = '' THEN 0 WHEN p[2] = '$' THEN 1 ELSE 10 END + CASE WHEN p[1] = 'brackets' THEN 2 ELSE 1 END;
    IF length(digits) > positions THEN RETURN repeat('#', k); END IF;
    IF p[6] LIKE '%B%' AND rounded = 0 THEN RETURN CASE WHEN fill THEN '' ELSE repeat(' ', k) END; END IF;
    t := '';
    IF digits = '' AND fraction = '' THEN digits := '0'; END IF;
    FOREACH e IN ARRAY regexp_split_to_array(whole, '') LOOP
      IF e = ',' THEN
        IF t <> '' THEN t := t || grouping_; END IF;
      ELSIF e <> '' THEN
        forced := forced OR e = '0';
        IF seen >= positions - length(digits) THEN
          t := t || substr(digits, seen - (positions - length(digits)) + 1, 1);
        ELSIF forced THEN
          t := t || '0';
        END IF;
        seen := seen + 1;
      END IF;
    END LOOP;
    IF p[4] IS NOT NULL THEN
      IF fill THEN
        k := length(rtrim(fraction, '9'));
        decimals := left(decimals, k) || rtrim(substr(decimals, k + 1), '0');
      END IF;
      t := t || point || decimals;
    END IF;
  END IF;
  symbol := CASE left(p[2], 1) WHEN '' THEN '' WHEN 'C' THEN 'USD' WHEN 'L' THEN currency ELSE '$' END;
  symbol_width := CASE WHEN p[2] IN ('', '$') THEN length(symbol) ELSE 10 END;
  t := CASE WHEN p[2] LIKE '%>' THEN t || symbol ELSE symbol || t END;
  CASE p[1]
    WHEN 'leading' THEN t := CASE WHEN negative THEN '-' ELSE '+' END || t; k := 1;
    WHEN 'trailing' THEN t := t || CASE WHEN negative THEN '-' ELSE '+' END; k := 1;
    WHEN 'minus' THEN t := t || CASE WHEN negative THEN '-' WHEN fill THEN '' ELSE ' ' END; k := 1;
    WHEN 'brackets' THEN t := CASE WHEN negative THEN '<' || t || '>' WHEN fill THEN t ELSE ' ' || t || ' ' END; k := 2;
    ELSE
      IF width = 0 AND NOT fill THEN RETURN CASE WHEN negative THEN '-' ELSE ' ' END || t; END IF;
      t := CASE WHEN negative THEN '-' ELSE '' END || t; k := 1;
  END CASE;
  RETURN CASE WHEN fill OR length(t) >= width + symbol_width + k THEN t ELSE lpad(t, width + symbol_width + k) END;
END $$;

-- Stored expressions depend on this one: it stays.
CREATE OR REPLACE FUNCTION ora.number_format(n numeric, format text, characters text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN ora.number_format(n, format, characters, '$');
END $$;

CREATE OR REPLACE FUNCTION ora.to_number_format(t text, format text, characters text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  f text := CASE WHEN format ~* '^FM' THEN substr(format, 3) ELSE format END;
  point text := left(characters, 1);
  grouping_ text := substr(characters, 2, 1);
  s text := trim(t);
  p text[];
  negative boolean := false;
  mantissa text;
  whole text;
  decimals text;
  digits text := '';
  e text;
  k integer;
  result numeric;
  valid boolean;
BEGIN
  IF f ~* '^TM' THEN RETURN ora.to_number(t, point); END IF;
  IF f ~* '^0*X+$' THEN
    IF s !~* '^[0-9a-f]+$' OR length(s) > length(f) THEN PERFORM ora.raise(1722, 'invalid number'); END IF;
    result := 0;
    FOR k IN 1 .. length(s) LOOP
      result := result * 16 + strpos('0123456789abcdef', lower(substr(s, k, 1))) - 1;
    END LOOP;
    RETURN result;
  END IF;
  p := ora.number_picture(f);
  IF p[1] = 'brackets' AND s LIKE '<%>' THEN
    negative := true;
    s := trim(substr(s, 2, length(s) - 2));
  ELSIF p[1] IN ('minus', 'trailing') AND s ~ '[-+]$' THEN
    negative := s LIKE '%-';
    s := trim(left(s, -1));
  ELSIF p[1] IN ('leading', 'default') AND s ~ '^[-+]' THEN
    negative := s LIKE '-%';
    s := trim(substr(s, 2));
  END IF;
  IF p[2] <> '' THEN s := trim(trim(both '$' FROM s)); END IF;
  mantissa := CASE WHEN p[6] LIKE '%E%' THEN split_part(upper(s), 'E', 1) ELSE s END;
  whole := split_part(mantissa, point, 1);
  decimals := split_part(mantissa, point, 2);
  valid := decimals ~ '^\\d*$' AND length(decimals) <= length(coalesce(p[4], '')) AND (p[4] IS NOT NULL OR strpos(mantissa, point) = 0);
  k := length(whole);
  FOREACH e IN ARRAY regexp_split_to_array(reverse(p[3]), '') LOOP
    EXIT WHEN k = 0 OR NOT valid;
    IF e = ',' THEN
      IF substr(whole, k, 1) = grouping_ THEN k := k - 1; END IF;
    ELSIF substr(whole, k, 1) ~ '\\d' THEN
      digits := substr(whole, k, 1) || digits;
      k := k - 1;
    ELSE
      valid := false;
    END IF;
  END LOOP;
  IF NOT valid OR k > 0 OR digits || decimals = '' THEN PERFORM ora.raise(1722, 'invalid number'); END IF;
  result := (CASE WHEN digits = '' THEN '0' ELSE digits END || CASE WHEN decimals = '' THEN '' ELSE '.' || decimals END)::numeric;
  IF p[6] LIKE '%E%' AND strpos(upper(s), 'E') > 0 THEN
    IF split_part(upper(s), 'E', 2) !~ '^[+-]?\\d{1,3}$' THEN PERFORM ora.raise(1722, 'invalid number'); END IF;
    result := trim_scale(result * power(10::numeric, split_part(upper(s), 'E', 2)::integer));
  END IF;
  IF p[5]::integer > 0 THEN result := ora.divide(result, power(10::numeric, p[5]::integer)); END IF;
  RETURN CASE WHEN negative THEN -result ELSE result END;
END $$;
`;
