import type { DataType, ScalarType } from './data-type.ts';
import { convertDatetime } from './datetime.ts';
import { formatDatetime } from './format-datetime.ts';
import { formatInterval } from './interval.ts';
import type { NlsSettings } from './nls.ts';
import { Decimal, formatNumber, fromBinary, parseNumber } from './number.ts';
import { OracleError } from './oracle-error.ts';
import { parseDate, parseTimestamp, parseTimestampTz } from './parse-datetime.ts';
import type { FunctionContext } from './standard-function.ts';
import { typeName, typeOfValue } from './type-name.ts';
import { DaySecondInterval, Lob, OracleDate, OracleTimestamp, type ScalarValue, YearMonthInterval } from './values.ts';

/** The single implicit conversions, by target. */

/** What a conversion needs to know of the session. A FunctionContext is one. */
export type ConversionContext = Pick<FunctionContext, 'nls' | 'now' | 'language'>;

/** The text of any value as implicit conversion makes it: dates by NLS_DATE_FORMAT, numbers by TO_CHAR, RAW as hexadecimal digits. */
export function toText(value: ScalarValue, from: DataType, context: ConversionContext): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (value instanceof Decimal) return formatNumber(value, decimalCharacter(context.nls));
  if (typeof value === 'number') return formatBinary(value, from.kind === 'BINARY_FLOAT', context.nls);
  if (value instanceof OracleDate) return formatDatetime(value, { kind: 'DATE' }, context.nls.dateFormat, context.nls);
  if (value instanceof OracleTimestamp) {
    const type = timestampTypeOf(value, from);
    const format = value.offsetMinutes === undefined ? context.nls.timestampFormat : context.nls.timestampTzFormat;
    return formatDatetime(value, type, format, context.nls);
  }
  if (value instanceof YearMonthInterval || value instanceof DaySecondInterval) {
    const type = from.kind.startsWith('INTERVAL') ? from : typeOfValue(value);
    if (type.kind === 'INTERVAL YEAR TO MONTH' || type.kind === 'INTERVAL DAY TO SECOND')
      return formatInterval(value, type);
  }
  if (Buffer.isBuffer(value)) return value.toString('hex').toUpperCase();
  if (value instanceof Lob) {
    const text = typeof value.content === 'string' ? value.content : value.content.toString('hex').toUpperCase();
    return text === '' ? null : text;
  }
  throw inconsistent({ kind: 'VARCHAR2', unit: 'BYTE' }, from, value);
}

/** A timestamp whose declared type is unknown (NULL_TYPE) is told by its value. */
export function timestampTypeOf(value: OracleTimestamp, from: DataType): DataType {
  if (from.kind === 'TIMESTAMP' || from.kind.startsWith('TIMESTAMP ')) return from;
  return typeOfValue(value);
}

export function toNumber(value: ScalarValue, from: DataType, context: ConversionContext): Decimal | null {
  if (value === null || value === '') return null;
  if (value instanceof Decimal) return value;
  if (typeof value === 'number') return fromBinary(value);
  if (isTextual(value)) {
    try {
      return parseNumber(textContent(value), decimalCharacter(context.nls));
    } catch (error) {
      throw numberError(error, context);
    }
  }
  throw inconsistent({ kind: 'NUMBER' }, from, value);
}

/** ORA-01722 as the language of the context reports it. */
export function numberError(error: unknown, context: ConversionContext): unknown {
  if (context.language !== 'SQL' && error instanceof OracleError && error.code === 1722) {
    return valueError('character to number conversion error', error);
  }
  return error;
}

/** ORA-06502, with the cause that PL/SQL adds. */
export function valueError(detail?: string, cause?: unknown): OracleError {
  const text = 'PL/SQL: numeric or value error';
  return new OracleError(6502, detail === undefined ? text : `${text}: ${detail}`, { cause });
}

export function toBinary(
  value: ScalarValue,
  from: DataType,
  kind: 'BINARY_FLOAT' | 'BINARY_DOUBLE',
  context: ConversionContext,
): number | null {
  let result: number;
  if (typeof value === 'number') result = value;
  else if (typeof value === 'string' && /^\s*[+-]?(nan|inf(inity)?)\s*$/i.test(value)) result = specialBinary(value);
  else {
    const number = toNumber(value, from, context);
    if (number === null) return null;
    result = number.toNumber();
  }
  return kind === 'BINARY_FLOAT' ? Math.fround(result) : result;
}

