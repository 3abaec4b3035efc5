/** The types of parameters that the service can pass. */
export type OracleType =
  | 'VARCHAR2'
  | 'NVARCHAR2'
  | 'NUMBER'
  | 'BINARY_DOUBLE'
  | 'DATE'
  | 'TIMESTAMP'
  | 'TIMESTAMP WITH TIME ZONE'
  | 'INTERVAL DAY TO SECOND'
  | 'INTERVAL YEAR TO MONTH'
  | 'BOOLEAN'
  | 'CLOB'
  | 'NCLOB'
  | 'BLOB'
  | 'RAW'
  | 'ROWID'
  | 'REF CURSOR';

/** What a request may say as `type`, in upper case. */
export const PARAMETER_TYPES: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['STRING', 'VARCHAR2'],
  ['VARCHAR', 'VARCHAR2'],
  ['VARCHAR2', 'VARCHAR2'],
  ['CHAR', 'VARCHAR2'],
  ['NVARCHAR2', 'NVARCHAR2'],
  ['NCHAR', 'NVARCHAR2'],
  ['NUMBER', 'NUMBER'],
  ['INTEGER', 'NUMBER'],
  ['INT', 'NUMBER'],
  ['FLOAT', 'NUMBER'],
  ['DOUBLE', 'BINARY_DOUBLE'],
  ['BINARY_DOUBLE', 'BINARY_DOUBLE'],
  ['BINARY_FLOAT', 'BINARY_DOUBLE'],
  ['DATE', 'DATE'],
  ['TIMESTAMP', 'TIMESTAMP'],
  ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP WITH TIME ZONE'],
  ['TIMESTAMP WITH LOCAL TIME ZONE', 'TIMESTAMP WITH TIME ZONE'],
  ['INTERVAL DAY TO SECOND', 'INTERVAL DAY TO SECOND'],
  ['INTERVAL YEAR TO MONTH', 'INTERVAL YEAR TO MONTH'],
  ['BOOLEAN', 'BOOLEAN'],
  ['BOOL', 'BOOLEAN'],
  ['CLOB', 'CLOB'],
  ['NCLOB', 'NCLOB'],
  ['BLOB', 'BLOB'],
  ['RAW', 'RAW'],
  ['ROWID', 'ROWID'],
  ['CURSOR', 'REF CURSOR'],
  ['REF CURSOR', 'REF CURSOR'],
  ['SYS_REFCURSOR', 'REF CURSOR'],
]);

/** What ALL_ARGUMENTS.DATA_TYPE says, for the types above; records, collections and object types are not there. */
export const DICTIONARY_TYPES: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['VARCHAR2', 'VARCHAR2'],
  ['VARCHAR', 'VARCHAR2'],
  ['CHAR', 'VARCHAR2'],
  ['LONG', 'VARCHAR2'],
  ['NVARCHAR2', 'NVARCHAR2'],
  ['NCHAR', 'NVARCHAR2'],
  ['NUMBER', 'NUMBER'],
  ['FLOAT', 'NUMBER'],
  ['INTEGER', 'NUMBER'],
  ['BINARY_INTEGER', 'NUMBER'],
  ['PLS_INTEGER', 'NUMBER'],
  ['SIMPLE_INTEGER', 'NUMBER'],
  ['BINARY_DOUBLE', 'BINARY_DOUBLE'],
  ['BINARY_FLOAT', 'BINARY_DOUBLE'],
  ['DATE', 'DATE'],
  ['TIMESTAMP', 'TIMESTAMP'],
  ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP WITH TIME ZONE'],
  ['TIMESTAMP WITH LOCAL TIME ZONE', 'TIMESTAMP WITH TIME ZONE'],
  ['INTERVAL DAY TO SECOND', 'INTERVAL DAY TO SECOND'],
  ['INTERVAL YEAR TO MONTH', 'INTERVAL YEAR TO MONTH'],
  ['PL/SQL BOOLEAN', 'BOOLEAN'],
  ['BOOLEAN', 'BOOLEAN'],
  ['CLOB', 'CLOB'],
  ['NCLOB', 'NCLOB'],
  ['BLOB', 'BLOB'],
  ['RAW', 'RAW'],
  ['LONG RAW', 'RAW'],
  ['ROWID', 'ROWID'],
  ['UROWID', 'ROWID'],
  ['REF CURSOR', 'REF CURSOR'],
]);

const TEXT_TYPES: ReadonlySet<OracleType> = new Set(['VARCHAR2', 'NVARCHAR2', 'CLOB', 'NCLOB']);

export function isTextType(type: OracleType): boolean {
  return TEXT_TYPES.has(type);
}

/**
 * The type a value travels as. The dictionary decides; only where it has text and the request names something else (a date for a
 * VARCHAR2 parameter), the request does, and PL/SQL converts.
 */
export function effectiveType(
  requested: OracleType | undefined,
  dictionary: OracleType | undefined,
): OracleType | undefined {
  if (requested === undefined || dictionary === undefined) return dictionary ?? requested;
  const requestIsMoreSpecific = isTextType(dictionary) && !isTextType(requested) && requested !== 'REF CURSOR';
  return requestIsMoreSpecific ? requested : dictionary;
}
