import type { SqlEngine } from '../sql/sql-engine.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Lob } from '../types/values.ts';

/** Puts `data` at `offset` (0-based), over what is there; what lies between the end and `offset` is filled up. */
export async function writeLob(sql: SqlEngine, lob: Lob, offset: number, data: string | Buffer): Promise<void> {
  await storeContent(sql, lob, spliced(lob.content, offset, data));
}

/** Throws ORA-22926 where the LOB is shorter. */
export async function trimLob(sql: SqlEngine, lob: Lob, length: number): Promise<void> {
  if (length > lob.content.length) {
    throw new OracleError(22926, "specified trim length is greater than current LOB value's length");
  }
  await storeContent(sql, lob, lob.content.slice(0, length));
}

function spliced(content: string | Buffer, offset: number, data: string | Buffer): string | Buffer {
  if (typeof content === 'string') {
    const text = typeof data === 'string' ? data : data.toString('utf8');
    // Appending keeps the parts; everything else makes one text of them.
    if (offset === content.length) return content + text;
    return content.slice(0, offset).padEnd(offset, ' ') + text + content.slice(offset + text.length);
  }
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  const gap = Buffer.alloc(Math.max(0, offset - content.length));
  return Buffer.concat([content.subarray(0, offset), gap, bytes, content.subarray(offset + bytes.length)]);
}

/** A LOB that was read from a row is written to that row as well. */
async function storeContent(sql: SqlEngine, lob: Lob, content: string | Buffer): Promise<void> {
  const { origin } = lob;
  if (origin !== undefined) {
    const value = typeof content === 'string' ? content : `\\x${content.toString('hex')}`;
    const type = typeof content === 'string' ? 'text' : 'bytea';
    const rows = await sql.runNative(
      `UPDATE ${quote(origin.schema)}.${quote(origin.table)} SET ${quote(origin.column)} = $1::${type}
       WHERE "ora$rowid" = ora.rowid_number($2::text) RETURNING 1`,
      [value, origin.rowid],
    );
    if (rows.length === 0) throw new OracleError(22922, 'nonexistent LOB value');
  }
  lob.content = content;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
