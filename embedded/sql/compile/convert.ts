import type { DataType, ScalarType } from '../../types/data-type.ts';
import { CLOB, DATE, NUMBER } from '../../types/data-type.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { Decimal, formatNumber, tryParseNumber } from '../../types/number.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { datetimeText, displayZone, readDatetime, sessionZone } from './datetime-format.ts';
import { nullSql } from './literals.ts';
import {
  classOf,
  displayName,
  isBinaryFloating,
  isCharacter,
  isCharacterLob,
  isZonedTimestamp,
  varchar,
} from './type-classes.ts';
import { pgTypeName, quoteText, type TypedSql } from './typed-sql.ts';

/** ORA-00932. */
export function inconsistentTypes(expected: DataType | string, got: DataType | string, pos: number): OracleError {
  const name = (type: DataType | string) => (typeof type === 'string' ? type : displayName(type));
  return new OracleError(932, `inconsistent datatypes: expected ${name(expected)} got ${name(got)}`, { offset: pos });
}

/**
 * Oracle's implicit conversion ("Data Conversion", SQL Language Reference) to a type of another family. Formats are those of
 * the session at the time of compilation. Throws ORA-00932 where there is none.
 */
export function convertTo(value: TypedSql, target: ScalarType, nls: NlsSettings): TypedSql {
  if (value.type.kind === 'NULL') return nullSql(value.pos, target);
  switch (classOf(target)) {
    case 'character':
      return toCharacter(value, nls, target);
    case 'numeric':
      return isBinaryFloating(target) ? toFloating(value, target, nls) : toNumber(value, nls);
    case 'datetime':
      return toDatetime(value, target, nls);
    case 'interval':
      return toInterval(value, target);
    case 'raw':
      return toRaw(value, target);
    case 'lob':
      return toLob(value, target, nls);
    case 'rowid':
      if (classOf(value.type) !== 'rowid' && !isCharacter(value.type))
        throw inconsistentTypes(target, value.type, value.pos);
      return { ...value, type: target };
    case 'boolean':
      if (value.type.kind !== 'BOOLEAN') throw inconsistentTypes(target, value.type, value.pos);
      return value;
    case 'null':
      return value;
  }
}

function with_(value: TypedSql, sql: string, type: ScalarType, isNullable = value.isNullable): TypedSql {
  return { sql, type, isNullable, pos: value.pos, isRowDependent: value.isRowDependent };
}

/** As VARCHAR2 (or the character type asked for). */
export function toCharacter(value: TypedSql, nls: NlsSettings, target: ScalarType = varchar()): TypedSql {
  const { type, sql } = value;
  switch (classOf(type)) {
    case 'null':
      return nullSql(value.pos, target);
    case 'character':
      return value;
    case 'numeric':
      return with_(value, numberText(value, nls), varchar(40));
    case 'datetime':
      return datetimeText(value, { literal: defaultFormat(type, nls) }, nls);
    case 'interval':
      return with_(value, intervalText(value), varchar(30));
    case 'raw':
      return with_(
        value,
        `upper(encode(${sql}, 'hex'))`,
        varchar((('length' in type ? type.length : undefined) ?? 2000) * 2),
      );
    case 'lob':
      if (!isCharacterLob(type)) throw inconsistentTypes('CHAR', type, value.pos);
      return with_(value, `nullif(${sql}, '')`, varchar(4000), true);
    case 'rowid':
      return with_(value, sql, varchar(18));
    case 'boolean':
      throw inconsistentTypes('CHAR', type, value.pos);
  }
}

/** A text argument: VARCHAR2, or CLOB where the value is one. */
export function toText(value: TypedSql, nls: NlsSettings): TypedSql {
  return isCharacterLob(value.type) ? value : toCharacter(value, nls);
}

function numberText(value: TypedSql, nls: NlsSettings): string {
  const { type, sql, literal } = value;
  if (type.kind === 'BINARY_DOUBLE' || type.kind === 'BINARY_FLOAT')
    return `ora.double_text(${sql}::float8, ${isSingle(type)})`;
  const point = nls.numericCharacters[0] ?? '.';
  if (literal !== undefined) return `${quoteText(formatNumber(new Decimal(literal), point))}::text`;
  if (type.kind === 'NUMBER' && type.scale === 0 && (type.precision ?? 99) <= 38) return `(${sql})::text`;
  return point === '.' ? `ora.number_text(${sql})` : `ora.number_text(${sql}, ${quoteText(point)})`;
}

function isSingle(type: ScalarType): boolean {
  return type.kind === 'BINARY_FLOAT';
}

function intervalText({ type, sql }: TypedSql): string {
  if (type.kind === 'INTERVAL YEAR TO MONTH') return `ora.year_month_text(${sql}, ${type.yearPrecision})`;
  if (type.kind === 'INTERVAL DAY TO SECOND')
    return `ora.day_second_text(${sql}, ${type.dayPrecision}, ${type.secondPrecision})`;
  throw new Error('not an interval');
}

export function defaultFormat(type: ScalarType, nls: NlsSettings): string {
  if (type.kind === 'DATE') return nls.dateFormat;
  return type.kind === 'TIMESTAMP WITH TIME ZONE' ? nls.timestampTzFormat : nls.timestampFormat;
}

