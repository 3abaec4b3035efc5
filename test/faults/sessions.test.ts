import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import { createOraclePool } from '../../src/oracle/oracle-pool.ts';
import { type JobDatabase, startJobDatabase } from '../helpers/job-database.ts';
import { createJobService, type JobService, type JobServiceOptions } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger, REPEATED } from './ledger.ts';

/** Sessions, sockets and the database itself break while jobs run. */
let database: JobDatabase;
const services: JobService[] = [];
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
});
afterAll(() => database.stop());
beforeEach(() => database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS'));
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

function start(options: JobServiceOptions = {}): JobService {
  const service = createJobService(database, options);
  services.push(service);
  service.runner.start();
  return service;
}

const isCalling = (job: Job) => job.status === 'running' && job.progress >= 50;

async function killSession(jobId: string): Promise<void> {
  const [session] = await database.query<{ SID: number; SERIAL: number }>(
    'SELECT SESSION_ID AS SID, SESSION_SERIAL AS SERIAL FROM ASYNC_JOBS WHERE JOB_ID = :id',
    { id: jobId },
  );
  const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
  await system.execute(`ALTER SYSTEM KILL SESSION '${session?.SID},${session?.SERIAL}' IMMEDIATE`);
  await system.close();
}

describe('a session that is killed', REPEATED, () => {
  it('inside the call: the outcome is not known, and nothing is run again', async () => {
    const service = start();
    const id = await service.submit(entry(600));
    await service.untilJob(id, isCalling);
    await killSession(id);
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status: 'failed', statusReason: 'outcome_unknown', errorCode: 'OUTCOME_UNKNOWN' });
  });

  it('with another attempt allowed: it is run again', async () => {
    const service = start();
    await database.execute(`
      CREATE OR REPLACE PROCEDURE ASIENTA_LENTO_UNA_VEZ AS
        L_ATTEMPT NUMBER;
      BEGIN
        INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
        SELECT ATTEMPT INTO L_ATTEMPT FROM ASYNC_JOBS WHERE JOB_ID = ASYNC_JOBS_API.JOB_ID;
        IF L_ATTEMPT = 1 THEN
          DBMS_SESSION.SLEEP(600);
        END IF;
      END;`);
    const id = await service.submit({ name: 'asienta_lento_una_vez', max_attempts: 2 });
    await service.untilJob(id, isCalling);
    await killSession(id);
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status: 'completed' });
    expect(job?.attempts).toHaveLength(2);
  });

  it('after it committed half of its work: the truth is told', async () => {
    const service = start();
    await database.execute(`
      CREATE OR REPLACE PROCEDURE CONFIRMA_A_MEDIAS AS
      BEGIN
        INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
        COMMIT;
        ASYNC_JOBS_API.SET_PROGRESS(60);
        DBMS_SESSION.SLEEP(600);
      END;`);
    const id = await service.submit({ name: 'confirma_a_medias' });
    await service.untilJob(id, ({ progress }) => progress === 60);
    await killSession(id);
    expect(await service.untilEnded(id)).toMatchObject({ status: 'failed', statusReason: 'outcome_unknown' });
  });
});

describe('a socket that is cut', REPEATED, () => {
  it('during the call: the database finishes the work and the job', async () => {
    const service = start();
    const id = await service.submit(entry(1));
    await service.untilJob(id, isCalling);
    database.embedded.faults.cutConnections();
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe('completed');
  });

  it('again and again while jobs are submitted and run: nothing is lost or doubled', async () => {
    const service = start();
    const accepted: string[] = [];
    for (let round = 0; round < 5; round++) {
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => service.submit(entry(0.05))));
      for (const result of results) if (result.status === 'fulfilled') accepted.push(result.value);
      database.embedded.faults.cutConnections();
    }
    expect(accepted.length).toBeGreaterThan(0);
    const jobs = await checkLedger(database, service, accepted);
    const known = new Set(['completed', 'failed']);
    expect(jobs.every(({ status }) => known.has(status))).toBe(true);
  });
});

describe('a database that goes away', REPEATED, () => {
  it('and comes back: submissions are refused meanwhile, the rest goes on by itself', async () => {
    const service = start();
    const accepted = [await service.submit(entry(600)), await service.submit(entry())];
    await service.untilJob(accepted[0] ?? '', isCalling);
    await service.untilEnded(accepted[1] ?? '');
    await database.embedded.faults.stopStorage();
    await expect(service.submit(entry())).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(service.store.assertReady()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await database.embedded.faults.startStorage();
    for (;;) {
      try {
        accepted.push(await service.submit(entry()));
        break;
      } catch (error) {
        expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      }
    }
    const jobs = await checkLedger(database, service, accepted);
    expect(jobs.map(({ status }) => status)).toEqual(['failed', 'completed', 'completed']);
  });

  it('without closing its sockets: calls end by their deadline, and the job is settled after the thaw', async () => {
    const settings = { ...database.account, timeoutMs: 1000, module: 'impaciente' };
    const control = await createOraclePool({ ...settings, size: 2 });
    const work = await createOraclePool({ ...settings, size: 2 });
    const service = createJobService({ control, work }, { timeoutMs: 1000 });
    service.runner.start();
    const id = await service.submit(entry(1));
    await service.untilJob(id, isCalling);
    database.embedded.faults.freeze();
    await expect(service.store.get(id)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(service.submit(entry())).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    database.embedded.faults.thaw();
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe('completed');
    await service.stop();
    await Promise.all([control.close(), work.close()]);
  });
});

describe('without DBMS_LOCK', REPEATED, () => {
  it('a lost worker is told by its lease, and its job is never run again', async () => {
    const lost = createJobService(database, { hasLocks: false, leaseSeconds: 1 });
    lost.runner.start();
    const id = await lost.submit({ ...entry(600), max_attempts: 5 });
    await lost.untilJob(id, isCalling);
    // It stops to renew, and leaves the call in the database.
    const leaving = createJobService(database, { hasLocks: false, leaseSeconds: 1 });
    services.push(leaving);
    await killSession(id);
    leaving.runner.start();
    const job = await leaving.untilEnded(id);
    expect(job).toMatchObject({ status: 'failed', statusReason: 'outcome_unknown', attempts: [{ attempt: 1 }] });
    await lost.stop();
  });
});
