import type { ScalarType } from '../../types/data-type.ts';
import { datetimeModel } from '../../types/datetime-model.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { parseDate, parseTimestamp, parseTimestampTz } from '../../types/parse-datetime.ts';
import { formatOffset } from '../../types/time-zone.ts';
import { timestampText } from '../pg-datetime.ts';
import { isZonedTimestamp, varchar } from './type-classes.ts';
import { quoteText, type TypedSql, typed, type Zone } from './typed-sql.ts';

/** The session's time zone as an operand of AT TIME ZONE. Offsets as intervals: PostgreSQL reads '+02:00' with the opposite sign. */
export function sessionZone(nls: NlsSettings): string {
  return zoneOperand(nls.timeZone);
}

/** A zone whose name is known. */
export function namedZone(name: string): Zone {
  return { text: `${quoteText(name)}::text`, operand: zoneOperand(name), name };
}

/** The zone that a text names: a literal, or what the statement finds when it runs. */
export function zoneOf(value: TypedSql): Zone {
  if (value.literal !== undefined) return namedZone(value.literal);
  return { text: value.sql, operand: `ora.zone(${value.sql})` };
}

/** The zone that a TIMESTAMP WITH TIME ZONE is displayed in. */
export function displayZone(value: TypedSql, nls: NlsSettings): Zone {
  return value.zone ?? namedZone(nls.timeZone);
}

export function zoneOperand(zone: string): string {
  const offset = /^\s*([+-]?)(\d{1,2}):(\d{2})\s*$/.exec(zone);
  if (offset === null) return `${quoteText(zone)}::text`;
  return `'${offset[1] === '-' ? '-' : ''}${offset[2]}:${offset[3]}'::interval`;
}

const NUMERIC_ELEMENTS = new Set([
  ...[
    'YYYY',
    'YYY',
    'YY',
    'Y',
    'RRRR',
    'RR',
    'IYYY',
    'IW',
    'WW',
    'W',
    'MM',
    'DDD',
    'DD',
    'HH24',
    'HH12',
    'HH',
    'MI',
    'SS',
    'Q',
  ],
  ...['FF1', 'FF2', 'FF3', 'FF4', 'FF5', 'FF6'],
]);
const MODEL_TOKEN = /"[^"']*"|[-/,.;: ]|[A-Z]+\d*|[A-Z]/gi;
const ELEMENT =
  /^(?:YYYY|YYY|YY|Y|RRRR|RR|IYYY|IW|WW|W|MM|MONTH|MON|DDD|DD|DAY|DY|HH24|HH12|HH|MI|SS|FF[1-6]|AM|PM|Q)/i;

/**
 * The model in PostgreSQL's to_char, for the models that mean the same there: undefined for all others (FM, TH, languages …), which
 * `ora.datetime_text` does.
 */
