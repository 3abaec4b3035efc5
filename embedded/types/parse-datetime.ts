import { civilFromDays, civilFromSeconds, daysFromCivil, daysInMonth, isLeapYear, JULIAN_EPOCH } from './calendar.ts';
import { dateFromSeconds, timestampFrom, yearOutOfRange, zonedTimestamp } from './datetime.ts';
import { type DatetimeElement, datetimeModel } from './datetime-model.ts';
import { DatetimeReader, type ReadFields } from './datetime-reader.ts';
import type { NlsSettings } from './nls.ts';
import { OracleError } from './oracle-error.ts';
import { formatOffset } from './time-zone.ts';
import type { OracleDate, OracleTimestamp } from './values.ts';

/** What a text says under a format model, with Oracle's defaults for what it does not say: this month, day 1, midnight. */
type ParsedDatetime = {
  /** Wall-clock seconds. */
  seconds: number;
  nanos: number;
  /** Region name or offset text, where the text had one. */
  zone: string | undefined;
};

/** TO_DATE. `now` (milliseconds) gives the current year and month. Throws the ORA-018xx of the mismatch. */
export function parseDate(text: string, format: string, nls: NlsSettings, now: number): OracleDate {
  checkElements(datetimeModel(format).elements, ['FF', 'TZ', 'X']);
  return dateFromSeconds(parseDatetime(text, format, nls, now).seconds);
}

/** TO_TIMESTAMP: no time zone elements. */
export function parseTimestamp(text: string, format: string, nls: NlsSettings, now: number): OracleTimestamp {
  checkElements(datetimeModel(format).elements, ['TZ']);
  const parsed = parseDatetime(text, format, nls, now);
  return timestampFrom(parsed.seconds, parsed.nanos);
}

/** TO_TIMESTAMP_TZ: the session's zone where the text has none. */
export function parseTimestampTz(text: string, format: string, nls: NlsSettings, now: number): OracleTimestamp {
  const parsed = parseDatetime(text, format, nls, now);
  return zonedTimestamp(parsed.seconds, parsed.nanos, parsed.zone ?? nls.timeZone);
}

export function parseDatetime(text: string, format: string, nls: NlsSettings, now: number): ParsedDatetime {
  const model = datetimeModel(format);
  checkCombination(model.elements);
  const fields = new DatetimeReader(text, model, nls, now).read();
  return {
    seconds: resolveDays(fields, now) * 86_400 + resolveTime(fields),
    nanos: fields.nanos ?? 0,
    zone: fields.region ?? (fields.offset === undefined ? undefined : formatOffset(fields.offset)),
  };
}

const OUTPUT_ONLY = new Set([
  'CC',
  'SCC',
  'Q',
  'W',
  'WW',
  'IW',
  'I',
  'IY',
  'IYY',
  'IYYY',
  'YEAR',
  'SYEAR',
  'DL',
  'TZD',
]);
/** Elements that say the same thing, with the error of saying it twice. */
const EXCLUSIVE: [string, number, string][] = [
  ['SYYYY YYYY YYY YY Y Y,YYY RR RRRR', 1812, 'year may only be specified once'],
  ['MM MON MONTH RM', 1816, 'month may only be specified once'],
  ['HH HH12 HH24', 1813, 'hour may only be specified once'],
  ['D DAY DY', 1817, 'day of week may only be specified once'],
];

function checkElements(elements: DatetimeElement[], forbidden: string[]): void {
  for (const element of elements) {
    if (element.kind === 'field' && forbidden.some((prefix) => element.name.startsWith(prefix))) {
      throw new OracleError(1821, 'date format not recognized');
    }
  }
}

