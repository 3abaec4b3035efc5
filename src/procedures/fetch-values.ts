import oracledb, { type DbType, type ExecuteOptions } from 'oracledb';
import { quoteLongNumbers } from '../http/long-numbers.ts';

/** Columns of result sets on their way to JSON: the way out of bind-values.ts for what the driver fetches. */

type Conversion = ReturnType<NonNullable<ExecuteOptions['fetchTypeHandler']>>;

const CONVERSIONS: ReadonlyMap<DbType, Conversion> = new Map<DbType, Conversion>([
  [oracledb.DB_TYPE_NUMBER, { type: oracledb.DB_TYPE_VARCHAR, converter: whenText(toJsonNumber) }],
  [oracledb.DB_TYPE_DATE, { converter: whenDate(toWallClock) }],
  [oracledb.DB_TYPE_TIMESTAMP, { converter: whenDate(toWallClock) }],
  [oracledb.DB_TYPE_TIMESTAMP_TZ, { converter: whenDate((date) => date.toISOString()) }],
  [oracledb.DB_TYPE_TIMESTAMP_LTZ, { converter: whenDate((date) => date.toISOString()) }],
  [oracledb.DB_TYPE_CLOB, { type: oracledb.DB_TYPE_VARCHAR }],
  [oracledb.DB_TYPE_NCLOB, { type: oracledb.DB_TYPE_VARCHAR }],
  [oracledb.DB_TYPE_BLOB, { type: oracledb.DB_TYPE_RAW, converter: toBase64 }],
  [oracledb.DB_TYPE_RAW, { converter: toBase64 }],
  [oracledb.DB_TYPE_LONG_RAW, { converter: toBase64 }],
  [oracledb.DB_TYPE_BINARY_DOUBLE, { converter: toFinite }],
  [oracledb.DB_TYPE_BINARY_FLOAT, { converter: toFinite }],
  [oracledb.DB_TYPE_INTERVAL_DS, { converter: toIntervalText }],
  [oracledb.DB_TYPE_INTERVAL_YM, { converter: toIntervalText }],
]);

/** Makes every column a JSON value. */
export const toJsonValues: NonNullable<ExecuteOptions['fetchTypeHandler']> = ({ dbType }) =>
  dbType === undefined ? undefined : CONVERSIONS.get(dbType as DbType);

function whenText(convert: (text: string) => unknown) {
  return (value: unknown) => (typeof value === 'string' ? convert(value) : value);
}

function whenDate(convert: (date: Date) => string) {
  return (value: unknown) => (value instanceof Date ? convert(value) : value);
}

/** A JSON number where a double keeps it, else text with all digits. Oracle prints `.5`. */
export function toJsonNumber(text: string): number | string {
  const json = text.replace(/^(-?)\./, '$10.');
  return JSON.parse(quoteLongNumbers(json)) as number | string;
}

/** DATE and TIMESTAMP have no zone; the driver gives them in the one of this process. */
function toWallClock(date: Date): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  const milliseconds = date.getMilliseconds();
  return `${day}T${time}${milliseconds === 0 ? '' : `.${pad(milliseconds, 3)}`}`;
}

function toBase64(value: unknown): unknown {
  return Buffer.isBuffer(value) ? value.toString('base64') : value;
}

/** JSON has no NaN and no infinity. */
function toFinite(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** As TO_CHAR prints it: `+3 04:05:06.000000000`, `+1-06`. */
function toIntervalText(value: unknown): unknown {
  const pad = (part: number | undefined, length = 2) => String(Math.abs(part ?? 0)).padStart(length, '0');
  if (value instanceof oracledb.IntervalYM) {
    const sign = (value.years ?? 0) < 0 || (value.months ?? 0) < 0 ? '-' : '+';
    return `${sign}${pad(value.years)}-${pad(value.months)}`;
  }
  if (!(value instanceof oracledb.IntervalDS)) return value;
  const { days, hours, minutes, seconds, fseconds } = value;
  const sign = [days, hours, minutes, seconds, fseconds].some((part) => (part ?? 0) < 0) ? '-' : '+';
  return `${sign}${pad(days)} ${pad(hours)}:${pad(minutes)}:${pad(seconds)}.${pad(fseconds, 9)}`;
}
