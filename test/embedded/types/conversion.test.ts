import { describe, expect, it } from 'vitest';
import { assignValue, castValue, convertValue } from '../../../embedded/types/conversion.ts';
import { isConvertible } from '../../../embedded/types/convertible.ts';
import type { DataType, ScalarType } from '../../../embedded/types/data-type.ts';
import { typeOfValue } from '../../../embedded/types/type-name.ts';
import { Lob, OracleTimestamp, type ScalarValue } from '../../../embedded/types/values.ts';
import { contextOf, date, number, show, timestamp } from './context.ts';

const VARCHAR2: ScalarType = { kind: 'VARCHAR2', unit: 'BYTE' };
const NUMBER: ScalarType = { kind: 'NUMBER' };
const context = contextOf();
const sql = contextOf({}, 'SQL');

const convert = (value: ScalarValue, to: ScalarType, settings = {}) =>
  convertValue(value, typeOfValue(value), to, contextOf(settings));
const assign = (value: ScalarValue, to: ScalarType) => assignValue(value, typeOfValue(value), to, context);
const cast = (value: ScalarValue, to: ScalarType) => castValue(value, typeOfValue(value), to, sql);

describe('implicit conversion', () => {
  it('takes the empty text for NULL', () => {
    expect(convert('', NUMBER)).toBeNull();
    expect(assign('', { kind: 'CHAR', length: 3, unit: 'BYTE' })).toBeNull();
  });

  it('makes texts by the session settings', () => {
    expect(convert(number('.5'), VARCHAR2)).toBe('.5');
    expect(convert(number('-1234.5'), VARCHAR2, { numericCharacters: ',.' })).toBe('-1234,5');
    expect(convert(date('2023-01-31 10:20:30'), VARCHAR2)).toBe('31-JAN-23');
    expect(convert(date('2023-01-31 10:20:30'), VARCHAR2, { dateFormat: 'YYYY-MM-DD HH24:MI:SS' })).toBe(
      '2023-01-31 10:20:30',
    );
    expect(
      convertValue(timestamp('2023-01-31 10:20:30.5'), { kind: 'TIMESTAMP', precision: 6 }, VARCHAR2, context),
    ).toBe('31-JAN-23 10.20.30.500000 AM');
    expect(
      convertValue(
        new OracleTimestamp(0, 0, 60),
        { kind: 'TIMESTAMP WITH TIME ZONE', precision: 3 },
        VARCHAR2,
        context,
      ),
    ).toBe('01-JAN-70 01.00.00.000 AM +01:00');
    expect(convert(Buffer.from('Az'), VARCHAR2)).toBe('417A');
    expect(convert(new Lob('CLOB', 'abc'), VARCHAR2)).toBe('abc');
  });

  it.each([
    [1.5, '1.5E+000'],
    [0.1, '1.0000000000000001E-001'],
    [-123456, '-1.23456E+005'],
    [0, '0'],
    [2, '2.0E+000'],
    [Number.NaN, 'Nan'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('prints the BINARY_DOUBLE %d as %s', (value, expected) => {
    expect(convert(value, VARCHAR2)).toBe(expected);
  });

  it('makes numbers and dates of texts', () => {
    expect(show(convert(' 12.5 ', NUMBER))).toBe('12.5');
    expect(show(convert('31-JAN-23', { kind: 'DATE' }))).toBe('2023-01-31 00:00:00');
    expect(convert('4142', { kind: 'RAW' })).toEqual(Buffer.from('AB'));
    expect(convert('abc', { kind: 'RAW' })).toEqual(Buffer.from([10, 188]));
    expect(convert('1e3', { kind: 'BINARY_DOUBLE' })).toBe(1000);
  });

  it('reports failures as the language does', () => {
    expect(() => convertValue('x', VARCHAR2, NUMBER, sql)).toThrow('ORA-01722: invalid number');
    expect(() => convertValue('x', VARCHAR2, NUMBER, context)).toThrow(
      'ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    );
    expect(() => convertValue('xx', VARCHAR2, { kind: 'RAW' }, sql)).toThrow('ORA-01465: invalid hex number');
    expect(() => convertValue('xx', VARCHAR2, { kind: 'RAW' }, context)).toThrow(
      'ORA-06502: PL/SQL: numeric or value error: hex to raw conversion error',
    );
    expect(() => convert(date('2023-01-31'), NUMBER)).toThrow(
      'ORA-00932: inconsistent datatypes: expected NUMBER got DATE',
    );
  });

  it('moves between datetime types', () => {
    const zoned = new OracleTimestamp(Date.UTC(2023, 0, 31, 12) / 1000, 5, 120);
    expect(show(convert(zoned, { kind: 'DATE' }))).toBe('2023-01-31 14:00:00');
    const local = convert(
      date('2023-01-31 12:00:00'),
      { kind: 'TIMESTAMP WITH LOCAL TIME ZONE', precision: 6 },
      {
        timeZone: '+02:00',
      },
    );
    expect(local).toEqual(new OracleTimestamp(Date.UTC(2023, 0, 31, 10) / 1000, 0));
    const back = convertValue(
      local,
      { kind: 'TIMESTAMP WITH LOCAL TIME ZONE', precision: 6 },
      { kind: 'DATE' },
      contextOf({
        timeZone: 'Europe/Madrid',
      }),
    );
    expect(show(back)).toBe('2023-01-31 11:00:00');
  });

  it.each([
    ['VARCHAR2', 'NUMBER', true],
    ['NUMBER', 'DATE', false],
    ['DATE', 'NUMBER', false],
    ['DATE', 'VARCHAR2', true],
    ['BOOLEAN', 'VARCHAR2', false],
    ['BLOB', 'CLOB', false],
    ['RAW', 'BLOB', true],
    ['NULL', 'BOOLEAN', true],
    ['TIMESTAMP', 'DATE', true],
  ])('%s → %s: %s', (from, to, expected) => {
    expect(isConvertible({ kind: from } as DataType, { kind: to } as DataType)).toBe(expected);
  });
});

describe('assignment in PL/SQL', () => {
  it('checks the length of texts in bytes or characters', () => {
    expect(assign('abc', { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toBe('abc');
    expect(assign('ñññ', { kind: 'VARCHAR2', length: 3, unit: 'CHAR' })).toBe('ñññ');
    const tooSmall = 'ORA-06502: PL/SQL: numeric or value error: character string buffer too small';
    expect(() => assign('abcd', { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toThrow(tooSmall);
    expect(() => assign('ññ', { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toThrow(tooSmall);
    expect(() => assign(number(1000), { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toThrow(tooSmall);
    expect(() => assign('x'.repeat(32_768), VARCHAR2)).toThrow(tooSmall);
    expect(assign('x'.repeat(32_767), VARCHAR2)).toHaveLength(32_767);
  });

  it('pads CHAR', () => {
    expect(assign('ab', { kind: 'CHAR', length: 4, unit: 'BYTE' })).toBe('ab  ');
    expect(assign('ñ', { kind: 'CHAR', length: 4, unit: 'BYTE' })).toBe('ñ  ');
    expect(assign('ñ', { kind: 'CHAR', length: 4, unit: 'CHAR' })).toBe('ñ   ');
    expect(assign('ab   ', { kind: 'CHAR', length: 2, unit: 'BYTE' })).toBe('ab');
  });

  it('rounds and checks numbers', () => {
    expect(show(assign(number('12.345'), { kind: 'NUMBER', precision: 5, scale: 2 }))).toBe('12.35');
    expect(() => assign(number(1000), { kind: 'NUMBER', precision: 3, scale: 0 })).toThrow(
      'ORA-06502: PL/SQL: numeric or value error: number precision too large',
    );
    expect(() => assign('abc', { kind: 'NUMBER', precision: 3, scale: 0 })).toThrow(
      'ORA-06502: PL/SQL: numeric or value error: character to number conversion error',
    );
  });

  it('keeps the ranges of integer types', () => {
    expect(show(assign(number('2.5'), { kind: 'PLS_INTEGER' }))).toBe('3');
    expect(show(assign(number('-2147483648'), { kind: 'PLS_INTEGER' }))).toBe('-2147483648');
    expect(() => assign(number('2147483648'), { kind: 'PLS_INTEGER' })).toThrow('ORA-01426: numeric overflow');
    expect(() => assign(number(-1), { kind: 'PLS_INTEGER', low: 0 })).toThrow(
      /^ORA-06502: PL\/SQL: numeric or value error$/,
    );
  });

  it('rounds fractions of seconds and checks intervals', () => {
    const rounded = assign(timestamp('2023-12-31 23:59:59.999999999'), { kind: 'TIMESTAMP', precision: 6 });
    expect(rounded).toEqual(timestamp('2024-01-01 00:00:00'));
    const interval = convert('100 00:00:00', { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 });
    expect(() => assign(interval, { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 2, secondPrecision: 6 })).toThrow(
      'ORA-01873',
    );
  });

  it('limits RAW', () => {
    expect(() => assign(Buffer.alloc(3, 1), { kind: 'RAW', length: 2 })).toThrow(
      'ORA-06502: PL/SQL: numeric or value error: raw variable length too long',
    );
  });
});

describe('CAST', () => {
  it('cuts texts, but not numbers', () => {
    expect(cast('abcdef', { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toBe('abc');
    expect(cast('ab', { kind: 'CHAR', length: 4, unit: 'BYTE' })).toBe('ab  ');
    expect(cast('ññ', { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toBe('ñ');
    expect(() => cast(number(1234), { kind: 'VARCHAR2', length: 3, unit: 'BYTE' })).toThrow('ORA-25137');
  });

  it('rounds numbers', () => {
    expect(show(cast('12.345', { kind: 'NUMBER', precision: 4, scale: 1 }))).toBe('12.3');
    expect(() => cast(number(12345), { kind: 'NUMBER', precision: 4, scale: 1 })).toThrow('ORA-01438');
    expect(show(cast('31-JAN-23', { kind: 'DATE' }))).toBe('2023-01-31 00:00:00');
    expect(cast(null, NUMBER)).toBeNull();
  });
});
