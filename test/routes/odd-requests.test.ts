import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpApp } from '../helpers/http-app.ts';
import { type RunningService, startRunningService, TOKEN } from '../helpers/running-service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService({ BODY_LIMIT_BYTES: '1000000' });
});
afterAll(() => service?.stop());

/** Sends bytes as they are and reads until the service ends the connection. */
async function raw(text: string): Promise<{ head: string; body: Record<string, unknown> }> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  socket.write(text);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(received).toString().split('\r\n\r\n');
  return { head, body: JSON.parse(body) };
}

describe('what is no HTTP request', () => {
  it('is a problem too', async () => {
    const { head, body } = await raw('FOO /jobs HTTP/1.1\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
    expect(body).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST', error: 'La petición HTTP no es válida' });
  });

  it('nor are headers without end', async () => {
    const { head, body } = await raw(`GET /jobs HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(head).toMatch(/^HTTP\/1\.1 431 /);
    expect(body).toMatchObject({ status: 431, code: 'HEADERS_TOO_LARGE' });
  });
});

describe('a request that does not end', () => {
  it('is waited for five minutes', () => {
    expect(service.app.server.requestTimeout).toBe(300_000);
  });
});

describe('methods and paths that are not there', () => {
  it.each(['PUT', 'PATCH', 'OPTIONS'])('%s /jobs', async (method) => {
    const { status, headers, body } = await service.request(method, '/jobs');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ code: 'ROUTE_NOT_FOUND', error: `Ruta no encontrada: ${method} /jobs` });
  });

  it('HEAD answers as GET does, without a body', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await fetch(`${service.url}/jobs`, { method: 'HEAD', headers })).status).toBe(200);
    expect((await fetch(`${service.url}/jobs/none`, { method: 'HEAD', headers })).status).toBe(404);
  });
});

describe('an id that no job can have', () => {
  const IDS = ['%00', 'a%2Fb', '%C3%B1', 'a'.repeat(65), 'a'.repeat(2000)];
  it.each(IDS)('%s', async (id) => {
    for (const [method, path] of [
      ['GET', `/jobs/${id}`],
      ['GET', `/jobs/${id}/logs`],
      ['DELETE', `/jobs/${id}`],
      ['POST', `/jobs/${id}/cancel`],
      ['POST', `/jobs/${id}/retry`],
    ] as const) {
      expect(await service.request(method, path)).toMatchObject({ status: 404, body: { error: 'Job no encontrado' } });
    }
  });

  it('none at all', async () => {
    expect(await service.request('DELETE', '/jobs/')).toMatchObject({ status: 404, body: { code: 'JOB_NOT_FOUND' } });
  });
});

describe('a filter that is wrong', () => {
  const MOMENT = 'se esperaba una fecha y hora ISO 8601 con su zona, como 2025-12-10T14:30:00Z';
  const CASES: [query: string, path: string, message: string][] = [
    ['since=2025-12-10', 'since', MOMENT],
    ['since=2016-12-31T23:59:60Z', 'since', MOMENT],
    ['until=0000-01-01T00:00:00Z', 'until', MOMENT],
    ['until=9999-12-31T23:59:59-11:00', 'until', MOMENT],
    ['since=2025-02-30T00:00:00Z', 'since', MOMENT],
    ['limit=Infinity', 'limit', 'se esperaba un valor de 1000 como máximo'],
    ['limit=-Infinity', 'limit', 'se esperaba un valor de 1 como mínimo'],
    ['limit=-1', 'limit', 'se esperaba un valor de 1 como mínimo'],
    ['limit=1.5', 'limit', 'se esperaba un número entero'],
    ['procedure_name=%00', 'procedure_name', 'se esperaba un texto sin caracteres de control'],
    ['state=failed', 'state', 'no se conoce este campo'],
  ];
  it.each(CASES)('GET /jobs?%s', async (query, path, message) => {
    const { status, body } = await service.request('GET', `/jobs?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path, message }] });
  });

  it.each([
    ['older_than=Infinity', 'older_than', 'se esperaba un valor de 36500 como máximo'],
    ['older_than=-0.1', 'older_than', 'se esperaba un valor de 0 como mínimo'],
    ['status=completed&older_then=7', 'older_then', 'no se conoce este campo'],
  ])('DELETE /jobs?%s', async (query, path, message) => {
    expect(await service.request('DELETE', `/jobs?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ path, message }] },
    });
  });

  it('a tiny age is an age', async () => {
    expect((await service.request('DELETE', '/jobs?status=failed&older_than=1e-300')).status).toBe(200);
  });

  it('a cursor from elsewhere', async () => {
    for (const text of ['999999999999999.a', '1.', 'x', '1.a;']) {
      const cursor = Buffer.from(text).toString('base64url');
      expect(await service.request('GET', `/jobs?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_CURSOR' },
      });
    }
  });
});

