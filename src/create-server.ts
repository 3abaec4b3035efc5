import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Config } from './config.ts';
import { answerClientError } from './http/client-error.ts';
import { buildValidators } from './http/validators.ts';

export type ServerSettings = Pick<Config, 'server'>;

type BuildValidator = NonNullable<
  NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>['buildValidator']
>;

/** For a request to arrive, its body included: Node's own default, which Fastify's would switch off. An answer may take longer. */
const REQUEST_TIMEOUT_MS = 300_000;

/** The bare Fastify instance: limits, validators, logging. Plugins and routes are registered by src/app.ts. */
export function createServer(
  { server }: ServerSettings,
  options: Pick<FastifyServerOptions, 'frameworkErrors' | 'logger'> = {},
): FastifyInstance {
  const serverOptions: FastifyServerOptions = {
    bodyLimit: server.bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: server.trustProxy.length === 0 ? false : server.trustProxy,
    // Requests on open connections are served while the service stops; plugins/closing.ts ends those connections.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    schemaController: {
      // Typed for Ajv's own compile function; Fastify hands the whole route schema to it.
      compilersFactory: {
        buildValidator: buildValidators as unknown as BuildValidator,
        // Fastify's own serializers write required fields first; clients of the guides see theirs in the guides' order.
        buildSerializer: () => () => (data: unknown) => JSON.stringify(data),
      },
    },
    ...options,
  };
  return Fastify(serverOptions);
}
