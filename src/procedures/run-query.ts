import oracledb, { type BindParameters, type Connection, type ResultSet } from 'oracledb';
import { isServiceError, serviceError } from '../errors.ts';
import type { Limiter } from '../oracle/limiter.ts';
import type { OraclePool } from '../oracle/oracle-pool.ts';
import { toJsonValues } from './fetch-values.ts';
import { fetchRows } from './make-call.ts';
import type { QueryResult, QueryRunner } from './procedure-runner.ts';
import { runInterruptibly } from './run-procedure.ts';

export type QueryRunnerOptions = {
  pool: OraclePool;
  /** Shared by everything that keeps a connection of the pool for long. */
  limiter: Limiter;
  timeoutMs: number;
  cancelGraceMs: number;
  maxRows: number;
};

/** Of the service codes for an error of a procedure, those that a query has under another name. */
const PROCEDURE_CODES: ReadonlySet<string> = new Set([
  'PROCEDURE_FAILED',
  'PROCEDURE_NOT_FOUND',
  'SIGNATURE_MISMATCH',
  'VALUE_NOT_CONVERTIBLE',
]);

export function createQueryRunner(options: QueryRunnerOptions): QueryRunner {
  const { pool, limiter, timeoutMs, cancelGraceMs, maxRows } = options;

  async function query(connection: Connection, text: string, binds: BindParameters): Promise<QueryResult> {
    connection.callTimeout = 0;
    await connection.execute('SET TRANSACTION READ ONLY');
    const { resultSet } = await connection.execute<Record<string, unknown>>(text, binds, {
      resultSet: true,
      outFormat: oracledb.OUT_FORMAT_OBJECT,
      fetchTypeHandler: toJsonValues,
    });
    if (resultSet === undefined) throw serviceError('QUERY_NOT_READ_ONLY');
    const { rows, isTruncated } = await fetchRows(resultSet as ResultSet<Record<string, unknown>>, maxRows);
    await connection.rollback();
    return { results: rows ?? [], truncated: isTruncated };
  }

  return {
    async run({ query: given, binds }) {
      const text = readSelect(given);
      const limits = { timeoutMs, cancelGraceMs, timeoutCode: 'QUERY_TIMEOUT' as const };
      try {
        return await limiter.run(() =>
          runInterruptibly(pool, limits, (connection) => query(connection, text, toBinds(binds))),
        );
      } catch (error) {
        throw asQueryError(error);
      }
    },
  };
}

/**
 * One SELECT or WITH, without its semicolon. The read-only transaction keeps it from changing anything; this only keeps statements out that
 * are no query at all, or that bring PL/SQL of their own.
 * @throws {ServiceError} QUERY_NOT_READ_ONLY.
 */
export function readSelect(text: string): string {
  const statement = text.trim().replace(/(\s*;)+$/, '');
  const bare = withoutComments(statement).trim();
  const isSelect = /^\(*\s*(SELECT|WITH)\b/i.test(bare);
  const hasProgram = /^WITH\s+(FUNCTION|PROCEDURE)\b/i.test(bare);
  const isLocking = /\bFOR\s+UPDATE\b/i.test(withoutLiterals(bare));
  if (!isSelect || hasProgram || isLocking) throw serviceError('QUERY_NOT_READ_ONLY');
  return statement;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' ');
}

function withoutLiterals(text: string): string {
  return text.replace(/'[^']*'|"[^"]*"/g, "''");
}

/** Objects and arrays are no bind values; booleans are no SQL values before Oracle 23ai. */
function toBinds(binds: Record<string, unknown> | unknown[] | undefined): BindParameters {
  if (binds === undefined) return {};
  if (Array.isArray(binds)) return binds.map((value, index) => toBind(value, `binds[${index}]`));
  return Object.fromEntries(
    Object.entries(binds).map(([name, value]) => {
      if (!/^[A-Za-z0-9_]{1,128}$/.test(name)) throw wrongBind(`binds.${name}`);
      return [name, { val: toBind(value, `binds.${name}`) }];
    }),
  );
}

function toBind(value: unknown, path: string): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw wrongBind(path);
}

function wrongBind(path: string): Error {
  return serviceError('VALIDATION_FAILED', { errors: [{ path, message: 'debe ser texto, número o null' }] });
}

function asQueryError(error: unknown): unknown {
  if (!isServiceError(error) || !PROCEDURE_CODES.has(error.code)) return error;
  const { message, oracleCode, cause } = error;
  return serviceError('QUERY_FAILED', { detail: message, cause, ...(oracleCode === undefined ? {} : { oracleCode }) });
}
