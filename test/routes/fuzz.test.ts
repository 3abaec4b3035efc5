import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceWithoutDatabase } from '../helpers/dead-database.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = await serviceWithoutDatabase();
});
afterAll(() => app.close());

/** Each of these is a refusal that names its reason; a 500 would be a fault of the service. */
const REFUSALS = [400, 403, 413, 415, 422, 503];

async function post(url: string, payload: string | Buffer, type = 'application/json') {
  const response = await app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
  expect(REFUSALS).toContain(response.statusCode);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.json()).toMatchObject({
    status: response.statusCode,
    code: expect.any(String),
    error: expect.any(String),
  });
}

const parameter = fc.record(
  {
    name: fc.oneof(fc.string(), fc.constantFrom('p_in', '"x"', "p'")),
    value: fc.jsonValue(),
    direction: fc.oneof(fc.constantFrom('IN', 'out', 'in out', 'IN/OUT', 'inout'), fc.string()),
    type: fc.oneof(fc.constantFrom('number', 'DATE', 'clob', 'cursor', 'BLOB'), fc.string()),
  },
  { requiredKeys: ['name'] },
);
const call = fc.record(
  {
    name: fc.oneof(fc.string(), fc.constantFrom('PROC', 'PKG.PROC', '"a b".c', 'A.B.C')),
    schema: fc.string(),
    isFunction: fc.boolean(),
    params: fc.array(parameter),
    timeout_seconds: fc.oneof(fc.integer(), fc.double()),
    not_before: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
    ),
  },
  { requiredKeys: ['name'] },
);

it.each(['/procedure/async', '/procedure', '/query'])('%s takes any bytes', async (url) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (bytes) => post(url, Buffer.from(bytes))),
    { numRuns: 100 },
  );
});

it.each(['/procedure/async', '/procedure', '/query'])('%s takes any JSON', async (url) => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (json) => post(url, json)),
    { numRuns: 100 },
  );
});

it.each(['/procedure/async', '/procedure'])('%s takes any call', async (url) => {
  await fc.assert(
    fc.asyncProperty(call, async (body) => post(url, JSON.stringify(body))),
    { numRuns: 100 },
  );
});

it('the list takes any query', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webQueryParameters(), async (query) => {
      const response = await app.inject(`/jobs?${query}`);
      expect(REFUSALS).toContain(response.statusCode);
    }),
    { numRuns: 100 },
  );
});
