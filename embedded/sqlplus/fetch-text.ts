import oracledb, { type FetchTypeResponse, type Metadata } from 'oracledb';

/** Everything is fetched as text that keeps its digits. Dates come in ISO form. */
export function fetchText({ dbType }: Metadata<unknown>): FetchTypeResponse | undefined {
  switch (dbType) {
    case oracledb.DB_TYPE_VARCHAR:
    case oracledb.DB_TYPE_CHAR:
    case oracledb.DB_TYPE_NVARCHAR:
    case oracledb.DB_TYPE_NCHAR:
      return undefined;
    case oracledb.DB_TYPE_NUMBER:
    case oracledb.DB_TYPE_CLOB:
    case oracledb.DB_TYPE_NCLOB:
      return { type: oracledb.STRING };
    case oracledb.DB_TYPE_DATE:
    case oracledb.DB_TYPE_TIMESTAMP:
    case oracledb.DB_TYPE_TIMESTAMP_TZ:
    case oracledb.DB_TYPE_TIMESTAMP_LTZ:
      return { converter: (value) => (value instanceof Date ? localTime(value) : null) };
    case oracledb.DB_TYPE_RAW:
      return { converter: (value) => (Buffer.isBuffer(value) ? value.toString('hex').toUpperCase() : null) };
    case oracledb.DB_TYPE_INTERVAL_DS:
      return { converter: (value) => (value === null ? null : daysAndSeconds(value as IntervalParts)) };
    case oracledb.DB_TYPE_INTERVAL_YM:
      return { converter: (value) => (value === null ? null : yearsAndMonths(value as IntervalParts)) };
    default:
      return { converter: (value: unknown) => (value === null ? null : String(value)) };
  }
}

/** `2024-01-31 08:00:00` on the wall clock that the driver made of it. */
function localTime(value: Date): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  const date = [value.getFullYear(), pad(value.getMonth() + 1), pad(value.getDate())].join('-');
  const time = [pad(value.getHours()), pad(value.getMinutes()), pad(value.getSeconds())].join(':');
  return `${date} ${time}`;
}

/** What the driver makes of intervals: every part has the sign of the whole. */
type IntervalParts = Record<'years' | 'months' | 'days' | 'hours' | 'minutes' | 'seconds' | 'fseconds', number>;

/** `+000000001 03:04:05.600000000`, as wide as it gets: the driver does not tell the precision. */
function daysAndSeconds(value: IntervalParts): string {
  const { days, hours, minutes, seconds, fseconds } = value;
  const isNegative = [days, hours, minutes, seconds, fseconds].some((part) => part < 0);
  const pad = (part: number, width: number) => String(Math.abs(part)).padStart(width, '0');
  const time = [pad(hours, 2), pad(minutes, 2), pad(seconds, 2)].join(':');
  return `${isNegative ? '-' : '+'}${pad(days, 9)} ${time}.${pad(fseconds, 9)}`;
}

/** `+01-02`. */
function yearsAndMonths({ years, months }: IntervalParts): string {
  const pad = (part: number) => String(Math.abs(part)).padStart(2, '0');
  return `${years < 0 || months < 0 ? '-' : '+'}${pad(years)}-${pad(months)}`;
}
