import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { problems } from '../schemas/problem.ts';
import { JobSubmission } from '../schemas/procedure-call.ts';
import { ref } from '../schemas/ref.ts';
import { success } from '../schemas/success.ts';
import { ACCEPTED_EXAMPLES, ACCEPTED_HEADERS, Accepted, acceptedReply } from './accepted.ts';

const SubmissionHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, description: 'The same key and body give the same job' }),
  ),
});

/** POST /procedure/async: the job is stored before the answer leaves; it runs in the background. */
export const submitJob: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'submitJob',
    summary: 'Run a procedure in the background',
    tags: ['procedures'],
    security: [{ bearerAuth: [] }],
    headers: SubmissionHeaders,
    body: ref(JobSubmission),
    response: {
      202: success(Accepted, 'The job is stored and will run', ACCEPTED_EXAMPLES, ACCEPTED_HEADERS),
      ...problems(
        '/procedure/async',
        'VALIDATION_FAILED',
        'MALFORMED_JSON',
        'INVALID_PROCEDURE_NAME',
        'PROCEDURE_NOT_ALLOWED',
        'PAYLOAD_TOO_LARGE',
        'UNSUPPORTED_MEDIA_TYPE',
        'IDEMPOTENCY_KEY_REUSED',
        'DATABASE_UNAVAILABLE',
        'SCHEMA_MISSING',
        'TOO_MANY_PENDING_JOBS',
        'SHUTTING_DOWN',
      ),
    },
  };
  fastify.post('/procedure/async', { schema, config: { scope: 'submit' } }, async function submitJob(request, reply) {
    const accepted = await fastify.jobStore.submit(request.body, {
      caller: request.caller.name,
      idempotencyKey: request.headers['idempotency-key'],
    });
    return reply.code(202).send(acceptedReply(reply, accepted));
  });
  done();
};
