import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { problems } from '../schemas/problem.ts';
import { success } from '../schemas/success.ts';

const SetupResult = Type.Object({
  status: Type.Literal('ok'),
  created: Type.Array(Type.String(), { description: 'Objects created or upgraded now' }),
  existing: Type.Array(Type.String(), { description: 'Objects that were there' }),
});

const EXAMPLES = {
  created: {
    summary: 'Primera vez',
    value: { status: 'ok', created: ['ASYNC_JOBS', 'V_ASYNC_JOBS_RECENT', 'ASYNC_JOBS_API'], existing: [] },
  },
};

/** POST /setup/tables: creates or upgrades the schema objects; idempotent. */
export const setupTables: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'setupTables',
    summary: 'Create or upgrade the schema objects',
    tags: ['setup'],
    security: [{ bearerAuth: [] }],
    response: {
      200: success(SetupResult, 'They are there', EXAMPLES),
      ...problems('/setup/tables', 'SETUP_PRIVILEGE_MISSING', 'DATABASE_UNAVAILABLE'),
    },
  };
  fastify.post('/setup/tables', { schema, config: { scope: 'admin' } }, async function setupTables() {
    const { created, existing } = await fastify.setupSchema();
    return { status: 'ok', created, existing } as const;
  });
  done();
};
