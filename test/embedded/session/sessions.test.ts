import oracledb, { type Connection } from 'oracledb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

let database: EmbeddedOracle;
let system: Connection;
beforeAll(async () => {
  database = await startEmbeddedOracle({ firstScripts: [], log: () => undefined });
  system = await oracledb.getConnection({ ...database, user: 'system', password: 'oracle' });
});
afterAll(async () => {
  await system?.close().catch(() => undefined);
  await database?.stop();
});

function connect(login: Partial<oracledb.ConnectionAttributes> = {}): Promise<Connection> {
  const { user, password, connectString } = database;
  return oracledb.getConnection({ user, password, connectString, ...login });
}

async function one(sql: string, on: Connection = system, binds: unknown[] = []): Promise<unknown> {
  const { rows } = await on.execute<unknown[]>(sql, binds as oracledb.BindParameters);
  return rows?.[0]?.[0];
}

async function sidOf(on: Connection): Promise<number> {
  return Number(await one(`SELECT SYS_CONTEXT('USERENV', 'SID') FROM dual`, on));
}

async function until(sql: string, value: unknown): Promise<void> {
  while ((await one(sql)) !== value);
}

describe('logging on', () => {
  it('checks user, password, privilege and account', async () => {
    await expect(connect({ password: 'wrong' })).rejects.toThrow('ORA-01017');
    await expect(connect({ user: 'nobody' })).rejects.toThrow('ORA-01017');
    await system.execute('CREATE USER bare IDENTIFIED BY secret');
    await expect(connect({ user: 'bare', password: 'secret' })).rejects.toThrow(
      'ORA-01045: user BARE lacks CREATE SESSION privilege; logon denied',
    );
    await system.execute('GRANT CREATE SESSION TO bare');
    const bare = await connect({ user: 'bare', password: 'secret' });
    await bare.changePassword('bare', 'secret', 'other');
    await bare.close();
    await expect(connect({ user: 'bare', password: 'secret' })).rejects.toThrow('ORA-01017');
    await (await connect({ user: 'bare', password: 'other' })).close();
    await system.execute('ALTER USER bare ACCOUNT LOCK');
    await expect(connect({ user: 'bare', password: 'other' })).rejects.toThrow('ORA-28000');
    await system.execute('DROP USER bare CASCADE');
  });

  it('shows in V$SESSION with what the client tells', async () => {
    const connection = await connect();
    connection.clientId = 'job-1';
    connection.module = 'mod';
    connection.action = 'act';
    const sid = await sidOf(connection);
    const { rows } = await system.execute(
      'SELECT username, client_identifier, module, action FROM v$session WHERE sid = :1',
      [sid],
    );
    expect(rows).toEqual([['APP', 'job-1', 'mod', 'act']]);
    await connection.close();
    await until(`SELECT COUNT(*) FROM v$session WHERE sid = ${sid}`, 0);
  });

  it('follows CURRENT_SCHEMA both ways', async () => {
    const connection = await connect();
    connection.currentSchema = 'SYSTEM';
    expect(await one(`SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM dual`, connection)).toBe('SYSTEM');
    await connection.execute('ALTER SESSION SET CURRENT_SCHEMA = APP');
    expect(connection.currentSchema).toBe('APP');
    await connection.close();
  });
});

