import oracledb from 'oracledb';
import { describe, expect, test } from 'vitest';
import type { ExecuteRequest } from '../../../embedded/session/database-session.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { DaySecondInterval, OracleDate, OracleTimestamp, YearMonthInterval } from '../../../embedded/types/values.ts';
import { useHarness } from './driver-helper.ts';

const harness = useHarness();
const seconds = (text: string) => Date.parse(text) / 1000;

/** Runs a statement and tells what the database was asked. */
async function requestOf(text: string, binds: oracledb.BindParameters): Promise<ExecuteRequest> {
  let seen: ExecuteRequest | undefined;
  harness.database.on(text, (request) => {
    seen = request;
    return { rowCount: 1 };
  });
  const connection = await harness.connect();
  await connection.execute(text, binds);
  if (seen === undefined) throw new Error('not executed');
  return seen;
}

const kinds = (request: ExecuteRequest) => request.binds.map((bind) => bind.type.kind);

describe('binds', () => {
  test('of the types that the driver chooses', async () => {
    const date = new Date(2024, 1, 29, 12, 34, 56, 789);
    const { binds, rows } = await requestOf('INSERT INTO T VALUES (:1, :2, :3, :4, :5, :6)', [
      'ñ日',
      -12.5,
      date,
      Buffer.from('cafe', 'hex'),
      null,
      true,
    ]);
    expect(binds.map((bind) => bind.type)).toEqual([
      { kind: 'VARCHAR2', length: 5, unit: 'BYTE' },
      { kind: 'NUMBER' },
      { kind: 'TIMESTAMP', precision: 9 },
      { kind: 'RAW', length: 2 },
      { kind: 'VARCHAR2', length: 1, unit: 'BYTE' },
      { kind: 'BOOLEAN' },
    ]);
    expect(rows).toEqual([
      [
        'ñ日',
        new Decimal('-12.5'),
        new OracleTimestamp(seconds('2024-02-29T12:34:56Z'), 789_000_000),
        Buffer.from('cafe', 'hex'),
        null,
        true,
      ],
    ]);
  });

  test('of all types that can be asked for', async () => {
    const date = new Date('2024-02-29T12:34:56.789Z');
    const wallClock = seconds(`2024-02-29T${new Date(date).toTimeString().slice(0, 8)}Z`);
    const request = await requestOf('INSERT INTO T VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12)', [
      { type: oracledb.DB_TYPE_NVARCHAR, val: 'é𝄞' },
      { type: oracledb.DB_TYPE_NCHAR, val: 'x' },
      { type: oracledb.DB_TYPE_CHAR, val: 'y' },
      { type: oracledb.DB_TYPE_DATE, val: date },
      { type: oracledb.DB_TYPE_TIMESTAMP_TZ, val: date },
      { type: oracledb.DB_TYPE_TIMESTAMP_LTZ, val: date },
      { type: oracledb.DB_TYPE_BINARY_FLOAT, val: 1.5 },
      { type: oracledb.DB_TYPE_BINARY_DOUBLE, val: -0.1 },
      { type: oracledb.DB_TYPE_BINARY_INTEGER, val: 42 },
      { type: oracledb.DB_TYPE_INTERVAL_YM, val: Object.assign(new oracledb.IntervalYM(), { years: -1, months: -2 }) },
      {
        type: oracledb.DB_TYPE_INTERVAL_DS,
        val: Object.assign(new oracledb.IntervalDS(), { days: 1, hours: 2, fseconds: 5 }),
      },
      { type: oracledb.DB_TYPE_BOOLEAN, val: null as never },
    ]);
    expect(kinds(request)).toEqual([
      'NVARCHAR2',
      'NCHAR',
      'CHAR',
      'DATE',
      'TIMESTAMP WITH TIME ZONE',
      'TIMESTAMP WITH LOCAL TIME ZONE',
      'BINARY_FLOAT',
      'BINARY_DOUBLE',
      'PLS_INTEGER',
      'INTERVAL YEAR TO MONTH',
      'INTERVAL DAY TO SECOND',
      'BOOLEAN',
    ]);
    expect(request.rows[0]).toEqual([
      'é𝄞',
      'x',
      'y',
      new OracleDate(wallClock),
      new OracleTimestamp(seconds('2024-02-29T12:34:56Z'), 789_000_000, 0),
      new OracleTimestamp(seconds('2024-02-29T12:34:56Z'), 789_000_000),
      1.5,
      -0.1,
      new Decimal(42),
      new YearMonthInterval(-14),
      new DaySecondInterval(86_400 + 7200, 5),
      null,
    ]);
  });

  test('of 38 digits keep them', async () => {
    const digits = '12345678901234567890123456789012345678';
    const { rows } = await requestOf('INSERT INTO T VALUES (:N)', { N: BigInt(digits) });
    expect(rows).toEqual([[new Decimal(digits)]]);
  });

  test('longer than 32767 bytes come in any place of the row', async () => {
    const long = 'lóng '.repeat(20_000);
    const bytes = Buffer.alloc(100_000, 3);
    const { rows } = await requestOf('INSERT INTO T VALUES (:1, :2, :3, :4)', [long, 1, bytes, 'end']);
    expect(rows[0]?.[0]).toBe(long);
    expect(rows[0]?.[1]).toEqual(new Decimal(1));
    expect(bytes.equals(rows[0]?.[2] as Buffer)).toBe(true);
    expect(rows[0]?.[3]).toBe('end');
  });

  test('by name: in SQL every occurrence, in PL/SQL each name once', async () => {
    const sql = await requestOf('UPDATE T SET A = :A, B = :B WHERE A = :A', { B: 'b', A: 'a' });
    expect(sql.rows).toEqual([['a', 'b', 'a']]);
    const block = await requestOf('BEGIN P(:A, :B, :A); END;', { B: 'b', A: 'a' });
    expect(block.rows).toEqual([['a', 'b']]);
  });
});

