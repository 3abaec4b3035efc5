import { Decimal } from '../types/number.ts';
import { DaySecondInterval, Lob, OracleDate, OracleTimestamp, type Value, YearMonthInterval } from '../types/values.ts';

/** A value as text that PostgreSQL reads as the type of the column; null for NULL. */
export function storageText(value: Value): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return value.toFixed();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Lob) return storageText(value.content);
  if (value instanceof OracleDate) return clockText(value.seconds, 0);
  if (value instanceof OracleTimestamp) {
    const zone = value.offsetMinutes === undefined ? '' : '+00';
    return clockText(value.seconds, value.nanos) + zone;
  }
  if (value instanceof YearMonthInterval) return `${value.months} mons`;
  if (value instanceof DaySecondInterval) return `${value.seconds} secs ${Math.round(value.nanos / 1000)} microseconds`;
  throw new Error('a value that no column can have');
}

/** Years outside of 0001 to 9999 do not occur in Oracle but BC ones, which PostgreSQL writes with that suffix. */
function clockText(seconds: number, nanos: number): string {
  const moment = new Date(seconds * 1000);
  const year = moment.getUTCFullYear();
  const shown = String(year > 0 ? year : 1 - year).padStart(4, '0');
  const rest = moment
    .toISOString()
    .replace(/^[+-]?\d+/, '')
    .slice(0, 15)
    .replace('T', ' ');
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0')}`;
  return `${shown}${rest}${fraction}${year > 0 ? '' : ' BC'}`;
}
