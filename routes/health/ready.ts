import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { serviceError } from '../../src/errors.ts';
import { HEALTH_TAG, Ready } from '../schemas/health.ts';
import { publicProblems } from '../schemas/problem.ts';

/** GET /health/ready: the pool answers, the schema objects are there, and the service is not stopping. */
export const ready: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'ready',
    summary: 'Readiness probe',
    ...HEALTH_TAG,
    response: {
      200: Ready,
      ...publicProblems('/health/ready', 'DATABASE_UNAVAILABLE', 'SCHEMA_MISSING', 'SHUTTING_DOWN'),
    },
  };
  fastify.get('/health/ready', { schema, logLevel: 'warn' }, async function ready() {
    if (fastify.closing.aborted) throw serviceError('SHUTTING_DOWN');
    await fastify.jobStore.assertReady();
    return { status: 'ready' as const };
  });
  done();
};
