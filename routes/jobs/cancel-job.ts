import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { JOB_EXAMPLES, Job, JobParams } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { ref } from '../schemas/ref.ts';
import { success } from '../schemas/success.ts';
import { type JobRouteOptions, jobResponse } from './job-response.ts';

/** POST /jobs/{job_id}/cancel: a pending job ends at once, the call of a running one is broken off in the database. */
export const cancelJob: FastifyPluginCallbackTypebox<JobRouteOptions> = (fastify, { retention }, done) => {
  const schema = {
    operationId: 'cancelJob',
    summary: 'Cancel a pending or running job',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    params: JobParams,
    response: {
      202: success(ref(Job), 'The job, cancelled or about to be', { running: JOB_EXAMPLES.running }),
      ...problems('/jobs/unknown/cancel', 'JOB_NOT_FOUND', 'JOB_FINISHED', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.post(
    '/jobs/:job_id/cancel',
    { schema, config: { scope: 'manage' } },
    async function cancelJob(request, reply) {
      const job = await fastify.jobStore.cancel(request.params.job_id);
      return reply.code(202).send(jobResponse(job, retention));
    },
  );
  done();
};
