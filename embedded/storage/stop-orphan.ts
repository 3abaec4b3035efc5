import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPostgresOf, isProcessAlive, postgresProcessesOf } from './process-identity.ts';

const FAST_SHUTDOWN_LIMIT_MS = 20_000;
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 5_000;

/**
 * Ends a PostgreSQL that a killed process left behind on `folder` (absolute, links resolved), and removes its pid file where the number in
 * it is by now another program's, which PostgreSQL would take for a running server. The caller owns the folder (folder-owner.ts).
 */
export async function stopOrphan(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (isProcessAlive(pid) && (await isPostgresOf(pid, folder, lines[1]))) {
    await endProcess(pid, folder);
  }
  // Server processes outlive a killed postmaster for a moment; with them alive a second server would corrupt the data.
  for (const child of await postgresProcessesOf(folder)) await endProcess(child, folder);
  await rm(pidFile, { force: true });
}

async function endProcess(pid: number, folder: string): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_SHUTDOWN_LIMIT_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_LIMIT_MS],
    ['SIGKILL', IMMEDIATE_SHUTDOWN_LIMIT_MS],
  ];
  for (const [signal, limitMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw new Error(`A PostgreSQL server (process ${pid}) of another user still runs on ${folder}. Stop it first.`, {
        cause: error,
      });
    }
    for (const end = Date.now() + limitMs; Date.now() < end; await sleep(20)) {
      if (!isProcessAlive(pid)) return;
    }
  }
  throw new Error(`The PostgreSQL server (process ${pid}) on ${folder} does not stop.`);
}
