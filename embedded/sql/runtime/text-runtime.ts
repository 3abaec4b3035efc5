/** Character, RAW and hash functions. */
export const TEXT_RUNTIME = `
CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA ora;

CREATE OR REPLACE FUNCTION ora.substr(t text, start integer, count integer DEFAULT 2147483647) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  from_ integer := start;
BEGIN
  IF count < 1 THEN RETURN NULL; END IF;
  IF from_ = 0 THEN from_ := 1; END IF;
  IF from_ < 0 THEN
    from_ := length(t) + from_ + 1;
    IF from_ < 1 THEN RETURN NULL; END IF;
  END IF;
  RETURN nullif(CASE WHEN count = 2147483647 THEN substr(t, from_) ELSE substr(t, from_, count) END, '');
END $$;

CREATE OR REPLACE FUNCTION ora.substrb(t text, start integer, count integer DEFAULT 2147483647) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  b bytea := convert_to(t, 'UTF8');
  from_ integer := CASE WHEN start = 0 THEN 1 WHEN start < 0 THEN length(convert_to(t, 'UTF8')) + start + 1 ELSE start END;
  i integer;
  result bytea;
BEGIN
  IF count < 1 OR from_ < 1 OR from_ > length(b) THEN RETURN NULL; END IF;
  result := substr(b, from_, least(count, length(b) - from_ + 1));
  -- Bytes of a character that is cut become blanks.
  i := 0;
  WHILE i < length(result) AND get_byte(result, i) BETWEEN 128 AND 191 LOOP
    result := set_byte(result, i, 32);
    i := i + 1;
  END LOOP;
  FOR i IN 1 .. least(4, length(result)) LOOP
    IF get_byte(result, length(result) - i) >= 192 THEN
      IF i < (CASE WHEN get_byte(result, length(result) - i) >= 240 THEN 4 WHEN get_byte(result, length(result) - i) >= 224 THEN 3 ELSE 2 END) THEN
        result := substr(result, 1, length(result) - i) || convert_to(repeat(' ', i), 'UTF8');
      END IF;
      EXIT;
    END IF;
    EXIT WHEN get_byte(result, length(result) - i) < 128;
  END LOOP;
  RETURN nullif(convert_from(result, 'UTF8'), '');
END $$;

CREATE OR REPLACE FUNCTION ora.instr(t text, sought text, start integer DEFAULT 1, nth integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  at_ integer;
  found integer := 0;
  p integer;
BEGIN
  IF nth < 1 THEN PERFORM ora.raise(1428, format('argument ''%s'' is out of range', nth)); END IF;
  IF start > 0 THEN
    at_ := start;
    LOOP
      p := strpos(substr(t, at_), sought);
      IF p = 0 THEN RETURN 0; END IF;
      found := found + 1;
      IF found = nth THEN RETURN at_ + p - 1; END IF;
      at_ := at_ + p;
    END LOOP;
  ELSIF start < 0 THEN
    FOR at_ IN REVERSE least(length(t) + start + 1, length(t) - length(sought) + 1) .. 1 LOOP
      IF substr(t, at_, length(sought)) = sought THEN
        found := found + 1;
        IF found = nth THEN RETURN at_; END IF;
      END IF;
    END LOOP;
  END IF;
  RETURN 0;
END $$;

CREATE OR REPLACE FUNCTION ora.instrb(t text, sought text, start integer DEFAULT 1, nth integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  p integer := ora.instr(t, sought, start, nth);
BEGIN
  RETURN CASE WHEN p = 0 THEN 0 ELSE octet_length(left(t, p - 1)) + 1 END;
END $$;

CREATE OR REPLACE FUNCTION ora.chr(n integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  b bytea := '\\x';
  rest integer := n;
BEGIN
  IF n BETWEEN 1 AND 127 THEN RETURN chr(n); END IF;
  IF n < 0 THEN PERFORM ora.raise(1428, format('argument ''%s'' is out of range', n)); END IF;
  IF n = 0 THEN PERFORM ora.raise(3001, 'unimplemented feature: CHR(0) in SQL'); END IF;
  -- The bytes of the character in the database's character set.
  WHILE rest > 0 LOOP
    b := set_byte('\\x00'::bytea, 0, rest % 256) || b;
    rest := rest / 256;
  END LOOP;
  RETURN convert_from(b, 'UTF8');
EXCEPTION WHEN character_not_in_repertoire THEN
  RETURN chr(65533);
END $$;

CREATE OR REPLACE FUNCTION ora.nchr(n integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n = 0 THEN PERFORM ora.raise(3001, 'unimplemented feature: NCHR(0) in SQL'); END IF;
  IF n < 0 THEN PERFORM ora.raise(1428, format('argument ''%s'' is out of range', n)); END IF;
  RETURN chr(n);
END $$;

CREATE OR REPLACE FUNCTION ora.ascii(t text) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  b bytea := convert_to(left(t, 1), 'UTF8');
  n bigint := 0;
BEGIN
  FOR i IN 0 .. length(b) - 1 LOOP
    n := n * 256 + get_byte(b, i);
  END LOOP;
  RETURN n;
END $$;

CREATE OR REPLACE FUNCTION ora.soundex(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  s text := regexp_replace(upper(t), '[^A-Z]', '', 'g');
  r text;
  last_ text;
  c text;
BEGIN
  IF s = '' THEN RETURN NULL; END IF;
  r := left(s, 1);
  last_ := translate(r, 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000099');
  FOR i IN 2 .. length(s) LOOP
    c := translate(substr(s, i, 1), 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000099');
    -- H and W do not separate letters of one code, vowels do.
    CONTINUE WHEN c = '9';
    IF c <> '0' AND c <> last_ THEN r := r || c; END IF;
    last_ := c;
    EXIT WHEN length(r) = 4;
  END LOOP;
  RETURN rpad(r, 4, '0');
END $$;

CREATE OR REPLACE FUNCTION ora.asciistr(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  r text := '';
  c text;
  n integer;
BEGIN
  FOREACH c IN ARRAY regexp_split_to_array(t, '') LOOP
    n := ascii(c);
    IF n < 128 AND c <> '\\' THEN r := r || c;
    ELSIF n < 65536 THEN r := r || '\\' || upper(lpad(to_hex(n), 4, '0'));
    ELSE r := r || '\\' || upper(to_hex(55296 + (n - 65536) / 1024)) || '\\' || upper(to_hex(56320 + (n - 65536) % 1024));
    END IF;
  END LOOP;
  RETURN r;
END $$;

CREATE OR REPLACE FUNCTION ora.unistr(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN unistr(t);

CREATE OR REPLACE FUNCTION ora.to_single_byte(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  r text := '';
  c text;
BEGIN
  FOREACH c IN ARRAY regexp_split_to_array(t, '') LOOP
    r := r || CASE WHEN ascii(c) BETWEEN 65281 AND 65374 THEN chr(ascii(c) - 65248) WHEN ascii(c) = 12288 THEN ' ' ELSE c END;
  END LOOP;
  RETURN r;
END $$;

CREATE OR REPLACE FUNCTION ora.hextoraw(t text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF t !~ '^[0-9A-Fa-f]*$' THEN PERFORM ora.raise(1465, 'invalid hex number'); END IF;
  RETURN decode(CASE WHEN length(t) % 2 = 1 THEN '0' || t ELSE t END, 'hex');
END $$;

CREATE OR REPLACE FUNCTION ora.sha1(b bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT RETURN ora.digest(b, 'sha1');

CREATE OR REPLACE FUNCTION ora.hash(t text, buckets numeric, seed numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN mod(mod(hashtextextended(coalesce(t, ''), seed::bigint)::numeric, buckets + 1) + buckets + 1, buckets + 1);

CREATE OR REPLACE FUNCTION ora.random_string(kind text, length_ integer) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  letters text := CASE lower(left(kind, 1)) WHEN 'u' THEN 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' WHEN 'l' THEN 'abcdefghijklmnopqrstuvwxyz'
    WHEN 'a' THEN 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz' WHEN 'x' THEN 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    WHEN 'p' THEN (SELECT string_agg(chr(g), '') FROM generate_series(32, 126) g) ELSE 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' END;
BEGIN
  RETURN (SELECT string_agg(substr(letters, 1 + floor(random() * length(letters))::integer, 1), '') FROM generate_series(1, length_));
END $$;

-- CAST to a character type cuts text; a number that does not fit is an error.
CREATE OR REPLACE FUNCTION ora.cut_text(t text, length_ integer, bytes boolean) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN bytes AND octet_length(t) > length_ THEN nullif(rtrim(ora.substrb(t, 1, length_), CASE WHEN octet_length(t) = length(t) THEN '' ELSE ' ' END), '') ELSE left(t, length_) END;

CREATE OR REPLACE FUNCTION ora.fit_text(t text, length_ integer, bytes boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(t) > length_ THEN PERFORM ora.raise(25137, 'Data value out of range'); END IF;
  RETURN t;
END $$;

CREATE OR REPLACE FUNCTION ora.pad_char(t text, length_ integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN length(t) < length_ THEN rpad(t, length_) ELSE t END;

CREATE OR REPLACE FUNCTION ora.regexp_flags(pattern text, given text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  g text := coalesce(given, '');
BEGIN
  IF g ~ '[^icnmx]' THEN PERFORM ora.raise(1760, 'illegal argument for function'); END IF;
  RETURN CASE WHEN strpos(reverse(g), 'i') > 0 AND (strpos(g, 'c') = 0 OR strpos(reverse(g), 'i') < strpos(reverse(g), 'c')) THEN 'i' ELSE 'c' END
    || CASE WHEN pattern ~ '(^|[^\\\\])(\\\\\\\\)*\\.' AND g !~ 'n' THEN CASE WHEN g ~ 'm' THEN 'n' ELSE 'p' END WHEN g ~ 'm' THEN 'w' ELSE '' END
    || CASE WHEN g ~ 'x' THEN 'x' ELSE '' END;
END $$;

CREATE OR REPLACE FUNCTION ora.list(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(t) > 4000 THEN PERFORM ora.raise(1489, 'result of string concatenation is too long'); END IF;
  RETURN nullif(t, '');
END $$;

-- Conversions whose errors have an answer: code is a query of one text with the parameters value and format.
CREATE OR REPLACE FUNCTION ora.attempt(code text, value text, format text, fallback text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  result text;
BEGIN
  EXECUTE code INTO result USING value, format;
  RETURN result;
EXCEPTION WHEN OTHERS THEN
  RETURN fallback;
END $$;
CREATE OR REPLACE FUNCTION ora.is_convertible(code text, value text, format text) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
  result text;
BEGIN
  EXECUTE code INTO result USING value, format;
  RETURN 1;
EXCEPTION WHEN OTHERS THEN
  RETURN 0;
END $$;

CREATE OR REPLACE FUNCTION ora.without_accents(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  RETURN lower(regexp_replace(normalize(t, NFD), '[\\u0300-\\u036f]', '', 'g') COLLATE "pg_c_utf8") COLLATE "default";
`;
