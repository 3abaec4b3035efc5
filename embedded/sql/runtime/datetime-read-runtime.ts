/** TO_DATE, TO_TIMESTAMP and TO_TIMESTAMP_TZ over the elements of a format model (see datetime-format-runtime.ts). */
export const DATETIME_READ_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.read_number(s text, at_ integer, most integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  d text := substring(substr(s, at_, most) FROM '^\\d*');
BEGIN
  IF d = '' OR d IS NULL THEN
    PERFORM ora.raise(1858, 'a non-numeric character was found where a numeric was expected');
  END IF;
  RETURN d;
END $$;

-- Index of the name that stands at the position, 0 for none. Full names come first.
CREATE OR REPLACE FUNCTION ora.read_name(s text, at_ integer, names text[]) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN coalesce((SELECT u.i::integer FROM unnest(names) WITH ORDINALITY u(n, i)
    WHERE upper(substr(s, at_, length(u.n)) COLLATE "pg_c_utf8") = upper(u.n COLLATE "pg_c_utf8") ORDER BY u.i LIMIT 1), 0);

CREATE OR REPLACE FUNCTION ora.read_datetime(s text, elements text[], language text, territory text,
  OUT moment timestamp, OUT zone text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  exact boolean := elements[1] = 'FX';
  model text[] := CASE WHEN elements[1] = 'FX' THEN elements[2:] ELSE elements END;
  count_ integer := coalesce(array_length(model, 1), 0);
  i integer := 0;
  at_ integer := 1;
  e text; name text; d text; c text; next_ text;
  skipped boolean := false; missing boolean;
  this_year integer := extract(year FROM now())::integer;
  y integer; mo integer; dd integer; doy integer; jd integer; wd integer; hh integer; h12 integer; pm boolean; mi integer; ss integer; sod integer;
  frac text := ''; bc boolean; tz_sign text := '+'; tz_hour text; tz_minute text := '00';
  n integer; width integer; low integer; high integer; code integer;
BEGIN
  IF NOT exact THEN at_ := at_ + length(substring(s FROM '^\\s*')); END IF;
  WHILE i < count_ LOOP
    i := i + 1;
    e := model[i];
    IF left(e, 1) IN ('"', ' ') THEN
      c := substr(e, 2);
      IF left(e, 1) = '"' OR exact THEN
        IF substr(s, at_, length(c)) <> c THEN
          CONTINUE WHEN at_ > length(s);
          PERFORM ora.raise(1861, 'literal does not match format string');
        END IF;
        at_ := at_ + length(c);
      ELSE
        d := substr(s, at_, 1);
        IF c = ' ' AND d ~ '\\s' THEN
          at_ := at_ + length(substring(substr(s, at_) FROM '^\\s*'));
        ELSE
          IF c <> ' ' THEN at_ := at_ + length(substring(substr(s, at_) FROM '^\\s*')); END IF;
          IF at_ <= length(s) THEN
            IF substr(s, at_, 1) ~ '[^[:alnum:]]' AND substr(s, at_, 1) ~ '^[[:ascii:]]$' THEN at_ := at_ + 1; ELSE skipped := true; END IF;
          END IF;
        END IF;
      END IF;
      CONTINUE;
    END IF;
    IF NOT exact THEN at_ := at_ + length(substring(substr(s, at_) FROM '^\\s*')); END IF;
    IF at_ > length(s) THEN
      IF EXISTS (SELECT 1 FROM unnest(model[i:]) u WHERE left(u, 1) NOT IN ('"', ' ') AND substr(u, 4) !~ '^(HH|HH12|HH24|MI|SS|SSSSS|X|AM|PM|A\\.M\\.|P\\.M\\.|TZH|TZM|TZR|FF\\d?)$') THEN
        PERFORM ora.raise(1840, 'input value not long enough for date format');
      END IF;
      EXIT;
    END IF;
    name := substr(e, 4);
    missing := skipped;
    skipped := false;
    c := substr(s, at_, 1);
    IF missing AND c !~ '\\d' AND name !~ '^(MON|MONTH|MM|DAY|DY|AM|PM|A\\.M\\.|P\\.M\\.|AD|BC|A\\.D\\.|B\\.C\\.|TZ.|RM|X|S?YYYY|Y,YYY)$' THEN
      PERFORM ora.raise(1861, 'literal does not match format string');
    END IF;
    IF name IN ('YYYY', 'SYYYY', 'YYY', 'YY', 'Y', 'RRRR', 'RR', 'Y,YYY') THEN
      n := 1;
      IF name = 'SYYYY' AND c IN ('-', '+') THEN n := CASE c WHEN '-' THEN -1 ELSE 1 END; at_ := at_ + 1; END IF;
      IF name = 'Y,YYY' THEN
        d := substring(substr(s, at_) FROM '^\\d,?\\d{3}');
        IF d IS NULL THEN PERFORM ora.raise(1841, '(full) year must be between -4713 and +9999, and not be 0'); END IF;
        y := replace(d, ',', '')::integer;
      ELSE
        IF name IN ('YYYY', 'SYYYY') AND substr(s, at_, 1) !~ '\\d' THEN
          PERFORM ora.raise(1841, '(full) year must be between -4713 and +9999, and not be 0');
        END IF;
        next_ := model[i + 1];
        width := CASE WHEN name IN ('YY', 'RR', 'YYY', 'Y') AND (exact OR (next_ IS NOT NULL AND left(next_, 1) NOT IN ('"', ' '))) THEN length(name) ELSE 4 END;
        d := ora.read_number(s, at_, width);
        IF exact AND length(d) <> length(name) AND name <> 'SYYYY' THEN PERFORM ora.raise(1862, 'the numeric value does not match the length of the format item'); END IF;
        y := d::integer;
        IF name IN ('YYYY', 'SYYYY') THEN
          y := n * y;
        ELSIF name IN ('RR', 'RRRR') THEN
          IF length(d) <= 2 THEN
            y := this_year - this_year % 100 + y + CASE WHEN this_year % 100 < 50 AND y >= 50 THEN -100 WHEN this_year % 100 >= 50 AND y < 50 THEN 100 ELSE 0 END;
          END IF;
        ELSIF length(d) <= length(name) THEN
          y := this_year - this_year % power(10, length(name))::integer + y;
        END IF;
      END IF;
      at_ := at_ + length(d);
    ELSIF name IN ('MON', 'MONTH') OR (name = 'MM' AND c ~ '[[:alpha:]]') THEN
      n := ora.read_name(s, at_, ora.datetime_names(language, 'MONTH') || ora.datetime_names(language, 'MON'));
      IF n = 0 THEN
        IF missing THEN PERFORM ora.raise(1861, 'literal does not match format string'); END IF;
        PERFORM ora.raise(1843, 'not a valid month');
      END IF;
      mo := (n - 1) % 12 + 1;
      at_ := at_ + length((ora.datetime_names(language, 'MONTH') || ora.datetime_names(language, 'MON'))[n]);
    ELSIF name IN ('DAY', 'DY') THEN
      n := ora.read_name(s, at_, ora.datetime_names(language, 'DAY') || ora.datetime_names(language, 'DY'));
      IF n = 0 THEN
        IF missing THEN PERFORM ora.raise(1861, 'literal does not match format string'); END IF;
        PERFORM ora.raise(1846, 'not a valid day of the week');
      END IF;
      wd := (n - 1) % 7;
      at_ := at_ + length((ora.datetime_names(language, 'DAY') || ora.datetime_names(language, 'DY'))[n]);
    ELSIF name IN ('AM', 'PM', 'A.M.', 'P.M.') THEN
      d := substring(substr(s, at_) FROM '^[AaPp]\\.?[Mm]\\.?');
      IF d IS NULL THEN PERFORM ora.raise(1855, 'AM/A.M. or PM/P.M. required'); END IF;
      pm := d ~* '^p';
      at_ := at_ + length(d);
    ELSIF name IN ('AD', 'BC', 'A.D.', 'B.C.') THEN
      d := substring(substr(s, at_) FROM '^([Aa]\\.?[Dd]\\.?|[Bb]\\.?[Cc]\\.?)');
      IF d IS NULL THEN PERFORM ora.raise(1856, 'BC/B.C. or AD/A.D. required'); END IF;
      bc := d ~* '^b';
      at_ := at_ + length(d);
    ELSIF name = 'X' THEN
      IF c IN ('.', ',') THEN at_ := at_ + 1; END IF;
    ELSIF name LIKE 'FF%' THEN
      d := ora.read_number(s, at_, CASE WHEN name = 'FF' THEN 9 ELSE substr(name, 3)::integer END);
      frac := d;
      at_ := at_ + length(d);
    ELSIF name = 'TZH' THEN
      IF c IN ('+', '-') THEN tz_sign := c; at_ := at_ + 1; END IF;
      tz_hour := ora.read_number(s, at_, 2);
      IF tz_hour::integer > 15 THEN PERFORM ora.raise(1874, 'time zone hour must be between -15 and 15'); END IF;
      at_ := at_ + length(tz_hour);
    ELSIF name = 'TZM' THEN
      tz_minute := ora.read_number(s, at_, 2);
      at_ := at_ + length(tz_minute);
    ELSIF name = 'TZR' THEN
      d := substring(substr(s, at_) FROM '^([+-]?\\d{1,2}:\\d{2}|[A-Za-z][A-Za-z0-9_/+-]*)');
      IF d IS NULL OR (d ~ '^[A-Za-z]' AND NOT EXISTS (SELECT 1 FROM pg_timezone_names z WHERE lower(z.name) = lower(d))) THEN
        PERFORM ora.raise(1882, 'timezone region not found');
      END IF;
      zone := d;
      at_ := at_ + length(d);
    ELSIF name = 'RM' THEN
      d := substring(upper(substr(s, at_)) FROM '^[IVX]+');
      SELECT g INTO mo FROM generate_series(1, 12) g WHERE ora.roman(g) = d;
      IF mo IS NULL THEN PERFORM ora.raise(1843, 'not a valid month'); END IF;
      at_ := at_ + length(d);
    ELSIF name = 'J' THEN
      d := ora.read_number(s, at_, 7);
      jd := d::integer;
      at_ := at_ + length(d);
    ELSE
      SELECT w, l, h, k INTO width, low, high, code FROM (VALUES
        ('MM', 2, 1, 12, 1843), ('DD', 2, 1, 31, 1847), ('DDD', 3, 1, 366, 1848), ('D', 1, 1, 7, 1846), ('HH24', 2, 0, 23, 1850),
        ('HH', 2, 1, 12, 1849), ('HH12', 2, 1, 12, 1849), ('MI', 2, 0, 59, 1851), ('SS', 2, 0, 59, 1852), ('SSSSS', 5, 0, 86399, 1853)
      ) r(f, w, l, h, k) WHERE f = name;
      IF width IS NULL THEN PERFORM ora.raise(1820, 'format code cannot appear in date input format'); END IF;
      d := ora.read_number(s, at_, width);
      IF exact AND substr(e, 2, 1) <> 'f' AND length(d) <> width THEN PERFORM ora.raise(1862, 'the numeric value does not match the length of the format item'); END IF;
      n := d::integer;
      IF n < low OR n > high THEN
        IF missing AND code IN (1843, 1846) THEN PERFORM ora.raise(1861, 'literal does not match format string'); END IF;
        PERFORM ora.raise(code, CASE code WHEN 1843 THEN 'not a valid month' WHEN 1846 THEN 'not a valid day of the week'
          WHEN 1847 THEN 'day of month must be between 1 and last day of month' WHEN 1848 THEN 'day of year must be between 1 and 365 (366 for leap year)'
          WHEN 1849 THEN 'hour must be between 1 and 12' WHEN 1850 THEN 'hour must be between 0 and 23' WHEN 1851 THEN 'minutes must be between 0 and 59'
          WHEN 1852 THEN 'seconds must be between 0 and 59' ELSE 'seconds in day must be between 0 and 86399' END);
      END IF;
      at_ := at_ + length(d);
      CASE name
        WHEN 'MM' THEN mo := n; WHEN 'DD' THEN dd := n; WHEN 'DDD' THEN doy := n; WHEN 'HH24' THEN hh := n; WHEN 'MI' THEN mi := n;
        WHEN 'SS' THEN ss := n; WHEN 'SSSSS' THEN sod := n; WHEN 'D' THEN wd := (n - 1 + ora.first_weekday(territory)) % 7;
        ELSE h12 := n;
      END CASE;
    END IF;
  END LOOP;
  IF substr(s, at_) ~ '\\S' THEN
    PERFORM ora.raise(1830, 'date format picture ends before converting entire input string');
  END IF;
  IF tz_hour IS NOT NULL THEN zone := tz_sign || lpad(tz_hour, 2, '0') || ':' || lpad(tz_minute, 2, '0'); END IF;
  IF jd IS NOT NULL THEN
    IF jd < 1 OR jd > 5373484 THEN PERFORM ora.raise(1854, 'julian date must be between 1 and 5373484'); END IF;
    moment := ('J' || jd)::date::timestamp;
  ELSE
    IF y = 0 THEN PERFORM ora.raise(1841, '(full) year must be between -4713 and +9999, and not be 0'); END IF;
    y := coalesce(y, this_year);
    IF bc THEN y := -abs(y); END IF;
    IF y < -4712 OR y > 9999 THEN PERFORM ora.raise(1841, '(full) year must be between -4713 and +9999, and not be 0'); END IF;
    IF doy IS NOT NULL THEN
      moment := make_timestamp(y, 1, 1, 0, 0, 0) + (doy - 1) * interval '1 day';
      IF extract(year FROM moment) <> y THEN PERFORM ora.raise(1848, 'day of year must be between 1 and 365 (366 for leap year)'); END IF;
    ELSE
      moment := make_timestamp(y, coalesce(mo, extract(month FROM now())::integer), 1, 0, 0, 0);
      IF coalesce(dd, 1) > extract(day FROM moment + interval '1 month' - interval '1 day') THEN
        PERFORM ora.raise(1839, 'date not valid for month specified');
      END IF;
      moment := moment + (coalesce(dd, 1) - 1) * interval '1 day';
    END IF;
    IF wd IS NOT NULL AND wd <> extract(dow FROM moment) THEN
      PERFORM ora.raise(1835, 'day of week conflicts with Julian date');
    END IF;
  END IF;
  n := coalesce(sod, coalesce(hh, h12 % 12 + CASE WHEN pm THEN 12 ELSE 0 END, 0) * 3600 + coalesce(mi, 0) * 60 + coalesce(ss, 0));
  moment := moment + make_interval(secs => n) + CASE WHEN frac = '' THEN interval '0' ELSE make_interval(secs => ('0.' || frac)::float8) END;
END $$;

CREATE OR REPLACE FUNCTION ora.to_date(s text, elements text[], language text, territory text) RETURNS timestamp LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  r record;
BEGIN
  IF array_to_string(elements, ' ') ~ '[UIl][-f]-(FF\\d?|TZ.|X)( |$)' THEN PERFORM ora.raise(1821, 'date format not recognized'); END IF;
  SELECT * INTO r FROM ora.read_datetime(s, elements, language, territory);
  RETURN r.moment;
END $$;

CREATE OR REPLACE FUNCTION ora.to_timestamp(s text, elements text[], language text, territory text) RETURNS timestamp LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  r record;
BEGIN
  IF array_to_string(elements, ' ') ~ '[UIl][-f]-TZ.( |$)' THEN PERFORM ora.raise(1821, 'date format not recognized'); END IF;
  SELECT * INTO r FROM ora.read_datetime(s, elements, language, territory);
  RETURN r.moment;
END $$;

-- PostgreSQL reads the sign of '+02:00' the other way round.
CREATE OR REPLACE FUNCTION ora.zone(z text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  RETURN CASE WHEN z ~ '^\\s*[+-]?\\d{1,2}:\\d{2}\\s*$' THEN CASE WHEN z LIKE '%-%' THEN translate(trim(z), '-', '+') ELSE '-' || ltrim(trim(z), '+') END ELSE z END;

CREATE OR REPLACE FUNCTION ora.to_timestamp_tz(s text, elements text[], language text, territory text, session_zone text) RETURNS timestamptz LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  r record;
BEGIN
  SELECT * INTO r FROM ora.read_datetime(s, elements, language, territory);
  RETURN r.moment AT TIME ZONE ora.zone(coalesce(r.zone, session_zone));
END $$;

CREATE OR REPLACE FUNCTION ora.tz_offset(z text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  o interval := (now() AT TIME ZONE ora.zone(z)) - (now() AT TIME ZONE 'UTC');
BEGIN
  RETURN CASE WHEN o < interval '0' THEN '-' ELSE '+' END || to_char(CASE WHEN o < interval '0' THEN -o ELSE o END, 'HH24:MI');
EXCEPTION WHEN invalid_parameter_value THEN
  PERFORM ora.raise(1882, 'timezone region not found');
END $$;
`;
