import type { IntervalType } from './data-type.ts';
import { type Decimal, toNumberPrecision, WideDecimal } from './number.ts';
import { OracleError } from './oracle-error.ts';
import { DaySecondInterval, YearMonthInterval } from './values.ts';

/** INTERVAL YEAR TO MONTH and INTERVAL DAY TO SECOND: literals, texts, arithmetic. */

const NANOS = 1_000_000_000;
const MAX_DAYS = 999_999_999;
const MAX_YEARS = 999_999_999;

export type IntervalFieldName = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND';
/** As the parser's `intervalLiteral` node has it. */
type IntervalLiteral = {
  value: string;
  from: IntervalFieldName;
  fromPrecision?: number | undefined;
  to?: IntervalFieldName | undefined;
  secondPrecision?: number | undefined;
};

function invalidInterval(): OracleError {
  return new OracleError(1867, 'the interval is invalid');
}

function leadingPrecisionTooSmall(): OracleError {
  return new OracleError(1873, 'the leading precision of the interval is too small');
}

/** Total nanoseconds (any magnitude) as an interval. Throws ORA-01873. */
function daySecondFromNanos(total: Decimal): DaySecondInterval {
  const seconds = new WideDecimal(total).div(NANOS).trunc();
  if (seconds.abs().div(86_400).gt(MAX_DAYS)) throw leadingPrecisionTooSmall();
  return new DaySecondInterval(seconds.toNumber(), new WideDecimal(total).minus(seconds.times(NANOS)).toNumber());
}

/** Any seconds and nanoseconds, brought to one sign. */
export function daySecond(seconds: number, nanos: number): DaySecondInterval {
  const carry = Math.trunc(nanos / NANOS);
  let whole = seconds + carry;
  let rest = nanos - carry * NANOS;
  if (whole > 0 && rest < 0) {
    whole -= 1;
    rest += NANOS;
  } else if (whole < 0 && rest > 0) {
    whole += 1;
    rest -= NANOS;
  }
  if (Math.abs(whole) / 86_400 > MAX_DAYS + 1) throw leadingPrecisionTooSmall();
  return new DaySecondInterval(whole + 0, rest + 0);
}

export function yearMonth(months: number): YearMonthInterval {
  if (Math.abs(months) / 12 >= MAX_YEARS + 1) throw leadingPrecisionTooSmall();
  return new YearMonthInterval(months);
}

function totalNanos(interval: DaySecondInterval): Decimal {
  return new WideDecimal(interval.seconds).times(NANOS).plus(interval.nanos);
}

/** Interval × number; nanoseconds and months are rounded half up. */
export function multiplyInterval(
  interval: YearMonthInterval | DaySecondInterval,
  factor: Decimal,
): YearMonthInterval | DaySecondInterval {
  if (interval instanceof YearMonthInterval) {
    return yearMonth(new WideDecimal(interval.months).times(factor).trunc().toNumber());
  }
  return daySecondFromNanos(totalNanos(interval).times(factor).toDecimalPlaces(0));
}

export function divideInterval(
  interval: YearMonthInterval | DaySecondInterval,
  divisor: Decimal,
): YearMonthInterval | DaySecondInterval {
  if (divisor.isZero()) throw new OracleError(1476, 'divisor is equal to zero');
  return multiplyInterval(interval, new WideDecimal(1).div(divisor));
}

export function addIntervals<T extends YearMonthInterval | DaySecondInterval>(left: T, right: T, sign: 1 | -1): T {
  if (left instanceof YearMonthInterval && right instanceof YearMonthInterval) {
    return yearMonth(left.months + sign * right.months) as T;
  }
  const a = left as DaySecondInterval;
  const b = right as DaySecondInterval;
  return daySecond(a.seconds + sign * b.seconds, a.nanos + sign * b.nanos) as T;
}

export function compareIntervals(
  left: YearMonthInterval | DaySecondInterval,
  right: YearMonthInterval | DaySecondInterval,
): number {
  if (left instanceof YearMonthInterval && right instanceof YearMonthInterval) {
    return Math.sign(left.months - right.months);
  }
  if (left instanceof DaySecondInterval && right instanceof DaySecondInterval) {
    return Math.sign(left.seconds - right.seconds || left.nanos - right.nanos);
  }
  throw new OracleError(1870, 'the intervals or datetimes are not mutually comparable');
}

