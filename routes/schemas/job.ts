import { type Static, Type } from '@sinclair/typebox';
import { JOB_STATUSES } from '../../src/jobs/job.ts';
import { ref, stringEnum } from './ref.ts';

export const STATUS_LIST = Type.String({
  pattern: `^(${JOB_STATUSES.join('|')})(,(${JOB_STATUSES.join('|')}))*$`,
  description: `One or several of ${JOB_STATUSES.join(', ')}, separated by commas`,
  'x-expected': `uno o varios de ${JOB_STATUSES.join(', ')}, separados por comas`,
});

const timestamp = (description: string) => Type.String({ format: 'date-time', description });

export const JobId = Type.String({
  pattern: '^[0-9A-Za-z_-]{1,64}$',
  description: 'The `job_id` of the submission',
  examples: ['a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8'],
});
export const JobParams = Type.Object({ job_id: JobId });

export const JobAttempt = Type.Object(
  {
    attempt: Type.Integer({ description: '1 for the first' }),
    instance: Type.Optional(Type.String({ description: 'The instance that ran it' })),
    session: Type.Optional(Type.String({ description: 'The database session, `sid,serial#`' })),
    start_time: Type.Optional(timestamp('When it began')),
    end_time: Type.Optional(timestamp('When it ended')),
    error: Type.Optional(Type.String({ description: 'Why it failed' })),
  },
  { $id: 'JobAttempt', description: 'One run of a job' },
);

/** The order of the fields is that of the guides. */
export const Job = Type.Object(
  {
    id: Type.String({ description: 'The job id' }),
    status: stringEnum(JOB_STATUSES, { description: 'pending → running → completed, failed or cancelled' }),
    procedure_name: Type.String({ description: 'The procedure as it was called' }),
    params: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Values of the IN and INOUT parameters' }),
    ),
    start_time: timestamp('When it began to run; until then, when it was accepted'),
    end_time: Type.Optional(timestamp('When it ended')),
    duration: Type.Optional(Type.String({ description: 'As Go prints one: `350ms`, `5.2s`, `2m15s`, `1h0m0s`' })),
    progress: Type.Integer({ minimum: 0, maximum: 100, description: 'In percent' }),
    result: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Values of the OUT and INOUT parameters; only when completed',
      }),
    ),
    error: Type.Optional(Type.String({ description: 'What went wrong; only when failed' })),
    error_code: Type.Optional(
      Type.String({ description: "Oracle's code, or the service's own, such as `RUN_TIMEOUT`" }),
    ),
    progress_message: Type.Optional(Type.String({ description: 'What the procedure last reported' })),
    status_reason: Type.Optional(Type.String({ description: 'Detail of the status, such as `waiting_concurrency`' })),
    created_at: timestamp('When it was accepted'),
    expires_at: Type.Optional(timestamp('When it will be cleaned up')),
    not_before: Type.Optional(timestamp('It does not start before')),
    priority: Type.Optional(Type.Integer({ description: 'Higher runs first' })),
    concurrency_key: Type.Optional(Type.String({ description: 'Of the jobs with one key only one runs at a time' })),
    retry_of: Type.Optional(Type.String({ description: 'The job that this one repeats' })),
    attempts: Type.Optional(Type.Array(ref(JobAttempt), { description: 'The runs of this job' })),
  },
  { $id: 'Job', description: 'A job' },
);
export type Job = Static<typeof Job>;

const GUIDE_ID = 'a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8';

export const JOB_EXAMPLES = {
  running: {
    summary: 'En ejecución',
    value: {
      id: GUIDE_ID,
      status: 'running',
      procedure_name: 'PKG_ETL.PROCESO_LARGO',
      params: { vFECHA: '2025-12-10' },
      start_time: '2025-12-10T14:30:00.000Z',
      progress: 65,
      created_at: '2025-12-10T14:30:00.000Z',
    },
  },
  completed: {
    summary: 'Completado',
    value: {
      id: GUIDE_ID,
      status: 'completed',
      procedure_name: 'PKG_ETL.PROCESO_LARGO',
      params: { vFECHA: '2025-12-10' },
      start_time: '2025-12-10T14:30:00.000Z',
      end_time: '2025-12-10T14:45:30.000Z',
      duration: '15m30s',
      progress: 100,
      result: { vRESULTADO: 1250 },
      created_at: '2025-12-10T14:30:00.000Z',
    },
  },
  failed: {
    summary: 'Fallido',
    value: {
      id: GUIDE_ID,
      status: 'failed',
      procedure_name: 'PKG_ETL.PROCESO_LARGO',
      params: { vFECHA: '2025-12-10' },
      start_time: '2025-12-10T14:30:00.000Z',
      end_time: '2025-12-10T14:32:15.000Z',
      duration: '2m15s',
      progress: 100,
      error: 'ORA-01555: snapshot too old',
      error_code: 'ORA-01555',
      created_at: '2025-12-10T14:30:00.000Z',
    },
  },
} as const;
