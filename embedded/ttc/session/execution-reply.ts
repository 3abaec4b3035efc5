import type { ExecuteResult, PreparedStatement } from '../../session/database-session.ts';
import { NO_ROWID, parseRowid } from '../data-types/rowid-codec.ts';
import type { WireType } from '../data-types/wire-type.ts';
import type { ColumnMetadata } from '../messages/column-metadata.ts';
import type { EndOfCall } from '../messages/end-of-call-reply.ts';
import { encodeImplicitResults } from '../messages/implicit-results-reply.ts';
import { encodeIoVector } from '../messages/io-vector-reply.ts';
import { encodeExecutionParameters } from '../messages/parameter-reply.ts';
import { encodeOutRow, encodeReturnedRow } from '../messages/row-reply.ts';
import { type CallContext, endCall } from './call-context.ts';
import type { Cursor } from './cursor-table.ts';
import { reportedError } from './reported-error.ts';

/** The reply to an execution that has no rows to fetch: OUT binds, returned values, counts, errors of a batch. */
export function sendExecution(
  context: CallContext,
  cursor: Cursor,
  statement: PreparedStatement,
  result: ExecuteResult,
  options: { hasBatchErrors: boolean; wantsRowCounts: boolean },
): void {
  const start = context.reply.writer.length;
  try {
    if (statement.class === 'plsql') sendOutBinds(context, cursor, statement, result);
    else if (statement.placeholders.some((placeholder) => placeholder.isReturning)) {
      sendReturned(context, cursor, statement, result);
    }
    sendImplicitResults(context, result);
    sendParameters(context, result, options.wantsRowCounts);
  } catch (error) {
    context.reply.writer.truncate(start);
    throw error;
  }
  const isKept = statement.class === 'dml' || statement.class === 'plsql';
  endCall(context, {
    ...batchErrors(context, result),
    cursorId: isKept ? cursor.id : 0,
    rowCount: result.rowCount,
    rowid: result.lastRowid === undefined ? NO_ROWID : parseRowid(result.lastRowid),
    compiledWithErrors: result.compiledWithErrors,
  });
}

function sendOutBinds(context: CallContext, cursor: Cursor, statement: PreparedStatement, result: ExecuteResult): void {
  if (cursor.binds.length === 0) return;
  const directions = cursor.binds.map((_, index) => statement.directions?.[index] ?? 'IN');
  encodeIoVector(context.reply.writer, directions);
  context.trace.sent(`IO VECTOR ${directions.join(', ')}`);
  if (directions.every((direction) => direction === 'IN')) return;
  for (const values of result.outBinds ?? []) {
    const outs = cursor.binds.flatMap((metadata, index) => {
      if (directions[index] === 'IN') return [];
      return [{ type: outType(metadata), isArray: metadata.isArray, value: values[index] ?? null }];
    });
    encodeOutRow(context.reply.writer, outs, context.references);
  }
}

function sendReturned(context: CallContext, cursor: Cursor, statement: PreparedStatement, result: ExecuteResult): void {
  const types = cursor.binds.filter((_, index) => statement.placeholders[index]?.isReturning === true).map(outType);
  for (const rows of result.returned ?? []) {
    encodeReturnedRow(context.reply.writer, types, rows, context.references);
  }
  context.trace.sent(`RETURNED ${result.returned?.length ?? 0} iterations`);
}

function sendImplicitResults(context: CallContext, result: ExecuteResult): void {
  if (result.implicitResults.length === 0) return;
  const cursors = result.implicitResults.map((rows) => context.cursors.openRows(rows));
  encodeImplicitResults(
    context.reply.writer,
    cursors.map(({ id, columns }) => ({ id, columns: columns ?? [] })),
    context.references,
  );
  context.trace.sent(`IMPLICIT RESULTS ${cursors.length}`);
}

function sendParameters(context: CallContext, result: ExecuteResult, wantsRowCounts: boolean): void {
  const rowCounts = wantsRowCounts ? (result.rowCounts ?? [result.rowCount]) : undefined;
  const currentSchema = result.currentSchemaChanged ? context.session.currentSchema : undefined;
  if (rowCounts === undefined && currentSchema === undefined) return;
  encodeExecutionParameters(context.reply.writer, { rowCounts, currentSchema });
  context.trace.sent('PARAMETERS');
}

function batchErrors(context: CallContext, result: ExecuteResult): Partial<EndOfCall> {
  const errors = result.batchErrors ?? [];
  if (errors.length === 0) return {};
  return {
    code: 24381,
    message: 'ORA-24381: error(s) in array DML',
    batchErrors: errors.map(({ index, error }) => {
      const { code, message } = reportedError(error, context.log);
      return { code, message, offset: index };
    }),
  };
}

function outType({ type, form, maxSize, typeIdentifier }: ColumnMetadata): WireType {
  return { number: type, form, maxSize, precision: 0, scale: 0, typeIdentifier };
}
