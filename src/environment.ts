import { type Static, type TSchema, Type } from '@sinclair/typebox';

/** What an operator sets: every variable with its type, default and description. docs/configuration.md is made of it. */

const integer = (description: string, value: number, minimum: number, maximum: number) =>
  Type.Integer({ description, default: value, minimum, maximum });
const flag = (description: string, value?: boolean) =>
  Type.Boolean(value === undefined ? { description } : { description, default: value });
const text = (description: string) => Type.String({ description, minLength: 1 });
const words = (description: string, value?: string) =>
  Type.String(value === undefined ? { description } : { description, default: value });
const oneOf = <const T extends string[]>(description: string, values: T, value: T[number]) => {
  const literals = values.map((word) => Type.Literal(word));
  return Type.Unsafe<T[number]>(Type.Union(literals, { description, default: value, words: values }));
};

const DAY_HOURS = 24;
const YEAR_HOURS = 366 * DAY_HOURS;
const DAY_SECONDS = 24 * 3600;

export const Environment = Type.Object({
  PORT: integer('TCP port of the HTTP server; 0 takes a free one', 8080, 0, 65535),
  HOST: Type.String({ description: 'Address to listen on; 0.0.0.0 for all', default: '127.0.0.1', minLength: 1 }),
  TRUST_PROXY: Type.Optional(text('Addresses (IPs, CIDR) of reverse proxies whose X-Forwarded-For is believed')),
  BODY_LIMIT_BYTES: integer('Largest request body, in bytes', 32 * 1024 * 1024, 1024, 1024 ** 3),
  RATE_LIMIT_PER_MINUTE: integer('Requests a minute and token; 0 for no limit', 12_000, 0, 10_000_000),

  API_TOKEN: Type.Optional(text('The bearer token, with every scope')),
  API_TOKENS: Type.Optional(
    text('Named tokens with scopes: name:token[:scope+scope], separated by commas; token may be {sha256}<hex>'),
  ),
  API_NO_AUTH: flag('1 switches authentication off', false),
  API_ALLOWED_IPS: Type.Optional(
    text('Client addresses let in: IPs and CIDR ranges, separated by commas; all if not set'),
  ),
  API_CORS_ORIGINS: Type.Optional(
    text('Origins of web pages that may call from a browser (https://app.example.com), separated by commas; * for all'),
  ),

  ORACLE_USER: Type.Optional(text('Database user; with no ORACLE_* variable set, the embedded database is started')),
  ORACLE_PASSWORD: Type.Optional(text('Password of the database user')),
  ORACLE_CONNECT_STRING: Type.Optional(text('host[:port]/service or a full connect descriptor')),
  ORACLE_HOST: Type.Optional(text('Database host, instead of ORACLE_CONNECT_STRING')),
  ORACLE_PORT: Type.Optional(
    Type.Integer({ description: 'Database port (1521 if not set)', minimum: 1, maximum: 65535 }),
  ),
  ORACLE_SERVICE: Type.Optional(text('Database service name')),
  WORK_POOL_SIZE: integer('Connections that run procedures: how many jobs run at once', 10, 1, 1000),
  CONTROL_POOL_SIZE: integer(
    'Connections for everything else; all but two may serve POST /procedure and POST /query',
    10,
    1,
    1000,
  ),
  DATABASE_TIMEOUT_MS: integer('Deadline of one database call of the service itself', 10_000, 100, 600_000),
  SETUP_ON_START: flag('Create or upgrade the schema objects at start', true),

  EMBEDDED_DATA_DIR: Type.String({
    description: 'Data of the embedded database',
    default: '.data/embedded',
    minLength: 1,
  }),
  EMBEDDED_PORT: integer('Port of the embedded database; 0 takes a free one', 0, 0, 65535),

  INSTANCE_NAME: Type.String({
    description: 'Name of this instance in logs and jobs',
    default: 'oracle-jobs-api',
    pattern: '^[A-Za-z0-9._-]{1,64}$',
  }),
  LOG_LEVEL: oneOf('Least level logged', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  LOG_DIR: Type.Optional(text('Folder for a log file per instance, besides standard output')),

  RETENTION_HOURS: integer(
    'How long a finished job is kept, and how far back GET /jobs looks',
    DAY_HOURS,
    1,
    YEAR_HOURS,
  ),
  RETENTION_COMPLETED_HOURS: Type.Optional(
    Type.Integer({ description: 'The same for completed jobs', minimum: 1, maximum: YEAR_HOURS }),
  ),
  RETENTION_FAILED_HOURS: Type.Optional(
    Type.Integer({ description: 'The same for failed jobs', minimum: 1, maximum: YEAR_HOURS }),
  ),
  RETENTION_CANCELLED_HOURS: Type.Optional(
    Type.Integer({ description: 'The same for cancelled jobs', minimum: 1, maximum: YEAR_HOURS }),
  ),
  CLEANUP_CRON: words('When old jobs are removed, as a cron expression', '0 * * * *'),

  MAX_PENDING_JOBS: integer('Pending jobs beyond which submissions are answered with 503', 10_000, 1, 10_000_000),
  POLL_INTERVAL_MS: integer('How often an idle instance looks for jobs of the others', 1000, 50, 60_000),
  JOB_TIMEOUT_SECONDS: integer(
    'Run time after which a job is broken off, unless it says; 0 for none',
    0,
    0,
    365 * DAY_SECONDS,
  ),
  QUEUE_TIMEOUT_SECONDS: integer(
    'Waiting time after which a job fails, unless it says; 0 for none',
    0,
    0,
    365 * DAY_SECONDS,
  ),
  MAX_ATTEMPTS: integer('Attempts of a job that fails with a transient error, unless it says', 1, 1, 100),
  CANCEL_GRACE_MS: integer(
    'How long a broken-off call may take to return before its connection is dropped',
    10_000,
    100,
    600_000,
  ),
  LEASE_SECONDS: integer(
    'Age of the last sign of life after which a worker without DBMS_LOCK is taken for lost',
    60,
    5,
    DAY_SECONDS,
  ),
  DRAIN_SECONDS: integer('How long running jobs may go on after a stop signal', 25, 0, DAY_SECONDS),
  DRAIN_ACTION: oneOf('Then: leave them to finish in the database, or break them off', ['leave', 'break'], 'leave'),

  SYNC_TIMEOUT_SECONDS: integer('Time limit of POST /procedure', 30, 1, DAY_SECONDS),
  CURSOR_MAX_ROWS: integer('Rows of a cursor that are put into a result', 10_000, 1, 1_000_000),
  LOG_MAX_LINES: integer('Lines kept of what a procedure writes', 10_000, 0, 1_000_000),
  PROCEDURE_ALLOW: Type.Optional(
    text('Patterns of the procedures that may be called (PKG_ETL.*), separated by commas; all if not set'),
  ),
  PROCEDURE_DENY: words('Patterns that may not be called, unless PROCEDURE_ALLOW names them', 'SYS.*,DBMS_*,UTL_*'),
  PROCEDURE_LIMITS: Type.Optional(text('How many jobs of a pattern run at once: PKG_ETL.*=2, separated by commas')),
  CALLER_LIMITS: Type.Optional(text('How many jobs of a named token run at once: web=5, separated by commas')),

  QUERY_ENABLED: Type.Optional(flag('1 switches POST /query on; on with the embedded database')),
  QUERY_TIMEOUT_SECONDS: integer('Time limit of POST /query', 30, 1, DAY_SECONDS),
  QUERY_MAX_ROWS: integer('Rows that POST /query returns at most', 1000, 1, 1_000_000),
});
export type Environment = Static<typeof Environment>;
export type VariableName = keyof Environment;

/** In words, what a variable must be: `a whole number from 0 to 65535`. */
export function expectation(schema: TSchema): string {
  if (schema['type'] === 'boolean') return '1 or 0 (also true, false, yes, no)';
  if (schema['type'] === 'integer') return `a whole number from ${schema['minimum']} to ${schema['maximum']}`;
  if (Array.isArray(schema['words'])) return `one of ${schema['words'].join(', ')}`;
  if (typeof schema['pattern'] === 'string') return `text of the form ${schema['pattern']}`;
  return 'a text that is not empty';
}
