import type { DataType, ScalarType } from '../data-type.ts';
import { DATE, NUMBER, VARCHAR2 } from '../data-type.ts';
import {
  addMonths,
  atTimeZone,
  dateFromSeconds,
  lastDay,
  monthsBetween,
  nextDay,
  roundTimestamp,
  systemDate,
  systemTimestamp,
  wallClockSeconds,
  zonedTimestamp,
} from '../datetime.ts';
import { checkedZone, extractUtc } from '../datetime-literal.ts';
import { dateLanguage } from '../nls-language.ts';
import { OracleError } from '../oracle-error.ts';
import type { FunctionContext, StandardFunction } from '../standard-function.ts';
import { formatOffset, offsetAt } from '../time-zone.ts';
import { OracleDate, OracleTimestamp } from '../values.ts';
import { define, defineStrict, type Inputs } from './define.ts';

const TIMESTAMP_TZ = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 } as const;
const TIMESTAMP = { kind: 'TIMESTAMP', precision: 6 } as const;
const TEXT: ScalarType = { ...VARCHAR2, length: 75 };

/** The clock in the session's time zone. */
function currentTimestamp(context: FunctionContext): OracleTimestamp {
  return atTimeZone(systemTimestamp(context.now()), context.nls.timeZone);
}

/** CURRENT_TIMESTAMP(p): fractions beyond p are cut. */
function withPrecision(inputs: Inputs, value: OracleTimestamp): OracleTimestamp {
  const precision = inputs.integer(0, 6) ?? 6;
  if (precision < 0 || precision > 9) throw new OracleError(30088, 'datetime/interval precision is out of range');
  return roundTimestamp(value, precision);
}

function nextWeekday(inputs: Inputs): OracleDate {
  const date = inputs.date(0) as OracleDate;
  const language = dateLanguage(inputs.context.nls.dateLanguage);
  const name = (inputs.text(1) ?? '').trim().toUpperCase();
  // The first letters decide: what follows the abbreviation is ignored.
  const weekday = language.shortDays.findIndex((day) => name.startsWith(day.toUpperCase()));
  if (weekday < 0) throw new OracleError(1846, 'not a valid day of the week');
  return dateFromSeconds(nextDay(date.seconds, weekday));
}

/** Hours from GMT of the zones that NEW_TIME knows. */
const NEW_TIME_ZONES: Record<string, number> = {
  AST: -4,
  ADT: -3,
  BST: -11,
  BDT: -10,
  CST: -6,
  CDT: -5,
  EST: -5,
  EDT: -4,
  GMT: 0,
  HST: -10,
  HDT: -9,
  MST: -7,
  MDT: -6,
  NST: -3.5,
  PST: -8,
  PDT: -7,
  YST: -9,
  YDT: -8,
};

function newTime(inputs: Inputs): OracleDate {
  const [from, to] = [1, 2].map((index) => NEW_TIME_ZONES[(inputs.text(index) ?? '').toUpperCase()]);
  if (from === undefined || to === undefined) throw new OracleError(1857, 'not a valid time zone');
  const date = inputs.date(0) as OracleDate;
  return dateFromSeconds(date.seconds + (to - from) * 3600);
}

const zonedLikeFirst = (types: DataType[]): ScalarType => {
  const [first] = types;
  return {
    kind: 'TIMESTAMP WITH TIME ZONE',
    precision: first !== undefined && first.kind === 'TIMESTAMP' ? first.precision : 9,
  };
};

export const DATETIME_FUNCTIONS: StandardFunction[] = [
  define('SYSDATE', [0, 0], DATE, (inputs) => systemDate(inputs.context.now())),
  define('SYSTIMESTAMP', [0, 1], TIMESTAMP_TZ, (inputs) =>
    withPrecision(inputs, systemTimestamp(inputs.context.now())),
  ),
  define('CURRENT_DATE', [0, 0], DATE, ({ context }) => {
    return new OracleDate(wallClockSeconds(currentTimestamp(context), TIMESTAMP_TZ, context.nls.timeZone));
  }),
  define('CURRENT_TIMESTAMP', [0, 1], TIMESTAMP_TZ, (inputs) =>
    withPrecision(inputs, currentTimestamp(inputs.context)),
  ),
  define('LOCALTIMESTAMP', [0, 1], TIMESTAMP, (inputs) => {
    const zoned = withPrecision(inputs, currentTimestamp(inputs.context));
    return new OracleTimestamp(wallClockSeconds(zoned, TIMESTAMP_TZ, ''), zoned.nanos);
  }),
  define('SESSIONTIMEZONE', [0, 0], TEXT, ({ context }) => context.nls.timeZone),
  define('DBTIMEZONE', [0, 0], { ...VARCHAR2, length: 6 }, () => '+00:00'),
  defineStrict('ADD_MONTHS', [2, 2], DATE, (inputs) => {
    const date = inputs.date(0) as OracleDate;
    return dateFromSeconds(addMonths(date.seconds, inputs.integer(1, 0) ?? 0, true));
  }),
  defineStrict('MONTHS_BETWEEN', [2, 2], NUMBER, (inputs) =>
    monthsBetween(inputs.date(0) as OracleDate, inputs.date(1) as OracleDate),
  ),
  defineStrict('LAST_DAY', [1, 1], DATE, (inputs) => dateFromSeconds(lastDay((inputs.date(0) as OracleDate).seconds))),
  defineStrict('NEXT_DAY', [2, 2], DATE, nextWeekday),
  defineStrict('NEW_TIME', [3, 3], DATE, newTime),
  defineStrict('FROM_TZ', [2, 2], zonedLikeFirst, (inputs) => {
    const timestamp = inputs.timestamp(0, 'TIMESTAMP') as OracleTimestamp;
    return zonedTimestamp(timestamp.seconds, timestamp.nanos, checkedZone((inputs.text(1) ?? '').trim()));
  }),
  defineStrict('SYS_EXTRACT_UTC', [1, 1], TIMESTAMP, (inputs) => {
    const value = inputs.value(0);
    if (!(value instanceof OracleTimestamp)) throw new OracleError(30175, 'invalid type given for an argument');
    return extractUtc(value, inputs.type(0));
  }),
  defineStrict('TZ_OFFSET', [1, 1], { ...VARCHAR2, length: 7 }, (inputs) => {
    const zone = (inputs.text(0) ?? '').trim().toUpperCase();
    const { nls, now } = inputs.context;
    const name = zone === 'SESSIONTIMEZONE' ? nls.timeZone : zone === 'DBTIMEZONE' ? '+00:00' : zone;
    return formatOffset(offsetAt(name, now() / 1000));
  }),
];
