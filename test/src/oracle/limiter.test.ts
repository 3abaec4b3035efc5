import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../../src/oracle/limiter.ts';

describe('createLimiter', () => {
  it('lets no more than the limit run, and gives turns in order', async () => {
    const limiter = createLimiter(2, 10_000);
    const gates: (() => void)[] = [];
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const all = [0, 1, 2, 3].map((number) =>
      limiter.run(async () => {
        started.push(number);
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => gates.push(resolve));
        running -= 1;
      }),
    );
    while (gates.length > 0 || started.length < 4) {
      gates.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(all);
    expect(most).toBe(2);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('refuses when no turn comes in time, and goes on afterwards', async () => {
    const limiter = createLimiter(1, 1);
    let open: () => void = () => undefined;
    const first = limiter.run(() => new Promise<void>((resolve) => (open = resolve)));
    await expect(limiter.run(async () => 'second')).rejects.toMatchObject({ code: 'TOO_MANY_CALLS' });
    open();
    await first;
    await expect(limiter.run(async () => 'third')).resolves.toBe('third');
  });
});
