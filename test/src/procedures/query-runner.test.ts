import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimiter } from '../../../src/oracle/limiter.ts';
import type { QueryRunner } from '../../../src/procedures/procedure-runner.ts';
import { createQueryRunner } from '../../../src/procedures/run-query.ts';
import { type JobDatabase, startJobDatabase } from '../../helpers/job-database.ts';

let database: JobDatabase;
let runner: QueryRunner;
beforeAll(async () => {
  database = await startJobDatabase();
  await database.execute(
    'CREATE TABLE VENTAS (ID NUMBER, NOMBRE VARCHAR2(30), IMPORTE NUMBER(12, 2), FECHA DATE, NOTA CLOB, FOTO BLOB)',
    "INSERT INTO VENTAS VALUES (1, 'uno', 12.5, DATE '2025-12-10', 'larga', HEXTORAW('00FF'))",
    "INSERT INTO VENTAS VALUES (2, 'dos', NULL, NULL, NULL, NULL)",
    `CREATE OR REPLACE FUNCTION CAMBIA RETURN NUMBER AS
     BEGIN
       UPDATE VENTAS SET IMPORTE = 0;
       RETURN 1;
     END;`,
  );
  runner = createRunner();
});
afterAll(() => database.stop());

function createRunner(timeoutMs = 10_000): QueryRunner {
  return createQueryRunner({
    pool: database.control,
    limiter: createLimiter(2, 10_000),
    timeoutMs,
    cancelGraceMs: 2000,
    maxRows: 10,
  });
}

describe('queries', () => {
  it('give rows as JSON values', async () => {
    expect(await runner.run({ query: 'SELECT * FROM VENTAS ORDER BY ID;' })).toEqual({
      results: [
        { ID: 1, NOMBRE: 'uno', IMPORTE: 12.5, FECHA: '2025-12-10T00:00:00', NOTA: 'larga', FOTO: 'AP8=' },
        { ID: 2, NOMBRE: 'dos', IMPORTE: null, FECHA: null, NOTA: null, FOTO: null },
      ],
      truncated: false,
    });
  });

  it('take binds by name and by position', async () => {
    const query = 'SELECT NOMBRE FROM VENTAS WHERE ID = :1';
    expect((await runner.run({ query, binds: [2] })).results).toEqual([{ NOMBRE: 'dos' }]);
    const named = 'SELECT NOMBRE FROM VENTAS WHERE ID = :id AND NOMBRE = :nombre';
    expect((await runner.run({ query: named, binds: { id: 1, nombre: 'uno' } })).results).toEqual([{ NOMBRE: 'uno' }]);
  });

  it('are cut at the cap', async () => {
    const { results, truncated } = await runner.run({ query: 'SELECT LEVEL AS N FROM DUAL CONNECT BY LEVEL <= 11' });
    expect(results).toHaveLength(10);
    expect(truncated).toBe(true);
  });

  it('cannot change anything', async () => {
    await expect(runner.run({ query: 'SELECT CAMBIA FROM DUAL' })).rejects.toMatchObject({
      code: 'QUERY_FAILED',
      oracleCode: expect.stringMatching(/^ORA-(14551|01456)$/),
    });
    expect(await database.query('SELECT IMPORTE FROM VENTAS WHERE ID = 1')).toEqual([{ IMPORTE: 12.5 }]);
  });

  it("say what is wrong in Oracle's words", async () => {
    await expect(runner.run({ query: 'SELECT * FROM NO_EXISTE' })).rejects.toMatchObject({
      code: 'QUERY_FAILED',
      oracleCode: 'ORA-00942',
    });
    await expect(runner.run({ query: 'SELECT 1 FROM DUAL', binds: [{}] })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('say what is wrong with the binds', async () => {
    const query = 'SELECT :a AS A FROM DUAL';
    const refused = (binds: Record<string, unknown>) =>
      expect(runner.run({ query, binds })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await refused({});
    await expect(runner.run({ query, binds: { a: 1, b: 2 } })).rejects.toMatchObject({
      errors: [
        { path: 'binds', message: 'no son las variables de la consulta: la consulta tiene 1 y se dieron 2 valores' },
      ],
    });
    await refused({ b: 1 });
    await refused({ a: 1e126 });
    await expect(runner.run({ query, binds: { 'a b': 1 } })).rejects.toMatchObject({
      errors: [{ path: 'binds.a b', message: 'no es un nombre de variable' }],
    });
  });

  it('are broken off past the time limit', async () => {
    await database.execute(
      'CREATE OR REPLACE FUNCTION DUERME RETURN NUMBER AS BEGIN DBMS_SESSION.SLEEP(600); RETURN 1; END;',
    );
    const hasty = createRunner(200);
    await expect(hasty.run({ query: 'SELECT DUERME FROM DUAL' })).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    expect((await runner.run({ query: 'SELECT 1 AS N FROM DUAL' })).results).toEqual([{ N: 1 }]);
  });
});
