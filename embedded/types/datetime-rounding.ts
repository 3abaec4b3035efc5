import {
  civilFromDays,
  civilFromSeconds,
  dayOfWeek,
  daysFromCivil,
  isoWeek,
  isoYearStart,
  SECONDS_PER_DAY,
} from './calendar.ts';
import { firstDayOfWeek } from './nls-language.ts';
import { OracleError } from './oracle-error.ts';

/** ROUND and TRUNC of dates ("ROUND and TRUNC Date Functions", SQL Language Reference). Seconds in, seconds out. */

type Unit =
  | 'century'
  | 'year'
  | 'isoYear'
  | 'quarter'
  | 'month'
  | 'yearWeek'
  | 'isoWeek'
  | 'monthWeek'
  | 'day'
  | 'week'
  | 'hour'
  | 'minute';

const UNITS: [string, Unit][] = [
  ['CC SCC', 'century'],
  ['SYYYY YYYY YEAR SYEAR YYY YY Y RRRR RR', 'year'],
  ['IYYY IYY IY I', 'isoYear'],
  ['Q', 'quarter'],
  ['MONTH MON MM RM', 'month'],
  ['WW', 'yearWeek'],
  ['IW', 'isoWeek'],
  ['W', 'monthWeek'],
  ['DDD DD J', 'day'],
  ['DAY DY D', 'week'],
  ['HH HH12 HH24', 'hour'],
  ['MI', 'minute'],
];
const UNIT_OF = new Map(UNITS.flatMap(([names, unit]) => names.split(' ').map((name) => [name, unit] as const)));

function unitOf(format: string): Unit {
  const unit = UNIT_OF.get(format.trim().toUpperCase());
  if (unit === undefined) throw new OracleError(1898, 'too many precision specifiers');
  return unit;
}

const startOfDay = (days: number) => days * SECONDS_PER_DAY;

/** TRUNC(date, format). Throws ORA-01898 for what is no unit. */
export function truncateDate(seconds: number, format: string, territory: string): number {
  const unit = unitOf(format);
  if (unit === 'hour') return Math.floor(seconds / 3600) * 3600;
  if (unit === 'minute') return Math.floor(seconds / 60) * 60;
  return startOfDay(firstDayOf(unit, Math.floor(seconds / SECONDS_PER_DAY), territory));
}

/** First day of the unit that the day lies in. */
function firstDayOf(unit: Unit, days: number, territory: string): number {
  const { year, month, day } = civilFromDays(days);
  switch (unit) {
    case 'century':
      return daysFromCivil(Math.floor((year - 1) / 100) * 100 + 1, 1, 1);
    case 'year':
      return daysFromCivil(year, 1, 1);
    case 'isoYear':
      return isoYearStart(isoWeek(days).year);
    case 'quarter':
      return daysFromCivil(year, Math.floor((month - 1) / 3) * 3 + 1, 1);
    case 'month':
      return daysFromCivil(year, month, 1);
    case 'yearWeek': {
      const first = daysFromCivil(year, 1, 1);
      return days - ((days - first) % 7);
    }
    case 'monthWeek':
      return days - ((day - 1) % 7);
    case 'isoWeek':
      return days - ((dayOfWeek(days) + 6) % 7);
    case 'week':
      return days - ((dayOfWeek(days) - firstDayOfWeek(territory) + 7) % 7);
    default:
      return days;
  }
}

/** ROUND(date, format): years go up from 1 July, quarters from the 16th of their second month, months from the 16th. */
export function roundDate(seconds: number, format: string, territory: string): number {
  const unit = unitOf(format);
  if (unit === 'hour') return Math.floor((seconds + 1800) / 3600) * 3600;
  if (unit === 'minute') return Math.floor((seconds + 30) / 60) * 60;
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const { year, month, day } = civilFromSeconds(seconds);
  switch (unit) {
    case 'century':
      return truncateDate(
        ((year - 1) % 100) + 1 > 50 ? startOfDay(daysFromCivil(year + 50, 1, 1)) : seconds,
        'CC',
        territory,
      );
    case 'year':
      return startOfDay(daysFromCivil(month >= 7 ? year + 1 : year, 1, 1));
    case 'isoYear':
      return startOfDay(isoYearStart(month >= 7 ? isoWeek(days).year + 1 : isoWeek(days).year));
    case 'quarter': {
      const inQuarter = (month - 1) % 3;
      const isUp = inQuarter === 2 || (inQuarter === 1 && day >= 16);
      const first = month - inQuarter + (isUp ? 3 : 0);
      return startOfDay(first > 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, first, 1));
    }
    case 'month':
      if (day < 16) return startOfDay(daysFromCivil(year, month, 1));
      return startOfDay(month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1));
    case 'day':
      return startOfDay(Math.floor((seconds + SECONDS_PER_DAY / 2) / SECONDS_PER_DAY));
    default: {
      const start = startOfDay(firstDayOf(unit, days, territory));
      return seconds - start >= 3.5 * SECONDS_PER_DAY ? start + 7 * SECONDS_PER_DAY : start;
    }
  }
}
