import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import type { JobStatus } from '../../src/jobs/job.ts';
import { STATUS_LIST } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { success } from '../schemas/success.ts';
import { splitWords } from './split-words.ts';

const MESSAGE = 'Jobs eliminados correctamente';

/** Strict: a misspelt filter must not delete more than was meant. */
const DeleteQuery = Type.Object(
  {
    status: Type.Optional(STATUS_LIST),
    older_than: Type.Optional(
      Type.Number({ minimum: 0, maximum: 36_500, description: 'Age in days since the job ended' }),
    ),
  },
  { additionalProperties: false },
);

const Deleted = Type.Object({
  message: Type.Literal(MESSAGE),
  deleted: Type.Integer({ description: 'How many jobs were deleted' }),
});

const EXAMPLES = { deleted: { summary: 'Eliminados', value: { message: MESSAGE, deleted: 15 } } };

/** DELETE /jobs?status=&older_than=: finished jobs for which all given filters hold. */
export const deleteJobs: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'deleteJobs',
    summary: 'Delete finished jobs by filter',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    querystring: DeleteQuery,
    response: {
      200: success(Deleted, 'How many are gone', EXAMPLES),
      ...problems('/jobs', 'VALIDATION_FAILED', 'FILTER_REQUIRED', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.delete('/jobs', { schema, config: { scope: 'manage' } }, async function deleteJobs(request) {
    const { status, older_than: olderThanDays } = request.query;
    const deleted = await fastify.jobStore.removeMany({
      statuses: status === undefined ? undefined : splitWords<JobStatus>(status),
      olderThanDays,
    });
    return { message: MESSAGE, deleted } as const;
  });
  done();
};
