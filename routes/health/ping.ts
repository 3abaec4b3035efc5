import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { HEALTH_TAG, Pong } from '../schemas/health.ts';

/** GET /ping: the process answers. */
export const ping: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'ping',
    summary: 'Does the service answer?',
    ...HEALTH_TAG,
    response: { 200: Pong },
  };
  fastify.get('/ping', { schema, logLevel: 'warn' }, async function ping() {
    return { status: 'ok' as const };
  });
  done();
};
