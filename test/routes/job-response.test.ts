import { describe, expect, it } from 'vitest';
import { jobResponse } from '../../routes/jobs/job-response.ts';
import type { Job } from '../../src/jobs/job.ts';

const RETENTION = { completed: 24, failed: 48, cancelled: 1 };

const pending: Job = {
  id: 'a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8',
  status: 'pending',
  statusReason: 'queued',
  procedureName: 'PKG_ETL.PROCESO_LARGO',
  params: undefined,
  createdAt: new Date('2025-12-10T14:29:59.000Z'),
  startedAt: undefined,
  finishedAt: undefined,
  progress: 0,
  progressMessage: undefined,
  result: undefined,
  error: undefined,
  errorCode: undefined,
  caller: 'web',
  priority: 0,
  notBefore: undefined,
  concurrencyKey: undefined,
  retryOf: undefined,
  attempts: [],
};
const running: Job = {
  ...pending,
  status: 'running',
  statusReason: 'executing',
  startedAt: new Date('2025-12-10T14:30:00Z'),
  progress: 65,
};
const completed: Job = {
  ...running,
  status: 'completed',
  statusReason: 'success',
  finishedAt: new Date('2025-12-10T14:45:30Z'),
  progress: 100,
  params: '{"vFECHA":"2025-12-10"}',
  result: '{"vRESULTADO":1250}',
};

describe('jobResponse', () => {
  it('has what applies, and nothing else', () => {
    expect(jobResponse(pending, RETENTION)).toStrictEqual({
      id: pending.id,
      status: 'pending',
      procedure_name: 'PKG_ETL.PROCESO_LARGO',
      start_time: '2025-12-10T14:29:59.000Z',
      progress: 0,
      status_reason: 'queued',
      created_at: '2025-12-10T14:29:59.000Z',
    });
  });

  it('writes a completed job as the guides do, in their order', () => {
    const response = jobResponse(completed, RETENTION);
    expect(JSON.stringify(response)).toMatch(
      /^{"id":"a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8","status":"completed","procedure_name":"PKG_ETL\.PROCESO_LARGO","params":{"vFECHA":"2025-12-10"},"start_time":"2025-12-10T14:30:00\.000Z","end_time":"2025-12-10T14:45:30\.000Z","duration":"15m30s","progress":100,"result":{"vRESULTADO":1250},/,
    );
    expect(response.expires_at).toBe('2025-12-11T14:45:30.000Z');
  });

  it('has an error only when failed', () => {
    const error = { error: 'ORA-01555: snapshot too old', errorCode: 'ORA-01555' };
    const failed = jobResponse({ ...completed, ...error, status: 'failed', result: undefined }, RETENTION);
    expect(failed).toMatchObject({
      error: error.error,
      error_code: 'ORA-01555',
      expires_at: '2025-12-12T14:45:30.000Z',
    });
    expect(failed).not.toHaveProperty('result');
    expect(jobResponse({ ...completed, ...error }, RETENTION)).not.toHaveProperty('error');
  });

  it('tells the attempts with their sessions', () => {
    const attempt = {
      attempt: 1,
      instanceName: 'i1',
      sessionId: 12,
      sessionSerial: 345,
      startedAt: running.startedAt,
      endedAt: undefined,
      error: undefined,
    };
    const { attempts } = jobResponse(
      { ...running, attempts: [attempt, { ...attempt, sessionSerial: undefined }] },
      RETENTION,
    );
    expect(attempts).toEqual([
      { attempt: 1, instance: 'i1', session: '12,345', start_time: '2025-12-10T14:30:00.000Z' },
      { attempt: 1, instance: 'i1', session: '12', start_time: '2025-12-10T14:30:00.000Z' },
    ]);
  });

  it('has no duration before the end, and one from the acceptance when it never started', () => {
    expect(jobResponse(running, RETENTION)).not.toHaveProperty('duration');
    const cancelled: Job = { ...pending, status: 'cancelled', finishedAt: new Date('2025-12-10T14:30:01.500Z') };
    expect(jobResponse(cancelled, RETENTION)).toMatchObject({
      duration: '2.5s',
      expires_at: '2025-12-10T15:30:01.500Z',
    });
  });
});
