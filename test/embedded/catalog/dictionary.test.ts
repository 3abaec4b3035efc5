import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogColumn } from '../../../embedded/catalog/catalog.ts';
import { sqlIdOf } from '../../../embedded/catalog/dictionary/session-views.ts';
import { longOperationsOf } from '../../../embedded/catalog/long-operations.ts';
import { makeVerifier } from '../../../embedded/catalog/password-verifier.ts';
import { findVirtualTable, VIRTUAL_TABLES } from '../../../embedded/catalog/virtual-tables.ts';
import { TestDatabase, type TestSession } from '../ddl/test-database.ts';

let database: TestDatabase;
let app: TestSession;
let system: TestSession;
beforeAll(async () => {
  database = await TestDatabase.start();
  app = await database.session('APP');
  system = await database.session('SYSTEM');
});
afterAll(() => database.stop());

function fits(value: string | null, { type, isNullable }: CatalogColumn): boolean {
  if (value === null) return isNullable;
  if (type.kind === 'NUMBER') return /^-?\d+(\.\d+)?$/.test(value);
  if (type.kind === 'DATE') return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);
  return type.kind !== 'VARCHAR2' || value.length <= (type.length ?? 4000);
}

describe('dictionary views', () => {
  it('all give rows that fit their columns', async () => {
    await app.ddl('CREATE TABLE something (id NUMBER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v VARCHAR2(10) UNIQUE)');
    const problems: string[] = [];
    for (const view of VIRTUAL_TABLES.values()) {
      const names = view.columns.map(({ name }) => name);
      expect(new Set(names).size, view.name).toBe(names.length);
      for (const row of await view.rows(system.state, database.catalog)) {
        for (const [index, column] of view.columns.entries()) {
          if (!fits(row[index] ?? null, column)) problems.push(`${view.name}.${column.name}: ${row[index]}`);
        }
      }
    }
    expect(problems).toEqual([]);
  });

  it('USER_ views show own objects, ALL_ those with a grant, DBA_ all', async () => {
    await system.ddl(
      'CREATE TABLE hidden_one (a NUMBER)',
      'CREATE TABLE granted_one (a NUMBER)',
      'GRANT INSERT ON granted_one TO app',
    );
    const names = async (session: TestSession, view: string) =>
      (await session.view(view, ['TABLE_NAME']))
        .map((row) => row['TABLE_NAME'])
        .filter((name) => name?.endsWith('_ONE'));
    expect(await names(app, 'USER_TABLES')).toEqual([]);
    expect(await names(app, 'ALL_TABLES')).toEqual(['GRANTED_ONE']);
    expect(await names(system, 'USER_TABLES')).toEqual(['HIDDEN_ONE', 'GRANTED_ONE']);
    expect(await names(system, 'DBA_TABLES')).toEqual(['HIDDEN_ONE', 'GRANTED_ONE']);
    expect(findVirtualTable('USER_TABLES')?.columns[0]?.name).toBe('TABLE_NAME');
    expect(findVirtualTable('USER_CONSTRAINTS')?.columns[0]?.name).toBe('OWNER');
  });

  it('NLS_SESSION_PARAMETERS has the settings of the session that asks', async () => {
    app.state.nls.dateFormat = 'YYYY-MM-DD';
    const value = async (session: TestSession) =>
      (await session.view('NLS_SESSION_PARAMETERS', ['VALUE'], { PARAMETER: 'NLS_DATE_FORMAT' }))[0]?.['VALUE'];
    expect(await value(app)).toBe('YYYY-MM-DD');
    expect(await value(system)).toBe('DD-MON-RR');
  });

  it('SESSION_PRIVS and the privilege views agree with what was granted', async () => {
    expect((await app.view('SESSION_PRIVS', ['PRIVILEGE'])).map((row) => row['PRIVILEGE'])).toContain(
      'CREATE PROCEDURE',
    );
    expect(await app.view('USER_TAB_PRIVS', ['TABLE_NAME', 'PRIVILEGE'], { TABLE_NAME: 'DBMS_LOCK' })).toEqual([
      { TABLE_NAME: 'DBMS_LOCK', PRIVILEGE: 'EXECUTE' },
    ]);
    expect(await system.view('SESSION_ROLES', ['ROLE'])).toEqual([{ ROLE: 'DBA' }]);
  });
});

