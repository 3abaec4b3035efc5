import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import oracledb from 'oracledb';
import { runScript } from './sqlplus/run-script.ts';
import type { Storage } from './storage/start-storage.ts';

type Login = { user: string; password: string; connectString: string };

/** The sources are in `embedded`, the compiled files in `dist/embedded`. */
const PROJECT_ROOT = new URL(import.meta.url.endsWith('.ts') ? '../' : '../../', import.meta.url);

const SERVICE_SCRIPTS = ['sql/create_async_jobs_table.sql', 'sql/create_test_procedures.sql'].map((path) =>
  fileURLToPath(new URL(path, PROJECT_ROOT)),
);

const DONE = 'first_scripts';

/** What a new database runs as its application user, through the driver. Runs again where an earlier attempt was cut off. */
export async function runFirstScripts(
  storage: Storage,
  login: Login,
  { firstScripts = SERVICE_SCRIPTS }: { firstScripts?: readonly string[] | undefined },
): Promise<void> {
  if (await isDone(storage)) return;
  const connection = firstScripts.length > 0 ? await oracledb.getConnection(login) : undefined;
  try {
    for (const script of firstScripts) {
      if (connection !== undefined) await runOne(script, connection);
    }
  } finally {
    await connection?.close();
  }
  await markDone(storage);
}

async function runOne(script: string, connection: oracledb.Connection): Promise<void> {
  await access(script);
  const lines: string[] = [];
  const { failures } = await runScript(script, { connection, print: (line) => lines.push(line) });
  if (failures > 0) throw new Error(`${script} failed in the embedded database:\n${lines.join('\n')}`);
}

async function isDone(storage: Storage): Promise<boolean> {
  const connection = await storage.openConnection();
  try {
    const { rows } = await connection.query('SELECT 1 FROM ora.settings WHERE name = $1::text', [DONE]);
    return rows.length > 0;
  } finally {
    await connection.end();
  }
}

async function markDone(storage: Storage): Promise<void> {
  const connection = await storage.openConnection();
  try {
    await connection.query(
      `INSERT INTO ora.settings (name, value) VALUES ($1::text, 'yes') ON CONFLICT (name) DO NOTHING`,
      [DONE],
    );
  } finally {
    await connection.end();
  }
}
