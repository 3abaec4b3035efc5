import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeBinaryDouble,
  decodeBinaryFloat,
  encodeBinaryDouble,
  encodeBinaryFloat,
} from '../../../embedded/ttc/data-types/binary-floating-codec.ts';
import {
  decodeDate,
  decodeTimestamp,
  decodeZonedTimestamp,
  encodeDate,
  encodeTimestamp,
  encodeZonedTimestamp,
} from '../../../embedded/ttc/data-types/datetime-codec.ts';
import {
  decodeDaySecondInterval,
  decodeYearMonthInterval,
  encodeDaySecondInterval,
  encodeYearMonthInterval,
} from '../../../embedded/ttc/data-types/interval-codec.ts';
import { decodeNumber, encodeNumber } from '../../../embedded/ttc/data-types/number-codec.ts';
import { parseRowid } from '../../../embedded/ttc/data-types/rowid-codec.ts';
import { decodeText, encodeText, FORM } from '../../../embedded/ttc/data-types/text-codec.ts';
import { secondsFromCivil } from '../../../embedded/types/calendar.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { DaySecondInterval, OracleDate, OracleTimestamp, YearMonthInterval } from '../../../embedded/types/values.ts';

const anyBytes = fc.uint8Array({ maxLength: 24 }).map((array) => Buffer.from(array));
const civil = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
  secondsFromCivil({ year, month, day, hour, minute, second });
const earliest = civil(-4711, 1, 1);
const latest = civil(9999, 12, 31, 23, 59, 59);
const seconds = fc.integer({ min: earliest, max: latest });
const nanos = fc.integer({ min: 0, max: 999_999_999 });

describe('NUMBER', () => {
  test.each([
    ['0', '80'],
    ['1', 'c102'],
    ['-1', '3e6466'],
    ['100', 'c202'],
    ['0.01', 'c002'],
    ['12', 'c10d'],
    ['123.45', 'c202182e'],
    ['-123.45', '3d644e3866'],
    ['10', 'c10b'],
    ['1e125', 'ff0b'],
    ['1e-130', '8002'],
  ])('%s is %s', (text, expected) => {
    expect(encodeNumber(new Decimal(text)).toString('hex')).toBe(expected);
    expect(decodeNumber(Buffer.from(expected, 'hex'))?.equals(text)).toBe(true);
  });

  test('keeps 38 digits of any magnitude', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,37}$/);
    fc.assert(
      fc.property(digits, fc.integer({ min: -130, max: 87 }), fc.boolean(), (text, exponent, isNegative) => {
        const value = new Decimal(`${isNegative ? '-' : ''}${text}e${exponent}`);
        const bytes = encodeNumber(value);
        expect(bytes.length).toBeLessThanOrEqual(21);
        expect(decodeNumber(bytes)?.toFixed()).toBe(value.toFixed());
      }),
    );
  });

  test('sorts by its bytes', () => {
    const number = fc.tuple(fc.integer(), fc.integer({ min: -20, max: 20 })).map(([m, e]) => new Decimal(`${m}e${e}`));
    fc.assert(
      fc.property(number, number, (left, right) => {
        expect(Math.sign(Buffer.compare(encodeNumber(left), encodeNumber(right)))).toBe(left.comparedTo(right));
      }),
    );
  });

  test('rounds at 40 digits and overflows', () => {
    const rounded = encodeNumber(new Decimal('0.99999999999999999999999999999999999999999'));
    expect(decodeNumber(rounded)?.toString()).toBe('1');
    expect(() => encodeNumber(new Decimal('1e126'))).toThrow('ORA-01426');
    expect(encodeNumber(new Decimal('1e-131')).toString('hex')).toBe('80');
  });

  test('never fails on other bytes', () => {
    fc.assert(fc.property(anyBytes, (bytes) => void decodeNumber(bytes)));
    expect(decodeNumber(Buffer.from([0x00]))).toBeUndefined();
    expect(decodeNumber(Buffer.from([0xff, 0x65]))).toBeUndefined();
  });
});