describe('V$ views', () => {
  it('V$SESSION shows the sessions that are logged on, with their attributes', async () => {
    app.state.attributes.module = 'jobs';
    app.state.attributes.clientIdentifier = 'job 7';
    const columns = ['SID', 'USERNAME', 'MODULE', 'CLIENT_IDENTIFIER', 'STATUS'];
    expect(await app.view('V_$SESSION', columns, { USERNAME: 'APP' })).toEqual([
      { SID: String(app.state.sid), USERNAME: 'APP', MODULE: 'jobs', CLIENT_IDENTIFIER: 'job 7', STATUS: 'INACTIVE' },
    ]);
    database.catalog.sessions.remove(system.state);
    expect(await app.view('V_$SESSION', ['SID'], { USERNAME: 'SYSTEM' })).toEqual([]);
    database.catalog.sessions.add({ state: system.state });
  });

  it('V$SESSION and V$LOCK show who waits for whom', async () => {
    await app.ddl('CREATE TABLE contested (a NUMBER)');
    await app.native('INSERT INTO "APP"."CONTESTED" VALUES (1)');
    const processOf = async (session: TestSession) =>
      Number((await session.sql.runNative('SELECT pg_backend_pid()', []))[0]?.[0]);
    const [appProcess, systemProcess] = [await processOf(app), await processOf(system)];
    database.catalog.sessions.add({ state: app.state, storageProcessId: () => appProcess });
    database.catalog.sessions.add({ state: system.state, storageProcessId: () => systemProcess });
    await app.sql.runNative('UPDATE "APP"."CONTESTED" SET "A" = 2', []);
    const waiting = system.sql.runNative('UPDATE "APP"."CONTESTED" SET "A" = 3', []);
    const blocker = async () =>
      (await app.view('V_$SESSION', ['BLOCKING_SESSION'], { SID: String(system.state.sid) }))[0]?.['BLOCKING_SESSION'];
    while ((await blocker()) === null);
    expect(await blocker()).toBe(String(app.state.sid));
    const locks = await app.view('V_$LOCK', ['SID', 'TYPE', 'LMODE', 'REQUEST', 'BLOCK'], { TYPE: 'TX' });
    expect(locks).toContainEqual({ SID: String(app.state.sid), TYPE: 'TX', LMODE: '6', REQUEST: '0', BLOCK: '1' });
    expect(locks).toContainEqual({ SID: String(system.state.sid), TYPE: 'TX', LMODE: '0', REQUEST: '6', BLOCK: '0' });
    await app.sql.rollback();
    await waiting;
    await system.sql.rollback();
  });

  it('V$SESSION_LONGOPS computes elapsed and remaining time', async () => {
    const startTime = new Date(2024, 0, 1, 12, 0, 0);
    longOperationsOf(app.state).push({
      opName: 'load',
      target: '7',
      targetDescription: 'rows of',
      soFar: '25',
      totalWork: '100',
      units: 'rows',
      context: '0',
      startTime,
      lastUpdateTime: new Date(startTime.getTime() + 10_000),
    });
    expect(await app.view('V_$SESSION_LONGOPS', ['OPNAME', 'ELAPSED_SECONDS', 'TIME_REMAINING', 'MESSAGE'])).toEqual([
      {
        OPNAME: 'load',
        ELAPSED_SECONDS: '10',
        TIME_REMAINING: '30',
        MESSAGE: 'load: rows of 7: 25 out of 100 rows done',
      },
    ]);
  });

  it('SQL_ID is the one that Oracle computes', () => {
    expect(sqlIdOf('select * from dual')).toBe('a5ks9fhw2v9s1');
    expect(sqlIdOf('SELECT 1 FROM DUAL')).toMatch(/^[0-9a-z]{13}$/);
  });
});

describe('password verifiers', () => {
  it('are the same for the same password and salt only', async () => {
    const salt = Buffer.alloc(16, 7);
    const first = await makeVerifier('secret', salt);
    expect(first.verifier).toHaveLength(64);
    expect((await makeVerifier('secret', salt)).verifier.equals(first.verifier)).toBe(true);
    expect((await makeVerifier('Secret', salt)).verifier.equals(first.verifier)).toBe(false);
    expect((await makeVerifier('secret')).verifier.equals(first.verifier)).toBe(false);
  });
});
