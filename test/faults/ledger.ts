import { expect } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import type { JobDatabase } from '../helpers/job-database.ts';
import type { JobService } from '../helpers/job-service.ts';

/**
 * Procedures that write a line into the ledger inside of their transaction. What the ledger has must fit what the jobs say: a completed
 * job has its one line, a failed or cancelled one has none.
 */
const PROGRAMS = [
  'CREATE TABLE LEDGER (JOB_ID VARCHAR2(32) NOT NULL)',
  `CREATE OR REPLACE PROCEDURE ASIENTA(P_SEGUNDOS IN NUMBER DEFAULT 0) AS
   BEGIN
     INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
     IF P_SEGUNDOS > 0 THEN
       DBMS_SESSION.SLEEP(P_SEGUNDOS);
     END IF;
   END;`,
];

export async function installLedger(database: JobDatabase): Promise<void> {
  await database.execute(...PROGRAMS);
}

export const entry = (seconds = 0) => ({ name: 'ASIENTA', params: [{ name: 'p_segundos', value: seconds }] });

/**
 * Waits until every job has its end, and compares.
 * @param accepted what clients were told: these jobs must exist.
 * @returns the jobs.
 */
export async function checkLedger(database: JobDatabase, service: JobService, accepted: string[]): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const id of accepted) jobs.push(await service.untilEnded(id));
  const rows = await database.query<{ JOB_ID: string; N: number }>(
    'SELECT JOB_ID, COUNT(*) AS N FROM LEDGER GROUP BY JOB_ID',
  );
  const lines = new Map(rows.map(({ JOB_ID, N }) => [JOB_ID, N]));
  for (const { id, status, statusReason } of jobs) {
    expect({ id, status, statusReason, lines: lines.get(id) ?? 0 }).toEqual({
      id,
      status,
      statusReason,
      lines: status === 'completed' ? 1 : 0,
    });
  }
  const known = new Set(
    (await database.query<{ JOB_ID: string }>('SELECT JOB_ID FROM ASYNC_JOBS')).map(({ JOB_ID }) => JOB_ID),
  );
  expect([...lines.keys()].filter((id) => !known.has(id))).toEqual([]);
  return jobs;
}

/** `FAULT_ROUNDS=10 npm run test:faults` repeats more. */
export const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 1);

/** Of tests that have no rounds of their own, and take long: half as often. */
export const REPEATED = { repeats: Math.ceil(ROUNDS / 2) - 1 };

/** Random numbers that the printed seed repeats (mulberry32). */
export function seededRandom(): () => number {
  const seed = Number(process.env['FAULT_SEED'] ?? Math.trunc(Math.random() * 2 ** 32));
  console.log(`FAULT_SEED=${seed}`);
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
