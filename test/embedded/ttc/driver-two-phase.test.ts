import oracledb from 'oracledb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** Two-phase commit with the real driver ("Using Two-Phase Commits", node-oracledb documentation). */

type TransactionId = { formatId: number; globalTransactionId: string; branchQualifier: string };
/** Not in the driver's type declarations yet. */
type TwoPhaseConnection = oracledb.Connection & {
  tpcBegin(id: TransactionId, flag?: number, timeoutSeconds?: number): Promise<void>;
  tpcEnd(id?: TransactionId, flag?: number): Promise<void>;
  tpcPrepare(id?: TransactionId): Promise<boolean>;
  tpcCommit(id?: TransactionId, onePhase?: boolean): Promise<void>;
  tpcRollback(id?: TransactionId): Promise<void>;
  tpcRecover(): Promise<TransactionId[]>;
};
const constants = oracledb as unknown as {
  TPC_BEGIN_NEW: number;
  TPC_BEGIN_JOIN: number;
  TPC_BEGIN_RESUME: number;
  TPC_END_SUSPEND: number;
};

let oracle: EmbeddedOracle;
const connections: oracledb.Connection[] = [];
const logged: string[] = [];

beforeAll(async () => {
  oracle = await startEmbeddedOracle({ firstScripts: [], log: (line) => logged.push(line) });
  const connection = await connect();
  await connection.execute('CREATE TABLE accounts (id NUMBER PRIMARY KEY, balance NUMBER)');
});
beforeEach(async () => {
  const connection = await connect();
  await connection.execute('DELETE FROM accounts');
  await connection.execute('INSERT INTO accounts VALUES (1, 100)');
  await connection.commit();
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close().catch(() => {})));
  expect(logged.splice(0)).toEqual([]);
});
afterAll(() => oracle?.stop());

async function connect(options: Partial<oracledb.ConnectionAttributes> = {}): Promise<TwoPhaseConnection> {
  const { user, password, connectString } = oracle;
  const connection = await oracledb.getConnection({ user, password, connectString, ...options });
  connections.push(connection);
  return connection as TwoPhaseConnection;
}

const xid = (name: string, branch = 'b1'): TransactionId => ({
  formatId: 1,
  globalTransactionId: name,
  branchQualifier: branch,
});

async function balance(connection: oracledb.Connection): Promise<unknown> {
  return (await connection.execute<unknown[]>('SELECT balance FROM accounts')).rows?.[0]?.[0];
}

test('a branch is prepared and committed', async () => {
  const [first, second] = [await connect(), await connect()];
  await first.tpcBegin(xid('commit'));
  await first.execute('UPDATE accounts SET balance = balance + 1');
  expect(await first.tpcPrepare(xid('commit'))).toBe(true);
  expect(await balance(second)).toBe(100);
  await first.tpcCommit(xid('commit'));
  expect(await balance(second)).toBe(101);
  expect(first.transactionInProgress).toBe(false);
});

test('a branch is rolled back, before and after it is prepared', async () => {
  const connection = await connect();
  for (const isPrepared of [false, true]) {
    await connection.tpcBegin(xid('rollback'));
    await connection.execute('UPDATE accounts SET balance = 0');
    if (isPrepared) await connection.tpcPrepare(xid('rollback'));
    await connection.tpcRollback(xid('rollback'));
    expect(await balance(connection)).toBe(100);
  }
});

test('a branch without changes needs no commit', async () => {
  const connection = await connect();
  await connection.tpcBegin(xid('idle'));
  expect(await balance(connection)).toBe(100);
  expect(await connection.tpcPrepare(xid('idle'))).toBe(false);
  await connection.tpcBegin(xid('idle'));
  await connection.tpcCommit(xid('idle'), true);
});

test('one session suspends a branch, another resumes and commits it', async () => {
  const first = await connect();
  await first.tpcBegin(xid('relay'));
  await first.execute('UPDATE accounts SET balance = balance * 1.1');
  await first.execute('SAVEPOINT here');
  await first.tpcEnd(xid('relay'), constants.TPC_END_SUSPEND);
  expect(await balance(first)).toBe(100);
  await first.close();
  const second = await connect();
  await second.tpcBegin(xid('relay'), constants.TPC_BEGIN_RESUME);
  expect(await balance(second)).toBe(110);
  await second.execute('UPDATE accounts SET balance = 0');
  await second.execute('ROLLBACK TO here');
  await second.execute('BEGIN UPDATE accounts SET balance = balance * 3; END;');
  await second.tpcCommit(xid('relay'), true);
  expect(await balance(await connect())).toBe(330);
});

test('what is prepared is there for everyone until it is decided', async () => {
  const first = await connect();
  await first.tpcBegin(xid('pending', 'left'));
  await first.execute('UPDATE accounts SET balance = 7');
  await first.tpcEnd(xid('pending', 'left'));
  await first.tpcPrepare(xid('pending', 'left'));
  await first.close();
  const admin = await connect({ user: 'system', password: 'oracle' });
  expect(await admin.tpcRecover()).toEqual([xid('pending', 'left')]);
  await admin.tpcCommit(xid('pending', 'left'));
  expect(await admin.tpcRecover()).toEqual([]);
  expect(await balance(await connect())).toBe(7);
});

test('a session that ends in a branch takes it along', async () => {
  const first = await connect();
  await first.tpcBegin(xid('lost'));
  await first.execute('UPDATE accounts SET balance = 0');
  oracle.faults.cutConnections();
  const second = await connect();
  await second.execute('UPDATE accounts SET balance = balance + 1');
  expect(await balance(second)).toBe(101);
  await expect(second.tpcRollback(xid('lost'))).rejects.toThrow('ORA-24756');
});

test('a branch left alone for too long is rolled back', async () => {
  const connection = await connect();
  await connection.tpcBegin(xid('late'), constants.TPC_BEGIN_NEW, 0);
  await connection.execute('UPDATE accounts SET balance = 0');
  await connection.tpcEnd(xid('late'));
  // Waits for the row's lock.
  await connection.execute('UPDATE accounts SET balance = balance + 1');
  expect(await balance(connection)).toBe(101);
});

test('faults have the numbers that transaction managers know', async () => {
  const [first, second] = [await connect(), await connect()];
  await expect(first.tpcCommit(xid('none'))).rejects.toThrow('ORA-24756');
  await expect(first.tpcBegin(xid('none'), constants.TPC_BEGIN_RESUME)).rejects.toThrow('ORA-24756');
  await expect(first.tpcEnd()).rejects.toThrow('ORA-24771');
  await first.tpcBegin(xid('mine'));
  await expect(first.tpcBegin(xid('other'))).rejects.toThrow('ORA-24776');
  await expect(second.tpcBegin(xid('mine'))).rejects.toThrow('ORA-24757');
  await expect(second.tpcBegin(xid('mine'), constants.TPC_BEGIN_JOIN)).rejects.toThrow('ORA-25351');
  await expect(first.execute('COMMIT')).rejects.toThrow('ORA-02089');
  await expect(first.execute('CREATE TABLE t (n NUMBER)')).rejects.toThrow('ORA-02089');
  await first.execute('UPDATE accounts SET balance = 1');
  await first.tpcPrepare();
  await expect(second.tpcBegin(xid('mine'), constants.TPC_BEGIN_RESUME)).rejects.toThrow('ORA-24774');
  await second.tpcRollback(xid('mine'));
  await second.execute('UPDATE accounts SET balance = 2');
  await expect(second.tpcBegin(xid('late'))).rejects.toThrow('ORA-24776');
  await second.rollback();
});
