import fastifyCors from '@fastify/cors';
import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';

export type CorsOptions = {
  /** Origins of the web pages that may call; `*` for all; undefined switches CORS off. */
  origins: readonly string[] | '*' | undefined;
};

/** What a page's script may read besides the body. */
const EXPOSED_HEADERS = ['Location', 'Retry-After', 'Idempotent-Replayed'];

const PREFLIGHT_MAX_AGE_SECONDS = 600;

/** Lets the web pages of the given origins call the service. Tokens travel in a header, so no cookies are allowed. */
const cors: FastifyPluginAsync<CorsOptions> = async (fastify, { origins }) => {
  if (origins === undefined) return;
  await fastify.register(fastifyCors, {
    origin: origins === '*' ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
  });
};

export default fp(cors, { name: 'cors' });
