import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Listener, startListener } from '../../../embedded/net/start-listener.ts';
import { ScriptedDatabase } from './scripted-database.ts';

export type Harness = {
  database: ScriptedDatabase;
  listener: Listener;
  /** What the server logged. */
  lines: string[];
  /** A connection of the real driver, closed after the test. */
  connect(options?: Partial<oracledb.ConnectionAttributes>): Promise<oracledb.Connection>;
};

/** A scripted database behind a real listener, for the tests of one file. */
export function useHarness(): Harness {
  const connections: oracledb.Connection[] = [];
  const harness = {
    lines: [] as string[],
    async connect(options: Partial<oracledb.ConnectionAttributes> = {}) {
      const connection = await oracledb.getConnection({
        user: 'app',
        password: 'app',
        connectString: `127.0.0.1:${harness.listener.port}/FREEPDB1`,
        ...options,
      });
      connections.push(connection);
      return connection;
    },
  } as Harness;
  beforeAll(async () => {
    harness.database = await ScriptedDatabase.create();
    harness.listener = await startListener({
      database: harness.database,
      port: 0,
      host: '127.0.0.1',
      log: (line) => harness.lines.push(line),
    });
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close().catch(() => {})));
  });
  afterAll(async () => {
    await harness.listener.close();
  });
  return harness;
}
