import type { FastifyPluginCallback } from 'fastify';
import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the service begins to stop; long polls and streams end by it. */
    closing: AbortSignal;
  }
}

/**
 * While the service stops, requests on open connections are still answered, with `connection: close`: a keep-alive socket
 * would otherwise hold `close()` up until the client lets go of it.
 */
const closing: FastifyPluginCallback = (fastify, _options, done) => {
  const controller = new AbortController();
  fastify.decorate('closing', controller.signal);
  fastify.addHook('preClose', async () => controller.abort());
  fastify.addHook('onSend', async (_request, reply) => {
    if (controller.signal.aborted) reply.header('connection', 'close');
  });
  done();
};

export default fp(closing, { name: 'closing' });
