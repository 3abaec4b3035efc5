import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedOracle } from '../../../embedded/start.ts';

describe('startEmbeddedOracle', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-start-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('leaves the folder free where the port is taken or a first script fails, and runs the scripts at the next start', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(startEmbeddedOracle({ dataDir, port, firstScripts: [] })).rejects.toThrow(String(port));
    server.close();

    const script = join(dataDir, 'first.sql');
    await writeFile(script, 'CREATE TABLE first_made (id NUMBER);\nSELECT * FROM nowhere;\n');
    await expect(startEmbeddedOracle({ dataDir: join(dataDir, 'db'), firstScripts: [script] })).rejects.toThrow(
      'ORA-00942: table or view does not exist',
    );
    await writeFile(script, 'INSERT INTO first_made VALUES (1);\n');
    for (const start of ['first', 'second']) {
      const database = await startEmbeddedOracle({ dataDir: join(dataDir, 'db'), firstScripts: [script] });
      const connection = await oracledb.getConnection(database);
      expect((await connection.execute('SELECT COUNT(*) FROM first_made')).rows, start).toEqual([[1]]);
      await connection.close();
      await database.stop();
    }
  });

  it('breaks off what runs when it stops', async () => {
    const database = await startEmbeddedOracle({ firstScripts: [] });
    const connection = await oracledb.getConnection(database);
    const running = connection.execute('BEGIN LOOP NULL; END LOOP; END;');
    const outcome = expect(running).rejects.toThrow(/ORA-|NJS-/);
    await database.stop();
    await outcome;
    await connection.close().catch(() => undefined);
    await database.stop();
  });
});
