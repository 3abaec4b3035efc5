/** Date and interval arithmetic. DATE and TIMESTAMP are both timestamps here. */
export const DATETIME_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.check_date(v timestamp) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF v >= '10000-01-01' OR v < '4713-01-01 BC' THEN
    PERFORM ora.raise(1841, '(full) year must be between -4713 and +9999, and not be 0');
  END IF;
  RETURN v;
END $$;

CREATE OR REPLACE FUNCTION ora.add_days(v timestamp, days numeric) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF abs(days) > 5373484 THEN
    PERFORM ora.raise(1841, '(full) year must be between -4713 and +9999, and not be 0');
  END IF;
  RETURN ora.check_date(v + make_interval(secs => round(days * 86400)::float8));
END $$;

CREATE OR REPLACE FUNCTION ora.days_between(a timestamp, b timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  s numeric := round(extract(epoch FROM a - b));
BEGIN
  IF mod(s, 86400) = 0 THEN RETURN div(s, 86400); END IF;
  RETURN ora.divide(s, 86400);
END $$;

CREATE OR REPLACE FUNCTION ora.last_day(v timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN date_trunc('month', v) + interval '1 month' - interval '1 day' + (v - date_trunc('day', v));

CREATE OR REPLACE FUNCTION ora.add_months(v timestamp, months integer) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ora.check_date(CASE WHEN ora.last_day(v) = v THEN ora.last_day(v + make_interval(months => months)) ELSE v + make_interval(months => months) END);

-- Unlike ADD_MONTHS, a date plus an interval must hit a day that exists.
CREATE OR REPLACE FUNCTION ora.add_interval_months(v timestamp, i interval) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r timestamp := v + i;
BEGIN
  IF extract(day FROM r) <> extract(day FROM v) THEN
    PERFORM ora.raise(1839, 'date not valid for month specified');
  END IF;
  RETURN ora.check_date(r);
END $$;
CREATE OR REPLACE FUNCTION ora.add_interval_months(v timestamptz, i interval) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT
  RETURN ora.add_interval_months(v AT TIME ZONE 'UTC', i) AT TIME ZONE 'UTC';

CREATE OR REPLACE FUNCTION ora.months_between(a timestamp, b timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months numeric := (extract(year FROM a) - extract(year FROM b)) * 12 + extract(month FROM a) - extract(month FROM b);
  rest numeric;
BEGIN
  -- There is no year 0.
  IF extract(year FROM a) > 0 AND extract(year FROM b) < 0 THEN months := months - 12; END IF;
  IF extract(year FROM a) < 0 AND extract(year FROM b) > 0 THEN months := months + 12; END IF;
  IF extract(day FROM a) = extract(day FROM b) OR (ora.last_day(a) = a AND ora.last_day(b) = b) THEN
    RETURN months;
  END IF;
  rest := (extract(day FROM a) - extract(day FROM b)) * 86400
    + floor(extract(epoch FROM a - date_trunc('day', a))) - floor(extract(epoch FROM b - date_trunc('day', b)));
  RETURN ora.significant(months + round(rest, 60) / (31 * 86400));
END $$;

CREATE OR REPLACE FUNCTION ora.next_day(v timestamp, day text, language text, territory text) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  n integer := ora.read_name(ltrim(day), 1, ora.datetime_names(language, 'DAY') || ora.datetime_names(language, 'DY'));
BEGIN
  IF n = 0 AND trim(day) ~ '^[1-7]$' THEN
    n := (trim(day)::integer - 1 + ora.first_weekday(territory)) % 7 + 1;
  END IF;
  IF n = 0 THEN
    PERFORM ora.raise(1846, 'not a valid day of the week');
  END IF;
  RETURN v + ((((n - 1) % 7) - extract(dow FROM v)::integer + 6) % 7 + 1) * interval '1 day';
END $$;

CREATE OR REPLACE FUNCTION ora.trunc_date(v timestamp, format text, territory text DEFAULT 'AMERICA') RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  f text := upper(format);
  day timestamp := date_trunc('day', v);
BEGIN
  RETURN CASE
    WHEN f IN ('DDD', 'DD', 'J') THEN day
    WHEN f IN ('MONTH', 'MON', 'MM', 'RM') THEN date_trunc('month', v)
    WHEN f IN ('YEAR', 'SYEAR', 'YYYY', 'SYYYY', 'YYY', 'YY', 'Y') THEN date_trunc('year', v)
    WHEN f = 'Q' THEN date_trunc('quarter', v)
    WHEN f IN ('HH', 'HH12', 'HH24') THEN date_trunc('hour', v)
    WHEN f = 'MI' THEN date_trunc('minute', v)
    WHEN f = 'IW' THEN date_trunc('week', v)
    WHEN f IN ('IYYY', 'IYY', 'IY', 'I') THEN date_trunc('week', make_timestamp(extract(isoyear FROM v)::integer, 1, 4, 0, 0, 0))
    WHEN f IN ('CC', 'SCC') THEN make_timestamp((extract(year FROM v)::integer - 1) / 100 * 100 + 1, 1, 1, 0, 0, 0)
    WHEN f IN ('DAY', 'DY', 'D') THEN day - ((extract(dow FROM v)::integer - ora.first_weekday(territory) + 7) % 7) * interval '1 day'
    WHEN f = 'WW' THEN day - ((extract(doy FROM v)::integer - 1) % 7) * interval '1 day'
    WHEN f = 'W' THEN day - ((extract(day FROM v)::integer - 1) % 7) * interval '1 day'
    ELSE CASE WHEN ora.raise(1898, 'too many precision specifiers') THEN v END
  END;
END $$;

CREATE OR REPLACE FUNCTION ora.round_date(v timestamp, format text, territory text DEFAULT 'AMERICA') RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  f text := upper(format);
BEGIN
  RETURN CASE
    WHEN f IN ('MONTH', 'MON', 'MM', 'RM') THEN date_trunc('month', CASE WHEN extract(day FROM v) >= 16 THEN date_trunc('month', v) + interval '1 month' ELSE v END)
    WHEN f IN ('YEAR', 'SYEAR', 'YYYY', 'SYYYY', 'YYY', 'YY', 'Y') THEN date_trunc('year', v + CASE WHEN extract(month FROM v) >= 7 THEN interval '1 year' ELSE interval '0' END)
    WHEN f = 'Q' THEN date_trunc('quarter', CASE WHEN extract(month FROM v)::integer % 3 = 0 OR (extract(month FROM v)::integer % 3 = 2 AND extract(day FROM v) >= 16)
      THEN date_trunc('quarter', v) + interval '3 months' ELSE v END)
    WHEN f IN ('HH', 'HH12', 'HH24') THEN date_trunc('hour', v + interval '30 minutes')
    WHEN f = 'MI' THEN date_trunc('minute', v + interval '30 seconds')
    WHEN f IN ('DDD', 'DD', 'J') THEN date_trunc('day', v + interval '12 hours')
    WHEN f IN ('CC', 'SCC') THEN ora.trunc_date(v + CASE WHEN (extract(year FROM v)::integer - 1) % 100 >= 50 THEN interval '50 years' ELSE interval '0' END, 'CC')
    WHEN f IN ('IYYY', 'IYY', 'IY', 'I') THEN date_trunc('week',
      make_timestamp(extract(isoyear FROM v)::integer + CASE WHEN extract(month FROM v) >= 7 THEN 1 ELSE 0 END, 1, 4, 0, 0, 0))
    -- Weeks: a week that the end of its month or year cuts short is rounded up to seven days all the same.
    ELSE ora.trunc_date(v, f, territory)
      + CASE WHEN v - ora.trunc_date(v, f, territory) >= interval '3 days 12 hours' THEN interval '7 days' ELSE interval '0' END
  END;
END $$;

CREATE OR REPLACE FUNCTION ora.scale_interval(i interval, n numeric) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months numeric := extract(year FROM i) * 12 + extract(month FROM i);
BEGIN
  IF months <> 0 THEN RETURN make_interval(months => trunc(months * n)::integer); END IF;
  RETURN justify_hours(make_interval(secs => round(extract(epoch FROM i) * n, 6)::float8));
END $$;
CREATE OR REPLACE FUNCTION ora.divide_interval(i interval, n numeric) RETURNS interval LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ora.scale_interval(i, ora.divide(1, n));

CREATE OR REPLACE FUNCTION ora.interval_field(field text, i interval) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  s numeric := extract(epoch FROM i);
BEGIN
  RETURN trim_scale(CASE field WHEN 'DAY' THEN div(s, 86400) WHEN 'HOUR' THEN div(mod(s, 86400), 3600) WHEN 'MINUTE' THEN div(mod(s, 3600), 60) ELSE mod(s, 60) END);
END $$;

CREATE OR REPLACE FUNCTION ora.year_month_text(i interval, digits integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  m integer := extract(year FROM i)::integer * 12 + extract(month FROM i)::integer;
  y text := (abs(m) / 12)::text;
BEGIN
  RETURN CASE WHEN m < 0 THEN '-' ELSE '+' END || lpad(y, greatest(digits, length(y)), '0') || '-' || lpad((abs(m) % 12)::text, 2, '0');
END $$;

CREATE OR REPLACE FUNCTION ora.day_second_text(i interval, digits integer, decimals integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  s numeric := abs(extract(epoch FROM i));
  d text := div(s, 86400)::text;
  fraction text := rpad(split_part(round(s, 6)::text, '.', 2), 9, '0');
BEGIN
  RETURN CASE WHEN extract(epoch FROM i) < 0 THEN '-' ELSE '+' END || lpad(d, greatest(digits, length(d)), '0')
    || ' ' || lpad(div(mod(s, 86400), 3600)::text, 2, '0') || ':' || lpad(div(mod(s, 3600), 60)::text, 2, '0') || ':' || lpad(trunc(mod(s, 60))::text, 2, '0')
    || CASE WHEN decimals = 0 THEN '' ELSE '.' || left(fraction, decimals) END;
END $$;

CREATE OR REPLACE FUNCTION ora.to_yminterval(t text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  m text[] := regexp_match(t, '^\\s*([+-]?)\\s*(\\d+)\\s*-\\s*(\\d+)\\s*$');
BEGIN
  IF m IS NULL THEN
    m := regexp_match(t, '^\\s*(-?)P(?:(\\d+)Y)?(?:(\\d+)M)?(?:\\d+D)?(?:T.*)?\\s*$');
    IF m IS NULL THEN PERFORM ora.raise(1867, 'the interval is invalid'); END IF;
  ELSIF m[3]::integer > 11 THEN
    PERFORM ora.raise(1843, 'not a valid month');
  END IF;
  RETURN make_interval(months => CASE WHEN m[1] = '-' THEN -1 ELSE 1 END * (coalesce(m[2], '0')::integer * 12 + coalesce(m[3], '0')::integer));
END $$;

CREATE OR REPLACE FUNCTION ora.to_dsinterval(t text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  m text[] := regexp_match(t, '^\\s*([+-]?)\\s*(\\d+)\\s+(\\d{1,2}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{1,9})?)\\s*$');
BEGIN
  IF m IS NULL THEN
    m := regexp_match(t, '^\\s*(-?)P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:[.,]\\d{1,9})?)S)?)?\\s*$');
    IF m IS NULL THEN PERFORM ora.raise(1867, 'the interval is invalid'); END IF;
  ELSIF m[3]::integer > 23 THEN PERFORM ora.raise(1850, 'hour must be between 0 and 23');
  ELSIF m[4]::integer > 59 THEN PERFORM ora.raise(1851, 'minutes must be between 0 and 59');
  ELSIF m[5]::numeric >= 60 THEN PERFORM ora.raise(1852, 'seconds must be between 0 and 59');
  END IF;
  RETURN CASE WHEN m[1] = '-' THEN -1 ELSE 1 END * make_interval(days => coalesce(m[2], '0')::integer, hours => coalesce(m[3], '0')::integer,
    mins => coalesce(m[4], '0')::integer, secs => replace(coalesce(m[5], '0'), ',', '.')::float8);
END $$;
`;
