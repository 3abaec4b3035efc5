import createClient, { type Client } from 'openapi-fetch';
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { paths } from '../../openapi/client.d.ts';
import { type Contract, readContract } from '../helpers/openapi-contract.ts';
import { hasEnded, type RunningService, startRunningService, TOKEN } from '../helpers/running-service.ts';

/** The client as its user makes it, but for a middleware that compares every response with the document. */
let service: RunningService;
let client: Client<paths>;
let contract: Contract;
const violations: string[] = [];
const succeeded = new Set<string>();
const refused = new Set<string>();

beforeAll(async () => {
  service = await startRunningService({
    API_TOKENS: `all:${TOKEN},none:reader:read`,
    API_TOKEN: '',
    SYNC_TIMEOUT_SECONDS: '1',
    QUERY_TIMEOUT_SECONDS: '1',
  });
  const document = await fetch(`${service.url}/documentation/json`);
  contract = readContract((await document.json()) as OpenAPIV3_1.Document);
  client = createClient<paths>({ baseUrl: service.url, headers: { authorization: `Bearer ${TOKEN}` } });
  client.use({
    async onResponse({ request, schemaPath, response }) {
      const operation = `${request.method} ${schemaPath}`;
      (response.ok ? succeeded : refused).add(operation);
      violations.push(...(await contract.undocumented(operation, response)));
    },
  });
});
afterAll(() => service?.stop());

type Parameter = { name: string; value?: unknown; direction?: string; type?: string };
const path = (id: string) => ({ params: { path: { job_id: id } } });

async function submit(name: string, params: Parameter[]): Promise<string> {
  const { data, response } = await client.POST('/procedure/async', { body: { name, params } });
  expect(response.status).toBe(202);
  expect(response.headers.get('location')).toBe(data?.check_status_url);
  return data?.job_id ?? '';
}

async function runToEnd(name: string, params: Parameter[]): Promise<string> {
  const id = await submit(name, params);
  await service.untilJob(id, hasEnded);
  return id;
}

const CALL_IN_OUT: Parameter[] = [
  { name: 'p_input', value: 'Test' },
  { name: 'p_output', direction: 'OUT', type: 'STRING' },
];
const failing = (value: number): Parameter[] => [{ name: 'p_should_fail', value }];

