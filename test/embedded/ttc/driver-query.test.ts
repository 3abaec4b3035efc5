import oracledb from 'oracledb';
import { describe, expect, test } from 'vitest';
import type { ColumnDescription } from '../../../embedded/sql/sql-engine.ts';
import { LIMITS } from '../../../embedded/ttc/limits.ts';
import { NULL_TYPE, NUMBER, VARCHAR2 } from '../../../embedded/types/data-type.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import {
  DaySecondInterval,
  OracleDate,
  OracleTimestamp,
  type Value,
  YearMonthInterval,
} from '../../../embedded/types/values.ts';
import { useHarness } from './driver-helper.ts';
import { column, handleOf, rowsOf, type ScriptedRows } from './scripted-database.ts';

const harness = useHarness();
const utc = (text: string) => Date.parse(text) / 1000;

async function select(columns: ColumnDescription[], rows: Value[][], options: oracledb.ExecuteOptions = {}) {
  const text = `SELECT * FROM T${Math.random()}`;
  harness.database.on(text, () => ({ cursor: rowsOf(columns, rows) }));
  const connection = await harness.connect();
  return connection.execute<unknown[]>(text, [], options);
}

describe('types', () => {
  test('text', async () => {
    const { rows, metaData } = await select(
      [
        column('V', { kind: 'VARCHAR2', length: 10, unit: 'BYTE' }, false),
        column('VC', { kind: 'VARCHAR2', length: 10, unit: 'CHAR' }),
        column('N', { kind: 'NVARCHAR2', length: 10, unit: 'CHAR' }),
        column('C', { kind: 'CHAR', length: 3, unit: 'BYTE' }),
        column('NC', { kind: 'NCHAR', length: 3, unit: 'CHAR' }),
        column('L', { kind: 'LONG', unit: 'BYTE' }),
      ],
      [
        ['a', 'ñ', '日本𝄞', 'x  ', 'é  ', 'long '.repeat(20_000)],
        [null, null, null, null, null, null],
      ],
    );
    expect(rows).toEqual([
      ['a', 'ñ', '日本𝄞', 'x  ', 'é  ', 'long '.repeat(20_000)],
      [null, null, null, null, null, null],
    ]);
    expect(metaData?.map(({ dbTypeName, byteSize, nullable }) => [dbTypeName, byteSize, nullable])).toEqual([
      ['VARCHAR2', 10, false],
      ['VARCHAR2', 40, true],
      ['NVARCHAR2', 20, true],
      ['CHAR', 3, true],
      ['NCHAR', 6, true],
      ['LONG', undefined, true],
    ]);
  });

  test('numbers with all their digits', async () => {
    const digits = '12345678901234567890123456789012345678';
    const values = ['0', '1', '-1', '100', '.01', `-${digits}`, digits, '1e125', '-1e-130', '99.99', `.${digits}`];
    const { rows, metaData } = await select(
      [
        column('N', NUMBER),
        column('P', { kind: 'NUMBER', precision: 5, scale: 2 }),
        column('F', { kind: 'BINARY_FLOAT' }),
        column('D', { kind: 'BINARY_DOUBLE' }),
        column('I', { kind: 'PLS_INTEGER' }),
      ],
      values.map((value) => [new Decimal(value), new Decimal('123.45'), 0.5, -0.1, new Decimal(7)]),
      { fetchTypeHandler: ({ name }) => (name === 'N' ? { type: oracledb.STRING } : undefined) },
    );
    expect(rows?.map((row) => new Decimal(row[0] as string).toFixed())).toEqual(
      values.map((value) => new Decimal(value).toFixed()),
    );
    expect(rows?.[0]?.slice(1)).toEqual([123.45, 0.5, -0.1, 7]);
    expect(metaData?.slice(0, 2).map(({ precision, scale }) => [precision, scale])).toEqual([
      [0, -127],
      [5, 2],
    ]);
  });

  test('special floating-point numbers', async () => {
    const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, 5e-324];
    const { rows } = await select(
      [column('D', { kind: 'BINARY_DOUBLE' })],
      numbers.map((value) => [value]),
    );
    expect(rows?.flat()).toEqual(numbers);
  });

  test('dates, timestamps and intervals', async () => {
    const seconds = utc('2024-02-29T12:34:56Z');
    const { rows, metaData } = await select(
      [
        column('D', { kind: 'DATE' }),
        column('T', { kind: 'TIMESTAMP', precision: 3 }),
        column('TZ', { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 }),
        column('LTZ', { kind: 'TIMESTAMP WITH LOCAL TIME ZONE', precision: 6 }),
        column('YM', { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 2 }),
        column('DS', { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 2, secondPrecision: 6 }),
      ],
      [
        [
          new OracleDate(seconds),
          new OracleTimestamp(seconds, 789_000_000),
          new OracleTimestamp(seconds, 789_000_000, -210),
          new OracleTimestamp(seconds, 789_000_000),
          new YearMonthInterval(-26),
          new DaySecondInterval(-(3 * 86_400 + 4 * 3600 + 5 * 60 + 6), -500_000_000),
        ],
      ],
    );
    const wallClock = new Date(2024, 1, 29, 12, 34, 56);
    expect(rows?.[0]?.slice(0, 4)).toEqual([
      wallClock,
      new Date(wallClock.getTime() + 789),
      new Date('2024-02-29T12:34:56.789Z'),
      new Date('2024-02-29T12:34:56.789Z'),
    ]);
    expect(rows?.[0]?.slice(4)).toEqual([
      expect.objectContaining({ years: -2, months: -2 }),
      expect.objectContaining({ days: -3, hours: -4, minutes: -5, seconds: -6, fseconds: -500_000_000 }),
    ]);
    expect(metaData?.[1]?.precision).toBe(3);
  });

  test('the rest', async () => {
    const { rows } = await select(
      [
        column('R', { kind: 'RAW', length: 4 }),
        column('LR', { kind: 'LONG RAW' }),
        column('ID', { kind: 'ROWID' }),
        column('U', { kind: 'UROWID' }),
        column('B', { kind: 'BOOLEAN' }),
        column('NOTHING', NULL_TYPE),
        column('LAST', VARCHAR2),
      ],
      [
        [Buffer.from('cafe', 'hex'), Buffer.alloc(300, 7), 'AAAR3sAAEAAAACXAAA', 'AAAR3sAAEAAAACXAAB', true, null, 'z'],
        [null, null, null, null, false, null, 'z'],
        [null, null, null, null, null, null, null],
      ],
    );
    expect(rows).toEqual([
      [Buffer.from('cafe', 'hex'), Buffer.alloc(300, 7), 'AAAR3sAAEAAAACXAAA', 'AAAR3sAAEAAAACXAAB', true, null, 'z'],
      [null, null, null, null, false, null, 'z'],
      [null, null, null, null, null, null, null],
    ]);
  });

  test('JSON columns are marked', async () => {
    const { metaData } = await select([{ ...column('J', VARCHAR2), isJson: true }], [['{}']]);
    expect(metaData?.[0]?.isJson).toBe(true);
  });

  test('a value that is not of its column is a fault, not a wrong answer', async () => {
    await expect(select([column('N', NUMBER)], [['text']])).rejects.toThrow(/ORA-00600/);
  });
});

