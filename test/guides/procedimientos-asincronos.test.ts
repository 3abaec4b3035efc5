import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEnded, type RunningService, startRunningService } from '../helpers/running-service.ts';
import { createGuidePackages } from './guide-packages.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
  await createGuidePackages(service);
});
afterAll(() => service?.stop());

describe('Endpoints Disponibles', () => {
  it('3. Listar Todos los Jobs: total and jobs, newest first, without results', async () => {
    const first = await service.run({ name: 'PKG_ETL.PROCESO_CLIENTES', params: [] });
    const second = await service.run({
      name: 'PKG_ETL.PROCESO_LARGO',
      params: [
        { name: 'vFECHA', value: '2025-12-10' },
        { name: 'vRESULTADO', direction: 'OUT', type: 'number' },
      ],
    });
    const { status, body } = await service.request('GET', '/jobs');
    expect(status).toBe(200);
    const jobs = body['jobs'] as Record<string, unknown>[];
    expect(body['total']).toBe(jobs.length);
    expect(jobs.slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(jobs[0]).toMatchObject({ status: 'completed', procedure_name: 'PKG_ETL.PROCESO_LARGO', progress: 100 });
    expect(jobs[0]).not.toHaveProperty('result');
    expect(jobs[0]).not.toHaveProperty('params');
  });

  it('2. Response (Fallido): error with Oracle’s text', async () => {
    const job = await service.run({ name: 'PROC_SNAPSHOT' });
    expect(job).toMatchObject({ status: 'failed', progress: 100, error_code: 'ORA-01555' });
    expect(job.error).toContain('ORA-01555');
    expect(job).not.toHaveProperty('result');
  });

  it('Error "Job no encontrado"', async () => {
    const { status, body } = await service.request('GET', '/jobs/00000000000000000000000000000000');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'JOB_NOT_FOUND', error: 'Job no encontrado' });
  });
});

describe('Ejemplos de Uso', () => {
  it('1: Proceso ETL de Larga Duración', async () => {
    const job = await service.run({
      name: 'PKG_ETL.CARGAR_DATOS_MASIVOS',
      params: [
        { name: 'vFECHA_INICIO', value: '2025-01-01' },
        { name: 'vFECHA_FIN', value: '2025-12-31' },
        { name: 'vREGISTROS_PROCESADOS', direction: 'OUT', type: 'number' },
      ],
    });
    expect(job).toMatchObject({ status: 'completed', result: { vREGISTROS_PROCESADOS: 364 } });
  });

  it('2: Generación de Reporte Mensual', async () => {
    const job = await service.run({
      name: 'PKG_REPORTES.GENERAR_REPORTE_MENSUAL',
      params: [
        { name: 'vMES', value: 12 },
        { name: 'vANIO', value: 2025 },
        { name: 'vTOTAL_REGISTROS', direction: 'OUT', type: 'number' },
      ],
    });
    expect(job).toMatchObject({
      status: 'completed',
      params: { vMES: 12, vANIO: 2025 },
      result: { vTOTAL_REGISTROS: 202512 },
    });
  });

  it('3: Múltiples Procesos en Paralelo', async () => {
    const names = ['PKG_ETL.PROCESO_CLIENTES', 'PKG_ETL.PROCESO_VENTAS', 'PKG_ETL.PROCESO_PRODUCTOS'];
    const ids = await Promise.all(names.map((name) => service.submit({ name, params: [] })));
    for (const [index, id] of ids.entries()) {
      expect(await service.untilJob(id, hasEnded)).toMatchObject({ status: 'completed', procedure_name: names[index] });
    }
  });

  it('4: Con Reintentos Automáticos', async () => {
    const job = await service.run({
      name: 'PKG_ETL.PROCESO_CRITICO',
      params: [
        { name: 'vFECHA', value: '2025-12-10' },
        { name: 'vRESULTADO', direction: 'OUT', type: 'number' },
      ],
    });
    expect(job).toMatchObject({ status: 'completed', result: { vRESULTADO: 1 } });
  });
});
