import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { serviceWithoutDatabase } from '../helpers/dead-database.ts';

let app: FastifyInstance;
afterEach(() => app.close());

describe('with the database down at start', () => {
  it('the process lives, and is not ready', async () => {
    app = await serviceWithoutDatabase();
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
    app = await serviceWithoutDatabase();
    const response = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.body).not.toMatch(/127\.0\.0\.1|secret|NJS-|ORA-/);
  });
});
