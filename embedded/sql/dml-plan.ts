import type { CatalogTable } from '../catalog/catalog.ts';
import type { OutputColumn } from './compile/output.ts';
import type { FunctionStep, PreparedSql } from './compile/parameters.ts';
import type { Locking } from './query-plan.ts';

/** What the engine keeps of a compiled DML statement. */
export type DmlPlan = {
  statementKind: 'insert' | 'update' | 'delete' | 'merge' | 'lockTable';
  action: DmlAction;
  /** Of RETURNING. */
  returning: OutputColumn[];
  steps: FunctionStep[];
  temporaryTables: CatalogTable[];
};

export type DmlAction =
  /** `rows`: one result row for each changed row, the RETURNING columns and the row number. `summary`: one row, count and last row number. */
  | { kind: 'statement'; sql: PreparedSql; result: 'rows' | 'summary'; keyChange?: KeyChange | undefined }
  | { kind: 'lock'; sql: PreparedSql; wait: Locking['wait'] }
  | TriggeredAction
  | TriggeredMerge;

/**
 * The same UPDATE for rows whose keys change places (`SET id = id + 1`): Oracle looks at keys when the statement is done, PostgreSQL at each
 * row. The rows are taken out and put back. Used where the plain UPDATE ends in ORA-00001, and not where `guard` has a row: taking
 * out would take rows of other tables along.
 */
export type KeyChange = { sql: PreparedSql; guard: PreparedSql };

/**
 * DML on a table or view with triggers: its rows are computed first, then each goes through the triggers and is written on its own.
 * `source` yields for INSERT the new values of all columns, for UPDATE and DELETE the row number, the old values of all columns and, for
 * UPDATE, the new values of the assigned ones.
 */
export type TriggeredAction = {
  kind: 'triggered';
  event: 'INSERT' | 'UPDATE' | 'DELETE';
  table: CatalogTable;
  source: PreparedSql;
  /** UPDATE: names of the assigned columns, in the order of the source. */
  assigned: string[];
  /** RETURNING columns of the row whose number is in slot 0. Undefined without RETURNING. */
  returningSql: PreparedSql | undefined;
};

/**
 * MERGE into a table with triggers. `source` yields what to do with a row ('U', 'D' for update and delete, 'I'), the row number, the old
 * values of all columns, the new ones of the assigned columns, and the values of all columns of a row to insert.
 */
export type TriggeredMerge = {
  kind: 'triggeredMerge';
  table: CatalogTable;
  source: PreparedSql;
  assigned: string[];
  events: ('INSERT' | 'UPDATE' | 'DELETE')[];
};
