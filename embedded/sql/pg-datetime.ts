import { civilFromSeconds, daysFromCivil } from '../types/calendar.ts';

/** Dates and times as PostgreSQL writes and reads them (DateStyle ISO). */

/** `2024-01-31 10:00:00.5`, with ` BC` for years before 1. `seconds` since 1970 as wall clock. */
export function timestampText(seconds: number, nanos: number): string {
  const civil = civilFromSeconds(seconds);
  const isBefore = civil.year < 1;
  const year = isBefore ? 1 - civil.year : civil.year;
  const date = `${pad(year, 4)}-${pad(civil.month, 2)}-${pad(civil.day, 2)}`;
  const clock = `${pad(civil.hour, 2)}:${pad(civil.minute, 2)}:${pad(civil.second, 2)}`;
  const fraction = nanos === 0 ? '' : `.${pad(nanos, 9).replace(/0+$/, '')}`;
  return `${date} ${clock}${fraction}${isBefore ? ' BC' : ''}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

const TIMESTAMP =
  /^(\d+)-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?([+-]\d\d(?::?\d\d)?(?::?\d\d)?)?( BC)?$/;

/** Seconds since 1970 (UTC where the text has an offset, else wall clock) and nanoseconds. */
export function parseTimestampText(text: string): { seconds: number; nanos: number } {
  const match = TIMESTAMP.exec(text);
  if (match === null) throw new Error(`not a timestamp: ${text}`);
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset, before] = match;
  const astronomical = before === undefined ? Number(year) : 1 - Number(year);
  const days = daysFromCivil(astronomical, Number(month), Number(day));
  const clock = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return {
    seconds: days * 86_400 + clock - (offset === undefined ? 0 : offsetSeconds(offset)),
    nanos: Number(fraction.padEnd(9, '0')),
  };
}

function offsetSeconds(text: string): number {
  const digits = text.slice(1).replaceAll(':', '');
  const total =
    Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4) || '0') * 60 + Number(digits.slice(4, 6) || '0');
  return text.startsWith('-') ? -total : total;
}

const INTERVAL =
  /^P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?)?$/;

/** PostgreSQL's `iso_8601` interval: months, and seconds with nanoseconds (both with the interval's sign). */
export function parseIntervalText(text: string): { months: number; seconds: number; nanos: number } {
  const match = INTERVAL.exec(text);
  if (match === null) throw new Error(`not an interval: ${text}`);
  const [years, months, weeks, days, hours, minutes] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const secondText = match[7] ?? '0';
  const [whole = '0', fraction = ''] = secondText.replace('-', '').split('.');
  const sign = secondText.startsWith('-') ? -1 : 1;
  // Fields may have different signs: everything in nanoseconds of one sign.
  const total =
    BigInt((weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + sign * Number(whole)) * 1_000_000_000n +
    BigInt(sign) * BigInt(fraction.padEnd(9, '0').slice(0, 9));
  return {
    months: years * 12 + months,
    seconds: Number(total / 1_000_000_000n),
    nanos: Number(total % 1_000_000_000n),
  };
}
