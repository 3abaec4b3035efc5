import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, type OracleConfig } from './config.ts';

export type EmbeddedDatabase = {
  oracle: OracleConfig;
  /** Resolves when the process has ended, with the signal or exit code in words. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/** What embedded/child.ts tells its parent, once. */
type ChildMessage = ({ type: 'ready' } & OracleConfig) | { type: 'error'; message: string };

const CHILD_URL = import.meta.url.endsWith('.ts') ? '../embedded/child.ts' : '../embedded/child.js';
const CHILD_FILE = fileURLToPath(new URL(CHILD_URL, import.meta.url));

/**
 * Starts the embedded database in a process of its own. It gets no signals from the terminal (the service stops it, last);
 * when the service dies, the channel between them closes and it stops by itself.
 * @throws {Error} in one line, when it does not come up.
 */
export async function startEmbeddedDatabase({ dataDir, port }: Config['embedded']): Promise<EmbeddedDatabase> {
  if (!existsSync(CHILD_FILE)) {
    throw new ConfigError('ORACLE_CONNECT_STRING must be set: there is no embedded database in this installation');
  }
  const child = fork(CHILD_FILE, ['--data-dir', dataDir, '--port', String(port)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = once(child, 'exit').then(([code, signal]) =>
    signal === null ? `exit code ${code}` : `signal ${signal}`,
  );
  const { user, password, connectString } = await readiness(child, ended);
  return {
    oracle: { user, password, connectString },
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readiness(child: ChildProcess, ended: Promise<string>): Promise<OracleConfig> {
  const message = once(child, 'message').then(([first]) => first as ChildMessage);
  const outcome = await Promise.race([message, ended]);
  if (typeof outcome === 'string') throw new Error(`the embedded database did not start (${outcome})`);
  if (outcome.type === 'ready') return outcome;
  await ended;
  throw new Error(`the embedded database did not start: ${outcome.message}`);
}
