import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serviceAddress } from '../test/helpers/service-address.ts';
import { spawnService } from '../test/helpers/spawn-service.ts';

/** The database and the instances of the service, each a process of its own, as in production. */
const ROOT = join(import.meta.dirname, '..');
const TOKEN = 'bench-token';

export type Account = { user: string; password: string; connectString: string };

export type Database = { account: Account; stop(): Promise<void> };

/** The database of ORACLE_CONNECT_STRING, ORACLE_USER and ORACLE_PASSWORD; without them the embedded one. */
export async function startDatabase(): Promise<Database> {
  const { ORACLE_CONNECT_STRING, ORACLE_USER = '', ORACLE_PASSWORD = '' } = process.env;
  if (ORACLE_CONNECT_STRING !== undefined) {
    const account = { user: ORACLE_USER, password: ORACLE_PASSWORD, connectString: ORACLE_CONNECT_STRING };
    return { account, stop: async () => undefined };
  }
  const child = fork(join(ROOT, 'embedded/child.ts'), [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ type: string; message?: string } & Account];
  if (message.type !== 'ready') throw new Error(message.message);
  const { user, password, connectString } = message;
  return { account: { user, password, connectString }, stop: () => end(child) };
}

export type Service = {
  /** Resolves to the body. Throws for every answer but a success. */
  request(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
};

/** Resolves when it is ready. */
export async function startService(account: Account, variables: Record<string, string> = {}): Promise<Service> {
  const child = spawnService(account, { API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: '0', ...variables });
  const url = await serviceAddress(child);
  return {
    async request(method, path, body) {
      const response = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${String(answer['error'])}`);
      return answer;
    },
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
