import type { FastifyPluginAsync } from 'fastify';
import type { Config } from '../src/config.ts';
import { cancelJob } from './jobs/cancel-job.ts';
import { deleteJob } from './jobs/delete-job.ts';
import { deleteJobs } from './jobs/delete-jobs.ts';
import { getJob } from './jobs/get-job.ts';
import { getJobLogs } from './jobs/get-job-logs.ts';
import { listJobs } from './jobs/list-jobs.ts';
import { retryJob } from './jobs/retry-job.ts';
import { runProcedure } from './procedures/run-procedure.ts';
import { runQuery } from './procedures/run-query.ts';
import { submitJob } from './procedures/submit-job.ts';
import { setupTables } from './setup/setup-tables.ts';

/** Everything that needs a token. The hooks run in this order, before the body is read. */
export const protectedRoutes: FastifyPluginAsync<{ config: Config }> = async (fastify, { config }) => {
  fastify.addHook('onRequest', fastify.verifyAddress);
  fastify.addHook('onRequest', fastify.verifyCaller);
  fastify.addHook('onRequest', fastify.verifyScope);

  const retention = config.jobs.retentionHours;
  await fastify.register(submitJob);
  await fastify.register(listJobs, { retention });
  await fastify.register(getJob, { retention });
  await fastify.register(getJobLogs);
  await fastify.register(cancelJob, { retention });
  await fastify.register(retryJob);
  await fastify.register(deleteJob);
  await fastify.register(deleteJobs);
  await fastify.register(runProcedure);
  await fastify.register(runQuery, { queryEnabled: config.query.enabled });
  await fastify.register(setupTables);
};
