import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { access, chown, constants, lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { installFunctionsSql, STORAGE_BOOTSTRAP } from './bootstrap-sql.ts';
import { copyTree } from './copy-tree.ts';
import { openPgConnection } from './pg-connection.ts';
import { type PostgresBinaries, traversableTemporaryFolder } from './postgres-binaries.ts';
import { SUPERUSER, startPostgres } from './postgres-process.ts';

export const DATABASE = 'oracle';
const run = promisify(execFile);

/**
 * A finished, stopped cluster with schema `ora` to copy new data folders from: making one takes a second, copying it little. It is kept
 * in node_modules/.cache (or the folder for temporary files), by version of PostgreSQL and by the SQL that it
 * was filled with. `functions` as in `StorageOptions`.
 */
export async function clusterTemplate(binaries: PostgresBinaries, functions: string): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([binaries.version, INITDB_OPTIONS, SLIM_DOWN, STORAGE_BOOTSTRAP, functions]))
    .digest('hex')
    .slice(0, 16);
  const folders = await cacheFolders(binaries);
  for (const folder of folders) {
    const template = join(folder, `cluster-${key}`);
    if (await isUsable(template)) return template;
  }
  const made = await makeCluster(binaries, functions);
  try {
    for (const folder of folders) {
      const template = await keep(made, folder, `cluster-${key}`);
      if (template !== undefined) return template;
    }
  } finally {
    await rm(dirname(made), { recursive: true, force: true });
  }
  throw new Error(`None of ${folders.join(', ')} can be written to.`);
}

async function cacheFolders(binaries: PostgresBinaries): Promise<string[]> {
  const modules = binaries.packageDir.split(sep);
  const root = modules.slice(0, modules.lastIndexOf('node_modules') + 1).join(sep);
  const temporary = join(await traversableTemporaryFolder(), `embedded-oracle-cache-${process.getuid?.() ?? 0}`);
  return [join(root, '.cache', 'embedded-oracle'), temporary];
}

/** Readable, and made by this user or by root: another user's could hold anything. */
async function isUsable(template: string): Promise<boolean> {
  const found = await lstat(template).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  const owner = found.uid;
  if (process.getuid !== undefined && owner !== process.getuid() && owner !== 0) return false;
  return access(join(template, 'PG_VERSION'), constants.R_OK).then(
    () => true,
    () => false,
  );
}

/** Copies the cluster into a cache folder under a passing name, then gives it its own: others see all of it or nothing. */
async function keep(cluster: string, folder: string, name: string): Promise<string | undefined> {
  const passing = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await copyTree(cluster, passing, { modes: { file: 0o644, folder: 0o755 } });
  } catch {
    await rm(passing, { recursive: true, force: true }).catch(() => undefined);
    return undefined;
  }
  const template = join(folder, name);
  try {
    await rename(passing, template);
    await removeOldTemplates(folder);
  } catch {
    await rm(passing, { recursive: true, force: true });
  }
  return (await isUsable(template)) ? template : undefined;
}

/** Made more than a week ago. One that is still in use is made again at the next start. */
async function removeOldTemplates(folder: string): Promise<void> {
  const oldest = Date.now() - TEMPLATE_LIFETIME_MS;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const made = await lstat(path).catch(() => undefined);
    if (made !== undefined && made.mtimeMs < oldest) await rm(path, { recursive: true, force: true });
  }
}

const TEMPLATE_LIFETIME_MS = 7 * 24 * 3_600_000;

const INITDB_OPTIONS = [
  '--locale=C',
  '--encoding=UTF8',
  '--auth=trust',
  `--username=${SUPERUSER}`,
  '--wal-segsize=1',
  '--no-sync',
  '--no-instructions',
];

/** One database instead of three: a new data folder is a third of the size. */
const SLIM_DOWN = {
  asPostgres: `ALTER DATABASE template1 IS_TEMPLATE false; ALTER DATABASE template0 IS_TEMPLATE false; ALTER DATABASE template1 RENAME TO ${DATABASE};`,
  asOracle: ['DROP DATABASE postgres', 'DROP DATABASE template0'],
};

/** Returns the cluster's folder, the only thing in a folder of its own. */
async function makeCluster(binaries: PostgresBinaries, functions: string): Promise<string> {
  const { account } = binaries;
  const work = await mkdtemp(join(await traversableTemporaryFolder(), 'embedded-oracle-initdb-'));
  const folder = join(work, 'pg');
  try {
    await mkdir(folder, { mode: 0o700 });
    if (account) {
      await chown(work, account.uid, account.gid);
      await chown(folder, account.uid, account.gid);
    }
    await run(binaries.initdb, ['-D', folder, ...INITDB_OPTIONS], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    await fillCluster(binaries, folder, functions);
    return folder;
  } catch (cause) {
    await rm(work, { recursive: true, force: true });
    const output = (cause as { stderr?: string }).stderr;
    throw new Error(`A PostgreSQL data folder could not be made${output ? `: ${output}` : ''}`, { cause });
  }
}

async function fillCluster(binaries: PostgresBinaries, folder: string, functions: string): Promise<void> {
  const server = await startPostgres({ binaries, folder, database: DATABASE, durability: 'memory' });
  try {
    const first = await openPgConnection({ ...server.address, database: 'postgres' });
    await first.query(SLIM_DOWN.asPostgres);
    await first.end();
    const connection = await openPgConnection(server.address);
    for (const statement of SLIM_DOWN.asOracle) await connection.query(statement);
    await connection.query(STORAGE_BOOTSTRAP);
    if (functions !== '') await connection.query(installFunctionsSql(functions));
    await connection.query('VACUUM ANALYZE');
    await connection.end();
  } finally {
    await server.stop('fast');
  }
}
