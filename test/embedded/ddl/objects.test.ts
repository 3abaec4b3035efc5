import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestDatabase, type TestSession } from './test-database.ts';

let database: TestDatabase;
let app: TestSession;
let system: TestSession;
beforeAll(async () => {
  database = await TestDatabase.start();
  app = await database.session('APP');
  system = await database.session('SYSTEM');
});
afterAll(() => database.stop());

async function check(session: TestSession, failures: [string, string][]): Promise<void> {
  for (const [sql, message] of failures) expect(await session.failure(sql), sql).toBe(message);
}

describe('sequences', () => {
  it('count as they are told', async () => {
    await app.ddl(
      'CREATE SEQUENCE plain',
      'CREATE SEQUENCE stepping START WITH 5 INCREMENT BY 5 MAXVALUE 15 MINVALUE 1 CYCLE CACHE 2 ORDER',
      'CREATE SEQUENCE falling INCREMENT BY -1',
    );
    const next = async (name: string) => Number((await app.native(`SELECT nextval('"APP"."${name}"')`))[0]?.[0]);
    expect([await next('PLAIN'), await next('PLAIN')]).toEqual([1, 2]);
    expect([await next('STEPPING'), await next('STEPPING'), await next('STEPPING'), await next('STEPPING')]).toEqual([
      5, 10, 15, 1,
    ]);
    expect(await next('FALLING')).toBe(-1);
    await app.ddl('ALTER SEQUENCE plain INCREMENT BY 10');
    expect(await next('PLAIN')).toBe(12);
    await app.ddl('ALTER SEQUENCE plain RESTART START WITH 100');
    expect(await next('PLAIN')).toBe(100);
    const columns = [
      'SEQUENCE_NAME',
      'MAX_VALUE',
      'INCREMENT_BY',
      'CYCLE_FLAG',
      'ORDER_FLAG',
      'CACHE_SIZE',
      'LAST_NUMBER',
    ];
    expect((await app.view('USER_SEQUENCES', columns)).map((row) => Object.values(row))).toEqual([
      ['PLAIN', '9999999999999999999999999999', '10', 'N', 'N', '20', '110'],
      ['STEPPING', '15', '5', 'Y', 'Y', '2', '6'],
      ['FALLING', '-1', '-1', 'N', 'N', '20', '-2'],
    ]);
  });

  it('refuse what makes no sense', () =>
    check(app, [
      ['CREATE SEQUENCE plain', 'ORA-00955: name is already used by an existing object'],
      ['CREATE SEQUENCE s INCREMENT BY 0', 'ORA-04002: INCREMENT must be a nonzero integer'],
      ['CREATE SEQUENCE s MINVALUE 5 START WITH 1', 'ORA-04006: START WITH cannot be less than MINVALUE'],
      ['CREATE SEQUENCE s MAXVALUE 5 START WITH 6', 'ORA-04008: START WITH cannot be more than MAXVALUE'],
      ['CREATE SEQUENCE s MAXVALUE 5 MINVALUE 6', 'ORA-04004: MINVALUE must be less than MAXVALUE'],
      ['CREATE SEQUENCE s CYCLE', 'ORA-04015: ascending sequences that CYCLE must specify MAXVALUE'],
      ['CREATE SEQUENCE s CACHE 1', 'ORA-04010: the number of values to CACHE must be greater than 1'],
      ['ALTER SEQUENCE plain START WITH 5', 'ORA-02283: cannot alter starting sequence number'],
      ['ALTER SEQUENCE plain MAXVALUE 50', 'ORA-04009: MAXVALUE cannot be made to be less than the current value'],
      ['ALTER SEQUENCE nothing INCREMENT BY 2', 'ORA-02289: sequence does not exist'],
      ['DROP SEQUENCE nothing', 'ORA-02289: sequence does not exist'],
    ]));

  it('of identity columns live and die with their table', async () => {
    await app.ddl('CREATE TABLE numbered (id NUMBER GENERATED ALWAYS AS IDENTITY (START WITH 7))');
    const [sequence] = await app.view('USER_TAB_IDENTITY_COLS', ['SEQUENCE_NAME'], { TABLE_NAME: 'NUMBERED' });
    const name = sequence?.['SEQUENCE_NAME'];
    expect(await app.failure(`DROP SEQUENCE "${name}"`)).toBe('ORA-32794: cannot drop a system-generated sequence');
    await app.ddl('DROP TABLE numbered');
    expect(await app.view('USER_SEQUENCES', ['SEQUENCE_NAME'], { SEQUENCE_NAME: name ?? '' })).toEqual([]);
  });
});

