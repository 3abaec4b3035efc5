import oracledb, { type BindParameter } from 'oracledb';
import { serviceError } from '../errors.ts';
import type { JsonValue } from './call-request.ts';
import { parseDateText } from './date-text.ts';
import type { OracleType } from './oracle-type.ts';

/** JSON ↔ Oracle: for each type how its value goes in, what PL/SQL declares for it, and how it comes out. */

/** A value on its way in: `expression` is PL/SQL around the placeholder of `bind`. */
export type EncodedValue = {
  declaration: string;
  bind: BindParameter;
  expression: (placeholder: string) => string;
};

type TypeCodec = {
  /** PL/SQL type of the variable. */
  declaration: string;
  /** What a value must be, for the error. */
  expected: string;
  /** Undefined when the value does not convert. */
  encode: (value: NonNullable<JsonValue>) => Encoding | undefined;
  output: Output;
};
type Encoding = { bind: BindParameter; expression?: (placeholder: string) => string; declaration?: string };

/**
 * `json`: the block itself appends it with this procedure of ASYNC_JOBS_RUNTIME. Cursors and binary values come back as binds, for they
 * have to be fetched.
 */
export type Output =
  | { kind: 'json'; procedure: string; convert?: (variable: string) => string }
  | { kind: 'binary'; bind: BindParameter }
  | { kind: 'cursor' };

/** The most that a VARCHAR2 or RAW variable holds, in bytes. Longer text travels as CLOB. */
const MAX_VARCHAR2_BYTES = 32_767;

const DATE_MODEL = "'YYYY-MM-DD HH24:MI:SS'";
const TIMESTAMP_MODEL = "'YYYY-MM-DD HH24:MI:SS.FF9'";
const TIMESTAMP_TZ_MODEL = "'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM'";

