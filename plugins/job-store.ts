import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../src/config.ts';
import { createJobStore } from '../src/jobs/create-job-store.ts';
import type { JobStore } from '../src/jobs/job-store.ts';
import { countRecentJobs } from '../src/jobs/operations/count-jobs.ts';

declare module 'fastify' {
  interface FastifyInstance {
    jobStore: JobStore;
  }
}

export type JobStoreOptions = Pick<Config, 'jobs' | 'procedures'>;

/** The jobs, for the routes. */
const jobStore: FastifyPluginAsync<JobStoreOptions> = async (fastify, { jobs, procedures }) => {
  const { oracle, jobRunner, log } = fastify;
  fastify.decorate(
    'jobStore',
    createJobStore({
      control: oracle.control,
      policy: procedures,
      listHours: jobs.listHours,
      maxPending: jobs.maxPending,
      maxAttempts: jobs.maxAttempts,
      queueTimeoutSeconds: jobs.queueTimeoutSeconds,
      onAccepted: () => jobRunner.wake(),
      onCancelRequested: (jobId) => jobRunner.cancel(jobId),
    }),
  );

  async function announce(): Promise<void> {
    const count = await oracle.control.use((connection) => countRecentJobs(connection, jobs.listHours));
    // The line that the guides tell operators to look for.
    log.info(`✅ Cargados ${count} jobs desde Oracle`);
  }
  void oracle.whenReady.then(announce).catch((error) => log.warn({ err: error }, 'the jobs could not be counted'));
};

export default fp(jobStore, { name: 'job-store', dependencies: ['oracle', 'job-runner'] });
