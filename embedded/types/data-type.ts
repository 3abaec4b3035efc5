/**
 * The data types of the database, as descriptors. Every expression, column, variable and bind has one.
 * Names are Oracle's ("Data Types", SQL Language Reference 19c).
 */

export type CharacterType = {
  kind: 'VARCHAR2' | 'NVARCHAR2' | 'CHAR' | 'NCHAR' | 'LONG';
  /** Maximum length in `unit`s; undefined where none is known (literals, parameters, expressions). */
  length?: number | undefined;
  /** BYTE is the default, as NLS_LENGTH_SEMANTICS=BYTE. NVARCHAR2 and NCHAR are always CHAR. */
  unit: 'BYTE' | 'CHAR';
};

/** NUMBER, NUMBER(p), NUMBER(p,s). `scale` undefined and `precision` undefined: floating NUMBER. */
export type NumberType = { kind: 'NUMBER'; precision?: number | undefined; scale?: number | undefined };

/** The integer types that exist in PL/SQL only, with a range check on assignment (ORA-01426 outside 32 bits). */
export type PlsIntegerType = {
  kind: 'PLS_INTEGER';
  /** Lower and upper bound of the subtypes: NATURAL 0.., POSITIVE 1.., SIGNTYPE -1..1. */
  low?: number | undefined;
  high?: number | undefined;
  notNull?: boolean | undefined;
};

export type BinaryFloatingType = { kind: 'BINARY_FLOAT' | 'BINARY_DOUBLE' };
export type DateType = { kind: 'DATE' };
export type TimestampType = {
  kind: 'TIMESTAMP' | 'TIMESTAMP WITH TIME ZONE' | 'TIMESTAMP WITH LOCAL TIME ZONE';
  /** Fractional digits, 0 to 9; 6 where none is written. */
  precision: number;
};
export type IntervalType =
  | { kind: 'INTERVAL YEAR TO MONTH'; yearPrecision: number }
  | { kind: 'INTERVAL DAY TO SECOND'; dayPrecision: number; secondPrecision: number };
export type RawType = { kind: 'RAW' | 'LONG RAW'; length?: number | undefined };
export type LobType = { kind: 'CLOB' | 'NCLOB' | 'BLOB' | 'BFILE' };
export type RowidType = { kind: 'ROWID' | 'UROWID' };
export type BooleanType = { kind: 'BOOLEAN' };
/** The type of the literal NULL, and of a bind that was given no type. Converts to everything. */
export type NullType = { kind: 'NULL' };

/** A type that a column can have, and a value that the wire can carry. */
export type ScalarType =
  | CharacterType
  | NumberType
  | PlsIntegerType
  | BinaryFloatingType
  | DateType
  | TimestampType
  | IntervalType
  | RawType
  | LobType
  | RowidType
  | BooleanType
  | NullType;

export type RecordField = { name: string; type: DataType; notNull?: boolean | undefined };
/** A PL/SQL record type: `TYPE … IS RECORD`, `%ROWTYPE`. Field order is the column order. */
export type RecordType = {
  kind: 'RECORD';
  name?: string | undefined;
  fields: RecordField[];
  /** Of `%ROWTYPE`: the table or view. */
  rowOf?: { schema: string; name: string } | undefined;
  /** Of an object type: its values may be NULL as a whole and belong to subtypes. `name` is SCHEMA.NAME; inherited attributes come first. */
  object?: { supertype: RecordType | undefined; isFinal: boolean; isInstantiable: boolean } | undefined;
};

export type CollectionType = {
  kind: 'COLLECTION';
  /** Unit-qualified name where the type has one: two collection types are the same only by name. */
  name?: string | undefined;
  shape: 'ASSOCIATIVE ARRAY' | 'NESTED TABLE' | 'VARRAY';
  element: DataType;
  elementNotNull?: boolean | undefined;
  /** Of an associative array: VARCHAR2(n) or an integer type. */
  indexBy?: ScalarType | undefined;
  /** Of a VARRAY: the largest subscript. */
  limit?: number | undefined;
};

/** REF CURSOR types; a strong one has the row that it returns. */
export type CursorType = { kind: 'REF CURSOR'; returns?: RecordType | undefined };

export type DataType = ScalarType | RecordType | CollectionType | CursorType;

export const VARCHAR2: CharacterType = { kind: 'VARCHAR2', unit: 'BYTE' };
export const NUMBER: NumberType = { kind: 'NUMBER' };
export const DATE: DateType = { kind: 'DATE' };
export const BOOLEAN: BooleanType = { kind: 'BOOLEAN' };
export const CLOB: LobType = { kind: 'CLOB' };
export const BLOB: LobType = { kind: 'BLOB' };
export const NULL_TYPE: NullType = { kind: 'NULL' };
