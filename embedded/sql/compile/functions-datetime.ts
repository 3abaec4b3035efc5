import type { Expression } from '../../syntax/ast/expression.ts';
import { DATE, NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { convertTo, inconsistentTypes, toInt, toNumber, toText } from './convert.ts';
import { displayZone, zoneOf } from './datetime-format.ts';
import { compileExpression } from './expression.ts';
import { at, type CallSite, type FunctionRules, rule } from './function-rule.ts';
import { nullSql } from './literals.ts';
import { clockSql } from './name.ts';
import type { Scope } from './scope.ts';
import { isCharacter, isDatetime, isInterval, isZonedTimestamp, varchar } from './type-classes.ts';
import { quoteText, type TypedSql, typed } from './typed-sql.ts';

/** Date, timestamp and interval functions. */

const TRUNC_UNITS: Record<string, string> = {
  DDD: 'day',
  DD: 'day',
  J: 'day',
  MONTH: 'month',
  MON: 'month',
  MM: 'month',
  RM: 'month',
  YEAR: 'year',
  SYEAR: 'year',
  YYYY: 'year',
  SYYYY: 'year',
  YYY: 'year',
  YY: 'year',
  Y: 'year',
  Q: 'quarter',
  HH: 'hour',
  HH12: 'hour',
  HH24: 'hour',
  MI: 'minute',
  IW: 'week',
};

/** ROUND(date[, unit]) and TRUNC(date[, unit]): a DATE. */
export function roundDatetime(
  name: 'round' | 'trunc',
  input: TypedSql,
  unit: TypedSql | undefined,
  site: CallSite,
): TypedSql {
  const { nls, pos } = site;
  const date = convertTo(input, DATE, nls);
  const at_ = { pos, isNullable: date.isNullable };
  if (unit === undefined) {
    if (name === 'trunc') return typed(`date_trunc('day', ${date.sql})`, DATE, at_);
    return typed(`ora.round_date(${date.sql}, 'DD')`, DATE, at_);
  }
  const format = toText(unit, nls);
  const pgUnit = format.literal === undefined ? undefined : TRUNC_UNITS[format.literal.toUpperCase()];
  if (name === 'trunc' && pgUnit !== undefined) return typed(`date_trunc('${pgUnit}', ${date.sql})`, DATE, at_);
  const territory = quoteText(nls.territory);
  return typed(`ora.${name}_date(${date.sql}, ${format.sql}, ${territory})`, DATE, { pos });
}

function ofDate(sql: (date: string) => string, type: ScalarType) {
  return rule(1, 1, (inputs, { nls, pos }) => {
    const date = convertTo(at(inputs, 0), DATE, nls);
    return typed(sql(date.sql), type, { pos, isNullable: date.isNullable });
  });
}

function numberToInterval(type: ScalarType, units: Record<string, string>) {
  return rule(2, 2, (inputs, { nls, pos }) => {
    const number = toNumber(at(inputs, 0), nls);
    const unit = toText(at(inputs, 1), nls);
    if (unit.literal === undefined) throw unimplemented('interval unit that is no literal', unit.pos);
    const factor = units[unit.literal.trim().toUpperCase()];
    if (factor === undefined) throw new OracleError(1760, 'illegal argument for function', { offset: unit.pos });
    return typed(`ora.scale_interval('${factor}'::interval, ${number.sql})`, type, {
      pos,
      isNullable: number.isNullable,
    });
  });
}

const DAY_SECOND: ScalarType = { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };
const YEAR_MONTH: ScalarType = { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 9 };
const TIMESTAMP_TZ: ScalarType = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 };

function readInterval(name: string, type: ScalarType) {
  return rule(1, 1, (inputs, { nls, pos }) => typed(`ora.${name}(${toText(at(inputs, 0), nls).sql})`, type, { pos }));
}

