import type { ExceptionSymbol } from './compile/symbols.ts';

/** The exceptions of package STANDARD ("Predefined Exceptions", PL/SQL Language Reference), and the texts that SQLERRM(n) gives. */

const PREDEFINED: Record<string, number> = {
  ACCESS_INTO_NULL: 6530,
  CASE_NOT_FOUND: 6592,
  COLLECTION_IS_NULL: 6531,
  CURSOR_ALREADY_OPEN: 6511,
  DUP_VAL_ON_INDEX: 1,
  INVALID_CURSOR: 1001,
  INVALID_NUMBER: 1722,
  LOGIN_DENIED: 1017,
  NO_DATA_FOUND: 1403,
  NO_DATA_NEEDED: 6548,
  NOT_LOGGED_ON: 1012,
  PROGRAM_ERROR: 6501,
  ROWTYPE_MISMATCH: 6504,
  SELF_IS_NULL: 30625,
  STORAGE_ERROR: 6500,
  SUBSCRIPT_BEYOND_COUNT: 6533,
  SUBSCRIPT_OUTSIDE_LIMIT: 6532,
  SYS_INVALID_ROWID: 1410,
  TIMEOUT_ON_RESOURCE: 51,
  TOO_MANY_ROWS: 1422,
  TRANSACTION_BACKED_OUT: 61,
  USERENV_COMMITSCN_ERROR: 1725,
  VALUE_ERROR: 6502,
  ZERO_DIVIDE: 1476,
};

const symbols = new Map<string, ExceptionSymbol>(
  Object.entries(PREDEFINED).map(([name, code]) => [
    name,
    { kind: 'exception', name, identity: { key: `STANDARD.${name}`, name, code } },
  ]),
);

export function findStandardException(name: string): ExceptionSymbol | undefined {
  return symbols.get(name);
}

const MESSAGES: Record<number, string> = {
  1: 'unique constraint (.) violated',
  51: 'timeout occurred while waiting for a resource',
  54: 'resource busy and acquire with NOWAIT specified or timeout expired',
  60: 'deadlock detected while waiting for resource',
  61: 'another instance has a different DML_LOCKS setting',
  100: 'no data found',
  900: 'invalid SQL statement',
  904: ': invalid identifier',
  911: 'invalid character',
  917: 'missing comma',
  933: 'SQL command not properly ended',
  936: 'missing expression',
  942: 'table or view does not exist',
  955: 'name is already used by an existing object',
  1001: 'invalid cursor',
  1002: 'fetch out of sequence',
  1012: 'not logged on',
  1013: 'user requested cancel of current operation',
  1017: 'invalid username/password; logon denied',
  1031: 'insufficient privileges',
  1400: 'cannot insert NULL into ()',
  1403: 'no data found',
  1407: 'cannot update () to NULL',
  1410: 'invalid ROWID',
  1422: 'exact fetch returns more than requested number of rows',
  1426: 'numeric overflow',
  1427: 'single-row subquery returns more than one row',
  1438: 'value larger than specified precision allowed for this column',
  1476: 'divisor is equal to zero',
  1722: 'invalid number',
  1725: "USERENV('COMMITSCN')  not allowed here",
  1840: 'input value not long enough for date format',
  1843: 'not a valid month',
  1858: 'a non-numeric character was found where a numeric was expected',
  1861: 'literal does not match format string',
  2290: 'check constraint (.) violated',
  2291: 'integrity constraint (.) violated - parent key not found',
  2292: 'integrity constraint (.) violated - child record found',
  4061: 'existing state of  has been invalidated',
  4068: 'existing state of packages has been discarded',
  4091: 'table . is mutating, trigger/function may not see it',
  6500: 'PL/SQL: storage error',
  6501: 'PL/SQL: program error',
  6502: 'PL/SQL: numeric or value error',
  6503: 'PL/SQL: Function returned without value',
  6504: 'PL/SQL: Return types of Result Set variables or query do not match',
  6508: 'PL/SQL: could not find program unit being called',
  6510: 'PL/SQL: unhandled user-defined exception',
  6511: 'PL/SQL: cursor already open',
  6512: 'at line ',
  6519: 'active autonomous transaction detected and rolled back',
  6530: 'Reference to uninitialized composite',
  6531: 'Reference to uninitialized collection',
  6532: 'Subscript outside of limit',
  6533: 'Subscript beyond count',
  6548: 'no more rows needed',
  6550: 'line , column :\n',
  6592: 'CASE not found while executing CASE statement',
  12899: 'value too large for column  (actual: , maximum: )',
  24381: 'error(s) in array DML',
  30006: 'resource busy; acquire with WAIT timeout expired',
  30625: 'method dispatch on NULL SELF argument is disallowed',
};

/** SQLERRM(n) for a negative or positive code ("SQLERRM Function", PL/SQL Language Reference). */
export function messageOfCode(code: number): string {
  if (code === 0) return 'ORA-0000: normal, successful completion';
  if (code === 1) return 'User-Defined Exception';
  if (code === 100) return 'ORA-01403: no data found';
  if (code > 0) return ` -${code}: non-ORACLE exception `;
  const number = -code;
  if (number >= 20_000 && number <= 20_999) return `ORA-${number}: `;
  const text = MESSAGES[number];
  const prefix = `ORA-${String(number).padStart(5, '0')}: `;
  return text === undefined ? `${prefix}Message ${number} not found;  product=RDBMS; facility=ORA` : prefix + text;
}
