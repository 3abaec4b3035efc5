/**
 * TO_CHAR and TO_DATE. A format model comes as an array of elements, cut by the compiler where it is a literal and by `ora.datetime_elements`
 * where it is not. An element is a field (letter case U, I or l; `f` for FM or `-`; suffix T, S, O or `-`; name) or a literal (`"` exact
 * or blank, then the text). The first element is 'FX' where the model is exact.
 */
export const DATETIME_FORMAT_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.datetime_elements(format text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest text := format;
  elements text[] := '{}';
  fill text := '-';
  exact boolean := false;
  name text;
  suffix text;
  mark text;
  second text;
BEGIN
  WHILE rest <> '' LOOP
    IF rest ~* '^FM' THEN
      fill := CASE fill WHEN '-' THEN 'f' ELSE '-' END;
      rest := substr(rest, 3);
    ELSIF rest ~* '^FX' THEN
      exact := NOT exact;
      rest := substr(rest, 3);
    ELSIF rest LIKE '"%' THEN
      IF strpos(substr(rest, 2), '"') = 0 THEN PERFORM ora.raise(1821, 'date format not recognized'); END IF;
      elements := elements || ('"' || split_part(rest, '"', 2));
      rest := substr(rest, length(split_part(rest, '"', 2)) + 3);
    ELSE
      name := substring(upper(rest) FROM '^(SYYYY|SYEAR|Y,YYY|MONTH|SSSSS|YYYY|IYYY|RRRR|YEAR|HH24|HH12|A\\.M\\.|P\\.M\\.|B\\.C\\.|A\\.D\\.|YYY|IYY|MON|DAY|DDD|SCC|TZH|TZM|TZR|TZD|FF[1-9]|CC|YY|IY|RR|MM|RM|WW|IW|DD|DY|HH|MI|SS|FF|AM|PM|BC|AD|DL|DS|TS|Y|I|Q|W|D|J|X)');
      IF name IS NULL THEN
        IF left(rest, 1) ~ '[[:alnum:]]' THEN PERFORM ora.raise(1821, 'date format not recognized'); END IF;
        elements := elements || (' ' || left(rest, 1));
        rest := substr(rest, 2);
      ELSE
        second := CASE WHEN substr(rest, 2, 1) = '.' THEN substr(rest, 3, 1) ELSE substr(rest, 2, 1) END;
        mark := CASE WHEN left(rest, 1) = lower(left(rest, 1)) THEN 'l' WHEN second <> upper(second) THEN 'I' ELSE 'U' END;
        rest := substr(rest, length(name) + 1);
        suffix := '-';
        IF name ~ '^(SYYYY|YYYY|YYY|YY|Y|IYYY|IYY|IY|I|RRRR|RR|CC|SCC|Q|MM|WW|W|IW|DDD|DD|D|J|HH|HH12|HH24|MI|SS|SSSSS)$' THEN
          IF rest ~* '^(SPTH|THSP)' THEN suffix := 'O'; rest := substr(rest, 5);
          ELSIF rest ~* '^SP' THEN suffix := 'S'; rest := substr(rest, 3);
          ELSIF rest ~* '^TH' THEN suffix := 'T'; rest := substr(rest, 3);
          END IF;
        END IF;
        elements := elements || (mark || fill || suffix || name);
      END IF;
    END IF;
  END LOOP;
  RETURN CASE WHEN exact THEN ARRAY['FX'] || elements ELSE elements END;
END $$;

-- Names by language: months, short months, days (Sunday first), short days.
CREATE OR REPLACE FUNCTION ora.datetime_names(language text, part text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN language LIKE '%SPANISH' THEN
    CASE part
      WHEN 'MONTH' THEN ARRAY['Enero','Febrero','Marzo','Abril','Mayo','Junio','Julio','Agosto','Septiembre','Octubre','Noviembre','Diciembre']
      WHEN 'MON' THEN ARRAY['Ene','Feb','Mar','Abr','May','Jun','Jul','Ago','Sep','Oct','Nov','Dic']
      WHEN 'DAY' THEN ARRAY['Domingo','Lunes','Martes','Miércoles','Jueves','Viernes','Sábado']
      ELSE ARRAY['Dom','Lun','Mar','Mié','Jue','Vie','Sáb'] END
  ELSE
    CASE part
      WHEN 'MONTH' THEN ARRAY['January','February','March','April','May','June','July','August','September','October','November','December']
      WHEN 'MON' THEN ARRAY['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']
      WHEN 'DAY' THEN ARRAY['Sunday','Monday','Tuesday','Wednesday','Thursday','Friday','Saturday']
      ELSE ARRAY['Sun','Mon','Tue','Wed','Thu','Fri','Sat'] END
  END;

CREATE OR REPLACE FUNCTION ora.first_weekday(territory text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN territory IN ('AMERICA', 'CANADA', 'MEXICO', 'BRAZIL', 'JAPAN', 'ISRAEL', 'COLOMBIA', 'PERU') THEN 0 ELSE 1 END;

CREATE OR REPLACE FUNCTION ora.cased(t text, mark text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE mark WHEN 'U' THEN upper(t COLLATE "pg_c_utf8") WHEN 'l' THEN lower(t COLLATE "pg_c_utf8") ELSE t END COLLATE "default";

CREATE OR REPLACE FUNCTION ora.datetime_text(
  v timestamp, elements text[], language text, territory text, digits integer DEFAULT -1, zone text DEFAULT NULL, utc timestamp DEFAULT NULL
) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  t text := '';
  e text;
  name text;
  mark text;
  y integer := extract(year FROM v)::integer;
  n integer;
  w integer;
  word text;
  names text[];
  zone_offset interval := v - utc;
BEGIN
  IF v IS NULL OR elements IS NULL THEN RETURN NULL; END IF;
  FOREACH e IN ARRAY elements LOOP
    CONTINUE WHEN e = 'FX';
    IF left(e, 1) IN ('"', ' ') THEN
      t := t || substr(e, 2);
      CONTINUE;
    END IF;
    name := substr(e, 4);
    mark := left(e, 1);
    w := length(name);
    word := NULL;
    n := CASE name
      WHEN 'YYYY' THEN abs(y) WHEN 'RRRR' THEN abs(y) WHEN 'SYYYY' THEN y WHEN 'YYY' THEN abs(y) % 1000 WHEN 'YY' THEN abs(y) % 100
      WHEN 'RR' THEN abs(y) % 100 WHEN 'Y' THEN abs(y) % 10
      WHEN 'IYYY' THEN extract(isoyear FROM v)::integer WHEN 'IYY' THEN extract(isoyear FROM v)::integer % 1000
      WHEN 'IY' THEN extract(isoyear FROM v)::integer % 100 WHEN 'I' THEN extract(isoyear FROM v)::integer % 10
      WHEN 'CC' THEN (abs(y) + 99) / 100 WHEN 'SCC' THEN sign(y)::integer * ((abs(y) + 99) / 100)
      WHEN 'Q' THEN extract(quarter FROM v)::integer WHEN 'MM' THEN extract(month FROM v)::integer
      WHEN 'WW' THEN (extract(doy FROM v)::integer + 6) / 7 WHEN 'W' THEN (extract(day FROM v)::integer + 6) / 7
      WHEN 'IW' THEN extract(week FROM v)::integer WHEN 'DDD' THEN extract(doy FROM v)::integer WHEN 'DD' THEN extract(day FROM v)::integer
      WHEN 'D' THEN (extract(dow FROM v)::integer - ora.first_weekday(territory) + 7) % 7 + 1
      WHEN 'J' THEN extract(julian FROM date_trunc('day', v))::integer
      WHEN 'HH24' THEN extract(hour FROM v)::integer WHEN 'HH' THEN (extract(hour FROM v)::integer + 11) % 12 + 1
      WHEN 'HH12' THEN (extract(hour FROM v)::integer + 11) % 12 + 1 WHEN 'MI' THEN extract(minute FROM v)::integer
      WHEN 'SS' THEN floor(extract(second FROM v))::integer WHEN 'SSSSS' THEN floor(extract(epoch FROM v - date_trunc('day', v)))::integer
    END;
    IF n IS NOT NULL THEN
      w := CASE name WHEN 'SYYYY' THEN 4 WHEN 'SCC' THEN 2 WHEN 'J' THEN 7 WHEN 'HH24' THEN 2 WHEN 'HH12' THEN 2 ELSE w END;
      IF substr(e, 3, 1) IN ('S', 'O') THEN PERFORM ora.raise(3001, 'unimplemented feature: spelled numbers in date formats'); END IF;
      word := CASE WHEN substr(e, 2, 1) = 'f' OR length(abs(n)::text) > w THEN abs(n)::text ELSE lpad(abs(n)::text, w, '0') END;
      IF name IN ('SYYYY', 'SCC') THEN
        word := CASE WHEN n < 0 THEN '-' WHEN substr(e, 2, 1) = 'f' THEN '' ELSE ' ' END || word;
      END IF;
      IF substr(e, 3, 1) = 'T' THEN
        word := word || ora.cased(CASE WHEN abs(n) % 100 BETWEEN 11 AND 13 THEN 'th' ELSE CASE abs(n) % 10 WHEN 1 THEN 'st' WHEN 2 THEN 'nd' WHEN 3 THEN 'rd' ELSE 'th' END END, CASE mark WHEN 'U' THEN 'U' ELSE 'l' END);
      END IF;
    ELSIF name IN ('MONTH', 'MON', 'DAY', 'DY') THEN
      names := ora.datetime_names(language, name);
      word := names[CASE WHEN name LIKE 'M%' THEN extract(month FROM v)::integer ELSE extract(dow FROM v)::integer + 1 END];
      IF substr(e, 2, 1) <> 'f' THEN word := rpad(word, (SELECT max(length(u)) FROM unnest(names) u)); END IF;
      word := ora.cased(word, mark);
    ELSIF name = 'RM' THEN
      word := ora.cased(rpad(ora.roman(extract(month FROM v)::integer), CASE WHEN substr(e, 2, 1) = 'f' THEN length(ora.roman(extract(month FROM v)::integer)) ELSE 4 END), mark);
    ELSIF name IN ('AM', 'PM') THEN
      word := ora.cased(CASE WHEN mark = 'I' THEN CASE WHEN extract(hour FROM v) < 12 THEN 'Am' ELSE 'Pm' END WHEN extract(hour FROM v) < 12 THEN 'AM' ELSE 'PM' END, mark);
    ELSIF name IN ('A.M.', 'P.M.') THEN
      word := ora.cased(CASE WHEN extract(hour FROM v) < 12 THEN 'A.M.' ELSE 'P.M.' END, mark);
    ELSIF name IN ('AD', 'BC') THEN
      word := ora.cased(CASE WHEN y > 0 THEN 'AD' ELSE 'BC' END, mark);
    ELSIF name IN ('A.D.', 'B.C.') THEN
      word := ora.cased(CASE WHEN y > 0 THEN 'A.D.' ELSE 'B.C.' END, mark);
    ELSIF name = 'Y,YYY' THEN
      word := regexp_replace(lpad(abs(y)::text, 4, '0'), '(...)$', ',\\1');
    ELSIF name = 'X' THEN
      word := '.';
    ELSIF name LIKE 'FF%' AND digits >= 0 THEN
      word := left(rpad(to_char(v, 'US'), 9, '0'), CASE WHEN name = 'FF' THEN digits ELSE substr(name, 3)::integer END);
    ELSIF name = 'DS' THEN
      word := CASE WHEN territory = 'AMERICA' THEN to_char(v, 'FMMM/DD/YYYY') ELSE to_char(v, 'DD/MM/YYYY') END;
    ELSIF name = 'TS' THEN
      word := CASE WHEN territory = 'AMERICA' THEN to_char(v, 'FMHH:MI:SS AM') ELSE to_char(v, 'HH24:MI:SS') END;
    ELSIF name = 'DL' THEN
      word := CASE WHEN territory = 'AMERICA' THEN ora.datetime_text(v, ora.datetime_elements('fmDay, Month dd, yyyy'), language, territory)
        ELSE ora.datetime_text(v, ora.datetime_elements('fmday, dd "de" month "de" yyyy'), language, territory) END;
    ELSIF name IN ('TZH', 'TZM', 'TZR', 'TZD') AND zone IS NOT NULL THEN
      word := CASE name
        WHEN 'TZH' THEN CASE WHEN zone_offset < interval '0' THEN '-' ELSE '+' END || lpad((abs(extract(epoch FROM zone_offset))::integer / 3600)::text, 2, '0')
        WHEN 'TZM' THEN lpad((abs(extract(epoch FROM zone_offset))::integer / 60 % 60)::text, 2, '0')
        WHEN 'TZR' THEN zone ELSE '' END;
    ELSIF name IN ('YEAR', 'SYEAR') THEN
      PERFORM ora.raise(3001, 'unimplemented feature: spelled years in date formats');
    ELSE
      PERFORM ora.raise(1821, 'date format not recognized');
    END IF;
    t := t || word;
  END LOOP;
  RETURN nullif(t, '');
END $$;

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
