import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Listener, startListener } from '../../../embedded/net/start-listener.ts';
import { VARCHAR2 } from '../../../embedded/types/data-type.ts';
import { column, rowsOf, ScriptedDatabase } from './scripted-database.ts';

let database: ScriptedDatabase;
let listener: Listener;
const lines: string[] = [];
const connections: oracledb.Connection[] = [];

beforeAll(async () => {
  database = await ScriptedDatabase.create();
  database.on('SELECT DUMMY FROM DUAL', () => ({ cursor: rowsOf([column('DUMMY', VARCHAR2)], [['X']]) }));
  listener = await startListener({ database, port: 0, host: '127.0.0.1', log: (line) => lines.push(line) });
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close().catch(() => {})));
});
afterAll(async () => {
  await listener.close();
});

function target(service = 'FREEPDB1', query = ''): string {
  return `127.0.0.1:${listener.port}/${service}${query}`;
}

async function connect(options: Partial<oracledb.ConnectionAttributes> = {}): Promise<oracledb.Connection> {
  const connection = await oracledb.getConnection({
    user: 'app',
    password: 'app',
    connectString: target(),
    ...options,
  });
  connections.push(connection);
  return connection;
}

describe('login', () => {
  test('gives a session that knows the client and the server', async () => {
    const connection = await connect();
    expect(connection.oracleServerVersionString).toBe('19.0.0.0.0');
    expect(connection.serviceName).toBe('FREEPDB1');
    expect(connection.dbName).toBe('FREEPDB1');
    expect(connection.instanceName).toBe('FREE1');
    expect(database.lastSession.user).toBe('APP');
    expect(database.lastSession.client.driver).toContain('node-oracledb');
    expect(database.lastSession.client.processId).toBe(String(process.pid));
    expect(database.lastSession.calls[0]).toMatch(/^prepare ALTER SESSION SET TIME_ZONE ='[+-]\d\d:\d\d'$/);
    const { rows } = await connection.execute('SELECT DUMMY FROM DUAL');
    expect(rows).toEqual([['X']]);
  });

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown user', { user: 'nobody' }],
    ['a quoted name in the wrong case', { user: '"app"' }],
    ['an empty user', { user: '""' }],
  ])('with %s is denied', async (_, options) => {
    await expect(connect(options)).rejects.toMatchObject({ code: 'ORA-01017' });
  });

  test('to a locked account is refused', async () => {
    await expect(connect({ user: 'locked', password: 'locked' })).rejects.toMatchObject({ code: 'ORA-28000' });
  });

  test('with a quoted name is exact', async () => {
    await database.changePassword('mixedCase', 'x');
    await connect({ user: '"mixedCase"', password: 'x' });
    expect(database.lastSession.user).toBe('mixedCase');
  });

  test('as SYSDBA is for SYS only', async () => {
    await expect(connect({ privilege: oracledb.SYSDBA })).rejects.toMatchObject({ code: 'ORA-01031' });
  });

  test('can change the password, and a session can too', async () => {
    await database.changePassword('CHANGING', 'ñandú 1');
    const first = await connect({ user: 'changing', password: 'ñandú 1', newPassword: 'two' });
    expect(database.passwords.get('CHANGING')).toBe('two');
    await first.changePassword('changing', 'two', 'three');
    expect(database.passwords.get('CHANGING')).toBe('three');
    await expect(first.changePassword('changing', 'wrong', 'four')).rejects.toMatchObject({ code: 'ORA-28008' });
    await connect({ user: 'changing', password: 'three' });
    await expect(connect({ user: 'changing', password: 'two' })).rejects.toMatchObject({ code: 'ORA-01017' });
  });

  test('brings application contexts', async () => {
    await connect({ appContext: [['CLIENTCONTEXT', 'colour', 'red']] } as Partial<oracledb.ConnectionAttributes>);
    expect(database.lastSession.contexts).toEqual([['CLIENTCONTEXT', [['colour', 'red']], false]]);
  });

  test('with a client that sends a long descriptor', async () => {
    const name = 'x'.repeat(600);
    const connectString = `(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${listener.port}))(CONNECT_DATA=(SERVICE_NAME=freepdb1)(MODULE_NAME=${name})))`;
    const connection = await connect({ connectString });
    await connection.ping();
  });
});

describe('the listener', () => {
  test('refuses unknown services and SIDs', async () => {
    await expect(connect({ connectString: target('NOWHERE') })).rejects.toMatchObject({ code: 'NJS-518' });
    const bySid = `(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${listener.port}))(CONNECT_DATA=(SID=NOWHERE)))`;
    await expect(connect({ connectString: bySid })).rejects.toMatchObject({ code: 'NJS-519' });
  });

  test('refuses everyone when told to', async () => {
    listener.refuseConnections(true);
    await expect(connect()).rejects.toMatchObject({ code: 'NJS-511' });
    listener.refuseConnections(false);
    await connect();
  });

  test('serves the smallest packets', async () => {
    const connection = await connect({ connectString: target('FREEPDB1', '?sdu=512') });
    const text = 'ä'.repeat(15_000);
    database.on('SELECT :T FROM BIG', (request) => ({
      cursor: rowsOf(
        [column('T', { kind: 'VARCHAR2', length: 32_767, unit: 'BYTE' })],
        [[request.rows[0]?.[0] as string], [text]],
      ),
    }));
    const { rows } = await connection.execute('SELECT :T FROM BIG', [text]);
    expect(rows).toEqual([[text], [text]]);
  });

  test('pools, on pooled servers too', async () => {
    const pool = await oracledb.createPool({
      user: 'app',
      password: 'app',
      connectString: target('FREEPDB1:pooled'),
      poolMin: 1,
      poolMax: 2,
    });
    try {
      for (let round = 0; round < 3; round++) {
        const connection = await pool.getConnection();
        expect((await connection.execute('SELECT DUMMY FROM DUAL')).rows).toEqual([['X']]);
        await connection.close();
      }
      expect(database.lastSession.calls.filter((call) => call === 'rollback')).not.toHaveLength(0);
    } finally {
      await pool.close(0);
    }
  });

  test('pools', async () => {
    const pool = await oracledb.createPool({
      user: 'app',
      password: 'app',
      connectString: target(),
      poolMin: 2,
      poolMax: 4,
      poolPingInterval: 0,
    });
    try {
      const borrowed = await Promise.all([1, 2, 3, 4].map(() => pool.getConnection()));
      for (const connection of borrowed) {
        expect((await connection.execute('SELECT DUMMY FROM DUAL')).rows).toEqual([['X']]);
      }
      await Promise.all(borrowed.map((connection) => connection.close()));
      const again = await pool.getConnection();
      await again.execute('SELECT DUMMY FROM DUAL');
      await again.close();
    } finally {
      await pool.close(0);
    }
  });
});

