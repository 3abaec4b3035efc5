import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type JobDatabase, startJobDatabase } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { checkLedger, entry, installLedger, REPEATED } from './ledger.ts';

/** The socket is cut at a commit: before it, with the session's server process; and after it, when only the answer gets lost. */
let database: JobDatabase;
let service: JobService;
beforeAll(async () => {
  database = await startJobDatabase();
  await installLedger(database);
  const waitForGate = `
    LOOP
      SELECT COUNT(*) INTO L_OPEN FROM GATE;
      EXIT WHEN L_OPEN > 0;
      DBMS_SESSION.SLEEP(0.02);
    END LOOP;`;
  await database.execute(
    'CREATE TABLE GATE (OPENED NUMBER)',
    `CREATE OR REPLACE PROCEDURE ASIENTA_TRAS_ESPERA AS
      L_OPEN NUMBER;
    BEGIN
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);${waitForGate}
    END;`,
    `CREATE OR REPLACE PROCEDURE LISTA_TRAS_ESPERA(P_FILAS OUT SYS_REFCURSOR) AS
      L_OPEN NUMBER;
    BEGIN
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);${waitForGate}
      OPEN P_FILAS FOR SELECT LEVEL AS N FROM DUAL CONNECT BY LEVEL <= 3;
    END;`,
    `CREATE OR REPLACE PROCEDURE FALLA_TRAS_ESPERA AS
      L_OPEN NUMBER;
    BEGIN
      INSERT INTO LEDGER VALUES (ASYNC_JOBS_API.JOB_ID);${waitForGate}
      RAISE_APPLICATION_ERROR(-20001, 'no se pudo');
    END;`,
  );
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.execute('DELETE FROM GATE', 'DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS');
  service = createJobService(database);
});
afterEach(() => service.stop());

/** Arms the fault for the next commit in a statement with `text`. */
const cutAtCommitOf = (phase: 'before' | 'after', text: string) =>
  database.embedded.faults.cutAtCommit(phase, ({ currentSql }) => currentSql?.includes(text) ?? false);

/** Arms the fault for the next commit in the session that runs the job. */
const cutAtCommitFor = (phase: 'before' | 'after', jobId: string) =>
  database.embedded.faults.cutAtCommit(phase, ({ attributes }) => attributes.clientIdentifier === jobId);

describe('a socket cut at the commit of a submission', REPEATED, () => {
  it('before it: the client is told that it was not accepted, and there is no job', async () => {
    const cut = cutAtCommitOf('before', 'INSERT INTO ASYNC_JOBS');
    await expect(service.submit(entry())).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await cut;
    expect(await database.query('SELECT JOB_ID FROM ASYNC_JOBS')).toEqual([]);
  });

  it('after it: the job is found, the client is told of it, and it runs once', async () => {
    const cut = cutAtCommitOf('after', 'INSERT INTO ASYNC_JOBS');
    const id = await service.submit(entry());
    await cut;
    service.runner.start();
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status: 'completed', attempts: [{ attempt: 1 }] });
    expect(await database.query('SELECT JOB_ID FROM ASYNC_JOBS')).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)('%s it, and sent again with its key: there is one job', async (phase) => {
    const origin = { caller: 'web', idempotencyKey: phase };
    const cut = cutAtCommitOf(phase, 'INSERT INTO ASYNC_JOBS');
    const first = await service.store.submit(entry(), origin).catch(() => undefined);
    await cut;
    const second = await service.store.submit(entry(), origin);
    expect(second).toMatchObject(phase === 'before' ? { isReplay: false } : { isReplay: true, jobId: first?.jobId });
    expect(await database.query('SELECT JOB_ID FROM ASYNC_JOBS')).toHaveLength(1);
  });
});

describe('a socket cut at the commit of a claim', REPEATED, () => {
  it.each([
    ['before', 100],
    // Without a poll there is one claim only, and the cut is at the one that takes the job.
    ['after', 600_000],
  ] as const)('%s it: another session makes the call, once', async (phase, pollIntervalMs) => {
    service = createJobService(database, { pollIntervalMs });
    const id = await service.submit(entry());
    const cut = cutAtCommitOf(phase, 'SKIP LOCKED');
    service.runner.start();
    await cut;
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe('completed');
    expect(job?.attempts).toHaveLength(phase === 'before' ? 1 : 2);
  });
});

describe('a socket cut at the commit that begins the call', REPEATED, () => {
  it('before it: the call has not been made; another session makes it', async () => {
    const id = await service.submit(entry());
    const cut = cutAtCommitFor('before', id);
    service.runner.start();
    await cut;
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe('completed');
    expect(job?.attempts).toHaveLength(2);
  });

  it('after it: the database makes the call and completes the job', async () => {
    const id = await service.submit(entry());
    const cut = cutAtCommitFor('after', id);
    service.runner.start();
    await cut;
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status: 'completed', attempts: [{ attempt: 1 }] });
  });
});

describe('a socket cut at the commit that ends a job', REPEATED, () => {
  const plain = { name: 'ASIENTA_TRAS_ESPERA' };
  const withCursor = { name: 'LISTA_TRAS_ESPERA', params: [{ name: 'p_filas', direction: 'OUT' }] };
  const failing = { name: 'FALLA_TRAS_ESPERA' };

  it.each([
    ['before', 'work and completion are rolled back together', plain, 'failed', 'outcome_unknown'],
    ['after', 'work and completion are there', plain, 'completed', 'success'],
    ['before', 'the same for rows that were fetched', withCursor, 'failed', 'outcome_unknown'],
    ['after', 'the same for rows that were fetched', withCursor, 'completed', 'success'],
    ['before', 'a failure is written by another session', failing, 'failed', 'procedure_error'],
    ['after', 'a failure stays as it was written', failing, 'failed', 'procedure_error'],
  ] as const)('%s it: %s (%#)', async (phase, _what, call, status, statusReason) => {
    service.runner.start();
    const id = await service.submit(call);
    await service.untilJob(id, (job) => job.status === 'running' && job.progress >= 50);
    const cut = cutAtCommitFor(phase, id);
    await database.execute('INSERT INTO GATE VALUES (1)');
    await cut;
    const [job] = await checkLedger(database, service, [id]);
    expect(job).toMatchObject({ status, statusReason, attempts: [{ attempt: 1 }] });
  });
});

describe('a socket cut at the commit of a cancel', REPEATED, () => {
  it.each([
    ['before', 'completed'],
    ['after', 'cancelled'],
  ] as const)('%s it: the client is told that it is not known, and the job is %s', async (phase, status) => {
    const id = await service.submit(entry());
    const cut = cutAtCommitOf(phase, 'CANCEL_REQUESTED_AT = SYSTIMESTAMP');
    await expect(service.store.cancel(id)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await cut;
    service.runner.start();
    const [job] = await checkLedger(database, service, [id]);
    expect(job?.status).toBe(status);
  });
});
