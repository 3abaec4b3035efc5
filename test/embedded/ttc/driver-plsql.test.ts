import oracledb from 'oracledb';
import { describe, expect, test } from 'vitest';
import type { BindValue, ExecuteRequest } from '../../../embedded/session/database-session.ts';
import { NUMBER, VARCHAR2 } from '../../../embedded/types/data-type.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { CursorHandle, OracleDate, OracleTimestamp, YearMonthInterval } from '../../../embedded/types/values.ts';
import { useHarness } from './driver-helper.ts';
import { column, type Directions, handleOf, rowsOf } from './scripted-database.ts';

const harness = useHarness();
const seconds = (text: string) => Date.parse(text) / 1000;

describe('PL/SQL', () => {
  const double = (request: ExecuteRequest, directions: Directions) => ({
    directions,
    outBinds: request.rows.map((row) =>
      row.map((value, index): BindValue | undefined => {
        if (directions[index] === 'IN') return undefined;
        return directions[index] === 'OUT' ? `out ${String(row[0])}` : `${String(value)}!`;
      }),
    ),
  });

  test('gives OUT and IN OUT binds, the first time and again', async () => {
    const text = 'BEGIN P(:I, :O, :IO); END;';
    const seen: ExecuteRequest[] = [];
    harness.database.on(text, (request) => {
      seen.push(request);
      return double(request, ['IN', 'OUT', 'IN OUT']);
    });
    const connection = await harness.connect();
    for (const value of ['a', 'b', 'a longer value', 'c']) {
      const { outBinds } = await connection.execute(text, {
        I: value,
        O: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 100 },
        IO: { dir: oracledb.BIND_INOUT, val: value, maxSize: 100 },
      });
      expect(outBinds).toEqual({ O: `out ${value}`, IO: `${value}!` });
    }
    expect(seen.map((request) => request.rows)).toEqual([
      [['a', null, 'a']],
      [['b', null, 'b']],
      [['a longer value', null, 'a longer value']],
      [['c', null, 'c']],
    ]);
    expect(harness.database.lastSession.calls.filter((call) => call === `prepare ${text}`)).toHaveLength(1);
  });

  test('gives OUT binds of all types', async () => {
    const text = 'BEGIN Q(:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11); END;';
    const now = seconds('2024-02-29T12:34:56Z');
    harness.database.on(text, () => ({
      directions: Array.from({ length: 11 }, () => 'OUT' as const),
      outBinds: [
        [
          'é𝄞',
          new Decimal('12345.678'),
          new OracleDate(now),
          new OracleTimestamp(now, 5_000_000),
          new OracleTimestamp(now, 0, 60),
          Buffer.from('beef', 'hex'),
          true,
          2.5,
          new YearMonthInterval(14),
          null,
          'AAAR3sAAEAAAACXAAA',
        ],
      ],
    }));
    const connection = await harness.connect();
    const types = [
      oracledb.DB_TYPE_NVARCHAR,
      oracledb.NUMBER,
      oracledb.DB_TYPE_DATE,
      oracledb.DB_TYPE_TIMESTAMP,
      oracledb.DB_TYPE_TIMESTAMP_TZ,
      oracledb.BUFFER,
      oracledb.DB_TYPE_BOOLEAN,
      oracledb.DB_TYPE_BINARY_DOUBLE,
      oracledb.DB_TYPE_INTERVAL_YM,
      oracledb.DB_TYPE_BOOLEAN,
      oracledb.DB_TYPE_ROWID,
    ];
    const { outBinds } = await connection.execute<unknown[]>(
      text,
      types.map((type) => ({ dir: oracledb.BIND_OUT, type })),
    );
    expect(outBinds).toEqual([
      'é𝄞',
      12345.678,
      new Date(2024, 1, 29, 12, 34, 56),
      new Date(2024, 1, 29, 12, 34, 56, 5),
      new Date('2024-02-29T12:34:56Z'),
      Buffer.from('beef', 'hex'),
      true,
      2.5,
      expect.objectContaining({ years: 1, months: 2 }),
      null,
      'AAAR3sAAEAAAACXAAA',
    ]);
  });

  test('a value that does not fit its bind is an error', async () => {
    harness.database.on('BEGIN LONGER(:O); END;', () => ({ directions: ['OUT'], outBinds: [['much too long']] }));
    const connection = await harness.connect();
    const call = connection.execute('BEGIN LONGER(:O); END;', {
      O: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 5 },
    });
    await expect(call).rejects.toMatchObject({ code: 'NJS-016' });
  });

  test('takes and gives associative arrays', async () => {
    const text = 'BEGIN ARRAYS(:I, :O, :IO); END;';
    let seen: ExecuteRequest | undefined;
    harness.database.on(text, (request) => {
      seen = request;
      return {
        directions: ['IN', 'OUT', 'IN OUT'],
        outBinds: [[undefined, [new Decimal(1), null, new Decimal(3)], ['x', 'y']]],
      };
    });
    const connection = await harness.connect();
    const { outBinds } = await connection.execute(text, {
      I: { type: oracledb.STRING, dir: oracledb.BIND_IN, val: ['a', 'bb', null as never] },
      O: { type: oracledb.NUMBER, dir: oracledb.BIND_OUT, maxArraySize: 10 },
      IO: { type: oracledb.STRING, dir: oracledb.BIND_INOUT, val: ['q'], maxArraySize: 5, maxSize: 20 },
    });
    expect(seen?.binds.map((bind) => [bind.isArray, bind.maxElements])).toEqual([
      [true, 3],
      [true, 10],
      [true, 5],
    ]);
    expect(seen?.rows[0]?.[0]).toEqual(['a', 'bb', null]);
    expect(seen?.rows[0]?.[2]).toEqual(['q']);
    expect(outBinds).toEqual({ O: [1, null, 3], IO: ['x', 'y'] });
  });

  test('runs for many rows', async () => {
    const text = 'BEGIN MANY(:I, :O); END;';
    const sizes: number[] = [];
    harness.database.on(text, (request) => {
      sizes.push(request.rows.length);
      return {
        directions: ['IN', 'OUT'],
        outBinds: request.rows.map((row) => [undefined, `<${String(row[0])}>`]),
      };
    });
    const connection = await harness.connect();
    const { outBinds } = await connection.executeMany(text, [{ I: 'a' }, { I: 'b' }, { I: 'c' }], {
      bindDefs: {
        I: { dir: oracledb.BIND_IN, type: oracledb.STRING, maxSize: 10 },
        O: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 10 },
      },
    });
    expect(outBinds).toEqual([{ O: '<a>' }, { O: '<b>' }, { O: '<c>' }]);
    expect(sizes).toEqual([1, 2]);
  });

  test('gives and takes REF CURSORs', async () => {
    const columns = [column('N', NUMBER), column('V', VARCHAR2)];
    const rows = Array.from({ length: 250 }, (_, index) => [new Decimal(index), `row ${index}`]);
    const handle = handleOf(columns, rows);
    harness.database.on('BEGIN OPEN_IT(:C, :D); END;', () => ({
      directions: ['OUT', 'OUT'],
      outBinds: [[handle, new CursorHandle(undefined)]],
    }));
    let taken: BindValue | undefined;
    harness.database.on('BEGIN TAKE_IT(:C); END;', (request) => {
      taken = request.rows[0]?.[0];
      return { directions: ['IN'], outBinds: [[undefined]] };
    });
    const connection = await harness.connect();
    const out = { dir: oracledb.BIND_OUT, type: oracledb.CURSOR };
    const { outBinds } = await connection.execute<{ C: oracledb.ResultSet<unknown>; D: null }>(
      'BEGIN OPEN_IT(:C, :D); END;',
      { C: out, D: out },
      { fetchArraySize: 20 },
    );
    expect(outBinds?.D).toBeNull();
    const resultSet = outBinds?.C;
    expect(resultSet?.metaData.map(({ name }) => name)).toEqual(['N', 'V']);
    expect(await resultSet?.getRow()).toEqual([0, 'row 0']);
    await connection.execute('BEGIN TAKE_IT(:C); END;', {
      C: { dir: oracledb.BIND_IN, type: oracledb.CURSOR, val: resultSet as never },
    });
    expect(taken).toBe(handle);
    expect(await resultSet?.getRows()).toHaveLength(249);
    await resultSet?.close();
    await connection.ping();
    expect(handle.cursor).toBeUndefined();
  });

  test('returns results implicitly', async () => {
    const columns = [column('N', NUMBER)];
    harness.database.on('BEGIN RETURN_TWO; END;', () => ({
      directions: [],
      implicitResults: [rowsOf(columns, [[new Decimal(1)], [new Decimal(2)]]), rowsOf(columns, [])],
    }));
    const connection = await harness.connect();
    const result = await connection.execute('BEGIN RETURN_TWO; END;');
    expect(result.implicitResults).toEqual([[[1], [2]], []]);
  });

  test('an error of a block leaves its statement usable', async () => {
    let fails = true;
    harness.database.on('BEGIN MAYBE(:X, :O); END;', (request) => {
      if (fails) throw new OracleError(20001, 'ORA-20001: no\nORA-06512: at "APP.MAYBE", line 3');
      return { directions: ['IN', 'OUT'], outBinds: [[undefined, String(request.rows[0]?.[0])]] };
    });
    const connection = await harness.connect();
    const run = () =>
      connection.execute<{ O: string }>('BEGIN MAYBE(:X, :O); END;', {
        X: 'x',
        O: { dir: oracledb.BIND_OUT, type: oracledb.STRING },
      });
    await expect(run()).rejects.toThrow(/ORA-20001: no\nORA-06512: at "APP.MAYBE", line 3/);
    fails = false;
    expect((await run()).outBinds?.O).toBe('x');
    fails = true;
    await expect(run()).rejects.toMatchObject({ errorNum: 20001 });
    fails = false;
    expect((await run()).outBinds?.O).toBe('x');
  });
});