describe('DML', () => {
  test('returns values', async () => {
    const text = 'UPDATE T SET A = :A WHERE B = :B RETURNING ID, NAME INTO :ID, :NAME';
    let seen: ExecuteRequest | undefined;
    harness.database.on(text, (request) => {
      seen = request;
      return {
        rowCount: 2,
        returned: [
          [
            [new Decimal(1), 'one'],
            [new Decimal(2), null],
          ],
        ],
        lastRowid: 'AAAR3sAAEAAAACXAAB',
      };
    });
    const connection = await harness.connect();
    for (let index = 0; index < 2; index++) {
      const result = await connection.execute(text, {
        A: 'a',
        B: 7,
        ID: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
        NAME: { dir: oracledb.BIND_OUT, type: oracledb.STRING },
      });
      expect(result.outBinds).toEqual({ ID: [1, 2], NAME: ['one', null] });
      expect(result.rowsAffected).toBe(2);
      expect(result.lastRowid).toBe('AAAR3sAAEAAAACXAAB');
      expect(seen?.rows).toEqual([['a', new Decimal(7), undefined, undefined]]);
    }
  });

  test('runs for many rows, commits, and counts', async () => {
    const text = 'INSERT INTO T VALUES (:1, :2)';
    let seen: ExecuteRequest | undefined;
    harness.database.on(text, (request) => {
      seen = request;
      return { rowCount: request.rows.length, rowCounts: request.rows.map(() => 1) };
    });
    const connection = await harness.connect();
    const rows = Array.from({ length: 20_000 }, (_, index) => [index, `row ${index} ${'x'.repeat(index % 50)}`]);
    const result = await connection.executeMany(text, rows, { autoCommit: true, dmlRowCounts: true });
    expect(result.rowsAffected).toBe(20_000);
    expect(result.dmlRowCounts).toHaveLength(20_000);
    expect(seen?.autoCommit).toBe(true);
    expect(seen?.rows).toHaveLength(20_000);
    expect(seen?.rows[19_999]).toEqual([new Decimal(19_999), rows[19_999]?.[1]]);
    await connection.executeMany(text, [[1, 'again']]);
    expect(seen?.autoCommit).toBe(false);
  });

  test('runs a number of times without binds', async () => {
    let count = 0;
    harness.database.on('INSERT INTO T SELECT 1 FROM DUAL', (request) => {
      count = request.rows.length;
      return { rowCount: count };
    });
    const connection = await harness.connect();
    await connection.executeMany('INSERT INTO T SELECT 1 FROM DUAL', 5);
    expect(count).toBe(5);
  });

  test('collects the errors of a batch', async () => {
    const text = 'INSERT INTO U VALUES (:1)';
    harness.database.on(text, (request) => ({
      rowCount: request.rows.length - 2,
      rowCounts: request.rows.map((_, index) => (index === 1 || index === 3 ? 0 : 1)),
      batchErrors: [
        { index: 1, error: new OracleError(1, 'unique constraint (APP.U_PK) violated') },
        { index: 3, error: new OracleError(1438, 'value larger than specified precision allowed for this column') },
      ],
    }));
    const connection = await harness.connect();
    const result = await connection.executeMany(text, [[1], [1], [2], [99999], [3]], {
      batchErrors: true,
      dmlRowCounts: true,
    });
    expect(result.rowsAffected).toBe(3);
    expect(result.dmlRowCounts).toEqual([1, 0, 1, 0, 1]);
    expect(result.batchErrors?.map(({ message, offset }) => [offset, message.split('\n')[0]])).toEqual([
      [1, 'ORA-00001: unique constraint (APP.U_PK) violated'],
      [3, 'ORA-01438: value larger than specified precision allowed for this column'],
    ]);
  });

  test('with RETURNING for many rows', async () => {
    const text = 'INSERT INTO T (A) VALUES (:A) RETURNING ID INTO :ID';
    harness.database.on(text, (request) => ({
      rowCount: request.rows.length,
      returned: request.rows.map((_, index) => [[new Decimal(index + 100)]]),
    }));
    const connection = await harness.connect();
    const result = await connection.executeMany(text, [{ A: 'x' }, { A: 'y' }], {
      bindDefs: {
        A: { type: oracledb.STRING, maxSize: 5, dir: oracledb.BIND_IN },
        ID: { type: oracledb.NUMBER, dir: oracledb.BIND_OUT },
      },
    });
    expect(result.outBinds).toEqual([{ ID: [100] }, { ID: [101] }]);
  });

  test('that cannot be parsed drops its binds, however many', async () => {
    const connection = await harness.connect();
    const rows = Array.from({ length: 20_000 }, (_, index) => [index, 'x'.repeat(20)]);
    await expect(connection.executeMany('INSERT INTO NONE VALUES (:1, :2)', rows)).rejects.toMatchObject({
      code: 'ORA-00942',
    });
    await connection.ping();
    await expect(connection.execute('INSERT INTO T VALUES (:1, :2, :2x)', [1, 2, 3])).rejects.toThrow();
    await connection.ping();
  });
});
