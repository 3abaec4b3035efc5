import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
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

describe('a service that stops', () => {
  it('is not ready any more, and says so to whoever is still connected', async () => {
    app = await serviceWithoutDatabase();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    const arrived = once(app.server, 'connection') as Promise<[Socket]>;
    // Half a request: its connection is not idle, and outlives the beginning of the stop.
    socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n');
    const [peer] = await arrived;
    while (peer.bytesRead === 0) await sleep(5);
    const answer = text(socket);
    const stopping = new Promise((resolve) => app.closing.addEventListener('abort', resolve));
    const closed = app.close();
    await stopping;
    socket.write('\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*\r\nconnection: close\r\n[\s\S]*"code":"SHUTTING_DOWN"/i);
    await closed;
  });
});
