import { OracleError } from '../../types/oracle-error.ts';
import { LIMITS } from '../limits.ts';
import { encodeRow, encodeRowHeader } from '../messages/row-reply.ts';
import { CallBroken } from '../protocol-error.ts';
import { type CallContext, endCall } from './call-context.ts';
import type { Cursor } from './cursor-table.ts';

const NO_MORE_ROWS = { code: 1403, message: 'ORA-01403: no data found' };

/** Sends up to `limit` rows, as they come from the database, and the end of the call: "no more rows" as soon as that is known. */
export async function sendRows(context: CallContext, cursor: Cursor, limit: number): Promise<void> {
  const { reply, references, trace, channel } = context;
  const { rows } = cursor;
  if (rows === undefined) {
    if (!cursor.isExhausted) throw new OracleError(1002, 'fetch out of sequence');
    endCall(context, { ...NO_MORE_ROWS, cursorId: cursor.id, rowCount: cursor.rowCount });
    return;
  }
  const types = cursor.outputTypes(rows.columns);
  encodeRowHeader(reply.writer, types.length);
  let sent = 0;
  let isDone = false;
  while (sent < limit && !isDone) {
    if (channel.isBroken) throw new CallBroken();
    const batch = await rows.fetch(Math.min(limit - sent, LIMITS.rowsPerFetch));
    for (const row of batch.rows) {
      const start = reply.writer.length;
      try {
        encodeRow(reply.writer, types, row, references);
      } catch (error) {
        reply.writer.truncate(start);
        throw error;
      }
      if (reply.isLarge) await reply.flush();
    }
    sent += batch.rows.length;
    cursor.rowCount += batch.rows.length;
    isDone = batch.isDone;
  }
  trace.sent(`ROWS ${sent}`);
  if (isDone) {
    cursor.isExhausted = true;
    await cursor.closeRows();
  }
  endCall(context, { ...(isDone ? NO_MORE_ROWS : {}), cursorId: cursor.id, rowCount: cursor.rowCount });
}
