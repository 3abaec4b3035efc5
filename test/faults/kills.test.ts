import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import { until } from '../helpers/job-database.ts';
import { checkLedger, entry, ROUNDS, seededRandom } from './ledger.ts';
import { setUpProcessBench } from './process-bench.ts';
import type { ServiceProcess } from './service-process.ts';

/** Processes of the service are killed, at the commits of a job and at random moments of a storm of submissions; the next one settles what they left. */
const CLIENTS = 8;
const VARIABLES = { RATE_LIMIT_PER_MINUTE: '0' };

const random = seededRandom();
const bench = setUpProcessBench();
beforeAll(() =>
  bench.database.execute(`
    CREATE OR REPLACE PROCEDURE ASIENTA_Y_LISTA(P_FILAS OUT SYS_REFCURSOR) AS
    BEGIN
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
      OPEN P_FILAS FOR SELECT LEVEL AS N, RPAD('x', 500, 'x') AS RELLENO FROM DUAL CONNECT BY LEVEL <= 300;
    END;`),
);

/** Clients submit one call after the other until the process is dead. @returns what they were told, when all have seen it die. */
function storm(service: ServiceProcess, call: unknown, told: string[]): Promise<unknown> {
  const submitUntilDead = async () => {
    for (;;) {
      try {
        told.push(await service.submit(call));
      } catch (error) {
        expect((error as { status?: number }).status).toBeUndefined();
        return;
      }
    }
  };
  return Promise.all(Array.from({ length: CLIENTS }, submitUntilDead));
}

const countJobs = async (condition: string): Promise<number> =>
  (await bench.database.query<{ N: number }>(`SELECT COUNT(*) AS N FROM ASYNC_JOBS WHERE ${condition}`))[0]?.N ?? 0;

/**
 * @param condition of the row that the killer waits for in every second round; in the others it takes any moment.
 * @returns every job that has a row; each has its end, and fits the ledger.
 */
async function killAgainAndAgain(
  call: unknown,
  condition: string | undefined,
  variables: Record<string, string> = {},
): Promise<Job[]> {
  const told: string[] = [];
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const serving = await bench.start({ ...VARIABLES, ...variables });
    const enough = told.length + 1 + Math.trunc(random() * 40);
    const over = storm(serving, call, told);
    await until(async () => told.length >= enough);
    if (condition !== undefined && round % 2 === 0) await until(async () => (await countJobs(condition)) > 0);
    else await sleep(random() * 50);
    serving.child.kill('SIGKILL');
    await Promise.all([over, serving.ended]);
  }
  await bench.start(VARIABLES);
  const rows = await bench.database.query<{ JOB_ID: string }>('SELECT JOB_ID FROM ASYNC_JOBS');
  const stored = rows.map(({ JOB_ID }) => JOB_ID);
  expect(new Set(told).size).toBe(told.length);
  expect(told.filter((id) => !stored.includes(id))).toEqual([]);
  return checkLedger(bench.database, bench.observer, stored);
}

/** Kills the process while the database commits in a statement with `text`. Resolves when it is dead. */
function killAtCommitOf(phase: 'before' | 'after', text: string, { child, ended }: ServiceProcess): Promise<unknown> {
  void bench.database.embedded.faults.cutAtCommit(phase, ({ currentSql }) => {
    if (currentSql?.includes(text) === true) child.kill('SIGKILL');
    // The server process goes on: a client's death does not reach it before its next read.
    return false;
  });
  return ended;
}

describe('kill -9 at the very moment', () => {
  const rows = { name: 'ASIENTA_Y_LISTA', params: [{ name: 'p_filas', direction: 'OUT', type: 'cursor' }] };

  it('of the commit of a submission: its client is not told, the job is there and runs once', async () => {
    const service = await bench.start({ WORK_POOL_SIZE: '1' });
    const dead = killAtCommitOf('after', 'INSERT INTO ASYNC_JOBS', service);
    await expect(service.submit(entry())).rejects.toThrow('fetch failed');
    await dead;
    const jobs = await bench.database.query<{ JOB_ID: string }>('SELECT JOB_ID FROM ASYNC_JOBS');
    expect(jobs).toHaveLength(1);
    await bench.start();
    // A claim of the dead process may still have been on its way: then there is an attempt that made no call.
    const [job] = await checkLedger(bench.database, bench.observer, [jobs[0]?.JOB_ID ?? '']);
    expect(job?.status).toBe('completed');
  });

  it('of the commit of a claim: another process makes the call', async () => {
    let isClaimed = false;
    // A claim that finds nothing commits, too: it is not the one.
    while (!isClaimed) {
      const serving = await bench.start({ POLL_INTERVAL_MS: '60000' });
      const dead = killAtCommitOf('after', 'SKIP LOCKED', serving);
      await serving.submit(entry()).catch(() => undefined);
      await dead;
      isClaimed = (await countJobs("STATUS = 'running' AND CALL_STARTED_AT IS NULL")) > 0;
    }
    await bench.start();
    const stored = await bench.database.query<{ JOB_ID: string }>('SELECT JOB_ID FROM ASYNC_JOBS');
    const jobs = await checkLedger(
      bench.database,
      bench.observer,
      stored.map(({ JOB_ID }) => JOB_ID),
    );
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
    expect(jobs.map(({ attempts }) => attempts.length)).toContain(2);
  });

  it('of the commit of work and completion: the database has done both', async () => {
    const serving = await bench.start();
    const dead = killAtCommitOf('before', "STATUS = 'completed'", serving);
    const id = await serving.submit(entry(0.2));
    await dead;
    const [job] = await checkLedger(bench.database, bench.observer, [id]);
    expect(job).toMatchObject({ status: 'completed', attempts: [{ attempt: 1 }] });
  });

  it('between the return of the call and its completion: the work is rolled back, and the outcome is not guessed', async () => {
    const reasons: string[] = [];
    // The progress of a call that has returned is written while its rows are fetched; now and then they are faster.
    while (!reasons.includes('outcome_unknown')) {
      const serving = await bench.start();
      const dead = killAtCommitOf('after', 'SET PROGRESS = :progress', serving);
      const id = await serving.submit(rows);
      await dead;
      await until(
        async () => (await bench.observer.rescuer.runOnce()) > 0 || (await countJobs("STATUS = 'running'")) === 0,
      );
      const [job] = await checkLedger(bench.database, bench.observer, [id]);
      reasons.push(job?.statusReason ?? '');
    }
    expect(reasons.filter((reason) => reason !== 'outcome_unknown' && reason !== 'success')).toEqual([]);
  });
});

describe('kill -9 again and again', () => {
  it('between the commit of a submission and its answer: who was told a job has it, and every job runs once', async () => {
    const jobs = await killAgainAndAgain(entry(), undefined, { WORK_POOL_SIZE: '1' });
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
  });

  it('after the claim, before the call: another process makes the call, once', async () => {
    const jobs = await killAgainAndAgain(entry(), "STATUS = 'running' AND CALL_STARTED_AT IS NULL");
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
  });

  it('between the return of the call and the completion: both are there, or neither', async () => {
    const call = { name: 'ASIENTA_Y_LISTA', params: [{ name: 'p_filas', direction: 'OUT', type: 'cursor' }] };
    const jobs = await killAgainAndAgain(call, "STATUS = 'running' AND CALL_STARTED_AT IS NOT NULL");
    const ends = new Set(jobs.map(({ status, statusReason }) => `${status} ${statusReason}`));
    expect([...ends].filter((end) => end !== 'completed success' && end !== 'failed outcome_unknown')).toEqual([]);
    expect(ends).toContain('completed success');
  });
});
