import type { ExecuteResult } from './database-session.ts';

/** The result of a statement that has none. */
export function emptyResult(): ExecuteResult {
  return {
    rowCount: 0,
    lastRowid: undefined,
    cursor: undefined,
    outBinds: undefined,
    returned: undefined,
    rowCounts: undefined,
    batchErrors: undefined,
    implicitResults: [],
    compiledWithErrors: false,
    currentSchemaChanged: false,
  };
}
