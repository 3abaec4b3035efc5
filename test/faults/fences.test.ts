import { randomBytes, randomInt } from 'node:crypto';
import type { Connection } from 'oracledb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClaimRules, claimJob } from '../../src/jobs/operations/claim-job.ts';
import { type Attempt, completeJob, jobCallFrame } from '../../src/jobs/operations/complete-job.ts';
import { endJob } from '../../src/jobs/operations/end-job.ts';
import { dropConnection } from '../../src/oracle/drop-connection.ts';
import { buildCallBlock } from '../../src/procedures/call-block.ts';
import { makeCall } from '../../src/procedures/make-call.ts';
import { type JobDatabase, startJobDatabase, until } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger, REPEATED } from './ledger.ts';

/** Workers that vanish or freeze between the steps of a job, played by the test itself with the service's own operations. */
const RULES: ClaimRules = { procedureLimits: [], callerLimits: [], hasLocks: true, hasSessionView: true };

let database: JobDatabase;
let service: JobService;
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS');
  service = createJobService(database);
});
afterEach(() => service.stop());

async function claim(leaseSeconds = 60): Promise<{ connection: Connection; attempt: Attempt }> {
  const connection = await database.connect();
  const attemptToken = randomBytes(16).toString('hex');
  const claimant = { instanceId: 'otra', instanceName: 'otra', lockId: randomInt(1, 1e9), holdsLock: false };
  const result = await claimJob(connection, RULES, { ...claimant, attemptToken, leaseSeconds });
  if (result.outcome !== 'claimed') throw new Error(`not claimed: ${result.outcome}`);
  return { connection, attempt: { jobId: result.jobId, attemptToken } };
}

const blockOf = (attempt: Attempt) =>
  buildCallBlock({ name: ['ASIENTA'], returnValue: undefined, arguments: [] }, jobCallFrame(attempt, 10));

describe('a worker', REPEATED, () => {
  it('that vanishes after the claim: its job goes back to the queue and runs once', async () => {
    const id = await service.submit(entry());
    const { connection } = await claim();
    dropConnection(connection);
    await until(async () => (await service.rescuer.runOnce()) > 0);
    expect(await service.store.get(id)).toMatchObject({ status: 'pending', statusReason: 'worker_lost_not_started' });
    service.runner.start();
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status: 'completed', attempts: [{ attempt: 1 }, { attempt: 1 }] });
  });

  it('that only froze after the claim finds that it may not begin any more', async () => {
    const id = await service.submit(entry());
    const { connection, attempt } = await claim(0);
    await until(async () => (await service.rescuer.runOnce()) > 0);
    service.runner.start();
    await service.untilEnded(id);
    expect(await makeCall(connection, blockOf(attempt), { cursorMaxRows: 1 })).toMatchObject({
      outcome: 'not_started',
    });
    expect(await completeJob(connection, attempt, '{}', 10)).toBe('lost');
    expect(await endJob(connection, attempt, { status: 'failed', reason: 'procedure_error' }, 0)).toBe(false);
    await connection.close();
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe('completed');
  });

  it('whose job was cancelled before the call does not call', async () => {
    const id = await service.submit(entry());
    const { connection, attempt } = await claim();
    await service.store.cancel(id);
    expect(await makeCall(connection, blockOf(attempt), { cursorMaxRows: 1 })).toMatchObject({
      outcome: 'not_started',
    });
    dropConnection(connection);
    await until(async () => (await service.rescuer.runOnce()) > 0);
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe('cancelled');
  });

  it('that lives and works is left alone', async () => {
    await service.submit(entry());
    const { connection } = await claim();
    expect(await service.rescuer.runOnce()).toBe(0);
    dropConnection(connection);
  });
});

it('a procedure that never ends is broken off by its time limit', REPEATED, async () => {
  await database.execute(`
    CREATE OR REPLACE PROCEDURE SIN_FIN AS
      L_N NUMBER := 0;
    BEGIN
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
      LOOP
        L_N := MOD(L_N + 1, 1000);
      END LOOP;
    END;`);
  service.runner.start();
  const id = await service.submit({ name: 'sin_fin', timeout_seconds: 1 });
  const [job] = await checkLedger(database, service, [id]);
  expect(job).toMatchObject({ status: 'failed', statusReason: 'run_timeout' });
});

it.each([
  ['a cancel', {}, 'cancelled', 'cancelled_by_caller'],
  ['the time limit', { timeout_seconds: 1 }, 'failed', 'run_timeout'],
])(
  'a procedure that handles all errors (WHEN OTHERS) is broken off by %s all the same',
  REPEATED,
  async (breaker, limit, status, statusReason) => {
    await database.execute(`
    CREATE OR REPLACE PROCEDURE TRAGA_TODO AS
    BEGIN
      BEGIN
        ASYNC_JOBS_API.SET_PROGRESS(60);
        DBMS_SESSION.SLEEP(600);
      EXCEPTION
        WHEN OTHERS THEN NULL;
      END;
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
    END;`);
    service.runner.start();
    const id = await service.submit({ name: 'traga_todo', ...limit });
    await service.untilJob(id, (job) => job.progress >= 60 || job.status === 'failed');
    if (breaker === 'a cancel') await service.store.cancel(id);
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status, statusReason });
  },
);

