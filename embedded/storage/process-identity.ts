import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** True while there is a process of this number, whoever's it is. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * What tells a process from a later one of the same number: its start time, on Linux together with the machine's boot. Undefined
 * where there is no such process.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (!isProcessAlive(pid)) return undefined;
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (stat !== undefined) {
      // The second field, the program's name in parentheses, may hold blanks. Start time is the 22nd field of all, state the 3rd.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z') return undefined;
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
      return `${boot.trim()} ${fields[19]}`;
    }
  }
  const listed = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } }).catch(() => undefined);
  return listed?.stdout.trim() || undefined;
}

/** True where `pid` is a PostgreSQL process that works in `folder`; `recordedFolder` is what its pid file names. */
export async function isPostgresOf(pid: number, folder: string, recordedFolder: string | undefined): Promise<boolean> {
  if (process.platform === 'linux') {
    const [program, cwd] = await Promise.all([
      readlink(`/proc/${pid}/exe`).catch(() => ''),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    return basename(program.replace(/ \(deleted\)$/, '')) === 'postgres' && cwd === folder;
  }
  const listed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return recordedFolder === folder && (listed?.stdout.includes('postgres') ?? false);
}

/** Linux: all PostgreSQL processes that work in `folder`. Elsewhere none are found. */
export async function postgresProcessesOf(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const ours = await Promise.all(pids.map((pid) => isPostgresOf(pid, folder, undefined)));
  return pids.filter((_, index) => ours[index]);
}
