import type { BindValue, ExecuteRequest as Execution, PreparedStatement } from '../../session/database-session.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { TYPE } from '../data-types/wire-type.ts';
import { LIMITS } from '../limits.ts';
import { decodeBindRow, type RowBind } from '../messages/bind-row.ts';
import type { ColumnMetadata } from '../messages/column-metadata.ts';
import type { ExecuteRequest } from '../messages/execute-request.ts';
import type { CallContext } from './call-context.ts';
import type { Cursor } from './cursor-table.ts';

/** The rest of an execute request: its bind rows. Gives the cursor the new binds, and closes its old rows. */
export async function readExecution(
  context: CallContext,
  cursor: Cursor,
  statement: PreparedStatement,
  request: ExecuteRequest,
): Promise<Execution> {
  cursor.binds = request.metadata.map((metadata) => withNamedType(metadata, context));
  const binds = cursor.bindDescriptions();
  const iterations = request.isQuery ? 1 : request.iterations;
  const rows = await readBindRows(context, cursor, statement, { iterations, isRepeated: false });
  context.requests.finish();
  await cursor.closeRows();
  return {
    binds,
    rows,
    autoCommit: request.isCommit,
    batchErrors: request.hasBatchErrors,
  };
}

/** Throws ORA-21700 for an id that no type has. */
function withNamedType(metadata: ColumnMetadata, { session }: CallContext): ColumnMetadata {
  const { type, typeIdentifier } = metadata;
  if (type !== TYPE.object || typeIdentifier === undefined) return metadata;
  return { ...metadata, namedType: session.namedType(typeIdentifier) };
}

/**
 * One row for each iteration. In a repeated execution the client leaves out the OUT binds of a block, whose directions it was told.
 * Throws ORA-01008 and ORA-01036 where the binds are not as many as the placeholders.
 */
export async function readBindRows(
  context: CallContext,
  cursor: Cursor,
  statement: PreparedStatement,
  options: { iterations: number; isRepeated: boolean },
): Promise<(BindValue | undefined)[][]> {
  const { placeholders, directions } = statement;
  const { iterations } = options;
  if (cursor.binds.length < placeholders.length) throw new OracleError(1008, 'not all variables bound');
  if (cursor.binds.length > placeholders.length) throw new OracleError(1036, 'illegal variable name/number');
  if (iterations > LIMITS.maxIterations) {
    throw new OracleError(1485, `compile bind length different from execute bind length (${iterations} iterations)`);
  }
  const binds = cursor.binds.map((metadata, index): RowBind => {
    const isReturning = placeholders[index]?.isReturning === true;
    const isOut = options.isRepeated && directions?.[index] === 'OUT';
    return { metadata, isSent: !isReturning && !isOut };
  });
  const rows: (BindValue | undefined)[][] = [];
  const { bytesPerNationalCharacter } = context.client;
  const form = { isPlsql: statement.class === 'plsql', bytesPerNationalCharacter };
  const hasRows = binds.some((bind) => bind.isSent);
  for (let index = 0; index < iterations; index++) {
    const row = hasRows
      ? await context.requests.more((reader) => decodeBindRow(reader, binds, form, context.references))
      : binds.map(() => undefined);
    rows.push(row.map((value, column) => (value === undefined && !isReturningAt(statement, column) ? null : value)));
  }
  return rows;
}

function isReturningAt(statement: PreparedStatement, index: number): boolean {
  return statement.placeholders[index]?.isReturning === true;
}