function sameModel(format: string, type: ScalarType, nls: NlsSettings): string | undefined {
  const tokens = format.match(MODEL_TOKEN) ?? [];
  if (tokens.join('') !== format) return undefined;
  let result = '';
  for (const token of tokens) {
    if (/^["\-/,.;: ]/.test(token)) result += token;
    else {
      for (let rest = token; rest !== ''; ) {
        const element = ELEMENT.exec(rest)?.[0];
        if (element === undefined) return undefined;
        const printed = samePgElement(element, type, nls);
        if (printed === undefined) return undefined;
        result += printed;
        rest = rest.slice(element.length);
      }
    }
  }
  return result;
}

function samePgElement(element: string, type: ScalarType, nls: NlsSettings): string | undefined {
  const upper = element.toUpperCase();
  if (upper.startsWith('FF') && type.kind === 'DATE') return undefined;
  if (NUMERIC_ELEMENTS.has(upper)) return upper === 'RRRR' ? 'YYYY' : upper === 'RR' ? 'YY' : upper;
  if (!/^(AMERICAN|ENGLISH)$/.test(nls.dateLanguage)) return undefined;
  const isKnownCase =
    element === upper || element === upper.toLowerCase() || element === upper[0] + upper.slice(1).toLowerCase();
  return isKnownCase ? element : undefined;
}

/** A literal model's elements as an array for the runtime functions. Throws ORA-01821. */
function modelElements(format: string): string {
  const model = datetimeModel(format);
  const elements = model.elements.map((element) => {
    if (element.kind === 'literal') return (element.exact ? '"' : ' ') + element.text;
    const suffix = { '': '-', TH: 'T', SP: 'S', SPTH: 'O' }[element.suffix];
    return `${element.letterCase[0]}${element.fill ? 'f' : '-'}${suffix}${element.name}`;
  });
  return `ARRAY[${[...(model.isExact ? ['FX'] : []), ...elements].map(quoteText).join(', ')}]::text[]`;
}

/** A format that is a literal, or SQL of one that is known only when the statement runs. */
export type Format = { literal: string } | { sql: string };

function elementsSql(format: Format): string {
  return 'literal' in format ? modelElements(format.literal) : `ora.datetime_elements(${format.sql})`;
}

/** Elements that print numbers as words. */
export function isSpelled(format: string): boolean {
  return datetimeModel(format).elements.some(
    (element) => element.kind === 'field' && (element.suffix.startsWith('SP') || element.name.endsWith('YEAR')),
  );
}

/** TO_CHAR of a date or timestamp. */
export function datetimeText(value: TypedSql, format: Format, nls: NlsSettings): TypedSql {
  const length = 'literal' in format ? Math.max(format.literal.length * 3, 40) : 255;
  const model =
    'literal' in format && !isZonedTimestamp(value.type) ? sameModel(format.literal, value.type, nls) : undefined;
  if (model !== undefined && model !== '') {
    return typed(`nullif(to_char(${value.sql}, ${quoteText(model)}), '')`, varchar(length), value);
  }
  const names = `${quoteText(nls.dateLanguage)}, ${quoteText(nls.territory)}`;
  const digits = value.type.kind === 'DATE' ? -1 : 'precision' in value.type ? (value.type.precision ?? 6) : 6;
  if (isZonedTimestamp(value.type)) {
    const zone = displayZone(value, nls);
    const local = `${value.sql} AT TIME ZONE ${zone.operand}`;
    const utc = `${value.sql} AT TIME ZONE 'UTC'`;
    return typed(
      `ora.datetime_text(${local}, ${elementsSql(format)}, ${names}, ${digits}, ${zone.text}, ${utc})`,
      varchar(length),
      value,
    );
  }
  return typed(`ora.datetime_text(${value.sql}, ${elementsSql(format)}, ${names}, ${digits})`, varchar(length), value);
}

/** TO_DATE, TO_TIMESTAMP, TO_TIMESTAMP_TZ of a text. */
export function readDatetime(value: TypedSql, format: Format, target: ScalarType, nls: NlsSettings): TypedSql {
  const folded = 'literal' in format ? foldDatetime(value, format.literal, target, nls) : undefined;
  if (folded !== undefined) return folded;
  const inputs = `${value.sql}, ${elementsSql(format)}, ${quoteText(nls.dateLanguage)}, ${quoteText(nls.territory)}`;
  if (isZonedTimestamp(target)) {
    return typed(`ora.to_timestamp_tz(${inputs}, ${quoteText(nls.timeZone)}::text)`, target, value);
  }
  return typed(`ora.${target.kind === 'DATE' ? 'to_date' : 'to_timestamp'}(${inputs})`, target, value);
}

/** Elements whose missing fields come from today's date, which a constant must not keep. */
const HAS_YEAR_AND_MONTH = /(?=.*(?:YYYY|RR|YY))(?=.*(?:MM|MON|DDD))/i;

/** A text literal read at compile time; undefined where that cannot be done, or fails (then it fails when it runs). */
function foldDatetime(value: TypedSql, format: string, target: ScalarType, nls: NlsSettings): TypedSql | undefined {
  if (value.literal === undefined || !HAS_YEAR_AND_MONTH.test(format)) return undefined;
  const at = { pos: value.pos, isNullable: false };
  const now = Date.now();
  try {
    if (target.kind === 'DATE') {
      const date = parseDate(value.literal, format, nls, now);
      return typed(`${quoteText(timestampText(date.seconds, 0))}::timestamp`, target, at);
    }
    if (target.kind === 'TIMESTAMP') {
      const { seconds, nanos } = parseTimestamp(value.literal, format, nls, now);
      return typed(`${quoteText(timestampText(seconds, nanos))}::timestamp`, target, at);
    }
    const moment = parseTimestampTz(value.literal, format, nls, now);
    const zone = moment.region ?? (moment.offsetMinutes === undefined ? undefined : formatOffset(moment.offsetMinutes));
    const sql = `${quoteText(`${timestampText(moment.seconds, moment.nanos)}+00`)}::timestamptz`;
    return { ...typed(sql, target, at), ...(zone === undefined ? {} : { zone: namedZone(zone) }) };
  } catch (error) {
    if (error instanceof OracleError) return undefined;
    throw error;
  }
}
