import { setTimeout as sleep } from 'node:timers/promises';
import oracledb, { type BindParameters, type Connection } from 'oracledb';
import { startEmbeddedOracle } from '../../embedded/start.ts';
import { createOraclePool, type OraclePool } from '../../src/oracle/oracle-pool.ts';

export type JobDatabase = {
  embedded: Awaited<ReturnType<typeof startEmbeddedOracle>>;
  account: { user: string; password: string; connectString: string };
  control: OraclePool;
  work: OraclePool;
  /** Statements of the test's own, each committed, on connections outside of the pools. */
  execute(...statements: string[]): Promise<void>;
  query<Row>(text: string, binds?: BindParameters): Promise<Row[]>;
  connect(account?: Partial<JobDatabase['account']>): Promise<Connection>;
  stop(): Promise<void>;
};

/** Generous: the machine may be busy. Tests that wait for a deadline make pools of their own. */
export const TIMEOUT_MS = 20_000;

/** An embedded database with the service's schema in it, and the two pools of a service. */
export async function startJobDatabase(sizes = { control: 4, work: 4 }): Promise<JobDatabase> {
  const embedded = await startEmbeddedOracle({ port: 0 });
  const account = { user: embedded.user, password: embedded.password, connectString: embedded.connectString };
  const options = { ...account, timeoutMs: TIMEOUT_MS, module: 'test' };
  const control = await createOraclePool({ ...options, size: sizes.control });
  const work = await createOraclePool({ ...options, size: sizes.work });
  const connect = (other: Partial<typeof account> = {}) => oracledb.getConnection({ ...account, ...other });

  async function withConnection<T>(action: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await connect();
    try {
      return await action(connection);
    } finally {
      await connection.close();
    }
  }

  return {
    embedded,
    account,
    control,
    work,
    connect,
    execute: (...statements) =>
      withConnection(async (connection) => {
        for (const statement of statements) {
          const { warning } = await connection.execute(statement, {}, { autoCommit: true });
          if (warning !== undefined) throw new Error(`does not compile: ${statement}`);
        }
      }),
    query: (text, binds = {}) =>
      withConnection(async (connection) => {
        const { rows } = await connection.execute(text, binds, { outFormat: oracledb.OUT_FORMAT_OBJECT });
        return (rows ?? []) as never[];
      }),
    async stop() {
      await Promise.all([control.close(), work.close()]);
      await embedded.stop();
    },
  };
}

/** Asks again until there is an answer. The test's own time-out ends it. */
export async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await sleep(20);
  }
}
