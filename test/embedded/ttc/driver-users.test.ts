import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** Who connects as whom: proxies, passwords that have expired, privileged connections. */

let oracle: EmbeddedOracle;
let admin: oracledb.Connection;
const connections: oracledb.Connection[] = [];
const logged: string[] = [];

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [], log: (line) => logged.push(line) });
  const { connectString } = oracle;
  admin = await oracledb.getConnection({ user: 'system', password: 'oracle', connectString });
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close().catch(() => {})));
  expect(logged.splice(0)).toEqual([]);
});
afterAll(async () => {
  await admin?.close();
  await oracle?.stop();
});

async function connect(options: Partial<oracledb.ConnectionAttributes>): Promise<oracledb.Connection> {
  const connection = await oracledb.getConnection({ connectString: oracle.connectString, ...options });
  connections.push(connection);
  return connection;
}

async function createUser(name: string, options = ''): Promise<void> {
  await admin.execute(`CREATE USER ${name} IDENTIFIED BY "first" ${options}`);
  await admin.execute(`GRANT CREATE SESSION TO ${name}`);
}

test('a proxy acts as a user without knowing the password, if it was told that it may', async () => {
  await createUser('agent');
  await createUser('client_of_agent');
  const asClient = { user: 'agent[client_of_agent]', password: 'first' };
  await expect(connect(asClient)).rejects.toThrow('ORA-28150');
  await admin.execute('ALTER USER client_of_agent GRANT CONNECT THROUGH agent');
  const connection = await connect(asClient);
  const { rows } = await connection.execute(
    `SELECT USER, SYS_CONTEXT('USERENV', 'SESSION_USER'), SYS_CONTEXT('USERENV', 'PROXY_USER') FROM dual`,
  );
  expect(rows).toEqual([['CLIENT_OF_AGENT', 'CLIENT_OF_AGENT', 'AGENT']]);
  await expect(connect({ ...asClient, password: 'wrong' })).rejects.toThrow('ORA-01017');
  await admin.execute('ALTER USER client_of_agent REVOKE CONNECT THROUGH agent');
  await expect(connect(asClient)).rejects.toThrow('ORA-28150');
  await expect(admin.execute('ALTER USER client_of_agent REVOKE CONNECT THROUGH agent')).rejects.toThrow('ORA-28154');
});

test('a password that has expired is changed at login', async () => {
  await createUser('sleeper', 'PASSWORD EXPIRE');
  const status = () => admin.execute(`SELECT account_status FROM dba_users WHERE username = 'SLEEPER'`);
  expect((await status()).rows).toEqual([['EXPIRED']]);
  await expect(connect({ user: 'sleeper', password: 'first' })).rejects.toThrow('ORA-28001');
  await connect({ user: 'sleeper', password: 'first', newPassword: 'second' });
  expect((await status()).rows).toEqual([['OPEN']]);
  await connect({ user: 'sleeper', password: 'second' });
  await admin.execute('ALTER USER sleeper PASSWORD EXPIRE ACCOUNT LOCK');
  expect((await status()).rows).toEqual([['EXPIRED & LOCKED']]);
});

test('SYSDBA is for SYS', async () => {
  await connect({ user: 'sys', password: 'oracle', privilege: oracledb.SYSDBA });
  const refused = connect({ user: 'system', password: 'oracle', privilege: oracledb.SYSDBA });
  await expect(refused).rejects.toThrow(/ORA-01017|ORA-01031/);
});

test('the instance is known by its name, as a SID', async () => {
  const connectString = `(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${oracle.port}))(CONNECT_DATA=(SID=free)))`;
  const connection = await connect({ user: oracle.user, password: oracle.password, connectString });
  expect(connection.instanceName).toBe('FREE');
});
