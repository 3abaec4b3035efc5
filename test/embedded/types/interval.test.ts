import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntervalType } from '../../../embedded/types/data-type.ts';
import {
  daySecond,
  divideInterval,
  evaluateIntervalLiteral,
  fitInterval,
  formatInterval,
  type IntervalFieldName,
  multiplyInterval,
  parseDaySecond,
  parseYearMonth,
  yearMonth,
} from '../../../embedded/types/interval.ts';
import { callShown, number } from './context.ts';

const DAY_SECOND: IntervalType = { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 2, secondPrecision: 6 };

describe('interval literals', () => {
  // "Interval Literals", SQL Language Reference.
  it.each([
    ['4 5:12:10.222', 'DAY', 'SECOND', undefined, 3, '+04 05:12:10.222'],
    ['4 5:12', 'DAY', 'MINUTE', undefined, undefined, '+04 05:12:00.000000'],
    ['400 5', 'DAY', 'HOUR', 3, undefined, '+400 05:00:00.000000'],
    ['400', 'DAY', undefined, 3, undefined, '+400 00:00:00.000000'],
    ['11:12:10.2222222', 'HOUR', 'SECOND', undefined, 7, '+00 11:12:10.2222222'],
    ['11:20', 'HOUR', 'MINUTE', undefined, undefined, '+00 11:20:00.000000'],
    ['10', 'HOUR', undefined, undefined, undefined, '+00 10:00:00.000000'],
    ['10:22', 'MINUTE', 'SECOND', undefined, undefined, '+00 00:10:22.000000'],
    ['10', 'MINUTE', undefined, undefined, undefined, '+00 00:10:00.000000'],
    ['250', 'HOUR', undefined, 3, undefined, '+10 10:00:00.000000'],
    ['30.12345', 'SECOND', undefined, 2, 4, '+00 00:00:30.1235'],
    ['123-2', 'YEAR', 'MONTH', 3, undefined, '+123-02'],
    ['123', 'YEAR', undefined, 3, undefined, '+123-00'],
    ['300', 'MONTH', undefined, 3, undefined, '+025-00'],
    ['-1 02:03:04', 'DAY', 'SECOND', undefined, undefined, '-01 02:03:04.000000'],
  ])('%s %s TO %s', (value, from, to, fromPrecision, secondPrecision, expected) => {
    const literal = {
      value,
      from: from as IntervalFieldName,
      to: to as IntervalFieldName,
      fromPrecision,
      secondPrecision,
    };
    const { value: interval, type } = evaluateIntervalLiteral(literal);
    expect(formatInterval(interval, type)).toBe(expected);
  });

  it.each([
    ['400', 'DAY', undefined, 'ORA-01873: the leading precision of the interval is too small'],
    ['1 25', 'DAY', 'HOUR', 'ORA-01850: hour must be between 0 and 23'],
    ['10:60', 'HOUR', 'MINUTE', 'ORA-01851'],
    ['1-12', 'YEAR', 'MONTH', 'ORA-01843: not a valid month'],
    ['x', 'DAY', undefined, 'ORA-01867: the interval is invalid'],
    ['1 2 3', 'DAY', 'HOUR', 'ORA-01867'],
  ])('%s %s TO %s fails', (value, from, to, message) => {
    const literal = { value, from: from as IntervalFieldName, to: to as IntervalFieldName | undefined };
    expect(() => evaluateIntervalLiteral(literal)).toThrow(message);
  });
});

describe('interval texts and arithmetic', () => {
  it('reads SQL and ISO forms', () => {
    expect(parseDaySecond('100 10:00:00')).toEqual(daySecond(8_676_000, 0));
    expect(parseDaySecond('P100DT05H')).toEqual(daySecond(8_658_000, 0));
    expect(parseDaySecond('-PT1.5S')).toEqual(daySecond(-1, -500_000_000));
    expect(parseYearMonth('01-02')).toEqual(yearMonth(14));
    expect(parseYearMonth('-P1Y2M')).toEqual(yearMonth(-14));
    expect(() => parseDaySecond('1')).toThrow('ORA-01867');
    expect(() => parseYearMonth('1 2')).toThrow('ORA-01867');
  });

  it('reads what it prints', () => {
    const type: IntervalType = { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };
    fc.assert(
      fc.property(
        fc.integer({ min: -86_399_999_999, max: 86_399_999_999 }),
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        (seconds, nanos) => {
          const interval = daySecond(seconds, nanos);
          expect(parseDaySecond(formatInterval(interval, type))).toEqual(interval);
        },
      ),
    );
  });

  it('multiplies and divides', () => {
    expect(multiplyInterval(daySecond(90, 0), number('1.5'))).toEqual(daySecond(135, 0));
    expect(divideInterval(daySecond(1, 0), number(3))).toEqual(daySecond(0, 333_333_333));
    expect(multiplyInterval(yearMonth(14), number(2))).toEqual(yearMonth(28));
    expect(() => divideInterval(yearMonth(1), number(0))).toThrow('ORA-01476');
  });

  it('makes intervals of numbers', () => {
    expect(callShown('NUMTODSINTERVAL', 100, 'day')).toBe('+000000100 00:00:00.000000000');
    expect(callShown('NUMTODSINTERVAL', 1.5, 'HOUR')).toBe('+000000000 01:30:00.000000000');
    expect(callShown('NUMTOYMINTERVAL', 1.5, 'YEAR')).toBe('+000000001-06');
    expect(() => callShown('NUMTODSINTERVAL', 1, 'MONTH')).toThrow('ORA-01760: illegal argument for function');
  });

  it('is refused where the type is too small', () => {
    expect(() => fitInterval(daySecond(100 * 86_400, 0), DAY_SECOND)).toThrow('ORA-01873');
    expect(fitInterval(daySecond(1, 123_456_789), DAY_SECOND)).toEqual(daySecond(1, 123_457_000));
  });
});
