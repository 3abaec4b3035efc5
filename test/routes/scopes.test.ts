import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, type Scope } from '../../src/config.ts';
import { httpApp } from '../helpers/http-app.ts';

const ROUTES: [method: NonNullable<InjectOptions['method']>, url: string, scope: Scope][] = [
  ['POST', '/procedure/async', 'submit'],
  ['POST', '/procedure', 'submit'],
  ['POST', '/query', 'submit'],
  ['POST', '/jobs/x/retry', 'submit'],
  ['GET', '/jobs', 'read'],
  ['GET', '/jobs/x', 'read'],
  ['GET', '/jobs/x/logs', 'read'],
  ['POST', '/jobs/x/cancel', 'manage'],
  ['DELETE', '/jobs/x', 'manage'],
  ['DELETE', '/jobs?status=failed', 'manage'],
  ['POST', '/setup/tables', 'admin'],
];

let app: FastifyInstance;
beforeAll(async () => {
  app = await httpApp({ API_TOKENS: SCOPES.map((scope) => `${scope}:token-${scope}:${scope}`).join(',') });
});
afterAll(() => app.close());

describe('every protected route', () => {
  it.each(ROUTES)('%s %s asks for a token, and for the scope %s', async (method, url, scope) => {
    expect((await app.inject({ method, url })).statusCode).toBe(401);
    for (const other of SCOPES.filter((one) => one !== scope && one !== 'admin')) {
      const refused = await app.inject({ method, url, headers: { authorization: `Bearer token-${other}` } });
      expect(refused.statusCode, other).toBe(403);
      expect(refused.json()).toMatchObject({
        code: 'SCOPE_REQUIRED',
        error: `El token no tiene el permiso "${scope}"`,
      });
    }
  });

  it('is in the table above', async () => {
    await app.ready();
    const paths = (app.swagger() as { paths: Record<string, Record<string, { security?: unknown[] }>> }).paths;
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    expect(operations.filter(({ security }) => security?.length === 1)).toHaveLength(ROUTES.length);
  });
});

describe('a body that is too long to be read', () => {
  it('is not read before the token is checked', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/procedure/async',
      payload: '{'.repeat(100),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.statusCode).toBe(401);
  });
});
