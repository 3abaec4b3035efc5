import openapiTypescript, { astToString } from 'openapi-typescript';
import { registerHttp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createServer } from '../../src/create-server.ts';

/** The OpenAPI document in JSON and YAML, and the types of a client. Needs no database. */
export async function generateOpenapi(): Promise<{ json: string; yaml: string; types: string }> {
  const config = loadConfig({});
  const app = createServer(config);
  await registerHttp(app, config);
  await app.ready();
  const json = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  const yaml = app.swagger({ yaml: true });
  await app.close();
  const types = astToString(await openapiTypescript(json));
  return { json, yaml, types: `// Generated from openapi.json by npm run openapi.\n${types}` };
}
