import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../src/config.ts';
import { createLimiter } from '../src/oracle/limiter.ts';
import { createProcedureDescriber, type ProcedureDescriber } from '../src/procedures/describe-procedure.ts';
import type { ProcedureRunner, QueryRunner } from '../src/procedures/procedure-runner.ts';
import { createProcedureRunner } from '../src/procedures/run-procedure.ts';
import { createQueryRunner } from '../src/procedures/run-query.ts';

declare module 'fastify' {
  interface FastifyInstance {
    procedureDescriber: ProcedureDescriber;
    procedureRunner: ProcedureRunner;
    queryRunner: QueryRunner;
  }
}

export type ProceduresOptions = Pick<Config, 'procedures' | 'query' | 'jobs' | 'database'>;

/** Connections that calls and queries leave free, for everything that has to be quick. */
const RESERVED_CONNECTIONS = 2;

/** Calls and queries that the client waits for. */
const procedures: FastifyPluginAsync<ProceduresOptions> = async (fastify, options) => {
  const { procedures: settings, query, jobs, database } = options;
  const { control: pool } = fastify.oracle;
  const { cancelGraceMs } = jobs;
  const limiter = createLimiter(Math.max(1, pool.size - RESERVED_CONNECTIONS), database.timeoutMs);
  const describer = createProcedureDescriber();
  fastify.decorate('procedureDescriber', describer);
  fastify.decorate(
    'procedureRunner',
    createProcedureRunner({
      pool,
      limiter,
      describer,
      policy: settings,
      timeoutMs: settings.syncTimeoutSeconds * 1000,
      cancelGraceMs,
      cursorMaxRows: settings.cursorMaxRows,
    }),
  );
  fastify.decorate(
    'queryRunner',
    createQueryRunner({ pool, limiter, timeoutMs: query.timeoutSeconds * 1000, cancelGraceMs, maxRows: query.maxRows }),
  );
};

export default fp(procedures, { name: 'procedures', dependencies: ['oracle'] });
