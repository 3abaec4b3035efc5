import { expect, it } from 'vitest';
import { checkLedger, entry, REPEATED } from './ledger.ts';
import { setUpProcessBench } from './process-bench.ts';

/** A process whose clock is not that of the others. */
const CLOCK_SHIFT = import.meta.resolve('./clock-shift.ts');
const TEN_MINUTES_MS = 600_000;

const bench = setUpProcessBench();

it.each([-TEN_MINUTES_MS, TEN_MINUTES_MS])('a clock that is %i ms off changes no job', REPEATED, async (shift) => {
  const wrong = await bench.start({ CLOCK_SHIFT_MS: String(shift) }, CLOCK_SHIFT);
  const right = await bench.start();
  const call = { ...entry(0.05), queue_timeout_seconds: 300, timeout_seconds: 300 };
  const accepted = await Promise.all(
    Array.from({ length: 40 }, (_empty, index) => [wrong, right][index % 2]?.submit(call)),
  );
  const jobs = await checkLedger(
    bench.database,
    bench.observer,
    accepted.filter((id) => id !== undefined),
  );
  expect(jobs).toHaveLength(40);
  for (const { status, attempts, createdAt, startedAt, finishedAt } of jobs) {
    expect([status, attempts.length]).toEqual(['completed', 1]);
    const times = [createdAt, startedAt, finishedAt].map((time) => time?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    // The machine of the tests is the database's: a quarter of the shift is far beyond what the test takes.
    for (const time of times) expect(Math.abs(Date.now() - time)).toBeLessThan(TEN_MINUTES_MS / 4);
  }
});
