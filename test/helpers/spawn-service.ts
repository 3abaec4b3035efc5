import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SERVER = join(import.meta.dirname, '../../src/server.ts');

/**
 * The service as a process of its own, on a free port, with nothing of this environment but what is given. Its log goes to `stdout`.
 * @param preload URL of a module that is loaded before it.
 */
export function spawnService(
  account: { user: string; password: string; connectString: string },
  variables: Record<string, string>,
  preload?: string,
): ChildProcess {
  const modules = [import.meta.resolve('tsx'), ...(preload === undefined ? [] : [preload])];
  return spawn(process.execPath, [...modules.flatMap((module) => ['--import', module]), SERVER], {
    // Not where an .env file may be.
    cwd: tmpdir(),
    env: {
      PATH: process.env['PATH'] ?? '',
      ORACLE_USER: account.user,
      ORACLE_PASSWORD: account.password,
      ORACLE_CONNECT_STRING: account.connectString,
      PORT: '0',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
