import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PgAddress } from './pg-connection.ts';
import { type PostgresBinaries, traversableTemporaryFolder } from './postgres-binaries.ts';
import { isRoot } from './run-account.ts';
import { SOCKET_PREFIX } from './temporary-folder.ts';

export const SUPERUSER = 'ora';
const PORT = 5432;
const STOP_LIMIT_MS = 20_000;
const LOG_TAIL_LINES = 30;

/**
 * Ends the server when this process is gone, however it went: its standard input is a pipe that only this process holds open. The working
 * folder is the cluster's. $1 server's process, $2 folder of its socket, $3 cluster folder if it is to be removed.
 */
const WATCHDOG = `
while read -r line; do :; done
if [ ! -e postmaster.pid ] || [ "$(head -n 1 postmaster.pid)" = "$1" ]; then kill -INT "$1" 2>/dev/null; fi
while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
cd /
rm -rf -- "$2"
[ -z "$3" ] || rm -rf -- "$3"
`;

/** 'kept': survives a crash of the machine. 'memory': the data goes with the process, nothing is forced to disk. */
export type Durability = 'kept' | 'memory';

/** A running PostgreSQL server, reached over a Unix socket in a private folder. */
export type PostgresProcess = {
  address: PgAddress;
  pid: number;
  /** Resolves when the server has ended, with the end of its log. */
  exited: Promise<string>;
  /** 'fast' rolls back what is open and writes everything out; 'immediate' is a crash. Resolves when it has ended. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
};

export type PostgresProcessOptions = {
  binaries: PostgresBinaries;
  /** The cluster's folder. */
  folder: string;
  database: string;
  durability: Durability;
  /** Removed by the watchdog after this process died: the folder of a `memory` cluster. */
  removeAfterwards?: string | undefined;
};

/** Starts the server and resolves when it takes connections. Rejects with an Error that has the end of the server's log. */
export async function startPostgres(options: PostgresProcessOptions): Promise<PostgresProcess> {
  const { binaries, folder } = options;
  const { account } = binaries;
  // Short, for a socket's path may have about 100 characters only.
  const socketDir = await mkdtemp(join(await traversableTemporaryFolder(), SOCKET_PREFIX));
  if (account) await chown(socketDir, account.uid, account.gid);
  const server = spawn(binaries.postgres, ['-D', reachableFolder(folder), ...serverSettings(options, socketDir)], {
    ...spawnOptions(folder),
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log = collectLog(server);
  let hasEnded = false;
  const exited = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('close', () => resolve(log.tail()));
  }).then(async (tail) => {
    hasEnded = true;
    await rm(socketDir, { recursive: true, force: true });
    return tail;
  });
  const { pid } = server;
  // From the first moment on: this process may be killed while the server is still starting.
  if (pid !== undefined) {
    const watchdog = startWatchdog(options, pid, socketDir);
    void exited.then(() => watchdog.kill('SIGKILL'));
  }
  await Promise.race([
    log.ready,
    exited.then((tail) => {
      throw new Error(`PostgreSQL did not start in ${folder}:\n${tail}`);
    }),
  ]);
  if (pid === undefined) throw new Error('PostgreSQL has no process id');
  server.unref();
  return {
    address: { socketDir, port: PORT, user: SUPERUSER, database: options.database },
    pid,
    exited,
    async stop(mode) {
      if (hasEnded) return;
      server.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      const harder = setTimeout(() => server.kill('SIGQUIT'), STOP_LIMIT_MS);
      server.ref();
      await exited;
      clearTimeout(harder);
    },
  };
}

function spawnOptions(folder: string) {
  return {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    // A group of its own: Ctrl-C in the terminal must reach this process first, which then stops the server in order.
    detached: true,
  };
}

/**
 * As root the server runs as another account, which perhaps may not pass through the folders above (a clone below /root). It is started
 * in the folder, and `/proc/self/cwd` leads there without that way.
 */
function reachableFolder(folder: string): string {
  return isRoot() && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

function serverSettings({ durability }: PostgresProcessOptions, socketDir: string): string[] {
  const isKept = durability === 'kept';
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: 250,
    superuser_reserved_connections: 0,
    shared_buffers: '32MB',
    work_mem: '16MB',
    maintenance_work_mem: '32MB',
    max_locks_per_transaction: 256,
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    io_method: 'sync',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_replication_slots: 0,
    max_wal_size: '256MB',
    fsync: isKept ? 'on' : 'off',
    full_page_writes: isKept ? 'on' : 'off',
    // Also in memory: what was committed is there after a crash of the server, which tests cause on purpose.
    synchronous_commit: 'on',
    deadlock_timeout: '1s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO, MDY',
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    // LOG ranks above ERROR here: the log has starts, stops and crashes, not the statements that failed.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
    update_process_title: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function collectLog(server: ChildProcess): { ready: Promise<void>; tail(): string } {
  let lines: string[] = [];
  let partial = '';
  const ready = new Promise<void>((resolve) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (partial + text).split('\n');
      partial = parts.pop() ?? '';
      lines = [...lines, ...parts].slice(-LOG_TAIL_LINES);
      if (parts.some((line) => line.includes('database system is ready to accept connections'))) resolve();
    });
  });
  // The pipe must not keep this process alive.
  const pipe = server.stderr as unknown as { unref?: () => void } | null;
  void ready.then(() => pipe?.unref?.());
  return { ready, tail: () => [...lines, partial].join('\n').trim() };
}

function startWatchdog(options: PostgresProcessOptions, pid: number, socketDir: string): ChildProcess {
  // As this process's own user, who may remove what it made.
  const watchdog = spawn('/bin/sh', ['-c', WATCHDOG, 'sh', String(pid), socketDir, options.removeAfterwards ?? ''], {
    ...spawnOptions(options.folder),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.stdin?.on('error', () => undefined);
  (watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  watchdog.unref();
  return watchdog;
}