describe('indexes', () => {
  it('are made, renamed and dropped', async () => {
    await app.ddl(
      'CREATE TABLE indexed (a NUMBER, b VARCHAR2(5), c CLOB, d NUMBER CONSTRAINT indexed_uk UNIQUE)',
      'CREATE INDEX ix_ab ON indexed (a, b DESC)',
      'CREATE UNIQUE INDEX ix_upper ON indexed (UPPER(b))',
    );
    const columns = ['INDEX_NAME', 'COLUMN_NAME', 'COLUMN_POSITION', 'DESCEND'];
    expect(
      (await app.view('USER_IND_COLUMNS', columns, { TABLE_NAME: 'INDEXED' })).map((row) =>
        Object.values(row).join(' '),
      ),
    ).toEqual(['INDEXED_UK D 1 ASC', 'IX_AB A 1 ASC', 'IX_AB SYS_NC00006$ 2 DESC', 'IX_UPPER SYS_NC00005$ 1 ASC']);
    await check(app, [
      ['CREATE INDEX ix_ab ON indexed (b)', 'ORA-00955: name is already used by an existing object'],
      ['CREATE INDEX ix ON indexed (a, b DESC)', 'ORA-01408: such column list already indexed'],
      ['CREATE INDEX ix ON indexed (d)', 'ORA-01408: such column list already indexed'],
      ['CREATE INDEX ix ON indexed (z)', 'ORA-00904: "Z": invalid identifier'],
      ['CREATE INDEX ix ON indexed (c)', 'ORA-02327: cannot create index on expression with datatype LOB'],
      ['CREATE INDEX ix ON nothing (a)', 'ORA-00942: table or view does not exist'],
      ['DROP INDEX nothing', 'ORA-01418: specified index does not exist'],
      ['DROP INDEX indexed_uk', 'ORA-02429: cannot drop index used for enforcement of unique/primary key'],
    ]);
    await app.native(`INSERT INTO "APP"."INDEXED" ("A") VALUES (1), (1)`);
    expect(await app.failure('CREATE UNIQUE INDEX ix ON indexed (a)')).toBe(
      'ORA-01452: cannot CREATE UNIQUE INDEX; duplicate keys found',
    );
    await app.ddl(
      'ALTER INDEX ix_upper RENAME TO ix_big',
      'ALTER INDEX ix_big REBUILD',
      'DROP INDEX ix_big',
      'DROP INDEX ix_ab',
    );
    expect(database.catalog.indexesOf('APP', 'INDEXED').map(({ object }) => object.name)).toEqual(['INDEXED_UK']);
  });
});

describe('synonyms', () => {
  it('lead to objects, own before public', async () => {
    await app.ddl('CREATE TABLE target (a NUMBER)', 'CREATE SYNONYM s1 FOR target', 'CREATE SYNONYM s2 FOR app.s1');
    await system.ddl('CREATE PUBLIC SYNONYM everywhere FOR app.target', 'CREATE SYNONYM dangling FOR app.nothing');
    const resolve = (name: string, user: string) =>
      database.catalog.resolveObject([name], { schema: user, user })?.object.name;
    expect(resolve('S2', 'APP')).toBe('TARGET');
    expect(resolve('EVERYWHERE', 'APP')).toBe('TARGET');
    expect(resolve('DANGLING', 'SYSTEM')).toBeUndefined();
    await app.ddl('CREATE OR REPLACE SYNONYM s1 FOR app.s2');
    expect(() => resolve('S1', 'APP')).toThrow('ORA-01775: looping chain of synonyms');
    await app.ddl('DROP SYNONYM s1', 'DROP SYNONYM s2');
    await check(app, [
      ['CREATE SYNONYM target FOR app.target', 'ORA-01471: cannot create a synonym with same name as object'],
      ['CREATE SYNONYM target FOR system.x', 'ORA-00955: name is already used by an existing object'],
      ['CREATE PUBLIC SYNONYM p FOR target', 'ORA-01031: insufficient privileges'],
      ['DROP SYNONYM s1', 'ORA-01434: private synonym to be dropped does not exist'],
      ['DROP PUBLIC SYNONYM s1', 'ORA-01432: public synonym to be dropped does not exist'],
      ['DROP PUBLIC SYNONYM everywhere', 'ORA-01031: insufficient privileges'],
    ]);
    await system.ddl('DROP PUBLIC SYNONYM everywhere');
  });
});

