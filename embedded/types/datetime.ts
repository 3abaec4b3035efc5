import {
  type CivilDateTime,
  civilFromSeconds,
  dayOfWeek,
  daysInMonth,
  SECONDS_PER_DAY,
  secondsFromCivil,
} from './calendar.ts';
import type { DataType, TimestampType } from './data-type.ts';
import { Decimal, toNumberPrecision, WideDecimal } from './number.ts';
import { OracleError } from './oracle-error.ts';
import { formatOffset, offsetAt, offsetOfWallClock } from './time-zone.ts';
import { OracleDate, OracleTimestamp } from './values.ts';

/** DATE and TIMESTAMP values: making them, taking them apart, moving them. */

const FIRST_SECOND = secondsFromCivil({ year: -4711, month: 1, day: 1, hour: 0, minute: 0, second: 0 });
const LAST_SECOND = secondsFromCivil({ year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59 });
const NANOS = 1_000_000_000;

export function yearOutOfRange(): OracleError {
  return new OracleError(1841, '(full) year must be between -4713 and +9999, and not be 0');
}

/** Throws ORA-01841 outside 4712 BC to 9999. */
export function dateFromSeconds(seconds: number): OracleDate {
  if (!(seconds >= FIRST_SECOND && seconds <= LAST_SECOND)) throw yearOutOfRange();
  return new OracleDate(seconds);
}

/** Nanoseconds may be outside 0..999,999,999: they carry over. Throws ORA-01841. */
export function timestampFrom(seconds: number, nanos: number, offset?: number, region?: string): OracleTimestamp {
  const carry = Math.floor(nanos / NANOS);
  const whole = seconds + carry;
  if (!(whole >= FIRST_SECOND && whole <= LAST_SECOND + SECONDS_PER_DAY)) throw yearOutOfRange();
  return new OracleTimestamp(whole, nanos - carry * NANOS, offset, region);
}

export type DatetimeFields = CivilDateTime & {
  nanos: number;
  /** Minutes; undefined for values without a time zone. */
  offset: number | undefined;
  region: string | undefined;
};

/** Fields of a TIMESTAMP WITH TIME ZONE in its own zone, of the WITH LOCAL kind in the session's zone, else as stored. */
export function datetimeFields(
  value: OracleDate | OracleTimestamp,
  type: DataType,
  sessionTimeZone: string,
): DatetimeFields {
  if (value instanceof OracleDate) {
    return { ...civilFromSeconds(value.seconds), nanos: 0, offset: undefined, region: undefined };
  }
  if (value.offsetMinutes !== undefined) {
    const wall = civilFromSeconds(value.seconds + value.offsetMinutes * 60);
    return { ...wall, nanos: value.nanos, offset: value.offsetMinutes, region: value.region };
  }
  if (type.kind === 'TIMESTAMP WITH LOCAL TIME ZONE') {
    const offset = offsetAt(sessionTimeZone, value.seconds);
    const region = isRegion(sessionTimeZone) ? sessionTimeZone : undefined;
    return { ...civilFromSeconds(value.seconds + offset * 60), nanos: value.nanos, offset, region };
  }
  return { ...civilFromSeconds(value.seconds), nanos: value.nanos, offset: undefined, region: undefined };
}

export function isRegion(zone: string): boolean {
  return !/^[+-]?\d/.test(zone.trim());
}

/** Wall-clock seconds in a value's own zone (the session's for the WITH LOCAL kind). */
export function wallClockSeconds(value: OracleDate | OracleTimestamp, type: DataType, sessionTimeZone: string): number {
  if (value instanceof OracleDate) return value.seconds;
  if (value.offsetMinutes !== undefined) return value.seconds + value.offsetMinutes * 60;
  if (type.kind === 'TIMESTAMP WITH LOCAL TIME ZONE') {
    return value.seconds + offsetAt(sessionTimeZone, value.seconds) * 60;
  }
  return value.seconds;
}

/** A wall-clock time in `zone`. Throws ORA-01882, ORA-01878. */
export function zonedTimestamp(wallSeconds: number, nanos: number, zone: string): OracleTimestamp {
  const offset = offsetOfWallClock(zone, wallSeconds);
  return timestampFrom(wallSeconds - offset * 60, nanos, offset, isRegion(zone) ? zone : undefined);
}

/** The same moment seen in `zone`: AT TIME ZONE. */
export function atTimeZone(value: OracleTimestamp, zone: string): OracleTimestamp {
  return timestampFrom(value.seconds, value.nanos, offsetAt(zone, value.seconds), isRegion(zone) ? zone : undefined);
}

/** The displayed offset of a region's time brought up to date after it was moved. */
export function offsetForMoment(value: OracleTimestamp, region: string): OracleTimestamp {
  return new OracleTimestamp(value.seconds, value.nanos, offsetAt(region, value.seconds), region);
}

/** UTC seconds of a value, with the session's zone for those that have none. For comparing across kinds. */
export function utcSeconds(value: OracleDate | OracleTimestamp, type: DataType, sessionTimeZone: string): number {
  if (value instanceof OracleTimestamp && (value.offsetMinutes !== undefined || isZoned(type))) return value.seconds;
  return value.seconds - offsetOfWallClock(sessionTimeZone, value.seconds) * 60;
}

