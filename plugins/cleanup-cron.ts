import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import { schedule } from 'node-cron';
import type { Config } from '../src/config.ts';
import { createJobCleaner } from '../src/jobs/job-cleaner.ts';

export type CleanupOptions = Pick<Config, 'jobs'>;

/** Removes jobs whose retention is over: when the database is ready, and from then on by the cron expression. */
const cleanupCron: FastifyPluginAsync<CleanupOptions> = async (fastify, { jobs }) => {
  const cleaner = createJobCleaner(fastify.oracle.control, jobs.retentionHours);

  async function clean(): Promise<void> {
    try {
      const deleted = await cleaner.runOnce();
      if (deleted > 0) fastify.log.info({ deleted }, 'old jobs deleted');
    } catch (error) {
      fastify.log.warn({ err: error }, 'old jobs could not be deleted');
    }
  }

  void fastify.oracle.whenReady.then(clean);
  const task = schedule(jobs.cleanupCron, clean, { name: 'cleanup', noOverlap: true, suppressMissedWarning: true });
  fastify.addHook('onClose', async () => {
    await task.destroy();
  });
};

export default fp(cleanupCron, { name: 'cleanup-cron', dependencies: ['oracle'] });
