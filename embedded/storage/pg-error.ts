import pg from 'pg';

/** SQLSTATE given to errors of the connection itself (class 08, "Connection Exception"). */
export const CONNECTION_FAILURE = '08006';

/**
 * SQLSTATE that the functions of schema `ora` raise with: the message is an Oracle error as it stands ("ORA-12899: value too large …").
 */
export const ORACLE_SQLSTATE = 'ORA00';

/** An error as PostgreSQL reported it, or a broken connection (code 08006). `code` is the SQLSTATE. */
export class PgError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  readonly dataType: string | undefined;
  /** 1-based character position in the statement. */
  readonly position: number | undefined;
  /** Call stack of PostgreSQL functions. */
  readonly where: string | undefined;

  constructor(message: string, code: string, fields: Partial<pg.DatabaseError> = {}, cause?: unknown) {
    super(message, { cause });
    this.name = 'PgError';
    this.code = code;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.schema = fields.schema;
    this.table = fields.table;
    this.column = fields.column;
    this.constraint = fields.constraint;
    this.dataType = fields.dataType;
    this.position = fields.position === undefined ? undefined : Number(fields.position);
    this.where = fields.where;
  }

  /** True where the connection is lost with it: the server went away, was told to, or crashed. */
  get isConnectionLost(): boolean {
    return this.code.startsWith('08') || this.code === '57P01' || this.code === '57P02' || this.code === '57P03';
  }
}

/** Whatever `pg` threw, as PgError. */
export function toPgError(error: unknown): PgError {
  if (error instanceof PgError) return error;
  if (error instanceof pg.DatabaseError) return new PgError(error.message, error.code ?? 'XX000', error, error);
  const message = error instanceof Error ? error.message : String(error);
  return new PgError(message, CONNECTION_FAILURE, {}, error);
}
