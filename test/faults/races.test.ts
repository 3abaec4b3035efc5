import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createJobCleaner } from '../../src/jobs/job-cleaner.ts';
import { createOraclePool } from '../../src/oracle/oracle-pool.ts';
import { type JobDatabase, startJobDatabase, TIMEOUT_MS } from '../helpers/job-database.ts';
import { createJobService, type JobService, type JobServiceOptions } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger, ROUNDS, seededRandom } from './ledger.ts';

/** Several instances, each with pools of its own, race on one database. */
type Instance = JobService & { close(): Promise<void> };

let database: JobDatabase;
const random = seededRandom();
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
});
afterAll(() => database.stop());
beforeEach(() => database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS'));

async function startInstance(instanceName: string, options: JobServiceOptions = {}): Promise<Instance> {
  const pool = { ...database.account, timeoutMs: TIMEOUT_MS, module: instanceName };
  const control = await createOraclePool({ ...pool, size: 4 });
  const work = await createOraclePool({ ...pool, size: 4 });
  const service = createJobService({ control, work }, { pollIntervalMs: 100, ...options, instanceName });
  service.runner.start();
  return {
    ...service,
    async close() {
      await service.stop();
      await Promise.all([work.close(), control.close()]);
    },
  };
}

it.each([
  ['two', ['uno', 'dos']],
  ['three', ['uno', 'dos', 'tres']],
])('%s instances run every one of many small jobs exactly once', async (_many, names) => {
  const instances = await Promise.all(names.map((name) => startInstance(name)));
  const count = 200 * ROUNDS;
  const accepted = await Promise.all(
    Array.from({ length: count }, (_empty, index) => (instances[index % names.length] as Instance).submit(entry())),
  );
  const jobs = await checkLedger(database, instances[0] as Instance, accepted);
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
  await Promise.all(instances.map((instance) => instance.close()));
});

it('one hundred submissions with one key on two instances make one job', async () => {
  const instances = [await startInstance('uno'), await startInstance('dos')];
  const origin = { caller: 'web', idempotencyKey: 'la misma' };
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_empty, index) => (instances[index % 2] as Instance).store.submit(entry(), origin)),
  );
  const ids = new Set(answers.map(({ jobId }) => jobId));
  expect(ids.size).toBe(1);
  expect(answers.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
  await checkLedger(database, instances[0] as Instance, [...ids]);
  await Promise.all(instances.map((instance) => instance.close()));
});

it('cancel races with completion: cancelled has no line in the ledger, completed has one', async () => {
  const instance = await startInstance('uno');
  const accepted: string[] = [];
  for (let round = 0; round < 40 * ROUNDS; round++) {
    const id = await instance.submit(entry(0.02));
    accepted.push(id);
    await sleep(random() * 60);
    await instance.store.cancel(id).catch((error: { code: string }) => expect(error.code).toBe('JOB_FINISHED'));
  }
  const jobs = await checkLedger(database, instance, accepted);
  expect(jobs.every(({ status }) => status === 'completed' || status === 'cancelled')).toBe(true);
  await instance.close();
});

it('clean-up races with completion and never touches an active job', async () => {
  const instance = await startInstance('uno');
  const cleaner = createJobCleaner(database.control, { completed: 0, failed: 0, cancelled: 0 });
  const accepted = await Promise.all(Array.from({ length: 60 * ROUNDS }, () => instance.submit(entry(0.01))));
  let left = accepted.length;
  while (left > 0) {
    await cleaner.runOnce();
    left = (await instance.store.list({})).total;
  }
  const rows = await database.query<{ N: number; JOBS: number }>(
    'SELECT COUNT(*) AS N, COUNT(DISTINCT JOB_ID) AS JOBS FROM LEDGER',
  );
  expect(rows).toEqual([{ N: accepted.length, JOBS: accepted.length }]);
  await instance.close();
});

it('the pool of workers full and many readers: all are answered', async () => {
  const instance = await startInstance('uno');
  const long = await Promise.all(Array.from({ length: 8 }, () => instance.submit(entry(600))));
  await instance.untilJob(long[0] ?? '', ({ progress }) => progress >= 50);
  const answers = await Promise.all(Array.from({ length: 100 }, () => instance.store.get(long[0] ?? '')));
  expect(answers.every((job) => job?.status === 'running')).toBe(true);
  await Promise.all(long.map((id) => instance.store.cancel(id)));
  await checkLedger(database, instance, long);
  await instance.close();
});
