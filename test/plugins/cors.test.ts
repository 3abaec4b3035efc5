import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { httpApp } from '../helpers/http-app.ts';

let app: FastifyInstance;
afterEach(() => app.close());

const ORIGIN = 'https://app.example.com';
const start = async (origins?: string) => {
  app = await httpApp({ API_TOKEN: 'token', ...(origins === undefined ? {} : { API_CORS_ORIGINS: origins }) });
};
/** What a browser asks before it sends a call with a token and a JSON body. */
const preflight = (origin: string) =>
  app.inject({
    method: 'OPTIONS',
    url: '/procedure/async',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  });

describe('browsers', () => {
  it('are told nothing unless origins are configured', async () => {
    await start();
    const response = await app.inject({ url: '/ping', headers: { origin: ORIGIN } });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect((await preflight(ORIGIN)).statusCode).toBe(404);
  });

  it('may send calls from a configured origin, without a token in the preflight', async () => {
    await start(`http://localhost:5173, ${ORIGIN}`);
    const response = await preflight(ORIGIN);
    expect(response.statusCode).toBe(204);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
      'access-control-allow-headers': 'authorization,content-type,idempotency-key',
    });
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('may not from another origin', async () => {
    await start(ORIGIN);
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    const response = await app.inject({ url: '/ping', headers: { origin: 'https://evil.example' } });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('may read errors and the headers of the contract', async () => {
    await start(ORIGIN);
    const response = await app.inject({ url: '/jobs', headers: { origin: ORIGIN } });
    expect(response.statusCode).toBe(401);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': 'Location, Retry-After, Idempotent-Replayed',
    });
  });

  it('may from everywhere with *', async () => {
    await start('*');
    expect((await preflight('https://any.example')).headers['access-control-allow-origin']).toBe('*');
  });
});
