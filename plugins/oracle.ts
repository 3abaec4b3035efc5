import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import type { Config, OracleConfig } from '../src/config.ts';
import { type Grants, probeGrants } from '../src/jobs/operations/probe-grants.ts';
import { assertSchema, installSchema, type SetupResult } from '../src/oracle/install-schema.ts';
import { createOraclePool, type OraclePool } from '../src/oracle/oracle-pool.ts';

declare module 'fastify' {
  interface FastifyInstance {
    oracle: {
      /** Runs procedures: its size is how many jobs run at once. */
      work: OraclePool;
      /** Everything else, so that long jobs never keep a request waiting. */
      control: OraclePool;
      /** What the database user may do; known when it is ready. */
      readonly grants: Grants;
      /** Resolves when the database answers and the schema is there; never rejects. */
      whenReady: Promise<void>;
    };
    /** Creates or upgrades the schema objects. Rejects with SETUP_PRIVILEGE_MISSING, DATABASE_UNAVAILABLE. */
    setupSchema: () => Promise<SetupResult>;
  }
}

export type OracleOptions = Pick<Config, 'database' | 'instanceName'> & { oracle: OracleConfig };

const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 10_000;

/** The two pools, and the schema. The service starts while the database is down: it is connected to in the background, again and again. */
const oracle: FastifyPluginAsync<OracleOptions> = async (fastify, { oracle: account, database, instanceName }) => {
  const settings = { ...account, timeoutMs: database.timeoutMs, module: instanceName };
  const work = await createOraclePool({ ...settings, size: database.workPoolSize });
  const control = await createOraclePool({ ...settings, size: database.controlPoolSize });
  const stopping = new AbortController();
  let grants: Grants = { hasLocks: false, hasSessionView: false };

  async function prepare(): Promise<void> {
    if (database.setupOnStart) {
      const { created } = await installSchema(settings);
      if (created.length > 0) fastify.log.info({ created }, 'schema objects created or upgraded');
    } else {
      await control.use(assertSchema);
    }
    grants = await control.use(probeGrants);
    if (!grants.hasLocks) fastify.log.info('no EXECUTE on DBMS_LOCK: lost workers are told by their lease');
  }

  async function prepareUntilReady(): Promise<void> {
    let told: string | undefined;
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, MAX_RETRY_MS)) {
      try {
        return await prepare();
      } catch (error) {
        if (stopping.signal.aborted) throw error;
        const reason = reasonOf(error);
        // Once for each reason; the next attempts say the same.
        fastify.log[reason === told ? 'debug' : 'warn']({ err: error }, `not ready: ${reason}`);
        told = reason;
        await sleep(delay, undefined, { signal: stopping.signal });
      }
    }
  }

  // Ends by the abort of its pause when the service stops.
  const whenReady = new Promise<void>((resolve) => {
    prepareUntilReady().then(resolve, () => undefined);
  });

  fastify.decorate('oracle', {
    work,
    control,
    get grants() {
      return grants;
    },
    whenReady,
  });
  fastify.decorate('setupSchema', () => installSchema(settings));
  fastify.addHook('onClose', async () => {
    stopping.abort();
    await Promise.all([work.close(), control.close()]);
  });
};

/** With what Oracle or the driver says of it; without what is new at each attempt. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message.split('\n', 1)[0] : undefined;
  return [error.message, cause?.replace(/ *\(CONNECTION_ID=[^)]*\)/, '')].filter(Boolean).join(': ');
}

export default fp(oracle, { name: 'oracle' });
