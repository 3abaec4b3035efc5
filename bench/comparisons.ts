import { randomBytes } from 'node:crypto';
import type { Connection, Pool } from 'oracledb';
import { type Comparison, median, medianTime, rate } from './measure.ts';
import { type Account, type Service, startService } from './processes.ts';

/** What the comparisons work with. The pool is the plain driver's, as an application without this service would use it. */
export type Setting = { account: Account; pool: Pool; scale: number };

/** Sessions of the service for jobs, and connections of the baseline. */
const SESSIONS = 4;
const CLIENTS = 20;
const NO_OP = { name: 'BENCH_NO_OP' };
const SLEEPER = { name: 'BENCH_SLEEP', params: [{ name: 'p_seconds', value: 600 }] };

export const PROGRAMS = [
  'CREATE OR REPLACE PROCEDURE BENCH_NO_OP AS BEGIN NULL; END;',
  'CREATE OR REPLACE PROCEDURE BENCH_SLEEP(P_SECONDS IN NUMBER) AS BEGIN DBMS_SESSION.SLEEP(P_SECONDS); END;',
];
/** After each comparison. */
export const CLEAN_UP = [
  'DELETE FROM BENCH_ROWS',
  "DELETE FROM ASYNC_JOBS WHERE PROCEDURE_NAME IN ('BENCH_NO_OP', 'BENCH_SLEEP')",
];
export const TABLE = 'CREATE TABLE BENCH_ROWS (ID VARCHAR2(32) PRIMARY KEY, STATUS VARCHAR2(20), PARAMS CLOB)';

const id = () => randomBytes(16).toString('hex');
const submit = async (service: Service, call: unknown) =>
  String((await service.request('POST', '/procedure/async', call))['job_id']);

export async function withConnection<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function withService<T>(
  { account }: Setting,
  variables: Record<string, string>,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const service = await startService(account, { WORK_POOL_SIZE: String(SESSIONS), ...variables });
  try {
    return await work(service);
  } finally {
    await service.stop();
  }
}

async function untilStatus(service: Service, jobId: string, status: string): Promise<void> {
  while ((await service.request('GET', `/jobs/${jobId}`))['status'] !== status);
}

/** Jobs that nothing runs are accepted, durably. */
async function submissions(setting: Setting): Promise<Comparison> {
  const count = 1000 * setting.scale;
  const later = { ...NO_OP, not_before: '2999-01-01T00:00:00Z' };
  const measured = await withService(setting, {}, (service) => rate(count, CLIENTS, () => submit(service, later)));
  const baselineMeasured = await rate(count, CLIENTS, () =>
    withConnection(setting.pool, (connection) =>
      connection.execute("INSERT INTO BENCH_ROWS VALUES (:id, 'pending', '{}')", [id()], { autoCommit: true }),
    ),
  );
  return {
    name: 'submissions',
    unit: 'per second',
    baseline: 'INSERT and commit of one row',
    measured,
    baselineMeasured,
  };
}

/** From the first submission to the last end. */
async function executions(setting: Setting): Promise<Comparison> {
  const count = 500 * setting.scale;
  const measured = await withService(setting, {}, async (service) => {
    const start = performance.now();
    await rate(count, CLIENTS, () => submit(service, NO_OP));
    while (
      Number(
        (await service.request('GET', '/jobs?status=pending,running&procedure_name=BENCH_NO_OP&limit=1'))['total'],
      ) > 0
    );
    return (count * 1000) / (performance.now() - start);
  });
  const baselineMeasured = await rate(count, SESSIONS, () =>
    withConnection(setting.pool, (connection) =>
      connection.execute('BEGIN BENCH_NO_OP; END;', [], { autoCommit: true }),
    ),
  );
  return { name: 'jobs run', unit: 'per second', baseline: 'call and commit', measured, baselineMeasured };
}

/** A client asks for its job while all sessions for jobs are busy. */
async function polls(setting: Setting): Promise<Comparison> {
  const count = 1000 * setting.scale;
  return withService(setting, {}, async (service) => {
    const running: string[] = [];
    for (let index = 0; index < SESSIONS; index++) running.push(await submit(service, SLEEPER));
    for (const jobId of running) await untilStatus(service, jobId, 'running');
    const measured = await rate(count, CLIENTS, (index) =>
      service.request('GET', `/jobs/${running[index % SESSIONS]}`),
    );
    const baselineMeasured = await rate(count, CLIENTS, (index) =>
      withConnection(setting.pool, (connection) =>
        connection.execute('SELECT * FROM ASYNC_JOBS WHERE JOB_ID = :id', [running[index % SESSIONS] ?? '']),
      ),
    );
    for (const jobId of running) await service.request('POST', `/jobs/${jobId}/cancel`);
    for (const jobId of running) await untilStatus(service, jobId, 'cancelled');
    return {
      name: 'polls, all sessions busy',
      unit: 'per second',
      baseline: 'SELECT of the row',
      measured,
      baselineMeasured,
    };
  });
}

/** From the submission of a job to its end, nothing else to do. */
async function latency(setting: Setting): Promise<Comparison> {
  const count = 50 * setting.scale;
  const measured = await withService(setting, {}, (service) =>
    medianTime(count, async () => untilStatus(service, await submit(service, NO_OP), 'completed')),
  );
  const baselineMeasured = await medianTime(count, () =>
    withConnection(setting.pool, (connection) =>
      connection.execute('BEGIN BENCH_NO_OP; END;', [], { autoCommit: true }),
    ),
  );
  return { name: 'submission to end', unit: 'ms', baseline: 'call and commit', measured, baselineMeasured };
}

/** A cancel at an instance that does not run the job, beside one at the instance that does. The promise is 2,000 ms. */
async function cancels(setting: Setting): Promise<Comparison> {
  return withService(setting, { INSTANCE_NAME: 'one' }, (one) =>
    withService(setting, { INSTANCE_NAME: 'two' }, async (two) => {
      const times = { near: [] as number[], far: [] as number[] };
      for (let round = 0; round < 10 * setting.scale; round++) {
        for (const place of ['near', 'far'] as const) {
          const jobId = await submit(one, SLEEPER);
          await untilStatus(one, jobId, 'running');
          const { attempts } = await one.request('GET', `/jobs/${jobId}`);
          const runsAtOne = (attempts as { instance: string }[]).at(-1)?.instance === 'one';
          const service = runsAtOne === (place === 'near') ? one : two;
          const start = performance.now();
          await service.request('POST', `/jobs/${jobId}/cancel`);
          await untilStatus(one, jobId, 'cancelled');
          times[place].push(performance.now() - start);
        }
      }
      return {
        name: 'cancel at another instance',
        unit: 'ms',
        baseline: 'cancel at the instance that runs the job',
        measured: median(times.far),
        baselineMeasured: median(times.near),
      };
    }),
  );
}

export const COMPARISONS = [submissions, executions, latency, polls, cancels];
