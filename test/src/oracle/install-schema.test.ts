import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../../../embedded/sqlplus/run-script.ts';
import { assertSchema, installSchema } from '../../../src/oracle/install-schema.ts';
import { readMigrations } from '../../../src/oracle/migrations.ts';
import { type JobDatabase, startJobDatabase, TIMEOUT_MS } from '../../helpers/job-database.ts';

/** The guides' table, as the Go service made it: without PARAMS in one guide, with it in another. */
const GO_TABLE = `
CREATE TABLE ASYNC_JOBS (
    JOB_ID VARCHAR2(32) PRIMARY KEY,
    STATUS VARCHAR2(20) CHECK (STATUS IN ('pending', 'running', 'completed', 'failed')),
    PROCEDURE_NAME VARCHAR2(200) NOT NULL,
    START_TIME TIMESTAMP NOT NULL,
    END_TIME TIMESTAMP,
    DURATION VARCHAR2(50),
    RESULT CLOB,
    ERROR_MSG CLOB,
    PROGRESS NUMBER CHECK (PROGRESS BETWEEN 0 AND 100),
    CREATED_AT TIMESTAMP DEFAULT CURRENT_TIMESTAMP
)`;

const ALL_OBJECTS = [
  'ASYNC_JOBS_SCHEMA',
  'ASYNC_JOBS',
  'ASYNC_JOB_LOGS',
  'ASYNC_JOB_ATTEMPTS',
  'V_ASYNC_JOBS_RECENT',
  'ASYNC_JOBS_API',
  'ASYNC_JOBS_RUNTIME',
  'CLEANUP_OLD_ASYNC_JOBS',
];

let database: JobDatabase;
beforeAll(async () => {
  database = await startJobDatabase();
});
afterAll(() => database.stop());

const install = () => installSchema({ ...database.account, timeoutMs: TIMEOUT_MS });

async function dropAll(): Promise<void> {
  await database.execute(
    'DROP PROCEDURE CLEANUP_OLD_ASYNC_JOBS',
    'DROP PACKAGE ASYNC_JOBS_RUNTIME',
    'DROP PACKAGE ASYNC_JOBS_API',
    'DROP VIEW V_ASYNC_JOBS_RECENT',
    'DROP TABLE ASYNC_JOB_LOGS',
    'DROP TABLE ASYNC_JOB_ATTEMPTS',
    'DROP TABLE ASYNC_JOBS',
    'DROP TABLE ASYNC_JOBS_SCHEMA',
  );
}

