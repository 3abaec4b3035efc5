import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { serviceError } from '../../src/errors.ts';
import { JOB_EXAMPLES, Job, JobParams } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { ref } from '../schemas/ref.ts';
import { success } from '../schemas/success.ts';
import { type JobRouteOptions, jobResponse } from './job-response.ts';

/** GET /jobs/{job_id} */
export const getJob: FastifyPluginCallbackTypebox<JobRouteOptions> = (fastify, { retention }, done) => {
  const schema = {
    operationId: 'getJob',
    summary: 'State and result of a job',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    params: JobParams,
    response: {
      200: success(ref(Job), 'The job', JOB_EXAMPLES),
      ...problems('/jobs/unknown', 'JOB_NOT_FOUND', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.get('/jobs/:job_id', { schema, config: { scope: 'read' } }, async function getJob(request) {
    const job = await fastify.jobStore.get(request.params.job_id);
    if (job === undefined) throw serviceError('JOB_NOT_FOUND');
    return jobResponse(job, retention);
  });
  done();
};