export function isZoned(type: DataType): boolean {
  return type.kind === 'TIMESTAMP WITH TIME ZONE' || type.kind === 'TIMESTAMP WITH LOCAL TIME ZONE';
}

/** Between the kinds of DATE and TIMESTAMP. Fractions are kept: `roundTimestamp` cuts them to a type's precision; DATE drops them. */
export function convertDatetime(
  value: OracleDate | OracleTimestamp,
  from: DataType,
  to: { kind: 'DATE' } | TimestampType,
  sessionTimeZone: string,
): OracleDate | OracleTimestamp {
  const nanos = value instanceof OracleTimestamp ? value.nanos : 0;
  switch (to.kind) {
    case 'DATE':
      return value instanceof OracleDate ? value : new OracleDate(wallClockSeconds(value, from, sessionTimeZone));
    case 'TIMESTAMP':
      return new OracleTimestamp(wallClockSeconds(value, from, sessionTimeZone), nanos);
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return new OracleTimestamp(utcSeconds(value, from, sessionTimeZone), nanos);
    case 'TIMESTAMP WITH TIME ZONE':
      if (value instanceof OracleTimestamp && value.offsetMinutes !== undefined) return value;
      if (value instanceof OracleTimestamp && isZoned(from)) return atTimeZone(value, sessionTimeZone);
      return zonedTimestamp(value.seconds, nanos, sessionTimeZone);
  }
}

/** Rounds the fraction to `precision` digits, half up. */
export function roundTimestamp(value: OracleTimestamp, precision: number): OracleTimestamp {
  const unit = 10 ** (9 - precision);
  const nanos = Math.round(value.nanos / unit) * unit;
  return nanos === value.nanos ? value : timestampFrom(value.seconds, nanos, value.offsetMinutes, value.region);
}

/** SYSDATE: the clock of the machine in its own time zone. `now` in milliseconds since the epoch. */
export function systemDate(now: number): OracleDate {
  return new OracleDate(Math.floor(now / 1000) + systemOffset(now) * 60);
}

/** SYSTIMESTAMP, in the machine's offset. */
export function systemTimestamp(now: number): OracleTimestamp {
  return timestampFrom(Math.floor(now / 1000), Math.round((now % 1000) * 1000) * 1000, systemOffset(now));
}

function systemOffset(now: number): number {
  return -new Date(now).getTimezoneOffset();
}

export function systemTimeZone(now: number): string {
  return formatOffset(systemOffset(now));
}

/** DATE + n days; the result is rounded to whole seconds. Throws ORA-01841. */
export function addDays(date: OracleDate, days: Decimal): OracleDate {
  const seconds = new WideDecimal(days).times(SECONDS_PER_DAY).toDecimalPlaces(0).toNumber();
  return dateFromSeconds(date.seconds + seconds);
}

/** DATE − DATE in days. */
export function daysBetween(left: OracleDate, right: OracleDate): Decimal {
  return toNumberPrecision(new WideDecimal(left.seconds - right.seconds).div(SECONDS_PER_DAY));
}

/** Moves by whole months. `clamp`: the last day of a month stays the last day (ADD_MONTHS); else ORA-01839 where the day does not exist (date + interval). */
export function addMonths(seconds: number, months: number, clamp: boolean): number {
  const fields = civilFromSeconds(seconds);
  const total = fields.year * 12 + fields.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (year < -4711 || year > 9999) throw yearOutOfRange();
  const last = daysInMonth(year, month);
  let day = fields.day;
  if (clamp) day = fields.day === daysInMonth(fields.year, fields.month) ? last : Math.min(fields.day, last);
  else if (day > last) throw new OracleError(1839, 'date not valid for month specified');
  return secondsFromCivil({ ...fields, year, month, day });
}

export function lastDay(seconds: number): number {
  const fields = civilFromSeconds(seconds);
  return secondsFromCivil({ ...fields, day: daysInMonth(fields.year, fields.month) });
}

/** MONTHS_BETWEEN: whole where both are the same day of the month or both the last day; else the rest counts in 31sts. */
export function monthsBetween(left: OracleDate, right: OracleDate): Decimal {
  const a = civilFromSeconds(left.seconds);
  const b = civilFromSeconds(right.seconds);
  const months = (a.year - b.year) * 12 + a.month - b.month;
  const bothLast = a.day === daysInMonth(a.year, a.month) && b.day === daysInMonth(b.year, b.month);
  if (a.day === b.day || bothLast) return new Decimal(months);
  const secondsOf = (fields: CivilDateTime) => fields.hour * 3600 + fields.minute * 60 + fields.second;
  const rest = (a.day - b.day) * SECONDS_PER_DAY + secondsOf(a) - secondsOf(b);
  return toNumberPrecision(new WideDecimal(rest).div(31 * SECONDS_PER_DAY).plus(months));
}

/** First `weekday` (0 = Sunday) later than the date, same time of day. */
export function nextDay(seconds: number, weekday: number): number {
  const today = dayOfWeek(Math.floor(seconds / SECONDS_PER_DAY));
  return seconds + (((weekday - today + 6) % 7) + 1) * SECONDS_PER_DAY;
}

/** Year as Oracle numbers it: there is no year 0. */
export function displayYear(astronomical: number): number {
  return astronomical > 0 ? astronomical : astronomical - 1;
}