describe('installSchema', () => {
  it('finds what the embedded database was given at its first start', async () => {
    expect(await install()).toEqual({ created: [], existing: ALL_OBJECTS });
  });

  it('makes again what somebody dropped', async () => {
    await database.execute('DROP VIEW V_ASYNC_JOBS_RECENT');
    expect((await install()).created).toEqual(['V_ASYNC_JOBS_RECENT']);
    expect(await database.query('SELECT * FROM V_ASYNC_JOBS_RECENT')).toEqual([]);
  });

  it('creates everything once when two instances start together', async () => {
    await dropAll();
    const results = await Promise.all([install(), install()]);
    const created = results.flatMap((result) => result.created);
    expect(new Set(created)).toEqual(new Set(ALL_OBJECTS));
    const rows = await database.query<{ VERSION: number }>('SELECT VERSION FROM ASYNC_JOBS_SCHEMA ORDER BY VERSION');
    expect(rows.map(({ VERSION }) => VERSION)).toEqual([-2, -1, 0, 1, 2, 3, 4, 5, 6, 7]);
    const invalid = await database.query("SELECT OBJECT_NAME FROM USER_OBJECTS WHERE STATUS <> 'VALID'");
    expect(invalid).toEqual([]);
  });

  it("upgrades the Go service's table in place and loses nothing", async () => {
    await dropAll();
    await database.execute(
      GO_TABLE,
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, END_TIME, DURATION, RESULT, PROGRESS)
       VALUES ('a1', 'completed', 'PKG_ETL.PROCESO_LARGO', SYSTIMESTAMP - INTERVAL '1' HOUR, SYSTIMESTAMP, '1h0m0s', '{"vRESULTADO":1250}', 100)`,
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, PROGRESS)
       VALUES ('b2', 'running', 'PKG_ETL.PROCESO_LARGO', SYSTIMESTAMP, 50)`,
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, ERROR_MSG, PROGRESS)
       VALUES ('c3', 'failed', 'P', SYSTIMESTAMP, 'ORA-01555: snapshot too old', 100)`,
    );
    const { created } = await install();
    expect(created).toContain('ASYNC_JOBS');
    const rows = await database.query<Record<string, unknown>>(
      `SELECT JOB_ID, STATUS, STATUS_REASON, DURATION, TO_CHAR(RESULT) AS RESULT, TO_CHAR(ERROR_MSG) AS ERROR_MSG,
              CASE WHEN ACCEPTED_AT > SYSTIMESTAMP - INTERVAL '2' HOUR THEN 1 ELSE 0 END AS IS_RECENT
       FROM ASYNC_JOBS ORDER BY JOB_ID`,
    );
    expect(rows).toMatchObject([
      {
        JOB_ID: 'a1',
        STATUS: 'completed',
        STATUS_REASON: 'success',
        DURATION: '1h0m0s',
        RESULT: '{"vRESULTADO":1250}',
        IS_RECENT: 1,
      },
      { JOB_ID: 'b2', STATUS: 'failed', STATUS_REASON: 'outcome_unknown' },
      { JOB_ID: 'c3', STATUS: 'failed', ERROR_MSG: 'ORA-01555: snapshot too old' },
    ]);
    await database.execute("UPDATE ASYNC_JOBS SET STATUS = 'cancelled' WHERE JOB_ID = 'c3'");
    await expect(database.execute("UPDATE ASYNC_JOBS SET STATUS = 'otro' WHERE JOB_ID = 'c3'")).rejects.toThrow(
      'ORA-02290',
    );
    expect((await install()).created).toEqual([]);
  });

  it('tells what became of rows whose status nobody knows', async () => {
    await dropAll();
    await database.execute(
      GO_TABLE.replace(/ CHECK \(STATUS[^)]*\)\)/, '').replace(' CHECK (PROGRESS BETWEEN 0 AND 100)', ''),
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, PROGRESS) VALUES ('a1', 'error', 'P', SYSTIMESTAMP, 150)`,
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME) VALUES ('b2', NULL, 'P', SYSTIMESTAMP)`,
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME) VALUES ('c3', 'COMPLETED ', 'P', SYSTIMESTAMP)`,
      `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, ERROR_MSG)
       VALUES ('d4', 'timeout', 'P', SYSTIMESTAMP, 'ORA-01013: user requested cancel')`,
    );
    await install();
    const rows = await database.query(
      'SELECT JOB_ID, STATUS, STATUS_REASON, TO_CHAR(ERROR_MSG) AS ERROR_MSG, PROGRESS FROM ASYNC_JOBS ORDER BY JOB_ID',
    );
    const unknown = { STATUS: 'failed', STATUS_REASON: 'outcome_unknown', PROGRESS: 100 };
    expect(rows).toEqual([
      {
        JOB_ID: 'a1',
        ...unknown,
        ERROR_MSG: 'El servicio anterior dejó el job en el estado "error", que no se conoce',
      },
      { JOB_ID: 'b2', ...unknown, ERROR_MSG: 'El servicio anterior dejó el job en el estado "", que no se conoce' },
      { JOB_ID: 'c3', STATUS: 'completed', STATUS_REASON: 'success', PROGRESS: 100, ERROR_MSG: null },
      { JOB_ID: 'd4', ...unknown, ERROR_MSG: 'ORA-01013: user requested cancel' },
    ]);
  });

  it('completes what a killed process had begun, wherever it was', async () => {
    const upgrade = (await readMigrations()).slice(0, 2).flatMap(({ statements }) => statements);
    const steps = upgrade.filter((statement) => !statement.startsWith('COMMENT'));
    for (let done = 0; done < steps.length; done += 1) {
      await dropAll();
      await database.execute(
        GO_TABLE,
        `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME, RESULT)
         VALUES ('a1', 'completed', 'P', SYSTIMESTAMP, '{"n":1}')`,
        `INSERT INTO ASYNC_JOBS (JOB_ID, STATUS, PROCEDURE_NAME, START_TIME) VALUES ('b2', 'running', 'P', SYSTIMESTAMP)`,
      );
      const killed = await database.connect();
      for (const step of steps.slice(0, done)) await killed.execute(step);
      // What is not committed is lost with the process.
      await killed.rollback();
      await killed.close();
      await install();
      expect(await install(), `after ${done} steps`).toMatchObject({ created: [] });
      const rows = await database.query(
        'SELECT JOB_ID, STATUS, STATUS_REASON, TO_CHAR(RESULT) AS RESULT FROM ASYNC_JOBS WHERE ACCEPTED_AT IS NOT NULL ORDER BY JOB_ID',
      );
      expect(rows, `after ${done} steps`).toEqual([
        { JOB_ID: 'a1', STATUS: 'completed', STATUS_REASON: 'success', RESULT: '{"n":1}' },
        { JOB_ID: 'b2', STATUS: 'failed', STATUS_REASON: 'outcome_unknown', RESULT: null },
      ]);
    }
  }, 180_000);

  it('names the script that does not fit what is there', async () => {
    await dropAll();
    await database.execute('CREATE VIEW ASYNC_JOBS AS SELECT 1 AS JOB_ID FROM DUAL');
    await expect(install()).rejects.toThrow(/^sql\/002_async_jobs\.sql failed: ORA-/);
    await database.execute('DROP VIEW ASYNC_JOBS');
    expect((await install()).created).toContain('ASYNC_JOBS');
  });

  it('names the script when the user may not create anything', async () => {
    const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
    await system.execute('CREATE USER LECTOR IDENTIFIED BY lector');
    await system.execute('GRANT CREATE SESSION TO LECTOR');
    await system.close();
    const settings = { ...database.account, user: 'LECTOR', password: 'lector', timeoutMs: TIMEOUT_MS };
    await expect(installSchema(settings)).rejects.toMatchObject({
      code: 'SETUP_PRIVILEGE_MISSING',
      message: expect.stringContaining('sql/create_async_jobs_table.sql'),
    });
  });

  it('is done by a DBA in the schema of a user who may create nothing', async () => {
    const system = await database.connect({ user: 'SYSTEM', password: 'oracle' });
    await system.execute('CREATE USER SIN_DERECHOS IDENTIFIED BY clave QUOTA UNLIMITED ON USERS');
    await system.execute('GRANT CREATE SESSION TO SIN_DERECHOS');
    await system.execute('ALTER SESSION SET CURRENT_SCHEMA = SIN_DERECHOS');
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const outcome = await runScript('sql/create_async_jobs_table.sql', { connection: system, print });
    expect(outcome, lines.join('\n')).toEqual({ exitCode: 0, failures: 0 });
    await system.close();

    const user = { user: 'SIN_DERECHOS', password: 'clave' };
    const connection = await database.connect(user);
    await assertSchema(connection);
    await connection.close();
    expect(await installSchema({ ...database.account, ...user, timeoutMs: TIMEOUT_MS })).toMatchObject({ created: [] });
  });

  it('a script that fails in SQL*Plus stops there and is not recorded', async () => {
    await dropAll();
    await database.execute('CREATE VIEW ASYNC_JOBS AS SELECT 1 AS JOB_ID FROM DUAL');
    const connection = await database.connect();
    const outcome = await runScript('sql/create_async_jobs_table.sql', { connection, print: () => undefined });
    await connection.close();
    expect(outcome.exitCode).not.toBe(0);
    const rows = await database.query<{ VERSION: number }>('SELECT MAX(VERSION) AS VERSION FROM ASYNC_JOBS_SCHEMA');
    expect(rows).toEqual([{ VERSION: 1 }]);
    await database.execute('DROP VIEW ASYNC_JOBS');
    await install();
  });
});
