import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  Decimal,
  divide,
  formatNumber,
  multiply,
  parseNumber,
  power,
  roundToScale,
  roundToType,
  subtract,
  truncateToScale,
  tryParseNumber,
} from '../../../embedded/types/number.ts';

const d = (value: number | string) => new Decimal(value);

describe('number texts', () => {
  it.each([
    ['.5', '.5'],
    ['0.50', '.5'],
    ['-0.5', '-.5'],
    [' 12 ', '12'],
    ['1.', '1'],
    ['+3e2', '300'],
    ['1E-3', '.001'],
    ['-0', '0'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['1e39', '1000000000000000000000000000000000000000'],
    ['1e40', '1.0000000000000000000000000000000000E+40'],
    ['-1e125', '-1.000000000000000000000000000000000E+125'],
    ['1e-130', '1.000000000000000000000000000000000E-130'],
    ['.0000000001', '.0000000001'],
  ])('%s reads and prints as %s', (text, printed) => {
    expect(formatNumber(parseNumber(text))).toBe(printed);
  });

  it.each(['', ' ', '1,5', '1.2.3', 'e5', '.', '-', '1e', '0x10', '1 2', '--1'])('%j is no number', (text) => {
    expect(tryParseNumber(text)).toBeUndefined();
    expect(() => parseNumber(text)).toThrow('ORA-01722: invalid number');
  });

  it('takes the session decimal character and no other', () => {
    expect(formatNumber(parseNumber('1,5', ','), ',')).toBe('1,5');
    expect(tryParseNumber('1.5', ',')).toBeUndefined();
    expect(formatNumber(d('-.25'), ',')).toBe('-,25');
  });

  it('rounds to 39 or 40 digits, as 20 base-100 digits hold', () => {
    expect(formatNumber(divide(d(1), d(3)))).toBe('.3333333333333333333333333333333333333333');
    expect(formatNumber(divide(d(2), d(3)))).toBe('.6666666666666666666666666666666666666667');
    expect(formatNumber(divide(d(10), d(3)))).toBe('3.33333333333333333333333333333333333333');
  });

  it('loses what 20 base-100 digits cannot hold, and nothing else', () => {
    const back = (divisor: number) => formatNumber(subtract(multiply(divide(d(1), d(divisor)), d(divisor)), d(1)));
    expect(formatNumber(divide(d(1), d(19)))).toBe('.0526315789473684210526315789473684210526');
    expect([back(19), back(190), back(1900)]).toEqual([
      '-.0000000000000000000000000000000000000006',
      '0',
      '-.0000000000000000000000000000000000000006',
    ]);
  });

  it('overflows from 1E126 on and underflows to 0', () => {
    expect(() => parseNumber('1e126')).toThrow('ORA-01426: numeric overflow');
    expect(() => power(d(10), d(126))).toThrow('ORA-01426');
    expect(() => multiply(d('9e100'), d('9e100'))).toThrow('ORA-01426');
    expect(formatNumber(parseNumber('1e-131'))).toBe('0');
  });

  it('prints what it reads', () => {
    const numbers = fc
      .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -60, max: 60 }))
      .map(([digits, exponent]) => d(`${digits}e${exponent}`));
    fc.assert(
      fc.property(numbers, (value) => {
        const text = formatNumber(value);
        fc.pre(!text.includes('E') && value.decimalPlaces() <= 40);
        expect(parseNumber(text).eq(value)).toBe(true);
      }),
    );
  });
});

describe('arithmetic', () => {
  it('is exact where 38 digits suffice', () => {
    const max = '99999999999999999999999999999999999999';
    expect(formatNumber(subtract(d(max), d(1)))).toBe('99999999999999999999999999999999999998');
    expect(formatNumber(add(d('.1'), d('.2')))).toBe('.3');
    expect(formatNumber(multiply(d('1234567890123456789'), d('9876543210987654321')))).toBe(
      '12193263113702179522374638011112635269',
    );
  });

  it('refuses a zero divisor', () => {
    expect(() => divide(d(1), d(0))).toThrow('ORA-01476: divisor is equal to zero');
  });

  it('agrees with integers', () => {
    const integer = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        expect(add(d(a.toString()), d(b.toString())).toFixed()).toBe((a + b).toString());
        expect(subtract(d(a.toString()), d(b.toString())).toFixed()).toBe((a - b).toString());
        expect(multiply(d(a.toString()), d(b.toString())).toFixed()).toBe((a * b).toString());
      }),
    );
  });

  it('raises to powers', () => {
    expect(formatNumber(power(d(2), d(100)))).toBe('1267650600228229401496703205376');
    expect(formatNumber(power(d(2), d(-1)))).toBe('.5');
    expect(formatNumber(power(d(0), d(0)))).toBe('1');
    expect(() => power(d(-8), d('.5'))).toThrow("ORA-01428: argument '-8' is out of range");
  });
});

describe('rounding', () => {
  it.each([
    [15.193, 1, '15.2'],
    [15.193, -1, '20'],
    [-15.5, 0, '-16'],
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [1.005, 2, '1.01'],
    [50, -2, '100'],
    [49, -2, '0'],
    [5, -3, '0'],
    [0, 5, '0'],
    [1e30, 10, '1000000000000000000000000000000'],
  ])('ROUND(%d, %d) is %s', (value, scale, expected) => {
    expect(formatNumber(roundToScale(d(value), scale))).toBe(expected);
  });

  it.each([
    [15.79, 1, '15.7'],
    [15.79, -1, '10'],
    [-15.79, 0, '-15'],
    [99, -2, '0'],
  ])('TRUNC(%d, %d) is %s', (value, scale, expected) => {
    expect(formatNumber(truncateToScale(d(value), scale))).toBe(expected);
  });

  // The table of "NUMBER Data Type", SQL Language Reference.
  it.each([
    ['123.89', undefined, undefined, '123.89'],
    ['123.89', 3, undefined, '124'],
    ['123.89', 6, 2, '123.89'],
    ['123.89', 6, 1, '123.9'],
    ['123.89', 6, -2, '100'],
    ['.01234', 4, 5, '.01234'],
    ['.00012', 4, 5, '.00012'],
    ['.000127', 4, 5, '.00013'],
    ['.0000012', 2, 7, '.0000012'],
    ['.00000123', 2, 7, '.0000012'],
  ])('%s in NUMBER(%s,%s) is %s', (value, precision, scale, expected) => {
    expect(formatNumber(roundToType(d(value), { kind: 'NUMBER', precision, scale }))).toBe(expected);
  });

  it.each([
    ['123.89', 4, 2],
    ['1000', 3, 0],
    ['999.5', 3, 0],
    ['.1', 4, 5],
  ])('%s does not fit NUMBER(%d,%d)', (value, precision, scale) => {
    expect(() => roundToType(d(value), { kind: 'NUMBER', precision, scale })).toThrow(
      'ORA-01438: value larger than specified precision allowed for this column',
    );
  });
});
