import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startRunningService } from '../helpers/running-service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
});
afterAll(() => service?.stop());

describe('Configuración Inicial', () => {
  it('POST /setup/tables can be called again', async () => {
    const { status, body } = await service.request('POST', '/setup/tables');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', created: [] });
    expect(body['existing']).toContain('ASYNC_JOBS');
  });
});

describe('Ejemplos Completos', () => {
  it('1: Procedimiento Simple', async () => {
    const job = await service.run({
      name: 'PROC_TEST',
      params: [
        { name: 'p_input', value: 'Test', direction: 'IN' },
        { name: 'p_output', direction: 'OUT', type: 'STRING' },
      ],
    });
    expect(job.result).toEqual({ p_output: 'Procesado: Test' });
    expect(job.params).toEqual({ p_input: 'Test' });
  });

  it('2: Procedimiento con Demora', async () => {
    const job = await service.run({
      name: 'PROC_TEST_DEMORA',
      params: [{ name: 'segundos', value: 1, direction: 'IN', type: 'NUMBER' }],
    });
    expect(job).toMatchObject({ status: 'completed', progress: 100, result: {} });
    expect(job.duration).toMatch(/^1(\.\d+)?s$/);
  });

  it('PROC_TEST_PARAMS', async () => {
    const job = await service.run({
      name: 'PROC_TEST_PARAMS',
      params: [
        { name: 'p_number', value: 123, type: 'NUMBER' },
        { name: 'p_varchar', value: 'abc', type: 'STRING' },
        { name: 'p_date', value: '2024-12-16T15:30:00Z', type: 'DATE' },
        { name: 'p_result', direction: 'OUT', type: 'STRING' },
      ],
    });
    expect(job.result).toEqual({ p_result: 'Number: 123, String: abc, Date: 16/12/2024' });
  });

  it('PROC_TEST_CURSOR', async () => {
    const job = await service.run({
      name: 'PROC_TEST_CURSOR',
      params: [
        { name: 'p_limit', value: 2, type: 'NUMBER' },
        { name: 'p_cursor', direction: 'OUT', type: 'CURSOR' },
      ],
    });
    expect(job.error).toBeUndefined();
    expect(job.result).toMatchObject({
      p_cursor: [
        { ID: 1, NOMBRE: 'Item 1' },
        { ID: 2, NOMBRE: 'Item 2' },
      ],
    });
  });

  it('PROC_TEST_DML, and its log', async () => {
    const job = await service.run({
      name: 'PROC_TEST_DML',
      params: [
        { name: 'p_table_name', value: 'VENTAS', type: 'STRING' },
        { name: 'p_rows_created', direction: 'OUT', type: 'NUMBER' },
      ],
    });
    expect(job.result).toEqual({ p_rows_created: 100 });
    const { body } = await service.request('GET', `/jobs/${job.id}/logs`);
    expect(body).toMatchObject({ job_id: job.id, lines: [{ text: 'Tabla VENTAS: 100 filas creadas' }] });
  });
});

describe('API Reference', () => {
  it('DELETE /jobs/:id', async () => {
    const { id } = await service.run({ name: 'PROC_TEST_ERROR', params: [{ name: 'p_should_fail', value: 0 }] });
    const { status, body } = await service.request('DELETE', `/jobs/${id}`);
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'Job eliminado correctamente', job_id: id });
    expect((await service.request('GET', `/jobs/${id}`)).status).toBe(404);
  });

  it('DELETE /jobs?status=…&older_than=…: both must hold', async () => {
    await service.run({ name: 'PROC_TEST_ERROR', params: [{ name: 'p_should_fail', value: 1 }] });
    const combined = await service.request('DELETE', '/jobs?status=completed,failed&older_than=7');
    expect(combined).toMatchObject({ status: 200, body: { message: 'Jobs eliminados correctamente', deleted: 0 } });
    const failed = await service.request('DELETE', '/jobs?status=failed');
    expect(failed.body['deleted']).toBeGreaterThanOrEqual(1);
    expect((await service.request('GET', '/jobs?status=failed')).body['total']).toBe(0);
  });

  it('DELETE /jobs without a filter is refused', async () => {
    const { status, body } = await service.request('DELETE', '/jobs');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'FILTER_REQUIRED' });
  });

  it('an active job is not deleted', async () => {
    const id = await service.submit({ name: 'PROC_TEST_DEMORA', params: [{ name: 'segundos', value: 30 }] });
    await service.untilJob(id, ({ status }) => status === 'running');
    expect(await service.request('DELETE', `/jobs/${id}`)).toMatchObject({ status: 409, body: { code: 'JOB_ACTIVE' } });
    const cancelled = await service.request('POST', `/jobs/${id}/cancel`);
    expect(cancelled.status).toBe(202);
    const job = await service.untilJob(id, ({ status }) => status !== 'running');
    expect(job.status).toBe('cancelled');
    expect(await service.request('POST', `/jobs/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'JOB_FINISHED' },
    });
  });
});

describe('Solución de Problemas', () => {
  it('"Procedimiento no encontrado": PLS-00201', async () => {
    const job = await service.run({ name: 'TU_PROCEDIMIENTO' });
    expect(job).toMatchObject({ status: 'failed', error_code: 'PLS-00201' });
    expect(job.error).toMatch(/^Procedimiento no encontrado: .*PLS-00201/s);
  });

  it('"Parámetros incorrectos": PLS-00306', async () => {
    const job = await service.run({ name: 'PROC_TEST', params: [{ name: 'p_input', value: 'x' }] });
    expect(job).toMatchObject({ status: 'failed', error_code: 'PLS-00306' });
    expect(job.error).toMatch(/^Parámetros incorrectos/);
  });

  it('"Error de conversión de tipos": ORA-06502', async () => {
    await service.execute(`CREATE OR REPLACE PROCEDURE P_CONVERSION AS n NUMBER; BEGIN n := TO_CHAR('abc'); END;`);
    const job = await service.run({ name: 'P_CONVERSION' });
    expect(job).toMatchObject({ status: 'failed', error_code: 'ORA-06502' });
    expect(job.error).toMatch(/^Error de conversión de tipos: ORA-06502/);
  });

  it('PROC_TEST_ERROR', async () => {
    const job = await service.run({
      name: 'PROC_TEST_ERROR',
      params: [{ name: 'p_should_fail', value: 1, type: 'NUMBER' }],
    });
    expect(job).toMatchObject({ status: 'failed', progress: 100, error_code: 'ORA-20001' });
    expect(job.error).toMatch(/^ORA-20001: Error intencional de prueba/);
  });
});
