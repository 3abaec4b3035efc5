import { isConvertible } from '../../types/convertible.ts';
import type { CharacterType, DataType, NumberType, PlsIntegerType, ScalarType } from '../../types/data-type.ts';

/** Families of types: how well an argument fits a parameter. */

export function isScalar(type: DataType): type is ScalarType {
  return type.kind !== 'RECORD' && type.kind !== 'COLLECTION' && type.kind !== 'REF CURSOR';
}
export function isCharacter(type: DataType): type is CharacterType {
  return ['VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR', 'LONG'].includes(type.kind);
}
export function isExactNumber(type: DataType): type is NumberType | PlsIntegerType {
  return type.kind === 'NUMBER' || type.kind === 'PLS_INTEGER';
}
function isDatetime(type: DataType): boolean {
  return type.kind === 'DATE' || type.kind.startsWith('TIMESTAMP');
}

function isCharacterLob(type: DataType): boolean {
  return type.kind === 'CLOB' || type.kind === 'NCLOB';
}

/** Numeric types in the order in which an overload is preferred for an argument of another numeric type. */
const NUMERIC_ORDER = ['PLS_INTEGER', 'NUMBER', 'BINARY_FLOAT', 'BINARY_DOUBLE'];

/** How far a scalar argument is from a parameter's type: 0 the same, undefined not convertible. */
export function scalarDistance(from: ScalarType, to: ScalarType, isLiteral: boolean): number | undefined {
  if (from.kind === to.kind || from.kind === 'NULL') return 0;
  if (!isConvertible(from, to)) return undefined;
  const source = NUMERIC_ORDER.indexOf(from.kind);
  const target = NUMERIC_ORDER.indexOf(to.kind);
  if (source >= 0 && target >= 0) {
    const step = target - source;
    return step > 0 ? (isLiteral ? step : step * 2) : 10 - step;
  }
  if (isCharacter(from) && isCharacter(to)) return from.kind.startsWith('N') === to.kind.startsWith('N') ? 1 : 5;
  if (isDatetime(from) && isDatetime(to)) return 5;
  if (isCharacter(from) && isCharacterLob(to)) return 8;
  if (isCharacterLob(from) && (isCharacter(to) || isCharacterLob(to))) return 8;
  return 100;
}