describe('users, roles and grants', () => {
  it('decide who sees and does what', async () => {
    await system.ddl('CREATE USER ann IDENTIFIED BY "Secret 1"', 'GRANT CREATE SESSION, CREATE TABLE TO ann');
    const ann = await database.session('ANN');
    await app.ddl('CREATE TABLE shared (a NUMBER)');
    const sees = () => database.catalog.resolveObject(['APP', 'SHARED'], { schema: 'ANN', user: 'ANN' }) !== undefined;
    expect(sees()).toBe(false);
    expect(await ann.failure('DROP TABLE app.shared')).toBe('ORA-00942: table or view does not exist');
    await app.ddl('GRANT SELECT, INSERT ON shared TO ann');
    expect(sees()).toBe(true);
    expect(await ann.failure('DROP TABLE app.shared')).toBe('ORA-01031: insufficient privileges');
    expect(database.catalog.hasObjectPrivilege('ANN', 'APP', 'SHARED', 'DELETE')).toBe(false);
    await app.ddl('REVOKE ALL ON shared FROM ann', 'GRANT UPDATE ON shared TO PUBLIC');
    expect(database.catalog.hasObjectPrivilege('ANN', 'APP', 'SHARED', 'UPDATE')).toBe(true);
    await app.ddl('REVOKE UPDATE ON shared FROM PUBLIC');
    await system.ddl('CREATE ROLE readers', 'GRANT readers TO ann');
    await app.ddl('GRANT READ ON shared TO readers');
    expect(sees()).toBe(true);
    await system.ddl('DROP ROLE readers');
    expect(sees()).toBe(false);
    await ann.ddl('CREATE TABLE mine (a NUMBER)');
    expect(await ann.failure('CREATE VIEW v AS SELECT a FROM mine')).toBe('ORA-01031: insufficient privileges');
    expect(await system.failure('DROP USER ann')).toBe('ORA-01940: cannot drop a user that is currently connected');
    database.catalog.sessions.remove(ann.state);
    expect(await system.failure('DROP USER ann')).toBe("ORA-01922: CASCADE must be specified to drop 'ANN'");
    await system.ddl('DROP USER ann CASCADE');
    expect(database.catalog.hasUser('ANN')).toBe(false);
    expect(await system.native(`SELECT 1 FROM pg_namespace WHERE nspname = 'ANN'`)).toEqual([]);
  });

  it('refuse what Oracle refuses', async () => {
    await app.ddl('CREATE TABLE granted (a NUMBER)', 'CREATE SEQUENCE granted_seq');
    await check(app, [
      ['CREATE USER x IDENTIFIED BY y', 'ORA-01031: insufficient privileges'],
      ['GRANT SELECT ON granted TO nobody_there', "ORA-01917: user or role 'NOBODY_THERE' does not exist"],
      ['GRANT SELECT ON nothing TO system', 'ORA-00942: table or view does not exist'],
      ['GRANT SELECT ON granted TO app', 'ORA-01749: you may not GRANT/REVOKE privileges to/from yourself'],
      ['GRANT EXECUTE ON granted TO system', 'ORA-02224: EXECUTE privilege not allowed for tables'],
      ['GRANT INSERT ON granted_seq TO system', 'ORA-02205: only SELECT and ALTER privileges are valid for sequences'],
      ['GRANT FLY ON granted TO system', 'ORA-00990: missing or invalid privilege'],
      ['REVOKE SELECT ON granted FROM system', 'ORA-01927: cannot REVOKE privileges you did not grant'],
      ['GRANT CREATE SESSION TO system', 'ORA-01031: insufficient privileges'],
      ['GRANT SELECT ON v$session TO system', 'ORA-02030: can only select from fixed tables/views'],
    ]);
    await check(system, [
      ['CREATE USER app IDENTIFIED BY y', "ORA-01920: user name 'APP' conflicts with another user or role name"],
      ['CREATE ROLE app', "ORA-01921: role name 'APP' conflicts with another user or role name"],
      ['DROP USER nobody', "ORA-01918: user 'NOBODY' does not exist"],
      ['DROP USER sys CASCADE', 'ORA-28050: specified user or role cannot be dropped'],
      ['DROP ROLE nothing', "ORA-01919: role 'NOTHING' does not exist"],
      ['ALTER USER nobody ACCOUNT LOCK', "ORA-01918: user 'NOBODY' does not exist"],
      ['GRANT no_role TO app', "ORA-01919: role 'NO_ROLE' does not exist"],
      ['REVOKE CREATE ROLE FROM app', "ORA-01952: system privileges not granted to 'APP'"],
      ['REVOKE DBA FROM app', "ORA-01951: ROLE 'DBA' not granted to 'APP'"],
    ]);
  });

  it('change passwords and lock accounts', async () => {
    await system.ddl('CREATE USER bob IDENTIFIED BY first');
    const before = database.catalog.findVerifier('BOB');
    await system.ddl('ALTER USER bob IDENTIFIED BY second', 'ALTER USER bob ACCOUNT LOCK');
    expect(database.catalog.findVerifier('BOB')).not.toEqual(before);
    expect(await system.view('DBA_USERS', ['ACCOUNT_STATUS'], { USERNAME: 'BOB' })).toEqual([
      { ACCOUNT_STATUS: 'LOCKED' },
    ]);
    const again = await database.reload();
    expect(again.findVerifier('BOB')).toEqual(database.catalog.findVerifier('BOB'));
    expect(again.privileges.principal('BOB')).toEqual(database.catalog.privileges.principal('BOB'));
    await again.close();
  });
});

