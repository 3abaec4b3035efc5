import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('../../../embedded/child.ts', import.meta.url));

export type RunningChild = {
  process: ChildProcess;
  login: { user: string; password: string; connectString: string };
  /** Resolves to exit code or signal. */
  ended: Promise<number | string>;
};

/** embedded/child.ts as `npm start` runs it. Rejects with what the child reports. */
export async function startChild(dataDir: string): Promise<RunningChild> {
  const child = fork(CHILD, ['--data-dir', dataDir, '--port', '0'], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string);
  const [message] = (await Promise.race([
    once(child, 'message'),
    ended.then((how) => Promise.reject(new Error(`the child ended: ${how}`))),
  ])) as [{ type: string; message?: string; user: string; password: string; connectString: string }];
  if (message.type !== 'ready') throw new Error(message.message);
  const { user, password, connectString } = message;
  return { process: child, login: { user, password, connectString }, ended };
}
