import { describe, expect, it } from 'vitest';
import { readCall } from '../../../src/procedures/call-request.ts';

describe('readCall', () => {
  it('takes directions and types in any case', () => {
    const call = readCall({
      name: 'p',
      params: [
        { name: 'a', direction: 'in', type: 'number', value: 1 },
        { name: 'b', direction: 'Out', type: 'varchar2(30)', value: 'ignored' },
        { name: 'c', direction: 'IN OUT', type: 'timestamp  with time zone' },
        { name: 'd', direction: 'in/out' },
        { name: 'e', direction: 'INOUT' },
        { name: 'f' },
      ],
    });
    expect(call.params.map(({ direction, type, value }) => [direction, type, value])).toEqual([
      ['IN', 'NUMBER', 1],
      ['OUT', 'VARCHAR2', null],
      ['IN OUT', 'TIMESTAMP WITH TIME ZONE', null],
      ['IN OUT', undefined, null],
      ['IN OUT', undefined, null],
      ['IN', undefined, null],
    ]);
  });

  it('puts the schema in front', () => {
    expect(readCall({ name: 'pkg.proc', schema: 'ventas' })).toMatchObject({
      displayName: 'ventas.pkg.proc',
      name: ['VENTAS', 'PKG', 'PROC'],
      isFunction: false,
    });
  });

  it('names every wrong field', () => {
    const params = [
      { name: 'a', type: 'MATRIX' },
      { name: 'A', direction: 'UP' },
    ];
    expect(() => readCall({ name: 'p', params })).toThrowError(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        errors: [
          expect.objectContaining({ path: 'params[0].type' }),
          expect.objectContaining({ path: 'params[1].direction' }),
          expect.objectContaining({ path: 'params[1].name' }),
        ],
      }),
    );
  });

  it('refuses a name that is none', () => {
    expect(() => readCall({ name: 'a; DROP TABLE b' })).toThrowError(
      expect.objectContaining({ code: 'INVALID_PROCEDURE_NAME' }),
    );
  });
});
