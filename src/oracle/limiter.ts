import { serviceError } from '../errors.ts';

/** Lets so many run at a time. */
export type Limiter = {
  /** Rejects with TOO_MANY_CALLS when no turn comes in time. */
  run<T>(work: () => Promise<T>): Promise<T>;
};

/** Those that were before it have had their time by then. */
const RETRY_AFTER_SECONDS = 5;

export function createLimiter(limit: number, timeoutMs: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < limit) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(serviceError('TOO_MANY_CALLS', { retryAfterSeconds: RETRY_AFTER_SECONDS }));
      }, timeoutMs);
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      waiting.push(turn);
    });
  }

  /** The turn passes on, or is given back. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
