/** TO_CHAR of datetimes, by the elements of a format model (datetime-model-runtime.ts). */
export const DATETIME_FORMAT_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.cased(t text, mark text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE mark WHEN 'U' THEN upper(t COLLATE "pg_c_utf8") WHEN 'l' THEN lower(t COLLATE "pg_c_utf8") ELSE t END COLLATE "default";

-- TZD: what the zone is called at that time of the year. An offset has no such name.
CREATE OR REPLACE FUNCTION ora.zone_abbreviation(moment timestamptz, zone text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  session_zone text := current_setting('TimeZone');
  name text;
BEGIN
  IF zone ~ '^\\s*[+-]?\\d' THEN RETURN NULL; END IF;
  PERFORM set_config('TimeZone', zone, true);
  name := to_char(moment, 'TZ');
  PERFORM set_config('TimeZone', session_zone, true);
  RETURN name;
END $$;

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
        WHEN 'TZR' THEN zone ELSE coalesce(ora.zone_abbreviation(utc AT TIME ZONE 'UTC', zone), '') END;
    ELSIF name IN ('YEAR', 'SYEAR') THEN
      PERFORM ora.raise(3001, 'unimplemented feature: spelled years in date formats');
    ELSE
      PERFORM ora.raise(1821, 'date format not recognized');
    END IF;
    t := t || word;
  END LOOP;
  RETURN nullif(t, '');
END $$;
`;