/** As NUMBER. */
export function toNumber(value: TypedSql, nls: NlsSettings): TypedSql {
  const { type, sql, literal } = value;
  switch (classOf(type)) {
    case 'null':
      return nullSql(value.pos, NUMBER);
    case 'numeric':
      if (isBinaryFloating(type)) return with_(value, `ora.double_number(${sql}::float8)`, NUMBER);
      return value;
    case 'character':
    case 'lob': {
      if (classOf(type) === 'lob' && !isCharacterLob(type)) throw inconsistentTypes(NUMBER, type, value.pos);
      const point = nls.numericCharacters[0] ?? '.';
      const constant = literal === undefined ? undefined : tryParseNumber(literal, point);
      if (constant !== undefined)
        return { ...with_(value, `${constant.toFixed()}::numeric`, NUMBER), literal: constant.toFixed() };
      const text = isCharacterLob(type) ? `nullif(${sql}, '')` : sql;
      return with_(
        value,
        point === '.' ? `ora.to_number(${text})` : `ora.to_number(${text}, ${quoteText(point)})`,
        NUMBER,
      );
    }
    default:
      throw inconsistentTypes(NUMBER, type, value.pos);
  }
}

/** As NUMBER, BINARY_FLOAT or BINARY_DOUBLE, whatever the value is. */
export function toNumeric(value: TypedSql, nls: NlsSettings): TypedSql {
  return isBinaryFloating(value.type) ? value : toNumber(value, nls);
}

function toFloating(value: TypedSql, target: ScalarType, nls: NlsSettings): TypedSql {
  const pgType = pgTypeName(target);
  if (value.type.kind === target.kind) return value;
  if (isCharacter(value.type)) return with_(value, `ora.to_double(${value.sql})::${pgType}`, target);
  const number = isBinaryFloating(value.type) ? value : toNumber(value, nls);
  return with_(value, `(${number.sql})::${pgType}`, target);
}

export function toDatetime(value: TypedSql, target: ScalarType, nls: NlsSettings): TypedSql {
  const { type, sql } = value;
  if (type.kind === 'NULL') return nullSql(value.pos, target);
  if (isCharacter(type) || isCharacterLob(type)) {
    const format = defaultFormat(target, nls);
    const text = isCharacterLob(type) ? { ...value, sql: `nullif(${sql}, '')` } : value;
    return readDatetime(text, { literal: format }, target, nls);
  }
  if (classOf(type) !== 'datetime') throw inconsistentTypes(target, type, value.pos);
  const fromZoned = isZonedTimestamp(type);
  const toZoned = isZonedTimestamp(target);
  let result = sql;
  if (fromZoned && !toZoned) result = `(${sql} AT TIME ZONE ${displayZone(value, nls).operand})`;
  if (!fromZoned && toZoned) result = `(${sql} AT TIME ZONE ${sessionZone(nls)})`;
  if (target.kind === 'DATE' && type.kind !== 'DATE') result = `date_trunc('second', ${result})`;
  const converted = with_(value, result, target.kind === 'DATE' ? DATE : target);
  return fromZoned && toZoned && value.zone !== undefined ? { ...converted, zone: value.zone } : converted;
}

function toInterval(value: TypedSql, target: ScalarType): TypedSql {
  if (value.type.kind === target.kind) return { ...value, type: target };
  if (!isCharacter(value.type)) throw inconsistentTypes(target, value.type, value.pos);
  const name = target.kind === 'INTERVAL YEAR TO MONTH' ? 'to_yminterval' : 'to_dsinterval';
  return with_(value, `ora.${name}(${value.sql})`, target);
}

function toRaw(value: TypedSql, target: ScalarType): TypedSql {
  switch (classOf(value.type)) {
    case 'raw':
      return value;
    case 'lob':
      if (value.type.kind === 'BLOB') return with_(value, `nullif(${value.sql}, '\\x'::bytea)`, target, true);
      break;
    case 'character':
      return with_(value, `ora.hextoraw(${value.sql})`, target);
  }
  throw inconsistentTypes('BINARY', value.type, value.pos);
}

function toLob(value: TypedSql, target: ScalarType, nls: NlsSettings): TypedSql {
  if (target.kind === 'BLOB' || target.kind === 'BFILE') {
    if (value.type.kind === target.kind) return value;
    if (classOf(value.type) === 'raw' || isCharacter(value.type))
      return { ...toRaw(value, { kind: 'RAW' }), type: target };
    throw inconsistentTypes(target, value.type, value.pos);
  }
  if (isCharacterLob(value.type)) return { ...value, type: target };
  if (value.type.kind === 'BLOB') throw inconsistentTypes(CLOB, value.type, value.pos);
  return { ...toCharacter(value, nls), type: target };
}

/** An int4 for PostgreSQL functions that count characters: truncated as Oracle does. */
export function toInt(value: TypedSql, nls: NlsSettings): string {
  const number = toNumber(value, nls);
  if (number.literal !== undefined && /^-?\d{1,9}$/.test(number.literal)) return number.literal;
  return `ora.int(${number.sql})`;
}
