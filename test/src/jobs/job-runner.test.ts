import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../src/jobs/job.ts';
import { type JobDatabase, startJobDatabase, until } from '../../helpers/job-database.ts';
import { createJobService, type JobService, type JobServiceOptions } from '../../helpers/job-service.ts';

let database: JobDatabase;
const services: JobService[] = [];
beforeAll(async () => {
  database = await startJobDatabase({ control: 4, work: 4 });
  await database.execute(
    'CREATE TABLE LIBRO (TEXTO VARCHAR2(100), HORA TIMESTAMP)',
    `CREATE OR REPLACE PROCEDURE ANOTA(P_TEXTO IN VARCHAR2, P_SEGUNDOS IN NUMBER DEFAULT 0) AS
     BEGIN
       INSERT INTO LIBRO VALUES (P_TEXTO, SYSTIMESTAMP);
       IF P_SEGUNDOS > 0 THEN
         DBMS_SESSION.SLEEP(P_SEGUNDOS);
       END IF;
     END;`,
    `CREATE OR REPLACE PROCEDURE INFORMA(P_SALIDA OUT VARCHAR2) AS
     BEGIN
       DBMS_OUTPUT.PUT_LINE('salida uno');
       ASYNC_JOBS_API.LOG('registro ' || ASYNC_JOBS_API.JOB_ID);
       ASYNC_JOBS_API.SET_PROGRESS(65, 'a dos tercios');
       DBMS_OUTPUT.PUT_LINE('salida dos');
       P_SALIDA := SYS_CONTEXT('USERENV', 'ACTION');
     END;`,
    `CREATE OR REPLACE PROCEDURE DEJA_ESPERAR AS
     BEGIN
       ASYNC_JOBS_API.SET_PROGRESS(42, 'esperando');
       DBMS_SESSION.SLEEP(600);
     END;`,
    'CREATE TABLE INTENTOS (N NUMBER)',
    `CREATE OR REPLACE PROCEDURE FALLA_DOS_VECES AS
       PRAGMA AUTONOMOUS_TRANSACTION;
       L_N NUMBER;
       E_BUSY EXCEPTION;
       PRAGMA EXCEPTION_INIT(E_BUSY, -54);
     BEGIN
       INSERT INTO INTENTOS VALUES (1);
       COMMIT;
       SELECT COUNT(*) INTO L_N FROM INTENTOS;
       IF L_N < 3 THEN
         RAISE E_BUSY;
       END IF;
     END;`,
  );
});
afterAll(() => database.stop());
beforeEach(() => database.execute('DELETE FROM LIBRO', 'DELETE FROM INTENTOS', 'DELETE FROM ASYNC_JOBS'));
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

function start(options: JobServiceOptions = {}): JobService {
  const service = createJobService(database, options);
  services.push(service);
  service.runner.start();
  return service;
}

const note = (texto: string, segundos = 0) => ({
  name: 'ANOTA',
  params: [
    { name: 'p_texto', value: texto },
    { name: 'p_segundos', value: segundos },
  ],
});
const isRunning = (job: Job) => job.status === 'running' && job.progress >= 50;
const ledger = async () =>
  (await database.query<{ TEXTO: string }>('SELECT TEXTO FROM LIBRO ORDER BY HORA')).map(({ TEXTO }) => TEXTO);

