import helmet from '@fastify/helmet';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';

/** As helmet has it, but for plain HTTP on a local network (no upgrade to HTTPS) and without addresses outside. */
const CONTENT_SECURITY_POLICY = {
  'default-src': "'self'",
  'base-uri': "'self'",
  'font-src': ["'self'", 'data:'],
  'frame-ancestors': "'self'",
  'img-src': ["'self'", 'data:'],
  'object-src': "'none'",
  'script-src': "'self'",
  'script-src-attr': "'none'",
  'style-src': ["'self'", "'unsafe-inline'"],
};

/** Swagger UI at /documentation with the document at /documentation/json and /yaml. A scope of its own: helmet is for pages. */
export const documentation: FastifyPluginAsync = async (fastify) => {
  fastify.addHook('onRequest', fastify.verifyAddress);
  await fastify.register(helmet, {
    // Swagger UI sets the policy below.
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
  });
  await fastify.register(swaggerUi, {
    routePrefix: '/documentation',
    staticCSP: CONTENT_SECURITY_POLICY,
    uiConfig: { validatorUrl: null, persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
  });
};
