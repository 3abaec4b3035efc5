import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../src/config.ts';
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

export type ProceduresOptions = Pick<Config, 'procedures' | 'query' | 'jobs'>;

/** Calls and queries that the client waits for. */
const procedures: FastifyPluginAsync<ProceduresOptions> = async (fastify, { procedures: settings, query, jobs }) => {
  const { control: pool } = fastify.oracle;
  const { cancelGraceMs } = jobs;
  const describer = createProcedureDescriber();
  fastify.decorate('procedureDescriber', describer);
  fastify.decorate(
    'procedureRunner',
    createProcedureRunner({
      pool,
      describer,
      policy: settings,
      timeoutMs: settings.syncTimeoutSeconds * 1000,
      cancelGraceMs,
      cursorMaxRows: settings.cursorMaxRows,
    }),
  );
  fastify.decorate(
    'queryRunner',
    createQueryRunner({ pool, timeoutMs: query.timeoutSeconds * 1000, cancelGraceMs, maxRows: query.maxRows }),
  );
};

export default fp(procedures, { name: 'procedures', dependencies: ['oracle'] });
