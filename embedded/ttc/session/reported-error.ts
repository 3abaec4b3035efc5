import { OracleError, unimplemented } from '../../types/oracle-error.ts';

const STACK_OVERFLOW = 'Maximum call stack size exceeded';

/** The error as the client sees it. One that is not the database's own is a fault of this program: it is logged, and reported as such. */
export function reportedError(error: unknown, log: (line: string) => void): OracleError {
  if (error instanceof OracleError) return error;
  // Parsers and compilers descend as deep as the statement is nested; nothing has been done by then.
  if (error instanceof RangeError && error.message === STACK_OVERFLOW) {
    return unimplemented('statements nested this deeply');
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  log(`internal error: ${stack ?? message}`);
  return new OracleError(600, `internal error code, arguments: [${message}], [], [], [], [], [], [], []`);
}
