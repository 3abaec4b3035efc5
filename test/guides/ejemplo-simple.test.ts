import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEnded, type RunningService, startRunningService } from '../helpers/running-service.ts';
import { createGuidePackages } from './guide-packages.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
  await createGuidePackages(service);
});
afterAll(() => service?.stop());

/** The request of the guide, letter for letter. */
const BODY = `{
    "name": "PKG_ETL.PROCESO_LARGO",
    "params": [
      {"name": "vFECHA", "value": "2025-12-10"},
      {"name": "vRESULTADO", "direction": "OUT", "type": "number"}
    ]
  }`;

describe('Ejemplo Simple', () => {
  it('1. Lanzar el procedimiento: 202 at once', async () => {
    const { status, headers, body } = await service.request('POST', '/procedure/async', BODY);
    expect(status).toBe(202);
    const id = body['job_id'] as string;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        status: 'accepted',
        job_id: id,
        message: 'Procedimiento ejecutándose en segundo plano',
        check_status_url: `/jobs/${id}`,
      }),
    );
    expect(headers.get('location')).toBe(`/jobs/${id}`);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    await service.untilJob(id, hasEnded);
  });

  it('2. Consultar el estado: running while it runs, then completed with its result', async () => {
    const id = await service.submit(JSON.parse(BODY));
    const running = await service.untilJob(id, (job) => job.status === 'running');
    expect(running).toMatchObject({ id, status: 'running', procedure_name: 'PKG_ETL.PROCESO_LARGO' });
    expect(running.progress).toBeGreaterThanOrEqual(10);
    expect(running).not.toHaveProperty('end_time');
    expect(running).not.toHaveProperty('duration');
    expect(running).not.toHaveProperty('result');
    expect(running).not.toHaveProperty('error');

    const done = await service.untilJob(id, hasEnded);
    expect(done).toMatchObject({
      id,
      status: 'completed',
      procedure_name: 'PKG_ETL.PROCESO_LARGO',
      progress: 100,
      result: { vRESULTADO: 12500 },
    });
    expect(done.start_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(done.end_time as string)).toBeGreaterThanOrEqual(Date.parse(done.start_time));
    expect(done.duration).toMatch(/^(\d+ms|(\d+h)?(\d+m)?\d+(\.\d{1,3})?s)$/);
    expect(done).not.toHaveProperty('error');
  });

  it('writes the fields in the order of the guide', async () => {
    const done = await service.run(JSON.parse(BODY));
    const known = [
      'id',
      'status',
      'procedure_name',
      'params',
      'start_time',
      'end_time',
      'duration',
      'progress',
      'result',
    ];
    expect(Object.keys(done).slice(0, known.length)).toEqual(known);
  });

  it('¿Cómo sé si un job falló?: failed, with error', async () => {
    const job = await service.run({
      name: 'PKG_ETL.PROCESO_LARGO',
      params: [{ name: 'vFECHA', value: 'no es una fecha' }],
    });
    expect(job.status).toBe('failed');
    expect(job.error).toBeTruthy();
  });
});