describe('rows', () => {
  const columns = [column('N', NUMBER), column('V', VARCHAR2)];
  const many = (count: number) =>
    Array.from({ length: count }, (_, index): Value[] => [new Decimal(index), `row ${index}`]);

  test('come in several round trips', async () => {
    const { rows } = await select(columns, many(1234), { fetchArraySize: 100, prefetchRows: 7 });
    expect(rows?.length).toBe(1234);
    expect(rows?.[1233]).toEqual([1233, 'row 1233']);
  });

  test('come in one round trip, and without prefetch', async () => {
    const all = await select(columns, many(3000), { prefetchRows: 5000 });
    expect(all.rows?.length).toBe(3000);
    const none = await select(columns, many(10), { prefetchRows: 0, fetchArraySize: 3 });
    expect(none.rows?.length).toBe(10);
    const empty = await select(columns, []);
    expect(empty.rows).toEqual([]);
  });

  test('come through a result set, which may be closed early', async () => {
    const connection = await harness.connect();
    let open: ScriptedRows | undefined;
    harness.database.on('SELECT N, V FROM EARLY', () => {
      open = rowsOf(columns, many(500));
      return { cursor: open };
    });
    const { resultSet } = await connection.execute('SELECT N, V FROM EARLY', [], {
      resultSet: true,
      fetchArraySize: 10,
    });
    expect(await resultSet?.getRows(15)).toHaveLength(15);
    await resultSet?.close();
    await connection.ping();
    expect(open?.isClosed).toBe(true);
  });

  test('are streamed', async () => {
    const connection = await harness.connect();
    harness.database.on('SELECT N, V FROM STREAM', () => ({ cursor: rowsOf(columns, many(20_000)) }));
    let count = 0;
    for await (const _ of connection.queryStream('SELECT N, V FROM STREAM', [], { fetchArraySize: 1000 })) count++;
    expect(count).toBe(20_000);
  });

  test('may end in an error', async () => {
    const connection = await harness.connect();
    harness.database.on('SELECT N, V FROM BAD', () => {
      const open = rowsOf(columns, many(50));
      const fetch = open.fetch.bind(open);
      let calls = 0;
      open.fetch = async (count) => {
        if (++calls === 3) throw new OracleError(1722, 'invalid number');
        return fetch(count);
      };
      return { cursor: open };
    });
    const query = connection.execute('SELECT N, V FROM BAD', [], { fetchArraySize: 10 });
    await expect(query).rejects.toMatchObject({ code: 'ORA-01722' });
    await connection.ping();
  });
});

