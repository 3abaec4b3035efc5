/** Aggregates that PostgreSQL does not have, or has in double precision only. */
export const AGGREGATE_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.variance(squares numeric, total numeric, items bigint, less integer, zero_for_one boolean) RETURNS numeric LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN items = 1 AND zero_for_one THEN 0 WHEN items - less > 0
    THEN greatest(ora.divide(squares - round(total * total, 60) / items, (items - less)::numeric), 0) END;

CREATE OR REPLACE FUNCTION ora.median_final(items numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT
  RETURN (SELECT ora.divide(sum(v), count(*)::numeric) FROM (
    SELECT v, row_number() OVER (ORDER BY v) AS r, count(*) OVER () AS n FROM unnest(items) AS u(v)
  ) o WHERE r IN ((n + 1) / 2, (n + 2) / 2));

CREATE OR REPLACE FUNCTION ora.median_moment(items timestamp[]) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
  RETURN (SELECT min(v) + (max(v) - min(v)) / 2 FROM (
    SELECT v, row_number() OVER (ORDER BY v) AS r, count(*) OVER () AS n FROM unnest(items) AS u(v)
  ) o WHERE r IN ((n + 1) / 2, (n + 2) / 2));

CREATE OR REPLACE FUNCTION ora.append_present(items numeric[], v numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN v IS NULL THEN items ELSE array_append(items, v) END;
CREATE OR REPLACE FUNCTION ora.append_present(items timestamp[], v timestamp) RETURNS timestamp[] LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN v IS NULL THEN items ELSE array_append(items, v) END;

CREATE OR REPLACE AGGREGATE ora.median(numeric) (SFUNC = ora.append_present, STYPE = numeric[], FINALFUNC = ora.median_final);
CREATE OR REPLACE AGGREGATE ora.median(timestamp) (SFUNC = ora.append_present, STYPE = timestamp[], FINALFUNC = ora.median_moment);

-- Linear interpolation between the two neighbours of the position. The fraction is kept as first element.
CREATE OR REPLACE FUNCTION ora.percentile_step(items numeric[], v numeric, fraction numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN v IS NULL THEN coalesce(items, ARRAY[fraction]) ELSE array_append(coalesce(items, ARRAY[fraction]), v) END;
CREATE OR REPLACE FUNCTION ora.percentile_final(items numeric[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  sorted numeric[] := ARRAY(SELECT v FROM unnest(items[2:]) u(v) ORDER BY v);
  n integer := coalesce(array_length(sorted, 1), 0);
  at_ numeric;
BEGIN
  IF n = 0 THEN RETURN NULL; END IF;
  IF items[1] < 0 OR items[1] > 1 THEN PERFORM ora.raise(30496, 'Argument should be a constant.'); END IF;
  at_ := 1 + items[1] * (n - 1);
  IF at_ = trunc(at_) THEN RETURN sorted[at_::integer]; END IF;
  RETURN trim_scale(sorted[floor(at_)::integer] * (ceil(at_) - at_) + sorted[ceil(at_)::integer] * (at_ - floor(at_)));
END $$;
CREATE OR REPLACE AGGREGATE ora.percentile_cont(numeric, numeric) (SFUNC = ora.percentile_step, STYPE = numeric[], FINALFUNC = ora.percentile_final);

CREATE OR REPLACE FUNCTION ora.discrete_percentile(sorted anyarray, fraction numeric) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF fraction < 0 OR fraction > 1 THEN PERFORM ora.raise(30496, 'Argument should be a constant.'); END IF;
  RETURN sorted[greatest(ceil(fraction * array_length(sorted, 1)), 1)::integer];
END $$;

-- The values of a window without their duplicates, NULLs left out; and what is reckoned from arrays.
CREATE OR REPLACE FUNCTION ora.append_distinct(items anyarray, v anyelement) RETURNS anyarray LANGUAGE sql IMMUTABLE
  AS $$ SELECT CASE WHEN v IS NULL OR v = ANY(items) THEN items ELSE array_append(items, v) END $$;
CREATE OR REPLACE AGGREGATE ora.distinct_values(anyelement) (SFUNC = ora.append_distinct, STYPE = anyarray, INITCOND = '{}');
CREATE OR REPLACE FUNCTION ora.array_sum(items anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT sum(v) FROM unnest(items) u(v) $$;
CREATE OR REPLACE FUNCTION ora.array_min(items anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT min(v) FROM unnest(items) u(v) $$;
CREATE OR REPLACE FUNCTION ora.array_max(items anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT max(v) FROM unnest(items) u(v) $$;
CREATE OR REPLACE FUNCTION ora.array_count(items anyarray) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT count(v)::numeric FROM unnest(items) u(v) $$;
CREATE OR REPLACE FUNCTION ora.array_average(items anyarray) RETURNS numeric LANGUAGE sql IMMUTABLE
  AS $$ SELECT ora.divide(sum(v)::numeric, nullif(count(v), 0)::numeric) FROM unnest(items) u(v) $$;
CREATE OR REPLACE FUNCTION ora.from_end(items anyarray, place bigint) RETURNS anyelement LANGUAGE sql IMMUTABLE
  AS $$ SELECT items[array_length(items, 1) + 1 - place] $$;

-- KEEP with OVER: in a window ordered by the ranking, the key of its first row and the values of all rows with that key.
CREATE OR REPLACE FUNCTION ora.keep_step(state text[], v text, key text) RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN state IS NULL THEN ARRAY[key, v] WHEN state[1] IS NOT DISTINCT FROM key THEN array_append(state, v) ELSE state END;
CREATE OR REPLACE FUNCTION ora.keep_final(state text[]) RETURNS text[] LANGUAGE sql IMMUTABLE RETURN state[2:];
CREATE OR REPLACE AGGREGATE ora.kept(text, text) (SFUNC = ora.keep_step, STYPE = text[], FINALFUNC = ora.keep_final);

-- LISTAGG … ON OVERFLOW TRUNCATE: as many values as fit together with the mark of what is left out.
CREATE OR REPLACE FUNCTION ora.truncated_list(items text[], separator text, mark text, with_count boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  given text[] := array_remove(items, NULL);
  n integer := coalesce(array_length(given, 1), 0);
  size integer := 0;
  fits integer := 0;
  whole text := array_to_string(given, coalesce(separator, ''));
BEGIN
  IF octet_length(whole) <= 4000 THEN RETURN nullif(whole, ''); END IF;
  FOR k IN 1 .. n LOOP
    size := size + octet_length(given[k]) + octet_length(coalesce(separator, ''));
    EXIT WHEN size + octet_length(coalesce(mark, '')) + CASE WHEN with_count THEN octet_length((n - k)::text) + 2 ELSE 0 END > 4000;
    fits := k;
  END LOOP;
  RETURN array_to_string(given[:fits], coalesce(separator, '')) || CASE WHEN fits > 0 THEN coalesce(separator, '') ELSE '' END
    || coalesce(mark, '') || CASE WHEN with_count THEN '(' || (n - fits) || ')' ELSE '' END;
END $$;

-- FIRST_VALUE and LAST_VALUE that ignore NULLs.
CREATE OR REPLACE FUNCTION ora.keep_first(state anyelement, v anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(state, v) $$;
CREATE OR REPLACE FUNCTION ora.keep_last(state anyelement, v anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(v, state) $$;
CREATE OR REPLACE AGGREGATE ora.first_present(anyelement) (SFUNC = ora.keep_first, STYPE = anyelement);
CREATE OR REPLACE AGGREGATE ora.last_present(anyelement) (SFUNC = ora.keep_last, STYPE = anyelement);
`;
