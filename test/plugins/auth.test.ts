import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/config.ts';
import { coreApp } from '../helpers/core-app.ts';

let app: FastifyInstance;
afterEach(() => app.close());

const protectedRoutes: FastifyPluginAsync = async (scope) => {
  scope.addHook('onRequest', scope.verifyAddress);
  scope.addHook('onRequest', scope.verifyCaller);
  scope.addHook('onRequest', scope.verifyScope);
  for (const name of ['submit', 'read'] satisfies Scope[]) {
    scope.get(`/${name}`, { config: { scope: name } }, async (request) => ({ caller: request.caller.name }));
  }
};

async function protectedApp(variables: Record<string, string>): Promise<FastifyInstance> {
  app = await coreApp(variables);
  await app.register(protectedRoutes);
  return app;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const TOKENS = { API_TOKEN: 'main-token', API_TOKENS: 'reader:read-token:read,boss:boss-token:admin' };

describe('bearer tokens', () => {
  it.each([undefined, 'Bearer wrong', 'Bearer ', 'Basic bWFpbg==', 'main-token'])(
    '%s is answered with 401',
    async (authorization) => {
      await protectedApp(TOKENS);
      const response = await app.inject({
        url: '/read',
        headers: authorization === undefined ? {} : { authorization },
      });
      expect(response.statusCode).toBe(401);
      expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(response.headers['www-authenticate']).toBe('Bearer realm="oracle-jobs-api"');
      expect(response.json()).toEqual({
        type: 'urn:oracle-jobs-api:error:unauthorized',
        title: 'No autorizado',
        status: 401,
        detail: 'No autorizado',
        instance: '/read',
        code: 'UNAUTHORIZED',
        error: 'No autorizado',
      });
    },
  );

  it('names the caller', async () => {
    await protectedApp(TOKENS);
    expect((await app.inject({ url: '/read', headers: bearer('main-token') })).json()).toEqual({ caller: 'default' });
    expect((await app.inject({ url: '/read', headers: bearer('read-token') })).json()).toEqual({ caller: 'reader' });
    expect((await app.inject({ url: '/read', headers: { authorization: 'bearer read-token' } })).statusCode).toBe(200);
  });

  it('lets a token do what its scopes say, and admin everything', async () => {
    await protectedApp(TOKENS);
    const refused = await app.inject({ url: '/submit', headers: bearer('read-token') });
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: 'SCOPE_REQUIRED', error: 'El token no tiene el permiso "submit"' });
    expect((await app.inject({ url: '/submit', headers: bearer('boss-token') })).statusCode).toBe(200);
  });

  it('asks for none with API_NO_AUTH', async () => {
    await protectedApp({ API_NO_AUTH: '1' });
    expect((await app.inject('/submit')).json()).toEqual({ caller: 'anonymous' });
  });

  it('lets nobody in when no token is configured', async () => {
    await protectedApp({});
    expect((await app.inject({ url: '/read', headers: bearer('') })).statusCode).toBe(401);
    expect((await app.inject({ url: '/read', headers: bearer('undefined') })).statusCode).toBe(401);
  });
});

describe('allowed addresses', () => {
  const list = { API_NO_AUTH: '1', API_ALLOWED_IPS: '192.0.2.7, 198.51.100.0/24, 2001:db8::/32' };

  it.each(['192.0.2.7', '198.51.100.200', '2001:db8::1', '::ffff:192.0.2.7'])('%s is let in', async (remoteAddress) => {
    await protectedApp(list);
    expect((await app.inject({ url: '/read', remoteAddress })).statusCode).toBe(200);
  });

  it.each(['192.0.2.8', '198.51.101.1', '2001:db9::1', '127.0.0.1'])('%s is refused', async (remoteAddress) => {
    await protectedApp(list);
    const response = await app.inject({ url: '/read', remoteAddress });
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
  });

  it('believes X-Forwarded-For only from a trusted proxy', async () => {
    await protectedApp({ ...list, TRUST_PROXY: '10.0.0.1' });
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    expect((await app.inject({ url: '/read', remoteAddress: '10.0.0.1', headers })).statusCode).toBe(200);
    expect((await app.inject({ url: '/read', remoteAddress: '10.0.0.2', headers })).statusCode).toBe(403);
  });
});
