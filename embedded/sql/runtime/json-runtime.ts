/** SQL/JSON where Oracle's text differs: compact, keys in their order. */
export const JSON_RUNTIME = `
CREATE OR REPLACE FUNCTION ora.jsonb(t text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN t IS JSON THEN t::jsonb END;

CREATE OR REPLACE FUNCTION ora.jsonb_strict(t text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF t IS NOT JSON THEN PERFORM ora.raise(40441, 'JSON syntax error'); END IF;
  RETURN t::jsonb;
END $$;

CREATE OR REPLACE FUNCTION ora.json_number(n numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN trim_scale(n)::text;

CREATE OR REPLACE FUNCTION ora.json_compact(j json) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE json_typeof(j)
    WHEN 'object' THEN
      RETURN concat('{', (SELECT string_agg(to_json(e.key)::text || ':' || ora.json_compact(e.value), ',' ORDER BY e.ord)
        FROM json_each(j) WITH ORDINALITY e(key, value, ord)), '}');
    WHEN 'array' THEN
      RETURN concat('[', (SELECT string_agg(ora.json_compact(e.value), ',' ORDER BY e.ord)
        FROM json_array_elements(j) WITH ORDINALITY e(value, ord)), ']');
    WHEN 'null' THEN RETURN 'null';
    ELSE RETURN trim(j::text);
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION ora.json_compact_text(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  RETURN ora.json_compact(t::json);

-- Plain paths keep the document's own text; others go through jsonpath.
CREATE OR REPLACE FUNCTION ora.json_query(t text, path text, wrapper text, raises boolean, vars jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  j json;
  step text[];
  found jsonb;
  kind text;
BEGIN
  IF t IS NOT JSON THEN
    IF raises THEN PERFORM ora.raise(40441, 'JSON syntax error'); END IF;
    RETURN NULL;
  END IF;
  IF path ~ '^\\$(\\.("[^"]*"|[A-Za-z_$][A-Za-z0-9_$]*)|\\[\\d+\\])*$' AND wrapper <> 'WITH' THEN
    j := t::json;
    FOR step IN SELECT regexp_matches(path, '\\.(?:"([^"]*)"|([A-Za-z_$][A-Za-z0-9_$]*))|\\[(\\d+)\\]', 'g') LOOP
      IF step[3] IS NOT NULL THEN
        -- A value counts as an array of itself.
        j := CASE WHEN json_typeof(j) = 'array' THEN j -> step[3]::integer WHEN step[3] = '0' THEN j END;
      ELSE
        -- The elements' members are jsonpath's.
        IF json_typeof(j) = 'array' THEN
          j := NULL;
          EXIT;
        END IF;
        j := CASE WHEN json_typeof(j) = 'object' THEN j -> coalesce(step[1], step[2]) END;
      END IF;
      EXIT WHEN j IS NULL;
    END LOOP;
    IF j IS NOT NULL THEN
      kind := json_typeof(j);
      IF kind IN ('object', 'array') THEN RETURN ora.json_compact(j); END IF;
      IF wrapper = 'WITH CONDITIONAL' THEN RETURN '[' || ora.json_compact(j) || ']'; END IF;
      IF raises THEN PERFORM ora.raise(40480, 'result cannot be returned without array wrapper'); END IF;
      RETURN NULL;
    END IF;
  END IF;
  found := jsonb_path_query_array(t::jsonb, path::jsonpath, vars);
  IF jsonb_array_length(found) = 0 THEN
    IF raises THEN PERFORM ora.raise(40462, 'JSON_QUERY evaluated to no value'); END IF;
    RETURN NULL;
  END IF;
  IF wrapper = 'WITH' OR (wrapper = 'WITH CONDITIONAL' AND (jsonb_array_length(found) > 1 OR jsonb_typeof(found -> 0) NOT IN ('object', 'array'))) THEN
    RETURN ora.json_compact(found::json);
  END IF;
  IF jsonb_array_length(found) > 1 OR jsonb_typeof(found -> 0) NOT IN ('object', 'array') THEN
    IF raises THEN PERFORM ora.raise(40480, 'result cannot be returned without array wrapper'); END IF;
    RETURN NULL;
  END IF;
  RETURN ora.json_compact((found -> 0)::json);
END $$;

-- Stored expressions depend on this one: it stays.
CREATE OR REPLACE FUNCTION ora.json_query(t text, path text, wrapper text, raises boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN ora.json_query(t, path, wrapper, raises, '{}'::jsonb);
END $$;

-- What the dot notation finds: NULL where the document is none or has nothing at the path.
CREATE OR REPLACE FUNCTION ora.json_dot(t text, path text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  whole text := ora.json_query(t, path, 'WITHOUT', false);
  found jsonb;
BEGIN
  IF whole IS NOT NULL OR t IS NOT JSON THEN RETURN whole; END IF;
  found := jsonb_path_query_array(t::jsonb, path::jsonpath);
  CASE jsonb_array_length(found)
    WHEN 0 THEN RETURN NULL;
    WHEN 1 THEN RETURN nullif(found ->> 0, '');
    ELSE RETURN ora.json_compact(found::json);
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION ora.json_serialize(t text, raises boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF t IS JSON THEN RETURN ora.json_compact(t::json); END IF;
  IF raises THEN PERFORM ora.raise(40441, 'JSON syntax error'); END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ora.json_unique(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF t IS NOT JSON WITH UNIQUE KEYS THEN PERFORM ora.raise(40473, 'duplicate key names in JSON object'); END IF;
  RETURN t;
END $$;

-- RFC 7396.
CREATE OR REPLACE FUNCTION ora.json_merged(target json, patch json) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  base json := CASE WHEN json_typeof(target) = 'object' THEN target ELSE '{}' END;
BEGIN
  IF json_typeof(patch) <> 'object' THEN RETURN ora.json_compact(patch); END IF;
  RETURN concat('{', (SELECT string_agg(entry, ',' ORDER BY part, ord) FROM (
    SELECT 1 AS part, b.ord, to_json(b.key)::text || ':' || CASE WHEN p.value IS NULL THEN ora.json_compact(b.value) ELSE ora.json_merged(b.value, p.value) END AS entry
      FROM json_each(base) WITH ORDINALITY b(key, value, ord) LEFT JOIN json_each(patch) p ON p.key = b.key
      WHERE p.value IS NULL OR json_typeof(p.value) <> 'null'
    UNION ALL
    SELECT 2, p.ord, to_json(p.key)::text || ':' || ora.json_merged(NULL, p.value)
      FROM json_each(patch) WITH ORDINALITY p(key, value, ord)
      WHERE json_typeof(p.value) <> 'null' AND NOT EXISTS (SELECT 1 FROM json_each(base) b WHERE b.key = p.key)
  ) e), '}');
END $$;

CREATE OR REPLACE FUNCTION ora.json_merge(target text, patch text, raises boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF target IS JSON AND patch IS JSON THEN RETURN ora.json_merged(target::json, patch::json); END IF;
  IF raises THEN PERFORM ora.raise(40441, 'JSON syntax error'); END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ora.json_pretty(j json, margin text DEFAULT '') RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  inner_margin text := margin || '  ';
BEGIN
  CASE json_typeof(j)
    WHEN 'object' THEN
      IF NOT EXISTS (SELECT 1 FROM json_each(j)) THEN RETURN E'{\\n' || margin || '}'; END IF;
      RETURN E'{\\n' || (SELECT string_agg(inner_margin || to_json(e.key)::text || ' :'
          || CASE WHEN json_typeof(e.value) IN ('object', 'array') THEN E'\\n' || inner_margin ELSE ' ' END
          || ora.json_pretty(e.value, inner_margin), E',\\n' ORDER BY e.ord)
        FROM json_each(j) WITH ORDINALITY e(key, value, ord)) || E'\\n' || margin || '}';
    WHEN 'array' THEN
      IF json_array_length(j) = 0 THEN RETURN E'[\\n' || margin || ']'; END IF;
      RETURN E'[\\n' || (SELECT string_agg(inner_margin || ora.json_pretty(e.value, inner_margin), E',\\n' ORDER BY e.ord)
        FROM json_array_elements(j) WITH ORDINALITY e(value, ord)) || E'\\n' || margin || ']';
    ELSE RETURN ora.json_compact(j);
  END CASE;
END $$;

-- ISO 8601 text of a JSON document; what is none is NULL, as ON ERROR has it.
CREATE OR REPLACE FUNCTION ora.json_timestamp(t text) RETURNS timestamp LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  IF t !~ '^\\s*\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?\\s*$' THEN RETURN NULL; END IF;
  RETURN replace(trim(t), 'T', ' ')::timestamp;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
  RETURN NULL;
END $$;

-- What a stored function gave for a row's arguments, or the error that it ended in.
CREATE OR REPLACE FUNCTION ora.function_result(results jsonb, key text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  result jsonb := results -> key;
BEGIN
  IF jsonb_typeof(result) = 'object' THEN PERFORM ora.raise((result ->> 'code')::integer, result ->> 'text'); END IF;
  RETURN result #>> '{}';
END $$;
`;
