import oracledb, { type Connection } from 'oracledb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

let database: EmbeddedOracle;
let first: Connection;
let second: Connection;
beforeAll(async () => {
  database = await startEmbeddedOracle({ firstScripts: [] });
  first = await oracledb.getConnection(database);
  second = await oracledb.getConnection(database);
  await first.execute('CREATE TABLE held (id NUMBER PRIMARY KEY, v NUMBER)');
  await first.execute('INSERT INTO held SELECT LEVEL, 0 FROM dual CONNECT BY LEVEL <= 2', [], { autoCommit: true });
});
afterAll(async () => {
  await Promise.all([first?.close(), second?.close()]);
  await database?.stop();
});

describe('row locks', () => {
  it('make writers wait until the holder commits, and then see its work', async () => {
    await first.execute('UPDATE held SET v = v + 1 WHERE id = 1');
    const waiting = second.execute('UPDATE held SET v = v + 1 WHERE id = 1');
    await first.commit();
    await waiting;
    await second.commit();
    expect((await first.execute('SELECT v FROM held WHERE id = 1')).rows).toEqual([[2]]);
  });

  it('make a unique key wait for the holder of the same value', async () => {
    await first.execute('INSERT INTO held VALUES (3, 0)');
    const waiting = second.execute('INSERT INTO held VALUES (3, 0)');
    await first.commit();
    await expect(waiting).rejects.toThrow('ORA-00001');
    await second.rollback();
  });

  it('end in ORA-00060 for one of two that wait for each other', async () => {
    await first.execute('UPDATE held SET v = 0 WHERE id = 1');
    await second.execute('UPDATE held SET v = 0 WHERE id = 2');
    const outcomes = await Promise.allSettled([
      first.execute('UPDATE held SET v = 9 WHERE id = 2').finally(() => first.rollback()),
      second.execute('UPDATE held SET v = 9 WHERE id = 1').finally(() => second.rollback()),
    ]);
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(failures.map(({ reason }) => String(reason))).toEqual([expect.stringContaining('ORA-00060')]);
  });

  it('are skipped by SKIP LOCKED, so that every row is taken once', async () => {
    await first.execute('CREATE TABLE queue (id NUMBER, owner NUMBER)');
    await first.execute('INSERT INTO queue (id) SELECT LEVEL FROM dual CONNECT BY LEVEL <= 40', [], {
      autoCommit: true,
    });
    const take = async (connection: Connection, owner: number) => {
      for (;;) {
        const { outBinds } = await connection.execute<{ n: number }>(
          `DECLARE
             CURSOR c IS SELECT id FROM queue WHERE owner IS NULL FOR UPDATE SKIP LOCKED;
             l_id NUMBER;
           BEGIN
             :n := 0;
             OPEN c;
             FETCH c INTO l_id;
             IF c%FOUND THEN
               UPDATE queue SET owner = :owner WHERE CURRENT OF c;
               :n := 1;
             END IF;
             CLOSE c;
             COMMIT;
           END;`,
          { n: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER }, owner },
        );
        if (outBinds?.n === 0) return;
      }
    };
    await Promise.all([take(first, 1), take(second, 2)]);
    // Whoever found all the rest locked has stopped: the other one, or nobody, has left rows.
    await take(first, 1);
    const { rows } = await first.execute('SELECT COUNT(*), COUNT(owner) FROM queue');
    expect(rows).toEqual([[40, 40]]);
  });

  it('of DBMS_LOCK belong to the session', async () => {
    const request = (connection: Connection, mode: string) =>
      connection.execute<{ s: number }>(
        `DECLARE h VARCHAR2(128); BEGIN DBMS_LOCK.ALLOCATE_UNIQUE('one', h); :s := ${mode}; END;`,
        { s: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER } },
      );
    const ask = 'DBMS_LOCK.REQUEST(h, DBMS_LOCK.X_MODE, 0)';
    expect((await request(first, ask)).outBinds?.s).toBe(0);
    await first.commit();
    expect((await request(second, ask)).outBinds?.s).toBe(1);
    expect((await request(first, 'DBMS_LOCK.RELEASE(h)')).outBinds?.s).toBe(0);
    expect((await request(second, ask)).outBinds?.s).toBe(0);
  });
});
