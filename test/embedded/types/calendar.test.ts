import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDays,
  civilFromSeconds,
  dayOfWeek,
  daysFromCivil,
  daysInMonth,
  isoWeek,
  secondsFromCivil,
} from '../../../embedded/types/calendar.ts';
import { callShown, date } from './context.ts';

const MIN_DAYS = daysFromCivil(-4711, 1, 1);
const MAX_DAYS = daysFromCivil(9999, 12, 31);
const days = fc.integer({ min: MIN_DAYS, max: MAX_DAYS });

describe('civil dates', () => {
  it('go to day numbers and back', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth } = civilFromDays(day);
        expect(daysFromCivil(year, month, dayOfMonth)).toBe(day);
        expect(dayOfMonth).toBeLessThanOrEqual(daysInMonth(year, month));
      }),
    );
  });

  it('agree with JavaScript dates', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000_000, max: 250_000_000_000 }), (seconds) => {
        const reference = new Date(seconds * 1000);
        const fields = civilFromSeconds(seconds);
        expect([fields.year, fields.month, fields.day, fields.hour, fields.minute, fields.second]).toEqual([
          reference.getUTCFullYear(),
          reference.getUTCMonth() + 1,
          reference.getUTCDate(),
          reference.getUTCHours(),
          reference.getUTCMinutes(),
          reference.getUTCSeconds(),
        ]);
        expect(secondsFromCivil(fields)).toBe(seconds);
        expect(dayOfWeek(Math.floor(seconds / 86_400))).toBe(reference.getUTCDay());
      }),
    );
  });

  it.each([
    [2021, 1, 3, 2020, 53],
    [2021, 1, 4, 2021, 1],
    [2018, 12, 31, 2019, 1],
    [2016, 1, 1, 2015, 53],
    [2024, 12, 29, 2024, 52],
  ])('%d-%d-%d lies in ISO year %d, week %d', (year, month, day, isoYear, week) => {
    expect(isoWeek(daysFromCivil(year, month, day))).toEqual({ year: isoYear, week });
  });
});

describe('date functions', () => {
  it.each([
    ['2023-01-31', 1, '2023-02-28 00:00:00'],
    ['2024-01-31', 1, '2024-02-29 00:00:00'],
    ['2023-02-28', 1, '2023-03-31 00:00:00'],
    ['2023-01-15', -1, '2022-12-15 00:00:00'],
    ['2023-01-15 10:20:30', 1.9, '2023-02-15 10:20:30'],
    ['2023-04-30', 12, '2024-04-30 00:00:00'],
  ])('ADD_MONTHS(%s, %d) is %s', (start, months, expected) => {
    expect(callShown('ADD_MONTHS', date(start), months)).toBe(expected);
  });

  it.each([
    ['1995-02-02', '1995-01-01', '1.03225806451612903225806451612903225806'],
    ['2023-03-31', '2023-02-28', '1'],
    ['2023-03-15', '2023-01-15', '2'],
    ['2023-01-15', '2023-03-15', '-2'],
    ['2023-03-15 12:00:00', '2023-01-15 00:00:00', '2'],
    ['2023-03-16 12:00:00', '2023-01-15', '2.0483870967741935483870967741935483871'],
  ])('MONTHS_BETWEEN(%s, %s) is %s', (left, right, expected) => {
    expect(callShown('MONTHS_BETWEEN', date(left), date(right))).toBe(expected);
  });

  it.each([
    ['2023-02-10', '2023-02-28 00:00:00'],
    ['2024-02-10 01:02:03', '2024-02-29 01:02:03'],
    ['1900-02-01', '1900-02-28 00:00:00'],
  ])('LAST_DAY(%s) is %s', (start, expected) => {
    expect(callShown('LAST_DAY', date(start))).toBe(expected);
  });

  it.each([
    ['2009-10-15', 'TUESDAY', '2009-10-20 00:00:00'],
    ['2009-10-20', 'tue', '2009-10-27 00:00:00'],
    ['2009-10-20 23:00:00', 'Wednesdayish', '2009-10-21 23:00:00'],
  ])('NEXT_DAY(%s, %s) is %s', (start, name, expected) => {
    expect(callShown('NEXT_DAY', date(start), name)).toBe(expected);
  });

  it('NEXT_DAY refuses other names', () => {
    expect(() => callShown('NEXT_DAY', date('2023-01-01'), 'LUNES')).toThrow('ORA-01846: not a valid day of the week');
  });

  // "ROUND and TRUNC Date Functions".
  it.each([
    ['2000-10-27', 'YEAR', '2000-01-01', '2001-01-01'],
    ['2023-06-30 23:59:59', 'YYYY', '2023-01-01', '2023-01-01'],
    ['1950-06-01', 'CC', '1901-01-01', '1901-01-01'],
    ['1951-01-01', 'CC', '1901-01-01', '2001-01-01'],
    ['2023-02-15', 'Q', '2023-01-01', '2023-01-01'],
    ['2023-02-16', 'Q', '2023-01-01', '2023-04-01'],
    ['2023-11-16', 'Q', '2023-10-01', '2024-01-01'],
    ['2023-01-15', 'MM', '2023-01-01', '2023-01-01'],
    ['2023-12-16', 'MONTH', '2023-12-01', '2024-01-01'],
    ['2023-01-15 11:59:59', 'DD', '2023-01-15', '2023-01-15'],
    ['2023-01-15 12:00:00', 'DDD', '2023-01-15', '2023-01-16'],
    ['2023-01-18 12:00:00', 'DAY', '2023-01-15', '2023-01-22'],
    ['2023-01-18 11:59:59', 'D', '2023-01-15', '2023-01-15'],
    ['2023-01-19', 'IW', '2023-01-16', '2023-01-16'],
    ['2023-01-10', 'WW', '2023-01-08', '2023-01-08'],
    ['2023-01-10', 'W', '2023-01-08', '2023-01-08'],
    ['2021-01-03', 'IYYY', '2019-12-30', '2019-12-30'],
  ])('%s by %s truncates to %s and rounds to %s', (start, format, truncated, rounded) => {
    expect(callShown('TRUNC', date(start), format)).toBe(`${truncated} 00:00:00`);
    expect(callShown('ROUND', date(start), format)).toBe(`${rounded} 00:00:00`);
  });

  it('truncates and rounds to hours and minutes', () => {
    expect(callShown('TRUNC', date('2023-01-15 10:29:59'), 'HH24')).toBe('2023-01-15 10:00:00');
    expect(callShown('ROUND', date('2023-01-15 23:30:00'), 'HH')).toBe('2023-01-16 00:00:00');
    expect(callShown('TRUNC', date('2023-01-15 10:29:59'), 'MI')).toBe('2023-01-15 10:29:00');
    expect(callShown('ROUND', date('2023-01-15 10:29:30'), 'MI')).toBe('2023-01-15 10:30:00');
  });

  it('refuses what is no unit', () => {
    expect(() => callShown('TRUNC', date('2023-01-15'), 'XX')).toThrow('ORA-01898: too many precision specifiers');
  });

  it('NEW_TIME moves between its zones', () => {
    expect(callShown('NEW_TIME', date('1999-11-10 01:23:45'), 'AST', 'PST')).toBe('1999-11-09 21:23:45');
  });

  it('stays between 4712 BC and 9999', () => {
    expect(() => callShown('ADD_MONTHS', date('9999-12-01'), 1)).toThrow('ORA-01841');
    expect(callShown('ADD_MONTHS', date('9999-12-31'), -12)).toBe('9998-12-31 00:00:00');
  });
});
