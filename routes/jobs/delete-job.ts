import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { JOB_EXAMPLES, JobParams } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { success } from '../schemas/success.ts';

const MESSAGE = 'Job eliminado correctamente';

const Deleted = Type.Object({ message: Type.Literal(MESSAGE), job_id: Type.String() });

const EXAMPLES = {
  deleted: { summary: 'Eliminado', value: { message: MESSAGE, job_id: JOB_EXAMPLES.completed.value.id } },
};

/** DELETE /jobs/{job_id}: a finished job only. */
export const deleteJob: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'deleteJob',
    summary: 'Delete a finished job',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    params: JobParams,
    response: {
      200: success(Deleted, 'The job is gone', EXAMPLES),
      ...problems('/jobs/unknown', 'JOB_NOT_FOUND', 'JOB_ACTIVE', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.delete('/jobs/:job_id', { schema, config: { scope: 'manage' } }, async function deleteJob(request) {
    const { job_id: id } = request.params;
    await fastify.jobStore.remove(id);
    return { message: MESSAGE, job_id: id } as const;
  });
  done();
};
