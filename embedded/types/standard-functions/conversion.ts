import { formatBinary, numberError, toText } from '../convert-scalar.ts';
import type { DataType, ScalarType } from '../data-type.ts';
import { NUMBER, VARCHAR2 } from '../data-type.ts';
import { formatDatetime } from '../format-datetime.ts';
import { formatNumberModel } from '../format-number.ts';
import { numberToDaySecond, numberToYearMonth, parseDaySecond, parseYearMonth } from '../interval.ts';
import { withNlsParameters } from '../nls-parameters.ts';
import { Decimal, parseNumber } from '../number.ts';
import { parseDate, parseTimestamp, parseTimestampTz } from '../parse-datetime.ts';
import { parseNumberModel } from '../parse-number-model.ts';
import type { StandardFunction } from '../standard-function.ts';
import { Lob, OracleDate, OracleTimestamp, type ScalarValue } from '../values.ts';
import { characterResult, define, defineStrict, type Inputs, renamed } from './define.ts';

const TIMESTAMP = { kind: 'TIMESTAMP', precision: 9 } as const;
const TIMESTAMP_TZ = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 } as const;
const YEAR_MONTH = { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 9 } as const;
const DAY_SECOND = { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 } as const;

/** TO_CHAR of a text is the text; of numbers, datetimes and intervals by format or by the session's settings. */
function toCharacter(inputs: Inputs): ScalarValue {
  const value = inputs.value(0);
  if (value === null || (inputs.isGiven(1) && inputs.value(1) === null)) return null;
  if (!inputs.isGiven(1)) return toText(value, inputs.type(0), inputs.context);
  const format = inputs.text(1) ?? '';
  const { nls, currency } = withNlsParameters(inputs.context.nls, inputs.isGiven(2) ? inputs.text(2) : undefined);
  if (value instanceof OracleDate || value instanceof OracleTimestamp) {
    const text = formatDatetime(value, inputs.type(0), format, nls);
    return text === '' ? null : text;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return formatBinary(value, false, nls);
  if (typeof value === 'number' || value instanceof Decimal || typeof value === 'string' || value instanceof Lob) {
    const number = inputs.number(0);
    if (number === null) return null;
    return formatNumberModel(number, format, nls.numericCharacters, currency);
  }
  return toText(value, inputs.type(0), inputs.context);
}

function toNumberFunction(inputs: Inputs): ScalarValue {
  const value = inputs.value(0);
  if (value === null || (inputs.isGiven(1) && inputs.value(1) === null)) return null;
  if (value instanceof Decimal || typeof value === 'number') return inputs.number(0);
  const text = inputs.text(0);
  if (text === null) return null;
  const { nls, currency } = withNlsParameters(inputs.context.nls, inputs.isGiven(2) ? inputs.text(2) : undefined);
  try {
    if (!inputs.isGiven(1)) return parseNumber(text, nls.numericCharacters[0]);
    return parseNumberModel(text, inputs.text(1) ?? '', nls.numericCharacters, currency);
  } catch (error) {
    throw numberError(error, inputs.context);
  }
}

/**
 * TO_DATE and TO_TIMESTAMP read texts. A datetime argument goes through its text by the session's default format first, so that
 * TO_DATE(SYSDATE) loses the time, as the manual warns; TO_TIMESTAMP_TZ is no different.
 */
function toDatetime(
  inputs: Inputs,
  format: keyof Pick<Inputs['context']['nls'], 'dateFormat' | 'timestampFormat' | 'timestampTzFormat'>,
  parse: typeof parseDate | typeof parseTimestamp | typeof parseTimestampTz,
): ScalarValue {
  const text = inputs.text(0);
  if (text === null || (inputs.isGiven(1) && inputs.value(1) === null)) return null;
  const { nls } = withNlsParameters(inputs.context.nls, inputs.isGiven(2) ? inputs.text(2) : undefined);
  const model = inputs.isGiven(1) ? (inputs.text(1) ?? '') : nls[format];
  return parse(text, model, nls, inputs.context.now());
}

const TO_CHAR = define('TO_CHAR', [1, 3], toCharType, toCharacter);

function toCharType(types: DataType[]): ScalarType {
  const [first] = types;
  if (types.length === 1 && first !== undefined && characterResult(first).kind === 'VARCHAR2') {
    const length = 'unit' in first ? first.length : TEXT_LENGTHS[first.kind];
    return { ...VARCHAR2, length };
  }
  return VARCHAR2;
}

/** Longest default texts of the types. */
const TEXT_LENGTHS: Record<string, number> = {
  NUMBER: 40,
  PLS_INTEGER: 40,
  DATE: 75,
  TIMESTAMP: 75,
  'TIMESTAMP WITH TIME ZONE': 75,
};

function lobOf(kind: 'CLOB' | 'NCLOB'): StandardFunction {
  return define(kind === 'CLOB' ? 'TO_CLOB' : 'TO_NCLOB', [1, 3], { kind }, (inputs) => {
    const value = inputs.value(0);
    if (value instanceof Lob && Buffer.isBuffer(value.content)) return new Lob(kind, value.content.toString('utf8'));
    if (value instanceof Lob) return new Lob(kind, value.content);
    const text = inputs.text(0);
    return text === null ? null : new Lob(kind, text);
  });
}

const RAWTOHEX = define('RAWTOHEX', [1, 1], VARCHAR2, (inputs) => {
  const value = inputs.value(0);
  // SQL takes the bytes of a text, PL/SQL its digits.
  if (typeof value === 'string' && inputs.context.language === 'SQL')
    return Buffer.from(value).toString('hex').toUpperCase();
  return inputs.raw(0)?.toString('hex').toUpperCase() ?? null;
});

export const CONVERSION_FUNCTIONS: StandardFunction[] = [
  TO_CHAR,
  {
    ...renamed('TO_NCHAR', TO_CHAR),
    returns: () => ({ kind: 'NVARCHAR2', unit: 'CHAR' }),
  },
  define('TO_NUMBER', [1, 3], NUMBER, toNumberFunction),
  define('TO_DATE', [1, 3], { kind: 'DATE' }, (inputs) => toDatetime(inputs, 'dateFormat', parseDate)),
  define('TO_TIMESTAMP', [1, 3], TIMESTAMP, (inputs) => toDatetime(inputs, 'timestampFormat', parseTimestamp)),
  define('TO_TIMESTAMP_TZ', [1, 3], TIMESTAMP_TZ, (inputs) =>
    toDatetime(inputs, 'timestampTzFormat', parseTimestampTz),
  ),
  lobOf('CLOB'),
  lobOf('NCLOB'),
  define('TO_BLOB', [1, 2], { kind: 'BLOB' }, (inputs) => inputs.convert(0, { kind: 'BLOB' })),
  define('TO_BINARY_DOUBLE', [1, 3], { kind: 'BINARY_DOUBLE' }, (inputs) =>
    inputs.convert(0, { kind: 'BINARY_DOUBLE' }),
  ),
  define('TO_BINARY_FLOAT', [1, 3], { kind: 'BINARY_FLOAT' }, (inputs) => inputs.convert(0, { kind: 'BINARY_FLOAT' })),
  defineStrict('TO_DSINTERVAL', [1, 1], DAY_SECOND, (inputs) => parseDaySecond(inputs.text(0) ?? '')),
  defineStrict('TO_YMINTERVAL', [1, 1], YEAR_MONTH, (inputs) => parseYearMonth(inputs.text(0) ?? '')),
  defineStrict('NUMTODSINTERVAL', [2, 2], DAY_SECOND, (inputs) =>
    numberToDaySecond(inputs.number(0) as Decimal, inputs.text(1) ?? ''),
  ),
  defineStrict('NUMTOYMINTERVAL', [2, 2], YEAR_MONTH, (inputs) =>
    numberToYearMonth(inputs.number(0) as Decimal, inputs.text(1) ?? ''),
  ),
  define('HEXTORAW', [1, 1], { kind: 'RAW' }, (inputs) => inputs.raw(0)),
  RAWTOHEX,
  { ...renamed('RAWTONHEX', RAWTOHEX), returns: () => ({ kind: 'NVARCHAR2', unit: 'CHAR' }) },
  define('CHARTOROWID', [1, 1], { kind: 'ROWID' }, (inputs) => inputs.convert(0, { kind: 'ROWID' })),
  define('ROWIDTOCHAR', [1, 1], { ...VARCHAR2, length: 18 }, (inputs) => inputs.text(0)),
  define('ROWIDTONCHAR', [1, 1], { kind: 'NVARCHAR2', unit: 'CHAR', length: 18 }, (inputs) => inputs.text(0)),
];
