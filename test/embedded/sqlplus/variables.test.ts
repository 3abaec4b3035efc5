import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import oracledb, { type Connection } from 'oracledb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScriptText } from '../../../embedded/sqlplus/run-script.ts';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

let database: EmbeddedOracle;
let connection: Connection;

beforeAll(async () => {
  database = await startEmbeddedOracle({ firstScripts: [] });
  connection = await oracledb.getConnection(database);
});
afterAll(async () => {
  await connection?.close();
  await database?.stop();
});

async function printed(script: string, baseDir?: string): Promise<string[]> {
  const lines: string[] = [];
  await runScriptText(`SET FEEDBACK OFF\n${script}`, { connection, print: (line) => lines.push(line), baseDir });
  return lines;
}

describe('DEFINE', () => {
  it('replaces the names that have a value, and no others', async () => {
    const lines = await printed(`
DEFINE word = 'two words'
DEFINE digits = 42
SELECT '&word R&D &digits.0 &&digits' AS x FROM dual;
DEFINE digits
UNDEFINE digits
PROMPT &digits and &word
`);
    expect(lines).toEqual([
      'X',
      '--------------------',
      'two words R&D 420 42',
      'DEFINE DIGITS = "42" (CHAR)',
      '&digits and two words',
    ]);
  });

  it('is off after SET DEFINE OFF, and takes another mark', async () => {
    const lines = await printed(`
DEFINE n = 1
SET DEFINE OFF
PROMPT &n
SET DEFINE ^
PROMPT ^n &n
`);
    expect(lines).toEqual(['&n', '1 &n']);
  });

  it('takes values from a query', async () => {
    const lines = await printed(`
COLUMN v NEW_VALUE version NOPRINT
SELECT 7 * 6 AS v FROM dual;
PROMPT version &version
`);
    expect(lines.at(-1)).toBe('version 42');
  });

  it('gives a script its arguments', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'script-arguments-'));
    try {
      writeFileSync(join(folder, 'inner.sql'), 'PROMPT [&1] [&2]\n');
      expect(await printed(`@inner one "two words"`, folder)).toEqual(['[one] [two words]']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('VARIABLE', () => {
  it('binds the names of blocks and statements, and prints them', async () => {
    const lines = await printed(`
CREATE TABLE variables_t (id NUMBER, name VARCHAR2(20));
VARIABLE n NUMBER
VARIABLE t VARCHAR2(20)
VARIABLE r NUMBER
EXEC :n := 20 + 1
BEGIN
  :t := 'no. ' || :n; -- :n is no bind here
  :n := :n * 2;
END;
/
INSERT INTO variables_t VALUES (:n, :t) RETURNING id + 1 INTO :r;
SELECT id, name FROM variables_t WHERE id = :n;
PRINT n t
PRINT :r
`);
    expect(lines).toEqual([
      ...['ID NAME', '-- ------', '42 no. 21'],
      ...[' N', '--', '42'],
      ...['T', '------', 'no. 21'],
      ...[' R', '--', '43'],
    ]);
  });

  it('prints the rows of a cursor', async () => {
    const lines = await printed(`
VARIABLE rc REFCURSOR
BEGIN
  OPEN :rc FOR SELECT LEVEL AS x FROM dual CONNECT BY LEVEL <= 2;
END;
/
PRINT rc
`);
    expect(lines).toEqual(['X', '-', '1', '2']);
  });
});
