import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type JobDatabase, startJobDatabase, until } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger } from './ledger.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

/** Processes of the service are killed, frozen and stopped while jobs run. */
let database: JobDatabase;
/** Looks at the jobs, and settles those of lost workers; runs none itself. */
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
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }
});

async function start(variables: Record<string, string> = {}): Promise<ServiceProcess> {
  const service = await startServiceProcess(database, variables);
  processes.push(service);
  return service;
}

const untilCalled = (jobId: string) =>
  observer.untilJob(jobId, ({ status, progress }) => status === 'running' && progress >= 50);

describe('kill -9', () => {
  it('during the call: the database finishes the work and the job', async () => {
    const service = await start();
    const id = await service.submit(entry(1));
    await untilCalled(id);
    service.child.kill('SIGKILL');
    await service.ended;
    const [job] = await checkLedger(database, observer, [id]);
    expect(job?.status).toBe('completed');
  });

  it('with jobs waiting: another process runs them, each once', async () => {
    const service = await start({ WORK_POOL_SIZE: '1' });
    const accepted = [await service.submit(entry(1)), await service.submit(entry()), await service.submit(entry())];
    await untilCalled(accepted[0] ?? '');
    service.child.kill('SIGKILL');
    await service.ended;
    await start();
    const jobs = await checkLedger(database, observer, accepted);
    expect(jobs.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  });
});

it('a process that was frozen goes on when it is thawed, and nothing was taken from it', async () => {
  const service = await start();
  const id = await service.submit(entry(1));
  await untilCalled(id);
  service.child.kill('SIGSTOP');
  await observer.rescuer.runOnce();
  service.child.kill('SIGCONT');
  const [job] = await checkLedger(database, observer, [id]);
  expect(job?.status).toBe('completed');
});

describe('SIGTERM', () => {
  it('lets a running job finish, and ends with exit code 0', async () => {
    const service = await start();
    const id = await service.submit(entry(1));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const [job] = await checkLedger(database, observer, [id]);
    expect(job?.status).toBe('completed');
  });

  it('leaves a job that takes longer than the drain to finish in the database', async () => {
    const service = await start({ DRAIN_SECONDS: '0', DRAIN_ACTION: 'leave' });
    const id = await service.submit(entry(3));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const [job] = await checkLedger(database, observer, [id]);
    expect(job?.status).toBe('completed');
  });

  it('or breaks it off, and says so', async () => {
    const service = await start({ DRAIN_SECONDS: '0', DRAIN_ACTION: 'break' });
    const id = await service.submit(entry(600));
    await untilCalled(id);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const [job] = await checkLedger(database, observer, [id]);
    expect(job).toMatchObject({ status: 'failed', statusReason: 'drained', errorCode: 'DRAINED' });
  });
});

it('a rolling restart under load loses no job and doubles none', async () => {
  let serving = await start();
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
    const next = await start();
    const old = serving;
    serving = next;
    old.child.kill('SIGTERM');
    expect(await old.ended).toBe(0);
  }
  isOver = true;
  await load;
  const jobs = await checkLedger(database, observer, accepted);
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
});
