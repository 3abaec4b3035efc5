import { lstat, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbandoned } from './folder-owner.ts';
import { traversableTemporaryFolder } from './postgres-binaries.ts';
import { stopOrphan } from './stop-orphan.ts';

const PREFIX = 'embedded-oracle-';
/** Of the folders of servers' sockets. */
export const SOCKET_PREFIX = 'ora-';
const HOUR_MS = 3_600_000;

/** A folder for a database in memory. Those of processes that were killed are removed: their watchdogs may have been killed with them. */
export async function makeTemporaryFolder(): Promise<string> {
  const base = await traversableTemporaryFolder();
  for (const name of await readdir(base)) {
    if (name.startsWith(PREFIX)) await removeIfAbandoned(join(base, name)).catch(() => undefined);
    if (name.startsWith(SOCKET_PREFIX)) await removeIfEmpty(join(base, name)).catch(() => undefined);
  }
  return mkdtemp(join(base, PREFIX));
}

async function removeIfAbandoned(folder: string): Promise<void> {
  const { uid } = await lstat(folder);
  if (uid !== process.getuid?.() || !(await isAbandoned(folder))) return;
  await stopOrphan(join(folder, 'pg'));
  await rm(folder, { recursive: true, force: true });
}

/** A server has its socket in it soon after the folder was made. */
async function removeIfEmpty(folder: string): Promise<void> {
  const { mtimeMs } = await lstat(folder);
  if (mtimeMs < Date.now() - HOUR_MS) await rmdir(folder);
}
