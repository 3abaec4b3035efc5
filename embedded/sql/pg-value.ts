import type { ScalarType } from '../types/data-type.ts';
import { isRegion } from '../types/datetime.ts';
import { Decimal, toNumberPrecision } from '../types/number.ts';
import { offsetAt } from '../types/time-zone.ts';
import {
  DaySecondInterval,
  Lob,
  OracleDate,
  OracleTimestamp,
  type ScalarValue,
  type Value,
  YearMonthInterval,
} from '../types/values.ts';
import { parseIntervalText, parseTimestampText, timestampText } from './pg-datetime.ts';

/** A value as the text of a PostgreSQL parameter. The parameter's cast says how it is read. */
export function toPgText(value: Value): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return floatText(value);
  if (Buffer.isBuffer(value)) return value.length === 0 ? null : `\\x${value.toString('hex')}`;
  if (value instanceof Decimal) return value.toFixed();
  if (value instanceof OracleDate) return timestampText(value.seconds, 0);
  if (value instanceof OracleTimestamp) return zonedText(value);
  if (value instanceof YearMonthInterval) return `${value.months} months`;
  if (value instanceof DaySecondInterval) return daySecondText(value);
  if (value instanceof Lob) return lobText(value);
  throw new Error('not a value that a SQL statement can take');
}

function floatText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** Zoned ones are UTC; the zone that they are displayed with is not kept. */
function zonedText(value: OracleTimestamp): string {
  // A BC year's mark stands behind the offset.
  const text = timestampText(value.seconds, value.nanos);
  return text.endsWith(' BC') ? `${text.slice(0, -3)}+00 BC` : `${text}+00`;
}

function daySecondText(value: DaySecondInterval): string {
  const isNegative = value.seconds < 0 || value.nanos < 0;
  const seconds = Math.abs(value.seconds);
  const sign = isNegative ? '-' : '';
  const fraction = Math.abs(value.nanos) === 0 ? '' : `.${String(Math.abs(value.nanos)).padStart(9, '0')}`;
  return `${sign}${Math.floor(seconds / 86_400)} days ${sign}${seconds % 86_400}${fraction} seconds`;
}

function lobText(lob: Lob): string {
  return Buffer.isBuffer(lob.content) ? `\\x${lob.content.toString('hex')}` : lob.content;
}

/** A value of a result. `timeZone`: the session's, in which zoned timestamps are displayed. */
export function fromPgText(text: string | null, type: ScalarType, timeZone: string): ScalarValue {
  if (text === null) return null;
  switch (type.kind) {
    case 'NUMBER':
    case 'PLS_INTEGER':
      return parseNumeric(text);
    case 'BINARY_DOUBLE':
    case 'BINARY_FLOAT':
      return Number(text);
    case 'DATE':
      return new OracleDate(parseTimestampText(text).seconds);
    case 'TIMESTAMP': {
      const { seconds, nanos } = parseTimestampText(text);
      return new OracleTimestamp(seconds, nanos);
    }
    case 'TIMESTAMP WITH TIME ZONE': {
      const { seconds, nanos } = parseTimestampText(text);
      return new OracleTimestamp(
        seconds,
        nanos,
        offsetAt(timeZone, seconds),
        isRegion(timeZone) ? timeZone : undefined,
      );
    }
    case 'TIMESTAMP WITH LOCAL TIME ZONE': {
      const { seconds, nanos } = parseTimestampText(text);
      return new OracleTimestamp(seconds, nanos);
    }
    case 'INTERVAL YEAR TO MONTH':
      return new YearMonthInterval(parseIntervalText(text).months);
    case 'INTERVAL DAY TO SECOND': {
      const { seconds, nanos } = parseIntervalText(text);
      return new DaySecondInterval(seconds, nanos);
    }
    case 'RAW':
    case 'LONG RAW': {
      const bytes = Buffer.from(text.slice(2), 'hex');
      return bytes.length === 0 ? null : bytes;
    }
    case 'CLOB':
    case 'NCLOB':
      return new Lob(type.kind, text);
    case 'BLOB':
    case 'BFILE':
      return new Lob('BLOB', Buffer.from(text.slice(2), 'hex'));
    case 'BOOLEAN':
      return text === 't' || text === 'true';
    default:
      return text === '' ? null : text;
  }
}

function parseNumeric(text: string): Decimal {
  const value = new Decimal(text);
  // Few digits need no rounding to NUMBER's precision.
  return text.length <= 38 ? value : toNumberPrecision(value);
}
