import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { JOB_EXAMPLES } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { JobSubmission } from '../schemas/procedure-call.ts';
import { ref } from '../schemas/ref.ts';
import { RETRY_AFTER_HEADER, success } from '../schemas/success.ts';

const MESSAGE = 'Procedimiento ejecutándose en segundo plano';
/** When a client does well to ask first. */
const FIRST_POLL_SECONDS = 1;

const Accepted = Type.Object({
  status: Type.Literal('accepted'),
  job_id: Type.String({ description: 'The id of the job' }),
  message: Type.Literal(MESSAGE),
  check_status_url: Type.String({ description: 'Where to ask for its state' }),
});

const GUIDE_ID = JOB_EXAMPLES.running.value.id;
const EXAMPLES = {
  accepted: {
    summary: 'Aceptado',
    value: { status: 'accepted', job_id: GUIDE_ID, message: MESSAGE, check_status_url: `/jobs/${GUIDE_ID}` },
  },
};

/** POST /procedure/async: the job is stored before the answer leaves; it runs in the background. */
export const submitJob: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'submitJob',
    summary: 'Run a procedure in the background',
    tags: ['procedures'],
    security: [{ bearerAuth: [] }],
    headers: Type.Object({
      'idempotency-key': Type.Optional(
        Type.String({ minLength: 1, maxLength: 255, description: 'The same key and body give the same job' }),
      ),
    }),
    body: ref(JobSubmission),
    response: {
      202: success(Accepted, 'The job is stored and will run', EXAMPLES, {
        location: Type.String({ description: 'Where to ask for its state' }),
        'retry-after': RETRY_AFTER_HEADER,
        'idempotent-replayed': Type.String({ description: '`true` when this is the job of an earlier submission' }),
      }),
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
      ),
    },
  };
  fastify.post('/procedure/async', { schema, config: { scope: 'submit' } }, async function submitJob(request, reply) {
    const { id, isReplay } = await fastify.jobStore.submit(request.body, {
      caller: request.caller.name,
      idempotencyKey: request.headers['idempotency-key'],
    });
    const url = `/jobs/${id}`;
    if (isReplay) reply.header('idempotent-replayed', 'true');
    return reply
      .code(202)
      .header('location', url)
      .header('retry-after', FIRST_POLL_SECONDS)
      .send({ status: 'accepted', job_id: id, message: MESSAGE, check_status_url: url });
  });
  done();
};
