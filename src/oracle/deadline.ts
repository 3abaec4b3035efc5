/** The time was over before the work was done. */
export class DeadlineError extends Error {
  override name = 'DeadlineError';
}

/**
 * Settles as `work` does, or rejects with DeadlineError after `milliseconds`. The work itself goes on: `onExpired` has to end it.
 */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number, onExpired: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      onExpired();
      reject(new DeadlineError(`no answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