export const DATETIME_FUNCTIONS: FunctionRules = {
  ADD_MONTHS: rule(2, 2, (inputs, { nls, pos }) => {
    const date = convertTo(at(inputs, 0), DATE, nls);
    return typed(`ora.add_months(${date.sql}, ${toInt(at(inputs, 1), nls)})`, DATE, { pos });
  }),
  MONTHS_BETWEEN: rule(2, 2, (inputs, { nls, pos }) => {
    const [left, right] = inputs.map((input) => convertTo(input, DATE, nls).sql);
    return typed(`ora.months_between(${left}, ${right})`, NUMBER, { pos });
  }),
  LAST_DAY: ofDate((date) => `ora.last_day(${date})`, DATE),
  NEXT_DAY: rule(2, 2, (inputs, { nls, pos }) => {
    const date = convertTo(at(inputs, 0), DATE, nls);
    const day = toText(at(inputs, 1), nls);
    return typed(
      `ora.next_day(${date.sql}, ${day.sql}, ${quoteText(nls.dateLanguage)}, ${quoteText(nls.territory)})`,
      DATE,
      { pos },
    );
  }),
  NUMTODSINTERVAL: numberToInterval(DAY_SECOND, {
    DAY: '1 day',
    HOUR: '1 hour',
    MINUTE: '1 minute',
    SECOND: '1 second',
  }),
  NUMTOYMINTERVAL: numberToInterval(YEAR_MONTH, { YEAR: '12 months', MONTH: '1 month' }),
  TO_DSINTERVAL: readInterval('to_dsinterval', DAY_SECOND),
  TO_YMINTERVAL: readInterval('to_yminterval', YEAR_MONTH),
  SYS_EXTRACT_UTC: rule(1, 1, (inputs, { nls, pos }) => {
    const zoned = convertTo(at(inputs, 0), TIMESTAMP_TZ, nls);
    return typed(`(${zoned.sql} AT TIME ZONE 'UTC')`, { kind: 'TIMESTAMP', precision: 6 }, { pos });
  }),
  FROM_TZ: rule(2, 2, (inputs, { nls, pos }) => {
    const local = convertTo(at(inputs, 0), { kind: 'TIMESTAMP', precision: 6 }, nls);
    const zone = toText(at(inputs, 1), nls);
    const { operand } = zoneOf(zone);
    return { ...typed(`(${local.sql} AT TIME ZONE ${operand})`, TIMESTAMP_TZ, { pos }), zone: zoneOf(zone) };
  }),
  TZ_OFFSET: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.tz_offset(${toText(at(inputs, 0), nls).sql})`, varchar(7), { pos }),
  ),
  CURRENT_TIMESTAMP: rule(0, 1, (_inputs, { scope, pos }) => clockSql('CURRENT_TIMESTAMP', scope, pos)),
  LOCALTIMESTAMP: rule(0, 1, (_inputs, { scope, pos }) => clockSql('LOCALTIMESTAMP', scope, pos)),
  SYSDATE: rule(0, 0, (_inputs, { scope, pos }) => clockSql('SYSDATE', scope, pos)),
  SYSTIMESTAMP: rule(0, 1, (_inputs, { scope, pos }) => clockSql('SYSTIMESTAMP', scope, pos)),
};

const DATE_FIELDS = new Set(['YEAR', 'MONTH', 'DAY']);
const TIME_FIELDS = new Set(['HOUR', 'MINUTE', 'SECOND']);

/** EXTRACT(field FROM value). A DATE has no time fields here (ORA-30076), a TIMESTAMP has; the time of a zoned one is UTC. */
export function compileExtract(expression: Extract<Expression, { kind: 'extract' }>, scope: Scope): TypedSql {
  const { nls } = scope.context;
  const { pos } = expression;
  const field = expression.field.toUpperCase();
  let operand = compileExpression(expression.operand, scope);
  if (operand.type.kind === 'NULL') return nullSql(pos, NUMBER);
  if (isCharacter(operand.type)) operand = convertTo(operand, DATE, nls);
  if (!isDatetime(operand.type) && !isInterval(operand.type))
    throw inconsistentTypes('DATE', operand.type, operand.pos);
  const mismatch = () => new OracleError(30076, 'invalid extract field for extract source', { offset: pos });
  if (DATE_FIELDS.has(field) || TIME_FIELDS.has(field)) {
    const isYearMonth = operand.type.kind === 'INTERVAL YEAR TO MONTH';
    const isDaySecond = operand.type.kind === 'INTERVAL DAY TO SECOND';
    if (operand.type.kind === 'DATE' && TIME_FIELDS.has(field)) throw mismatch();
    if (isYearMonth && field !== 'YEAR' && field !== 'MONTH') throw mismatch();
    if (isDaySecond && (field === 'YEAR' || field === 'MONTH')) throw mismatch();
    if (isDaySecond) return typed(`ora.interval_field('${field}', ${operand.sql})`, NUMBER, operand);
    const moment = isZonedTimestamp(operand.type) ? `${operand.sql} AT TIME ZONE 'UTC'` : operand.sql;
    return typed(`trim_scale(extract(${field} FROM ${moment}))`, NUMBER, operand);
  }
  if (!isZonedTimestamp(operand.type)) throw mismatch();
  switch (field) {
    case 'TIMEZONE_HOUR':
    case 'TIMEZONE_MINUTE': {
      const zone = displayZone(operand, nls).operand;
      const offset = `(${operand.sql} AT TIME ZONE ${zone}) - (${operand.sql} AT TIME ZONE 'UTC')`;
      return typed(`extract(${field.slice('TIMEZONE_'.length)} FROM ${offset})`, NUMBER, operand);
    }
    case 'TIMEZONE_REGION':
      return typed(
        `(CASE WHEN ${operand.sql} IS NOT NULL THEN ${displayZone(operand, nls).text} END)`,
        varchar(64),
        operand,
      );
    case 'TIMEZONE_ABBR':
      return typed(`ora.zone_abbreviation(${operand.sql}, ${displayZone(operand, nls).text})`, varchar(10), operand);
    default:
      throw unimplemented(`EXTRACT(${field})`, pos);
  }
}
