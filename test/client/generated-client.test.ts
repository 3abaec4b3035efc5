import createClient, { type Client } from 'openapi-fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { paths } from '../../openapi/client.d.ts';
import { hasEnded, type RunningService, startRunningService, TOKEN } from '../helpers/running-service.ts';

let service: RunningService;
let client: Client<paths>;
beforeAll(async () => {
  service = await startRunningService();
  client = createClient<paths>({ baseUrl: service.url, headers: { authorization: `Bearer ${TOKEN}` } });
});
afterAll(() => service?.stop());

async function runToEnd(name: string, params: { name: string; value?: unknown; direction?: string; type?: string }[]) {
  const { data, response } = await client.POST('/procedure/async', { body: { name, params } });
  expect(response.status).toBe(202);
  const id = data?.job_id ?? '';
  await service.untilJob(id, hasEnded);
  return id;
}

describe('the generated client', () => {
  it('submits a call and reads its job', async () => {
    const id = await runToEnd('PROC_TEST', [
      { name: 'p_input', value: 'Test' },
      { name: 'p_output', direction: 'OUT', type: 'STRING' },
    ]);
    const { data: job } = await client.GET('/jobs/{job_id}', { params: { path: { job_id: id } } });
    expect(job?.status).toBe('completed');
    expect(job?.result?.['p_output']).toBe('Procesado: Test');
  });

  it('lists with filters and pages', async () => {
    for (let i = 0; i < 3; i++) await runToEnd('PROC_TEST_ERROR', [{ name: 'p_should_fail', value: 0 }]);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { data } = await client.GET('/jobs', {
        params: { query: { procedure_name: 'PROC_TEST_ERROR', limit: 2, ...(cursor === undefined ? {} : { cursor }) } },
      });
      expect(data?.total).toBe(3);
      ids.push(...(data?.jobs ?? []).map(({ id }) => id));
      cursor = data?.next_cursor;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toHaveLength(3);
  });

  it('gets problems as typed errors', async () => {
    const { error, data } = await client.GET('/jobs/{job_id}', { params: { path: { job_id: 'unknown' } } });
    expect(data).toBeUndefined();
    expect(error?.code).toBe('JOB_NOT_FOUND');
    expect(error?.error).toBe('Job no encontrado');
  });

  it('runs a procedure and waits, and asks a query', async () => {
    const call = {
      name: 'PROC_TEST_DML',
      params: [
        { name: 'p_table_name', value: 'T' },
        { name: 'p_rows_created', direction: 'OUT' },
      ],
    };
    const { data } = await client.POST('/procedure', { body: call });
    expect(data).toEqual({ status: 'ok', out: { p_rows_created: 100 } });
    const { data: rows } = await client.POST('/query', {
      body: { query: 'SELECT :n + 1 AS N FROM DUAL', binds: { n: 1 } },
    });
    expect(rows).toEqual({ results: [{ N: 2 }], truncated: false });
  });

  it('deletes', async () => {
    const id = await runToEnd('PROC_TEST_ERROR', [{ name: 'p_should_fail', value: 1 }]);
    const { data } = await client.DELETE('/jobs/{job_id}', { params: { path: { job_id: id } } });
    expect(data?.message).toBe('Job eliminado correctamente');
    const { data: many } = await client.DELETE('/jobs', { params: { query: { status: 'completed,failed' } } });
    expect(many?.deleted).toBeGreaterThan(0);
  });
});
