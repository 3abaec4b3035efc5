import { createHash } from 'node:crypto';

/**
 * What schema `ora` of a new PostgreSQL cluster has: the catalog's tables and the functions that columns and compiled statements use.
 * A change here needs a step in `STORAGE_UPGRADES`: kept data folders have the old form.
 */
export const STORAGE_VERSION = 1;

/** Steps from version n (index n-1) to n+1. */
export const STORAGE_UPGRADES: readonly string[] = [];

export const STORAGE_BOOTSTRAP = `
CREATE SCHEMA ora;
CREATE TABLE ora.settings (name text PRIMARY KEY, value text NOT NULL);
INSERT INTO ora.settings VALUES ('storage_version', '${STORAGE_VERSION}');

CREATE SEQUENCE ora.object_id_seq START WITH 20000;
CREATE SEQUENCE ora.constraint_name_seq START WITH 8000;
CREATE SEQUENCE ora.rowid_seq CACHE 32;

-- "document" is JSON text: the catalog reads it whole and never asks about its inside.
CREATE TABLE ora.objects (
  id bigint PRIMARY KEY,
  schema text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  document text NOT NULL,
  UNIQUE (schema, name, type)
);
CREATE TABLE ora.principals (name text PRIMARY KEY, document text NOT NULL);
CREATE TABLE ora.object_grants (
  schema text NOT NULL,
  name text NOT NULL,
  grantee text NOT NULL,
  privilege text NOT NULL,
  grantor text NOT NULL,
  is_grantable boolean NOT NULL,
  PRIMARY KEY (schema, name, grantee, privilege)
);

-- ROWID: six digits of object, three of file (both constant), six of block, three of row. Base 64 has Oracle's digits in Oracle's order.
CREATE FUNCTION ora.rowid_text(bigint) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN 'AAAAAB' || encode('\\x00'::bytea || int8send((1::bigint << 54) | (($1 >> 16) << 18) | ($1 & 65535)), 'base64');

-- NULL for a ROWID of another database: there is no such row here.
CREATE FUNCTION ora.rowid_number(text) RETURNS bigint
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  packed bigint;
BEGIN
  IF $1 !~ '^[A-Za-z0-9+/]{18}$' THEN
    RAISE EXCEPTION USING ERRCODE = 'ORA00', MESSAGE = 'ORA-01410: invalid ROWID';
  END IF;
  IF left($1, 9) <> 'AAAAABAAB' THEN
    RETURN NULL;
  END IF;
  packed := substr(decode(substr($1, 7), 'base64'), 2)::bigint & ((1::bigint << 54) - 1);
  RETURN ((packed >> 18) << 16) | (packed & 65535);
END $$;

-- Called from CHECK constraints where the value does not fit, to raise Oracle's text. Schema, table, column as stored. STRICT: a NULL fits.
CREATE FUNCTION ora.value_too_large(actual integer, maximum integer, schema text, relation text, attribute text) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'ORA00', MESSAGE = format('ORA-12899: value too large for column "%s"."%s"."%s" (actual: %s, maximum: %s)',
    schema, relation, attribute, actual, maximum);
END $$;
`;

/** Row of `ora.settings` that says which functions there are. The SQL engine looks there, too, and installs its own where they differ. */
const FUNCTIONS_SETTING = 'runtime_version';

export function functionsVersion(functions: string): string {
  return createHash('sha256').update(functions).digest('hex').slice(0, 32);
}

/** SQL that installs functions where others or none are: to be run as a whole. */
export function installFunctionsSql(functions: string): string {
  return `BEGIN; ${functions};
    INSERT INTO ora.settings VALUES ('${FUNCTIONS_SETTING}', '${functionsVersion(functions)}')
    ON CONFLICT (name) DO UPDATE SET value = excluded.value; COMMIT`;
}

export function hasFunctions(settings: ReadonlyMap<string, string>, functions: string): boolean {
  return functions === '' || settings.get(FUNCTIONS_SETTING) === functionsVersion(functions);
}