describe('a body that is wrong', () => {
  const submit = (body: unknown) => service.request('POST', '/procedure/async', body);
  const CASES: [what: string, body: unknown, code: string, error: string][] = [
    ['nothing', '', 'MALFORMED_JSON', 'El cuerpo está vacío; se esperaba un objeto JSON'],
    ['no JSON', '{"name":"P",}', 'MALFORMED_JSON', 'El cuerpo no es JSON válido'],
    [
      'a prototype',
      '{"name":"P","__proto__":{}}',
      'MALFORMED_JSON',
      'El cuerpo tiene una clave que no se admite: __proto__ o constructor.prototype',
    ],
    [
      'a leap second',
      { name: 'P', not_before: '2016-12-31T23:59:60Z' },
      'VALIDATION_FAILED',
      'not_before: se esperaba una fecha y hora ISO 8601 con su zona, como 2025-12-10T14:30:00Z',
    ],
    [
      'a key of 400 bytes',
      { name: 'P', concurrency_key: 'ñ'.repeat(200) },
      'VALIDATION_FAILED',
      'concurrency_key: debe tener 200 bytes en UTF-8 como máximo',
    ],
    [
      'a NUL',
      { name: 'P', concurrency_key: 'a\0' },
      'VALIDATION_FAILED',
      'concurrency_key: se esperaba un texto sin caracteres de control',
    ],
    [
      'a NUL in the name of a parameter',
      { name: 'P', params: [{ name: 'a\0' }] },
      'VALIDATION_FAILED',
      'params[0].name: se esperaba un texto sin caracteres de control',
    ],
    [
      'an unknown type',
      { name: 'P', params: [{ name: 'a', type: 'NUMERO' }] },
      'VALIDATION_FAILED',
      'params[0].type: no es un tipo conocido; debe ser STRING, VARCHAR2, NUMBER, INTEGER, FLOAT, DATE, TIMESTAMP, BOOLEAN, CLOB, BLOB o CURSOR',
    ],
    [
      'a deep value',
      `{"name":"P","params":[{"name":"a","value":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}`,
      'VALIDATION_FAILED',
      'el cuerpo: tiene más de 500 niveles de anidamiento',
    ],
  ];
  it.each(CASES)('%s', async (_what, body, code, error) => {
    const answer = await submit(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ code, error });
  });

  it('far too large, whether its length is known or not', async () => {
    const chunk = Buffer.alloc(1_000_000, 'x');
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(chunk);
        controller.close();
      },
    });
    for (const body of [Buffer.alloc(40_000_000, 'x'), chunks]) {
      const response = await fetch(`${service.url}/procedure/async`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body,
        duplex: 'half',
      });
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    }
  });

  it('compressed', async () => {
    const answer = await service.request('POST', '/procedure/async', '{}', { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({
      status: 415,
      body: { error: 'El cuerpo comprimido no está soportado; envíelo sin Content-Encoding' },
    });
  });

  it('a schema that is no identifier', async () => {
    expect(await submit({ name: 'P', schema: 'A.B' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_PROCEDURE_NAME', error: 'schema: debe ser un identificador de Oracle' },
    });
  });

  it('a name of 200 characters and 386 bytes', async () => {
    const part = 'Ñ'.repeat(64);
    expect(await submit({ name: `${part}.${part}.${part}` })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_PROCEDURE_NAME' },
    });
  });

  it('Latin-1, which would become other characters', async () => {
    const response = await fetch(`${service.url}/procedure/async`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json; charset=iso-8859-1' },
      body: Buffer.from('{"name":"PROC_TEST","params":[{"name":"p_input","value":"año"}]}', 'latin1'),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'MALFORMED_JSON', error: 'El cuerpo no está en UTF-8' });
  });

  it('a NUL in a query', async () => {
    expect(await service.request('POST', '/query', { query: "SELECT '\0' FROM DUAL" })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'query', message: 'se esperaba un texto sin el carácter NUL' }] },
    });
  });

  it('binds that are neither an object nor a list', async () => {
    expect((await service.request('POST', '/query', { query: 'SELECT 1 FROM DUAL', binds: 1 })).body).toMatchObject({
      error: 'binds: se esperaba un objeto o una lista',
    });
  });
});

describe('POST /query', () => {
  it('is off unless configured', async () => {
    const app = await httpApp({ API_NO_AUTH: '1', QUERY_ENABLED: '0' });
    const response = await app.inject({ method: 'POST', url: '/query', payload: { query: 'SELECT 1 FROM DUAL' } });
    await app.close();
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({
      code: 'QUERY_DISABLED',
      error: 'El endpoint /query no está habilitado',
    });
  });
});

describe('fields that a client of the Go service leaves out as null', () => {
  it('are not there', async () => {
    const params = [
      { name: 'p_input', value: 'x', direction: null, type: null },
      { name: 'p_output', value: null, direction: 'OUT', type: '' },
    ];
    const call = { name: 'PROC_TEST', schema: null, isFunction: null, params };
    expect((await service.run(call)).result).toEqual({ p_output: 'Procesado: x' });
    const { body } = await service.request('POST', '/procedure', { ...call, schema: '' });
    expect(body).toEqual({ status: 'ok', out: { p_output: 'Procesado: x' } });
  });

  it('nor are the parameters', async () => {
    await service.execute('CREATE OR REPLACE PROCEDURE P_NADA AS BEGIN NULL; END;');
    expect((await service.run({ name: 'P_NADA', params: null })).status).toBe('completed');
    expect((await service.request('POST', '/procedure', { name: 'P_NADA', params: null })).body).toEqual({
      status: 'ok',
      out: {},
    });
  });
});
