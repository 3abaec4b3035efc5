import type { ColumnDescription, QueryCursor } from '../sql/sql-engine.ts';
import type { Value } from '../types/values.ts';

type RunCall = <T>(fetch: () => Promise<T>) => Promise<T>;

/** A cursor in the client's hands: each fetch is a call of the session, which can be broken off. */
export class GuardedCursor implements QueryCursor {
  readonly #cursor: QueryCursor;
  readonly #runCall: RunCall;

  private constructor(cursor: QueryCursor, runCall: RunCall) {
    this.#cursor = cursor;
    this.#runCall = runCall;
  }

  static of(cursor: QueryCursor, runCall: RunCall): QueryCursor {
    return cursor instanceof GuardedCursor ? cursor : new GuardedCursor(cursor, runCall);
  }

  get columns(): ColumnDescription[] {
    return this.#cursor.columns;
  }
  get currentRowid(): string | undefined {
    return this.#cursor.currentRowid;
  }

  fetch(count: number): Promise<Value[][]> {
    return this.#runCall(() => this.#cursor.fetch(count));
  }

  close(): Promise<void> {
    return this.#cursor.close();
  }
}
