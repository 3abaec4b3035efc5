import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { HEALTH_TAG, Pong } from '../schemas/health.ts';
import { publicProblems } from '../schemas/problem.ts';

/** GET /ping: the process answers. */
export const ping: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'ping',
    summary: 'Does the service answer?',
    ...HEALTH_TAG,
    response: { 200: Pong, ...publicProblems('/ping') },
  };
  fastify.get('/ping', { schema, logLevel: 'warn' }, async function ping() {
    return { status: 'ok' as const };
  });
  done();
};