describe('a job', () => {
  it('runs at once, and its work and its end are committed together', async () => {
    const service = start({ pollIntervalMs: 60_000 });
    const job = await service.untilEnded(
      await service.submit({
        name: 'proc_test',
        params: [
          { name: 'p_input', value: 'Test' },
          { name: 'p_output', direction: 'OUT' },
        ],
      }),
    );
    expect(job).toMatchObject({
      status: 'completed',
      statusReason: 'success',
      progress: 100,
      result: '{"p_output":"Procesado: Test"}',
      error: undefined,
      attempts: [
        { attempt: 1, instanceName: 'test', sessionId: expect.any(Number), sessionSerial: expect.any(Number) },
      ],
    });
    const [row] = await database.query<{ DURATION: string }>('SELECT DURATION FROM ASYNC_JOBS');
    expect(row?.DURATION).toMatch(/^(\d+ms|\d+(\.\d+)?s)$/);
  });

  it('that fails has the error, its code, and left nothing behind', async () => {
    const service = start();
    await database.execute(`
      CREATE OR REPLACE PROCEDURE ANOTA_Y_FALLA AS
      BEGIN
        INSERT INTO LIBRO VALUES ('perdido', SYSTIMESTAMP);
        DBMS_OUTPUT.PUT_LINE('antes del error');
        RAISE_APPLICATION_ERROR(-20001, 'Error intencional de prueba');
      END;`);
    const id = await service.submit({ name: 'anota_y_falla' });
    expect(await service.untilEnded(id)).toMatchObject({
      status: 'failed',
      statusReason: 'procedure_error',
      errorCode: 'ORA-20001',
      error: expect.stringMatching(/^ORA-20001: Error intencional de prueba/),
      progress: 100,
      result: undefined,
    });
    expect(await ledger()).toEqual([]);
    expect((await service.store.logs(id)).map(({ text }) => text)).toEqual(['antes del error']);
  });

  it('whose error cannot be stored ends all the same', async () => {
    const service = start();
    await database.execute(
      `CREATE OR REPLACE TRIGGER RECHAZA_ERRORES BEFORE UPDATE ON ASYNC_JOBS FOR EACH ROW
       BEGIN
         IF :NEW.ERROR_MSG LIKE '%inaceptable%' THEN
           RAISE_APPLICATION_ERROR(-20002, 'no cabe');
         END IF;
       END;`,
      `CREATE OR REPLACE PROCEDURE FALLA_SIN_TEXTO AS BEGIN RAISE_APPLICATION_ERROR(-20001, 'inaceptable'); END;`,
    );
    const job = await service.untilEnded(await service.submit({ name: 'falla_sin_texto' }));
    await database.execute('DROP TRIGGER RECHAZA_ERRORES');
    expect(job).toMatchObject({
      status: 'failed',
      statusReason: 'procedure_error',
      errorCode: 'ERROR_NOT_STORED',
      error: 'El job falló, y el texto del error no pudo guardarse (ORA-20001)',
      attempts: [{ attempt: 1 }],
    });
  });

  it.each([
    [{ name: 'no_existe' }, 'PLS-00201', /^Procedimiento no encontrado: /],
    [{ name: 'proc_test' }, 'PLS-00306', /^Parámetros incorrectos: /],
    [
      { name: 'proc_test_demora', params: [{ name: 'segundos', value: 'mucho' }] },
      'VALUE_NOT_CONVERTIBLE',
      /^Error de conversión de tipos: /,
    ],
  ])('%j fails with %s', async (call, errorCode, message) => {
    const service = start();
    expect(await service.untilEnded(await service.submit(call))).toMatchObject({
      status: 'failed',
      errorCode,
      error: expect.stringMatching(message),
    });
  });

  it('with a cursor and a CLOB of a megabyte keeps the whole result', async () => {
    const service = start();
    await database.execute(`
      CREATE OR REPLACE PROCEDURE GRANDE(P_C OUT SYS_REFCURSOR, P_T OUT CLOB) AS
        L_T CLOB := 'x';
      BEGIN
        INSERT INTO LIBRO VALUES ('grande', SYSTIMESTAMP);
        FOR I IN 1 .. 100 LOOP
          DBMS_LOB.APPEND(L_T, TO_CLOB(RPAD('"', 10000, 'ñ')));
        END LOOP;
        P_T := L_T;
        OPEN P_C FOR SELECT LEVEL AS ID FROM DUAL CONNECT BY LEVEL <= 3;
      END;`);
    const params = ['p_c', 'p_t'].map((name) => ({ name, direction: 'OUT' }));
    const job = await service.untilEnded(await service.submit({ name: 'grande', params }));
    expect(job.status).toBe('completed');
    const result = JSON.parse(job.result ?? '{}') as { p_c: unknown; p_t: string };
    expect(result.p_c).toEqual([{ ID: 1 }, { ID: 2 }, { ID: 3 }]);
    expect(result.p_t).toHaveLength(1_000_001);
    expect(await ledger()).toEqual(['grande']);
  });

  it('reports progress and log lines while it runs, and is found in V$SESSION', async () => {
    const service = start();
    const id = await service.submit({ name: 'informa', params: [{ name: 'p_salida', direction: 'OUT' }] });
    const job = await service.untilEnded(id);
    expect(job).toMatchObject({ progressMessage: 'a dos tercios', result: '{"p_salida":"informa"}' });
    const lines = (await service.store.logs(id)).map(({ text }) => text);
    expect(new Set(lines)).toEqual(new Set([`registro ${id}`, 'salida uno', 'salida dos']));
    const waiting = await service.submit({ name: 'deja_esperar' });
    await service.untilJob(waiting, ({ progress }) => progress === 42);
    const sessions = await database.query(`SELECT MODULE FROM V$SESSION WHERE CLIENT_IDENTIFIER = '${waiting}'`);
    expect(sessions).toEqual([{ MODULE: 'test' }]);
    await service.store.cancel(waiting);
    await service.untilEnded(waiting);
  });
});

