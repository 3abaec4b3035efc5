import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, SqlDatabase, type SqlSession } from './sql-session.ts';

let database: SqlDatabase;
let a: SqlSession;
let b: SqlSession;
beforeAll(async () => {
  database = await SqlDatabase.start();
  a = await database.session();
  b = await database.session();
  await a.ddl('CREATE TABLE t (id NUMBER PRIMARY KEY, v VARCHAR2(20))', 'CREATE TABLE plain (n NUMBER)');
});
afterAll(() => database.stop());

async function reset(): Promise<void> {
  await a.engine.rollback();
  await b.engine.rollback();
  await a.run('DELETE FROM t');
  for (const id of [1, 2, 3, 4]) await a.run('INSERT INTO t VALUES (:1, :2)', bind(id), bind(`v${id}`));
  await a.engine.commit();
}

/** Resolves when the session's statement waits for a lock. */
async function waiting(): Promise<void> {
  const connection = await database.storage.openConnection();
  try {
    for (;;) {
      const { rows } = await connection.query(`SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
      if (Number(rows[0]?.[0]) > 0) return;
    }
  } finally {
    await connection.end();
  }
}

describe('transactions', () => {
  it('begin with the first change and end with COMMIT and ROLLBACK', async () => {
    await reset();
    expect(a.engine.isTransactionActive).toBe(false);
    await a.rows('SELECT * FROM t');
    expect(a.engine.isTransactionActive).toBe(false);
    await a.run("UPDATE t SET v = 'x' WHERE id = 1");
    expect(a.engine.isTransactionActive).toBe(true);
    expect(await b.value('SELECT v FROM t WHERE id = 1')).toBe('v1');
    await a.engine.rollback();
    expect(a.engine.isTransactionActive).toBe(false);
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('v1');
    await a.run("UPDATE t SET v = 'x' WHERE id = 1");
    await a.engine.commit();
    expect(await b.value('SELECT v FROM t WHERE id = 1')).toBe('x');
  });

  it('a DML that changes nothing leaves none', async () => {
    await reset();
    expect((await a.run('DELETE FROM t WHERE id = 99')).rowCount).toBe(0);
    expect(a.engine.isTransactionActive).toBe(false);
  });

  it('a failed statement undoes itself and nothing else', async () => {
    await reset();
    await a.run("INSERT INTO t VALUES (5, 'five')");
    expect(await a.failure('INSERT INTO t SELECT id + 5, v FROM t UNION ALL SELECT 5, v FROM t WHERE id = 1')).toMatch(
      /^ORA-00001: unique constraint \(APP\.SYS_C\d+\) violated$/,
    );
    expect(await a.value('SELECT count(*) FROM t')).toBe('5');
    expect(a.engine.isTransactionActive).toBe(true);
    await a.engine.commit();
    expect(await b.value('SELECT count(*) FROM t')).toBe('5');
  });

  it('a failed first statement leaves no transaction', async () => {
    await reset();
    expect(await a.failure("INSERT INTO t VALUES (1, 'again')")).toMatch(/^ORA-00001/);
    expect(a.engine.isTransactionActive).toBe(false);
    expect(await a.value('SELECT count(*) FROM t')).toBe('4');
  });

  it('a failed query leaves the transaction as it was', async () => {
    await reset();
    await a.run("UPDATE t SET v = 'mine' WHERE id = 1");
    expect(await a.failure('SELECT 1 / (id - 1) FROM t')).toBe('ORA-01476: divisor is equal to zero');
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('mine');
    await a.engine.commit();
    expect(await b.value('SELECT v FROM t WHERE id = 1')).toBe('mine');
  });

  it('savepoints', async () => {
    await reset();
    await a.run("UPDATE t SET v = 'one' WHERE id = 1");
    await a.engine.savepoint('S1');
    await a.run("UPDATE t SET v = 'two' WHERE id = 1");
    expect(await a.failure('INSERT INTO t VALUES (1, NULL)')).toMatch(/^ORA-00001/);
    await a.engine.savepoint('S2');
    await a.run("UPDATE t SET v = 'three' WHERE id = 1");
    await a.engine.rollbackToSavepoint('S2');
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('two');
    await a.engine.rollbackToSavepoint('S1');
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('one');
    await expect(a.engine.rollbackToSavepoint('S2')).rejects.toThrow(
      "ORA-01086: savepoint 'S2' never established in this session or is invalid",
    );
    await a.run("UPDATE t SET v = 'again' WHERE id = 1");
    await a.engine.rollbackToSavepoint('S1');
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('one');
    await a.engine.rollback();
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('v1');
  });

  it('a savepoint of the same name moves', async () => {
    await reset();
    await a.engine.savepoint('S');
    await a.run("UPDATE t SET v = 'one' WHERE id = 1");
    await a.engine.savepoint('S');
    await a.run("UPDATE t SET v = 'two' WHERE id = 1");
    await a.engine.rollbackToSavepoint('S');
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('one');
    await a.engine.rollback();
  });

  it('open results survive COMMIT and ROLLBACK, with the rows of when they were opened', async () => {
    await reset();
    await a.run('DELETE FROM plain');
    await a.run('INSERT INTO plain SELECT level FROM dual CONNECT BY LEVEL <= 5000');
    const cursor = await a.open('SELECT n FROM plain ORDER BY n');
    expect((await cursor.fetch(2)).length).toBe(2);
    await a.engine.commit();
    await a.run('DELETE FROM plain');
    expect((await cursor.fetch(1500)).length).toBe(1500);
    await a.engine.rollback();
    expect((await cursor.fetch(10_000)).length).toBe(3498);
    expect(await cursor.fetch(1)).toEqual([]);
    await cursor.close();
  });

  it('a large result that is closed early holds no transaction open', async () => {
    await a.engine.commit();
    const cursor = await a.open('SELECT level FROM dual CONNECT BY LEVEL <= 5000');
    await cursor.fetch(1);
    await cursor.close();
    const connection = await database.storage.openConnection();
    const { rows } = await connection.query(
      `SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'`,
    );
    await connection.end();
    expect(rows[0]?.[0]).toBe('0');
  });

  it('READ ONLY shows one moment and refuses changes', async () => {
    await reset();
    await a.engine.setTransaction('READ ONLY');
    await b.run("UPDATE t SET v = 'later' WHERE id = 1");
    await b.engine.commit();
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('v1');
    const refused = 'ORA-01456: may not perform insert/delete/update operation inside a READ ONLY transaction';
    expect(await a.failure('DELETE FROM t')).toBe(refused);
    expect(await a.failure('SELECT * FROM t FOR UPDATE')).toBe(refused);
    await a.engine.commit();
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('later');
  });

  it('SERIALIZABLE ends in ORA-08177 where others were faster', async () => {
    await reset();
    await a.engine.setTransaction('SERIALIZABLE');
    expect(await a.value('SELECT count(*) FROM t')).toBe('4');
    await b.run("UPDATE t SET v = 'b' WHERE id = 1");
    await b.engine.commit();
    expect(await a.failure("UPDATE t SET v = 'a' WHERE id = 1")).toBe(
      "ORA-08177: can't serialize access for this transaction",
    );
    await a.engine.rollback();
  });

  it('SET TRANSACTION must come first', async () => {
    await reset();
    await a.run('DELETE FROM t WHERE id = 1');
    await expect(a.engine.setTransaction('READ ONLY')).rejects.toThrow('ORA-01453');
    await a.engine.rollback();
  });

  it('autonomous engines have a transaction of their own', async () => {
    await reset();
    await a.run("UPDATE t SET v = 'outer' WHERE id = 1");
    const inner = await a.engine.openAutonomous();
    const { statement } = (await import('../../../embedded/syntax/parse.ts')).parseStatement(
      "INSERT INTO t VALUES (9, 'auto')",
    );
    const compiled = inner.compileDml(statement as never, '', {
      resolveVariable: () => undefined,
      resolveExpression: () => undefined,
      resolveBind: () => {
        throw new Error('none');
      },
    });
    await inner.executeDml(compiled, []);
    await inner.commit();
    await inner.close();
    await a.engine.rollback();
    expect(await a.rows('SELECT id, v FROM t WHERE id IN (1, 9) ORDER BY id')).toEqual([
      ['1', 'v1'],
      ['9', 'auto'],
    ]);
  });
});

