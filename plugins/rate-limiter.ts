import rateLimit from '@fastify/rate-limit';
import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import { serviceError } from '../src/errors.ts';

export type RateLimiterOptions = {
  /** Requests a minute and caller; 0 for no limit. */
  perMinute: number;
};

/** Limits the requests of each caller, on the routes of the scope that registers it. */
const rateLimiter: FastifyPluginAsync<RateLimiterOptions> = async (fastify, { perMinute }) => {
  if (perMinute === 0) return;
  await fastify.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    // A hook of each route: it runs after the scope's, which have found out who calls.
    hook: 'onRequest',
    keyGenerator: (request) => request.caller.name,
    errorResponseBuilder: (_request, { ttl }) =>
      serviceError('RATE_LIMITED', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
};

export default fp(rateLimiter, { name: 'rate-limiter', dependencies: ['auth'] });
