import { type ConversionContext, timestampTypeOf, toNumber } from './convert-scalar.ts';
import type { DataType } from './data-type.ts';
import {
  addDays,
  addMonths,
  convertDatetime,
  dateFromSeconds,
  daysBetween,
  isZoned,
  offsetForMoment,
  timestampFrom,
  utcSeconds,
  zonedTimestamp,
} from './datetime.ts';
import { addIntervals, daySecond, divideInterval, multiplyInterval } from './interval.ts';
import type { Decimal } from './number.ts';
import { DaySecondInterval, OracleDate, OracleTimestamp, type ScalarValue, YearMonthInterval } from './values.ts';

type Datetime = OracleDate | OracleTimestamp;
type Interval = YearMonthInterval | DaySecondInterval;

export function isDatetime(value: ScalarValue): value is Datetime {
  return value instanceof OracleDate || value instanceof OracleTimestamp;
}

export function isInterval(value: ScalarValue): value is Interval {
  return value instanceof YearMonthInterval || value instanceof DaySecondInterval;
}

/**
 * `+ - * /` where a datetime or an interval takes part ("Datetime/Interval Arithmetic", SQL Language Reference); undefined where the two
 * do not go together. Operands are not null.
 */
export function datetimeArithmetic(
  operator: string,
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): ScalarValue | undefined {
  if (isDatetime(left)) {
    if (operator === '-' && isDatetime(right)) return difference(left, leftType, right, rightType, context);
    if (operator !== '+' && operator !== '-') return undefined;
    const sign = operator === '+' ? 1 : -1;
    if (isInterval(right)) return addInterval(left, leftType, right, sign, context);
    return isDatetime(right)
      ? undefined
      : addNumber(left, leftType, numberOf(right, rightType, context), sign, context);
  }
  if (isDatetime(right)) {
    if (operator !== '+') return undefined;
    if (isInterval(left)) return addInterval(right, rightType, left, 1, context);
    return addNumber(right, rightType, numberOf(left, leftType, context), 1, context);
  }
  return intervalArithmetic(operator, left, leftType, right, rightType, context);
}

function intervalArithmetic(
  operator: string,
  left: ScalarValue,
  leftType: DataType,
  right: ScalarValue,
  rightType: DataType,
  context: ConversionContext,
): ScalarValue | undefined {
  if (isInterval(left) && isInterval(right)) {
    if (left.constructor !== right.constructor) return undefined;
    if (operator === '+') return addIntervals(left, right, 1);
    return operator === '-' ? addIntervals(left, right, -1) : undefined;
  }
  if (isInterval(left)) {
    if (operator === '*') return multiplyInterval(left, numberOf(right, rightType, context));
    return operator === '/' ? divideInterval(left, numberOf(right, rightType, context)) : undefined;
  }
  if (isInterval(right) && operator === '*') return multiplyInterval(right, numberOf(left, leftType, context));
  return undefined;
}

function numberOf(value: ScalarValue, type: DataType, context: ConversionContext): Decimal {
  // Operands are not null here, and a text that is no number throws.
  return toNumber(value, type, context) as Decimal;
}

/** A TIMESTAMP plus days is a DATE. */
function addNumber(
  value: Datetime,
  type: DataType,
  days: Decimal,
  sign: 1 | -1,
  context: ConversionContext,
): OracleDate {
  const date =
    value instanceof OracleDate
      ? value
      : convertDatetime(value, timestampTypeOf(value, type), { kind: 'DATE' }, context.nls.timeZone);
  return addDays(date as OracleDate, sign === 1 ? days : days.neg());
}

function addInterval(
  value: Datetime,
  type: DataType,
  interval: Interval,
  sign: 1 | -1,
  context: ConversionContext,
): Datetime {
  if (value instanceof OracleDate) {
    const seconds =
      interval instanceof YearMonthInterval
        ? addMonths(value.seconds, sign * interval.months, false)
        : value.seconds + sign * interval.seconds;
    return dateFromSeconds(seconds);
  }
  if (interval instanceof YearMonthInterval) return addMonthsToTimestamp(value, type, sign * interval.months, context);
  const moved = timestampFrom(
    value.seconds + sign * interval.seconds,
    value.nanos + sign * interval.nanos,
    value.offsetMinutes,
    value.region,
  );
  return value.region === undefined ? moved : offsetForMoment(moved, value.region);
}

function addMonthsToTimestamp(
  value: OracleTimestamp,
  type: DataType,
  months: number,
  context: ConversionContext,
): OracleTimestamp {
  if (value.offsetMinutes !== undefined) {
    const wall = addMonths(value.seconds + value.offsetMinutes * 60, months, false);
    if (value.region !== undefined) return zonedTimestamp(wall, value.nanos, value.region);
    return timestampFrom(wall - value.offsetMinutes * 60, value.nanos, value.offsetMinutes);
  }
  if (isZoned(type)) {
    const { timeZone } = context.nls;
    const local = convertDatetime(value, type, { kind: 'TIMESTAMP', precision: 9 }, timeZone);
    const moved = zonedTimestamp(addMonths(local.seconds, months, false), value.nanos, timeZone);
    return new OracleTimestamp(moved.seconds, moved.nanos);
  }
  return timestampFrom(addMonths(value.seconds, months, false), value.nanos);
}

/** DATE − DATE is a number of days; with a TIMESTAMP it is an interval. */
function difference(
  left: Datetime,
  leftType: DataType,
  right: Datetime,
  rightType: DataType,
  context: ConversionContext,
): Decimal | DaySecondInterval {
  if (left instanceof OracleDate && right instanceof OracleDate) return daysBetween(left, right);
  const [a, b] = comparableSeconds(left, leftType, right, rightType, context);
  return daySecond(a - b, nanosOf(left) - nanosOf(right));
}

export function nanosOf(value: Datetime): number {
  return value instanceof OracleTimestamp ? value.nanos : 0;
}

/** Seconds of both on one scale: UTC as soon as one has a time zone, else wall clock. */
export function comparableSeconds(
  left: Datetime,
  leftType: DataType,
  right: Datetime,
  rightType: DataType,
  context: ConversionContext,
): [number, number] {
  const isLeftZoned = hasZone(left, leftType);
  const isRightZoned = hasZone(right, rightType);
  if (!isLeftZoned && !isRightZoned) return [left.seconds, right.seconds];
  const { timeZone } = context.nls;
  return [utcSeconds(left, leftType, timeZone), utcSeconds(right, rightType, timeZone)];
}

function hasZone(value: Datetime, type: DataType): boolean {
  return value instanceof OracleTimestamp && (value.offsetMinutes !== undefined || isZoned(type));
}
