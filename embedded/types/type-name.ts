import type { DataType, ScalarType } from './data-type.ts';
import { Decimal } from './number.ts';
import { DaySecondInterval, Lob, OracleDate, OracleTimestamp, type ScalarValue, YearMonthInterval } from './values.ts';

/** A type's name in ORA-00932 and the like. */
export function typeName(type: DataType): string {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
      return type.kind === 'VARCHAR2' ? 'CHAR' : type.kind;
    case 'COLLECTION':
    case 'RECORD':
      return type.name ?? type.kind;
    case 'REF CURSOR':
      return 'CURSER'; // As the message has it.
    case 'PLS_INTEGER':
      return 'NUMBER';
    case 'NULL':
      return 'CHAR';
    default:
      return type.kind;
  }
}

/** The type that a value shows by itself, for values whose declared type is not known. */
export function typeOfValue(value: ScalarValue): ScalarType {
  if (value === null) return { kind: 'NULL' };
  if (typeof value === 'string') return { kind: 'VARCHAR2', unit: 'BYTE' };
  if (typeof value === 'boolean') return { kind: 'BOOLEAN' };
  if (typeof value === 'number') return { kind: 'BINARY_DOUBLE' };
  if (value instanceof Decimal) return { kind: 'NUMBER' };
  if (value instanceof OracleDate) return { kind: 'DATE' };
  if (value instanceof OracleTimestamp) {
    return { kind: value.offsetMinutes === undefined ? 'TIMESTAMP' : 'TIMESTAMP WITH TIME ZONE', precision: 9 };
  }
  if (value instanceof YearMonthInterval) return { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 9 };
  if (value instanceof DaySecondInterval) {
    return { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };
  }
  if (value instanceof Lob) return { kind: value.kind };
  return { kind: 'RAW' };
}
