import { overwriteContent, sliceContent, writeContent } from '../packages/lob-content.ts';
import type { SqlEngine } from '../sql/sql-engine.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Lob } from '../types/values.ts';

/** Puts `data` at `offset` (0-based), over what is there; what lies between the end and `offset` is filled up. */
export async function writeLob(sql: SqlEngine, lob: Lob, offset: number, data: string | Buffer): Promise<void> {
  await writeContent(sql, lob, overwriteContent(lob.content, offset, asContentOf(lob, data)));
}

/** Throws ORA-22926 where the LOB is shorter. */
export async function trimLob(sql: SqlEngine, lob: Lob, length: number): Promise<void> {
  if (length > lob.content.length) {
    throw new OracleError(22926, "specified trim length is greater than current LOB value's length");
  }
  await writeContent(sql, lob, sliceContent(lob.content, 0, length));
}

/** Text for a CLOB, bytes for a BLOB. */
function asContentOf(lob: Lob, data: string | Buffer): string | Buffer {
  if (typeof lob.content === 'string') return typeof data === 'string' ? data : data.toString('utf8');
  return typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
}
