import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runScripts } from '../../../embedded/cli/run-scripts.ts';
import { startEmbeddedOracle } from '../../../embedded/start.ts';

describe('npm run embedded -- run', () => {
  let dataDir: string;
  let printed: string[];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-run-'));
    printed = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => {
      printed.push(line);
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function script(name: string, text: string): Promise<string> {
    const path = join(dataDir, name);
    await writeFile(path, text);
    return path;
  }

  it('starts a database for the time of the script, or uses the one that runs', async () => {
    const create = await script(
      'create.sql',
      'CREATE TABLE made (id NUMBER);\nINSERT INTO made VALUES (7);\n@@nested\n',
    );
    await script('nested.sql', 'PROMPT nested\nINSERT INTO made VALUES (8);\n');
    expect(await runScripts([create], { dataDir, firstScripts: [] })).toBe(0);
    expect(printed).toEqual(['Table created.', '1 row created.', 'nested', '1 row created.']);

    const database = await startEmbeddedOracle({ dataDir, firstScripts: [] });
    try {
      const more = await script('more.sql', 'INSERT INTO made VALUES (9);\nSELECT SUM(id) AS total FROM made;\n');
      printed = [];
      expect(await runScripts([more], { dataDir })).toBe(0);
      expect(printed).toEqual(['1 row created.', 'TOTAL', '-----', '   24', '1 row selected.']);
      const connection = await oracledb.getConnection(database);
      expect((await connection.execute('SELECT COUNT(*) FROM made')).rows).toEqual([[3]]);
      await connection.close();
    } finally {
      await database.stop();
    }
  });

  it('tells errors, compilation errors and output, and ends as WHENEVER says', async () => {
    const file = await script(
      'errors.sql',
      `SET SERVEROUTPUT ON
SELECT * FROM nowhere;
CREATE OR REPLACE PROCEDURE broken AS
BEGIN
  nope;
END;
/
SHOW ERRORS
EXEC DBMS_OUTPUT.PUT_LINE('said')
WHENEVER SQLERROR EXIT 3 ROLLBACK
BEGIN
  RAISE_APPLICATION_ERROR(-20001, 'stop');
END;
/
PROMPT never
`,
    );
    expect(await runScripts([file], { dataDir: undefined, firstScripts: [] })).toBe(3);
    expect(printed).toEqual([
      'ERROR in the statement at line 2:',
      'ORA-00942: table or view does not exist',
      'Warning: Procedure created with compilation errors.',
      'Errors for PROCEDURE BROKEN:',
      '',
      '3/3      PL/SQL: Statement ignored',
      "3/3      PLS-00201: identifier 'NOPE' must be declared",
      'PL/SQL procedure successfully completed.',
      'said',
      'ERROR in the statement at line 11:',
      'ORA-20001: stop',
      'ORA-06512: at line 2',
    ]);
  });
});
