import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJobCleaner } from '../../../src/jobs/job-cleaner.ts';
import { type JobDatabase, startJobDatabase } from '../../helpers/job-database.ts';
import { createJobService, type JobService } from '../../helpers/job-service.ts';

/** Jobs that no runner touches. */
let database: JobDatabase;
let service: JobService;
beforeAll(async () => {
  database = await startJobDatabase();
  service = createJobService(database);
});
afterAll(() => database.stop());
beforeEach(() => database.execute('DELETE FROM ASYNC_JOBS'));

const CALL = { name: 'PKG_ETL.PROCESO_LARGO', params: [{ name: 'vFECHA', value: '2025-12-10' }] };
const anonymous = { caller: undefined };

async function finish(jobId: string, status = 'completed', hoursAgo = 0): Promise<void> {
  await database.execute(
    `UPDATE ASYNC_JOBS SET STATUS = '${status}', FINISHED_AT = SYSTIMESTAMP - NUMTODSINTERVAL(${hoursAgo}, 'HOUR')
     WHERE JOB_ID = '${jobId}'`,
  );
}

describe('submit', () => {
  it('stores the job before it answers', async () => {
    const { jobId, isReplay } = await service.store.submit(CALL, { caller: 'web' });
    expect(isReplay).toBe(false);
    expect(jobId).toMatch(/^[0-9a-f]{32}$/);
    expect(await service.store.get(jobId)).toMatchObject({
      id: jobId,
      status: 'pending',
      statusReason: 'queued',
      procedureName: 'PKG_ETL.PROCESO_LARGO',
      params: '{"vFECHA":"2025-12-10"}',
      progress: 0,
      startedAt: undefined,
      caller: 'web',
      attempts: [],
    });
    expect(Math.abs(((await service.store.get(jobId))?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('takes many at once, also with parameters of megabytes', async () => {
    const long = 'ñ'.repeat(1_000_000);
    const ids = await Promise.all(
      Array.from({ length: 120 }, (_empty, index) =>
        service.submit({ ...CALL, params: [{ name: 'p', value: index === 7 ? long : index }] }),
      ),
    );
    expect(new Set(ids).size).toBe(120);
    expect((await service.store.list({})).total).toBe(120);
    expect((await service.store.get(ids[7] ?? ''))?.params).toHaveLength(long.length + 8);
  });

  it('gives the same job for the same key and request, from each caller its own', async () => {
    const key = { caller: 'web', idempotencyKey: 'k-1' };
    const all = await Promise.all(Array.from({ length: 20 }, () => service.store.submit(CALL, key)));
    expect(new Set(all.map(({ jobId }) => jobId)).size).toBe(1);
    expect(all.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    const reordered = { params: CALL.params, name: CALL.name };
    expect((await service.store.submit(reordered, key)).isReplay).toBe(true);
    expect((await service.store.submit(CALL, { ...key, caller: 'otro' })).isReplay).toBe(false);
    await expect(service.store.submit({ name: 'OTRO' }, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('refuses more than may wait', async () => {
    const full = createJobService(database, { maxPending: 1 });
    await full.submit(CALL);
    await expect(full.submit(CALL)).rejects.toMatchObject({ code: 'TOO_MANY_PENDING_JOBS', retryAfterSeconds: 10 });
  });

  it('refuses names and procedures that must not be called', async () => {
    await expect(service.submit({ name: 'a;b' })).rejects.toMatchObject({ code: 'INVALID_PROCEDURE_NAME' });
    await expect(service.submit({ name: 'SYS.P' })).rejects.toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
  });
});

describe('list', () => {
  it('goes newest first through pages that neither repeat nor skip while jobs arrive', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) ids.unshift(await service.submit(CALL));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.store.list({ limit: 5, cursor });
      seen.push(...page.jobs.map(({ id }) => id));
      cursor = page.nextCursor;
      await service.submit(CALL);
    } while (cursor !== undefined);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(ids.length);
    const times = (await service.store.list({})).jobs.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((left, right) => right - left));
  });

  it('filters by status, procedure and time, and includes what it is asked for', async () => {
    const first = await service.submit(CALL);
    await service.submit({ name: 'OTRO' });
    await finish(first);
    await database.execute(`UPDATE ASYNC_JOBS SET RESULT = '{"a":12345678901234567890}' WHERE JOB_ID = '${first}'`);
    const ids = async (filter: Parameters<typeof service.store.list>[0]) =>
      (await service.store.list(filter)).jobs.map(({ procedureName }) => procedureName);
    expect(await ids({ statuses: ['completed', 'failed'] })).toEqual(['PKG_ETL.PROCESO_LARGO']);
    expect(await ids({ procedureName: 'otro' })).toEqual(['OTRO']);
    expect(await ids({ since: new Date(Date.now() + 3_600_000) })).toEqual([]);
    expect(await ids({ since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() - 1_800_000) })).toEqual([]);
    const [bare] = (await service.store.list({ statuses: ['completed'] })).jobs;
    expect(bare).toMatchObject({ params: undefined, result: undefined });
    const [full] = (await service.store.list({ statuses: ['completed'], include: { result: true, params: true } }))
      .jobs;
    expect(full).toMatchObject({ params: '{"vFECHA":"2025-12-10"}', result: '{"a":"12345678901234567890"}' });
  });

  it('leaves out what is older than the retention, unless it is asked for', async () => {
    const old = await service.submit(CALL);
    await database.execute(
      `UPDATE ASYNC_JOBS SET ACCEPTED_AT = SYSTIMESTAMP - INTERVAL '3' DAY WHERE JOB_ID = '${old}'`,
    );
    expect((await service.store.list({})).total).toBe(0);
    expect((await service.store.list({ since: new Date(0) })).total).toBe(1);
  });

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['x', Buffer.from('1.a;b').toString('base64url'), '']) {
      await expect(service.store.list({ cursor })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    }
  });
});

describe('delete', () => {
  it('takes finished jobs only', async () => {
    const id = await service.submit(CALL);
    await expect(service.store.remove(id)).rejects.toMatchObject({ code: 'JOB_ACTIVE' });
    await finish(id);
    await service.store.remove(id);
    await expect(service.store.remove(id)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(await service.store.get(id)).toBeUndefined();
  });

  it('by filter: all must hold, active jobs stay', async () => {
    const ids = await Promise.all([CALL, CALL, CALL, CALL].map((call) => service.submit(call)));
    await finish(ids[0] ?? '', 'completed', 24 * 8);
    await finish(ids[1] ?? '', 'completed', 1);
    await finish(ids[2] ?? '', 'failed', 24 * 8);
    await expect(service.store.removeMany({})).rejects.toMatchObject({ code: 'FILTER_REQUIRED' });
    expect(await service.store.removeMany({ statuses: ['completed'], olderThanDays: 7 })).toBe(1);
    expect(await service.store.removeMany({ statuses: ['pending', 'running'] })).toBe(0);
    expect(await service.store.removeMany({ olderThanDays: 7 })).toBe(1);
    expect(await service.store.removeMany({ statuses: ['completed', 'cancelled'] })).toBe(1);
    expect((await service.store.list({})).jobs.map(({ id }) => id)).toEqual([ids[3]]);
  });

  it('after the retention of each status, in batches, by the clean-up', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => service.submit(CALL)));
    await finish(ids[0] ?? '', 'completed', 25);
    await finish(ids[1] ?? '', 'completed', 23);
    await finish(ids[2] ?? '', 'failed', 25);
    await finish(ids[3] ?? '', 'cancelled', 2);
    const cleaner = createJobCleaner(database.control, { completed: 24, failed: 48, cancelled: 1 });
    expect(await cleaner.runOnce()).toBe(2);
    const left = (await service.store.list({})).jobs.map(({ id }) => id);
    expect(new Set(left)).toEqual(new Set([ids[1], ids[2], ids[4]]));
  });

  it('by one instance at a time', async () => {
    await finish(await service.submit(CALL), 'completed', 25);
    const cleaner = createJobCleaner(database.control, { completed: 24, failed: 24, cancelled: 24 });
    const other = await database.connect();
    await other.execute('SELECT VERSION FROM ASYNC_JOBS_SCHEMA WHERE VERSION = -2 FOR UPDATE');
    expect(await cleaner.runOnce()).toBe(0);
    await other.close();
    expect(await cleaner.runOnce()).toBe(1);
  });

  it("by the guides' procedures", async () => {
    const id = await service.submit(CALL);
    await finish(id, 'failed', 24 * 10);
    await database.execute('BEGIN CLEANUP_OLD_ASYNC_JOBS(p_days_old => 11); END;');
    expect((await service.store.list({})).total).toBe(1);
    await database.execute('BEGIN CLEANUP_OLD_ASYNC_JOBS; END;');
    expect((await service.store.list({})).total).toBe(0);
  });
});

describe('cancel and retry', () => {
  it('a pending job is cancelled at once, a finished one is not', async () => {
    const id = await service.submit(CALL);
    expect(await service.store.cancel(id)).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_by_caller' });
    await expect(service.store.cancel(id)).rejects.toMatchObject({ code: 'JOB_FINISHED' });
    await expect(service.store.cancel('nadie')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('a finished job is submitted again with everything it had', async () => {
    const id = await service.submit({ ...CALL, priority: 5, concurrency_key: 'k', max_attempts: 3 });
    await expect(service.store.retry(id, anonymous)).rejects.toMatchObject({ code: 'JOB_NOT_FINISHED' });
    await finish(id, 'failed');
    const { jobId } = await service.store.retry(id, { caller: 'web' });
    expect(await service.store.get(jobId)).toMatchObject({
      retryOf: id,
      priority: 5,
      concurrencyKey: 'k',
      params: '{"vFECHA":"2025-12-10"}',
      caller: 'web',
    });
    await expect(service.store.retry('nadie', anonymous)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('a job of the Go service, which did not keep the call, is not repeated', async () => {
    await database.execute(
      "INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME) VALUES ('del_go', 'completed', 'P', SYSTIMESTAMP)",
    );
    await expect(service.store.retry('del_go', anonymous)).rejects.toMatchObject({ code: 'JOB_NOT_REPEATABLE' });
    await service.store.remove('del_go');
  });

  it('a job that may not start yet says so', async () => {
    const id = await service.submit({ ...CALL, not_before: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await service.store.get(id)).toMatchObject({ statusReason: 'scheduled', notBefore: expect.any(Date) });
  });
});

it('logs of a job that wrote nothing are empty, of no job are an error', async () => {
  expect(await service.store.logs(await service.submit(CALL))).toEqual([]);
  await expect(service.store.logs('nadie')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
});

it('is ready', async () => {
  await expect(service.store.assertReady()).resolves.toBeUndefined();
});
