import {
  type ConversionContext,
  hexToRaw,
  inconsistent,
  isTextual,
  textContent,
  toBinary,
  toBinaryLob,
  toCharacterLob,
  toDatetime,
  toNumber,
  toRaw,
  toText,
  valueError,
} from './convert-scalar.ts';
import type { CharacterType, DataType, NumberType, PlsIntegerType, ScalarType } from './data-type.ts';
import { roundTimestamp } from './datetime.ts';
import { fitInterval, parseDaySecond, parseYearMonth } from './interval.ts';
import { type Decimal, roundToScale, roundToType } from './number.ts';
import { OracleError } from './oracle-error.ts';
import { lengthIn, padToLength, truncateToUnit } from './text.ts';
import { DaySecondInterval, Lob, OracleTimestamp, type ScalarValue, YearMonthInterval } from './values.ts';

/**
 * Implicit conversion ("Data Conversion", SQL Language Reference): to the kind of `to`, with the session's NLS settings. Lengths and
 * precisions of `to` are not checked: that is `assignValue` in PL/SQL and the column in SQL.
 * Throws ORA-01722 (SQL) or ORA-06502 (PL/SQL) for a text that is no number, the ORA-018xx of dates, ORA-00932 where no conversion exists.
 */
export function convertValue(
  value: ScalarValue,
  from: DataType,
  to: ScalarType,
  context: ConversionContext,
): ScalarValue {
  if (value === null || value === '') return null;
  if (from.kind === to.kind) return value;
  switch (to.kind) {
    case 'NULL':
      return value;
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
      return toText(value, from, context);
    case 'NUMBER':
    case 'PLS_INTEGER':
      return toNumber(value, from, context);
    case 'BINARY_FLOAT':
    case 'BINARY_DOUBLE':
      return toBinary(value, from, to.kind, context);
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return toDatetime(value, from, to, context);
    case 'INTERVAL YEAR TO MONTH':
      if (value instanceof YearMonthInterval) return value;
      if (isTextual(value)) return parseYearMonth(textContent(value));
      break;
    case 'INTERVAL DAY TO SECOND':
      if (value instanceof DaySecondInterval) return value;
      if (isTextual(value)) return parseDaySecond(textContent(value));
      break;
    case 'RAW':
    case 'LONG RAW':
      return toRaw(value, from, context);
    case 'CLOB':
    case 'NCLOB':
      return toCharacterLob(value, from, to.kind, context);
    case 'BLOB':
      return toBinaryLob(value, from, context);
    case 'ROWID':
    case 'UROWID':
      if (typeof value === 'string') return value;
      break;
    case 'BOOLEAN':
      if (typeof value === 'boolean') return value;
      break;
    case 'BFILE':
      break;
  }
  throw inconsistent(to, from, value);
}

/** Longest VARCHAR2 and RAW of PL/SQL, in bytes. */
const MAX_PLSQL_LENGTH = 32_767;

/**
 * Assignment in PL/SQL: implicit conversion, then the limits of the target. CHAR is blank-padded, NUMBER(p,s) and fractional seconds
 * are rounded. Throws ORA-06502 with PL/SQL's texts, ORA-01426 for a PLS_INTEGER out of range, ORA-01873 for intervals.
 */
export function assignValue(
  value: ScalarValue,
  from: DataType,
  to: ScalarType,
  context: ConversionContext,
): ScalarValue {
  const converted = convertValue(value, from, to, context);
  if (converted === null) return null;
  switch (to.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
      return fitText(converted as string, to);
    case 'NUMBER':
      return fitNumber(converted as Decimal, to);
    case 'PLS_INTEGER':
      return fitInteger(converted as Decimal, to);
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return converted instanceof OracleTimestamp ? roundTimestamp(converted, to.precision) : converted;
    case 'INTERVAL YEAR TO MONTH':
    case 'INTERVAL DAY TO SECOND':
      return converted instanceof YearMonthInterval || converted instanceof DaySecondInterval
        ? fitInterval(converted, to)
        : converted;
    case 'RAW':
      if (Buffer.isBuffer(converted) && converted.length > (to.length ?? MAX_PLSQL_LENGTH)) {
        throw valueError('raw variable length too long');
      }
      return converted;
    default:
      return converted;
  }
}

function fitText(text: string, type: CharacterType): string {
  const limit = type.length ?? MAX_PLSQL_LENGTH;
  // No UTF-16 unit takes more than three bytes: most texts need no exact look.
  if (text.length * 3 > limit && lengthIn(text, type.length === undefined ? 'BYTE' : type.unit) > limit) {
    const fitted = type.kind === 'CHAR' || type.kind === 'NCHAR' ? withoutTrailingBlanks(text, type, limit) : undefined;
    if (fitted === undefined) throw valueError('character string buffer too small');
    return fitted;
  }
  const isPadded = (type.kind === 'CHAR' || type.kind === 'NCHAR') && type.length !== undefined;
  return isPadded ? padToLength(text, limit, type.unit) : text;
}

/** A CHAR target takes a longer text where only blanks are cut off. */
function withoutTrailingBlanks(text: string, type: CharacterType, limit: number): string | undefined {
  const cut = truncateToUnit(text, limit, type.unit);
  return /^ *$/.test(text.slice(cut.length)) ? padToLength(cut, limit, type.unit) : undefined;
}

function fitNumber(value: Decimal, type: NumberType): Decimal {
  try {
    return roundToType(value, type);
  } catch (error) {
    if (error instanceof OracleError && error.code === 1438) throw valueError('number precision too large', error);
    throw error;
  }
}

const INTEGER_LIMIT = 2_147_483_648;

function fitInteger(value: Decimal, type: PlsIntegerType): Decimal {
  const rounded = value.isInteger() ? value : roundToScale(value, 0);
  const number = rounded.toNumber();
  if (number >= INTEGER_LIMIT || number < -INTEGER_LIMIT) throw new OracleError(1426, 'numeric overflow');
  if ((type.low !== undefined && number < type.low) || (type.high !== undefined && number > type.high))
    throw valueError();
  return rounded;
}

/**
 * CAST(value AS type). As assignment, but a text is cut to the length of a character type instead of being refused, and errors are
 * those of SQL where the context says so (ORA-01438, ORA-25137 for a number that does not fit a character type).
 */
export function castValue(value: ScalarValue, from: DataType, to: ScalarType, context: ConversionContext): ScalarValue {
  switch (to.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR': {
      const text = convertValue(value, from, to, context);
      if (typeof text !== 'string' || to.length === undefined) return text;
      if (typeof value !== 'string' && !(value instanceof Lob) && lengthIn(text, to.unit) > to.length) {
        throw new OracleError(25137, 'Data value out of range');
      }
      const cut = truncateToUnit(text, to.length, to.unit);
      return to.kind === 'CHAR' || to.kind === 'NCHAR' ? padToLength(cut, to.length, to.unit) : cut;
    }
    case 'NUMBER': {
      const number = toNumber(convertValue(value, from, to, context), to, context);
      return number === null ? null : roundToType(number, to);
    }
    case 'RAW': {
      const raw = toRawOrNull(value, from, context);
      return raw !== null && to.length !== undefined ? raw.subarray(0, to.length) : raw;
    }
    default:
      return assignValue(value, from, to, context);
  }
}

function toRawOrNull(value: ScalarValue, from: DataType, context: ConversionContext): Buffer | null {
  if (value === null) return null;
  return typeof value === 'string' ? hexToRaw(value, context) : toRaw(value, from, context);
}
