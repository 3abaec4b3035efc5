import type { TypeSpec } from '../syntax/ast/expression.ts';
import type { ScalarType } from './data-type.ts';
import { OracleError } from './oracle-error.ts';

/** Subtypes of PLS_INTEGER with their ranges ("PLS_INTEGER and BINARY_INTEGER", PL/SQL Language Reference). */
const INTEGER_SUBTYPES: Record<string, ScalarType> = {
  PLS_INTEGER: { kind: 'PLS_INTEGER' },
  BINARY_INTEGER: { kind: 'PLS_INTEGER' },
  SIMPLE_INTEGER: { kind: 'PLS_INTEGER', notNull: true },
  NATURAL: { kind: 'PLS_INTEGER', low: 0 },
  NATURALN: { kind: 'PLS_INTEGER', low: 0, notNull: true },
  POSITIVE: { kind: 'PLS_INTEGER', low: 1 },
  POSITIVEN: { kind: 'PLS_INTEGER', low: 1, notNull: true },
  SIGNTYPE: { kind: 'PLS_INTEGER', low: -1, high: 1 },
};

const FIXED: Record<string, ScalarType> = {
  ...INTEGER_SUBTYPES,
  INTEGER: { kind: 'NUMBER', precision: 38, scale: 0 },
  INT: { kind: 'NUMBER', precision: 38, scale: 0 },
  SMALLINT: { kind: 'NUMBER', precision: 38, scale: 0 },
  // FLOAT(p) limits binary digits; every p that code uses holds any NUMBER's useful digits.
  FLOAT: { kind: 'NUMBER' },
  REAL: { kind: 'NUMBER' },
  'DOUBLE PRECISION': { kind: 'NUMBER' },
  BINARY_FLOAT: { kind: 'BINARY_FLOAT' },
  SIMPLE_FLOAT: { kind: 'BINARY_FLOAT' },
  BINARY_DOUBLE: { kind: 'BINARY_DOUBLE' },
  SIMPLE_DOUBLE: { kind: 'BINARY_DOUBLE' },
  DATE: { kind: 'DATE' },
  LONG: { kind: 'LONG', unit: 'BYTE' },
  'LONG RAW': { kind: 'LONG RAW' },
  CLOB: { kind: 'CLOB' },
  'CHARACTER LARGE OBJECT': { kind: 'CLOB' },
  'CHAR LARGE OBJECT': { kind: 'CLOB' },
  NCLOB: { kind: 'NCLOB' },
  BLOB: { kind: 'BLOB' },
  'BINARY LARGE OBJECT': { kind: 'BLOB' },
  BFILE: { kind: 'BFILE' },
  ROWID: { kind: 'ROWID' },
  UROWID: { kind: 'UROWID' },
  BOOLEAN: { kind: 'BOOLEAN' },
  DBMS_ID: identifier(128),
  DBMS_ID_30: identifier(30),
  DBMS_ID_128: identifier(128),
  DBMS_QUOTED_ID: identifier(130),
  DBMS_QUOTED_ID_30: identifier(32),
  DBMS_QUOTED_ID_128: identifier(130),
};

/** A subtype of STANDARD for names of objects. */
function identifier(length: number): ScalarType {
  return { kind: 'VARCHAR2', unit: 'BYTE', length };
}

const CHARACTER_KINDS: Record<string, 'VARCHAR2' | 'NVARCHAR2' | 'CHAR' | 'NCHAR'> = {
  VARCHAR2: 'VARCHAR2',
  VARCHAR: 'VARCHAR2',
  STRING: 'VARCHAR2',
  'CHAR VARYING': 'VARCHAR2',
  'CHARACTER VARYING': 'VARCHAR2',
  CHAR: 'CHAR',
  CHARACTER: 'CHAR',
  NVARCHAR2: 'NVARCHAR2',
  'NATIONAL CHAR VARYING': 'NVARCHAR2',
  'NATIONAL CHARACTER VARYING': 'NVARCHAR2',
  'NCHAR VARYING': 'NVARCHAR2',
  NCHAR: 'NCHAR',
  'NATIONAL CHAR': 'NCHAR',
  'NATIONAL CHARACTER': 'NCHAR',
};

type NamedSpec = Extract<TypeSpec, { kind: 'named' }>;

