import type { ScalarType } from '../../types/data-type.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { comparisonSort, sortedText } from './collation.ts';
import { convertTo, inconsistentTypes, toNumber } from './convert.ts';
import {
  classOf,
  isBinaryFloating,
  isCharacter,
  isFixedCharacter,
  isNumeric,
  isZonedTimestamp,
} from './type-classes.ts';
import { quoteText, type TypedSql } from './typed-sql.ts';

/**
 * Two values made comparable: Oracle converts the character side to the other's family, pads CHAR with blanks when both sides are CHAR or
 * literals ("Data Type Comparison Rules", SQL Language Reference). Undefined where one is NULL. Throws ORA-00932.
 */
export function harmonize(left: TypedSql, right: TypedSql, nls: NlsSettings): [string, string] | undefined {
  if (left.type.kind === 'NULL' || right.type.kind === 'NULL') return undefined;
  if (left.rowidNumber !== undefined || right.rowidNumber !== undefined) return rowids(left, right);
  const classes = [classOf(left.type), classOf(right.type)];
  if (classes.includes('lob')) throw lobComparison(left, right);
  if (isCharacter(left.type) && isCharacter(right.type)) {
    const sort = comparisonSort(left, right, nls);
    const sides = characters(left, right);
    return sort.toUpperCase() === 'BINARY' ? sides : [sortedText(sides[0], sort), sortedText(sides[1], sort)];
  }
  if (isNumeric(left.type) || isNumeric(right.type)) return numbers(left, right, nls);
  if (classes.includes('datetime')) return datetimes(left, right, nls);
  if (classes.includes('interval')) {
    const target = classOf(left.type) === 'interval' ? left.type : right.type;
    return [convertTo(left, target, nls).sql, convertTo(right, target, nls).sql];
  }
  if (classes.includes('raw')) {
    return [convertTo(left, { kind: 'RAW' }, nls).sql, convertTo(right, { kind: 'RAW' }, nls).sql];
  }
  return [left.sql, right.sql];
}

function lobComparison(left: TypedSql, right: TypedSql): Error {
  const lob = classOf(left.type) === 'lob' ? left : right;
  return inconsistentTypes('-', lob.type, lob.pos);
}

function rowids(left: TypedSql, right: TypedSql): [string, string] {
  const number = (value: TypedSql) => {
    if (value.rowidNumber !== undefined) return value.rowidNumber;
    if (classOf(value.type) !== 'rowid' && !isCharacter(value.type))
      throw inconsistentTypes('ROWID', value.type, value.pos);
    return `ora.rowid_number(${value.sql})`;
  };
  return [number(left), number(right)];
}

function characters(left: TypedSql, right: TypedSql): [string, string] {
  if (!isFixedCharacter(left.type) || !isFixedCharacter(right.type)) return [left.sql, right.sql];
  const padded = (column: TypedSql, literal: TypedSql): string | undefined => {
    const length = 'length' in column.type ? column.type.length : undefined;
    if (literal.literal === undefined || column.literal !== undefined || length === undefined) return undefined;
    // A CHAR column's values have all their blanks: the literal gets them too, so that the column's index serves.
    return `${quoteText(literal.literal.replace(/ +$/, '').padEnd(length))}::text`;
  };
  const rightPadded = padded(left, right);
  if (rightPadded !== undefined) return [left.sql, rightPadded];
  const leftPadded = padded(right, left);
  if (leftPadded !== undefined) return [leftPadded, right.sql];
  const trimmed = (value: TypedSql) =>
    value.literal === undefined ? `rtrim(${value.sql}, ' ')` : `${quoteText(value.literal.replace(/ +$/, ''))}::text`;
  return [trimmed(left), trimmed(right)];
}

function numbers(left: TypedSql, right: TypedSql, nls: NlsSettings): [string, string] {
  if (isBinaryFloating(left.type) || isBinaryFloating(right.type)) {
    const target: ScalarType =
      left.type.kind === 'BINARY_FLOAT' && right.type.kind === 'BINARY_FLOAT' ? left.type : { kind: 'BINARY_DOUBLE' };
    return [convertTo(left, target, nls).sql, convertTo(right, target, nls).sql];
  }
  return [toNumber(left, nls).sql, toNumber(right, nls).sql];
}

function datetimes(left: TypedSql, right: TypedSql, nls: NlsSettings): [string, string] {
  const zoned = isZonedTimestamp(left.type) ? left.type : isZonedTimestamp(right.type) ? right.type : undefined;
  const plain = classOf(left.type) === 'datetime' ? left.type : right.type;
  const convert = (value: TypedSql) => {
    if (zoned !== undefined) return convertTo(value, zoned, nls).sql;
    return classOf(value.type) === 'datetime' ? value.sql : convertTo(value, plain, nls).sql;
  };
  return [convert(left), convert(right)];
}
