import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import oracledb from 'oracledb';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../embedded/start.ts';
import { readProgram } from './conformance/runner/read-program.ts';
import { dropNewObjects, runProgram, schemaObjects } from './conformance/runner/run-program.ts';

/**
 * The programs of test/conformance run on the embedded database, or on a real Oracle where ORACLE_CONNECT_STRING, ORACLE_USER and
 * ORACLE_PASSWORD are set: an account of its own, which is left as it was found.
 */

const folder = fileURLToPath(new URL('./conformance/', import.meta.url));
const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.sql'))
  .sort();

let embedded: EmbeddedOracle | undefined;

async function connect(): Promise<oracledb.Connection> {
  const { ORACLE_CONNECT_STRING: connectString, ORACLE_USER: user = '', ORACLE_PASSWORD: password = '' } = process.env;
  if (connectString !== undefined) return oracledb.getConnection({ user, password, connectString });
  embedded ??= await startEmbeddedOracle({ firstScripts: [] });
  return oracledb.getConnection(embedded);
}

describe('conformance', () => {
  let observer: oracledb.Connection;
  beforeAll(async () => {
    observer = await connect();
  });
  afterAll(async () => {
    await observer?.close();
    await embedded?.stop();
  });

  it.each(programs)('%s', async (program) => {
    const before = await schemaObjects(observer);
    try {
      await runProgram(readProgram(readFileSync(join(folder, program), 'utf8')), connect);
    } finally {
      await dropNewObjects(observer, before);
    }
  });
});
