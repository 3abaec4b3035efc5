import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { serviceError } from '../../src/errors.ts';
import { problems } from '../schemas/problem.ts';
import { success } from '../schemas/success.ts';

const QueryBody = Type.Object(
  {
    query: Type.String({
      minLength: 1,
      maxLength: 100_000,
      pattern: '^[^\\u0000]*$',
      'x-expected': 'un texto sin el carácter NUL',
      description: 'One SELECT or WITH, with `:name` or `:1` for binds',
    }),
    binds: Type.Optional(
      Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Array(Type.Unknown(), { maxItems: 1000 })], {
        description: 'Values by name or by position',
        'x-expected': 'un objeto o una lista',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        query:
          'SELECT JOB_ID, PROCEDURE_NAME, ERROR_MSG FROM ASYNC_JOBS WHERE STATUS = :status ORDER BY START_TIME DESC',
        binds: { status: 'failed' },
      },
    ],
  },
);

const QueryResult = Type.Object({
  results: Type.Array(Type.Record(Type.String(), Type.Unknown()), { description: 'One object a row' }),
  truncated: Type.Boolean({ description: 'There are more rows than QUERY_MAX_ROWS' }),
});

const EXAMPLES = {
  rows: {
    summary: 'Una fila',
    value: {
      results: [
        {
          JOB_ID: 'a3f5e8d9c2b4a1e7f6d8c9b2a1e7f6d8',
          PROCEDURE_NAME: 'PKG_ETL.PROCESO_LARGO',
          ERROR_MSG: 'ORA-01555: snapshot too old',
        },
      ],
      truncated: false,
    },
  },
};

export type QueryRouteOptions = { queryEnabled: boolean };

/** POST /query: one SELECT in a read-only transaction, with a row cap and a time limit. */
export const runQuery: FastifyPluginCallbackTypebox<QueryRouteOptions> = (fastify, { queryEnabled }, done) => {
  const schema = {
    operationId: 'runQuery',
    summary: 'Run a read-only query',
    tags: ['queries'],
    security: [{ bearerAuth: [] }],
    body: QueryBody,
    response: {
      200: success(QueryResult, 'The rows', EXAMPLES),
      ...problems(
        '/query',
        'VALIDATION_FAILED',
        'MALFORMED_JSON',
        'QUERY_NOT_READ_ONLY',
        'QUERY_DISABLED',
        'PAYLOAD_TOO_LARGE',
        'UNSUPPORTED_MEDIA_TYPE',
        'QUERY_FAILED',
        'DATABASE_UNAVAILABLE',
        'TOO_MANY_CALLS',
        'QUERY_TIMEOUT',
      ),
    },
  };
  fastify.post('/query', { schema, config: { scope: 'submit' } }, async function runQuery(request) {
    if (!queryEnabled) throw serviceError('QUERY_DISABLED');
    return fastify.queryRunner.run(request.body);
  });
  done();
};
