import { randomBytes } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../src/config.ts';
import { createJobRescuer, type JobRescuer } from '../src/jobs/job-rescuer.ts';
import { createJobRunner, type JobRunner } from '../src/jobs/job-runner.ts';

declare module 'fastify' {
  interface FastifyInstance {
    jobRunner: JobRunner;
    jobRescuer: JobRescuer;
  }
}

export type JobRunnerPluginOptions = Pick<Config, 'jobs' | 'procedures' | 'database' | 'instanceName'>;

/** Runs jobs from the moment when the database is ready until the service stops. */
const jobRunner: FastifyPluginAsync<JobRunnerPluginOptions> = async (fastify, options) => {
  const { jobs, procedures, database, instanceName } = options;
  const { oracle, log } = fastify;
  const rescuer: JobRescuer = createJobRescuer({
    control: oracle.control,
    isOwn: (attemptToken) => runner.isOwn(attemptToken),
    timeAllowed: {
      defaultTimeoutSeconds: jobs.timeoutSeconds,
      graceSeconds: (2 * jobs.cancelGraceMs) / 1000,
    },
    log,
  });
  const runner = createJobRunner({
    work: oracle.work,
    execution: {
      control: oracle.control,
      describer: fastify.procedureDescriber,
      policy: procedures,
      instanceName,
      timeoutMs: database.timeoutMs,
      cancelGraceMs: jobs.cancelGraceMs,
      defaultTimeoutSeconds: jobs.timeoutSeconds,
      cursorMaxRows: procedures.cursorMaxRows,
      maxLogLines: jobs.logMaxLines,
      log,
    },
    rules: () => ({ ...oracle.grants, procedureLimits: jobs.procedureLimits, callerLimits: jobs.callerLimits }),
    rescuer: () => rescuer,
    instanceId: randomBytes(16).toString('hex'),
    pollIntervalMs: jobs.pollIntervalMs,
    leaseSeconds: jobs.leaseSeconds,
    drainMs: jobs.drainMs,
    drainAction: jobs.drainAction,
  });
  fastify.decorate('jobRunner', runner);
  fastify.decorate('jobRescuer', rescuer);

  let isStopping = false;
  let stopped: Promise<void> | undefined;
  void oracle.whenReady.then(() => {
    if (!isStopping) runner.start();
  });
  // No new claims from the first moment; the drain goes on while open requests are answered.
  fastify.addHook('preClose', async () => {
    isStopping = true;
    stopped = runner.stop();
  });
  fastify.addHook('onClose', async () => {
    await stopped;
  });
};

export default fp(jobRunner, { name: 'job-runner', dependencies: ['oracle', 'procedures'] });
