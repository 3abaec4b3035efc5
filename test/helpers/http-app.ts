import type { FastifyInstance } from 'fastify';
import { registerHttp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createServer } from '../../src/create-server.ts';

/** Every route of the service, without the database behind it. */
export async function httpApp(variables: Record<string, string> = {}): Promise<FastifyInstance> {
  const config = loadConfig(variables);
  const app = createServer(config);
  await registerHttp(app, config);
  return app;
}
