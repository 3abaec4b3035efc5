import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';

/** The whole service, without authentication, its database being away: a port of this machine where nobody listens. */
export async function serviceWithoutDatabase(): Promise<FastifyInstance> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');

  const config = loadConfig({ API_NO_AUTH: '1', QUERY_ENABLED: '1', DATABASE_TIMEOUT_MS: '2000' });
  const app = await buildApp({
    ...config,
    oracle: { user: 'app', password: 'secret', connectString: `127.0.0.1:${port}/FREEPDB1` },
  });
  await app.ready();
  return app;
}
