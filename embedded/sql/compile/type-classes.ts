import type { CharacterType, DataType, ScalarType } from '../../types/data-type.ts';

/** Oracle's data type families, as its conversion rules speak of them. */
export type TypeClass =
  | 'character'
  | 'numeric'
  | 'datetime'
  | 'interval'
  | 'raw'
  | 'lob'
  | 'rowid'
  | 'boolean'
  | 'null';

export function classOf(type: ScalarType): TypeClass {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
      return 'character';
    case 'NUMBER':
    case 'PLS_INTEGER':
    case 'BINARY_DOUBLE':
    case 'BINARY_FLOAT':
      return 'numeric';
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return 'datetime';
    case 'INTERVAL DAY TO SECOND':
    case 'INTERVAL YEAR TO MONTH':
      return 'interval';
    case 'RAW':
    case 'LONG RAW':
      return 'raw';
    case 'CLOB':
    case 'NCLOB':
    case 'BLOB':
    case 'BFILE':
      return 'lob';
    case 'ROWID':
    case 'UROWID':
      return 'rowid';
    case 'BOOLEAN':
      return 'boolean';
    case 'NULL':
      return 'null';
  }
}

export function isCharacter(type: DataType): type is CharacterType {
  return (
    type.kind === 'VARCHAR2' ||
    type.kind === 'CHAR' ||
    type.kind === 'NVARCHAR2' ||
    type.kind === 'NCHAR' ||
    type.kind === 'LONG'
  );
}

export function isFixedCharacter(type: DataType): boolean {
  return type.kind === 'CHAR' || type.kind === 'NCHAR';
}

export function isCharacterLob(type: DataType): boolean {
  return type.kind === 'CLOB' || type.kind === 'NCLOB';
}

export function isBinaryFloating(type: DataType): boolean {
  return type.kind === 'BINARY_DOUBLE' || type.kind === 'BINARY_FLOAT';
}

export function isNumeric(type: DataType): boolean {
  return type.kind === 'NUMBER' || type.kind === 'PLS_INTEGER' || isBinaryFloating(type);
}

export function isZonedTimestamp(type: DataType): boolean {
  return type.kind === 'TIMESTAMP WITH TIME ZONE' || type.kind === 'TIMESTAMP WITH LOCAL TIME ZONE';
}

export function isTimestamp(type: DataType): boolean {
  return type.kind === 'TIMESTAMP' || isZonedTimestamp(type);
}

export function isDatetime(type: DataType): boolean {
  return type.kind === 'DATE' || isTimestamp(type);
}

export function isInterval(type: DataType): boolean {
  return type.kind === 'INTERVAL DAY TO SECOND' || type.kind === 'INTERVAL YEAR TO MONTH';
}

/** True for the types that a column can have and a compiled statement can carry. */
export function isScalar(type: DataType): type is ScalarType {
  return type.kind !== 'RECORD' && type.kind !== 'COLLECTION' && type.kind !== 'REF CURSOR';
}

/** The type's name as ORA-00932 prints it. */
export function displayName(type: DataType): string {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'CHAR':
    case 'NVARCHAR2':
    case 'NCHAR':
      return 'CHAR';
    case 'PLS_INTEGER':
      return 'NUMBER';
    case 'RAW':
    case 'LONG RAW':
      return 'BINARY';
    case 'COLLECTION':
    case 'RECORD':
      return type.name ?? 'UDT';
    case 'REF CURSOR':
      return 'CURSER';
    case 'NULL':
      return '-';
    default:
      return type.kind;
  }
}

/** VARCHAR2 of this many bytes at most. */
export function varchar(length?: number): CharacterType {
  return { kind: 'VARCHAR2', unit: 'BYTE', ...(length === undefined ? {} : { length: Math.min(length, 4000) }) };
}