describe('ALTER SYSTEM KILL SESSION', () => {
  async function killed(connection: Connection): Promise<void> {
    const sid = await sidOf(connection);
    const serial = await one('SELECT serial# FROM v$session WHERE sid = :1', system, [sid]);
    await system.execute(`ALTER SYSTEM KILL SESSION '${sid},${serial}' IMMEDIATE`);
  }

  it('ends an idle session and undoes its work', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE kill_idle (id NUMBER)');
    await connection.execute('INSERT INTO kill_idle VALUES (1)');
    await killed(connection);
    await expect(connection.execute('SELECT 1 FROM dual')).rejects.toThrow(/ORA-00028|NJS-500/);
    expect(await one('SELECT COUNT(*) FROM app.kill_idle')).toBe(0);
    await connection.close().catch(() => undefined);
    await system.execute('DROP TABLE app.kill_idle');
  });

  it('ends a running call', async () => {
    const connection = await connect();
    const sid = await sidOf(connection);
    const serial = await one('SELECT serial# FROM v$session WHERE sid = :1', system, [sid]);
    const running = connection.execute('BEGIN DBMS_SESSION.SLEEP(600); END;');
    await until(`SELECT status FROM v$session WHERE sid = ${sid}`, 'ACTIVE');
    await system.execute(`ALTER SYSTEM KILL SESSION '${sid},${serial}'`);
    await expect(running).rejects.toThrow(/ORA-00028|NJS-500/);
    await connection.close().catch(() => undefined);
  });

  it('refuses oneself, strangers and the unprivileged', async () => {
    const sid = await sidOf(system);
    const serial = await one('SELECT serial# FROM v$session WHERE sid = :1', system, [sid]);
    await expect(system.execute(`ALTER SYSTEM KILL SESSION '${sid},${serial}'`)).rejects.toThrow('ORA-00027');
    await expect(system.execute(`ALTER SYSTEM KILL SESSION '${sid},1000000'`)).rejects.toThrow('ORA-00030');
    const connection = await connect();
    await expect(connection.execute(`ALTER SYSTEM KILL SESSION '1,1'`)).rejects.toThrow('ORA-01031');
    await connection.close();
  });
});

describe('faults', () => {
  it('a cut connection: its call runs to its end, then its work is undone', async () => {
    const connection = await connect();
    const sid = await sidOf(connection);
    await connection.execute('CREATE TABLE cut (id NUMBER)');
    const running = connection.execute(
      'BEGIN INSERT INTO cut VALUES (1); COMMIT; DBMS_SESSION.SLEEP(1); INSERT INTO cut VALUES (2); COMMIT; INSERT INTO cut VALUES (3); END;',
    );
    await until(`SELECT status FROM v$session WHERE sid = ${sid}`, 'ACTIVE');
    database.faults.cutConnections();
    await expect(running).rejects.toThrow(/NJS-500|NJS-501|NJS-521/);
    await connection.close().catch(() => undefined);
    system = await oracledb.getConnection({ ...database, user: 'system', password: 'oracle' });
    await until(`SELECT COUNT(*) FROM v$session WHERE sid = ${sid}`, 0);
    expect(await one('SELECT COUNT(*) FROM app.cut')).toBe(2);
    await system.execute('DROP TABLE app.cut');
  });

  it('refused connections', async () => {
    database.faults.refuseConnections(true);
    await expect(connect()).rejects.toThrow(/NJS-511/);
    database.faults.refuseConnections(false);
    await (await connect()).close();
  });

  it('frozen packets', async () => {
    const connection = await connect();
    database.faults.freeze();
    let isDone = false;
    const running = one('SELECT 5 FROM dual', connection).then((value) => {
      isDone = true;
      return value;
    });
    await expect(connect({ connectTimeout: 1 })).rejects.toThrow(/NJS-510/);
    expect(isDone).toBe(false);
    database.faults.thaw();
    expect(await running).toBe(5);
    await connection.close();
  });

  it('a crash of the storage: sessions break off, committed work is there afterwards', async () => {
    const connection = await connect();
    await connection.execute('CREATE TABLE crash (id NUMBER)');
    await connection.execute('INSERT INTO crash VALUES (1)', [], { autoCommit: true });
    await connection.execute('INSERT INTO crash VALUES (2)');
    await database.faults.stopStorage();
    await expect(connection.execute('INSERT INTO crash VALUES (3)')).rejects.toThrow(/ORA-03113|NJS-500/);
    await expect(connect()).rejects.toThrow(/ORA-01034/);
    await database.faults.startStorage();
    await connection.close().catch(() => undefined);
    const again = await connect();
    expect(await one('SELECT COUNT(*) FROM crash', again)).toBe(1);
    await again.execute('DROP TABLE crash');
    await again.close();
  });
});
