import type oracledb from 'oracledb';
import { describe, expect, test } from 'vitest';
import { VARCHAR2 } from '../../../embedded/types/data-type.ts';
import { useHarness } from './driver-helper.ts';
import { column, rowsOf } from './scripted-database.ts';

const harness = useHarness();

/** A block that runs until it is broken off; `started` resolves when it does. */
function endlessBlock(): { text: string; started: Promise<void> } {
  const text = `BEGIN ENDLESS${Math.random()}; END;`;
  const started = new Promise<void>((resolve) => {
    harness.database.on(text, (_, session) => {
      resolve();
      return session.untilBreak();
    });
  });
  return { text, started };
}

async function expectUsable(connection: oracledb.Connection): Promise<void> {
  harness.database.on('SELECT OK FROM DUAL', () => ({ cursor: rowsOf([column('OK', VARCHAR2)], [['ok']]) }));
  expect((await connection.execute('SELECT OK FROM DUAL')).rows).toEqual([['ok']]);
}

describe('a break', () => {
  test('ends the running call', async () => {
    const connection = await harness.connect();
    const { text, started } = endlessBlock();
    const call = connection.execute(text);
    await Promise.all([
      expect(call).rejects.toMatchObject({ code: 'ORA-01013' }),
      started.then(() => connection.break()),
    ]);
    await expectUsable(connection);
  });

  test('that comes with the call, or just behind it, is not lost', async () => {
    const connection = await harness.connect();
    for (let round = 0; round < 40; round++) {
      const { text } = endlessBlock();
      const outcome = connection.execute(text).catch((error: { code: string }) => error.code);
      for (let step = 0; step < round % 8; step++) await new Promise((resolve) => setImmediate(resolve));
      await connection.break();
      expect(await outcome).toBe('ORA-01013');
    }
    await expectUsable(connection);
  });

  test('of an idle session ends the next call, and only that', async () => {
    const connection = await harness.connect();
    await connection.break();
    await expect(connection.ping()).rejects.toMatchObject({ code: 'ORA-01013' });
    await expectUsable(connection);
  });

  test('during a long reply drops the rest of it', async () => {
    const connection = await harness.connect();
    harness.database.on('SELECT MANY FROM DUAL', () => ({
      cursor: rowsOf(
        [column('V', VARCHAR2)],
        Array.from({ length: 200_000 }, () => ['x'.repeat(100)]),
      ),
    }));
    const call = connection.execute('SELECT MANY FROM DUAL', [], { prefetchRows: 200_000 });
    const outcome = call.then(
      () => 'finished',
      (error: { code: string }) => error.code,
    );
    await new Promise((resolve) => setImmediate(resolve));
    await connection.break();
    expect(await outcome).toBe('ORA-01013');
    await expectUsable(connection);
  });

  test('at any moment leaves the session usable', async () => {
    const connection = await harness.connect();
    harness.database.on('BEGIN QUICK; END;', async () => {
      for (let step = 0; step < 3; step++) await new Promise((resolve) => setImmediate(resolve));
      return { directions: [] };
    });
    for (let round = 0; round < 60; round++) {
      const call = connection.execute('BEGIN QUICK; END;').catch((error: { code: string }) => error.code);
      for (let step = 0; step < round % 20; step++) await new Promise((resolve) => setImmediate(resolve));
      await connection.break();
      await call;
      // The break may have come after the reply: then it ends this one.
      await connection.ping().catch((error: { code: string }) => expect(error.code).toBe('ORA-01013'));
      await expectUsable(connection);
    }
  });

  test('twice is as good as once', async () => {
    const connection = await harness.connect();
    const { text, started } = endlessBlock();
    const call = connection.execute(text).catch((error: { code: string }) => error.code);
    await started;
    await connection.break();
    await connection.break();
    expect(await call).toBe('ORA-01013');
    await connection.ping().catch(() => {});
    await expectUsable(connection);
  });
});

test('a call that takes longer than callTimeout is broken off', async () => {
  const connection = await harness.connect();
  const { text } = endlessBlock();
  connection.callTimeout = 30;
  await expect(connection.execute(text)).rejects.toMatchObject({ code: 'NJS-123' });
  connection.callTimeout = 0;
  await expectUsable(connection);
});

describe('faults', () => {
  test('a client that vanishes during a call: the call runs to its end, then the session ends', async () => {
    const connection = await harness.connect();
    const session = harness.database.lastSession;
    let finish = () => {};
    let isFinished = false;
    const running = new Promise<void>((started) => {
      harness.database.on('BEGIN LONG_WORK; END;', async () => {
        started();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        isFinished = true;
        return { directions: [] };
      });
    });
    const call = connection.execute('BEGIN LONG_WORK; END;').catch((error: { code: string }) => error.code);
    await running;
    harness.listener.cutConnections();
    expect(await call).toBe('NJS-500');
    expect(session.isClosed).toBe(false);
    expect(session.calls).not.toContain('break');
    finish();
    await session.untilClosed();
    expect(isFinished).toBe(true);
  });

  test('a client that vanishes between calls ends its session', async () => {
    await harness.connect();
    const session = harness.database.lastSession;
    harness.listener.cutConnections();
    await session.untilClosed();
  });

  test('frozen packets are held both ways, and delivered when thawed', async () => {
    const connection = await harness.connect();
    harness.listener.freeze();
    let isAnswered = false;
    const call = connection.ping().then(() => {
      isAnswered = true;
    });
    const other = harness.connect();
    const session = harness.database.lastSession;
    for (let step = 0; step < 50; step++) await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    expect(harness.database.lastSession).toBe(session);
    harness.listener.thaw();
    await call;
    await (await other).ping();
  });

  test('an answer that is ready while frozen comes when thawed', async () => {
    const connection = await harness.connect();
    const text = 'x'.repeat(500_000);
    let answer = () => {};
    const running = new Promise<void>((started) => {
      harness.database.on('SELECT FROZEN FROM DUAL', async () => {
        started();
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return { cursor: rowsOf([column('V', { kind: 'LONG', unit: 'BYTE' })], [[text], [text]]) };
      });
    });
    const call = connection.execute<string[]>('SELECT FROZEN FROM DUAL');
    await running;
    harness.listener.freeze();
    answer();
    for (let step = 0; step < 20; step++) await new Promise((resolve) => setImmediate(resolve));
    harness.listener.thaw();
    expect((await call).rows?.map((row) => row[0]?.length)).toEqual([500_000, 500_000]);
  });
});
