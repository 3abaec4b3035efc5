import { createHash } from 'node:crypto';
import type { PgConnection } from '../../storage/pg-connection.ts';
import { AGGREGATE_RUNTIME } from './aggregate-runtime.ts';
import { DATETIME_FORMAT_RUNTIME } from './datetime-format-runtime.ts';
import { DATETIME_MODEL_RUNTIME } from './datetime-model-runtime.ts';
import { DATETIME_READ_RUNTIME } from './datetime-read-runtime.ts';
import { DATETIME_RUNTIME } from './datetime-runtime.ts';
import { JSON_RUNTIME } from './json-runtime.ts';
import { NUMBER_FORMAT_RUNTIME } from './number-format-runtime.ts';
import { NUMBER_RUNTIME } from './number-runtime.ts';
import { TEXT_RUNTIME } from './text-runtime.ts';

/** The PostgreSQL functions that compiled statements call, in the order of their dependencies. All of schema `ora`. */
export const RUNTIME_SCRIPT = [
  NUMBER_RUNTIME,
  NUMBER_FORMAT_RUNTIME,
  DATETIME_MODEL_RUNTIME,
  DATETIME_FORMAT_RUNTIME,
  DATETIME_READ_RUNTIME,
  DATETIME_RUNTIME,
  TEXT_RUNTIME,
  AGGREGATE_RUNTIME,
  JSON_RUNTIME,
].join('\n');

const VERSION = createHash('sha256').update(RUNTIME_SCRIPT).digest('hex').slice(0, 32);
const LOCK = 7_305_114;

/** Installs or replaces the functions where the storage has others than this program's. Sessions that start together wait for each other. */
export async function installRuntime(connection: PgConnection): Promise<void> {
  const ask = `SELECT value FROM ora.settings WHERE name = 'runtime_version'`;
  if ((await connection.query(ask)).rows[0]?.[0] === VERSION) return;
  await connection.query('BEGIN');
  try {
    await connection.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
    if ((await connection.query(ask)).rows[0]?.[0] !== VERSION) {
      await connection.query(RUNTIME_SCRIPT);
      await connection.query(
        `INSERT INTO ora.settings VALUES ('runtime_version', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [VERSION],
      );
    }
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
