/** A date as JSON has it, taken apart. No zone is applied: DATE and TIMESTAMP are wall clock times. */
export type DateText = {
  /** `YYYY-MM-DD HH24:MI:SS`. */
  dateTime: string;
  /** Digits behind the second, '' to nine. */
  fraction: string;
  /** `+02:00`; undefined where none was given. */
  offset: string | undefined;
};

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Reads an ISO 8601 date or date-time, or `DD/MM/YYYY` with or without a time. Undefined when it is neither, or no day of the calendar. */
export function parseDateText(text: string): DateText | undefined {
  const iso = ISO.exec(text.trim());
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return check([year, month, day, hour, minute, second], fraction ?? '', zone);
  }
  const dayFirst = DAY_FIRST.exec(text.trim());
  if (dayFirst === null) return undefined;
  const [, day, month, year, hour, minute, second] = dayFirst;
  return check([year, month, day, hour, minute, second], '', undefined);
}

function check(fields: (string | undefined)[], fraction: string, zone: string | undefined): DateText | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.map((field) => Number(field ?? 0));
  const isDay = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = readOffset(zone);
  if (zone !== undefined && offset === undefined) return undefined;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return { dateTime: `${date} ${pad(hour)}:${pad(minute)}:${pad(second)}`, fraction, offset };
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Oracle takes -15:59 to +15:59. */
function readOffset(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  if (zone.toUpperCase() === 'Z') return '+00:00';
  const hours = zone.slice(0, 3);
  const minutes = zone.slice(3).replace(':', '') || '00';
  return Math.abs(Number(hours)) <= 15 && Number(minutes) <= 59 ? `${hours}:${minutes}` : undefined;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
