import oracledb from 'oracledb';
import { describe, expect, it } from 'vitest';
import { encodeValue, isConvertible } from '../../../src/procedures/bind-values.ts';
import type { JsonValue } from '../../../src/procedures/call-request.ts';
import type { OracleType } from '../../../src/procedures/oracle-type.ts';

function encoded(value: NonNullable<JsonValue>, type: OracleType) {
  const { bind, expression, declaration } = encodeValue(value, type, 'p');
  return { value: bind.val, type: bind.type, text: expression(':b'), declaration };
}

describe('encodeValue', () => {
  it('binds numbers as numbers, and as text where a double would change them', () => {
    expect(encoded(12.5, 'NUMBER')).toMatchObject({ value: 12.5, type: oracledb.DB_TYPE_NUMBER, text: ':b' });
    const digits = '12345678901234567890123456789012345678';
    expect(encoded(digits, 'NUMBER')).toMatchObject({ value: digits, text: 'ASYNC_JOBS_RUNTIME.NUMBER_OF(:b)' });
    expect(encoded(' -1.5E+3 ', 'NUMBER')).toMatchObject({ value: '-1.5E+3' });
    expect(encoded(1e21, 'NUMBER')).toMatchObject({ value: '1e+21', type: oracledb.DB_TYPE_VARCHAR });
    expect(encoded('', 'NUMBER')).toMatchObject({ value: null });
  });

  it('binds dates as text of one form', () => {
    expect(encoded('10/12/2025', 'DATE')).toMatchObject({
      value: '2025-12-10 00:00:00',
      text: "TO_DATE(:b, 'YYYY-MM-DD HH24:MI:SS')",
    });
    expect(encoded('2025-12-10T14:30:00.25Z', 'TIMESTAMP')).toMatchObject({ value: '2025-12-10 14:30:00.25' });
    expect(encoded('2025-12-10T14:30:00-03:00', 'TIMESTAMP WITH TIME ZONE')).toMatchObject({
      value: '2025-12-10 14:30:00.0 -03:00',
    });
    expect(encoded('2025-12-10', 'TIMESTAMP WITH TIME ZONE')).toMatchObject({ value: '2025-12-10 00:00:00.0 +00:00' });
  });

  it('sends long text as CLOB, counted in bytes', () => {
    expect(encoded('x'.repeat(32_767), 'VARCHAR2')).toMatchObject({
      type: oracledb.DB_TYPE_VARCHAR,
      declaration: 'VARCHAR2(32767)',
    });
    expect(encoded('ñ'.repeat(16_384), 'VARCHAR2')).toMatchObject({ type: oracledb.DB_TYPE_CLOB, declaration: 'CLOB' });
    expect(encoded('corto', 'CLOB')).toMatchObject({ type: oracledb.DB_TYPE_VARCHAR, declaration: 'CLOB' });
  });

  it('makes text of numbers, booleans and structures for text parameters', () => {
    expect(encoded(7, 'VARCHAR2').value).toBe('7');
    expect(encoded(true, 'VARCHAR2').value).toBe('true');
    expect(encoded({ a: [1] }, 'CLOB').value).toBe('{"a":[1]}');
  });

  it('decodes base64', () => {
    expect(encoded('aG9sYQ==', 'BLOB').value).toEqual(Buffer.from('hola'));
    expect(encoded('aG9sYQ', 'RAW').value).toEqual(Buffer.from('hola'));
    expect(encoded('', 'BLOB').value).toBeNull();
  });

  it('takes booleans in three spellings', () => {
    for (const value of [true, 1, 'TRUE'])
      expect(encoded(value, 'BOOLEAN')).toMatchObject({ value: 1, text: '(:b = 1)' });
    for (const value of [false, 0, '0']) expect(encoded(value, 'BOOLEAN').value).toBe(0);
  });

  it.each<[NonNullable<JsonValue>, OracleType]>([
    ['doce', 'NUMBER'],
    ['1,5', 'NUMBER'],
    ['0x10', 'NUMBER'],
    ['NaN', 'NUMBER'],
    [true, 'NUMBER'],
    [[1], 'NUMBER'],
    ['2025-02-30', 'DATE'],
    [20251210, 'DATE'],
    ['quizá', 'BOOLEAN'],
    [2, 'BOOLEAN'],
    ['no base64!', 'BLOB'],
    ['abcde', 'BLOB'],
    ['x', 'REF CURSOR'],
    [1, 'INTERVAL DAY TO SECOND'],
  ])('refuses %j for %s, naming the parameter and not the value', (value, type) => {
    expect(isConvertible(value, type)).toBe(false);
    expect(() => encodeValue(value, type, 'p_dato')).toThrowError(
      expect.objectContaining({
        code: 'VALUE_NOT_CONVERTIBLE',
        message: expect.stringMatching(/^Error de conversión de tipos: el parámetro p_dato /),
      }),
    );
  });
});
