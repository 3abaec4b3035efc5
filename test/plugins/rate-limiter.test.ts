import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { httpApp } from '../helpers/http-app.ts';

let app: FastifyInstance;
afterEach(() => app.close());

/** Refused by its body, after the limit was looked at: needs no database. */
const post = (token: string) =>
  app.inject({ method: 'POST', url: '/procedure/async', headers: { authorization: `Bearer ${token}` }, payload: {} });

it('limits each caller by itself', async () => {
  app = await httpApp({ API_TOKENS: 'a:token-a,b:token-b', RATE_LIMIT_PER_MINUTE: '2' });
  expect((await post('token-a')).statusCode).toBe(400);
  expect((await post('token-a')).statusCode).toBe(400);
  const refused = await post('token-a');
  expect(refused.statusCode).toBe(429);
  expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED', error: 'Demasiadas peticiones' });
  expect((await post('token-b')).statusCode).toBe(400);
});

it('does not limit with 0', async () => {
  app = await httpApp({ API_TOKEN: 'token', RATE_LIMIT_PER_MINUTE: '0' });
  expect((await post('token')).headers['x-ratelimit-limit']).toBeUndefined();
});

it('limits no probe', async () => {
  app = await httpApp({ API_TOKEN: 'token', RATE_LIMIT_PER_MINUTE: '1' });
  for (let i = 0; i < 3; i++) expect((await app.inject('/ping')).json()).toEqual({ status: 'ok' });
});

it('limits the wrong tokens of an address, and locks no known token out', async () => {
  app = await httpApp({ API_TOKEN: 'token', RATE_LIMIT_PER_MINUTE: '0' });
  for (let i = 0; i < 100; i++) expect((await post('wrong')).statusCode).toBe(401);
  const refused = await post('wrong');
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED' });
  expect((await post('token')).statusCode).toBe(400);
  const other = await app.inject({ url: '/jobs', remoteAddress: '192.0.2.9' });
  expect(other.statusCode).toBe(401);
});
