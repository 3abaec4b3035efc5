import { EventEmitter, once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { coreApp } from '../helpers/core-app.ts';

let app: FastifyInstance;
afterEach(() => app.close());

it('answers the request in flight, and closes its keep-alive connection', async () => {
  app = await coreApp({});
  const signals = new EventEmitter();
  const started = once(signals, 'started');
  app.get('/slow', async () => {
    const released = once(signals, 'release');
    signals.emit('started');
    await released;
    return { isClosing: app.closing.aborted };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });

  const request = get({ port, host: '127.0.0.1', path: '/slow', agent });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  await started;
  const closed = app.close();
  if (!app.closing.aborted) await once(app.closing, 'abort');
  signals.emit('release');

  const [response] = await answered;
  const body = (await response.toArray()).join('');
  expect(response.statusCode).toBe(200);
  expect(response.headers.connection).toBe('close');
  expect(JSON.parse(body)).toEqual({ isClosing: true });
  await closed;
  agent.destroy();
});
