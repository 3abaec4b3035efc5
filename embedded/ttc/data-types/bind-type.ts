import type { BindDescription } from '../../session/database-session.ts';
import type { DataType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { ColumnMetadata } from '../messages/column-metadata.ts';
import { FORM } from './text-codec.ts';
import { MAX_STRING_BYTES, TYPE } from './wire-type.ts';

/** Clients announce national text with this many bytes a character. */
const ANNOUNCED_BYTES_PER_NATIONAL_CHARACTER = 4;

/** The bind that a client described. Throws ORA-03001 for types that this database has not, ORA-03115 for unknown ones. */
export function bindDescription(metadata: ColumnMetadata): BindDescription {
  return {
    type: bindType(metadata),
    maxSize: metadata.maxSize,
    isArray: metadata.isArray,
    maxElements: metadata.maxElements,
  };
}

function bindType({ type, form, maxSize, namedType }: ColumnMetadata): DataType {
  const isNational = form === FORM.national;
  const length = isNational ? Math.floor(maxSize / ANNOUNCED_BYTES_PER_NATIONAL_CHARACTER) : maxSize;
  switch (type) {
    case TYPE.varchar:
    case TYPE.long:
      return isNational ? { kind: 'NVARCHAR2', length, unit: 'CHAR' } : { kind: 'VARCHAR2', length, unit: 'BYTE' };
    case TYPE.char:
      return isNational ? { kind: 'NCHAR', length, unit: 'CHAR' } : { kind: 'CHAR', length, unit: 'BYTE' };
    case TYPE.number:
      return { kind: 'NUMBER' };
    case TYPE.binaryInteger:
      return { kind: 'PLS_INTEGER' };
    case TYPE.binaryFloat:
      return { kind: 'BINARY_FLOAT' };
    case TYPE.binaryDouble:
      return { kind: 'BINARY_DOUBLE' };
    case TYPE.date:
      return { kind: 'DATE' };
    case TYPE.timestamp:
      return { kind: 'TIMESTAMP', precision: 9 };
    case TYPE.timestampTz:
      return { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 };
    case TYPE.timestampLtz:
      return { kind: 'TIMESTAMP WITH LOCAL TIME ZONE', precision: 9 };
    case TYPE.intervalYearMonth:
      return { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 9 };
    case TYPE.intervalDaySecond:
      return { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };
    case TYPE.raw:
    case TYPE.longRaw:
      return { kind: 'RAW', length: maxSize };
    case TYPE.rowid:
    case TYPE.urowid:
      return { kind: 'VARCHAR2', length: maxSize, unit: 'BYTE' };
    case TYPE.clob:
      return { kind: isNational ? 'NCLOB' : 'CLOB' };
    case TYPE.blob:
      return { kind: 'BLOB' };
    case TYPE.boolean:
      return { kind: 'BOOLEAN' };
    case TYPE.cursor:
      return { kind: 'REF CURSOR' };
    case TYPE.bfile:
      throw unimplemented('BFILE binds');
    case TYPE.json:
      throw unimplemented('binds of type JSON');
    case TYPE.vector:
      throw unimplemented('binds of type VECTOR');
    case TYPE.object:
      if (namedType === undefined) throw unimplemented('binds of type XMLTYPE');
      return namedType.type;
    default:
      throw new OracleError(3115, `unsupported network datatype or representation (${type})`);
  }
}

/**
 * In SQL, long strings and RAWs are sent behind all other values of their row (oracle-net.md 5.1). `bytesPerNationalCharacter`: what
 * the client multiplies the size of national text with when it announces it, but not when it decides this.
 */
export function isSentLast({ type, form, maxSize }: ColumnMetadata, bytesPerNationalCharacter: number): boolean {
  if (type !== TYPE.varchar && type !== TYPE.char && type !== TYPE.raw && type !== TYPE.long && type !== TYPE.longRaw) {
    return false;
  }
  const size = form === FORM.national ? maxSize / bytesPerNationalCharacter : maxSize;
  return size > MAX_STRING_BYTES;
}
