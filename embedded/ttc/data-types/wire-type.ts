import type { ColumnDescription } from '../../sql/sql-engine.ts';
import type { CharacterType } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { FORM } from './text-codec.ts';

/** Oracle's numbers of the data types, as messages carry them. */
export const TYPE = {
  varchar: 1,
  number: 2,
  binaryInteger: 3,
  long: 8,
  rowid: 11,
  date: 12,
  raw: 23,
  longRaw: 24,
  char: 96,
  binaryFloat: 100,
  binaryDouble: 101,
  cursor: 102,
  object: 109,
  clob: 112,
  blob: 113,
  bfile: 114,
  json: 119,
  vector: 127,
  timestamp: 180,
  timestampTz: 181,
  intervalYearMonth: 182,
  intervalDaySecond: 183,
  urowid: 208,
  timestampLtz: 231,
  boolean: 252,
} as const;

/** How a value of a column or bind looks on the wire. */
export type WireType = {
  number: number;
  /** Character set form; see text-codec.ts. */
  form: number;
  /** Bytes. A column of size 0 occupies no byte in a row. */
  maxSize: number;
  precision: number;
  scale: number;
  /** Of objects. */
  typeIdentifier?: Buffer | undefined;
};

/** VARCHAR2 and RAW up to this size are plain values; longer ones are sent as LONGs are. */
export const MAX_STRING_BYTES = 32_767;
/** Of expressions whose length is not known. */
const DEFAULT_STRING_BYTES = 4_000;
const DEFAULT_RAW_BYTES = 2_000;
const LOB_LOCATOR_BYTES = 4_000;
/** Of no meaning but that it is not 0. */
const OBJECT_BYTES = 2_000;
const FLOATING_SCALE = -127;
const BYTES_PER_CHARACTER = 4;
const BYTES_PER_NATIONAL_CHARACTER = 2;

/** Column of the query whose value is sent. Throws ORA-03001 for a type that no message carries. */
export function wireTypeOf(column: ColumnDescription): WireType {
  const type = wireTypeOfType(column.type);
  return column.floatPrecision === undefined
    ? type
    : { ...type, precision: column.floatPrecision, scale: FLOATING_SCALE };
}

export function wireTypeOfType(type: ColumnDescription['type']): WireType {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
      return characterType(type);
    case 'NUMBER':
      return fixed(TYPE.number, 22, ...numberPrecision(type.precision, type.scale));
    case 'PLS_INTEGER':
      return fixed(TYPE.number, 22, 38, 0);
    case 'BINARY_FLOAT':
      return fixed(TYPE.binaryFloat, 4);
    case 'BINARY_DOUBLE':
      return fixed(TYPE.binaryDouble, 8);
    case 'DATE':
      return fixed(TYPE.date, 7);
    case 'TIMESTAMP':
      return fixed(TYPE.timestamp, 11, 0, type.precision);
    case 'TIMESTAMP WITH TIME ZONE':
      return fixed(TYPE.timestampTz, 13, 0, type.precision);
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return fixed(TYPE.timestampLtz, 11, 0, type.precision);
    case 'INTERVAL YEAR TO MONTH':
      return fixed(TYPE.intervalYearMonth, 5, type.yearPrecision, 0);
    case 'INTERVAL DAY TO SECOND':
      return fixed(TYPE.intervalDaySecond, 11, type.dayPrecision, type.secondPrecision);
    case 'RAW':
      return fixed(TYPE.raw, type.length ?? DEFAULT_RAW_BYTES);
    case 'LONG RAW':
      return fixed(TYPE.longRaw, 0);
    case 'CLOB':
      return { ...fixed(TYPE.clob, LOB_LOCATOR_BYTES), form: FORM.implicit };
    case 'NCLOB':
      return { ...fixed(TYPE.clob, LOB_LOCATOR_BYTES), form: FORM.national };
    case 'BLOB':
      return fixed(TYPE.blob, LOB_LOCATOR_BYTES);
    case 'ROWID':
      return fixed(TYPE.rowid, 18);
    case 'UROWID':
      return fixed(TYPE.urowid, 4_000);
    case 'BOOLEAN':
      return fixed(TYPE.boolean, 1);
    case 'NULL':
      return { ...fixed(TYPE.varchar, 0), form: FORM.implicit };
    case 'REF CURSOR':
      return fixed(TYPE.cursor, 1);
    case 'RECORD':
    case 'COLLECTION':
      return fixed(TYPE.object, OBJECT_BYTES);
    case 'BFILE':
      throw unimplemented('BFILE');
  }
}

function fixed(number: number, maxSize: number, precision = 0, scale = 0): WireType {
  return { number, form: FORM.none, maxSize, precision, scale };
}

/** A plain NUMBER has precision 0 and scale -127; NUMBER(*, s) has 38 digits. */
function numberPrecision(precision: number | undefined, scale: number | undefined): [number, number] {
  if (precision === undefined && scale === undefined) return [0, FLOATING_SCALE];
  return [precision ?? 38, scale ?? 0];
}

function characterType(type: CharacterType): WireType {
  const isNational = type.kind === 'NVARCHAR2' || type.kind === 'NCHAR';
  const form = isNational ? FORM.national : FORM.implicit;
  if (type.kind === 'LONG') return { ...fixed(TYPE.long, 0), form };
  const number = type.kind === 'CHAR' || type.kind === 'NCHAR' ? TYPE.char : TYPE.varchar;
  return { ...fixed(number, characterBytes(type, isNational)), form };
}

/** Never above the limit, lest the value be taken for a LONG. */
function characterBytes(type: CharacterType, isNational: boolean): number {
  if (type.length === undefined) return DEFAULT_STRING_BYTES;
  const factor = isNational ? BYTES_PER_NATIONAL_CHARACTER : type.unit === 'CHAR' ? BYTES_PER_CHARACTER : 1;
  return Math.min(type.length * factor, MAX_STRING_BYTES);
}

/** Values of these are followed by an indicator and a return code in a row. */
export function hasLongTrailer(type: WireType): boolean {
  return type.number === TYPE.long || type.number === TYPE.longRaw || type.maxSize > MAX_STRING_BYTES;
}

/** LOB columns are sent only after the client said, by a define, in which form it wants them. */
export function needsDefine(type: WireType): boolean {
  return type.number === TYPE.clob || type.number === TYPE.blob;
}