it.each([
  ['a cancel', {}],
  ['the time limit', { timeout_seconds: 1 }],
])('a procedure that swallows the break of %s and finishes is completed', REPEATED, async (breaker, limit) => {
  await database.execute(`
    CREATE OR REPLACE PROCEDURE TRAGA_CORTE AS
      CORTE EXCEPTION;
      PRAGMA EXCEPTION_INIT(CORTE, -1013);
    BEGIN
      BEGIN
        ASYNC_JOBS_API.SET_PROGRESS(60);
        DBMS_SESSION.SLEEP(600);
      EXCEPTION
        WHEN CORTE THEN ASYNC_JOBS_API.LOG('sigo');
      END;
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
    END;`);
  // A long grace period: the break is not repeated before the procedure is done.
  service = createJobService(database, { cancelGraceMs: 600_000 });
  service.runner.start();
  const id = await service.submit({ name: 'traga_corte', ...limit });
  await service.untilJob(id, ({ progress }) => progress >= 60);
  if (breaker === 'a cancel') await service.store.cancel(id);
  const [job] = await checkLedger(database, service, [id]);
  expect(job).toMatchObject({ status: 'completed', statusReason: 'success' });
  expect((await service.store.logs(id))?.map(({ text }) => text)).toEqual(['sigo']);
});

describe('a call that outlives its cancel', REPEATED, () => {
  const warnings: object[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    error: console.error,
    warn: (fields: object) => warnings.push(fields),
  };

  /** Its owner has cut its connection off. */
  async function leaveCallBehind(): Promise<string> {
    warnings.length = 0;
    await database.execute(`
      CREATE OR REPLACE PROCEDURE SIN_FIN_NI_CORTE AS
        CORTE EXCEPTION;
        PRAGMA EXCEPTION_INIT(CORTE, -1013);
        L_OPEN NUMBER := 0;
      BEGIN
        INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);
        ASYNC_JOBS_API.SET_PROGRESS(60);
        WHILE L_OPEN = 0 LOOP
          BEGIN
            SELECT COUNT(*) INTO L_OPEN FROM LEDGER WHERE JOB_ID = 'salida';
          EXCEPTION
            WHEN CORTE THEN NULL;
          END;
        END LOOP;
      END;`);
    service = createJobService(database, { cancelGraceMs: 200, log });
    service.runner.start();
    const id = await service.submit({ name: 'sin_fin_ni_corte' });
    await service.untilJob(id, ({ progress }) => progress >= 60);
    await service.store.cancel(id);
    await until(async () => service.runner.activeCount === 0);
    expect(await service.store.get(id)).toMatchObject({ status: 'running', statusReason: 'cancelling' });
    return id;
  }

  it('has its session killed, where the user may do so', async () => {
    const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
    await system.execute(`GRANT ALTER SYSTEM TO ${database.account.user}`);
    const id = await leaveCallBehind();
    await until(async () => (await service.rescuer.runOnce()) > 0);
    await system.execute(`REVOKE ALTER SYSTEM FROM ${database.account.user}`);
    await system.close();
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status: 'failed', statusReason: 'outcome_unknown' });
  });

  it('is told to the operator, once, where it may not; what it does in the end counts', async () => {
    const id = await leaveCallBehind();
    const isTold = () => warnings.some((fields) => 'sid' in fields);
    await until(async () => {
      await service.rescuer.runOnce();
      return isTold();
    });
    await service.rescuer.runOnce();
    const [address] = await database.query<{ SID: number; SERIAL: number }>(
      'SELECT SESSION_ID AS SID, SESSION_SERIAL AS SERIAL FROM ASYNC_JOBS WHERE JOB_ID = :id',
      { id },
    );
    expect(warnings.filter((fields) => 'sid' in fields)).toEqual([
      { jobId: id, sid: address?.SID, serial: address?.SERIAL },
    ]);
    await database.execute("INSERT INTO LEDGER VALUES ('salida')");
    expect((await service.untilEnded(id)).status).toBe('completed');
  });
});

it('a CLOB of 20 MB goes in and comes out', async () => {
  await database.execute(
    'CREATE OR REPLACE PROCEDURE ECO_CLOB(P_ENTRADA IN CLOB, P_SALIDA OUT CLOB) AS BEGIN P_SALIDA := P_ENTRADA; END;',
  );
  service.runner.start();
  const text = 'ñandú "1"\n'.repeat(2_000_000);
  const params = [
    { name: 'p_entrada', value: text },
    { name: 'p_salida', direction: 'OUT' },
  ];
  const id = await service.submit({ name: 'eco_clob', params });
  // Not by reading the job: each time that would be 20 MB.
  await until(async () => {
    const [row] = await database.query<{ STATUS: string }>('SELECT STATUS FROM ASYNC_JOBS WHERE JOB_ID = :id', { id });
    return row?.STATUS !== 'pending' && row?.STATUS !== 'running';
  });
  const job = await service.store.get(id);
  expect(job).toMatchObject({ status: 'completed', error: undefined });
  const result = JSON.parse(job?.result ?? '{}') as { p_salida: string };
  expect(result.p_salida === text).toBe(true);
});
