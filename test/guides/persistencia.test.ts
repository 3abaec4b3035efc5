import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startRunningService } from '../helpers/running-service.ts';
import { createGuidePackages } from './guide-packages.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
  await createGuidePackages(service);
});
afterAll(() => service?.stop());

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const { status, body } = await service.request('POST', '/query', { query: sql });
  expect(status, JSON.stringify(body)).toBe(200);
  return body['results'] as Record<string, unknown>[];
}

describe('Probar Persistencia', () => {
  it('the job is in the table, and is still served after a restart', async () => {
    const before = await service.run(JSON.parse('{"name": "SUMA_SIMPLE", "params": [{"name": "vA", "value": 10}]}'));
    expect(before.status).toBe('completed');

    const [row] = await query('SELECT * FROM ASYNC_JOBS ORDER BY START_TIME DESC FETCH FIRST 1 ROW ONLY');
    expect(row).toMatchObject({ JOB_ID: before.id, STATUS: 'completed', PROCEDURE_NAME: 'SUMA_SIMPLE', PROGRESS: 100 });

    await service.restart();
    expect(await service.job(before.id)).toEqual(before);
  });
});

describe('Consultas SQL Útiles', () => {
  it('Ver jobs recientes', async () => {
    const { id } = await service.run({ name: 'SUMA_SIMPLE', params: [{ name: 'vA', value: 1 }] });
    const rows = await query('SELECT * FROM V_ASYNC_JOBS_RECENT ORDER BY START_TIME DESC');
    expect(rows.map((row) => row['JOB_ID'])).toContain(id);
  });

  it('Jobs por estado', async () => {
    const sql = `SELECT JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, PROGRESS
      FROM ASYNC_JOBS
      WHERE STATUS = 'running'
      ORDER BY START_TIME DESC`;
    expect(await query(sql)).toEqual([]);
  });

  it('Estadísticas por procedimiento, as docs/operations.md corrects it', async () => {
    await service.run({ name: 'SUMA_SIMPLE', params: [{ name: 'vA', value: 1 }] });
    const rows = await query(`SELECT PROCEDURE_NAME,
         COUNT(*) AS TOTAL,
         COUNT(CASE WHEN STATUS = 'completed' THEN 1 END) AS EXITOSOS,
         ROUND(AVG(CASE WHEN STATUS = 'completed'
                   THEN (CAST(END_TIME AS DATE) - CAST(START_TIME AS DATE)) * 24 * 60 END), 2) AS PROMEDIO_MINUTOS
       FROM ASYNC_JOBS
       GROUP BY PROCEDURE_NAME`);
    expect(rows).toEqual([
      {
        PROCEDURE_NAME: 'SUMA_SIMPLE',
        TOTAL: expect.any(Number),
        EXITOSOS: rows[0]?.['TOTAL'],
        PROMEDIO_MINUTOS: expect.any(Number),
      },
    ]);
  });

  it('Limpiar jobs antiguos', async () => {
    const [before] = await query('SELECT COUNT(*) AS N FROM ASYNC_JOBS');
    await service.execute('BEGIN CLEANUP_OLD_ASYNC_JOBS(p_days_old => 7); END;');
    await service.execute(
      'DECLARE v_deleted NUMBER; BEGIN ASYNC_JOBS_API.CLEANUP(p_days_old => 7, p_deleted_count => v_deleted); END;',
    );
    const [left] = await query('SELECT COUNT(*) AS N FROM ASYNC_JOBS');
    expect(left?.['N']).toBe(before?.['N']);
  });
});