describe('an end that is asked for', () => {
  it('cancelling a running job breaks the call off and undoes it', async () => {
    const service = start();
    const id = await service.submit(note('cancelado', 600));
    await service.untilJob(id, isRunning);
    const answer = await service.store.cancel(id);
    expect(['running', 'cancelled']).toContain(answer.status);
    expect(await service.untilEnded(id)).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_by_caller' });
    expect(await ledger()).toEqual([]);
    expect((await service.untilEnded(await service.submit(note('después')))).status).toBe('completed');
  });

  it('reaches a job of another instance', async () => {
    const here = start();
    const other = createJobService(database);
    const id = await here.submit(note('lejos', 600));
    await here.untilJob(id, isRunning);
    await other.store.cancel(id);
    expect((await here.untilEnded(id)).status).toBe('cancelled');
    expect(await ledger()).toEqual([]);
  });

  it('a run time-out fails the job and undoes it', async () => {
    const service = start();
    const id = await service.submit({ ...note('lento', 600), timeout_seconds: 1 });
    expect(await service.untilEnded(id)).toMatchObject({
      status: 'failed',
      statusReason: 'run_timeout',
      errorCode: 'RUN_TIMEOUT',
    });
    expect(await ledger()).toEqual([]);
  });

  it('waiting longer than it may fails the job', async () => {
    const service = createJobService(database);
    const id = await service.submit({ ...note('tarde'), queue_timeout_seconds: 1 });
    await until(async () => (await service.rescuer.runOnce()) > 0);
    expect(await service.store.get(id)).toMatchObject({
      status: 'failed',
      statusReason: 'queue_timeout',
      errorCode: 'QUEUE_TIMEOUT',
    });
  });
});

