import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../../embedded/sqlplus/run-script.ts';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { type JobDatabase, startJobDatabase, until } from '../helpers/job-database.ts';

const isFinal = (status: string) => !['pending', 'running'].includes(status);
const SCRIPT = 'sql/create_async_jobs_table.sql';

let database: JobDatabase;
beforeAll(async () => {
  database = await startJobDatabase();
  await asSystem(
    'CREATE USER POBRE IDENTIFIED BY pobre QUOTA UNLIMITED ON USERS',
    'GRANT CREATE SESSION TO POBRE',
    'CREATE PROCEDURE POBRE.UNO(P_N OUT NUMBER) AS BEGIN P_N := 1; END;',
  );
});
afterAll(() => database.stop());

async function asSystem(...statements: string[]): Promise<void> {
  const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
  for (const statement of statements) await system.execute(statement);
  await system.close();
}

async function runScriptAsDba(): Promise<void> {
  const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
  await system.execute('ALTER SESSION SET CURRENT_SCHEMA = POBRE');
  const { failures } = await runScript(SCRIPT, { connection: system, print: () => undefined });
  expect(failures).toBe(0);
  await system.close();
}

async function startService(): Promise<FastifyInstance> {
  const { connectString } = database.account;
  const app = await buildApp({
    ...loadConfig({ API_NO_AUTH: '1' }),
    oracle: { user: 'POBRE', password: 'pobre', connectString },
  });
  await app.ready();
  return app;
}

describe('a database user who may create nothing', () => {
  it('is told the script, and served once a DBA has run it', async () => {
    const app = await startService();
    const missing = { code: 'SCHEMA_MISSING', status: 503, error: expect.stringContaining(SCRIPT) };
    for (const url of ['/health/ready', '/jobs', `/jobs/${'0'.repeat(32)}`]) {
      const response = await app.inject(url);
      expect(response.json(), url).toMatchObject(missing);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    }
    const submission = {
      method: 'POST' as const,
      url: '/procedure/async',
      payload: { name: 'UNO', params: [{ name: 'P_N', direction: 'OUT' }] },
    };
    expect((await app.inject(submission)).json()).toMatchObject(missing);
    expect((await app.inject({ method: 'POST', url: '/setup/tables' })).json()).toMatchObject({
      code: 'SETUP_PRIVILEGE_MISSING',
      status: 409,
      error: expect.stringContaining(SCRIPT),
    });

    await runScriptAsDba();
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
    const setup = (await app.inject({ method: 'POST', url: '/setup/tables' })).json();
    expect(setup).toMatchObject({ status: 'ok', created: [] });
    const { job_id: id } = (await app.inject(submission)).json<{ job_id: string }>();
    const job = await until(async () => {
      const answer = (await app.inject(`/jobs/${id}`)).json<{ status: string }>();
      return isFinal(answer.status) && answer;
    });
    expect(job).toMatchObject({ status: 'completed' });
    await app.close();
  });
});
