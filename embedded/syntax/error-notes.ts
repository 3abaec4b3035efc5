import { OracleError } from '../types/oracle-error.ts';
import type { SyntaxErrorNote } from './ast/ddl.ts';
import { positionAt } from './position.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/** Lexical faults have texts of their own in PL/SQL. */
function plsqlText(fault: SyntaxFault, source: string): string {
  switch (fault.code) {
    case 'PLS':
      return fault.message;
    case 911:
      return `PLS-00103: Encountered the symbol "${String.fromCodePoint(source.codePointAt(fault.offset) ?? 32)}"`;
    case 972:
      return `PLS-00114: identifier '${source.slice(fault.offset, fault.offset + 30)}' too long`;
    case 1742:
      return 'PLS-00111: end-of-file in comment';
    default:
      return `PL/SQL: ${fault.message}`;
  }
}

/** The rows of USER_ERRORS for a fault in PL/SQL source: the fault, and for static SQL the statement it spoils. */
export function errorNotes(fault: SyntaxFault, source: string): SyntaxErrorNote[] {
  const notes: SyntaxErrorNote[] = [{ ...positionAt(source, fault.offset), text: plsqlText(fault, source) }];
  if (fault.sqlStart !== undefined) {
    notes.push({ ...positionAt(source, fault.sqlStart), text: 'PL/SQL: SQL Statement ignored' });
  }
  return notes;
}

/** The error of an anonymous block: `ORA-06550: line L, column C:` in front of each note. Unsupported features keep their ORA-03001. */
export function blockError(fault: SyntaxFault, text: string): OracleError {
  if (fault.code === 3001 || fault.code === 1756 || fault.code === 1745) return sqlError(fault);
  const lines = errorNotes(fault, text).map(
    (note) => `ORA-06550: line ${note.line}, column ${note.column}:\n${note.text}`,
  );
  return new OracleError(6550, lines.join('\n'), { offset: fault.offset });
}

export function sqlError(fault: SyntaxFault): OracleError {
  return new OracleError(fault.code === 'PLS' ? 6550 : fault.code, fault.message, { offset: fault.offset });
}
