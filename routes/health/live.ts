import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { HEALTH_TAG, Live } from '../schemas/health.ts';
import { publicProblems } from '../schemas/problem.ts';

/** GET /health/live: the process runs. Says nothing of the database, so that an outage restarts nobody. */
export const live: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'live',
    summary: 'Liveness probe',
    ...HEALTH_TAG,
    response: { 200: Live, ...publicProblems('/health/live') },
  };
  fastify.get('/health/live', { schema, logLevel: 'warn' }, async function live() {
    return { status: 'alive' as const };
  });
  done();
};
