import type { Expression } from '../../syntax/ast/expression.ts';
import type { ScalarType } from '../../types/data-type.ts';
import { NULL_TYPE, NUMBER } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { namedZone } from './datetime-format.ts';
import { pgTypeName, quoteText, type TypedSql, typed } from './typed-sql.ts';

/** NULL of a type. */
export function nullSql(pos: number, type: ScalarType = NULL_TYPE): TypedSql {
  return typed(`NULL::${pgTypeName(type)}`, type, { pos });
}

/** A text literal: of type CHAR in Oracle, so that comparisons with it ignore trailing blanks of CHAR columns. '' is NULL. */
export function textLiteral(value: string, pos: number, national = false): TypedSql {
  if (value === '') return nullSql(pos);
  const type: ScalarType = national
    ? { kind: 'NCHAR', unit: 'CHAR', length: value.length }
    : { kind: 'CHAR', unit: 'BYTE', length: Buffer.byteLength(value) };
  return typed(`${quoteText(value)}::text`, type, { pos, literal: value, isNullable: false });
}

export function numberLiteral(text: string, pos: number): TypedSql {
  const written = text.startsWith('.') ? `0${text}` : text;
  return typed(`${written}::numeric`, NUMBER, { pos, literal: text, isNullable: false });
}

export function compileNumber(expression: Extract<Expression, { kind: 'number' }>): TypedSql {
  const { text, suffix, pos } = expression;
  if (suffix === undefined) return numberLiteral(text, pos);
  const type: ScalarType = { kind: suffix === 'F' ? 'BINARY_FLOAT' : 'BINARY_DOUBLE' };
  return typed(`${quoteText(text)}::${pgTypeName(type)}`, type, { pos, isNullable: false });
}

const FLOATING_CONSTANT = /^BINARY_(FLOAT|DOUBLE)_(NAN|INFINITY)$/;

/** `BINARY_DOUBLE_NAN` and its three relatives ("Literals", SQL Language Reference 19c); undefined for other names. */
export function floatingConstant(name: string, pos: number): TypedSql | undefined {
  const [, size, value] = FLOATING_CONSTANT.exec(name) ?? [];
  if (size === undefined || value === undefined) return undefined;
  const type: ScalarType = { kind: size === 'FLOAT' ? 'BINARY_FLOAT' : 'BINARY_DOUBLE' };
  return typed(`'${value}'::${pgTypeName(type)}`, type, { pos, isNullable: false });
}

const DATE_TEXT = /^\s*(-?\d{4})-(\d{1,2})-(\d{1,2})\s*$/;
const TIMESTAMP_TEXT =
  /^\s*(-?\d{4})-(\d{1,2})-(\d{1,2})\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?\s*(?:([+-]\d{1,2}):?(\d{2})|([A-Za-z_/]+))?\s*$/;

/** `DATE '2024-01-31'`, `TIMESTAMP '2024-01-31 10:00:00.5 +02:00'`. */
export function compileDatetimeLiteral(expression: Extract<Expression, { kind: 'datetimeLiteral' }>): TypedSql {
  const { value, pos, type } = expression;
  if (type === 'DATE') {
    const match = DATE_TEXT.exec(value);
    if (match === null) throw new OracleError(1861, 'literal does not match format string', { offset: pos });
    checkCivilDate(Number(match[1]), Number(match[2]), Number(match[3]), pos);
    return typed(
      `${quoteText(pgDate(match[1] ?? '', match[2] ?? '', match[3] ?? ''))}::timestamp`,
      { kind: 'DATE' },
      {
        pos,
        isNullable: false,
      },
    );
  }
  const match = TIMESTAMP_TEXT.exec(value);
  if (match === null) {
    if (DATE_TEXT.test(value)) return compileDatetimeLiteral({ ...expression, value: `${value.trim()} 00:00:00` });
    throw new OracleError(1861, 'literal does not match format string', { offset: pos });
  }
  const [
    ,
    year = '',
    month = '',
    day = '',
    hour = '',
    minute = '',
    second = '0',
    fraction = '',
    zoneHour,
    zoneMinute,
    region,
  ] = match;
  checkCivilDate(Number(year), Number(month), Number(day), pos);
  if (Number(hour) > 23) throw new OracleError(1850, 'hour must be between 0 and 23', { offset: pos });
  if (Number(minute) > 59) throw new OracleError(1851, 'minutes must be between 0 and 59', { offset: pos });
  if (Number(second) > 59) throw new OracleError(1852, 'seconds must be between 0 and 59', { offset: pos });
  const clock = `${pgDate(year, month, day)} ${hour}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`;
  const at = { pos, isNullable: false };
  if (zoneHour !== undefined) {
    const zone = `${zoneHour.startsWith('-') ? '-' : '+'}${zoneHour.slice(1).padStart(2, '0')}:${zoneMinute ?? '00'}`;
    return { ...typed(`${quoteText(clock + zone)}::timestamptz`, TIMESTAMP_TZ, at), zone: namedZone(zone) };
  }
  if (region !== undefined) {
    return {
      ...typed(`(${quoteText(clock)}::timestamp AT TIME ZONE ${quoteText(region)})`, TIMESTAMP_TZ, at),
      zone: namedZone(region),
    };
  }
  return typed(`${quoteText(clock)}::timestamp`, { kind: 'TIMESTAMP', precision: 9 }, at);
}

