import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScriptText } from '../../embedded/sqlplus/run-script.ts';
import { type JobDatabase, startJobDatabase } from '../helpers/job-database.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The SQL of the documents, in their order: `operations.md` makes the user in whose schema its script then works. */
const BLOCKS = readdirSync(join(ROOT, 'docs')).flatMap((file) => {
  const text = readFileSync(join(ROOT, 'docs', file), 'utf8');
  return [...text.matchAll(/^```sql\n(.*?)^```/gms)].map(([, sql = ''], index) => ({
    name: `${file} ${index + 1}`,
    sql,
  }));
});

let database: JobDatabase;
beforeAll(async () => {
  database = await startJobDatabase();
  const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
  // The example of a procedure that jobs are to run.
  await system.execute('CREATE USER VENTAS IDENTIFIED BY ventas');
  await system.execute('CREATE PACKAGE VENTAS.PKG_ETL AS PROCEDURE CARGA; END;');
  await system.close();
});
afterAll(() => database.stop());

const IS_FOR_DBA = /^(CREATE USER|ALTER SESSION)/;
/** Calls out of the middle of a procedure. */
const IS_FRAGMENT = /^ASYNC_JOBS_API\./;

describe('the SQL of the documents', () => {
  it.each(BLOCKS)('$name runs', async ({ sql }) => {
    const connection = await database.connect(IS_FOR_DBA.test(sql) ? { user: 'SYSTEM', password: 'oracle' } : {});
    const lines: string[] = [];
    const script = IS_FRAGMENT.test(sql) ? `BEGIN\n${sql}END;\n/\n` : sql;
    try {
      const outcome = await runScriptText(script, { connection, print: (line) => lines.push(line), baseDir: ROOT });
      expect(outcome, lines.join('\n')).toEqual({ exitCode: 0, failures: 0 });
    } finally {
      await connection.close();
    }
  });
});
