import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ACCEPTED_EXAMPLES, ACCEPTED_HEADERS, Accepted, acceptedReply } from '../procedures/accepted.ts';
import { JobParams } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { success } from '../schemas/success.ts';

/** POST /jobs/{job_id}/retry: the same call again, as a new job with `retry_of`. */
export const retryJob: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'retryJob',
    summary: 'Run the call of a finished job again',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    params: JobParams,
    response: {
      202: success(Accepted, 'The new job is stored and will run', ACCEPTED_EXAMPLES, ACCEPTED_HEADERS),
      ...problems(
        '/jobs/unknown/retry',
        'JOB_NOT_FOUND',
        'JOB_NOT_FINISHED',
        'JOB_NOT_REPEATABLE',
        'PROCEDURE_NOT_ALLOWED',
        'DATABASE_UNAVAILABLE',
        'TOO_MANY_PENDING_JOBS',
      ),
    },
  };
  fastify.post('/jobs/:job_id/retry', { schema, config: { scope: 'submit' } }, async function retryJob(request, reply) {
    const accepted = await fastify.jobStore.retry(request.params.job_id, { caller: request.caller.name });
    return reply.code(202).send(acceptedReply(reply, accepted));
  });
  done();
};
