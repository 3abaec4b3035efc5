/** Message texts of Oracle's parse errors ("Database Error Messages", ORA-00900 to ORA-01500). */
const MESSAGES = {
  26: 'missing or invalid session ID',
  900: 'invalid SQL statement',
  901: 'invalid CREATE command',
  902: 'invalid datatype',
  903: 'invalid table name',
  904: ': invalid identifier',
  905: 'missing keyword',
  906: 'missing left parenthesis',
  907: 'missing right parenthesis',
  908: 'missing NULL keyword',
  911: 'invalid character',
  917: 'missing comma',
  920: 'invalid relational operator',
  921: 'unexpected end of SQL command',
  922: 'missing or invalid option',
  923: 'FROM keyword not found where expected',
  924: 'missing BY keyword',
  925: 'missing INTO keyword',
  926: 'missing VALUES keyword',
  927: 'missing equal sign',
  928: 'missing SELECT keyword',
  933: 'SQL command not properly ended',
  936: 'missing expression',
  940: 'invalid ALTER command',
  941: 'missing cluster name',
  946: 'missing TO keyword',
  950: 'invalid DROP option',
  954: 'missing IDENTIFIED keyword',
  969: 'missing ON keyword',
  971: 'missing SET keyword',
  972: 'identifier is too long',
  987: 'missing or invalid username(s)',
  990: 'missing or invalid privilege',
  988: 'missing or invalid password(s)',
  1735: 'invalid ALTER TABLE option',
  1740: 'missing double quote in identifier',
  1741: 'illegal zero-length identifier',
  1742: 'comment not terminated properly',
  1745: 'invalid host/bind variable name',
  1756: 'quoted string not properly terminated',
  1935: 'missing user or role name',
  2000: 'missing ALWAYS keyword',
  2065: 'illegal option for ALTER SYSTEM',
  2248: 'invalid option for ALTER SESSION',
  4050: 'invalid or missing procedure, function, or package name',
  32035: 'unreferenced query name defined in WITH clause',
} as const;

export type SyntaxFaultCode = keyof typeof MESSAGES;

/**
 * Thrown inside the parser only; `parse.ts` turns it into OracleError. `sqlStart` is set where the fault is in a static SQL statement
 * of a PL/SQL block: the offset of that statement.
 */
export class SyntaxFault extends Error {
  /** Oracle's number, or 'PLS' for a fault of PL/SQL's own grammar; then `message` starts with PLS-. */
  readonly code: number | 'PLS';
  readonly offset: number;
  sqlStart: number | undefined;

  constructor(code: number | 'PLS', message: string, offset: number) {
    super(message);
    this.name = 'SyntaxFault';
    this.code = code;
    this.offset = offset;
  }
}

/** A fault of the SQL grammar. */
export function sqlFault(code: SyntaxFaultCode, offset: number): SyntaxFault {
  return new SyntaxFault(code, `ORA-${String(code).padStart(5, '0')}: ${MESSAGES[code]}`, offset);
}

/** `ORA-03001` for what the grammar knows and this database does not do. */
export function unsupportedFault(feature: string, offset: number): SyntaxFault {
  return new SyntaxFault(3001, `ORA-03001: unimplemented feature: ${feature}`, offset);
}

/** A fault of the PL/SQL grammar. `text` starts with PLS-. */
export function plsqlFault(text: string, offset: number): SyntaxFault {
  return new SyntaxFault('PLS', text, offset);
}
