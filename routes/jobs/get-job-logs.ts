import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { JOB_EXAMPLES, JobParams } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { success } from '../schemas/success.ts';

const LogLine = Type.Object({ time: Type.String({ format: 'date-time' }), text: Type.String() });

const JobLogs = Type.Object({
  job_id: Type.String(),
  lines: Type.Array(LogLine, { description: 'In the order in which they were written' }),
});

const EXAMPLES = {
  lines: {
    summary: 'Una línea',
    value: {
      job_id: JOB_EXAMPLES.completed.value.id,
      lines: [{ time: '2025-12-10T14:31:00.000Z', text: 'Tabla VENTAS: 100 filas creadas' }],
    },
  },
};

/** GET /jobs/{job_id}/logs: what the procedure wrote with DBMS_OUTPUT and ASYNC_JOBS_API.LOG. */
export const getJobLogs: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'getJobLogs',
    summary: 'What the procedure wrote',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    params: JobParams,
    response: {
      200: success(JobLogs, 'The lines so far', EXAMPLES),
      ...problems('/jobs/unknown/logs', 'JOB_NOT_FOUND', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.get('/jobs/:job_id/logs', { schema, config: { scope: 'read' } }, async function getJobLogs(request) {
    const { job_id: id } = request.params;
    const lines = await fastify.jobStore.logs(id);
    return { job_id: id, lines: lines.map(({ time, text }) => ({ time: time.toISOString(), text })) };
  });
  done();
};
