import { PgError } from '../storage/pg-error.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';

/** The PostgreSQL error in or behind `error`, if there is one. */
export function pgErrorOf(error: unknown): PgError | undefined {
  if (error instanceof PgError) return error;
  return error instanceof Error && error.cause instanceof PgError ? error.cause : undefined;
}

/** SQLSTATE → Oracle error, for what PostgreSQL says to a DDL statement where nothing more exact is known. */
const DDL_ERRORS: Readonly<Record<string, [number, string]>> = {
  '55P03': [54, 'resource busy and acquire with NOWAIT specified or timeout expired'],
  '55006': [54, 'resource busy and acquire with NOWAIT specified or timeout expired'],
  '40P01': [60, 'deadlock detected while waiting for resource'],
  '42P07': [955, 'name is already used by an existing object'],
  '42710': [955, 'name is already used by an existing object'],
  '42701': [957, 'duplicate column name'],
  '57014': [1013, 'user requested cancel of current operation'],
};

/** What the client is told of a failed DDL statement. Errors that are nobody's fault stay what they are. */
export function ddlError(error: unknown): unknown {
  const pgError = pgErrorOf(error);
  if (pgError === undefined) return error;
  if (pgError.message.startsWith('ORA-')) {
    return new OracleError(Number(pgError.message.slice(4, 9)), pgError.message, { cause: pgError });
  }
  // Its functions depend on the session's settings, as PostgreSQL sees it, or are not PostgreSQL's at all.
  if (pgError.code === '42P17') return unimplemented('an index or a virtual column of such an expression');
  const known = DDL_ERRORS[pgError.code];
  if (known !== undefined) return new OracleError(known[0], known[1], { cause: pgError });
  return error;
}
