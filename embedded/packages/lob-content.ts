import type { SqlEngine } from '../sql/sql-engine.ts';
import { valueError } from '../types/convert-scalar.ts';
import { OracleError } from '../types/oracle-error.ts';
import { Lob, type Value } from '../types/values.ts';

/**
 * Content of LOBs for DBMS_LOB. CLOB offsets count UTF-16 units, as Oracle's do (CLOBs are stored in AL16UTF16), BLOB offsets bytes. A
 * write to a LOB that was read from a row goes through to that row.
 */

export type LobContent = string | Buffer;

/** Throws what PL/SQL reports for a NULL locator. */
export function lobArgument(value: Value | undefined): Lob {
  if (value instanceof Lob) return value;
  throw valueError('invalid LOB locator specified: ORA-22275');
}

function concatContent(parts: LobContent[]): LobContent {
  // `+` and not join: V8 keeps the parts, so that a text that grows piece by piece is not copied each time.
  if (parts.every((part) => typeof part === 'string')) return parts.reduce((whole, part) => whole + part, '');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** Content from offset `start` (0-based) to `end`. */
export function sliceContent(content: LobContent, start: number, end: number): LobContent {
  return typeof content === 'string' ? content.slice(start, end) : content.subarray(start, end);
}

/** Blanks or zero bytes. */
export function fillContent(like: LobContent, count: number): LobContent {
  return typeof like === 'string' ? ' '.repeat(count) : Buffer.alloc(count);
}

/** The content with `data` over it from `start` (0-based) on; a gap behind the old end is filled. */
export function overwriteContent(content: LobContent, start: number, data: LobContent): LobContent {
  const gap = fillContent(content, Math.max(0, start - content.length));
  return concatContent([
    sliceContent(content, 0, start),
    gap,
    data,
    sliceContent(content, start + data.length, Number.MAX_SAFE_INTEGER),
  ]);
}

/** Replaces the content, in the row as well. Throws ORA-22922 where the row is gone, ORA-22920 where it is not locked. */
export async function writeContent(sql: SqlEngine, lob: Lob, content: LobContent): Promise<void> {
  await updateRow(sql, lob, content, false);
  lob.content = content;
}

/** As `writeContent` with `data` behind the content; only `data` goes to the row. */
export async function appendContent(sql: SqlEngine, lob: Lob, data: LobContent): Promise<void> {
  await updateRow(sql, lob, data, true);
  lob.content = concatContent([lob.content, data]);
}

async function updateRow(sql: SqlEngine, { origin }: Lob, data: LobContent, isAppended: boolean): Promise<void> {
  if (origin === undefined) return;
  // Which rows are locked the storage does not tell; without a transaction none are.
  if (!sql.isTransactionActive) throw new OracleError(22920, 'row containing the LOB value is not locked');
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const column = quote(origin.column);
  const isText = typeof data === 'string';
  const rows = await sql.runNative(
    `UPDATE ${quote(origin.schema)}.${quote(origin.table)}
       SET ${column} = ${isAppended ? `${column} || ` : ''}$1::${isText ? 'text' : 'bytea'}
       WHERE "ora$rowid" = ora.rowid_number($2::text) RETURNING 1`,
    [isText ? data : `\\x${data.toString('hex')}`, origin.rowid],
  );
  if (rows.length === 0) throw new OracleError(22922, 'nonexistent LOB value');
}
