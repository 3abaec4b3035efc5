import helmet from '@fastify/helmet';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';

/** Swagger UI at /documentation with the document at /documentation/json and /yaml. A scope of its own: helmet is for pages. */
export const documentation: FastifyPluginAsync = async (fastify) => {
  fastify.addHook('onRequest', fastify.verifyAddress);
  await fastify.register(helmet, {
    // Swagger UI sets the policy itself, with the hashes of its scripts; plain HTTP stays usable on a local network.
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
  });
  await fastify.register(swaggerUi, {
    routePrefix: '/documentation',
    staticCSP: true,
    uiConfig: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
  });
};