describe('row locks', () => {
  it('FOR UPDATE NOWAIT ends in ORA-00054, WAIT n in ORA-30006', async () => {
    await reset();
    await a.rows('SELECT * FROM t WHERE id = 1 FOR UPDATE');
    expect(a.engine.isTransactionActive).toBe(true);
    expect(await b.failure('SELECT * FROM t WHERE id = 1 FOR UPDATE NOWAIT')).toBe(
      'ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired',
    );
    expect(await b.failure('SELECT * FROM t WHERE id = 1 FOR UPDATE WAIT 1')).toBe(
      'ORA-30006: resource busy; acquire with WAIT timeout expired',
    );
    expect(await b.rows('SELECT id FROM t WHERE id = 2 FOR UPDATE NOWAIT')).toEqual([['2']]);
    await a.engine.rollback();
    await b.engine.rollback();
  });

  it('FOR UPDATE waits for the other transaction, and sees what it left', async () => {
    await reset();
    await a.run("UPDATE t SET v = 'changed' WHERE id = 1");
    const found = b.rows('SELECT v FROM t WHERE id = 1 FOR UPDATE');
    await waiting();
    await a.engine.commit();
    expect(await found).toEqual([['changed']]);
    await b.engine.rollback();
  });

  it('SKIP LOCKED locks in the order of ORDER BY, as rows are fetched', async () => {
    await reset();
    const jobs = 'SELECT id FROM t ORDER BY id DESC FOR UPDATE SKIP LOCKED';
    const first = await a.open(jobs);
    expect(await first.fetch(1)).toHaveLength(1);
    const second = await b.open(jobs);
    const [row] = await second.fetch(1);
    expect(String(row?.[0])).toBe('3');
    expect((await first.fetch(1)).map(([id]) => String(id))).toEqual(['2']);
    expect(await b.rows(jobs)).toEqual([['3'], ['1']]);
    await a.engine.rollback();
    await b.engine.rollback();
  });

  it('a FOR UPDATE cursor knows its row', async () => {
    await reset();
    const cursor = await a.open('SELECT v FROM t ORDER BY id FOR UPDATE');
    await cursor.fetch(2);
    expect(await a.value('SELECT id FROM t WHERE ROWID = :1', bind(cursor.currentRowid ?? null))).toBe('2');
    await a.engine.rollback();
  });

  it('a deadlock ends one statement in ORA-00060, and its transaction goes on', async () => {
    await reset();
    await a.run("UPDATE t SET v = 'a' WHERE id = 1");
    await b.run("UPDATE t SET v = 'b' WHERE id = 2");
    const results = await Promise.allSettled(
      [
        a.run("UPDATE t SET v = 'a' WHERE id = 2"),
        waiting().then(() => b.run("UPDATE t SET v = 'b' WHERE id = 1")),
      ].map((promise, index) =>
        promise.catch(async (error: Error) => {
          await (index === 0 ? a : b).engine.rollback();
          throw error;
        }),
      ),
    );
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(String(failed[0]?.status === 'rejected' && failed[0].reason)).toContain(
      'ORA-00060: deadlock detected while waiting for resource',
    );
    await a.engine.rollback();
    await b.engine.rollback();
  });

  it('what cannot be locked is refused', async () => {
    expect(await a.failure('SELECT DISTINCT v FROM t FOR UPDATE')).toMatch(/^ORA-01786/);
    expect(await a.failure('SELECT count(*) FROM t FOR UPDATE')).toMatch(/^ORA-01786/);
    expect(await a.failure('SELECT * FROM t FETCH FIRST 1 ROW ONLY FOR UPDATE')).toBe(
      'ORA-02014: cannot select FOR UPDATE from view with DISTINCT, GROUP BY, etc.',
    );
    expect(await a.failure('SELECT * FROM (SELECT DISTINCT v FROM t) FOR UPDATE')).toMatch(/^ORA-02014/);
  });

  it('LOCK TABLE', async () => {
    await reset();
    await a.run('LOCK TABLE t IN EXCLUSIVE MODE');
    expect(a.engine.isTransactionActive).toBe(true);
    expect(await b.failure('LOCK TABLE t IN EXCLUSIVE MODE NOWAIT')).toMatch(/^ORA-00054/);
    expect(await b.value('SELECT count(*) FROM t')).toBe('4');
    await a.engine.rollback();
  });
});