describe('dates', () => {
  test('have centuries and biased fields', () => {
    const date = new OracleDate(civil(2022, 11, 22, 3, 37, 49));
    expect(encodeDate(date).toString('hex')).toBe('787a0b16042632');
    expect(encodeDate(new OracleDate(earliest)).toString('hex')).toBe('35580101010101');
  });

  test('are read back', () => {
    fc.assert(
      fc.property(seconds, nanos, fc.integer({ min: -899, max: 840 }), (at, fraction, offset) => {
        expect(decodeDate(encodeDate(new OracleDate(at)))).toEqual(new OracleDate(at));
        const timestamp = new OracleTimestamp(at, fraction);
        expect(decodeTimestamp(encodeTimestamp(timestamp))).toEqual(timestamp);
        const zoned = new OracleTimestamp(at, fraction, offset);
        expect(decodeZonedTimestamp(encodeZonedTimestamp(zoned))).toEqual(zoned);
      }),
    );
  });

  test('in the short form have no fraction', () => {
    const short = encodeDate(new OracleDate(0));
    expect(decodeTimestamp(short)).toEqual(new OracleTimestamp(0, 0));
    expect(decodeZonedTimestamp(short)).toEqual(new OracleTimestamp(0, 0, 0));
  });

  test('that are none are refused', () => {
    expect(decodeDate(Buffer.from('787a0d01010101', 'hex'))).toBeUndefined();
    expect(decodeDate(Buffer.from('787b021d010101', 'hex'))).toBeUndefined();
    expect(() => decodeDate(Buffer.from('64640101010101', 'hex'))).toThrow('ORA-01841');
  });
});

test('intervals are read back', () => {
  const sign = fc.constantFrom(1, -1);
  fc.assert(
    fc.property(sign, fc.nat(11_999_999_999), fc.nat(8_639_999_999), nanos, (s, months, whole, fraction) => {
      const yearMonth = new YearMonthInterval(months === 0 ? 0 : s * months);
      expect(decodeYearMonthInterval(encodeYearMonthInterval(yearMonth))).toEqual(yearMonth);
      const daySecond = new DaySecondInterval(whole === 0 ? 0 : s * whole, fraction === 0 ? 0 : s * fraction);
      expect(decodeDaySecondInterval(encodeDaySecondInterval(daySecond))).toEqual(daySecond);
    }),
  );
});

test('an interval with mixed signs has one', () => {
  const mixed = Buffer.from('800000013b3c3c80000000', 'hex');
  expect(decodeDaySecondInterval(mixed)).toEqual(new DaySecondInterval(86_400 - 3600, 0));
});

test('binary floating-point numbers are read back and sort by their bytes', () => {
  fc.assert(
    fc.property(fc.double(), fc.float(), fc.double({ noNaN: true }), (double, float, other) => {
      expect(decodeBinaryDouble(encodeBinaryDouble(double))).toBe(double);
      expect(decodeBinaryFloat(encodeBinaryFloat(float))).toBe(float);
      if (double < other) expect(Buffer.compare(encodeBinaryDouble(double), encodeBinaryDouble(other))).toBe(-1);
    }),
  );
});

test('text is read back in both forms', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeText(encodeText(text, FORM.implicit), FORM.implicit)).toBe(text);
      expect(decodeText(encodeText(text, FORM.national), FORM.national)).toBe(text);
    }),
  );
  const halves = ['𝄞'.slice(0, 1), '𝄞'.slice(1)];
  expect(halves.map((half) => decodeText(encodeText(half, FORM.national), FORM.national)).join('')).toBe('𝄞');
});

test('a ROWID has four parts', () => {
  expect(parseRowid('AAAR3sAAEAAAACXAAB')).toEqual({ object: 73_196, file: 4, block: 151, slot: 1 });
  expect(() => parseRowid('AAAR3sAAEAAAACXAA')).toThrow('ORA-01410');
  expect(() => parseRowid('AAAR3sAAEAAAACX!!!')).toThrow('ORA-01410');
});