describe('statements', () => {
  test('are prepared once and run again', async () => {
    const connection = await harness.connect();
    harness.database.on('SELECT :X FROM AGAIN', (request) => ({
      cursor: rowsOf([column('X', VARCHAR2)], [[request.rows[0]?.[0] as string]]),
    }));
    for (const value of ['a', 'b', 'longer than before', 'c']) {
      expect((await connection.execute('SELECT :X FROM AGAIN', [value])).rows).toEqual([[value]]);
    }
    const prepared = harness.database.lastSession.calls.filter((call) => call === 'prepare SELECT :X FROM AGAIN');
    expect(prepared).toHaveLength(1);
  });

  test('whose columns change are described anew', async () => {
    const connection = await harness.connect();
    let isText = true;
    harness.database.on('SELECT * FROM CHANGING', () => ({
      cursor: isText
        ? rowsOf([column('A', VARCHAR2)], [['text']])
        : rowsOf([column('A', NUMBER), column('B', VARCHAR2)], [[new Decimal(1), 'b']]),
    }));
    expect((await connection.execute('SELECT * FROM CHANGING')).rows).toEqual([['text']]);
    isText = false;
    expect((await connection.execute('SELECT * FROM CHANGING')).rows).toEqual([[1, 'b']]);
  });

  test('are closed when the client has too many, and none is left over', async () => {
    const connection = await harness.connect({ stmtCacheSize: 5 } as never);
    const session = harness.database.lastSession;
    for (let index = 0; index < 40; index++) {
      const text = `SELECT ${index} FROM DUAL`;
      harness.database.on(text, () => ({ cursor: rowsOf([column('X', NUMBER)], [[new Decimal(index)]]) }));
      await connection.execute(text);
    }
    await connection.ping();
    const closed = session.calls.filter((call) => call.startsWith('close SELECT')).length;
    expect(closed).toBeGreaterThan(5);
  });

  test('are described without running', async () => {
    const connection = await harness.connect();
    harness.database.on('SELECT A, B FROM INFO WHERE C = :C', () => ({
      cursor: rowsOf([column('A', NUMBER), column('B', { kind: 'DATE' })], []),
    }));
    const info = await connection.getStatementInfo('SELECT A, B FROM INFO WHERE C = :C');
    expect(info.bindNames).toEqual(['C']);
    expect(info.metaData?.map(({ name, dbTypeName }) => [name, dbTypeName])).toEqual([
      ['A', 'NUMBER'],
      ['B', 'DATE'],
    ]);
  });

  test('that are too many at once are refused, and those that are closed make place', async () => {
    const connection = await harness.connect();
    const open = async () => {
      harness.database.on('SELECT N FROM OPEN', () => ({
        cursor: rowsOf([column('N', NUMBER)], [[new Decimal(1)], [new Decimal(2)], [new Decimal(3)]]),
      }));
      const options = { resultSet: true, prefetchRows: 0 };
      return (await connection.execute('SELECT N FROM OPEN', [], options)).resultSet;
    };
    const resultSets: (oracledb.ResultSet<unknown> | undefined)[] = [];
    for (let count = 0; count < LIMITS.maxOpenCursors; count++) resultSets.push(await open());
    await expect(open()).rejects.toMatchObject({ code: 'ORA-01000' });
    await Promise.all(resultSets.splice(0, 10).map((resultSet) => resultSet?.close()));
    resultSets.push(await open());
    await Promise.all(resultSets.map((resultSet) => resultSet?.close()));
  });

  test('run twice at the same time have cursors of their own', async () => {
    const connection = await harness.connect();
    harness.database.on('SELECT N FROM TWICE', () => ({
      cursor: rowsOf(
        [column('N', NUMBER)],
        [1, 2, 3, 4, 5].map((value) => [new Decimal(value)]),
      ),
    }));
    const options = { resultSet: true, prefetchRows: 1, fetchArraySize: 1 };
    const first = (await connection.execute<number[]>('SELECT N FROM TWICE', [], options)).resultSet;
    const second = (await connection.execute<number[]>('SELECT N FROM TWICE', [], options)).resultSet;
    const seen: unknown[] = [];
    for (let index = 0; index < 5; index++) seen.push(await first?.getRow(), await second?.getRow());
    expect(seen.flat()).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    await first?.close();
    await second?.close();
  });
});

test('CURSOR() columns are result sets', async () => {
  const inner = [column('N', NUMBER)];
  const { rows } = await select(
    [column('ID', NUMBER), column('CHILDREN', { kind: 'REF CURSOR' })],
    [
      [new Decimal(1), handleOf(inner, [[new Decimal(11)], [new Decimal(12)]])],
      [new Decimal(2), handleOf(inner, [])],
      [new Decimal(3), null],
    ],
  );
  expect(rows).toEqual([
    [1, [[11], [12]]],
    [2, []],
    [3, null],
  ]);
});
