import { Decimal } from 'decimal.js';
import type { CollectionType, DataType, RecordType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { CollectionValue, OracleDate, OracleTimestamp, RecordValue, type Value } from '../../types/values.ts';
import {
  decodeBinaryDouble,
  decodeBinaryFloat,
  encodeBinaryDouble,
  encodeBinaryFloat,
} from './binary-floating-codec.ts';
import {
  decodeDate,
  decodeTimestamp,
  decodeZonedTimestamp,
  encodeDate,
  encodeTimestamp,
  encodeZonedTimestamp,
} from './datetime-codec.ts';
import { ImageReader } from './image-reader.ts';
import { ImageWriter } from './image-writer.ts';
import { decodeNumber, encodeNumber } from './number-codec.ts';
import { decodeText, encodeText, FORM } from './text-codec.ts';

/**
 * The image of a record or collection ("pickled", as the driver's lib/thin/dbObject.js reads and writes it): a header, then the values of
 * the fields one behind the other, or the number of elements and the elements. A record inside a record stands there by itself; every
 * other record or collection inside is an image of its own.
 */

const FLAGS = { version81: 0x80, collection: 0x08, noPrefix: 0x04 } as const;
const IMAGE_VERSION = 1;
const HAS_INDEXES = 0x10;

export function encodeImage(value: Value): Buffer {
  const writer = new ImageWriter();
  if (value instanceof CollectionValue) {
    writer.header(FLAGS.version81 | FLAGS.collection, IMAGE_VERSION);
    writer.bytes(Buffer.from([1]));
    writeCollection(writer, value);
  } else if (value instanceof RecordValue) {
    writer.header(FLAGS.version81 | FLAGS.noPrefix, IMAGE_VERSION);
    writeRecord(writer, value);
  } else {
    throw new TypeError(`no image of ${typeof value}`);
  }
  return writer.finish();
}

function writeRecord(writer: ImageWriter, record: RecordValue): void {
  record.type.fields.forEach(({ type }, index) => {
    const value = record.fields[index] ?? null;
    if (type.kind === 'RECORD') {
      if (value instanceof RecordValue) writeRecord(writer, value);
      else writer.nullObject();
    } else if (value === null) writer.null();
    else writer.bytes(value instanceof CollectionValue ? encodeImage(value) : scalarBytes(type, value));
  });
}

function writeCollection(writer: ImageWriter, { type, elements }: CollectionValue): void {
  const isIndexed = type.shape === 'ASSOCIATIVE ARRAY';
  if (type.indexBy?.kind === 'VARCHAR2') throw unimplemented('client binds of tables indexed by VARCHAR2');
  const keys = [...elements.keys()].sort((a, b) => Number(a) - Number(b));
  writer.byte(isIndexed ? HAS_INDEXES : 0).length(keys.length);
  for (const key of keys) {
    if (isIndexed) writer.integer(Number(key));
    const value = elements.get(key) ?? null;
    if (value === null) {
      if (type.element.kind === 'RECORD') writer.nullObject();
      else writer.null();
    } else if (value instanceof CollectionValue || value instanceof RecordValue) writer.bytes(encodeImage(value));
    else writer.bytes(scalarBytes(elementType(type.element), value));
  }
}

/** See type-descriptor-segment.ts: to the client, integers as elements are numbers. */
function elementType(type: DataType): DataType {
  return type.kind === 'PLS_INTEGER' ? { kind: 'NUMBER' } : type;
}

function scalarBytes(type: DataType, value: Value): Buffer {
  if (typeof value === 'string') return encodeText(value, isNational(type) ? FORM.national : FORM.implicit);
  if (typeof value === 'boolean') return integerBytes(value ? 1 : 0);
  if (typeof value === 'number') {
    return type.kind === 'BINARY_FLOAT' ? encodeBinaryFloat(value) : encodeBinaryDouble(value);
  }
  if (Decimal.isDecimal(value)) {
    return type.kind === 'PLS_INTEGER' ? integerBytes(value.toNumber()) : encodeNumber(value);
  }
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof OracleDate) return encodeDate(value);
  if (value instanceof OracleTimestamp) {
    return type.kind === 'TIMESTAMP WITH TIME ZONE' ? encodeZonedTimestamp(value) : encodeTimestamp(value);
  }
  throw unimplemented(`${type.kind} inside records and collections of a client`);
}

function integerBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function isNational({ kind }: DataType): boolean {
  return kind === 'NVARCHAR2' || kind === 'NCHAR';
}

/** Throws ORA-03146 for bytes that are no image of the type. */
export function decodeImage(image: Buffer, type: RecordType | CollectionType): Value {
  const reader = new ImageReader(image);
  const flags = reader.byte();
  reader.byte(); // version
  reader.length(); // of the image
  if ((flags & FLAGS.noPrefix) === 0) reader.skip(reader.length());
  return type.kind === 'COLLECTION' ? readCollection(reader, type) : readRecord(reader, type);
}

function readRecord(reader: ImageReader, type: RecordType): RecordValue {
  const fields = type.fields.map(({ type: fieldType }): Value => {
    if (fieldType.kind === 'RECORD') return reader.isNullObject() ? null : readRecord(reader, fieldType);
    return readValue(reader, fieldType);
  });
  return new RecordValue(type, fields);
}

function readCollection(reader: ImageReader, type: CollectionType): CollectionValue {
  const isIndexed = (reader.byte() & HAS_INDEXES) !== 0;
  const count = reader.length();
  const collection = new CollectionValue(type);
  const element = elementType(type.element);
  for (let index = 1; index <= count; index++) {
    const key = isIndexed ? reader.integer() : index;
    const isNull = element.kind === 'RECORD' && reader.isNullObject();
    collection.elements.set(key, isNull ? null : readValue(reader, element));
  }
  collection.highest = type.shape === 'ASSOCIATIVE ARRAY' ? 0 : count;
  return collection;
}

function readValue(reader: ImageReader, type: DataType): Value {
  const bytes = reader.bytes();
  if (bytes === null) return null;
  if (type.kind === 'RECORD' || type.kind === 'COLLECTION') return decodeImage(bytes, type);
  const value = decodeScalar(bytes, type);
  if (value === undefined) throw new OracleError(3146, 'invalid buffer length for TTC field');
  return value;
}

function decodeScalar(bytes: Buffer, type: DataType): Value | undefined {
  switch (type.kind) {
    case 'NUMBER':
      return decodeNumber(bytes);
    case 'PLS_INTEGER':
      return bytes.length === 4 ? new Decimal(bytes.readInt32BE()) : undefined;
    case 'BOOLEAN':
      return bytes.at(-1) === 1;
    case 'DATE':
      return decodeDate(bytes);
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return decodeTimestamp(bytes);
    case 'TIMESTAMP WITH TIME ZONE':
      return decodeZonedTimestamp(bytes);
    case 'BINARY_FLOAT':
      return decodeBinaryFloat(bytes);
    case 'BINARY_DOUBLE':
      return decodeBinaryDouble(bytes);
    case 'RAW':
    case 'LONG RAW':
      return bytes.length === 0 ? null : Buffer.from(bytes);
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
    case 'ROWID':
    case 'UROWID':
      return decodeText(bytes, isNational(type) ? FORM.national : FORM.implicit) || null;
    default:
      throw unimplemented(`${type.kind} inside records and collections of a client`);
  }
}
