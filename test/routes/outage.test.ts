import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';

let app: FastifyInstance;
afterEach(() => app.close());

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function serviceWithoutDatabase(): Promise<FastifyInstance> {
  const config = loadConfig({ API_NO_AUTH: '1', QUERY_ENABLED: '1', DATABASE_TIMEOUT_MS: '2000' });
  const oracle = { user: 'app', password: 'secret', connectString: `127.0.0.1:${await closedPort()}/FREEPDB1` };
  app = await buildApp({ ...config, oracle });
  await app.ready();
  return app;
}

describe('with the database down at start', () => {
  it('the process lives, and is not ready', async () => {
    await serviceWithoutDatabase();
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'alive' });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE', error: 'La base de datos no está disponible' });
  });

  it.each([
    ['POST', '/procedure/async', { name: 'PROC_TEST' }],
    ['POST', '/procedure', { name: 'PROC_TEST' }],
    ['POST', '/query', { query: 'SELECT 1 FROM DUAL' }],
    ['POST', '/setup/tables', undefined],
    ['GET', '/jobs', undefined],
    ['GET', '/jobs/x', undefined],
    ['GET', '/jobs/x/logs', undefined],
    ['POST', '/jobs/x/cancel', undefined],
    ['DELETE', '/jobs/x', undefined],
    ['DELETE', '/jobs?status=failed', undefined],
  ] as const)('%s %s says so, and when to try again', async (method, url, payload) => {
    await serviceWithoutDatabase();
    const response = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.body).not.toMatch(/127\.0\.0\.1|secret|NJS-|ORA-/);
  });
});
