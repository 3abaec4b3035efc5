import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../helpers/job-database.ts';
import { checkLedger, entry, REPEATED } from './ledger.ts';
import { setUpProcessBench } from './process-bench.ts';

/** Processes of the service are killed, frozen and stopped while jobs run. */
const bench = setUpProcessBench();
const BLOCKED_LOOP = import.meta.resolve('./blocked-loop.ts');

const untilCalled = (jobId: string) =>
  bench.observer.untilJob(jobId, ({ status, progress }) => status === 'running' && progress >= 50);

describe('kill -9', REPEATED, () => {
  it('during the call: the database finishes the work and the job', async () => {
    const service = await bench.start();
    const id = await service.submit(entry(1));
    await untilCalled(id);
    service.child.kill('SIGKILL');
    await service.ended;
    const [job] = await checkLedger(bench.database, bench.observer, [id]);
    expect(job?.status).toBe('completed');
  });

  it('during a call that never ends: another instance ends it when its time is over', async () => {
    const system = await bench.database.connect({ user: 'SYSTEM', password: 'oracle' });
    await system.execute(`GRANT ALTER SYSTEM TO ${bench.database.account.user}`);
    const service = await bench.start();
    const id = await service.submit({ ...entry(600), timeout_seconds: 1 });
    await untilCalled(id);
    service.child.kill('SIGKILL');
    await service.ended;
    await until(async () => (await bench.observer.rescuer.runOnce()) > 0);
    await system.execute(`REVOKE ALTER SYSTEM FROM ${bench.database.account.user}`);
    await system.close();
    const [job] = await checkLedger(bench.database, bench.observer, [id]);
    expect(job).toMatchObject({ status: 'failed', statusReason: 'outcome_unknown' });
  });

  it('with jobs waiting: another process runs them, each once', async () => {
    const service = await bench.start({ WORK_POOL_SIZE: '1' });
    const accepted = [await service.submit(entry(1)), await service.submit(entry()), await service.submit(entry())];
    await untilCalled(accepted[0] ?? '');
    service.child.kill('SIGKILL');
    await service.ended;
    await bench.start();
    const jobs = await checkLedger(bench.database, bench.observer, accepted);
    expect(jobs.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  });
});

it('a process that was frozen goes on when it is thawed, and nothing was taken from it', REPEATED, async () => {
  const service = await bench.start();
  const id = await service.submit(entry(1));
  await untilCalled(id);
  service.child.kill('SIGSTOP');
  await bench.observer.rescuer.runOnce();
  service.child.kill('SIGCONT');
  const [job] = await checkLedger(bench.database, bench.observer, [id]);
  expect(job?.status).toBe('completed');
});

it(
  'an event loop that is blocked for ten seconds: nothing is taken from it, and nothing waits for it',
  REPEATED,
  async () => {
    // Its statements have a deadline that is over when it goes on.
    const folder = await mkdtemp(join(tmpdir(), 'blocked-'));
    const end = join(folder, 'end');
    const variables = { BLOCK_MS: '10000', BLOCK_UNTIL: end, DATABASE_TIMEOUT_MS: '5000', WORK_POOL_SIZE: '2' };
    const blocked = await bench.start(variables, BLOCKED_LOOP);
    const running = [await blocked.submit(entry(1)), await blocked.submit(entry(1))];
    for (const id of running) await untilCalled(id);
    const waiting = [await blocked.submit(entry()), await blocked.submit(entry())];
    blocked.child.kill('SIGWINCH');
    let isAnswered = false;
    const late = blocked.submit(entry()).finally(() => {
      isAnswered = true;
    });
    const other = await bench.start();
    const accepted = [...running, ...waiting, await other.submit(entry())];
    await bench.observer.rescuer.runOnce();
    const jobs = await checkLedger(bench.database, bench.observer, accepted);
    expect(isAnswered).toBe(false);
    await writeFile(end, '');
    jobs.push(...(await checkLedger(bench.database, bench.observer, [await late])));
    expect(jobs.map(({ status, attempts }) => [status, attempts.length])).toEqual(jobs.map(() => ['completed', 1]));
    await rm(folder, { recursive: true });
  },
);

describe('SIGTERM', REPEATED, () => {
  it('lets a running job finish, and ends with exit code 0', async () => {
    const service = await bench.start();
    const id = await service.submit(entry(1));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const [job] = await checkLedger(bench.database, bench.observer, [id]);
    expect(job?.status).toBe('completed');
  });

  it('leaves a job that takes longer than the drain to finish in the database', async () => {
    const service = await bench.start({ DRAIN_SECONDS: '0', DRAIN_ACTION: 'leave' });
    const id = await service.submit(entry(3));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const [job] = await checkLedger(bench.database, bench.observer, [id]);
    expect(job?.status).toBe('completed');
  });

  it('or breaks it off, and says so', async () => {
    const service = await bench.start({ DRAIN_SECONDS: '0', DRAIN_ACTION: 'break' });
    const id = await service.submit(entry(600));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const [job] = await checkLedger(bench.database, bench.observer, [id]);
    expect(job).toMatchObject({ status: 'failed', statusReason: 'drained', errorCode: 'DRAINED' });
  });

  it('a second time ends it at once; the call is left to the database', async () => {
    const service = await bench.start({ DRAIN_SECONDS: '600' });
    const id = await service.submit(entry(600));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    await until(() =>
      service.request('GET', '/health/live').then(
        () => false,
        () => true,
      ),
    );
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(1);
    expect(await bench.observer.store.get(id)).toMatchObject({ status: 'running' });
  });
});

it('a rolling restart under load loses no job and doubles none', REPEATED, async () => {
  let serving = await bench.start();
  const accepted: string[] = [];
  let isOver = false;
  const load = (async () => {
    while (!isOver) {
      const target = serving;
      await target.submit(entry(0.02)).then(
        (id) => accepted.push(id),
        // A stopping process refuses new connections; it never fails a request that it took.
        (error: { status?: number }) => expect(error.status).toBeUndefined(),
      );
    }
  })();
  for (let round = 0; round < 2; round++) {
    const before = accepted.length;
    await until(async () => accepted.length >= before + 5);
    const next = await bench.start();
    const old = serving;
    serving = next;
    old.child.kill('SIGTERM');
    expect(await old.ended).toBe(0);
  }
  isOver = true;
  await load;
  const jobs = await checkLedger(bench.database, bench.observer, accepted);
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
});
