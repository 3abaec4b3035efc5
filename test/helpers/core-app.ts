import type { FastifyInstance } from 'fastify';
import auth from '../../plugins/auth.ts';
import closing from '../../plugins/closing.ts';
import errorHandler from '../../plugins/error-handler.ts';
import jsonBody from '../../plugins/json-body.ts';
import schemas from '../../plugins/schemas.ts';
import { loadConfig } from '../../src/config.ts';
import { createServer } from '../../src/create-server.ts';

/** The parts of the service that need no database, as src/app.ts puts them together. */
export async function coreApp(variables: Record<string, string>): Promise<FastifyInstance> {
  const config = loadConfig(variables);
  const app = createServer(config);
  await app.register(schemas);
  await app.register(jsonBody);
  await app.register(errorHandler);
  await app.register(closing);
  await app.register(auth, { auth: config.auth });
  return app;
}
