import type { ExecuteResult, PreparedStatement } from '../../session/database-session.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { needsDefine, wireTypeOf } from '../data-types/wire-type.ts';
import { LIMITS } from '../limits.ts';
import { encodeDescribe } from '../messages/describe-reply.ts';
import type { ExecuteRequest } from '../messages/execute-request.ts';
import type { ReExecuteRequest } from '../messages/re-execute-request.ts';
import { type CallContext, endCall, unbroken } from './call-context.ts';
import type { Cursor } from './cursor-table.ts';
import { sendExecution } from './execution-reply.ts';
import { readBindRows, readExecution } from './read-execution.ts';
import { sendRows } from './send-rows.ts';
import { isSameShape } from './shape.ts';

/** What is done with a query's rows at once. */
type Execution = {
  isCommit: boolean;
  hasBatchErrors: boolean;
  wantsRowCounts: boolean;
  /** The client has no description of the columns yet. */
  isFirst: boolean;
  /** Undefined: it fetches later. */
  fetchRows: number | undefined;
};

export async function executeCall(context: CallContext, request: ExecuteRequest): Promise<void> {
  const cursor = await findOrOpen(context, request);
  context.cursorId = cursor.id;
  if (request.isDefine) return defineCall(context, cursor, request);
  if (request.isDescribe) return describeCall(context, cursor);
  if (request.isParse && !request.isExecute) return parseCall(context, cursor);
  if (!request.isExecute) {
    // The first fetch from a cursor that the server opened.
    context.requests.finish();
    return sendRows(context, cursor, request.fetchRows);
  }
  const statement = statementOf(cursor);
  const execution = await readExecution(context, cursor, statement, request);
  const result = await unbroken(context).execute(statement, execution);
  await finishExecution(context, cursor, statement, result, {
    isCommit: request.isCommit,
    hasBatchErrors: request.hasBatchErrors,
    wantsRowCounts: request.wantsRowCounts,
    isFirst: request.isParse,
    fetchRows: request.isFetch ? request.fetchRows : undefined,
  });
}

export async function reExecuteCall(context: CallContext, request: ReExecuteRequest): Promise<void> {
  const cursor = context.cursors.find(request.cursorId);
  context.cursorId = cursor.id;
  const statement = statementOf(cursor);
  const rows = await readBindRows(context, cursor, statement, { iterations: request.iterations, isRepeated: true });
  context.requests.finish();
  await cursor.closeRows();
  const result = await unbroken(context).execute(statement, {
    binds: cursor.bindDescriptions(),
    rows,
    autoCommit: request.isCommit,
    batchErrors: false,
  });
  await finishExecution(context, cursor, statement, result, {
    isCommit: request.isCommit,
    hasBatchErrors: false,
    wantsRowCounts: false,
    isFirst: false,
    fetchRows: request.fetchRows > 0 ? request.fetchRows : undefined,
  });
}

async function findOrOpen(context: CallContext, request: ExecuteRequest): Promise<Cursor> {
  const { cursors, session } = context;
  if (request.text === undefined) return cursors.find(request.cursorId);
  if (Buffer.byteLength(request.text) > LIMITS.maxStatementBytes) {
    throw new OracleError(24373, 'invalid length specified for statement');
  }
  if (request.cursorId !== 0) await cursors.close(request.cursorId);
  return cursors.openStatement(await session.prepare(request.text));
}

function statementOf(cursor: Cursor): PreparedStatement {
  if (cursor.statement === undefined) throw new OracleError(1003, 'no statement parsed');
  return cursor.statement;
}

/** The client says how it wants the columns. It fetches later, but for cursors that the server opened: see ClientDriver. */
async function defineCall(context: CallContext, cursor: Cursor, request: ExecuteRequest): Promise<void> {
  context.requests.finish();
  cursor.defines = request.metadata;
  if (cursor.statement === undefined && cursor.rowCount === 0) {
    return sendRows(
      context,
      cursor,
      context.client.takesAllRowsAtDefine ? Number.POSITIVE_INFINITY : request.fetchRows,
    );
  }
  if (request.isFetch) return sendRows(context, cursor, request.fetchRows);
  endCall(context, { cursorId: cursor.id });
}

/** `getStatementInfo` of anything but a query: the syntax was checked when the cursor was opened. */
function parseCall(context: CallContext, cursor: Cursor): void {
  context.requests.finish();
  endCall(context, { cursorId: cursor.id });
}

async function describeCall(context: CallContext, cursor: Cursor): Promise<void> {
  context.requests.finish();
  const statement = statementOf(cursor);
  if (statement.class === 'query') {
    cursor.columns = await unbroken(context).describe(statement);
    encodeDescribe(context.reply.writer, cursor.columns, context.references);
    context.trace.sent(`DESCRIBE ${cursor.columns.length} columns`);
  }
  endCall(context, { cursorId: cursor.id });
}

async function finishExecution(
  context: CallContext,
  cursor: Cursor,
  statement: PreparedStatement,
  result: ExecuteResult,
  execution: Execution,
): Promise<void> {
  if (result.cursor !== undefined) {
    cursor.openRows(result.cursor);
    return sendQuery(context, cursor, execution);
  }
  sendExecution(context, cursor, statement, result, execution);
  // The client always sends the text of other statements anew.
  if (statement.class !== 'dml' && statement.class !== 'plsql') await context.cursors.close(cursor.id);
}

async function sendQuery(context: CallContext, cursor: Cursor, execution: Execution): Promise<void> {
  const columns = cursor.rows?.columns ?? [];
  if (execution.isFirst || cursor.columns === undefined) {
    cursor.columns = columns;
    cursor.defines = undefined;
    encodeDescribe(context.reply.writer, columns, context.references);
    context.trace.sent(`DESCRIBE ${columns.length} columns`);
  } else if (!isSameShape(cursor.columns, columns)) {
    // The client reads rows by the old description; this error makes it parse again.
    await cursor.closeRows();
    throw new OracleError(1007, 'variable not in select list');
  }
  const waitsForDefine = cursor.defines === undefined && columns.some((column) => needsDefine(wireTypeOf(column)));
  if (execution.fetchRows === undefined || waitsForDefine) endCall(context, { cursorId: cursor.id });
  else await sendRows(context, cursor, execution.fetchRows);
}
