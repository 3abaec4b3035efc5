import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumberModel } from '../../../embedded/types/format-number.ts';
import { currencyOf } from '../../../embedded/types/nls-parameters.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { parseNumberModel } from '../../../embedded/types/parse-number-model.ts';
import { call } from './context.ts';

const DOLLAR = currencyOf('AMERICA');
const format = (value: number | string, model: string, characters = '.,') =>
  formatNumberModel(new Decimal(value), model, characters, DOLLAR);
const parse = (text: string, model: string, characters = '.,') =>
  parseNumberModel(text, model, characters, DOLLAR).toFixed();

describe('TO_CHAR(number, format)', () => {
  // The table "Results of Number Conversions", SQL Language Reference, and common uses.
  it.each([
    [-1234567890, '9999999999S', '1234567890-'],
    [0, '99.99', '   .00'],
    [0.1, '99.99', '   .10'],
    [-0.2, '99.99', '  -.20'],
    [0, '90.99', '  0.00'],
    [0.1, '90.99', '  0.10'],
    [-0.2, '90.99', ' -0.20'],
    [0, '9999', '    0'],
    [1, '9999', '    1'],
    [0, 'B9999', '     '],
    [1, 'B9999', '    1'],
    [0, 'B90.99', '      '],
    [123.456, '999.999', ' 123.456'],
    [-123.456, '999.999', '-123.456'],
    [123.456, 'FM999.009', '123.456'],
    [123.456, '9.9EEEE', ' 1.2E+02'],
    [1e123, '9.9EEEE', ' 1.0E+123'],
    [123.456, 'FM9.9EEEE', '1.2E+02'],
    [123.45, 'FM999.009', '123.45'],
    [123.0, 'FM999.009', '123.00'],
    [123.45, 'L999.99', '          $123.45'],
    [123.45, 'FML999.99', '$123.45'],
    [1234567890, '9999999999S', '1234567890+'],
    [1234.5, '9,999.99', ' 1,234.50'],
    [999, '9,999', '   999'],
    [1234, '999', '####'],
    [1234, 'FM999', '####'],
    [-5, '000', '-005'],
    [5, 'S099', '+005'],
    [-12, '999PR', ' <12>'],
    [12, '999PR', '  12 '],
    [-10000, 'L99G999D99MI', '         $10,000.00-'],
    [12, '99V999', ' 12000'],
    [0.5, 'FM990', '1'],
    [0.4, 'FM990', '0'],
    [1.5, 'FM999.99', '1.5'],
    [1, 'FM999.99', '1.'],
    [1234567.891, 'FM9,999,990.00', '1,234,567.89'],
    [255, 'XX', ' FF'],
    [255, 'FM0xxx', '00ff'],
    [256, 'XX', '###'],
    [1999, 'FMRN', 'MCMXCIX'],
    [4, 'rn', '             iv'],
    [4000, 'RN', '###############'],
    [0.25, 'TM9', '.25'],
    ['1e-70', 'TM9', '1E-70'],
    [12345, 'TMe', '1.2345e+04'],
    [-0.4, '9', '-0'],
  ])('of %s with %s is %j', (value, model, expected) => {
    expect(format(value, model)).toBe(expected);
  });

  it('prints the session characters for D and G only', () => {
    expect(format(1234.5, 'FM9G999D99', ',.')).toBe('1.234,5');
    expect(format(1234.5, 'FM9,999.99', ',.')).toBe('1,234.5');
    expect(parse('1.234,5', '9G999D9', ',.')).toBe('1234.5');
    expect(parse('1,234.5', '9,999.9', ',.')).toBe('1234.5');
    expect(call('TO_CHAR', [1234.5, 'FM9G999D00', "NLS_NUMERIC_CHARACTERS = ',.'"])).toBe('1.234,50');
    expect(call('TO_CHAR', [7, 'FML90D00', "NLS_NUMERIC_CHARACTERS=',.' NLS_CURRENCY='€'"])).toBe('€7,00');
  });

  it.each(['', '9.9.9', 'abc', '9,999D99', '99S9', 'MI9', '9EEEEE', 'V', 'G9'])('refuses the model %j', (model) => {
    expect(() => format(1, model)).toThrow('ORA-01481: invalid number format model');
  });
});

describe('TO_NUMBER(text, format)', () => {
  it.each([
    ['1,234.50', '9,999.99', '1234.5'],
    ['1234', '9,999', '1234'],
    ['-$1,234', '$9,999', '-1234'],
    ['<12>', '99PR', '-12'],
    ['12-', '99MI', '-12'],
    ['+7', 'S99', '7'],
    ['1.5E+03', '9.9EEEE', '1500'],
    ['ff', 'XX', '255'],
    ['  42 ', '999', '42'],
    ['.5', '9.9', '0.5'],
  ])('of %s with %s is %s', (text, model, expected) => {
    expect(parse(text, model)).toBe(expected);
  });

  it.each([
    ['12,34', '9,999'],
    ['12345', '9999'],
    ['1.234', '9.99'],
    ['1,234', '9999'],
    ['abc', '999'],
    ['', '999'],
    ['1.5', '999'],
  ])('refuses %j under %s', (text, model) => {
    expect(() => parse(text, model)).toThrow('ORA-01722');
  });

  it('reads what TO_CHAR prints', () => {
    const cents = fc.integer({ min: -999_999_999, max: 999_999_999 });
    const models = fc.constantFrom('9G999G999D99', 'S9,999,999.99', '0000000.00MI', '$9,999,999.00', '9999999D99PR');
    fc.assert(
      fc.property(cents, models, (value, model) => {
        const number = new Decimal(value).div(100);
        expect(parse(format(number.toFixed(), model), model)).toBe(number.toFixed());
      }),
    );
  });
});