describe('a session', () => {
  test('is closed at logoff, before the client goes on', async () => {
    const connection = await connect();
    const session = database.lastSession;
    await connection.close();
    expect(session.isClosed).toBe(true);
  });

  test('commits, rolls back and tells whether a transaction is open', async () => {
    const connection = await connect();
    const session = database.lastSession;
    database.on('UPDATE T SET A = 1', (_, own) => {
      own.isTransactionActive = true;
      return { rowCount: 3 };
    });
    const result = await connection.execute('UPDATE T SET A = 1');
    expect(result.rowsAffected).toBe(3);
    expect(connection.transactionInProgress).toBe(true);
    await connection.commit();
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute('UPDATE T SET A = 1');
    await connection.rollback();
    expect(session.calls.slice(-3)).toEqual(['commit', 'execute UPDATE T SET A = 1', 'rollback']);
  });

  test('takes attributes, schema and contexts with the next call', async () => {
    const connection = await connect();
    const session = database.lastSession;
    connection.clientId = 'someone';
    connection.module = 'module ñ';
    connection.action = 'action';
    connection.clientInfo = 'info';
    connection.dbOp = 'operation';
    connection.ecid = 'context';
    connection.currentSchema = 'OTHER';
    await connection.ping();
    expect(session.attributes).toEqual({
      clientIdentifier: 'someone',
      module: 'module ñ',
      action: 'action',
      clientInfo: 'info',
      executionContextId: 'context',
      databaseOperation: 'operation',
    });
    expect(session.currentSchema).toBe('OTHER');
    connection.module = '';
    await connection.ping();
    expect(session.attributes.module).toBeNull();
  });

  test('reports a piggyback that fails, and lives', async () => {
    const connection = await connect();
    connection.currentSchema = 'NOWHERE';
    await expect(connection.ping()).rejects.toMatchObject({ code: 'ORA-01435' });
    connection.currentSchema = 'APP';
    await connection.ping();
  });

  test('tells the client of a changed schema', async () => {
    const connection = await connect();
    database.on('ALTER SESSION SET CURRENT_SCHEMA = HR', (_, session) => {
      session.currentSchema = 'HR';
      return { currentSchemaChanged: true };
    });
    await connection.execute('ALTER SESSION SET CURRENT_SCHEMA = HR');
    expect(connection.currentSchema).toBe('HR');
  });

  test('warns of compilation errors', async () => {
    const connection = await connect();
    database.on('CREATE PROCEDURE P AS BEGIN X; END;', () => ({ compiledWithErrors: true }));
    const result = await connection.execute('CREATE PROCEDURE P AS BEGIN X; END;');
    expect(result.warning?.message).toContain('NJS-700');
  });

  test('reports errors with code and offset, and unexpected ones as ORA-00600 with a log line', async () => {
    const connection = await connect();
    await expect(connection.execute('SELECT X FROM NONE')).rejects.toMatchObject({ code: 'ORA-00942', offset: 14 });
    database.on('SELECT FAULT FROM DUAL', () => {
      throw new TypeError('a fault of ours');
    });
    lines.length = 0;
    // The driver takes ORA-00600 for the end of the connection.
    await expect(connection.execute('SELECT FAULT FROM DUAL')).rejects.toThrow(
      /NJS-500[\s\S]*ORA-00600.*a fault of ours/,
    );
    expect(lines.join('\n')).toContain('a fault of ours');
  });

  test('says what it cannot do', async () => {
    const connection = await connect();
    const queue = await connection.getQueue('Q');
    await expect(queue.enqOne('message')).rejects.toThrow('ORA-03001: unimplemented feature: advanced queuing');
    await connection.ping();
  });

  test('that was killed reports it and is closed', async () => {
    const connection = await connect();
    const session = database.lastSession;
    const { OracleError } = await import('../../../embedded/types/oracle-error.ts');
    session.onTerminated?.(new OracleError(28, 'your session has been killed'));
    await expect(connection.ping()).rejects.toMatchObject({ code: 'NJS-500' });
    await session.untilClosed();
  });

  test('that was killed during a call reports it there', async () => {
    const connection = await connect();
    const session = database.lastSession;
    const { OracleError } = await import('../../../embedded/types/oracle-error.ts');
    database.on('BEGIN WORK; END;', () => {
      const error = new OracleError(28, 'your session has been killed');
      session.onTerminated?.(error);
      throw error;
    });
    await expect(connection.execute('BEGIN WORK; END;')).rejects.toMatchObject({ code: 'NJS-500' });
    await session.untilClosed();
  });
});
