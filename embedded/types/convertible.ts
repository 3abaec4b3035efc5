import type { DataType } from './data-type.ts';

/** True where an implicit conversion between the kinds exists, for resolving overloads and PLS-00382. Values may still not convert. */
export function isConvertible(from: DataType, to: DataType): boolean {
  if (from.kind === 'NULL' || from.kind === to.kind) return true;
  const sources = CONVERTIBLE[to.kind];
  return sources?.has(groupOf(from)) ?? false;
}

type TypeGroup =
  | 'text'
  | 'number'
  | 'datetime'
  | 'ymInterval'
  | 'dsInterval'
  | 'raw'
  | 'clob'
  | 'blob'
  | 'rowid'
  | 'other';

function groupOf(type: DataType): TypeGroup {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
      return 'text';
    case 'NUMBER':
    case 'PLS_INTEGER':
    case 'BINARY_FLOAT':
    case 'BINARY_DOUBLE':
      return 'number';
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return 'datetime';
    case 'INTERVAL YEAR TO MONTH':
      return 'ymInterval';
    case 'INTERVAL DAY TO SECOND':
      return 'dsInterval';
    case 'RAW':
    case 'LONG RAW':
      return 'raw';
    case 'CLOB':
    case 'NCLOB':
      return 'clob';
    case 'BLOB':
      return 'blob';
    case 'ROWID':
    case 'UROWID':
      return 'rowid';
    default:
      return 'other';
  }
}

const TO_TEXT = new Set<TypeGroup>(['text', 'number', 'datetime', 'ymInterval', 'dsInterval', 'raw', 'clob', 'rowid']);
const TO_NUMBER = new Set<TypeGroup>(['text', 'number', 'clob']);
const TO_DATETIME = new Set<TypeGroup>(['text', 'datetime', 'clob']);
const TO_RAW = new Set<TypeGroup>(['text', 'raw', 'blob']);

const CONVERTIBLE: Record<string, Set<TypeGroup>> = {
  VARCHAR2: TO_TEXT,
  NVARCHAR2: TO_TEXT,
  CHAR: TO_TEXT,
  NCHAR: TO_TEXT,
  LONG: TO_TEXT,
  NUMBER: TO_NUMBER,
  PLS_INTEGER: TO_NUMBER,
  BINARY_FLOAT: TO_NUMBER,
  BINARY_DOUBLE: TO_NUMBER,
  DATE: TO_DATETIME,
  TIMESTAMP: TO_DATETIME,
  'TIMESTAMP WITH TIME ZONE': TO_DATETIME,
  'TIMESTAMP WITH LOCAL TIME ZONE': TO_DATETIME,
  'INTERVAL YEAR TO MONTH': new Set<TypeGroup>(['text', 'ymInterval']),
  'INTERVAL DAY TO SECOND': new Set<TypeGroup>(['text', 'dsInterval']),
  RAW: TO_RAW,
  'LONG RAW': TO_RAW,
  CLOB: new Set<TypeGroup>(['text', 'clob', 'number', 'datetime', 'ymInterval', 'dsInterval', 'rowid']),
  NCLOB: new Set<TypeGroup>(['text', 'clob']),
  BLOB: new Set<TypeGroup>(['raw', 'blob']),
  ROWID: new Set<TypeGroup>(['text', 'rowid']),
  UROWID: new Set<TypeGroup>(['text', 'rowid']),
  NULL: new Set<TypeGroup>([
    'text',
    'number',
    'datetime',
    'ymInterval',
    'dsInterval',
    'raw',
    'clob',
    'blob',
    'rowid',
    'other',
  ]),
};