function checkCombination(elements: DatetimeElement[]): void {
  const names = elements.flatMap((element) => (element.kind === 'field' ? [element.name] : []));
  const seen = new Set<string>();
  for (const name of names) {
    if (OUTPUT_ONLY.has(name)) throw new OracleError(1820, 'format code cannot appear in date input format');
    if (seen.has(name) && name !== 'X') throw new OracleError(1810, 'format code appears twice');
    seen.add(name);
  }
  for (const [group, code, text] of EXCLUSIVE) {
    if (group.split(' ').filter((name) => seen.has(name)).length > 1) throw new OracleError(code, text);
  }
  const hasMeridian = ['AM', 'PM', 'A.M.', 'P.M.'].some((name) => seen.has(name));
  if (seen.has('HH24') && hasMeridian) {
    throw new OracleError(1818, "'HH24' precludes use of meridian indicator");
  }
}

function resolveDays(fields: ReadFields, now: number): number {
  const today = civilFromSeconds(Math.floor(now / 1000) - new Date(now).getTimezoneOffset() * 60);
  if (fields.julian !== undefined) {
    if (fields.julian < 1 || fields.julian > 5_373_484) {
      throw new OracleError(1854, 'julian date must be between 1 and 5373484');
    }
    checkJulian(fields);
    return fields.julian - JULIAN_EPOCH;
  }
  let year = fields.year ?? today.year;
  if (fields.year === 0) throw yearOutOfRange();
  if (fields.isBeforeChrist) year = -Math.abs(year);
  if (year < -4712 || year > 9999) throw yearOutOfRange();
  const astronomical = year < 0 ? year + 1 : year;
  if (fields.dayOfYear !== undefined) return resolveDayOfYear(fields, astronomical, fields.dayOfYear);
  const month = fields.month ?? today.month;
  const day = fields.day ?? 1;
  if (day > daysInMonth(astronomical, month)) throw new OracleError(1839, 'date not valid for month specified');
  const days = daysFromCivil(astronomical, month, day);
  checkWeekday(fields, days);
  return days;
}

function resolveDayOfYear(fields: ReadFields, year: number, dayOfYear: number): number {
  if (dayOfYear < 1 || dayOfYear > (isLeapYear(year) ? 366 : 365)) {
    throw new OracleError(1848, 'day of year must be between 1 and 365 (366 for leap year)');
  }
  const days = daysFromCivil(year, 1, 1) + dayOfYear - 1;
  const civil = civilFromDays(days);
  if (fields.month !== undefined && fields.month !== civil.month) {
    throw new OracleError(1833, 'month conflicts with Julian date');
  }
  if (fields.day !== undefined && fields.day !== civil.day) {
    throw new OracleError(1834, 'day of month conflicts with Julian date');
  }
  return days;
}

function checkJulian(fields: ReadFields): void {
  const civil = civilFromDays((fields.julian ?? 0) - JULIAN_EPOCH);
  if (fields.month !== undefined && fields.month !== civil.month) {
    throw new OracleError(1833, 'month conflicts with Julian date');
  }
  if (fields.day !== undefined && fields.day !== civil.day) {
    throw new OracleError(1834, 'day of month conflicts with Julian date');
  }
}

function checkWeekday(fields: ReadFields, days: number): void {
  if (fields.weekday !== undefined && fields.weekday !== (((days + 4) % 7) + 7) % 7) {
    throw new OracleError(1835, 'day of week conflicts with Julian date');
  }
}

function resolveTime(fields: ReadFields): number {
  const { hour24, hour12, minute, second, secondsOfDay } = fields;
  if (secondsOfDay === undefined) {
    const hour = hour24 ?? (hour12 === undefined ? 0 : (hour12 % 12) + (fields.isAfternoon ? 12 : 0));
    return hour * 3600 + (minute ?? 0) * 60 + (second ?? 0);
  }
  if (hour24 !== undefined && hour24 !== Math.floor(secondsOfDay / 3600)) {
    throw new OracleError(1836, 'hour conflicts with seconds in day');
  }
  if (minute !== undefined && minute !== Math.floor(secondsOfDay / 60) % 60) {
    throw new OracleError(1837, 'minutes of hour conflicts with seconds in day');
  }
  if (second !== undefined && second !== secondsOfDay % 60) {
    throw new OracleError(1838, 'seconds of minute conflicts with seconds in day');
  }
  return secondsOfDay;
}
