import type { QueryCursor } from '../../sql/sql-engine.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CursorHandle, type Value } from '../../types/values.ts';
import { type Steps, wait } from './steps.ts';

/** Explicit cursors and cursor variables: open, fetch, close. Both are handles in a variable. */

function invalidCursor(): OracleError {
  return new OracleError(1001, 'invalid cursor');
}

/** The open query of a variable. Throws ORA-01001. */
export function openCursorOf(value: Value): { handle: CursorHandle; cursor: QueryCursor } {
  if (value instanceof CursorHandle && value.cursor !== undefined) return { handle: value, cursor: value.cursor };
  throw invalidCursor();
}

export function isOpen(value: Value): boolean {
  return value instanceof CursorHandle && value.cursor !== undefined;
}

/** Up to `count` rows; keeps the cursor's attributes. */
export function* fetchRows(value: Value, count: number): Steps<Value[][]> {
  const { handle, cursor } = openCursorOf(value);
  const rows = yield* wait(cursor.fetch(count));
  handle.rowCount += rows.length;
  handle.isFound = rows.length > 0;
  return rows;
}

export function* closeCursor(value: Value): Steps<void> {
  const { handle, cursor } = openCursorOf(value);
  handle.cursor = undefined;
  yield* wait(cursor.close());
}
