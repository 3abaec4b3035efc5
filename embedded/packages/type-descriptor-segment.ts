import type { CollectionType, DataType, RecordType } from '../types/data-type.ts';
import { nameOfType } from '../types/named-type.ts';
import { unimplemented } from '../types/oracle-error.ts';

/**
 * The type descriptor segment (TDS) of a record or collection type: from it a client learns what the elements of a collection are, and the
 * sizes of a record's fields. Layout as the driver reads it (`_parseTDS` of its lib/thin/connection.js).
 */

const CODE = {
  char: 1,
  date: 2,
  number: 6,
  varchar: 7,
  integer: 8,
  raw: 19,
  timestamp: 21,
  timestampTz: 23,
  interval: 24,
  object: 27,
  collection: 28,
  clob: 29,
  blob: 30,
  timestampLtz: 33,
  binaryFloat: 37,
  binaryDouble: 45,
  start: 38,
} as const;

const SHAPE_CODE = { 'ASSOCIATIVE ARRAY': 1, 'NESTED TABLE': 2, VARRAY: 3 } as const;
const HEADER_BYTES = 18;
const CHARSETS = { database: 873, national: 2000 };

export function typeDescriptorSegment(type: RecordType | CollectionType): Buffer {
  const attributes = type.kind === 'COLLECTION' ? collectionBytes(type) : recordBytes(type);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(HEADER_BYTES + attributes.length, 0);
  header.writeUInt8(CODE.start, 4);
  header.writeUInt8(1, 5);
  header.writeUInt16BE(type.kind === 'COLLECTION' ? 1 : type.fields.length, 8);
  header.writeUInt8(CODE.start, 11);
  return Buffer.concat([header, attributes]);
}

/** The element's description stands behind what is said of the collection, whose last field is the shape. */
function collectionBytes(type: CollectionType): Buffer {
  const bytes = Buffer.alloc(10);
  bytes.writeUInt8(CODE.collection, 0);
  bytes.writeUInt32BE(HEADER_BYTES + bytes.length, 1);
  bytes.writeUInt32BE(type.limit ?? 0, 5);
  bytes.writeUInt8(SHAPE_CODE[type.shape], 9);
  return Buffer.concat([bytes, Buffer.from(elementBytes(type.element))]);
}

/** An integer is a number for the elements of a collection: the driver takes the code of integers for that of BOOLEAN. */
function elementBytes(type: DataType): number[] {
  return type.kind === 'PLS_INTEGER' ? [CODE.number, 0, 0] : attributeBytes(type);
}

function recordBytes(type: RecordType): Buffer {
  return Buffer.from(type.fields.flatMap((field) => attributeBytes(field.type)));
}

function attributeBytes(type: DataType): number[] {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'LONG':
      return [CODE.varchar, ...textSize(type)];
    case 'CHAR':
    case 'NCHAR':
      return [CODE.char, ...textSize(type)];
    case 'ROWID':
    case 'UROWID':
      return [CODE.varchar, ...textSize({ kind: 'VARCHAR2', unit: 'BYTE', length: 18 })];
    case 'NUMBER':
      return [CODE.number, type.precision ?? (type.scale === undefined ? 0 : 38), numberScale(type)];
    case 'PLS_INTEGER':
    case 'BOOLEAN':
      return [CODE.integer];
    case 'DATE':
      return [CODE.date];
    case 'TIMESTAMP':
      return [CODE.timestamp, type.precision];
    case 'TIMESTAMP WITH TIME ZONE':
      return [CODE.timestampTz, type.precision];
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return [CODE.timestampLtz, type.precision];
    case 'INTERVAL YEAR TO MONTH':
    case 'INTERVAL DAY TO SECOND':
      return [CODE.interval];
    case 'RAW':
    case 'LONG RAW':
      return [CODE.raw, ...uint16(type.length ?? 32_767)];
    case 'BINARY_FLOAT':
      return [CODE.binaryFloat];
    case 'BINARY_DOUBLE':
      return [CODE.binaryDouble];
    case 'CLOB':
    case 'NCLOB':
      return [CODE.clob];
    case 'BLOB':
      return [CODE.blob];
    case 'RECORD':
    case 'COLLECTION':
      if (nameOfType(type) === undefined) throw unimplemented('types without a name inside described types');
      return [CODE.object, 0, 0, 0, 0, 0];
    default:
      throw unimplemented(`${type.kind} inside described types`);
  }
}

/** A plain NUMBER has precision 0 and scale -127. */
function numberScale({ precision, scale }: { precision?: number | undefined; scale?: number | undefined }): number {
  if (precision === undefined && scale === undefined) return 0x81;
  return (scale ?? 0) & 0xff;
}

/** Bytes, character set form, character set. */
function textSize(type: { kind: string; unit: 'BYTE' | 'CHAR'; length?: number | undefined }): number[] {
  const isNational = type.kind === 'NVARCHAR2' || type.kind === 'NCHAR';
  const bytesPerUnit = isNational ? 2 : type.unit === 'CHAR' ? 4 : 1;
  const size = Math.min((type.length ?? 32_767) * bytesPerUnit, 32_767);
  const charset = isNational ? CHARSETS.national : CHARSETS.database;
  return [...uint16(size), isNational ? 2 : 1, ...uint16(charset)];
}

function uint16(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}
