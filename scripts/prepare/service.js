import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../client/jobs-client.js';
import { PROJECT_DIR } from './install.js';

const ORACLE_VARIABLES = ['USER', 'PASSWORD', 'CONNECT_STRING', 'HOST', 'PORT', 'SERVICE'].map(
  (name) => `ORACLE_${name}`,
);

/** The wished port of this machine, or a free one when another program has it. */
export async function choosePort(wished) {
  const listen = async (port) => {
    const probe = createServer().listen(port, '127.0.0.1');
    await once(probe, 'listening');
    const { port: bound } = probe.address();
    probe.close();
    await once(probe, 'close');
    return bound;
  };
  return listen(wished).catch(() => listen(0));
}

/**
 * Starts the compiled service with its embedded database, whatever the environment and .env say of another one.
 * It is in a process group of its own: Ctrl-C reaches only the script, which stops the service in order.
 */
export function startService({ port, token, dataDir, env = {} }) {
  const noOracle = Object.fromEntries(ORACLE_VARIABLES.map((name) => [name, '']));
  const child = spawn(process.execPath, [join(PROJECT_DIR, 'dist/src/server.js')], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env: {
      ...process.env,
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
      ...noOracle,
      API_NO_AUTH: '0',
      API_ALLOWED_IPS: '',
      API_TOKEN: token,
      EMBEDDED_DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      ...env,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  return {
    url,
    client: createClient({ url, token }),
    ended,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Resolves to whether the service took jobs before the time was over, or it ended. */
export async function untilReady({ client, ended }, timeoutMs = 180_000) {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + timeoutMs;
  while (!hasEnded && Date.now() < deadline) {
    if (await client.isReady()) return true;
    await sleep(200);
  }
  return false;
}
