import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEnded, type RunningService, startRunningService } from '../helpers/running-service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
});
afterAll(() => service?.stop());

const sleep = (seconds: number) => ({ name: 'PROC_TEST_DEMORA', params: [{ name: 'segundos', value: seconds }] });

describe('Estados del Job', () => {
  it('progress and status only go forward', async () => {
    const id = await service.submit(sleep(1));
    const seen: { status: string; progress: number }[] = [];
    await service.untilJob(id, (job) => {
      seen.push({ status: job.status, progress: job.progress });
      return hasEnded(job);
    });
    const statuses = [...new Set(seen.map(({ status }) => status))];
    expect(['pending', 'running', 'completed']).toEqual(expect.arrayContaining(statuses));
    expect(statuses.at(-1)).toBe('completed');
    expect(seen.map(({ progress }) => progress)).toEqual(
      seen.map(({ progress }) => progress).toSorted((a, b) => a - b),
    );
    expect(seen.at(-1)?.progress).toBe(100);
    expect(seen.some(({ status, progress }) => status === 'running' && progress >= 10 && progress <= 80)).toBe(true);
  });
});

describe('Ejemplo con 3 Jobs Paralelos', () => {
  it('ten jobs run at once, and the list keeps answering', async () => {
    const started = Date.now();
    const ids = await Promise.all(Array.from({ length: 10 }, () => service.submit(sleep(5))));
    let running = 0;
    while (running < ids.length) {
      const { body } = await service.request('GET', '/jobs?status=running');
      running = (body['jobs'] as unknown[]).length;
    }
    const jobs = await Promise.all(ids.map((id) => service.untilJob(id, hasEnded)));
    expect(jobs.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
    // One after the other they would take 50 s.
    expect(Date.now() - started).toBeLessThan(15_000);
  });
});
