import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import { type JobDatabase, startJobDatabase, until } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger, ROUNDS, seededRandom } from './ledger.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

/** Processes of the service are killed at random moments of a storm of submissions, and what they left is settled by the next one. */
const CLIENTS = 8;
const VARIABLES = { RATE_LIMIT_PER_MINUTE: '0' };

const random = seededRandom();
let database: JobDatabase;
/** Looks at the jobs; runs none itself. */
let observer: JobService;
let serving: ServiceProcess | undefined;
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
  await database.execute(`
    CREATE OR REPLACE PROCEDURE ASIENTA_Y_LISTA(P_FILAS OUT SYS_REFCURSOR) AS
    BEGIN
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
      OPEN P_FILAS FOR SELECT LEVEL AS N, RPAD('x', 500, 'x') AS RELLENO FROM DUAL CONNECT BY LEVEL <= 300;
    END;`);
  observer = createJobService(database);
});
afterAll(() => database.stop());
beforeEach(() => database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS'));
afterEach(async () => {
  serving?.child.kill('SIGKILL');
  await serving?.ended;
});

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
  (await database.query<{ N: number }>(`SELECT COUNT(*) AS N FROM ASYNC_JOBS WHERE ${condition}`))[0]?.N ?? 0;

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
    serving = await startServiceProcess(database, { ...VARIABLES, ...variables });
    const enough = told.length + 1 + Math.trunc(random() * 40);
    const over = storm(serving, call, told);
    await until(async () => told.length >= enough);
    if (condition !== undefined && round % 2 === 0) await until(async () => (await countJobs(condition)) > 0);
    else await sleep(random() * 50);
    serving.child.kill('SIGKILL');
    await Promise.all([over, serving.ended]);
  }
  serving = await startServiceProcess(database, VARIABLES);
  const rows = await database.query<{ JOB_ID: string }>('SELECT JOB_ID FROM ASYNC_JOBS');
  const stored = rows.map(({ JOB_ID }) => JOB_ID);
  expect(new Set(told).size).toBe(told.length);
  expect(told.filter((id) => !stored.includes(id))).toEqual([]);
  return checkLedger(database, observer, stored);
}

describe('kill -9', () => {
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
