import type { FastifyPluginAsync } from 'fastify';
import { live } from './health/live.ts';
import { ping } from './health/ping.ts';
import { ready } from './health/ready.ts';

/** The probes: no token, no address list. */
export const publicRoutes: FastifyPluginAsync = async (fastify) => {
  await fastify.register(ping);
  await fastify.register(live);
  await fastify.register(ready);
};
