import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { loggerOptions } from '../../src/logger-options.ts';
import { type JobDatabase, startJobDatabase, until } from '../helpers/job-database.ts';

const TOKEN = 'token-that-is-secret';
const VALUE = 'value-that-is-secret';

let database: JobDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  database = await startJobDatabase();
});
afterEach(() => app.close());
afterAll(() => database.stop());

const call = (name: string) => ({
  name,
  params: [
    { name: 'p_input', value: VALUE },
    { name: 'p_output', direction: 'OUT' },
  ],
});

/** What the service logs while it is used rightly and wrongly. */
async function logOf(level: string): Promise<string> {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const config = loadConfig({ API_TOKEN: TOKEN, QUERY_ENABLED: '1', LOG_LEVEL: level });
  const options = loggerOptions({ ...config, startedAt: new Date(), isTerminal: false });
  app = await buildApp({ ...config, oracle: database.account }, { logger: { ...options, stream } });
  await app.ready();
  await app.oracle.whenReady;
  const send = (url: string, payload?: unknown, token = TOKEN) =>
    app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': `${VALUE}-${level}-${JSON.stringify(payload)}` },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
  await send('/jobs', undefined, `${TOKEN}-wrong`);
  await send('/procedure', call('PROC_TEST'));
  await send('/procedure', call('PROC_TEST_ERROR'));
  await send('/query', { query: `SELECT '${VALUE}' FROM DUAL WHERE 'x' = :b`, binds: { b: VALUE } });
  await send('/query', { query: `SELECT '${VALUE}' FROM NO_EXISTE` });
  for (const name of ['PROC_TEST', 'PROC_TEST_ERROR', 'NO_EXISTE']) {
    const { job_id: id } = (await send('/procedure/async', call(name))).json<{ job_id: string }>();
    await until(async () => !['pending', 'running'].includes((await send(`/jobs/${id}`)).json().status));
  }
  await send('/jobs?include=params,result');
  stream.end();
  await once(stream, 'finish');
  return lines.join('');
}

describe('the log', () => {
  it('has no token, no password and no value at level info', async () => {
    const log = await logOf('info');
    expect(log).toContain('job completed');
    expect(log).toContain('job failed');
    expect(log).toMatch(/"caller":"default","res":{"statusCode":200}/);
    expect(log).not.toContain(TOKEN);
    expect(log).not.toContain(VALUE);
    expect(log).not.toContain(`"${database.account.password}"`);
  });

  it('has the values of calls, but no token, at level debug', async () => {
    const log = await logOf('debug');
    expect(log.match(new RegExp(`"value":"${VALUE}"`, 'g'))?.length).toBeGreaterThanOrEqual(5);
    expect(log).not.toContain(TOKEN);
    expect(log).not.toContain(`SELECT '${VALUE}'`);
  });
});
