import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';

const FILE_NAME = 'owner.json';

type OwnerRecord = { pid: number; identity: string };

/**
 * Makes this process the owner of a data folder, so that two never start PostgreSQL on it. A dead owner's claim is taken over. Throws an
 * Error that names the process which holds it. Returns the function that gives it up.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, FILE_NAME);
  const identity = (await processIdentity(process.pid)) ?? '';
  const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const record: OwnerRecord = { pid: process.pid, identity };
  await writeFile(mine, JSON.stringify(record), { mode: 0o600 });
  try {
    for (;;) {
      if (await linkIfAbsent(mine, path)) return () => rm(path, { force: true });
      const holder = await readRecord(path);
      if (holder !== undefined && (await isAlive(holder))) {
        throw new Error(
          `The data folder ${folder} is in use by process ${holder.pid}. Stop that process, or choose another folder.`,
        );
      }
      await discard(path, holder);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** True where a process claimed the folder and is gone. */
export async function isAbandoned(folder: string): Promise<boolean> {
  const holder = await readRecord(join(folder, FILE_NAME));
  return holder !== undefined && !(await isAlive(holder));
}

/** A hard link is made or refused in one step, and the file has its content from the start. */
async function linkIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readRecord(path: string): Promise<OwnerRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as OwnerRecord;
  } catch {
    return undefined;
  }
}

async function isAlive(owner: OwnerRecord): Promise<boolean> {
  return (await processIdentity(owner.pid)) === owner.identity;
}

/** Takes a dead claim away. Another process may have done so and claimed meanwhile: then its claim, moved by mistake, is put back. */
async function discard(path: string, dead: OwnerRecord | undefined): Promise<void> {
  const aside = `${path}.dead.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readRecord(aside);
  if (moved !== undefined && JSON.stringify(moved) !== JSON.stringify(dead)) await linkIfAbsent(aside, path);
  await rm(aside, { force: true });
}