const CODECS: Readonly<Record<OracleType, TypeCodec>> = {
  VARCHAR2: {
    declaration: 'VARCHAR2(32767)',
    expected: 'texto',
    encode: (value) => encodeText(textOf(value), oracledb.DB_TYPE_VARCHAR, oracledb.DB_TYPE_CLOB, 'CLOB'),
    output: { kind: 'json', procedure: 'PUT_TEXT' },
  },
  NVARCHAR2: {
    declaration: 'NVARCHAR2(16383)',
    expected: 'texto',
    encode: (value) => encodeText(textOf(value), oracledb.DB_TYPE_NVARCHAR, oracledb.DB_TYPE_NCLOB, 'NCLOB'),
    output: { kind: 'json', procedure: 'PUT_TEXT' },
  },
  CLOB: {
    declaration: 'CLOB',
    expected: 'texto',
    encode: (value) => encodeText(textOf(value), oracledb.DB_TYPE_VARCHAR, oracledb.DB_TYPE_CLOB),
    output: { kind: 'json', procedure: 'PUT_CLOB' },
  },
  NCLOB: {
    declaration: 'NCLOB',
    expected: 'texto',
    encode: (value) => encodeText(textOf(value), oracledb.DB_TYPE_NVARCHAR, oracledb.DB_TYPE_NCLOB),
    output: { kind: 'json', procedure: 'PUT_CLOB', convert: (variable) => `TO_CLOB(${variable})` },
  },
  NUMBER: {
    declaration: 'NUMBER',
    expected: 'un número (menor que 1e126)',
    encode: encodeNumber,
    output: { kind: 'json', procedure: 'PUT_NUMBER' },
  },
  BINARY_DOUBLE: {
    declaration: 'BINARY_DOUBLE',
    expected: 'un número',
    encode: encodeDouble,
    output: { kind: 'json', procedure: 'PUT_DOUBLE' },
  },
  DATE: {
    declaration: 'DATE',
    expected: 'una fecha: YYYY-MM-DD, fecha y hora ISO 8601 o DD/MM/YYYY',
    encode: (value) => encodeDate(value, ({ dateTime }) => [dateTime, 'TO_DATE', DATE_MODEL]),
    output: { kind: 'json', procedure: 'PUT_DATE' },
  },
  TIMESTAMP: {
    declaration: 'TIMESTAMP(9)',
    expected: 'una fecha y hora ISO 8601 o DD/MM/YYYY',
    encode: (value) =>
      encodeDate(value, ({ dateTime, fraction }) => [
        `${dateTime}.${fraction || '0'}`,
        'TO_TIMESTAMP',
        TIMESTAMP_MODEL,
      ]),
    output: { kind: 'json', procedure: 'PUT_TIMESTAMP' },
  },
  'TIMESTAMP WITH TIME ZONE': {
    declaration: 'TIMESTAMP(9) WITH TIME ZONE',
    expected: 'una fecha y hora ISO 8601 o DD/MM/YYYY',
    // Where no offset is given it is UTC: the zone of the session depends on the machine that the service runs on.
    encode: (value) =>
      encodeDate(value, ({ dateTime, fraction, offset }) => [
        `${dateTime}.${fraction || '0'} ${offset ?? '+00:00'}`,
        'TO_TIMESTAMP_TZ',
        TIMESTAMP_TZ_MODEL,
      ]),
    output: { kind: 'json', procedure: 'PUT_TIMESTAMP_TZ' },
  },
  'INTERVAL DAY TO SECOND': {
    declaration: 'INTERVAL DAY(9) TO SECOND(9)',
    expected: 'un intervalo como 3 04:05:06',
    encode: (value) => encodeString(value, (placeholder) => `TO_DSINTERVAL(${placeholder})`),
    output: { kind: 'json', procedure: 'PUT_TEXT', convert: (variable) => `TO_CHAR(${variable})` },
  },
  'INTERVAL YEAR TO MONTH': {
    declaration: 'INTERVAL YEAR(9) TO MONTH',
    expected: 'un intervalo como 1-06',
    encode: (value) => encodeString(value, (placeholder) => `TO_YMINTERVAL(${placeholder})`),
    output: { kind: 'json', procedure: 'PUT_TEXT', convert: (variable) => `TO_CHAR(${variable})` },
  },
  BOOLEAN: {
    declaration: 'BOOLEAN',
    expected: 'true o false',
    encode: encodeBoolean,
    output: { kind: 'json', procedure: 'PUT_BOOLEAN' },
  },
  BLOB: {
    declaration: 'BLOB',
    expected: 'texto en base64',
    encode: (value) => encodeBinary(value, oracledb.DB_TYPE_BLOB),
    output: { kind: 'binary', bind: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_BLOB } },
  },
  RAW: {
    declaration: 'RAW(32767)',
    expected: 'texto en base64',
    encode: (value) => encodeBinary(value, oracledb.DB_TYPE_RAW),
    output: {
      kind: 'binary',
      bind: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_RAW, maxSize: MAX_VARCHAR2_BYTES },
    },
  },
  ROWID: {
    declaration: 'VARCHAR2(4000)',
    expected: 'un ROWID',
    encode: (value) => encodeString(value),
    output: { kind: 'json', procedure: 'PUT_TEXT' },
  },
  'REF CURSOR': {
    declaration: 'SYS_REFCURSOR',
    expected: 'un parámetro de salida',
    encode: () => undefined,
    output: { kind: 'cursor' },
  },
};

/** PL/SQL type of a variable for values of this type. */
export function declarationOf(type: OracleType): string {
  return CODECS[type].declaration;
}

export function outputOf(type: OracleType): Output {
  return CODECS[type].output;
}

/**
 * Makes the bind of a value.
 * @param name of the parameter, for the error.
 * @throws {ServiceError} VALUE_NOT_CONVERTIBLE.
 */
export function encodeValue(value: NonNullable<JsonValue>, type: OracleType, name: string): EncodedValue {
  const codec = CODECS[type];
  const encoding = codec.encode(value);
  if (encoding === undefined) {
    const detail = `Error de conversión de tipos: el parámetro ${name} (${type}) debe ser ${codec.expected}`;
    throw serviceError('VALUE_NOT_CONVERTIBLE', { detail });
  }
  const { bind, expression = (placeholder) => placeholder, declaration = codec.declaration } = encoding;
  return { bind, expression, declaration };
}

