import { describe, expect, it } from 'vitest';
import { call, callShown } from '../context.ts';

type Case = [string, (string | number | null)[], string | null];

describe('numeric functions', () => {
  it.each([
    ['ABS', [-15], '15'],
    ['CEIL', [-1.5], '-1'],
    ['CEIL', [-0.5], '0'],
    ['FLOOR', [15.7], '15'],
    ['FLOOR', [-15.1], '-16'],
    ['SIGN', [-15], '-1'],
    ['SIGN', [0], '0'],
    ['MOD', [11, 4], '3'],
    ['MOD', [-11, 4], '-3'],
    ['MOD', [11, -4], '3'],
    ['MOD', [11, 0], '11'],
    ['MOD', [5.5, 2], '1.5'],
    ['MOD', ['99999999999999999999999999999999999999', 10], '9'],
    ['REMAINDER', [11, 4], '-1'],
    ['REMAINDER', [10, 4], '2'],
    ['REMAINDER', [14, 4], '-2'],
    ['POWER', [3, 2], '9'],
    ['POWER', [2, 0.5], '1.41421356237309504880168872420969807857'],
    ['SQRT', [26], '5.09901951359278483002822410902278198956'],
    ['SQRT', [16], '4'],
    ['EXP', [4], '54.59815003314423907811026120286087840279'],
    ['EXP', [1], '2.71828182845904523536028747135266249776'],
    ['LN', [95], '4.55387689160054083460978676511404117676'],
    ['LN', [1], '0'],
    ['LOG', [10, 100], '2'],
    ['LOG', [2, 8], '3'],
    ['SIN', [0], '0'],
    ['COS', [0], '1'],
    ['ATAN2', [0.3, 0.2], '.9827937232473290679857106110146660144969'],
    ['ACOS', [0.3], '1.26610367277949911125931873041222227514'],
    ['ASIN', [0.3], '.3046926540153975079720029612275291669546'],
    ['BITAND', [6, 3], '2'],
    ['BITAND', [-1, 255], '255'],
    ['BITAND', ['18446744073709551616', -1], '18446744073709551616'],
    ['ROUND', [15.193, 1], '15.2'],
    ['ROUND', [15.193, -1], '20'],
    ['ROUND', ['2.5'], '3'],
    ['ROUND', [null, 1], null],
    ['TRUNC', [15.79, 1], '15.7'],
    ['TRUNC', [15.79, -1], '10'],
    ['TRUNC', [-15.79], '-15'],
    ['WIDTH_BUCKET', [5, 0, 10, 5], '3'],
    ['WIDTH_BUCKET', [10, 0, 10, 5], '6'],
    ['WIDTH_BUCKET', [-1, 0, 10, 5], '0'],
    ['GREATEST', [1, '3.925', 2.4], '3.925'],
    ['GREATEST', ['HARRY', 'HARRIOT', 'HAROLD'], 'HARRY'],
    ['LEAST', ['HARRY', 'HARRIOT', 'HAROLD'], 'HAROLD'],
    ['LEAST', [3, 1, 2], '1'],
    ['GREATEST', [1, null, 2], null],
    ['NVL', [null, 5], '5'],
    ['NVL', ['a', 'b'], 'a'],
    ['NVL2', ['a', 'b', 'c'], 'b'],
    ['NVL2', [null, 'b', 'c'], 'c'],
    ['COALESCE', [null, null, 'x'], 'x'],
    ['COALESCE', [null, null], null],
    ['NULLIF', ['a', 'a'], null],
    ['NULLIF', ['a', 'b'], 'a'],
    ['DECODE', [1, 1, 'one', 2, 'two'], 'one'],
    ['DECODE', [3, 1, 'one', 2, 'two'], null],
    ['DECODE', [3, 1, 'one', 2, 'two', 'many'], 'many'],
    ['DECODE', [null, null, 'nothing', 'some'], 'nothing'],
    ['ORA_HASH', [null, 0], '0'],
    ['VSIZE', ['año'], '4'],
    ['VSIZE', [-12.5], '4'],
    ['DUMP', ['abc'], 'Typ=1 Len=3: 97,98,99'],
    ['DUMP', [100, 16], 'Typ=2 Len=2: c2,2'],
    ['DUMP', [null], 'NULL'],
  ] as Case[])('%s(%j) is %s', (name, inputs, expected) => {
    expect(callShown(name, ...inputs)).toBe(expected);
  });

  it('refuse what is out of their domain', () => {
    expect(() => callShown('SQRT', -1)).toThrow("ORA-01428: argument '-1' is out of range");
    expect(() => callShown('LN', 0)).toThrow("ORA-01428: argument '0' is out of range");
    expect(() => callShown('LOG', 1, 10)).toThrow("ORA-01428: argument '1' is out of range");
    expect(() => callShown('ACOS', 1.5)).toThrow("ORA-01428: argument '1.5' is out of range");
    expect(() => callShown('EXP', 500)).toThrow('ORA-01426: numeric overflow');
    expect(() => callShown('ABS', 'x')).toThrow('ORA-06502');
  });

  it('keep the binary types', () => {
    expect(call('ABS', [-0.5], undefined, [{ kind: 'BINARY_DOUBLE' }])).toBeDefined();
    const double = (name: string, ...values: number[]) => {
      const types = values.map(() => ({ kind: 'BINARY_DOUBLE' }) as const);
      return import('../../../../embedded/types/standard-functions.ts').then(({ findStandardFunction }) =>
        findStandardFunction(name)?.returns(types),
      );
    };
    return expect(double('SQRT', 2)).resolves.toEqual({ kind: 'BINARY_DOUBLE' });
  });

  it('hash as the standards say', () => {
    expect(callShown('STANDARD_HASH', 'abc')).toBe('A9993E364706816ABA3E25717850C26C9CD0D89D');
    expect(callShown('STANDARD_HASH', 'abc', 'MD5')).toBe('900150983CD24FB0D6963F7D28E17F72');
    expect(callShown('STANDARD_HASH', 'abc', 'sha256')).toBe(
      'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
    );
    expect(() => callShown('STANDARD_HASH', 'abc', 'CRC')).toThrow('ORA-01760');
  });
});
