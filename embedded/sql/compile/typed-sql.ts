import type { CollectionType, CursorType, RecordType, ScalarType } from '../../types/data-type.ts';
import type { BaseColumn } from './scope.ts';

/** Where a LOB value comes from, so that its locator can be written through. `rowid` is PostgreSQL SQL of the row's number. */
export type LobColumn = { schema: string; table: string; column: string; rowid: string };

/** A time zone: SQL of its name as a text, and as an operand of AT TIME ZONE. `name` where it is known beforehand. */
export type Zone = { text: string; operand: string; name?: string | undefined };

/**
 * An expression in PostgreSQL SQL with its Oracle type. The text is self-contained (parenthesised where it is compound) and always has
 * the PostgreSQL type `pgTypeName(type)`.
 */
export type TypedSql = {
  sql: string;
  type: ScalarType;
  isNullable: boolean;
  /** Offset in the source text, for errors. */
  pos: number;
  /** Of literals: the text or the number as written. Never ''. */
  literal?: string | undefined;
  /** Of ROWID values: SQL of the bigint behind it, for comparisons that can use the index. */
  rowidNumber?: string | undefined;
  lob?: LobColumn | undefined;
  /** The stored column that the expression is. */
  base?: BaseColumn | undefined;
  isJson?: boolean | undefined;
  /** Of TIMESTAMP WITH TIME ZONE: the zone that the value is displayed in, where it is another than the session's. */
  zone?: Zone | undefined;
  /** Of texts: the sort of a COLLATE operator. */
  collation?: string | undefined;
  /** True where the value depends on a row of the statement. */
  isRowDependent: boolean;
  /** `CURSOR(…)`: number of the nested query among the plan's. */
  nestedCursor?: number | undefined;
  /** Set for `CURSOR(…)` only; `type` is NULL's then. */
  cursorType?: CursorType | undefined;
  /** Set for objects: the SQL yields the number under which the run has the object; `type` is NULL's then. */
  objectType?: RecordType | CollectionType | undefined;
  /** Of objects: the SQL has them in the form of columns, not as numbers of the run (see composite-text.ts). */
  isStored?: boolean | undefined;
};

export function typed(sql: string, type: ScalarType, from: Partial<TypedSql> & { pos: number }): TypedSql {
  return {
    sql,
    type,
    pos: from.pos,
    isNullable: from.isNullable ?? true,
    isRowDependent: from.isRowDependent ?? false,
    ...(from.literal === undefined ? {} : { literal: from.literal }),
  };
}

/** The PostgreSQL type that values of an Oracle type have in compiled statements (the storage's columns add length and scale). */
export function pgTypeName(type: ScalarType): string {
  switch (type.kind) {
    case 'NUMBER':
    case 'PLS_INTEGER':
      return 'numeric';
    case 'BINARY_DOUBLE':
      return 'float8';
    case 'BINARY_FLOAT':
      return 'float4';
    case 'DATE':
    case 'TIMESTAMP':
      return 'timestamp';
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return 'timestamptz';
    case 'INTERVAL DAY TO SECOND':
    case 'INTERVAL YEAR TO MONTH':
      return 'interval';
    case 'RAW':
    case 'LONG RAW':
    case 'BLOB':
    case 'BFILE':
      return 'bytea';
    case 'BOOLEAN':
      return 'boolean';
    default:
      return 'text';
  }
}

/** A text as PostgreSQL literal. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return hasMarks(text) ? `U&${escapeMarks(quoted)}` : quoted;
}

/** A name as PostgreSQL identifier. */
export function quoteName(name: string): string {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  return hasMarks(name) ? `U&${escapeMarks(quoted)}` : quoted;
}

/** The characters that mark parameters in compiled text are printed as escapes where they are text. */
function hasMarks(text: string): boolean {
  return text.includes('\uE000') || text.includes('\uE001');
}

function escapeMarks(quoted: string): string {
  return quoted.replaceAll('\\', '\\\\').replaceAll('\uE000', '\\E000').replaceAll('\uE001', '\\E001');
}
