import oracledb, { type Connection } from 'oracledb';
import type { OracleConfig } from '../config.ts';
import { isServiceError, serviceError } from '../errors.ts';
import { readOracleError } from '../procedures/oracle-errors.ts';
import { withDeadline } from './deadline.ts';
import { dropConnection } from './drop-connection.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { unavailable } from './oracle-pool.ts';

export type SetupResult = {
  /** Schema objects that were created or upgraded now. */
  created: string[];
  /** Those that were there. */
  existing: string[];
};

type Settings = OracleConfig & { timeoutMs: number };

const REGISTER_MISSING = 'ORA-00942';
/** No right to create, no quota. */
const PRIVILEGE_CODES = new Set(['ORA-01031', 'ORA-01950', 'ORA-01536']);
/** DDL waits for locks of running jobs; the lock of another instance lasts as long as its scripts do. */
const SCRIPT_TIMEOUT_FACTOR = 6;

/**
 * Creates what is missing of the schema and applies the scripts that are new; idempotent. Instances that do it at the same time take turns:
 * one connection holds the lock of the register while another, whose statements commit by themselves, runs the scripts.
 * @throws {ServiceError} SETUP_PRIVILEGE_MISSING, DATABASE_UNAVAILABLE.
 */
export async function installSchema(settings: Settings): Promise<SetupResult> {
  const migrations = await readMigrations();
  const timeoutMs = settings.timeoutMs * SCRIPT_TIMEOUT_FACTOR;
  const connections: Connection[] = [];
  const open = async () => {
    const connection = await connect(settings);
    connections.push(connection);
    connection.callTimeout = timeoutMs;
    return connection;
  };
  try {
    return await applyAll(migrations, await open(), await open());
  } catch (error) {
    throw asSetupError(error);
  } finally {
    for (const connection of connections) {
      await withDeadline(connection.close(), settings.timeoutMs, () => dropConnection(connection)).catch(
        () => undefined,
      );
    }
  }
}

/** Whether every script is applied and every object there, without creating anything. @throws {ServiceError} SCHEMA_MISSING. */
export async function assertSchema(connection: Connection): Promise<void> {
  const pending = await pendingMigrations(connection, await readMigrations());
  if (pending.length > 0) throw serviceError('SCHEMA_MISSING');
}

async function connect({ user, password, connectString, timeoutMs }: Settings): Promise<Connection> {
  const requested = oracledb.getConnection({
    user,
    password,
    connectString,
    connectTimeout: Math.ceil(timeoutMs / 1000),
    transportConnectTimeout: Math.ceil(timeoutMs / 1000),
  });
  return withDeadline(requested, timeoutMs, () => {
    requested.then(dropConnection).catch(() => undefined);
  });
}

async function applyAll(migrations: Migration[], holder: Connection, worker: Connection): Promise<SetupResult> {
  const first: Migration[] = (await hasRegister(holder)) ? [] : migrations.slice(0, 1);
  for (const register of first) await apply(worker, register);
  await holder.execute('SELECT VERSION FROM ASYNC_JOBS_SCHEMA WHERE VERSION = 0 FOR UPDATE');
  const pending = await pendingMigrations(worker, migrations);
  for (const migration of pending) await apply(worker, migration);
  await holder.rollback();
  const created = [...first, ...pending].flatMap(({ objects }) => objects);
  const existing = migrations.flatMap(({ objects }) => objects).filter((name) => !created.includes(name));
  return { created, existing };
}

async function hasRegister(connection: Connection): Promise<boolean> {
  try {
    await connection.execute('SELECT VERSION FROM ASYNC_JOBS_SCHEMA WHERE VERSION = 0');
    return true;
  } catch (error) {
    if (readOracleError(error)?.code === REGISTER_MISSING) return false;
    throw error;
  }
}

async function pendingMigrations(connection: Connection, migrations: Migration[]): Promise<Migration[]> {
  if (!(await hasRegister(connection))) return migrations;
  const applied = await connection.execute<[number]>('SELECT VERSION FROM ASYNC_JOBS_SCHEMA');
  const versions = new Set((applied.rows ?? []).map(([version]) => version));
  // A synonym stands for an object of another schema.
  const present = await connection.execute<[string]>(`
    SELECT OBJECT_NAME FROM ALL_OBJECTS
    WHERE OWNER IN (SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'), 'PUBLIC')
      AND OBJECT_TYPE IN ('TABLE', 'VIEW', 'PACKAGE', 'PROCEDURE', 'SYNONYM')
      AND (OBJECT_NAME LIKE '%ASYNC\\_JOB%' ESCAPE '\\')`);
  const names = new Set((present.rows ?? []).map(([name]) => name));
  return migrations.filter(
    ({ version, objects }) => !versions.has(version) || objects.some((object) => !names.has(object)),
  );
}

async function apply(connection: Connection, { file, statements }: Migration): Promise<void> {
  for (const statement of statements) {
    const { warning } = await connection.execute(statement).catch((error) => {
      throw isRefusal(error) ? new Error(`sql/${file} failed: ${(error as Error).message}`, { cause: error }) : error;
    });
    if (warning !== undefined) throw new Error(`sql/${file} was stored with compilation errors: ${warning.message}`);
  }
}

/** Neither a missing privilege nor the database being away: the script does not fit what is there. */
function isRefusal(error: unknown): boolean {
  const failure = readOracleError(error);
  return failure !== undefined && !PRIVILEGE_CODES.has(failure.code) && unavailable(error) === error;
}

function asSetupError(error: unknown): unknown {
  if (isServiceError(error)) return error;
  const failure = readOracleError(error);
  if (failure !== undefined && PRIVILEGE_CODES.has(failure.code)) {
    return serviceError('SETUP_PRIVILEGE_MISSING', { cause: error, oracleCode: failure.code });
  }
  return unavailable(error);
}
