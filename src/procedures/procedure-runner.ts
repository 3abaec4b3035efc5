import type { CallBody } from './call-request.ts';

/** Runs a procedure while the client waits (POST /procedure). */
export type ProcedureRunner = {
  /**
   * Resolves to the JSON text of the result object, one key a parameter that comes out.
   * Rejects with INVALID_PROCEDURE_NAME, VALIDATION_FAILED, PROCEDURE_NOT_ALLOWED, PROCEDURE_NOT_FOUND, SIGNATURE_MISMATCH, VALUE_NOT_CONVERTIBLE,
   * PROCEDURE_FAILED, PROCEDURE_TIMEOUT (the call was broken off and rolled back), DATABASE_UNAVAILABLE, TOO_MANY_CALLS.
   */
  run(call: CallBody): Promise<string>;
};

/** Runs a read-only query (POST /query). */
export type QueryRunner = {
  /** Rejects with QUERY_NOT_READ_ONLY, QUERY_FAILED, QUERY_TIMEOUT, DATABASE_UNAVAILABLE, TOO_MANY_CALLS. */
  run(query: { query: string; binds?: Record<string, unknown> | unknown[] | undefined }): Promise<QueryResult>;
};

export type QueryResult = { results: Record<string, unknown>[]; truncated: boolean };
