import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { validate as isCronExpression } from 'node-cron';
import { Environment, expectation, type VariableName } from './environment.ts';

export const SCOPES = ['submit', 'read', 'manage', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** A named caller; the token itself is not kept. */
export type ApiToken = { name: string; sha256: string; scopes: Scope[] };

/** At most `limit` jobs at once of what matches `pattern`. */
export type ConcurrencyLimit = { pattern: string; limit: number };

export type OracleConfig = { user: string; password: string; connectString: string };

export type Config = ReturnType<typeof toConfig>;

type Variables = Readonly<Record<string, string | undefined>>;

/** A variable with a value that cannot be used. Its message is the one line that the operator reads. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables (nothing else in this program reads them).
 * @throws {ConfigError} naming the variable and what was expected; the process then ends with exit code 2.
 */
export function loadConfig(variables: Variables): Config {
  return toConfig(readEnvironment(variables));
}

function readEnvironment(variables: Variables): Environment {
  const result: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries<TSchema>(Environment.properties)) {
    const raw = variables[name]?.trim();
    if (raw === undefined || raw === '') {
      if (schema.default !== undefined) result[name] = schema.default;
      continue;
    }
    const value = parseValue(raw, schema);
    if (!Value.Check(schema, value)) throw wrong(name as VariableName, expectation(schema), raw);
    result[name] = value;
  }
  return result as Environment;
}

function parseValue(raw: string, schema: TSchema): unknown {
  if (schema['type'] === 'integer') return /^[+-]?\d+$/.test(raw) ? Number(raw) : raw;
  if (schema['type'] !== 'boolean') return raw;
  if (/^(1|true|yes|on)$/i.test(raw)) return true;
  return /^(0|false|no|off)$/i.test(raw) ? false : raw;
}

const SECRET_VARIABLES: ReadonlySet<VariableName> = new Set(['API_TOKEN', 'API_TOKENS', 'ORACLE_PASSWORD']);

function wrong(name: VariableName, expected: string, given?: string): ConfigError {
  const shown = given === undefined || SECRET_VARIABLES.has(name) ? '' : `, not "${given}"`;
  return new ConfigError(`${name} must be ${expected}${shown}`);
}

function toConfig(env: Environment) {
  if (!isCronExpression(env.CLEANUP_CRON))
    throw wrong('CLEANUP_CRON', 'a cron expression such as 0 * * * *', env.CLEANUP_CRON);
  const oracle = readOracle(env);
  return {
    instanceName: env.INSTANCE_NAME,
    server: {
      host: env.HOST,
      port: env.PORT,
      bodyLimitBytes: env.BODY_LIMIT_BYTES,
      trustProxy: env.TRUST_PROXY === undefined ? [] : readAddresses('TRUST_PROXY', env.TRUST_PROXY),
      rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
      corsOrigins: env.API_CORS_ORIGINS === undefined ? undefined : readOrigins(env.API_CORS_ORIGINS),
    },
    auth: {
      enabled: !env.API_NO_AUTH,
      tokens: readTokens(env),
      allowedAddresses:
        env.API_ALLOWED_IPS === undefined ? undefined : readAddresses('API_ALLOWED_IPS', env.API_ALLOWED_IPS),
    },
    /** Undefined: no ORACLE_* variable is set, the embedded database serves. */
    oracle,
    database: {
      workPoolSize: env.WORK_POOL_SIZE,
      controlPoolSize: env.CONTROL_POOL_SIZE,
      timeoutMs: env.DATABASE_TIMEOUT_MS,
      setupOnStart: env.SETUP_ON_START,
    },
    embedded: { dataDir: env.EMBEDDED_DATA_DIR, port: env.EMBEDDED_PORT },
    log: { level: env.LOG_LEVEL, dir: env.LOG_DIR },
    jobs: readJobs(env),
    procedures: {
      syncTimeoutSeconds: env.SYNC_TIMEOUT_SECONDS,
      cursorMaxRows: env.CURSOR_MAX_ROWS,
      /** Undefined: every procedure that `deny` does not name. */
      allow: env.PROCEDURE_ALLOW === undefined ? undefined : readPatterns('PROCEDURE_ALLOW', env.PROCEDURE_ALLOW),
      deny: readPatterns('PROCEDURE_DENY', env.PROCEDURE_DENY),
    },
    query: {
      enabled: env.QUERY_ENABLED ?? oracle === undefined,
      timeoutSeconds: env.QUERY_TIMEOUT_SECONDS,
      maxRows: env.QUERY_MAX_ROWS,
    },
  };
}

function readJobs(env: Environment) {
  return {
    /** GET /jobs looks this far back. */
    listHours: env.RETENTION_HOURS,
    retentionHours: {
      completed: env.RETENTION_COMPLETED_HOURS ?? env.RETENTION_HOURS,
      failed: env.RETENTION_FAILED_HOURS ?? env.RETENTION_HOURS,
      cancelled: env.RETENTION_CANCELLED_HOURS ?? env.RETENTION_HOURS,
    },
    cleanupCron: env.CLEANUP_CRON,
    maxPending: env.MAX_PENDING_JOBS,
    pollIntervalMs: env.POLL_INTERVAL_MS,
    /** 0: no limit; so for queueTimeoutSeconds. */
    timeoutSeconds: env.JOB_TIMEOUT_SECONDS,
    queueTimeoutSeconds: env.QUEUE_TIMEOUT_SECONDS,
    maxAttempts: env.MAX_ATTEMPTS,
    cancelGraceMs: env.CANCEL_GRACE_MS,
    leaseSeconds: env.LEASE_SECONDS,
    drainMs: env.DRAIN_SECONDS * 1000,
    drainAction: env.DRAIN_ACTION,
    logMaxLines: env.LOG_MAX_LINES,
    procedureLimits: readLimits('PROCEDURE_LIMITS', env.PROCEDURE_LIMITS),
    callerLimits: readLimits('CALLER_LIMITS', env.CALLER_LIMITS),
  };
}

