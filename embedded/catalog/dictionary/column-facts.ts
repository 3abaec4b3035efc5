import type { CharacterType } from '../../types/data-type.ts';
import type { CatalogColumn } from '../catalog.ts';

/** How *_TAB_COLUMNS, *_ARGUMENTS and the like describe a column's type. Lengths in bytes where not said otherwise. */
export type ColumnFacts = {
  dataType: string;
  dataLength: number;
  precision: number | null;
  scale: number | null;
  characterSet: 'CHAR_CS' | 'NCHAR_CS' | null;
  /** In characters; 0 for types that have none. */
  charLength: number;
  charUsed: 'B' | 'C' | null;
};

const MAX_COLUMN_BYTES = 4000;

export function columnFacts({
  type,
  floatPrecision,
  composite,
}: Pick<CatalogColumn, 'type' | 'floatPrecision' | 'composite'>): ColumnFacts {
  if (composite !== undefined) return plain(composite.name, 1);
  switch (type.kind) {
    case 'VARCHAR2':
    case 'CHAR':
    case 'NVARCHAR2':
    case 'NCHAR':
      return characterFacts(type);
    case 'LONG':
      return { ...plain('LONG', 0), characterSet: 'CHAR_CS' };
    case 'NUMBER':
      if (floatPrecision !== undefined) return plain('FLOAT', 22, floatPrecision);
      // INTEGER is NUMBER(*,0): a scale without a precision.
      return plain('NUMBER', 22, type.precision ?? null, type.scale ?? null);
    case 'PLS_INTEGER':
      return plain('NUMBER', 22);
    case 'BINARY_FLOAT':
      return plain('BINARY_FLOAT', 4);
    case 'BINARY_DOUBLE':
      return plain('BINARY_DOUBLE', 8);
    case 'DATE':
      return plain('DATE', 7);
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
    case 'TIMESTAMP WITH TIME ZONE': {
      const length = type.kind === 'TIMESTAMP WITH TIME ZONE' ? 13 : type.precision === 0 ? 7 : 11;
      return plain(type.kind.replace('TIMESTAMP', `TIMESTAMP(${type.precision})`), length, null, type.precision);
    }
    case 'INTERVAL YEAR TO MONTH':
      return plain(`INTERVAL YEAR(${type.yearPrecision}) TO MONTH`, 5, type.yearPrecision, 0);
    case 'INTERVAL DAY TO SECOND':
      return plain(
        `INTERVAL DAY(${type.dayPrecision}) TO SECOND(${type.secondPrecision})`,
        11,
        type.dayPrecision,
        type.secondPrecision,
      );
    case 'RAW':
      return plain('RAW', type.length ?? 2000);
    case 'LONG RAW':
      return plain('LONG RAW', 0);
    case 'CLOB':
      return { ...plain('CLOB', 4000), characterSet: 'CHAR_CS' };
    case 'NCLOB':
      return { ...plain('NCLOB', 4000), characterSet: 'NCHAR_CS' };
    case 'BLOB':
      return plain('BLOB', 4000);
    case 'BFILE':
      return plain('BFILE', 530);
    case 'ROWID':
      return plain('ROWID', 10);
    case 'UROWID':
      return plain('UROWID', 4000);
    case 'BOOLEAN':
      return plain('BOOLEAN', 1);
    case 'NULL':
      return plain('VARCHAR2', 0);
  }
}

function plain(
  dataType: string,
  dataLength: number,
  precision: number | null = null,
  scale: number | null = null,
): ColumnFacts {
  return { dataType, dataLength, precision, scale, characterSet: null, charLength: 0, charUsed: null };
}

/** A character has up to four bytes in VARCHAR2 and CHAR (AL32UTF8), two in the national types (AL16UTF16). */
function characterFacts({ kind, length, unit }: CharacterType): ColumnFacts {
  const charLength = length ?? MAX_COLUMN_BYTES;
  if (kind === 'NVARCHAR2' || kind === 'NCHAR') {
    return { ...plain(kind, charLength * 2), characterSet: 'NCHAR_CS', charLength, charUsed: 'C' };
  }
  const limit = kind === 'CHAR' ? 2000 : MAX_COLUMN_BYTES;
  const dataLength = unit === 'CHAR' ? Math.min(charLength * 4, limit) : charLength;
  return { ...plain(kind, dataLength), characterSet: 'CHAR_CS', charLength, charUsed: unit === 'CHAR' ? 'C' : 'B' };
}
