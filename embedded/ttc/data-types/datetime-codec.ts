import {
  type CivilDateTime,
  civilFromDays,
  daysInMonth,
  SECONDS_PER_DAY,
  secondsFromCivil,
} from '../../types/calendar.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { OracleDate, OracleTimestamp } from '../../types/values.ts';

const HOUR_BIAS = 20;
const MINUTE_BIAS = 60;

/** DATE: century + 100, year of century + 100, month, day, hour + 1, minute + 1, second + 1. */
export function encodeDate(value: OracleDate | OracleTimestamp): Buffer {
  const bytes = Buffer.allocUnsafe(7);
  writeClock(bytes, value.seconds);
  return bytes;
}

/** TIMESTAMP: a DATE and nanoseconds. WITH LOCAL TIME ZONE too: UTC, as the database's time zone is. */
export function encodeTimestamp(value: OracleTimestamp): Buffer {
  const bytes = Buffer.allocUnsafe(11);
  writeClock(bytes, value.seconds);
  bytes.writeUInt32BE(value.nanos, 7);
  return bytes;
}

/** TIMESTAMP WITH TIME ZONE: a TIMESTAMP in UTC, then the offset's hours + 20 and minutes + 60. */
export function encodeZonedTimestamp(value: OracleTimestamp): Buffer {
  const bytes = Buffer.allocUnsafe(13);
  writeClock(bytes, value.seconds);
  bytes.writeUInt32BE(value.nanos, 7);
  const offset = value.offsetMinutes ?? 0;
  bytes[11] = Math.trunc(offset / 60) + HOUR_BIAS;
  bytes[12] = (offset % 60) + MINUTE_BIAS;
  return bytes;
}

function writeClock(bytes: Buffer, seconds: number): void {
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const clock = seconds - days * SECONDS_PER_DAY;
  const civil = civilFromDays(days);
  // Oracle counts 1 BC as year -1: it has no year 0.
  const year = civil.year > 0 ? civil.year : civil.year - 1;
  bytes[0] = Math.trunc(year / 100) + 100;
  bytes[1] = (year % 100) + 100;
  bytes[2] = civil.month;
  bytes[3] = civil.day;
  bytes[4] = Math.floor(clock / 3600) + 1;
  bytes[5] = (Math.floor(clock / 60) % 60) + 1;
  bytes[6] = (clock % 60) + 1;
}

/** Undefined where the bytes are no date; throws ORA-01841 for a year that Oracle does not have. */
export function decodeDate(bytes: Buffer): OracleDate | undefined {
  const seconds = readClock(bytes);
  return seconds === undefined ? undefined : new OracleDate(seconds);
}

/** 7, 11 or 13 bytes: a client shortens the value where its fraction is zero. */
export function decodeTimestamp(bytes: Buffer): OracleTimestamp | undefined {
  const clock = readTimestamp(bytes);
  return clock === undefined ? undefined : new OracleTimestamp(clock.seconds, clock.nanos);
}

export function decodeZonedTimestamp(bytes: Buffer): OracleTimestamp | undefined {
  const clock = readTimestamp(bytes);
  if (clock === undefined) return undefined;
  return new OracleTimestamp(clock.seconds, clock.nanos, readOffset(bytes));
}

/** A region id instead of an offset has its top bit set; the instant is UTC all the same. */
function readOffset(bytes: Buffer): number {
  const hours = bytes[11] ?? HOUR_BIAS;
  const minutes = bytes[12] ?? MINUTE_BIAS;
  if ((hours & 0x80) !== 0) return 0;
  return (hours - HOUR_BIAS) * 60 + minutes - MINUTE_BIAS;
}

function readTimestamp(bytes: Buffer): { seconds: number; nanos: number } | undefined {
  const seconds = readClock(bytes);
  if (seconds === undefined) return undefined;
  const nanos = bytes.length >= 11 ? bytes.readUInt32BE(7) : 0;
  return nanos > 999_999_999 ? undefined : { seconds, nanos };
}

function readClock(bytes: Buffer): number | undefined {
  if (bytes.length !== 7 && bytes.length !== 11 && bytes.length !== 13) return undefined;
  const [century = 0, yearOfCentury = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = bytes;
  const year = (century - 100) * 100 + yearOfCentury - 100;
  if (year === 0 || year < -4712 || year > 9999) {
    throw new OracleError(1841, '(full) year must be between -4713 and +9999, and not be 0');
  }
  const civil: CivilDateTime = {
    year: year > 0 ? year : year + 1,
    month,
    day,
    hour: hour - 1,
    minute: minute - 1,
    second: second - 1,
  };
  return isValid(civil) ? secondsFromCivil(civil) : undefined;
}

function isValid({ year, month, day, hour, minute, second }: CivilDateTime): boolean {
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour >= 0 &&
    hour <= 23 &&
    minute >= 0 &&
    minute <= 59 &&
    second >= 0 &&
    second <= 59
  );
}
