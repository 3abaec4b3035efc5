import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../embedded/types/data-type.ts';
import { daySecond, yearMonth } from '../../../embedded/types/interval.ts';
import {
  binaryResultType,
  compareValues,
  concatenate,
  evaluateBinary,
  negate,
} from '../../../embedded/types/operators.ts';
import { typeOfValue } from '../../../embedded/types/type-name.ts';
import { Lob, type ScalarValue } from '../../../embedded/types/values.ts';
import { contextOf, date, number, show, timestamp } from './context.ts';

const CHAR: DataType = { kind: 'CHAR', unit: 'BYTE' };
const VARCHAR2: DataType = { kind: 'VARCHAR2', unit: 'BYTE' };
const NUMBER: DataType = { kind: 'NUMBER' };
const INTEGER: DataType = { kind: 'PLS_INTEGER' };
const DATE: DataType = { kind: 'DATE' };
const TIMESTAMP: DataType = { kind: 'TIMESTAMP', precision: 6 };
const ZONED: DataType = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 };
const DAY_SECOND: DataType = { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 2, secondPrecision: 6 };
const NULL: DataType = { kind: 'NULL' };
const context = contextOf();

type Operator = '+' | '-' | '*' | '/' | '||' | '**';
const evaluate = (left: ScalarValue, operator: Operator, right: ScalarValue) =>
  evaluateBinary(operator, left, typeOfValue(left), right, typeOfValue(right), context);
const compare = (left: ScalarValue, right: ScalarValue, settings = {}) =>
  compareValues(left, typeOfValue(left), right, typeOfValue(right), contextOf(settings));

describe('result types', () => {
  it.each([
    ['+', NUMBER, VARCHAR2, 'NUMBER'],
    ['+', INTEGER, INTEGER, 'PLS_INTEGER'],
    ['/', INTEGER, INTEGER, 'NUMBER'],
    ['*', INTEGER, NUMBER, 'NUMBER'],
    ['*', { kind: 'BINARY_FLOAT' }, NUMBER, 'BINARY_FLOAT'],
    ['*', { kind: 'BINARY_FLOAT' }, { kind: 'BINARY_DOUBLE' }, 'BINARY_DOUBLE'],
    ['+', DATE, NUMBER, 'DATE'],
    ['-', DATE, DATE, 'NUMBER'],
    ['-', TIMESTAMP, DATE, 'INTERVAL DAY TO SECOND'],
    ['+', TIMESTAMP, NUMBER, 'DATE'],
    ['+', TIMESTAMP, DAY_SECOND, 'TIMESTAMP'],
    ['+', DAY_SECOND, DATE, 'DATE'],
    ['*', NUMBER, DAY_SECOND, 'INTERVAL DAY TO SECOND'],
    ['/', DAY_SECOND, NUMBER, 'INTERVAL DAY TO SECOND'],
    ['-', DATE, NULL, 'DATE'],
    ['||', NUMBER, DATE, 'VARCHAR2'],
    ['||', CHAR, CHAR, 'CHAR'],
    ['||', VARCHAR2, { kind: 'CLOB' }, 'CLOB'],
  ] as [Operator, DataType, DataType, string][])('%s', (operator, left, right, kind) => {
    expect(binaryResultType(operator, left, right).kind).toBe(kind);
  });

  it('knows how long a concatenation can be', () => {
    const type = binaryResultType(
      '||',
      { ...VARCHAR2, length: 10 } as DataType,
      { ...VARCHAR2, length: 5 } as DataType,
    );
    expect(type).toEqual({ kind: 'VARCHAR2', length: 15, unit: 'BYTE' });
  });

  it('refuses what does not exist', () => {
    expect(() => binaryResultType('+', DATE, DATE)).toThrow('ORA-00975: date + date not allowed');
    expect(() => binaryResultType('*', DATE, NUMBER)).toThrow('ORA-30081');
    expect(() => binaryResultType('-', NUMBER, DATE)).toThrow('ORA-30081');
    expect(() => binaryResultType('/', NUMBER, DAY_SECOND)).toThrow('ORA-30081');
    expect(() => binaryResultType('+', { kind: 'BOOLEAN' }, NUMBER)).toThrow(
      'ORA-00932: inconsistent datatypes: expected NUMBER got BOOLEAN',
    );
  });
});

