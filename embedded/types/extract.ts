import type { DataType, ScalarType } from './data-type.ts';
import { datetimeFields, displayYear, isZoned } from './datetime.ts';
import { isDatetime } from './datetime-arithmetic.ts';
import { secondsWithFraction } from './interval.ts';
import type { NlsSettings } from './nls.ts';
import { Decimal } from './number.ts';
import { OracleError } from './oracle-error.ts';
import { formatOffset } from './time-zone.ts';
import { DaySecondInterval, OracleDate, OracleTimestamp, type ScalarValue, YearMonthInterval } from './values.ts';

/** Type of EXTRACT(field FROM …): NUMBER, except for the names of time zones. */
export function extractType(field: string): ScalarType {
  const name = field.toUpperCase();
  return name === 'TIMEZONE_REGION' || name === 'TIMEZONE_ABBR'
    ? { kind: 'VARCHAR2', unit: 'BYTE', length: 64 }
    : { kind: 'NUMBER' };
}

/** EXTRACT(field FROM value). A DATE has no time fields there: ORA-30076, as for every field that the value does not have. */
export function extractField(
  field: string,
  value: ScalarValue,
  type: DataType,
  nls: NlsSettings,
): Decimal | string | null {
  if (value === null) return null;
  const name = field.toUpperCase();
  const result = isDatetime(value) ? ofDatetime(name, value, type, nls) : ofInterval(name, value);
  if (result === undefined) throw new OracleError(30076, 'invalid extract field for extract source');
  return typeof result === 'number' ? new Decimal(result) : result;
}

function ofDatetime(
  name: string,
  value: OracleDate | OracleTimestamp,
  type: DataType,
  nls: NlsSettings,
): number | Decimal | string | undefined {
  const fields = datetimeFields(value, type, nls.timeZone);
  if (name === 'YEAR') return displayYear(fields.year);
  if (name === 'MONTH') return fields.month;
  if (name === 'DAY') return fields.day;
  if (value instanceof OracleDate) return undefined;
  // Time fields of a value with a time zone are in UTC.
  const clock =
    isZoned(type) || fields.offset !== undefined
      ? datetimeFields(
          new OracleTimestamp(value.seconds, value.nanos),
          { kind: 'TIMESTAMP', precision: 9 },
          nls.timeZone,
        )
      : fields;
  if (name === 'HOUR') return clock.hour;
  if (name === 'MINUTE') return clock.minute;
  if (name === 'SECOND') return secondsWithFraction(clock.second, clock.nanos);
  if (fields.offset === undefined) return undefined;
  if (name === 'TIMEZONE_HOUR') return Math.trunc(fields.offset / 60);
  if (name === 'TIMEZONE_MINUTE') return fields.offset % 60;
  if (name === 'TIMEZONE_REGION') return fields.region ?? 'UNKNOWN';
  if (name === 'TIMEZONE_ABBR') return fields.region === undefined ? 'UNK' : formatOffset(fields.offset);
  return undefined;
}

function ofInterval(name: string, value: ScalarValue): number | Decimal | undefined {
  if (value instanceof YearMonthInterval) {
    if (name === 'YEAR') return Math.trunc(value.months / 12);
    return name === 'MONTH' ? value.months % 12 : undefined;
  }
  if (!(value instanceof DaySecondInterval)) return undefined;
  const { seconds, nanos } = value;
  if (name === 'DAY') return Math.trunc(seconds / 86_400);
  if (name === 'HOUR') return Math.trunc(seconds / 3600) % 24;
  if (name === 'MINUTE') return Math.trunc(seconds / 60) % 60;
  return name === 'SECOND' ? secondsWithFraction(seconds % 60, nanos) : undefined;
}
