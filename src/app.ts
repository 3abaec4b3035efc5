import type { FastifyInstance, FastifyPluginAsync, FastifyServerOptions } from 'fastify';
import auth from '../plugins/auth.ts';
import cleanupCron from '../plugins/cleanup-cron.ts';
import closing from '../plugins/closing.ts';
import cors from '../plugins/cors.ts';
import { documentation } from '../plugins/documentation.ts';
import errorHandler, { answerFrameworkError } from '../plugins/error-handler.ts';
import jobRunner from '../plugins/job-runner.ts';
import jobStore from '../plugins/job-store.ts';
import jsonBody from '../plugins/json-body.ts';
import openapi from '../plugins/openapi.ts';
import oracle from '../plugins/oracle.ts';
import procedures from '../plugins/procedures.ts';
import rateLimiter from '../plugins/rate-limiter.ts';
import schemas from '../plugins/schemas.ts';
import { protectedRoutes } from '../routes/protected-routes.ts';
import { publicRoutes } from '../routes/public-routes.ts';
import type { Config, OracleConfig } from './config.ts';
import { createServer } from './create-server.ts';

/** The configuration once it is known which database serves. */
export type ServiceConfig = Config & { oracle: OracleConfig };

type AppOptions = Pick<FastifyServerOptions, 'logger'>;

/** The service: the parts below, in this order. What is registered first is closed last. */
export async function buildApp(config: ServiceConfig, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = createServer(config, { ...options, frameworkErrors: answerFrameworkError });
  await app.register(oracle, config);
  await app.register(procedures, config);
  await app.register(jobRunner, config);
  await app.register(jobStore, config);
  await app.register(cleanupCron, config);
  await registerHttp(app, config);
  return app;
}

/** The HTTP side alone: also what the OpenAPI document is generated from, without a database. */
export async function registerHttp(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(schemas);
  await app.register(jsonBody);
  await app.register(errorHandler);
  await app.register(closing);
  await app.register(cors, { origins: config.server.corsOrigins });
  await app.register(auth, { auth: config.auth });
  await app.register(openapi);
  await app.register(documentation);
  await app.register(publicRoutes);
  await app.register(protectedScope, { config });
}

const protectedScope: FastifyPluginAsync<{ config: Config }> = async (scope, { config }) => {
  await scope.register(rateLimiter, { perMinute: config.server.rateLimitPerMinute });
  await scope.register(protectedRoutes, { config });
};
