import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import type { JobStatus } from '../../src/jobs/job.ts';
import { JOB_EXAMPLES, Job, STATUS_LIST } from '../schemas/job.ts';
import { problems } from '../schemas/problem.ts';
import { NO_CONTROL_CHARACTERS, ref } from '../schemas/ref.ts';
import { success } from '../schemas/success.ts';
import { type JobRouteOptions, jobResponse } from './job-response.ts';
import { splitWords } from './split-words.ts';

const MAX_LIMIT = 1000;

/** Strict: a misspelt filter must not list more than was asked for. */
const ListQuery = Type.Object(
  {
    status: Type.Optional(STATUS_LIST),
    procedure_name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        ...NO_CONTROL_CHARACTERS,
        description: 'Only jobs of this procedure',
      }),
    ),
    since: Type.Optional(
      Type.String({ format: 'date-time', description: 'Accepted at or after; the retention if not given' }),
    ),
    until: Type.Optional(Type.String({ format: 'date-time', description: 'Accepted before' })),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_LIMIT,
        default: MAX_LIMIT,
        description: 'Jobs in one answer at most',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: '`next_cursor` of the answer before' }),
    ),
    include: Type.Optional(
      Type.String({
        pattern: '^(result|params)(,(result|params))*$',
        description: '`result`, `params` or both, separated by a comma: they can be large',
        'x-expected': 'result, params o ambos separados por coma',
      }),
    ),
  },
  { additionalProperties: false },
);

const JobList = Type.Object({
  total: Type.Integer({ description: 'All jobs that match, in this answer or not' }),
  jobs: Type.Array(ref(Job), { description: 'Newest first' }),
  next_cursor: Type.Optional(Type.String({ description: 'For the next answer; absent in the last one' })),
});

const EXAMPLES = {
  jobs: {
    summary: 'Dos jobs',
    value: {
      total: 2,
      jobs: [JOB_EXAMPLES.running.value, JOB_EXAMPLES.failed.value].map(({ params: _params, ...job }) => job),
    },
  },
};

/** GET /jobs: newest first; the jobs of the retention unless `since` says otherwise. */
export const listJobs: FastifyPluginCallbackTypebox<JobRouteOptions> = (fastify, { retention }, done) => {
  const schema = {
    operationId: 'listJobs',
    summary: 'Jobs, newest first',
    tags: ['jobs'],
    security: [{ bearerAuth: [] }],
    querystring: ListQuery,
    response: {
      200: success(JobList, 'The jobs', EXAMPLES),
      ...problems('/jobs', 'VALIDATION_FAILED', 'INVALID_CURSOR', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.get('/jobs', { schema, config: { scope: 'read' } }, async function listJobs(request) {
    const { status, procedure_name: procedureName, since, until, limit, cursor, include } = request.query;
    const included = splitWords(include);
    const page = await fastify.jobStore.list({
      statuses: status === undefined ? undefined : splitWords<JobStatus>(status),
      procedureName,
      since: since === undefined ? undefined : new Date(since),
      until: until === undefined ? undefined : new Date(until),
      limit,
      cursor,
      include: { result: included.includes('result'), params: included.includes('params') },
    });
    const jobs = page.jobs.map((job) => jobResponse(job, retention));
    return { total: page.total, jobs, ...(page.nextCursor === undefined ? {} : { next_cursor: page.nextCursor }) };
  });
  done();
};