/** Literals have all the digits that there are. */
const TIMESTAMP_TZ: ScalarType = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 };

function pgDate(year: string, month: string, day: string): string {
  const written = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year.startsWith('-') ? `${year.slice(1)}-${written} BC` : `${year}-${written}`;
}

function checkCivilDate(year: number, month: number, day: number, pos: number): void {
  if (year === 0) {
    throw new OracleError(1841, '(full) year must be between -4713 and +9999, and not be 0', { offset: pos });
  }
  if (month < 1 || month > 12) throw new OracleError(1843, 'not a valid month', { offset: pos });
  if (day < 1 || day > 31) {
    throw new OracleError(1847, 'day of month must be between 1 and last day of month', { offset: pos });
  }
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) {
    throw new OracleError(1839, 'date not valid for month specified', { offset: pos });
  }
}

/** `INTERVAL '4 5:12' DAY TO MINUTE`. */
export function compileIntervalLiteral(expression: Extract<Expression, { kind: 'intervalLiteral' }>): TypedSql {
  const { from, to, pos } = expression;
  const isYearMonth = from === 'YEAR' || from === 'MONTH';
  const text = isYearMonth ? yearMonthText(expression) : daySecondText(expression);
  if (text === undefined) throw new OracleError(1867, 'the interval is invalid', { offset: pos });
  const leading = /\d+/.exec(expression.value)?.[0].replace(/^0+/, '') ?? '';
  if (leading.length > (expression.fromPrecision ?? 2)) {
    throw new OracleError(1873, 'the leading precision of the interval is too small', { offset: pos });
  }
  const type: ScalarType = isYearMonth
    ? { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: expression.fromPrecision ?? 2 }
    : {
        kind: 'INTERVAL DAY TO SECOND',
        dayPrecision: from === 'DAY' ? (expression.fromPrecision ?? 2) : 2,
        secondPrecision: expression.secondPrecision ?? (to === 'SECOND' || from === 'SECOND' ? 6 : 0),
      };
  return typed(`${quoteText(text)}::interval`, type, { pos, isNullable: false });
}

function yearMonthText(expression: Extract<Expression, { kind: 'intervalLiteral' }>): string | undefined {
  const { from, to, value } = expression;
  const match = /^\s*([+-]?)\s*(\d+)(?:-(\d+))?\s*$/.exec(value);
  if (match === null) return undefined;
  const [, sign = '', first = '0', second] = match;
  if ((second !== undefined) !== (to === 'MONTH' && from === 'YEAR')) return undefined;
  if (second !== undefined && Number(second) > 11) {
    throw new OracleError(1843, 'not a valid month', { offset: expression.pos });
  }
  const months = from === 'YEAR' ? Number(first) * 12 + Number(second ?? 0) : Number(first);
  return `${sign === '-' ? '-' : ''}${months} months`;
}

const DAY_SECOND_FIELDS = ['DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;

function daySecondText(expression: Extract<Expression, { kind: 'intervalLiteral' }>): string | undefined {
  const { from, to = from, value } = expression;
  const match = /^\s*([+-]?)\s*(.*?)\s*$/.exec(value);
  const sign = match?.[1] === '-' ? '-' : '';
  const numbers = (match?.[2] ?? '').split(/[ :]+/);
  const fields = DAY_SECOND_FIELDS.slice(
    DAY_SECOND_FIELDS.indexOf(from as (typeof DAY_SECOND_FIELDS)[number]),
    DAY_SECOND_FIELDS.indexOf(to as (typeof DAY_SECOND_FIELDS)[number]) + 1,
  );
  if (fields.length === 0 || numbers.length !== fields.length) return undefined;
  const limits = { DAY: 999999999, HOUR: 23, MINUTE: 59, SECOND: 59.999999999 };
  const parts: string[] = [];
  for (const [index, field] of fields.entries()) {
    const number = numbers[index] ?? '';
    if (!/^\d+(\.\d+)?$/.test(number) || (number.includes('.') && field !== 'SECOND')) return undefined;
    if (index > 0 && Number(number) > limits[field]) throw unimplementedRange(field, expression.pos);
    parts.push(`${sign}${number} ${field.toLowerCase()}s`);
  }
  return parts.join(' ');
}

function unimplementedRange(field: 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND', pos: number): OracleError {
  if (field === 'HOUR') return new OracleError(1850, 'hour must be between 0 and 23', { offset: pos });
  if (field === 'MINUTE') return new OracleError(1851, 'minutes must be between 0 and 59', { offset: pos });
  if (field === 'SECOND') return new OracleError(1852, 'seconds must be between 0 and 59', { offset: pos });
  return unimplemented('interval of this size', pos);
}