describe('order and limits', () => {
  async function queued(service: JobService, ...submissions: Parameters<JobService['submit']>[0][]): Promise<string[]> {
    const ids: string[] = [];
    for (const submission of submissions) ids.push(await service.submit(submission));
    service.runner.start();
    services.push(service);
    await Promise.all(ids.map((id) => service.untilEnded(id)));
    return ids;
  }

  it('higher priority goes first, age counts, and not_before holds', async () => {
    const one = createJobService({ control: database.control, work: { ...database.work, size: 1 } });
    const soon = new Date(Date.now() + 2000);
    const [future = ''] = await queued(
      one,
      { ...note('futuro'), not_before: soon.toISOString(), priority: 100 },
      { ...note('baja'), priority: -10 },
      note('primera'),
      note('segunda'),
      { ...note('alta'), priority: 10 },
    );
    expect((await one.store.get(future))?.startedAt?.getTime()).toBeGreaterThanOrEqual(soon.getTime());
    expect((await ledger()).filter((text) => text !== 'futuro')).toEqual(['alta', 'primera', 'segunda', 'baja']);
  });

  /** The most jobs that ran at the same time, from their own times. */
  async function mostAtOnce(ids: string[], service: JobService): Promise<number> {
    const jobs = await Promise.all(ids.map((id) => service.store.get(id)));
    const starts = jobs.map((job) => job?.startedAt?.getTime() ?? 0);
    const ends = jobs.map((job) => job?.finishedAt?.getTime() ?? 0);
    return Math.max(
      ...starts.map((moment) => starts.filter((start, index) => start <= moment && (ends[index] ?? 0) > moment).length),
    );
  }

  it('one job of a concurrency key at a time; the others wait for it', async () => {
    const service = createJobService(database);
    const jobs = Array.from({ length: 6 }, () => ({ ...note('clave', 0.1), concurrency_key: 'almacén' }));
    const ids = await queued(service, ...jobs);
    expect(await mostAtOnce(ids, service)).toBe(1);
    expect(await ledger()).toHaveLength(6);
  });

  it('limits by procedure and by caller are exact', async () => {
    const limits = { procedureLimits: [{ pattern: 'ANO*', limit: 2 }] };
    const service = createJobService(database, limits);
    const ids = await queued(service, ...Array.from({ length: 8 }, () => note('dos', 0.1)));
    expect(await mostAtOnce(ids, service)).toBeLessThanOrEqual(2);
    await service.stop();
    const byCaller = createJobService(database, { callerLimits: [{ pattern: 'web', limit: 1 }] });
    const own = await Promise.all(Array.from({ length: 4 }, () => byCaller.submit(note('uno', 0.1), 'web')));
    byCaller.runner.start();
    services.push(byCaller);
    await Promise.all(own.map((id) => byCaller.untilEnded(id)));
    expect(await mostAtOnce(own, byCaller)).toBe(1);
  });
});

describe('attempts', () => {
  it('a transient error is tried again, as often as the caller allowed', async () => {
    const service = start();
    const id = await service.submit({ name: 'falla_dos_veces', max_attempts: 3 });
    const job = await service.untilEnded(id);
    expect(job.status).toBe('completed');
    expect(job.attempts.map(({ attempt, error }) => [attempt, error?.slice(0, 9)])).toEqual([
      [1, 'ORA-00054'],
      [2, 'ORA-00054'],
      [3, undefined],
    ]);
  });

  it('without leave, and for errors of the procedure, there is no second one', async () => {
    const service = start();
    expect(await service.untilEnded(await service.submit({ name: 'falla_dos_veces' }))).toMatchObject({
      status: 'failed',
      errorCode: 'ORA-00054',
    });
    const raised = { name: 'proc_test_error', params: [{ name: 'p_should_fail', value: 1 }], max_attempts: 3 };
    const job = await service.untilEnded(await service.submit(raised));
    expect(job).toMatchObject({ status: 'failed', attempts: [{ attempt: 1 }] });
  });
});

describe('two instances', () => {
  it('run every job exactly once', async () => {
    const left = start({ pollIntervalMs: 50 });
    const right = start({ pollIntervalMs: 50 });
    const texts = Array.from({ length: 60 }, (_empty, index) => `n${index}`);
    const ids = await Promise.all(texts.map((text, index) => (index % 2 ? left : right).submit(note(text))));
    const jobs = await Promise.all(ids.map((id) => left.untilEnded(id)));
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
    expect((await ledger()).sort()).toEqual([...texts].sort());
  });
});