function specialBinary(text: string): number {
  if (/nan/i.test(text)) return Number.NaN;
  return text.includes('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `1.5E+000`, `Nan`, `Inf`: TO_CHAR of the binary types, with the digits that tell the value from its neighbours. */
export function formatBinary(value: number, isFloat: boolean, nls: NlsSettings): string {
  if (Number.isNaN(value)) return 'Nan';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  if (value === 0) return '0';
  const [mantissa = '', exponent = '+0'] = value.toExponential(isFloat ? 8 : 16).split('e');
  const digits = mantissa.replace(/0+$/, '').replace(/\.$/, '.0');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${digits.replace('.', decimalCharacter(nls))}E${sign}${exponent.slice(1).padStart(3, '0')}`;
}

export function toDatetime(
  value: ScalarValue,
  from: DataType,
  to: Extract<ScalarType, { kind: 'DATE' | `TIMESTAMP${string}` }>,
  context: ConversionContext,
): ScalarValue {
  const { nls } = context;
  if (value instanceof OracleDate || value instanceof OracleTimestamp) {
    return convertDatetime(
      value,
      value instanceof OracleTimestamp ? timestampTypeOf(value, from) : from,
      to,
      nls.timeZone,
    );
  }
  if (!isTextual(value)) throw inconsistent(to, from, value);
  const text = textContent(value);
  switch (to.kind) {
    case 'DATE':
      return parseDate(text, nls.dateFormat, nls, context.now());
    case 'TIMESTAMP':
      return parseTimestamp(text, nls.timestampFormat, nls, context.now());
    case 'TIMESTAMP WITH TIME ZONE':
      return parseTimestampTz(text, nls.timestampTzFormat, nls, context.now());
    case 'TIMESTAMP WITH LOCAL TIME ZONE': {
      const parsed = parseTimestamp(text, nls.timestampFormat, nls, context.now());
      return convertDatetime(parsed, { kind: 'TIMESTAMP', precision: 9 }, to, nls.timeZone);
    }
  }
}

export function toRaw(value: ScalarValue, from: DataType, context: ConversionContext): Buffer | null {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Lob && Buffer.isBuffer(value.content)) return value.content.length === 0 ? null : value.content;
  if (isTextual(value)) return hexToRaw(textContent(value), context);
  throw inconsistent({ kind: 'RAW' }, from, value ?? null);
}

/** HEXTORAW: an odd number of digits gets a leading 0. Throws ORA-01465, in PL/SQL ORA-06502. */
export function hexToRaw(text: string, context: ConversionContext): Buffer | null {
  if (text === '') return null;
  if (!/^[0-9a-f]*$/i.test(text)) {
    if (context.language === 'SQL') throw new OracleError(1465, 'invalid hex number');
    throw valueError('hex to raw conversion error');
  }
  return Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex');
}

export function toCharacterLob(
  value: ScalarValue,
  from: DataType,
  kind: 'CLOB' | 'NCLOB',
  context: ConversionContext,
): Lob {
  if (value instanceof Lob && typeof value.content === 'string') return value;
  if (value instanceof Lob) throw inconsistent({ kind }, from, value);
  return new Lob(kind, toText(value, from, context) ?? '');
}

export function toBinaryLob(value: ScalarValue, from: DataType, context: ConversionContext): Lob {
  if (value instanceof Lob && Buffer.isBuffer(value.content)) return value;
  if (value instanceof Lob) throw inconsistent({ kind: 'BLOB' }, from, value);
  return new Lob('BLOB', toRaw(value, from, context) ?? Buffer.alloc(0));
}

export function isTextual(value: ScalarValue): value is string | Lob {
  return typeof value === 'string' || (value instanceof Lob && typeof value.content === 'string');
}

export function textContent(value: string | Lob): string {
  if (typeof value === 'string') return value;
  return typeof value.content === 'string' ? value.content : '';
}

export function decimalCharacter(nls: NlsSettings): string {
  return nls.numericCharacters[0] ?? '.';
}

/** ORA-00932. */
export function inconsistent(expected: DataType, got: DataType, value?: ScalarValue): OracleError {
  const actual = got.kind === 'NULL' && value !== undefined ? typeOfValue(value) : got;
  return new OracleError(932, `inconsistent datatypes: expected ${typeName(expected)} got ${typeName(actual)}`);
}
