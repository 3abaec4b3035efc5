import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createJobCleaner } from '../../src/jobs/job-cleaner.ts';
import { type JobDatabase, startJobDatabase } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger, ROUNDS, seededRandom } from './ledger.ts';

/** Cancels and clean-up race with the ends of jobs. */
let database: JobDatabase;
let service: JobService;
const random = seededRandom();
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS');
  service = createJobService(database);
  service.runner.start();
});
afterEach(() => service.stop());

it('cancel races with completion: cancelled has no line in the ledger, completed has one', async () => {
  const accepted: string[] = [];
  for (let round = 0; round < 40 * ROUNDS; round++) {
    const id = await service.submit(entry(0.02));
    accepted.push(id);
    await sleep(random() * 60);
    await service.store.cancel(id).catch((error: { code: string }) => expect(error.code).toBe('JOB_FINISHED'));
  }
  const jobs = await checkLedger(database, service, accepted);
  expect(jobs.every(({ status }) => status === 'completed' || status === 'cancelled')).toBe(true);
});

it('clean-up races with completion and never touches an active job', async () => {
  const cleaner = createJobCleaner(database.control, { completed: 0, failed: 0, cancelled: 0 });
  const accepted = await Promise.all(Array.from({ length: 60 * ROUNDS }, () => service.submit(entry(0.01))));
  let left = accepted.length;
  while (left > 0) {
    await cleaner.runOnce();
    left = (await service.store.list({})).total;
  }
  const rows = await database.query<{ N: number; JOBS: number }>(
    'SELECT COUNT(*) AS N, COUNT(DISTINCT JOB_ID) AS JOBS FROM LEDGER',
  );
  expect(rows).toEqual([{ N: accepted.length, JOBS: accepted.length }]);
});