describe('arithmetic', () => {
  it('makes NULL of NULL, except in concatenation', () => {
    for (const operator of ['+', '-', '*', '/', '**'] as const) {
      expect(evaluate(null, operator, number(1))).toBeNull();
      expect(evaluate(date('2023-01-01'), operator, null)).toBeNull();
    }
    expect(concatenate('a', VARCHAR2, null, NULL, context)).toBe('a');
    expect(concatenate(null, NULL, null, NULL, context)).toBeNull();
  });

  it('converts texts to numbers', () => {
    expect(show(evaluate('10', '+', number('.5')))).toBe('10.5');
    expect(show(evaluate('2', '*', '3'))).toBe('6');
    expect(() => evaluate('x', '+', number(1))).toThrow(
      'ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    );
    expect(() => evaluateBinary('+', 'x', VARCHAR2, number(1), NUMBER, contextOf({}, 'SQL'))).toThrow(
      'ORA-01722: invalid number',
    );
  });

  it('keeps PLS_INTEGER in 32 bits', () => {
    const add = (a: number, b: number) => evaluateBinary('+', number(a), INTEGER, number(b), INTEGER, context);
    expect(show(add(2_147_483_646, 1))).toBe('2147483647');
    expect(() => add(2_147_483_647, 1)).toThrow('ORA-01426: numeric overflow');
  });

  it('follows IEEE 754 with binary numbers', () => {
    expect(evaluate(1, '/', 0)).toBe(Number.POSITIVE_INFINITY);
    expect(evaluate(0.1, '+', number('.2'))).toBe(0.1 + 0.2);
  });

  it.each([
    [date('2023-01-31 12:00:00'), '+', number(1), '2023-02-01 12:00:00'],
    [date('2023-01-31'), '-', number('.5'), '2023-01-30 12:00:00'],
    [number(1), '+', date('2023-01-31'), '2023-02-01 00:00:00'],
    [date('2023-01-31'), '+', '1', '2023-02-01 00:00:00'],
    [date('2023-03-01'), '-', date('2023-02-01 12:00:00'), '27.5'],
    [date('2023-01-01 00:00:01'), '-', date('2023-01-01'), '.0000115740740740740740740740740740740741'],
    [date('2023-01-31'), '+', daySecond(3600, 0), '2023-01-31 01:00:00'],
    [date('2023-01-31'), '+', yearMonth(2), '2023-03-31 00:00:00'],
    [timestamp('2023-01-02 00:00:00.5'), '-', timestamp('2023-01-01 00:00:00'), '+000000001 00:00:00.500000000'],
    [timestamp('2023-01-01 00:00:00.5'), '+', number(1), '2023-01-02 00:00:00'],
    [daySecond(60, 0), '-', daySecond(61, 0), '-000000000 00:00:01.000000000'],
    [number(2), '*', yearMonth(7), '+000000001-02'],
  ] as [ScalarValue, Operator, ScalarValue, string][])(
    '%# with dates and intervals',
    (left, operator, right, expected) => {
      expect(show(evaluate(left, operator, right))).toBe(expected);
    },
  );

  it('refuses months without the day', () => {
    expect(() => evaluate(date('2023-01-31'), '+', yearMonth(1))).toThrow(
      'ORA-01839: date not valid for month specified',
    );
    expect(() => evaluate(date('2023-01-31'), '+', date('2023-01-31'))).toThrow('ORA-00975');
    expect(() => evaluate(date('9999-12-31'), '+', number(1))).toThrow('ORA-01841');
  });

  it('negates', () => {
    expect(show(negate(number(5), NUMBER, context))).toBe('-5');
    expect(show(negate('5', VARCHAR2, context))).toBe('-5');
    expect(show(negate(number(0), NUMBER, context))).toBe('0');
    expect(show(negate(daySecond(60, 0), DAY_SECOND, context))).toBe('-000000000 00:01:00.000000000');
    expect(negate(null, NULL, context)).toBeNull();
  });

  it('concatenates by the session settings', () => {
    const german = contextOf({ numericCharacters: ',.', dateFormat: 'DD.MM.YYYY' });
    expect(concatenate('n=', VARCHAR2, number('1.5'), NUMBER, german)).toBe('n=1,5');
    expect(concatenate('d=', VARCHAR2, date('2023-01-31'), DATE, german)).toBe('d=31.01.2023');
    expect(concatenate('x', VARCHAR2, Buffer.from([10, 255]), { kind: 'RAW' }, german)).toBe('x0AFF');
    expect(show(concatenate('x', VARCHAR2, new Lob('CLOB', 'y'), { kind: 'CLOB' }, german))).toBe('LOB xy');
  });
});

describe('comparison', () => {
  it('is unknown with NULL', () => {
    expect(compare(null, number(1))).toBeNull();
    expect(compare('a', null)).toBeNull();
  });

  it('pads two CHARs with blanks, and nothing else', () => {
    expect(compareValues('a', CHAR, 'a  ', CHAR, context)).toBe(0);
    expect(compareValues('a', CHAR, 'a  ', VARCHAR2, context)).toBe(-1);
    expect(compareValues('a\t', CHAR, 'a', CHAR, context)).toBe(-1);
  });

  it('orders texts by code points', () => {
    expect(compare('a', 'B')).toBe(1);
    expect(compare('\u{1F600}', '\uFFFD')).toBe(1);
    expect(compare('ab', 'abc')).toBe(-1);
  });

  it('follows NLS_COMP and NLS_SORT', () => {
    expect(compare('JOSÉ', 'jose')).not.toBe(0);
    expect(compare('JOSÉ', 'josé', { comp: 'LINGUISTIC', sort: 'BINARY_CI' })).toBe(0);
    expect(compare('JOSÉ', 'jose', { comp: 'LINGUISTIC', sort: 'BINARY_AI' })).toBe(0);
    expect(compare('ñ', 'o', { comp: 'LINGUISTIC', sort: 'SPANISH' })).toBe(-1);
  });

  it('converts a text to what it is compared with', () => {
    expect(compare('10', number(9))).toBe(1);
    expect(compare('01.0', number(1))).toBe(0);
    expect(compare(date('2023-01-31'), '31-JAN-23')).toBe(0);
    expect(compare('30-JAN-23', date('2023-01-31'))).toBe(-1);
    expect(() => compare('x', number(1))).toThrow('ORA-06502');
    expect(() => compare('x', date('2023-01-31'))).toThrow('ORA-01858');
  });

  it('compares datetimes of different kinds', () => {
    expect(compare(date('2023-01-31'), timestamp('2023-01-31 00:00:00.1'))).toBe(-1);
    const zoned = timestamp('2023-01-31 11:00:00');
    const madrid = contextOf({ timeZone: 'Europe/Madrid' });
    const inUtc = Object.assign(Object.create(Object.getPrototypeOf(zoned)), zoned, { offsetMinutes: 60 });
    expect(compareValues(inUtc, ZONED, timestamp('2023-01-31 12:00:00'), TIMESTAMP, madrid)).toBe(0);
    expect(compareValues(inUtc, ZONED, date('2023-01-31 12:00:01'), DATE, madrid)).toBe(-1);
  });

  it('takes NaN for the greatest number, equal to itself', () => {
    expect(compare(Number.NaN, Number.NaN)).toBe(0);
    expect(compare(Number.NaN, number(1))).toBe(1);
    expect(compare(number('.5'), 0.5)).toBe(0);
  });

  it('compares LOBs by their content, RAWs by their bytes, booleans', () => {
    expect(compare(new Lob('CLOB', 'a'), 'a')).toBe(0);
    expect(compare(new Lob('CLOB', ''), 'a')).toBe(-1);
    expect(compare(Buffer.from([1]), Buffer.from([1, 0]))).toBe(-1);
    expect(compare(true, false)).toBe(1);
    expect(() => compare(new Lob('BLOB', Buffer.alloc(1)), 'a')).toThrow('ORA-00932');
    expect(() => compare(true, 'TRUE')).toThrow('ORA-00932');
  });

  it('compares intervals of one kind', () => {
    expect(compare(daySecond(60, 0), daySecond(59, 999_999_999))).toBe(1);
    expect(compare(yearMonth(12), '1-0')).toBe(0);
    expect(() => compare(yearMonth(12), daySecond(1, 0))).toThrow('ORA-');
  });
});
