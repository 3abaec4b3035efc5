import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { NativeSubprogram } from './native-package.ts';

/** ORA-20000, with which supplied packages report what has no code of its own. */
export function applicationError(text: string): OracleError {
  return new OracleError(20000, text);
}

/** ORA-21560, the complaint of DBMS_LOB about an argument. `position` is 1-based. */
export function invalidArgument(position: number): OracleError {
  return new OracleError(21560, `argument ${position} is null, invalid, or out of range`);
}

/** A subprogram that is declared so that code compiles, and refused when it is called. */
export function refuse(name: string): NativeSubprogram {
  return () => {
    throw unimplemented(name);
  };
}
