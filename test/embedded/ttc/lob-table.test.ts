import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../embedded/ttc/limits.ts';
import { splice } from '../../../embedded/ttc/session/lob-content.ts';
import { LobTable } from '../../../embedded/ttc/session/lob-table.ts';
import { Lob } from '../../../embedded/types/values.ts';
import { ScriptedDatabase, ScriptedSession } from './scripted-database.ts';

const ORIGIN = { schema: 'APP', table: 'T', column: 'C', rowid: 'AAAR3sAAEAAAACXAAA' };
const CLIENT = { program: '', machine: '', osUser: '', processId: '', terminal: '', driver: '' };

let session: ScriptedSession;
let table: LobTable;
beforeEach(() => {
  session = new ScriptedSession(new ScriptedDatabase(), 'APP', CLIENT, 1);
  table = new LobTable(session);
});

describe('writes', () => {
  test('are those of one LOB, however they come', async () => {
    const writes = fc.array(fc.tuple(fc.nat(20), fc.string({ minLength: 1, maxLength: 8 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(writes, fc.boolean(), async (all, isStored) => {
        const lob = new Lob('CLOB', 'start', isStored ? ORIGIN : undefined);
        const { locator } = table.locate(lob);
        let expected = 'start';
        for (const [offset, text] of all) {
          // The scripted session fills no gaps.
          const start = Math.min(offset, expected.length);
          expected = String(splice(expected, start, text));
          await table.write(locator, start, text);
        }
        await table.settle();
        expect(lob.content).toBe(expected);
      }),
    );
  });

  test('in a row reach the database as two: the first shows whether it may', async () => {
    const lob = new Lob('BLOB', Buffer.alloc(0), ORIGIN);
    const { locator } = table.locate(lob);
    for (let index = 0; index < 1000; index++) await table.write(locator, index * 10, Buffer.alloc(10, index));
    expect(session.lobWrites).toBe(1);
    await table.settle();
    expect(session.lobWrites).toBe(2);
    expect(lob.content).toHaveLength(10_000);
    expect(lob.content.slice(9_990)).toEqual(Buffer.alloc(10, 999));
  });

  test('to another LOB, and elsewhere, come after what is pending', async () => {
    const first = table.createTemporary('CLOB');
    const second = table.createTemporary('CLOB');
    await table.write(first, 0, 'abc');
    await table.write(second, 0, 'xyz');
    await table.write(first, 1, 'B');
    await table.settle();
    expect([table.find(first).content, table.find(second).content]).toEqual(['aBc', 'xyz']);
  });

  test('behind the end fill the gap', async () => {
    const clob = table.createTemporary('CLOB');
    const blob = table.createTemporary('BLOB');
    await table.write(clob, 3, 'x');
    await table.write(blob, 3, Buffer.from('y'));
    await table.settle();
    expect([table.find(clob).content, table.find(blob).content]).toEqual(['   x', Buffer.from('\0\0\0y')]);
  });
});

test('a LOB is cut, but never made longer by that', async () => {
  const locator = table.createTemporary('CLOB');
  await table.write(locator, 0, 'abcdef');
  await table.settle();
  await table.trim(locator, 2);
  expect(await table.read(locator)).toBe('ab');
  await expect(table.trim(locator, 3)).rejects.toMatchObject({ code: 22926 });
});

describe('locators', () => {
  test('that were freed or never given are refused', async () => {
    const first = table.createTemporary('CLOB');
    const second = table.createTemporary('BLOB');
    table.free(Buffer.concat([first, second]));
    for (const locator of [first, second, Buffer.alloc(40), Buffer.alloc(3)]) {
      await expect(table.read(locator)).rejects.toMatchObject({ code: 22275 });
    }
  });

  test('of LOBs that the client never frees are given up when they hold too much', async () => {
    const half = 'x'.repeat(LIMITS.maxLobBytes / 4 - 10);
    const locators = [1, 2, 3].map(() => table.locate(new Lob('CLOB', half)).locator);
    const [oldest, ...younger] = locators.map((locator) => table.read(locator));
    await expect(oldest).rejects.toMatchObject({ code: 22275 });
    for (const read of younger) expect(await read).toHaveLength(half.length);
  });
});

test('a LOB of a row is read once for many pieces, and anew after another call', async () => {
  let reads = 0;
  session.readLob = async (lob) => {
    reads += 1;
    return lob.content;
  };
  const { locator } = table.locate(new Lob('CLOB', 'text', ORIGIN));
  for (let piece = 0; piece < 5; piece++) await table.read(locator);
  expect(reads).toBe(1);
  table.forgetContents();
  await table.read(locator);
  expect(reads).toBe(2);
});
