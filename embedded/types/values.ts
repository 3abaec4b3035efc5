import type { Decimal } from 'decimal.js';
import type { CollectionType, RecordType } from './data-type.ts';

/**
 * The values of the database in TypeScript. NULL is `null`; `''` never occurs (Oracle's empty string is NULL).
 *
 * | Oracle                         | here                                                        |
 * | VARCHAR2 CHAR NVARCHAR2 LONG   | string (never empty)                                        |
 * | NUMBER PLS_INTEGER             | Decimal (decimal.js, the constructor of `number.ts`)        |
 * | BINARY_FLOAT BINARY_DOUBLE     | number                                                      |
 * | DATE                           | OracleDate                                                  |
 * | TIMESTAMP …                    | OracleTimestamp                                             |
 * | INTERVAL …                     | YearMonthInterval, DaySecondInterval                        |
 * | RAW LONG RAW                   | Buffer (never empty)                                        |
 * | CLOB NCLOB BLOB                | Lob (may be empty: EMPTY_CLOB() is not NULL)                |
 * | ROWID                          | string, 18 characters                                       |
 * | BOOLEAN                        | boolean                                                     |
 * | RECORD, COLLECTION             | RecordValue, CollectionValue (PL/SQL only)                  |
 * | REF CURSOR                     | CursorHandle                                                |
 */
export type ScalarValue =
  | null
  | string
  | Decimal
  | number
  | boolean
  | Buffer
  | OracleDate
  | OracleTimestamp
  | YearMonthInterval
  | DaySecondInterval
  | Lob;

export type Value = ScalarValue | RecordValue | CollectionValue | CursorHandle;

/** A DATE: wall-clock seconds since 1970-01-01 00:00:00 of the proleptic Gregorian calendar, no time zone. Immutable. */
export class OracleDate {
  readonly seconds: number;
  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

/**
 * A TIMESTAMP of any of the three kinds. Immutable. `seconds` + `nanos` are wall clock for TIMESTAMP and UTC for the two kinds with a
 * time zone; `offsetMinutes` is the displayed offset of TIMESTAMP WITH TIME ZONE (undefined for the other two) and
 * `region` its region name, where it was given by name.
 */
export class OracleTimestamp {
  readonly seconds: number;
  readonly nanos: number;
  readonly offsetMinutes: number | undefined;
  readonly region: string | undefined;
  constructor(seconds: number, nanos: number, offsetMinutes?: number, region?: string) {
    this.seconds = seconds;
    this.nanos = nanos;
    this.offsetMinutes = offsetMinutes;
    this.region = region;
  }
}

/** INTERVAL YEAR TO MONTH: whole months, signed. */
export class YearMonthInterval {
  readonly months: number;
  constructor(months: number) {
    this.months = months;
  }
}

/** INTERVAL DAY TO SECOND: whole seconds and nanoseconds, both with the sign of the interval. */
export class DaySecondInterval {
  readonly seconds: number;
  readonly nanos: number;
  constructor(seconds: number, nanos: number) {
    this.seconds = seconds;
    this.nanos = nanos;
  }
}

/** Where a persistent LOB is stored; writing through its locator updates that row. */
export type LobOrigin = { schema: string; table: string; column: string; rowid: string };

/**
 * A LOB's locator together with its content. Content is replaced, never changed in place, so that a copy of the reference
 * to the string or Buffer is a copy of the value. CLOB content is a string, BLOB content a Buffer.
 */
export class Lob {
  readonly kind: 'CLOB' | 'NCLOB' | 'BLOB';
  content: string | Buffer;
  /** Set on a LOB read from a table's column: writes go through to the row. */
  origin: LobOrigin | undefined;
  constructor(kind: 'CLOB' | 'NCLOB' | 'BLOB', content: string | Buffer, origin?: LobOrigin) {
    this.kind = kind;
    this.content = content;
    this.origin = origin;
  }
}

export class RecordValue {
  readonly type: RecordType;
  /** In the order of `type.fields`. */
  fields: Value[];
  constructor(type: RecordType, fields: Value[]) {
    this.type = type;
    this.fields = fields;
  }
}

/**
 * A collection. An atomically NULL nested table or VARRAY is `null`, not a CollectionValue. Keys are kept in order: integers
 * ascending, strings in binary order. `elements` of a VARRAY and of a dense nested table have keys 1..n.
 */
export class CollectionValue {
  readonly type: CollectionType;
  /** key → element. Integer keys are numbers, VARCHAR2 keys strings. */
  readonly elements: Map<number | string, Value>;
  /** Largest subscript ever allocated of a nested table or VARRAY (deleted elements keep their place; TRIM lowers it). */
  highest: number;
  constructor(type: CollectionType) {
    this.type = type;
    this.elements = new Map();
    this.highest = 0;
  }
}

/** What a cursor variable points to: an open query, shared by every variable that it was assigned to. */
export class CursorHandle {
  /** The open rows, or undefined once closed. See `../sql/sql-engine.ts`. */
  cursor: import('../sql/sql-engine.ts').QueryCursor | undefined;
  isFound: boolean | undefined;
  rowCount = 0;
  constructor(cursor: import('../sql/sql-engine.ts').QueryCursor | undefined) {
    this.cursor = cursor;
  }
}
