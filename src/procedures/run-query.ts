import oracledb, { type BindParameters, type Connection, type ResultSet } from 'oracledb';
import { isServiceError, serviceError } from '../errors.ts';
import type { Limiter } from '../oracle/limiter.ts';
import type { OraclePool } from '../oracle/oracle-pool.ts';
import { NUMBER_LIMIT } from './bind-values.ts';
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
 * are no query at all, are several, or bring PL/SQL of their own.
 * @throws {ServiceError} QUERY_NOT_READ_ONLY.
 */
export function readSelect(text: string): string {
  const statement = text.trim().replace(/(\s*;)+$/, '');
  const bare = bareText(statement);
  if (!/^\s*\(*\s*(SELECT|WITH)\b/i.test(bare)) throw serviceError('QUERY_NOT_READ_ONLY');
  const refused = REFUSED.find(({ pattern }) => pattern.test(bare));
  if (refused !== undefined) {
    throw serviceError('QUERY_NOT_READ_ONLY', {
      detail: `Solo se admite una consulta SELECT o WITH: ${refused.reason}`,
    });
  }
  return statement;
}

const REFUSED: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /^\s*WITH\s+(FUNCTION|PROCEDURE)\b/i, reason: 'WITH FUNCTION no se admite' },
  { pattern: /\bFOR\s+UPDATE\b/i, reason: 'FOR UPDATE no se admite' },
  { pattern: /;/, reason: 'son varias sentencias' },
];

/**
 * What begins first decides what is text and what is a comment. Each goes on to the end where it is not closed, which keeps the
 * search linear.
 */
const COMMENTS_AND_TEXTS = new RegExp(
  [
    String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
    String.raw`--[^\n]*`,
    String.raw`\bn?q'(?:\[[\s\S]*?(?:\]'|$)|\{[\s\S]*?(?:\}'|$)|\([\s\S]*?(?:\)'|$)|<[\s\S]*?(?:>'|$)|([^\s[{(<])[\s\S]*?(?:\1'|$))`,
    `'[^']*(?:'|$)`,
    `"[^"]*(?:"|$)`,
  ].join('|'),
  'gi',
);

/** The keywords and names of a statement: comments become spaces, texts and quoted names an empty text. */
function bareText(statement: string): string {
  return statement.replace(COMMENTS_AND_TEXTS, (part) => (/^(\/\*|--)/.test(part) ? ' ' : "''"));
}

/** Objects and arrays are no bind values; booleans are no SQL values before Oracle 23ai. */
function toBinds(binds: Record<string, unknown> | unknown[] | undefined): BindParameters {
  if (binds === undefined) return {};
  if (Array.isArray(binds)) return binds.map((value, index) => toBind(value, `binds[${index}]`));
  return Object.fromEntries(
    Object.entries(binds).map(([name, value]) => {
      if (!/^[A-Za-z0-9_]{1,128}$/.test(name)) throw wrongBind(`binds.${name}`, 'no es un nombre de variable');
      return [name, { val: toBind(value, `binds.${name}`) }];
    }),
  );
}

function toBind(value: unknown, path: string): string | number | null {
  if (typeof value === 'number' && Math.abs(value) >= NUMBER_LIMIT) throw wrongBind(path, 'debe ser menor que 1e126');
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw wrongBind(path, 'debe ser texto, número o null');
}

function wrongBind(path: string, message: string, cause?: unknown): Error {
  return serviceError('VALIDATION_FAILED', { errors: [{ path, message }], cause });
}

/** The driver compares the values with the placeholders of the text, by number and then by name. */
const BIND_MISMATCH = new Set(['NJS-097', 'NJS-098']);

function asQueryError(error: unknown): unknown {
  if (!isServiceError(error) || !PROCEDURE_CODES.has(error.code)) return error;
  const { message, oracleCode, cause } = error;
  if (BIND_MISMATCH.has(oracleCode ?? '')) return wrongBind('binds', bindMismatch(message), cause);
  return serviceError('QUERY_FAILED', { detail: message, cause, ...(oracleCode === undefined ? {} : { oracleCode }) });
}

/** `NJS-098: 1 bind placeholders were used in the SQL statement but 2 bind values were provided` */
function bindMismatch(message: string): string {
  const [, used, given] = /(\d+) bind .*?(\d+) bind/.exec(message) ?? [];
  const counts = given === undefined ? '' : `: la consulta tiene ${used} y se dieron ${given} valores`;
  return `no son las variables de la consulta${counts}`;
}
