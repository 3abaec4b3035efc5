import { Decimal } from 'decimal.js';
import type { ColumnDescription } from '../../sql/sql-engine.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import {
  CursorHandle,
  DaySecondInterval,
  Lob,
  OracleDate,
  OracleTimestamp,
  type Value,
  YearMonthInterval,
} from '../../types/values.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { encodeDescription, type TypeNames } from '../messages/describe-reply.ts';
import { encodeBinaryDouble, encodeBinaryFloat } from './binary-floating-codec.ts';
import { encodeDate, encodeTimestamp, encodeZonedTimestamp } from './datetime-codec.ts';
import { encodeDaySecondInterval, encodeYearMonthInterval } from './interval-codec.ts';
import { encodeNumber } from './number-codec.ts';
import { encodeImage } from './object-image.ts';
import { parseRowid } from './rowid-codec.ts';
import { encodeText } from './text-codec.ts';
import { hasLongTrailer, MAX_STRING_BYTES, TYPE, type WireType } from './wire-type.ts';

/** Gives the client a handle for what stays with the server. */
export type ServerReferences = TypeNames & {
  /** A locator for the LOB, and its length in characters or bytes. */
  locateLob(lob: Lob): { locator: Buffer; length: number; chunkSize: number };
  /** A cursor id for the open rows; undefined for a cursor that is closed. */
  locateCursor(handle: CursorHandle): { id: number; columns: ColumnDescription[] } | undefined;
};

/** A column's value in a row of a query. */
export function encodeColumnValue(
  writer: ByteWriter,
  type: WireType,
  value: Value,
  references: ServerReferences,
): void {
  if (type.maxSize === 0 && type.number === TYPE.varchar) {
    if (value !== null) throw mismatch(type, value);
    return;
  }
  if (type.number === TYPE.rowid) encodeRowid(writer, value);
  else if (type.number === TYPE.urowid) encodeUrowid(writer, value);
  else encodeValue(writer, type, value, references);
  if (hasLongTrailer(type)) writer.sb4(0).ub4(0);
}

/** The value of an OUT bind or of a RETURNING target; the length that did not fit follows it, 0 where all did. */
export function encodeOutValue(writer: ByteWriter, type: WireType, value: Value, references: ServerReferences): void {
  let tooLong = 0;
  if (typeof value === 'string' && isPlainString(type)) {
    const length = encodeText(value, type.form).length;
    if (length > Math.max(type.maxSize, 1)) tooLong = Math.min(length, MAX_STRING_BYTES);
  }
  encodeValue(writer, type, value, references);
  writer.sb4(tooLong);
}

function isPlainString(type: WireType): boolean {
  return (type.number === TYPE.varchar || type.number === TYPE.char) && type.maxSize > 0;
}

function encodeValue(writer: ByteWriter, type: WireType, value: Value, references: ServerReferences): void {
  if (type.number === TYPE.object) encodeObject(writer, type, value);
  else if (value === null) writer.ub1(0);
  else if (type.number === TYPE.clob || type.number === TYPE.blob) encodeLocator(writer, type, value, references);
  else if (type.number === TYPE.cursor) encodeCursor(writer, type, value, references);
  else if (type.number === TYPE.boolean) encodeBoolean(writer, type, value);
  else writer.bytes(scalarBytes(type, value));
}

function scalarBytes(type: WireType, value: Value): Buffer {
  switch (type.number) {
    case TYPE.varchar:
    case TYPE.char:
    case TYPE.long:
      return textBytes(type, value);
    case TYPE.raw:
    case TYPE.longRaw:
      if (Buffer.isBuffer(value)) return value;
      if (value instanceof Lob && Buffer.isBuffer(value.content)) return value.content;
      break;
    case TYPE.number:
    case TYPE.binaryInteger:
      if (Decimal.isDecimal(value)) return encodeNumber(value);
      break;
    case TYPE.binaryFloat:
      if (typeof value === 'number') return encodeBinaryFloat(value);
      break;
    case TYPE.binaryDouble:
      if (typeof value === 'number') return encodeBinaryDouble(value);
      break;
    case TYPE.date:
      if (value instanceof OracleDate || value instanceof OracleTimestamp) return encodeDate(value);
      break;
    case TYPE.timestamp:
    case TYPE.timestampLtz:
      if (value instanceof OracleTimestamp) return encodeTimestamp(value);
      break;
    case TYPE.timestampTz:
      if (value instanceof OracleTimestamp) return encodeZonedTimestamp(value);
      break;
    case TYPE.intervalYearMonth:
      if (value instanceof YearMonthInterval) return encodeYearMonthInterval(value);
      break;
    case TYPE.intervalDaySecond:
      if (value instanceof DaySecondInterval) return encodeDaySecondInterval(value);
      break;
    default:
  }
  throw mismatch(type, value);
}