/**
 * The type that a built-in name means, ANSI and PL/SQL names included; undefined for a user's type. Missing lengths: CHAR is
 * CHAR(1), VARCHAR2 without one has none (a parameter; a column or variable must have one, ORA-00906 or PLS-00215).
 * Throws ORA-01727 and ORA-01728 for precision and scale out of range.
 */
export function scalarTypeOf(spec: TypeSpec, lengthSemantics: 'BYTE' | 'CHAR' = 'BYTE'): ScalarType | undefined {
  if (spec.kind !== 'named') return undefined;
  const parts = spec.name.parts;
  // STANDARD.VARCHAR2 is the built-in too.
  const first = parts.at(-1);
  if (first === undefined || parts.length > 2 || (parts.length === 2 && parts[0]?.name !== 'STANDARD'))
    return undefined;
  const name = first.name.replace(/\s+/g, ' ');
  const character = CHARACTER_KINDS[name];
  if (character !== undefined) return characterType(character, spec, lengthSemantics);
  return FIXED[name] ?? parameterizedType(name, spec);
}

function characterType(
  kind: 'VARCHAR2' | 'NVARCHAR2' | 'CHAR' | 'NCHAR',
  spec: NamedSpec,
  lengthSemantics: 'BYTE' | 'CHAR',
): ScalarType {
  const isNational = kind === 'NVARCHAR2' || kind === 'NCHAR';
  const unit = isNational ? 'CHAR' : (spec.lengthUnit ?? lengthSemantics);
  const length = spec.arguments[0] ?? (kind === 'CHAR' || kind === 'NCHAR' ? 1 : undefined);
  if (length === 0) throw new OracleError(1723, 'zero-length columns are not allowed', { offset: spec.pos });
  return { kind, length, unit };
}

function parameterizedType(name: string, spec: NamedSpec): ScalarType | undefined {
  const [first, second] = spec.arguments;
  switch (name) {
    case 'NUMBER':
    case 'NUMERIC':
    case 'DECIMAL':
    case 'DEC':
      return numberType(name, spec);
    case 'RAW':
      return { kind: 'RAW', length: first };
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return { kind: name, precision: fractionOf(first, spec) };
    // Names that PL/SQL has for parameters: the widest of their kind.
    case 'TIMESTAMP_UNCONSTRAINED':
      return { kind: 'TIMESTAMP', precision: 9 };
    case 'TIMESTAMP_TZ_UNCONSTRAINED':
      return { kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 };
    case 'TIMESTAMP_LTZ_UNCONSTRAINED':
      return { kind: 'TIMESTAMP WITH LOCAL TIME ZONE', precision: 9 };
    case 'YMINTERVAL_UNCONSTRAINED':
      return { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 9 };
    case 'DSINTERVAL_UNCONSTRAINED':
      return { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };
    case 'INTERVAL YEAR TO MONTH':
      return { kind: name, yearPrecision: first ?? 2 };
    case 'INTERVAL DAY TO SECOND':
      return { kind: name, dayPrecision: first ?? 2, secondPrecision: second ?? 6 };
    default:
      return undefined;
  }
}

function fractionOf(precision: number | undefined, spec: NamedSpec): number {
  if (precision !== undefined && precision > 9) {
    throw new OracleError(30088, 'datetime/interval precision is out of range', { offset: spec.pos });
  }
  return precision ?? 6;
}

function numberType(name: string, spec: NamedSpec): ScalarType {
  const [precision, scale] = spec.arguments;
  if (spec.arguments.length === 0)
    return name === 'NUMBER' ? { kind: 'NUMBER' } : { kind: 'NUMBER', precision: 38, scale: 0 };
  if (precision !== undefined && (precision < 1 || precision > 38)) {
    throw new OracleError(1727, 'numeric precision specifier is out of range (1 to 38)', { offset: spec.pos });
  }
  if (scale !== undefined && (scale < -84 || scale > 127)) {
    throw new OracleError(1728, 'numeric scale specifier is out of range (-84 to 127)', { offset: spec.pos });
  }
  return precision === undefined && scale === undefined
    ? { kind: 'NUMBER' }
    : { kind: 'NUMBER', precision: precision ?? 38, scale: scale ?? 0 };
}
