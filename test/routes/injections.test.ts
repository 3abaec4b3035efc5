import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startRunningService } from '../helpers/running-service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
  await service.execute(
    'CREATE TABLE VICTIMA (ID NUMBER)',
    'INSERT INTO VICTIMA VALUES (1)',
    'CREATE OR REPLACE PROCEDURE P_ECHO(p_in IN VARCHAR2, p_out OUT VARCHAR2) AS BEGIN p_out := p_in; END;',
  );
});
afterAll(() => service?.stop());

const untouched = async () => {
  const { body } = await service.request('POST', '/query', { query: 'SELECT COUNT(*) AS N FROM VICTIMA' });
  expect(body['results']).toEqual([{ N: 1 }]);
};

/** Names that are more than a name, or less. */
const NAMES = [
  "P_ECHO('x'); EXECUTE IMMEDIATE 'DROP TABLE VICTIMA'; --",
  'P_ECHO; DELETE FROM VICTIMA',
  'P_ECHO;--',
  'P_ECHO--',
  'P_ECHO/**/',
  'P_ECHO(:1, :2)',
  'P_ECHO\n;COMMIT',
  'P_ECHO@REMOTE',
  'P ECHO',
  "P_ECHO'",
  '"P_ECHO',
  'P_ECHO"',
  '"P_ECHO"; "X"',
  '"P""ECHO"',
  '"P_ECHO"."',
  '""',
  'A.B.C.D',
  '.P_ECHO',
  'P_ECHO.',
  'A..B',
  '1P_ECHO',
  '_P',
  '$P',
  ':P',
  '&P',
  '\u0000P_ECHO',
  'P_ECHO\u0000',
  'BEGIN NULL; END;',
  "x' OR '1'='1",
];

/** Values that would do harm if they were ever part of a text. */
const VALUES = [
  "'; DROP TABLE VICTIMA; --",
  "' || (SELECT 'x' FROM DUAL) || '",
  '"; DELETE FROM VICTIMA; --',
  ':1',
  '&x',
  '\\',
  "q'[x]'",
  '{{7*7}}',
  '<script>alert(1)</script>',
  '%24{jndi:ldap://127.0.0.1/x}',
];

describe('a name that is no identifier', () => {
  it.each(NAMES)('%j is refused', async (name) => {
    const { status, body } = await service.request('POST', '/procedure/async', { name });
    expect(status).toBe(400);
    expect(body['code']).toBe('INVALID_PROCEDURE_NAME');
    const bySchema = await service.request('POST', '/procedure', { name: 'P_ECHO', schema: name });
    expect(bySchema.body['code']).toBe('INVALID_PROCEDURE_NAME');
    await untouched();
  });
});

describe('a name of a parameter', () => {
  it.each(['p_in => NULL); DELETE FROM VICTIMA; --', "p_in'", 'p_in--', '"p_in'])(
    '%j reaches no text',
    async (name) => {
      const params = [
        { name, value: 'x' },
        { name: 'p_out', direction: 'OUT' },
      ];
      const { status } = await service.request('POST', '/procedure', { name: 'P_ECHO', params });
      expect([400, 422]).toContain(status);
      await untouched();
    },
  );
});

describe('a value', () => {
  it.each(VALUES)('%j arrives as it is', async (value) => {
    const params = [
      { name: 'p_in', value },
      { name: 'p_out', direction: 'OUT', type: 'STRING' },
    ];
    const { body } = await service.request('POST', '/procedure', { name: 'P_ECHO', params });
    expect(body).toEqual({ status: 'ok', out: { p_out: value } });
    await untouched();
  });
});

describe('a query', () => {
  it.each([
    'DELETE FROM VICTIMA',
    'SELECT 1 FROM DUAL; DELETE FROM VICTIMA',
    'BEGIN DELETE FROM VICTIMA; END;',
    'DROP TABLE VICTIMA',
    'INSERT INTO VICTIMA VALUES (2)',
    'ALTER SESSION SET CURRENT_SCHEMA = SYS',
    '/* SELECT */ DELETE FROM VICTIMA',
    'SELECT 1 FROM DUAL -- \n; DELETE FROM VICTIMA',
    'WITH X AS (SELECT 1 FROM DUAL) DELETE FROM VICTIMA',
    'SELECT * FROM VICTIMA FOR UPDATE',
  ])('%j changes nothing', async (sql) => {
    const { status } = await service.request('POST', '/query', { query: sql });
    expect([400, 422]).toContain(status);
    await untouched();
  });
});

describe('denied procedures', () => {
  it.each([
    'DBMS_SESSION.SLEEP',
    'dbms_output.put_line',
    '"DBMS_OUTPUT"."PUT_LINE"',
    'SYS.DBMS_LOCK.SLEEP',
    'UTL_FILE.FOPEN',
    'SYS.ANYTHING',
  ])('%s is refused', async (name) => {
    const { status, body } = await service.request('POST', '/procedure/async', { name });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
  });

  it('by their schema too', async () => {
    const { body } = await service.request('POST', '/procedure', { name: 'DBMS_OUTPUT.ENABLE', schema: 'sys' });
    expect(body).toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
  });
});
