import type { ConversionContext } from './convert-scalar.ts';
import { timestampTypeOf } from './convert-scalar.ts';
import type { DataType, ScalarType } from './data-type.ts';
import { atTimeZone, convertDatetime, isZoned, timestampFrom, zonedTimestamp } from './datetime.ts';
import type { NlsSettings } from './nls.ts';
import { OracleError } from './oracle-error.ts';
import { parseDate, parseTimestamp } from './parse-datetime.ts';
import { findRegion, parseOffset } from './time-zone.ts';
import { OracleDate, OracleTimestamp, type ScalarValue } from './values.ts';

/** DATE '…' and TIMESTAMP '…' literals, and AT TIME ZONE. */

/** Value and type of a datetime literal. A TIMESTAMP with a zone behind is TIMESTAMP WITH TIME ZONE. Throws the ORA-018xx of a bad text. */
export function evaluateDatetimeLiteral(
  literal: { type: 'DATE' | 'TIMESTAMP'; value: string },
  nls: NlsSettings,
): { value: OracleDate | OracleTimestamp; type: ScalarType } {
  if (literal.type === 'DATE') {
    return { value: parseDate(literal.value, 'SYYYY-MM-DD', nls, 0), type: { kind: 'DATE' } };
  }
  const match = /^(.*?\d)\s*([+-]\d{1,2}:\d{2}|(?<=[\d\s])[A-Za-z][\w/+-]*(?:\s+[A-Z]{3,4})?)\s*$/.exec(literal.value);
  const isZonedText = match !== null && /:.*[+-]|[A-Za-z]/.test(literal.value);
  const text = isZonedText ? (match[1] ?? '') : literal.value;
  const format = text.includes('.') ? 'SYYYY-MM-DD HH24:MI:SS.FF' : 'SYYYY-MM-DD HH24:MI:SS';
  const wall = parseTimestamp(text, format, { ...nls, numericCharacters: '.,' }, 0);
  if (!isZonedText) return { value: wall, type: { kind: 'TIMESTAMP', precision: 9 } };
  const zone = (match[2] ?? '').split(/\s/)[0] ?? '';
  return {
    value: zonedTimestamp(wall.seconds, wall.nanos, checkedZone(zone)),
    type: { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 },
  };
}

/** An offset or the name of a region, as Oracle spells it. Throws ORA-01882. */
export function checkedZone(zone: string): string {
  if (parseOffset(zone) !== undefined) return zone;
  const region = findRegion(zone);
  if (region === undefined) throw new OracleError(1882, 'timezone region not found');
  return region;
}

/** `value AT TIME ZONE zone` and AT LOCAL: always TIMESTAMP WITH TIME ZONE. DATE and TIMESTAMP count as times of the session's zone. */
export function evaluateAtTimeZone(
  value: ScalarValue,
  type: DataType,
  zone: string | null | 'LOCAL',
  context: ConversionContext,
): OracleTimestamp | null {
  if (value === null || zone === null) return null;
  if (!(value instanceof OracleDate || value instanceof OracleTimestamp)) {
    throw new OracleError(30084, 'invalid data type for datetime primary with time zone modifier');
  }
  const { timeZone } = context.nls;
  const target = zone === 'LOCAL' ? timeZone : zone === 'DBTIMEZONE' ? '+00:00' : checkedZone(zone);
  const from = value instanceof OracleTimestamp ? timestampTypeOf(value, type) : type;
  const zoned = convertDatetime(value, from, { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 }, timeZone);
  return zoned instanceof OracleTimestamp ? atTimeZone(zoned, target) : null;
}

/** SYS_EXTRACT_UTC. */
export function extractUtc(value: OracleTimestamp, type: DataType): OracleTimestamp {
  if (value.offsetMinutes === undefined && !isZoned(type)) {
    throw new OracleError(30175, 'invalid type given for an argument');
  }
  return timestampFrom(value.seconds, value.nanos);
}
