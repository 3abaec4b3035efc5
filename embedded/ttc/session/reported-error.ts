import { OracleError } from '../../types/oracle-error.ts';

/** The error as the client sees it. One that is not the database's own is a fault of this program: it is logged, and reported as such. */
export function reportedError(error: unknown, log: (line: string) => void): OracleError {
  if (error instanceof OracleError) return error;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  log(`internal error: ${stack ?? message}`);
  return new OracleError(600, `internal error code, arguments: [${message}], [], [], [], [], [], [], []`);
}
