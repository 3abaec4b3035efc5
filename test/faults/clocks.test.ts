import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobDatabase, startJobDatabase } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger } from './ledger.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

/** A process whose clock is not that of the others. */
const CLOCK_SHIFT = import.meta.resolve('./clock-shift.ts');
const TEN_MINUTES_MS = 600_000;

let database: JobDatabase;
/** Looks at the jobs; runs none itself. */
let observer: JobService;
const processes: ServiceProcess[] = [];
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
  observer = createJobService(database);
});
afterAll(() => database.stop());
beforeEach(() => database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS'));
afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

async function start(variables: Record<string, string> = {}, preload?: string): Promise<ServiceProcess> {
  const service = await startServiceProcess(database, variables, preload);
  processes.push(service);
  return service;
}

it.each([-TEN_MINUTES_MS, TEN_MINUTES_MS])('a clock that is %i ms off changes no job', async (shift) => {
  const wrong = await start({ CLOCK_SHIFT_MS: String(shift) }, CLOCK_SHIFT);
  const right = await start();
  const call = { ...entry(0.05), queue_timeout_seconds: 300, timeout_seconds: 300 };
  const accepted = await Promise.all(
    Array.from({ length: 40 }, (_empty, index) => [wrong, right][index % 2]?.submit(call)),
  );
  const jobs = await checkLedger(
    database,
    observer,
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