describe('the generated client', () => {
  it('submits a call and reads its job', async () => {
    const id = await runToEnd('PROC_TEST', CALL_IN_OUT);
    const { data: job } = await client.GET('/jobs/{job_id}', path(id));
    expect(job?.status).toBe('completed');
    expect(job?.result?.['p_output']).toBe('Procesado: Test');
  });

  it('submits with everything that a submission can say, once', async () => {
    const body = {
      name: 'PROC_TEST',
      schema: 'APP',
      isFunction: false,
      params: CALL_IN_OUT,
      timeout_seconds: 60,
      queue_timeout_seconds: 60,
      priority: 5,
      not_before: new Date().toISOString(),
      max_attempts: 2,
      concurrency_key: 'one',
    };
    const request = { body, params: { header: { 'idempotency-key': 'once' } } };
    const first = await client.POST('/procedure/async', request);
    const again = await client.POST('/procedure/async', request);
    expect(again.data?.job_id).toBe(first.data?.job_id);
    expect(again.response.headers.get('idempotent-replayed')).toBe('true');
    const other = await client.POST('/procedure/async', { ...request, body: { ...body, priority: 6 } });
    expect(other.error?.code).toBe('IDEMPOTENCY_KEY_REUSED');
    await service.untilJob(first.data?.job_id ?? '', hasEnded);
    const { data: job } = await client.GET('/jobs/{job_id}', path(first.data?.job_id ?? ''));
    expect(job).toMatchObject({ status: 'completed', priority: 5, concurrency_key: 'one' });
  });

  it('lists with filters and pages', async () => {
    for (let i = 0; i < 3; i++) await runToEnd('PROC_TEST_ERROR', failing(0));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const filter = { procedure_name: 'PROC_TEST_ERROR', include: 'result,params', limit: 2 };
      const { data } = await client.GET('/jobs', {
        params: { query: { ...filter, ...(cursor === undefined ? {} : { cursor }) } },
      });
      expect(data?.total).toBe(3);
      ids.push(...(data?.jobs ?? []).map(({ id }) => id));
      cursor = data?.next_cursor;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toHaveLength(3);
  });

  it('gets problems as typed errors', async () => {
    const { error, data } = await client.GET('/jobs/{job_id}', path('unknown'));
    expect(data).toBeUndefined();
    expect(error?.code).toBe('JOB_NOT_FOUND');
    expect(error?.error).toBe('Job no encontrado');
    const list = await client.GET('/jobs', { params: { query: { status: 'all' } } });
    expect(list.error?.errors?.[0]?.path).toBe('status');
  });

  it('runs a procedure and waits', async () => {
    const params = [
      { name: 'p_table_name', value: 'T' },
      { name: 'p_rows_created', direction: 'OUT' },
    ];
    const { data } = await client.POST('/procedure', { body: { name: 'PROC_TEST_DML', params } });
    expect(data).toEqual({ status: 'ok', out: { p_rows_created: 100 } });
    const refusals: [name: string, list: Parameter[], code: string][] = [
      ['a b', [], 'INVALID_PROCEDURE_NAME'],
      ['DBMS_SESSION.SLEEP', [], 'PROCEDURE_NOT_ALLOWED'],
      ['NO_EXISTE', [], 'PROCEDURE_NOT_FOUND'],
      ['PROC_TEST', [{ name: 'p_other' }, { name: 'p_input' }], 'SIGNATURE_MISMATCH'],
      ['PROC_TEST_ERROR', [{ name: 'p_should_fail', value: 'uno' }], 'VALUE_NOT_CONVERTIBLE'],
      ['PROC_TEST_ERROR', failing(1), 'PROCEDURE_FAILED'],
      ['PROC_TEST_DEMORA', [{ name: 'segundos', value: 600 }], 'PROCEDURE_TIMEOUT'],
    ];
    for (const [name, list, code] of refusals) {
      expect((await client.POST('/procedure', { body: { name, params: list } })).error?.code).toBe(code);
    }
  });

  it('asks queries', async () => {
    const query = 'SELECT :n + 1 AS N FROM DUAL';
    const { data: rows } = await client.POST('/query', { body: { query, binds: { n: 1 } } });
    expect(rows).toEqual({ results: [{ N: 2 }], truncated: false });
    const refusals: [string, string][] = [
      ['DELETE FROM T', 'QUERY_NOT_READ_ONLY'],
      ['SELECT * FROM NO_EXISTE', 'QUERY_FAILED'],
    ];
    for (const [text, code] of refusals) {
      expect((await client.POST('/query', { body: { query: text } })).error?.code).toBe(code);
    }
  });

  it('cancels, and what has ended no more', async () => {
    const id = await submit('PROC_TEST_DEMORA', [{ name: 'segundos', value: 600 }]);
    expect((await client.DELETE('/jobs/{job_id}', path(id))).error?.code).toBe('JOB_ACTIVE');
    expect((await client.POST('/jobs/{job_id}/retry', path(id))).error?.code).toBe('JOB_NOT_FINISHED');
    const { data, response } = await client.POST('/jobs/{job_id}/cancel', path(id));
    expect(response.status).toBe(202);
    expect(data?.id).toBe(id);
    await service.untilJob(id, hasEnded);
    expect((await client.GET('/jobs/{job_id}', path(id))).data?.status).toBe('cancelled');
    expect((await client.POST('/jobs/{job_id}/cancel', path(id))).error?.code).toBe('JOB_FINISHED');
  });

  it('repeats a job, and reads its log', async () => {
    const id = await runToEnd('PROC_TEST_DML', [
      { name: 'p_table_name', value: 'VENTAS' },
      { name: 'p_rows_created', direction: 'OUT' },
    ]);
    const { data } = await client.POST('/jobs/{job_id}/retry', path(id));
    const again = await service.untilJob(data?.job_id ?? '', hasEnded);
    expect(again).toMatchObject({ status: 'completed', retry_of: id });
    const { data: logs } = await client.GET('/jobs/{job_id}/logs', path(again.id));
    expect(logs?.lines.map(({ text }) => text)).toEqual(['Tabla VENTAS: 100 filas creadas']);
    expect((await client.GET('/jobs/{job_id}/logs', path('unknown'))).error?.code).toBe('JOB_NOT_FOUND');
  });

  it('deletes', async () => {
    const id = await runToEnd('PROC_TEST_ERROR', failing(1));
    const { data: job } = await client.GET('/jobs/{job_id}', path(id));
    expect(job).toMatchObject({ status: 'failed', error_code: 'ORA-20001' });
    const { data } = await client.DELETE('/jobs/{job_id}', path(id));
    expect(data?.message).toBe('Job eliminado correctamente');
    const { data: many } = await client.DELETE('/jobs', { params: { query: { status: 'completed,failed' } } });
    expect(many?.deleted).toBeGreaterThan(0);
    expect((await client.DELETE('/jobs')).error?.code).toBe('FILTER_REQUIRED');
  });

  it('sets the schema up', async () => {
    const { data } = await client.POST('/setup/tables');
    expect(data).toMatchObject({ status: 'ok', created: [] });
  });

  it('probes', async () => {
    expect((await client.GET('/ping')).data).toEqual({ status: 'ok' });
    expect((await client.GET('/health/live')).data).toEqual({ status: 'alive' });
    expect((await client.GET('/health/ready')).data).toEqual({ status: 'ready' });
  });

  it('is told when its token is unknown, or may not', async () => {
    const authorization = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    expect((await client.GET('/jobs', authorization('wrong'))).error?.code).toBe('UNAUTHORIZED');
    expect((await client.POST('/setup/tables', authorization('reader'))).error?.code).toBe('SCOPE_REQUIRED');
  });
});

describe('the document', () => {
  it('promises what the responses above are', () => {
    expect(violations).toEqual([]);
  });

  it('has no operation that the tests above do not use', () => {
    const operations = [...contract.operations].map(([name]) => name).sort();
    expect([...succeeded].sort()).toEqual(operations);
    const refusable = operations.filter((name) => contract.operations.get(name)?.security?.length === 1);
    expect([...refused].sort()).toEqual(refusable);
  });
});
