import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestDatabase, type TestSession } from '../ddl/test-database.ts';

let database: TestDatabase;
let app: TestSession;
beforeAll(async () => {
  database = await TestDatabase.start();
  app = await database.session('APP');
});
afterAll(() => database.stop());

function resolve(name: string, user = 'APP', schema = user): string | undefined {
  const found = database.catalog.resolveObject(name.split('.'), { schema, user });
  return found && [`${found.object.schema}.${found.object.name}`, ...found.rest].join('/');
}

describe('names', () => {
  it('of own objects win over public synonyms, and both over schemas', async () => {
    await app.ddl('CREATE TABLE app (a NUMBER)', 'CREATE TABLE t (a NUMBER)', 'CREATE SEQUENCE seq');
    expect(resolve('T')).toBe('APP.T');
    expect(resolve('APP.T')).toBe('APP.T');
    expect(resolve('T.A')).toBe('APP.T/A');
    expect(resolve('APP.A')).toBe('APP.APP/A');
    expect(resolve('APP.T.A')).toBe('APP.T/A');
    expect(resolve('SEQ.NEXTVAL')).toBe('APP.SEQ/NEXTVAL');
    expect(resolve('DUAL')).toBe('SYS.DUAL');
    expect(resolve('SYS.DUAL')).toBe('SYS.DUAL');
    expect(resolve('NOTHING')).toBeUndefined();
    await app.ddl('CREATE TABLE dual (a NUMBER)');
    expect(resolve('DUAL')).toBe('APP.DUAL');
    expect(resolve('DUAL', 'SYSTEM')).toBe('SYS.DUAL');
    expect(resolve('T', 'SYSTEM', 'APP')).toBe('APP.T');
  });

  it('of dictionary views are seen by everybody, of V$ and DBA_ views by those with the right', () => {
    expect(resolve('USER_TABLES')).toBe('SYS.USER_TABLES');
    expect(resolve('CAT')).toBe('SYS.USER_CATALOG');
    expect(resolve('V$VERSION')).toBe('SYS.V_$VERSION');
    // Granted to the application user, for jobs to find their sessions.
    expect(resolve('V$SESSION')).toBe('SYS.V_$SESSION');
    expect(resolve('SYS.V_$SESSION')).toBe('SYS.V_$SESSION');
    expect(resolve('V$LOCK')).toBeUndefined();
    expect(resolve('DBA_TABLES')).toBeUndefined();
    expect(resolve('V$LOCK', 'SYSTEM')).toBe('SYS.V_$LOCK');
    expect(resolve('DBA_TABLES', 'SYSTEM')).toBe('SYS.DBA_TABLES');
  });

  it('of packages have subprograms behind them; restricted ones need EXECUTE', async () => {
    expect(resolve('DBMS_OUTPUT.PUT_LINE')).toBe('SYS.DBMS_OUTPUT/PUT_LINE');
    expect(resolve('SYS.DBMS_OUTPUT.PUT_LINE')).toBe('SYS.DBMS_OUTPUT/PUT_LINE');
    expect(resolve('DBMS_LOCK.SLEEP')).toBe('SYS.DBMS_LOCK/SLEEP');
    const sys = await database.session('SYS');
    await sys.ddl('CREATE USER carl IDENTIFIED BY x');
    expect(resolve('DBMS_LOCK.SLEEP', 'CARL')).toBeUndefined();
    expect(resolve('DBMS_OUTPUT.PUT_LINE', 'CARL')).toBe('SYS.DBMS_OUTPUT/PUT_LINE');
    await sys.ddl('GRANT EXECUTE ON dbms_lock TO carl');
    expect(resolve('DBMS_LOCK.SLEEP', 'CARL')).toBe('SYS.DBMS_LOCK/SLEEP');
  });
});