describe('DROP and RENAME', () => {
  it('have an error of their own for each kind of object', () =>
    check(app, [
      ['DROP TABLE nothing', 'ORA-00942: table or view does not exist'],
      ['DROP VIEW nothing', 'ORA-00942: table or view does not exist'],
      ['DROP PROCEDURE nothing', 'ORA-04043: object NOTHING does not exist'],
      ['DROP FUNCTION nothing', 'ORA-04043: object NOTHING does not exist'],
      ['DROP PACKAGE nothing', 'ORA-04043: object NOTHING does not exist'],
      ['DROP TRIGGER nothing', "ORA-04080: trigger 'NOTHING' does not exist"],
      ['DROP TYPE nothing', 'ORA-04043: object NOTHING does not exist'],
      ['DROP MATERIALIZED VIEW nothing', 'ORA-12003: materialized view "APP"."NOTHING" does not exist'],
      ['RENAME nothing TO something', 'ORA-04043: object NOTHING does not exist'],
      ['DROP TABLE IF EXISTS nothing', 'no error'],
      ['CREATE MATERIALIZED VIEW m AS SELECT 1 FROM dual', 'ORA-03001: unimplemented feature: materialized views'],
    ]));

  it('refuses expressions that PostgreSQL cannot keep', async () => {
    await app.ddl('CREATE TABLE kept (name VARCHAR2(20))');
    for (const statement of [
      "CREATE INDEX kept_i ON kept (NLSSORT(name, 'NLS_SORT=BINARY_CI'))",
      "ALTER TABLE kept ADD h AS (ORA_HASH(name || '/'))",
    ]) {
      expect(await app.failure(statement)).toBe(
        'ORA-03001: unimplemented feature: an index or a virtual column of such an expression',
      );
    }
  });

  it('RENAME moves tables and sequences', async () => {
    await app.ddl(
      'CREATE TABLE before (a NUMBER)',
      'CREATE SEQUENCE before_seq',
      'RENAME before TO after',
      'RENAME before_seq TO after_seq',
    );
    expect(await app.failure('RENAME after TO after_seq')).toBe(
      'ORA-00955: name is already used by an existing object',
    );
    await app.native(`INSERT INTO "APP"."AFTER" VALUES (nextval('"APP"."AFTER_SEQ"'))`);
  });
});
