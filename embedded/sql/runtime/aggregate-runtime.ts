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

-- FIRST_VALUE and LAST_VALUE that ignore NULLs.
CREATE OR REPLACE FUNCTION ora.keep_first(state anyelement, v anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(state, v) $$;
CREATE OR REPLACE FUNCTION ora.keep_last(state anyelement, v anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(v, state) $$;
CREATE OR REPLACE AGGREGATE ora.first_present(anyelement) (SFUNC = ora.keep_first, STYPE = anyelement);
CREATE OR REPLACE AGGREGATE ora.last_present(anyelement) (SFUNC = ora.keep_last, STYPE = anyelement);
`;