/** `+01-02`, `+000000004 05:06:07.000000`: as TO_CHAR prints an interval of this type. */
export function formatInterval(value: YearMonthInterval | DaySecondInterval, type: IntervalType): string {
  const pad = (number: number, width: number) => String(number).padStart(width, '0');
  if (value instanceof YearMonthInterval) {
    const months = Math.abs(value.months);
    const precision = type.kind === 'INTERVAL YEAR TO MONTH' ? type.yearPrecision : 2;
    return `${value.months < 0 ? '-' : '+'}${pad(Math.floor(months / 12), precision)}-${pad(months % 12, 2)}`;
  }
  const seconds = Math.abs(value.seconds);
  const [days, digits] = type.kind === 'INTERVAL DAY TO SECOND' ? [type.dayPrecision, type.secondPrecision] : [2, 6];
  const fraction = digits === 0 ? '' : `.${pad(Math.abs(value.nanos), 9).slice(0, digits)}`;
  const clock = `${pad(Math.floor(seconds / 3600) % 24, 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  const sign = value.seconds < 0 || value.nanos < 0 ? '-' : '+';
  return `${sign}${pad(Math.floor(seconds / 86_400), days)} ${clock}${fraction}`;
}

/** `[+|-]years-months`, or ISO 8601 `P1Y2M`: TO_YMINTERVAL. Throws ORA-01867. */
export function parseYearMonth(text: string): YearMonthInterval {
  const sql = /^\s*([+-]?)\s*(\d+)\s*-\s*(\d+)\s*$/.exec(text);
  if (sql !== null) {
    const months = Number(sql[3]);
    if (months > 11) throw new OracleError(1843, 'not a valid month');
    return yearMonth((sql[1] === '-' ? -1 : 1) * (Number(sql[2]) * 12 + months));
  }
  const iso = /^\s*(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:\d+D)?(?:T.*)?\s*$/.exec(text);
  if (iso === null || (iso[2] === undefined && iso[3] === undefined)) throw invalidInterval();
  return yearMonth((iso[1] === '-' ? -1 : 1) * (Number(iso[2] ?? 0) * 12 + Number(iso[3] ?? 0)));
}

/** `[+|-]days hh:mi:ss[.ff]`, or ISO 8601 `P1DT2H3M4.5S`: TO_DSINTERVAL. Throws ORA-01867, ORA-01850 … */
export function parseDaySecond(text: string): DaySecondInterval {
  const sql = /^\s*([+-]?)\s*(\d+)\s+(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?\s*$/.exec(text);
  if (sql !== null) {
    const [, sign, days, hours, minutes, seconds, fraction = ''] = sql;
    checkClock(Number(hours), Number(minutes), Number(seconds));
    return signed(sign, Number(days), Number(hours), Number(minutes), Number(seconds), fraction);
  }
  const iso = /^\s*(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?\s*$/.exec(text);
  if (iso === null || !/\d/.test(text)) throw invalidInterval();
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0, fraction = ''] = iso;
  return signed(sign, Number(days), Number(hours), Number(minutes), Number(seconds), fraction);
}

function signed(
  sign: string | undefined,
  days: number,
  hours: number,
  minutes: number,
  seconds: number,
  fraction: string,
): DaySecondInterval {
  const factor = sign === '-' ? -1 : 1;
  const total = days * 86_400 + hours * 3600 + minutes * 60 + seconds;
  return daySecond(factor * total, factor * Number(fraction.padEnd(9, '0')));
}

function checkClock(hours: number, minutes: number, seconds: number): void {
  if (hours > 23) throw new OracleError(1850, 'hour must be between 0 and 23');
  if (minutes > 59) throw new OracleError(1851, 'minutes must be between 0 and 59');
  if (seconds > 59) throw new OracleError(1852, 'seconds must be between 0 and 59');
}

const DAY_FIELDS: IntervalFieldName[] = ['DAY', 'HOUR', 'MINUTE', 'SECOND'];
const UNITS: Record<string, number> = { DAY: 86_400, HOUR: 3600, MINUTE: 60, SECOND: 1 };

/** The value and type of `INTERVAL '…' from [TO to]`. Throws ORA-01867, ORA-01873. */
export function evaluateIntervalLiteral(literal: IntervalLiteral): {
  value: YearMonthInterval | DaySecondInterval;
  type: IntervalType;
} {
  const precision = literal.fromPrecision ?? 2;
  if (literal.from === 'YEAR' || literal.from === 'MONTH') {
    return {
      value: yearMonthLiteral(literal, precision),
      type: { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: precision },
    };
  }
  const value = daySecondLiteral(literal, precision);
  const dayPrecision =
    literal.from === 'DAY' ? precision : Math.max(2, String(Math.floor(Math.abs(value.seconds) / 86_400)).length);
  return {
    value,
    type: { kind: 'INTERVAL DAY TO SECOND', dayPrecision, secondPrecision: literal.secondPrecision ?? 6 },
  };
}

function yearMonthLiteral(literal: IntervalLiteral, precision: number): YearMonthInterval {
  const pattern = literal.to === undefined || literal.to === literal.from ? /^([+-]?)(\d+)$/ : /^([+-]?)(\d+)-(\d+)$/;
  const match = pattern.exec(literal.value.trim());
  if (match === null) throw invalidInterval();
  const lead = Number(match[2]);
  if (String(lead).length > precision) throw leadingPrecisionTooSmall();
  const rest = Number(match[3] ?? 0);
  if (rest > 11) throw new OracleError(1843, 'not a valid month');
  return yearMonth((match[1] === '-' ? -1 : 1) * (literal.from === 'YEAR' ? lead * 12 + rest : lead));
}

function daySecondLiteral(literal: IntervalLiteral, precision: number): DaySecondInterval {
  const first = DAY_FIELDS.indexOf(literal.from);
  const last = DAY_FIELDS.indexOf(literal.to ?? literal.from);
  if (last < first) throw invalidInterval();
  const match = /^([+-]?)\s*(.*)$/s.exec(literal.value.trim());
  const [whole = '', fraction] = (match?.[2] ?? '').split('.');
  const parts = whole.split(/[\s:]+/);
  const endsInSeconds = DAY_FIELDS[last] === 'SECOND';
  if (parts.length !== last - first + 1 || parts.some((part) => !/^\d+$/.test(part))) throw invalidInterval();
  if (fraction !== undefined && (!endsInSeconds || !/^\d{1,9}$/.test(fraction))) throw invalidInterval();
  const lead = parts[0] ?? '';
  if (String(Number(lead)).length > precision) throw leadingPrecisionTooSmall();
  let total = 0;
  for (const [index, part] of parts.entries()) {
    const name = DAY_FIELDS[first + index] ?? 'SECOND';
    const value = Number(part);
    if (index > 0)
      checkClock(name === 'HOUR' ? value : 0, name === 'MINUTE' ? value : 0, name === 'SECOND' ? value : 0);
    total += value * (UNITS[name] ?? 1);
  }
  const sign = match?.[1] === '-' ? -1 : 1;
  const unit = 10 ** (9 - (literal.secondPrecision ?? 6));
  const nanos = Math.round(Number((fraction ?? '').padEnd(9, '0')) / unit) * unit;
  return daySecond(sign * total, sign * nanos);
}

/** NUMTODSINTERVAL. Throws ORA-01760 for another unit. */
export function numberToDaySecond(value: Decimal, unit: string): DaySecondInterval {
  const seconds = UNITS[unit.trim().toUpperCase()];
  if (seconds === undefined) throw new OracleError(1760, 'illegal argument for function');
  return daySecondFromNanos(new WideDecimal(value).times(seconds).times(NANOS).toDecimalPlaces(0));
}

/** NUMTOYMINTERVAL. */
export function numberToYearMonth(value: Decimal, unit: string): YearMonthInterval {
  const months = { YEAR: 12, MONTH: 1 }[unit.trim().toUpperCase()];
  if (months === undefined) throw new OracleError(1760, 'illegal argument for function');
  return yearMonth(new WideDecimal(value).times(months).toDecimalPlaces(0).toNumber());
}

/** Rounded to the type's fraction and checked against its leading precision (ORA-01873). */
export function fitInterval<T extends YearMonthInterval | DaySecondInterval>(value: T, type: IntervalType): T {
  if (value instanceof YearMonthInterval) {
    const precision = type.kind === 'INTERVAL YEAR TO MONTH' ? type.yearPrecision : 9;
    if (String(Math.floor(Math.abs(value.months) / 12)).length > precision) throw leadingPrecisionTooSmall();
    return value;
  }
  if (type.kind !== 'INTERVAL DAY TO SECOND') return value;
  const interval = value as DaySecondInterval;
  const unit = 10 ** (9 - type.secondPrecision);
  const fitted = daySecond(
    interval.seconds,
    Math.sign(interval.nanos) * Math.round(Math.abs(interval.nanos) / unit) * unit,
  );
  if (String(Math.floor(Math.abs(fitted.seconds) / 86_400)).length > type.dayPrecision)
    throw leadingPrecisionTooSmall();
  return fitted as T;
}

/** Seconds with fraction, for EXTRACT(SECOND …). */
export function secondsWithFraction(seconds: number, nanos: number): Decimal {
  return toNumberPrecision(new WideDecimal(nanos).div(NANOS).plus(seconds));
}