function textBytes(type: WireType, value: Value): Buffer {
  if (typeof value === 'string') return encodeText(value, type.form);
  if (value instanceof Lob && typeof value.content === 'string') return encodeText(value.content, type.form);
  // A define may ask for any column as text; Oracle converts it then.
  throw unimplemented(`fetch of ${kindOf(value)} as VARCHAR2`);
}

function encodeLocator(writer: ByteWriter, type: WireType, value: Value, references: ServerReferences): void {
  if (!(value instanceof Lob)) throw mismatch(type, value);
  const { locator, length, chunkSize } = references.locateLob(value);
  writer.ub4(locator.length).ub8(length).ub4(chunkSize).bytes(locator);
}

function encodeCursor(writer: ByteWriter, type: WireType, value: Value, references: ServerReferences): void {
  if (!(value instanceof CursorHandle)) throw mismatch(type, value);
  const cursor = references.locateCursor(value);
  if (cursor === undefined) {
    writer.ub1(0);
    return;
  }
  writer.ub1(1);
  encodeDescription(writer, cursor.columns, references);
  writer.ub2(cursor.id);
}

/** What a client puts before a type's id where it makes an object itself, and behind it. */
const OBJECT_ID_HEAD = Buffer.from([0, 0x22, 0x02, 0x08]);
const OBJECT_ID_TAIL = Buffer.from('00000000000000000000000000010001', 'hex');
const TOP_LEVEL = 1;

function encodeObject(writer: ByteWriter, type: WireType, value: Value): void {
  const identifier = type.typeIdentifier ?? Buffer.alloc(0);
  const image = value === null ? null : encodeImage(value);
  writer.bytesWithLength(Buffer.concat([OBJECT_ID_HEAD, identifier, OBJECT_ID_TAIL]));
  writer.ub4(0).ub4(0); // object id, snapshot
  writer.ub2(0); // version
  writer.ub4(image?.length ?? 0);
  writer.ub2(TOP_LEVEL);
  if (image !== null) writer.bytes(image);
}

function encodeBoolean(writer: ByteWriter, type: WireType, value: Value): void {
  if (typeof value !== 'boolean') throw mismatch(type, value);
  writer.bytes(Buffer.from(value ? [1, 1] : [0]));
}

function encodeRowid(writer: ByteWriter, value: Value): void {
  if (value === null) {
    writer.ub1(0);
    return;
  }
  const { object, file, block, slot } = parseRowid(String(value));
  writer.ub1(13).ub4(object).ub2(file).ub1(0).ub4(block).ub2(slot);
}

/** A physical ROWID in the universal form: kind 1, then the four parts. */
function encodeUrowid(writer: ByteWriter, value: Value): void {
  if (value === null) {
    writer.ub1(0);
    return;
  }
  const { object, file, block, slot } = parseRowid(String(value));
  const bytes = Buffer.alloc(13);
  bytes[0] = 1;
  bytes.writeUInt32BE(object, 1);
  bytes.writeUInt16BE(file, 5);
  bytes.writeUInt32BE(block, 7);
  bytes.writeUInt16BE(slot, 11);
  writer.ub4(bytes.length).bytes(bytes);
}

/** The database gave a value that is not of the type that it announced. */
function mismatch(type: WireType, value: Value): Error {
  return new TypeError(`a value of kind ${kindOf(value)} for wire type ${type.number}`);
}

function kindOf(value: Value): string {
  if (value === null) return 'NULL';
  if (Decimal.isDecimal(value)) return 'NUMBER';
  return typeof value === 'object' ? value.constructor.name : typeof value;
}