/** The type that a value has by itself, where neither request nor dictionary names one. */
export function inferType(value: JsonValue): OracleType {
  if (typeof value === 'number') return 'NUMBER';
  return typeof value === 'boolean' ? 'BOOLEAN' : 'VARCHAR2';
}

/** Whether a value converts to a type, for the choice among overloads. */
export function isConvertible(value: NonNullable<JsonValue>, type: OracleType): boolean {
  return CODECS[type].encode(value) !== undefined;
}

/** Objects and arrays go to the procedure as JSON text. */
function textOf(value: NonNullable<JsonValue>): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function encodeText(
  text: string,
  shortType: oracledb.DbType,
  longType: oracledb.DbType,
  longDeclaration?: string,
): Encoding {
  if (Buffer.byteLength(text) <= MAX_VARCHAR2_BYTES) return { bind: { val: text, type: shortType } };
  const bind = { val: text, type: longType };
  return longDeclaration === undefined ? { bind } : { bind, declaration: longDeclaration };
}

function encodeString(value: NonNullable<JsonValue>, expression?: Encoding['expression']): Encoding | undefined {
  if (typeof value !== 'string') return undefined;
  const bind = { val: value.trim(), type: oracledb.DB_TYPE_VARCHAR };
  return expression === undefined ? { bind } : { bind, expression };
}

const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/** NUMBER ends below it (Oracle SQL Reference, Data Types: 9.99…9 x 10^125). */
export const NUMBER_LIMIT = 1e126;

/** The driver takes JavaScript numbers; what has more digits goes as text and becomes a number in the database. */
function encodeNumber(value: NonNullable<JsonValue>): Encoding | undefined {
  if (typeof value === 'number' && !/e/.test(String(value)))
    return { bind: { val: value, type: oracledb.DB_TYPE_NUMBER } };
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  if (text.trim() === '') return { bind: { val: null, type: oracledb.DB_TYPE_NUMBER } };
  if (!NUMBER_TEXT.test(text.trim()) || Math.abs(Number(text)) >= NUMBER_LIMIT) return undefined;
  return {
    bind: { val: text.trim(), type: oracledb.DB_TYPE_VARCHAR },
    expression: (placeholder) => `ASYNC_JOBS_RUNTIME.NUMBER_OF(${placeholder})`,
  };
}

const NOT_FINITE: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

/** The JavaScript number itself: NUMBER has neither its range nor its NaN. */
function encodeDouble(value: NonNullable<JsonValue>): Encoding | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const text = String(value).trim();
  if (text !== '' && !NUMBER_TEXT.test(text) && !NOT_FINITE.has(text)) return undefined;
  return { bind: { val: text === '' ? null : Number(text), type: oracledb.DB_TYPE_BINARY_DOUBLE } };
}

function encodeDate(
  value: NonNullable<JsonValue>,
  format: (date: NonNullable<ReturnType<typeof parseDateText>>) => [text: string, conversion: string, model: string],
): Encoding | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.trim() === '') return { bind: { val: null, type: oracledb.DB_TYPE_VARCHAR } };
  const date = parseDateText(value);
  if (date === undefined) return undefined;
  const [text, conversion, model] = format(date);
  return {
    bind: { val: text, type: oracledb.DB_TYPE_VARCHAR },
    expression: (placeholder) => `${conversion}(${placeholder}, ${model})`,
  };
}

function encodeBoolean(value: NonNullable<JsonValue>): Encoding | undefined {
  const isTrue = value === true || value === 1 || (typeof value === 'string' && /^(true|1)$/i.test(value.trim()));
  const isFalse = value === false || value === 0 || (typeof value === 'string' && /^(false|0)$/i.test(value.trim()));
  if (!isTrue && !isFalse) return undefined;
  return {
    bind: { val: isTrue ? 1 : 0, type: oracledb.DB_TYPE_NUMBER },
    expression: (placeholder) => `(${placeholder} = 1)`,
  };
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

function encodeBinary(value: NonNullable<JsonValue>, type: oracledb.DbType): Encoding | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/\s+/g, '');
  if (!BASE64.test(text) || text.replace(/=+$/, '').length % 4 === 1) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return { bind: { val: bytes.length === 0 ? null : bytes, type } };
}
