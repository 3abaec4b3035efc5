import type { BindValue } from '../../session/database-session.ts';
import type { NamedType } from '../../types/named-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { CursorHandle, Lob, Value } from '../../types/values.ts';
import type { ByteReader } from '../byte-reader.ts';
import type { ColumnMetadata } from '../messages/column-metadata.ts';
import { decodeBinaryDouble, decodeBinaryFloat } from './binary-floating-codec.ts';
import { decodeDate, decodeTimestamp, decodeZonedTimestamp } from './datetime-codec.ts';
import { decodeDaySecondInterval, decodeYearMonthInterval } from './interval-codec.ts';
import { decodeNumber } from './number-codec.ts';
import { decodeImage } from './object-image.ts';
import { decodeText } from './text-codec.ts';
import { TYPE } from './wire-type.ts';

/** What the client refers to instead of sending it. Both throw OracleError where there is no such thing. */
export type ClientReferences = {
  findLob(locator: Buffer): Lob;
  findCursor(id: number): CursorHandle;
  findType(identifier: Buffer): NamedType;
};

/** A null BOOLEAN is sent as this byte and a 1. */
const ESCAPE = 253;

/** A bind's value in a bind row: one value, or all elements of an array. */
export function decodeBindValue(reader: ByteReader, bind: ColumnMetadata, references: ClientReferences): BindValue {
  if (!bind.isArray) return decodeValue(reader, bind, references);
  const count = reader.ub4();
  const values: Value[] = [];
  for (let index = 0; index < count; index++) values.push(decodeValue(reader, bind, references));
  return values;
}

function decodeValue(reader: ByteReader, bind: ColumnMetadata, references: ClientReferences): Value {
  switch (bind.type) {
    case TYPE.clob:
    case TYPE.blob: {
      const locator = reader.bytesWithLength();
      return locator === null ? null : references.findLob(locator);
    }
    case TYPE.cursor:
      return decodeCursor(reader, references);
    case TYPE.boolean:
      return decodeBoolean(reader);
    case TYPE.object:
      return decodeObject(reader, bind, references);
    default: {
      const bytes = reader.bytes();
      if (bytes === null) return null;
      const value = decodeScalar(bytes, bind);
      if (value === undefined) throw invalidValue(bind);
      return value;
    }
  }
}

/** What a client makes of Infinity, for one: the message is sound, so that only the call fails. */
function invalidValue({ type }: ColumnMetadata): OracleError {
  if (type === TYPE.number || type === TYPE.binaryInteger) return new OracleError(1722, 'invalid number');
  return new OracleError(3146, 'invalid buffer length for TTC field');
}

/** Undefined where the bytes are no value of the type. */
function decodeScalar(bytes: Buffer, { type, form }: ColumnMetadata): Value | undefined {
  switch (type) {
    case TYPE.number:
    case TYPE.binaryInteger:
      return decodeNumber(bytes);
    case TYPE.date:
      return decodeDate(bytes);
    case TYPE.timestamp:
    case TYPE.timestampLtz:
      return decodeTimestamp(bytes);
    case TYPE.timestampTz:
      return decodeZonedTimestamp(bytes);
    case TYPE.intervalYearMonth:
      return decodeYearMonthInterval(bytes);
    case TYPE.intervalDaySecond:
      return decodeDaySecondInterval(bytes);
    case TYPE.binaryFloat:
      return decodeBinaryFloat(bytes);
    case TYPE.binaryDouble:
      return decodeBinaryDouble(bytes);
    case TYPE.raw:
    case TYPE.longRaw:
      // A copy: the request's buffer is used again.
      return Buffer.from(bytes);
    default: {
      const text = decodeText(bytes, form);
      return text === '' ? null : text;
    }
  }
}

/** Where a type's id stands in what a client puts before a value. */
const TYPE_ID_START = 4;
const TYPE_ID_END = 20;

/** Ids, a version, then the value's image. */
function decodeObject(reader: ByteReader, bind: ColumnMetadata, references: ClientReferences): Value {
  const typeId = reader.bytesWithLength();
  reader.bytesWithLength(); // object id
  reader.bytesWithLength(); // snapshot
  reader.ub4(); // version
  const length = reader.ub4();
  reader.ub4(); // flags
  if (length === 0) return null;
  const image = reader.bytes();
  if (image === null || bind.namedType === undefined) return null;
  // A client runs a statement again without a new description where only the type of an object is another one.
  const identifier = typeId?.subarray(TYPE_ID_START, TYPE_ID_END);
  if (identifier !== undefined && !identifier.equals(bind.namedType.identifier)) {
    bind.namedType = references.findType(identifier);
    bind.typeIdentifier = bind.namedType.identifier;
  }
  return decodeImage(image, bind.namedType.type);
}

function decodeBoolean(reader: ByteReader): boolean | null {
  if (reader.peek() === ESCAPE) {
    reader.skip(2);
    return null;
  }
  const bytes = reader.bytes();
  return bytes === null ? null : bytes[0] === 1;
}

/** `01 00` is a cursor variable of the client that was never opened; an open one is a ub4 1 and its id. */
function decodeCursor(reader: ByteReader, references: ClientReferences): CursorHandle | null {
  if (reader.ub1() === 0) return null;
  if (reader.ub1() === 0) return null;
  const id = reader.ub4();
  return id === 0 ? null : references.findCursor(id);
}