function readOracle(env: Environment): OracleConfig | undefined {
  const { ORACLE_USER: user, ORACLE_PASSWORD: password, ORACLE_HOST: host, ORACLE_SERVICE: service } = env;
  const given = [user, password, env.ORACLE_CONNECT_STRING, host, env.ORACLE_PORT, service];
  if (given.every((value) => value === undefined)) return undefined;
  if (user === undefined) throw wrong('ORACLE_USER', 'set when another ORACLE_* variable is');
  if (password === undefined) throw wrong('ORACLE_PASSWORD', 'set when another ORACLE_* variable is');
  if (env.ORACLE_CONNECT_STRING !== undefined) return { user, password, connectString: env.ORACLE_CONNECT_STRING };
  if (host === undefined)
    throw new ConfigError('ORACLE_CONNECT_STRING must be set (or ORACLE_HOST and ORACLE_SERVICE)');
  if (service === undefined) throw wrong('ORACLE_SERVICE', 'set when ORACLE_HOST is');
  return {
    user,
    password,
    connectString: `${isIP(host) === 6 ? `[${host}]` : host}:${env.ORACLE_PORT ?? 1521}/${service}`,
  };
}

function splitList(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The characters of a bearer token, RFC 6750 section 2.1. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;
const HASHED_TOKEN = /^\{sha256\}([0-9a-f]{64})$/i;

function readTokens(env: Environment): ApiToken[] {
  const tokens: ApiToken[] = [];
  if (env.API_TOKEN !== undefined) {
    tokens.push({ name: 'default', sha256: hashToken('API_TOKEN', env.API_TOKEN), scopes: [...SCOPES] });
  }
  for (const item of splitList(env.API_TOKENS ?? '')) {
    const [name = '', token = '', scopes, ...rest] = item.split(':');
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(name) || rest.length > 0) {
      throw wrong('API_TOKENS', 'a list of name:token or name:token:scope+scope');
    }
    if (tokens.some((other) => other.name === name)) throw wrong('API_TOKENS', `a list without the name ${name} twice`);
    tokens.push({ name, sha256: hashToken('API_TOKENS', token), scopes: readScopes(scopes) });
  }
  if (new Set(tokens.map(({ sha256 }) => sha256)).size < tokens.length) {
    throw wrong('API_TOKENS', 'a list of different tokens, none of them that of API_TOKEN');
  }
  return tokens;
}

function hashToken(variable: VariableName, token: string): string {
  const hash = HASHED_TOKEN.exec(token)?.[1];
  if (hash !== undefined) return hash.toLowerCase();
  if (!TOKEN.test(token)) throw wrong(variable, 'made of letters, digits and ._~+/-= or {sha256}<64 hex digits>');
  return createHash('sha256').update(token).digest('hex');
}

function readScopes(list: string | undefined): Scope[] {
  if (list === undefined) return [...SCOPES];
  return list.split('+').map((word) => {
    const scope = SCOPES.find((known) => known === word.trim());
    if (scope === undefined) throw wrong('API_TOKENS', `given scopes out of ${SCOPES.join(', ')}`);
    return scope;
  });
}

/** IPs and CIDR ranges, checked. */
function readAddresses(variable: VariableName, list: string): string[] {
  const addresses = splitList(list);
  const isAddress = (address: string) => {
    const [ip = '', prefix, ...rest] = address.split('/');
    const version = isIP(ip);
    if (version === 0 || rest.length > 0) return false;
    return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  };
  if (addresses.length === 0 || !addresses.every(isAddress)) {
    throw wrong(variable, 'a list of IP addresses and CIDR ranges such as 10.0.0.0/8', list);
  }
  return addresses;
}

/** Origins as browsers send them: scheme, host, port where it is not the scheme's own. */
function readOrigins(list: string): string[] | '*' {
  if (list === '*') return '*';
  const origins = splitList(list);
  const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
  if (origins.length === 0 || !origins.every(isOrigin)) {
    throw wrong('API_CORS_ORIGINS', '* or a list of origins such as https://app.example.com', list);
  }
  return origins;
}

const PATTERN = /^[A-Za-z0-9_$#.*"]+$/;

/** Procedure patterns in upper case: `*` stands for any characters. */
function readPatterns(variable: VariableName, list: string): string[] {
  const patterns = splitList(list).map((pattern) => pattern.toUpperCase());
  if (!patterns.every((pattern) => PATTERN.test(pattern))) {
    throw wrong(variable, 'a list of procedure patterns such as PKG_ETL.*', list);
  }
  return patterns;
}

function readLimits(variable: VariableName, list: string | undefined): ConcurrencyLimit[] {
  return splitList(list ?? '').map((item) => {
    const match = /^([^=\s]+)\s*=\s*(\d{1,6})$/.exec(item);
    const limit = Number(match?.[2]);
    if (match?.[1] === undefined || limit < 1) throw wrong(variable, 'a list such as PKG_ETL.*=2', list);
    return { pattern: variable === 'PROCEDURE_LIMITS' ? match[1].toUpperCase() : match[1], limit };
  });
}
