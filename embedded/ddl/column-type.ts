import type { CatalogColumn } from '../catalog/catalog.ts';
import { columnFacts } from '../catalog/dictionary/column-facts.ts';
import type { TypeSpec } from '../syntax/ast/expression.ts';
import type { ScalarType } from '../types/data-type.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { scalarTypeOf } from '../types/type-spec.ts';

/** Limits of column types with MAX_STRING_SIZE = STANDARD, in bytes, or characters for the national types. */
const MAX_LENGTH: Readonly<Record<string, number>> = {
  VARCHAR2: 4000,
  NVARCHAR2: 2000,
  CHAR: 2000,
  NCHAR: 1000,
  RAW: 2000,
};

/** Names of types that Oracle has and this database has not. */
const KNOWN_TYPES = new Set(['XMLTYPE', 'SDO_GEOMETRY', 'ANYDATA', 'URITYPE', 'BFILE']);

export type ColumnType = Pick<CatalogColumn, 'type' | 'floatPrecision' | 'composite'>;

/**
 * The type that a column definition names. Throws ORA-00902 for names that are no column type, ORA-00906 and ORA-00910 for missing and
 * excessive lengths.
 */
export function columnType(
  spec: TypeSpec,
  lengthSemantics: 'BYTE' | 'CHAR',
  findType: (parts: string[]) => ColumnType['composite'],
): ColumnType {
  const name = spec.kind === 'ref' ? undefined : spec.name.parts.at(-1)?.name;
  const type = scalarTypeOf(spec, lengthSemantics);
  if (type === undefined || type.kind === 'BFILE') {
    const composite = spec.kind === 'named' ? findType(spec.name.parts.map((part) => part.name)) : undefined;
    if (composite !== undefined) return { type: { kind: 'CLOB' }, composite };
    if (spec.kind === 'ref' || (name !== undefined && KNOWN_TYPES.has(name))) {
      throw unimplemented(`columns of type ${name ?? 'REF'}`, spec.pos);
    }
    throw new OracleError(902, 'invalid datatype', { offset: spec.pos });
  }
  if (type.kind === 'BOOLEAN' || type.kind === 'PLS_INTEGER' || name === 'STRING' || name?.startsWith('SIMPLE_')) {
    throw new OracleError(902, 'invalid datatype', { offset: spec.pos });
  }
  checkLength(type, spec.pos);
  return { type, floatPrecision: floatPrecision(name, spec) };
}

function checkLength(type: ScalarType, pos: number): void {
  const maximum = MAX_LENGTH[type.kind];
  if (maximum === undefined || !('length' in type)) {
    if (maximum !== undefined) throw new OracleError(906, 'missing left parenthesis', { offset: pos });
    return;
  }
  if (type.length === undefined) throw new OracleError(906, 'missing left parenthesis', { offset: pos });
  if (type.length > maximum) throw new OracleError(910, 'specified length too long for its datatype', { offset: pos });
}

function floatPrecision(name: string | undefined, spec: TypeSpec): number | undefined {
  if (name === 'REAL') return 63;
  if (name === 'DOUBLE PRECISION') return 126;
  if (name !== 'FLOAT' || spec.kind !== 'named') return undefined;
  return spec.arguments[0] ?? 126;
}

/** PostgreSQL's type of a column. */
export function storageType(type: ScalarType): string {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
    case 'LONG':
    case 'CLOB':
    case 'NCLOB':
    case 'ROWID':
    case 'UROWID':
      return 'text';
    case 'NUMBER':
      if (type.precision !== undefined) return `numeric(${type.precision}, ${type.scale ?? 0})`;
      return 'numeric';
    case 'BINARY_FLOAT':
      return 'float4';
    case 'BINARY_DOUBLE':
      return 'float8';
    case 'DATE':
      return 'timestamp(0)';
    case 'TIMESTAMP':
      return `timestamp(${Math.min(type.precision, 6)})`;
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return `timestamptz(${Math.min(type.precision, 6)})`;
    case 'INTERVAL YEAR TO MONTH':
    case 'INTERVAL DAY TO SECOND':
      return 'interval';
    case 'RAW':
    case 'LONG RAW':
    case 'BLOB':
      return 'bytea';
    case 'BFILE':
    case 'BOOLEAN':
    case 'PLS_INTEGER':
    case 'NULL':
      throw new OracleError(902, 'invalid datatype');
  }
}

/** True for types that have no order and no equality: no keys, no indexes, no comparisons. */
export function isLob(type: ScalarType): boolean {
  return ['CLOB', 'NCLOB', 'BLOB', 'BFILE', 'LONG', 'LONG RAW'].includes(type.kind);
}

/** `VARCHAR2(10)`, for messages and comparisons. */
export function typeText(column: ColumnType): string {
  const facts = columnFacts(column);
  const length =
    facts.charUsed === null && column.type.kind !== 'RAW' ? '' : `(${facts.charLength || facts.dataLength})`;
  return `${facts.dataType}${length}`;
}
