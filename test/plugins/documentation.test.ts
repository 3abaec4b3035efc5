import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpApp } from '../helpers/http-app.ts';
import { readContract } from '../helpers/openapi-contract.ts';

let app: FastifyInstance;
let document: OpenAPIV3_1.Document;

beforeAll(async () => {
  app = await httpApp();
  await app.ready();
  document = (await app.inject('/documentation/json')).json();
});
afterAll(() => app.close());

function operations(): [string, OpenAPIV3_1.OperationObject][] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]): [string, OpenAPIV3_1.OperationObject] => [
      `${method.toUpperCase()} ${path}`,
      operation as OpenAPIV3_1.OperationObject,
    ]),
  );
}

describe('the OpenAPI document', () => {
  it('is 3.1 and has every endpoint of the contract', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      operations()
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      'DELETE /jobs',
      'DELETE /jobs/{job_id}',
      'GET /health/live',
      'GET /health/ready',
      'GET /jobs',
      'GET /jobs/{job_id}',
      'GET /jobs/{job_id}/logs',
      'GET /ping',
      'POST /jobs/{job_id}/cancel',
      'POST /jobs/{job_id}/retry',
      'POST /procedure',
      'POST /procedure/async',
      'POST /query',
      'POST /setup/tables',
    ]);
  });

  it('gives each operation an id, tags, security, one success and its problems', () => {
    for (const [name, operation] of operations()) {
      expect(operation.operationId, name).toMatch(/^[a-z]+[A-Za-z]*$/);
      expect(operation.tags, name).toHaveLength(1);
      const isProbe = operation.tags?.[0] === 'health';
      expect(operation.security, name).toEqual(isProbe ? [] : [{ bearerAuth: [] }]);
      const statuses = Object.keys(operation.responses ?? {});
      expect(
        statuses.filter((status) => status.startsWith('2')),
        name,
      ).toHaveLength(1);
      if (!isProbe) expect(statuses, name).toEqual(expect.arrayContaining(['401', '403', '429', '500']));
      for (const status of statuses.filter((one) => !one.startsWith('2'))) {
        const response = operation.responses?.[status] as OpenAPIV3_1.ResponseObject;
        const media = response.content?.['application/problem+json'];
        expect(media?.schema, `${name} ${status}`).toEqual({ $ref: '#/components/schemas/Problem' });
        expect(Object.keys(media?.examples ?? {}).length, `${name} ${status}`).toBeGreaterThan(0);
      }
    }
  });

  it('has examples that its own schemas accept', () => {
    const { violations } = readContract(document);
    const wrong: string[] = [];
    let count = 0;
    const check = (place: string, schema: unknown, examples: unknown[]) => {
      for (const example of examples) {
        count++;
        wrong.push(...violations(schema, example).map((violation) => `${place}: ${violation}`));
      }
    };
    for (const [name, operation] of operations()) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses ?? {})] as { content?: object }[];
      for (const media of bodies.flatMap((body) =>
        Object.values(body?.content ?? {}),
      ) as OpenAPIV3_1.MediaTypeObject[]) {
        const named = Object.values(media.examples ?? {}).map((example) => (example as { value: unknown }).value);
        check(name, media.schema, [...named, ...(media.example === undefined ? [] : [media.example])]);
      }
      for (const parameter of (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[]) {
        check(name, parameter.schema, parameter.example === undefined ? [] : [parameter.example]);
      }
    }
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      check(name, schema, (schema as { examples?: unknown[] }).examples ?? []);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
    const job = { $ref: '#/components/schemas/Job' };
    expect(violations(job, { id: 'x', unknown: 1 }).length).toBeGreaterThan(1);
  });

  it('asks for no query parameter', () => {
    const parameters = operations().flatMap(([, { parameters = [] }]) => parameters as OpenAPIV3_1.ParameterObject[]);
    expect(parameters.filter((parameter) => parameter.in === 'query' && parameter.required === true)).toEqual([]);
  });

  it('has no operation id twice', () => {
    const ids = operations().map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is served as YAML too', async () => {
    expect((await app.inject('/documentation/yaml')).body).toMatch(/^openapi: 3\.1\.0/m);
  });
});

describe('Swagger UI', () => {
  it('is served with the headers of a page', async () => {
    const page = await app.inject('/documentation/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect((await app.inject('/documentation')).statusCode).toBeLessThan(400);
  });
});
