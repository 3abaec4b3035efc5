import { readFile } from 'node:fs/promises';
import swagger from '@fastify/swagger';
import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import { PROJECT_ROOT } from '../src/project-root.ts';

/** Collects the routes into the OpenAPI 3.1 document (`fastify.swagger()`); plugins/documentation.ts shows it. */
const openapi: FastifyPluginAsync = async (fastify) => {
  await fastify.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'oracle-jobs-api',
        version: await packageVersion(),
        description:
          'Runs Oracle stored procedures in the background: post a call, get a job id, follow it, read its result.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This service' }],
      tags: [
        { name: 'procedures', description: 'Calls of procedures and functions' },
        { name: 'jobs', description: 'Jobs: their state, result and log' },
        { name: 'queries', description: 'Read-only queries' },
        { name: 'setup', description: 'Schema objects' },
        { name: 'health', description: 'Probes' },
      ],
      components: {
        securitySchemes: {
          bearerAuth: { type: 'http', scheme: 'bearer', description: 'A token of API_TOKEN or API_TOKENS' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _baseUri, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`,
    },
  });
};

async function packageVersion(): Promise<string> {
  const manifest = await readFile(new URL('package.json', PROJECT_ROOT), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

export default fp(openapi, { name: 'openapi', dependencies: ['schemas'] });