describe('interrupts', () => {
  it('break off a running query with ORA-01013, and nothing after it', async () => {
    await reset();
    await a.run("UPDATE t SET v = 'kept' WHERE id = 1");
    await b.run("UPDATE t SET v = 'b' WHERE id = 2");
    const blocked = a.failure("UPDATE t SET v = 'a' WHERE id = 2");
    await waiting();
    a.state.interrupt.request();
    expect(await blocked).toBe('ORA-01013: user requested cancel of current operation');
    a.state.interrupt.clear();
    expect(await a.value('SELECT v FROM t WHERE id = 1')).toBe('kept');
    await a.engine.rollback();
    await b.engine.rollback();
  });

  it('requested before a call break off that call', async () => {
    a.state.interrupt.request();
    expect(await a.failure('SELECT 1 FROM dual')).toMatch(/^ORA-01013/);
    a.state.interrupt.clear();
    expect(await a.value('SELECT 1 FROM dual')).toBe('1');
  });
});

describe('executeDmlBatch', () => {
  const insert = 'INSERT INTO t (id, v) VALUES (:1, :2)';
  async function batch(rows: [number, string | null][], collectErrors: boolean) {
    const { parseStatement } = await import('../../../embedded/syntax/parse.ts');
    const types = [bind(1), bind('x')];
    const compiled = a.engine.compileDml(parseStatement(insert).statement as never, insert, {
      resolveVariable: () => undefined,
      resolveExpression: () => undefined,
      resolveBind: (index) => ({ type: (types[index] ?? bind(null)).type, key: index }),
    });
    const inputs = rows.map((row) => compiled.inputs.map((input) => bind(row[input.key as number] ?? null).value));
    return a.engine.executeDmlBatch(compiled, inputs, { collectErrors });
  }

  it('stops at the first error and keeps the rows before it', async () => {
    await reset();
    const result = await batch(
      [
        [10, 'a'],
        [11, 'b'],
        [10, 'dup'],
        [12, 'c'],
      ],
      false,
    );
    expect(result.rowCounts).toEqual([1, 1]);
    expect(result.errors.map(({ index, error }) => [index, error.message.slice(0, 9)])).toEqual([[2, 'ORA-00001']]);
    expect(await a.value('SELECT count(*) FROM t WHERE id >= 10')).toBe('2');
    await a.engine.rollback();
  });

  it('collects errors and goes on', async () => {
    await reset();
    const many = Array.from({ length: 200 }, (_unused, index): [number, string] => [index + 10, 'x']);
    const result = await batch([[1, 'dup'], ...many, [2, 'dup']], true);
    expect(result.errors.map(({ index }) => index)).toEqual([0, 201]);
    expect(result.rowCounts.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(result.rowCounts).toHaveLength(202);
    await a.engine.rollback();
  });
});
