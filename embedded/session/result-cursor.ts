import type { ColumnDescription, QueryCursor } from '../sql/sql-engine.ts';
import { CursorHandle, type Value } from '../types/values.ts';
import type { ResultCursor } from './database-session.ts';

/** Rows that are asked of the engine at a time, however many the client wants. */
const MAX_STEP = 10_000;

/** An open query for the client. It is closed as soon as its last row is out. */
export class OpenResult implements ResultCursor {
  readonly columns: ColumnDescription[];
  readonly #cursor: QueryCursor;
  readonly #guard: (cursor: QueryCursor) => QueryCursor;
  #isDone = false;

  constructor(cursor: QueryCursor, guard: (cursor: QueryCursor) => QueryCursor) {
    this.#cursor = guard(cursor);
    this.#guard = guard;
    this.columns = cursor.columns;
  }

  async fetch(count: number): Promise<{ rows: Value[][]; isDone: boolean }> {
    const rows: Value[][] = [];
    while (!this.#isDone && rows.length < count) {
      const wanted = Math.min(count - rows.length, MAX_STEP);
      const step = await this.#cursor.fetch(wanted);
      rows.push(...step);
      if (step.length < wanted) await this.close();
    }
    if (this.columns.some(({ type }) => type.kind === 'REF CURSOR')) this.#guardNested(rows);
    return { rows, isDone: this.#isDone };
  }

  async close(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await this.#cursor.close();
  }

  /** CURSOR(…) columns are fetched from by the client as well. */
  #guardNested(rows: Value[][]): void {
    for (const value of rows.flat()) {
      if (value instanceof CursorHandle && value.cursor !== undefined) value.cursor = this.#guard(value.cursor);
    }
  }
}
