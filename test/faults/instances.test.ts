import { expect, it } from 'vitest';
import { checkLedger, entry, REPEATED, ROUNDS } from './ledger.ts';
import { setUpProcessBench } from './process-bench.ts';
import type { ServiceProcess } from './service-process.ts';

/** Several instances of the service, each a process of its own, on one database; their clients speak HTTP. */
const VARIABLES = { RATE_LIMIT_PER_MINUTE: '0' };

const bench = setUpProcessBench();

const startMany = (count: number): Promise<ServiceProcess[]> =>
  Promise.all(Array.from({ length: count }, () => bench.start(VARIABLES)));

/** `count` requests, a share to each instance, as many at once as clients would send. */
async function spread<T>(
  services: ServiceProcess[],
  count: number,
  request: (service: ServiceProcess) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  let next = 0;
  const client = async () => {
    while (next < count) {
      const service = services[next % services.length] as ServiceProcess;
      next += 1;
      answers.push(await request(service));
    }
  };
  await Promise.all(Array.from({ length: 50 }, client));
  return answers;
}

it.each([2, 3])('%i instances run every one of many small jobs exactly once', async (count) => {
  const services = await startMany(count);
  const accepted = await spread(services, 200 * ROUNDS, (service) => service.submit(entry()));
  const jobs = await checkLedger(bench.database, bench.observer, accepted);
  expect(jobs).toHaveLength(200 * ROUNDS);
  expect(jobs.filter(({ status, attempts }) => status !== 'completed' || attempts.length !== 1)).toEqual([]);
});

it('one hundred posts with one key to two instances make one job', REPEATED, async () => {
  const services = await startMany(2);
  const ids = await spread(services, 100, (service) => service.submit(entry(), { 'idempotency-key': 'la misma' }));
  expect(ids).toHaveLength(100);
  expect(new Set(ids).size).toBe(1);
  await checkLedger(bench.database, bench.observer, [...new Set(ids)]);
  expect(await bench.database.query('SELECT JOB_ID FROM ASYNC_JOBS')).toHaveLength(1);
});

it('every instance serves, lists and cancels the jobs of the others', REPEATED, async () => {
  const owner = await bench.start(VARIABLES);
  const id = await owner.submit(entry(600));
  await bench.observer.untilJob(id, ({ status, progress }) => status === 'running' && progress >= 50);
  const other = await bench.start(VARIABLES);
  expect(await other.request('GET', `/jobs/${id}`)).toMatchObject({ id, status: 'running' });
  expect(await other.request('GET', '/jobs?status=running')).toMatchObject({ total: 1, jobs: [{ id }] });
  await other.request('POST', `/jobs/${id}/cancel`);
  const [job] = await checkLedger(bench.database, bench.observer, [id]);
  expect(job).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_by_caller' });
});

it('all sessions for jobs in use, and a hundred polls at once: every one is answered', REPEATED, async () => {
  const service = await bench.start({ ...VARIABLES, WORK_POOL_SIZE: '2' });
  const long = [await service.submit(entry(600)), await service.submit(entry(600)), await service.submit(entry(600))];
  await bench.observer.untilJob(long[1] ?? '', ({ progress }) => progress >= 50);
  const statuses = await spread([service], 300, async () => {
    const { status } = await service.request('GET', `/jobs/${long[0]}`);
    return status;
  });
  expect(new Set(statuses)).toEqual(new Set(['running']));
  for (const id of long) await service.request('POST', `/jobs/${id}/cancel`);
  const jobs = await checkLedger(bench.database, bench.observer, long);
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['cancelled']));
});
