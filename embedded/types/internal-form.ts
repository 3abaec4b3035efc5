import { encodeBinaryDouble, encodeBinaryFloat } from '../ttc/data-types/binary-floating-codec.ts';
import { encodeDate, encodeTimestamp, encodeZonedTimestamp } from '../ttc/data-types/datetime-codec.ts';
import { encodeDaySecondInterval, encodeYearMonthInterval } from '../ttc/data-types/interval-codec.ts';
import { encodeNumber } from '../ttc/data-types/number-codec.ts';
import type { DataType } from './data-type.ts';
import { Decimal } from './number.ts';
import { DaySecondInterval, Lob, OracleDate, OracleTimestamp, type ScalarValue, YearMonthInterval } from './values.ts';

/** The bytes that a value has inside an Oracle database, which are those of the wire: what DUMP shows, VSIZE counts and STANDARD_HASH hashes. */
export function internalBytes(value: Exclude<ScalarValue, null>, type: DataType): Buffer {
  if (typeof value === 'string')
    return Buffer.from(value, type.kind.startsWith('N') && type.kind !== 'NULL' ? 'utf16le' : 'utf8');
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Decimal) return encodeNumber(value);
  if (typeof value === 'number')
    return type.kind === 'BINARY_FLOAT' ? encodeBinaryFloat(value) : encodeBinaryDouble(value);
  if (value instanceof OracleDate) return encodeDate(value);
  if (value instanceof OracleTimestamp) {
    return value.offsetMinutes === undefined ? encodeTimestamp(value) : encodeZonedTimestamp(value);
  }
  if (value instanceof YearMonthInterval) return encodeYearMonthInterval(value);
  if (value instanceof DaySecondInterval) return encodeDaySecondInterval(value);
  if (value instanceof Lob) return Buffer.from(value.content as string);
  return Buffer.from([value ? 1 : 0]);
}

/** Type numbers of DUMP ("Data Types", SQL Language Reference). */
export const TYPE_CODES: Readonly<Record<string, number>> = {
  VARCHAR2: 1,
  NVARCHAR2: 1,
  NUMBER: 2,
  PLS_INTEGER: 2,
  LONG: 8,
  DATE: 12,
  RAW: 23,
  ROWID: 69,
  CHAR: 96,
  NCHAR: 96,
  BINARY_FLOAT: 100,
  BINARY_DOUBLE: 101,
  CLOB: 112,
  NCLOB: 112,
  BLOB: 113,
  TIMESTAMP: 180,
  'TIMESTAMP WITH TIME ZONE': 181,
  'INTERVAL YEAR TO MONTH': 182,
  'INTERVAL DAY TO SECOND': 183,
  UROWID: 208,
  'TIMESTAMP WITH LOCAL TIME ZONE': 231,
};

/** `Typ=1 Len=3: 97,98,99`. `notation` is 8, 10, 16 or 17 (characters). */
export function dumpValue(
  value: Exclude<ScalarValue, null>,
  type: DataType,
  notation: number,
  start: number,
  length: number,
): string {
  const bytes = internalBytes(value, type);
  const print = (byte: number) => {
    if (notation === 17) return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(16);
    return byte.toString(notation);
  };
  const shown = [...bytes.subarray(start - 1, start - 1 + length)].map(print).join(',');
  return `Typ=${TYPE_CODES[type.kind] ?? 1} Len=${bytes.length}: ${shown}`;
}
