import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobSubmission } from '../../routes/schemas/procedure-call.ts';
import { ref } from '../../routes/schemas/ref.ts';
import { ERRORS, serviceError } from '../../src/errors.ts';
import { coreApp } from '../helpers/core-app.ts';

let app: FastifyInstance;

beforeAll(async () => {
  app = await coreApp({ BODY_LIMIT_BYTES: '4096', API_NO_AUTH: '1' });
  app.post('/call', { schema: { body: ref(JobSubmission) } }, async (request) => ({ body: request.body }));
  app.get(
    '/list',
    { schema: { querystring: Type.Object({ limit: Type.Integer({ minimum: 1 }) }) } },
    async (request) => ({
      query: request.query,
    }),
  );
  app.delete('/bodiless', async (request) => ({ hasBody: request.body !== undefined }));
  app.get('/busy', () => {
    throw serviceError('DATABASE_UNAVAILABLE', { retryAfterSeconds: 5, cause: new Error('ORA-12541 at db.internal') });
  });
  app.get('/broken', () => {
    throw new Error('SELECT secret FROM t');
  });
});
afterAll(() => app.close());

const post = (body: unknown, type = 'application/json') =>
  app.inject({
    method: 'POST',
    url: '/call',
    headers: { 'content-type': type },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('bodies', () => {
  it('are taken as they are sent', async () => {
    const body = {
      name: 'P',
      params: [
        { name: 'a', value: null },
        { name: 'b', value: '' },
        { name: 'c', value: 7, direction: 'in out', type: 'number' },
        { name: 'd', value: [1, { e: true }] },
      ],
    };
    expect((await post(body)).json()).toEqual({ body });
  });

  it('keep the digits of long numbers', async () => {
    const response = await post('{"name":"P","params":[{"name":"n","value":12345678901234567890123456789012345678}]}');
    expect(response.json()).toEqual({
      body: { name: 'P', params: [{ name: 'n', value: '12345678901234567890123456789012345678' }] },
    });
  });

  it.each([
    [{}, 'name', 'es obligatorio'],
    [{ name: 7 }, 'name', 'se esperaba un texto'],
    [{ name: '' }, 'name', 'no puede estar vacío'],
    [{ name: 'P'.repeat(201) }, 'name', 'debe tener 200 caracteres como máximo'],
    [{ name: 'P', parms: [] }, 'parms', 'no se conoce este campo'],
    [{ name: 'P', params: {} }, 'params', 'se esperaba una lista'],
    [{ name: 'P', params: [{ value: 1 }] }, 'params[0].name', 'es obligatorio'],
    [
      { name: 'P', params: [{ name: 'a' }, { name: 'b', direction: 'sideways' }] },
      'params[1].direction',
      'se esperaba IN, OUT o INOUT',
    ],
    [{ name: 'P', isFunction: 'true' }, 'isFunction', 'se esperaba true o false'],
    [{ name: 'P', priority: 101 }, 'priority', 'se esperaba un valor de 100 como máximo'],
    [
      { name: 'P', not_before: 'tomorrow' },
      'not_before',
      'se esperaba una fecha y hora ISO 8601 con su zona, como 2025-12-10T14:30:00Z',
    ],
  ])('%j: %s %s', async (body, path, message) => {
    const response = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      title: ERRORS.VALIDATION_FAILED.message,
      error: `${path}: ${message}`,
      detail: `${path}: ${message}`,
      errors: [{ path, message }],
    });
  });

  it('are told of every wrong field, each once', async () => {
    const response = await post({ name: 5, isFunction: 'x', parms: [], params: [{ name: 7 }, { direction: 'q' }] });
    const { detail, errors } = response.json<{ detail: string; errors: { path: string; message: string }[] }>();
    expect(errors.map(({ path }) => path).sort()).toEqual(
      ['isFunction', 'name', 'params[0].name', 'params[1].direction', 'params[1].name', 'parms'].sort(),
    );
    for (const { path, message } of errors) expect(detail).toContain(`${path}: ${message}`);
  });

  it('are told of the first one in a body of thousands of values', async () => {
    const response = await post({ name: 5, params: [new Array(2010).fill(0)] });
    expect(response.json()).toMatchObject({ code: 'VALIDATION_FAILED', errors: [expect.anything()] });
  });

  it.each([
    ['{"name":', 'MALFORMED_JSON', 400],
    ['', 'MALFORMED_JSON', 400],
    ['{"name":"P","__proto__":{"a":1}}', 'MALFORMED_JSON', 400],
    [`{"name":"${'P'.repeat(5000)}"}`, 'PAYLOAD_TOO_LARGE', 413],
  ])('%.40s is %s', async (body, code, status) => {
    const response = await post(body);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ code, status });
  });

  it('may be empty where there is none to be had, whatever the content type says', async () => {
    const response = await app.inject({
      method: 'DELETE',
      url: '/bodiless',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.json()).toEqual({ hasBody: false });
  });

  it('of another media type are refused', async () => {
    expect((await post('name=P', 'application/x-www-form-urlencoded')).json()).toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      status: 415,
    });
    expect((await post('P', 'text/plain')).statusCode).toBe(415);
  });
});

describe('queries', () => {
  it('are coerced', async () => {
    expect((await app.inject('/list?limit=5')).json()).toEqual({ query: { limit: 5 } });
  });

  it('name the field that is wrong', async () => {
    expect((await app.inject('/list?limit=0')).json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: 'limit', message: 'se esperaba un valor de 1 como mínimo' }],
    });
  });
});

describe('errors', () => {
  it('of the catalogue carry Retry-After', async () => {
    const response = await app.inject('/busy?x=1');
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE', instance: '/busy' });
    expect(response.body).not.toContain('ORA-12541');
  });

  it('of the service itself tell nothing', async () => {
    const response = await app.inject('/broken');
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'INTERNAL_ERROR', error: 'Error interno del servidor' });
    expect(response.body).not.toContain('SELECT');
  });

  it('of an unknown route name it', async () => {
    const response = await app.inject({ method: 'PUT', url: '/nothing?token=secret' });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND', error: 'Ruta no encontrada: PUT /nothing' });
  });
});
