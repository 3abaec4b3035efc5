import type { PgRow, RowFeed } from './cursor.ts';
import { MemoryFeed } from './cursor.ts';
import type { OpenResult } from './transaction.ts';

export type PortalActions = {
  /** Runs `FETCH n FROM name` within the transaction. */
  fetch(name: string, count: number | 'ALL'): Promise<PgRow[]>;
  /** The portal is at its end or closed: nothing more will be read from it. */
  finish(portal: PortalFeed, name: string): void;
};

/** A PostgreSQL cursor. What is left of it goes to memory when its transaction ends. */
export class PortalFeed implements RowFeed, OpenResult {
  readonly #name: string;
  readonly #actions: PortalActions;
  /** Rows read ahead, and everything that is left once the portal is gone. */
  #memory: PgRow[] = [];
  #rest: MemoryFeed | undefined;
  #failure: Error | undefined;
  readonly #chunk: number;

  /** `chunk`: rows to read at once at least; 1 where each row is locked as it is read. */
  constructor(name: string, actions: PortalActions, chunk: number) {
    this.#name = name;
    this.#actions = actions;
    this.#chunk = chunk;
  }

  /** The first rows, already read. */
  preload(rows: PgRow[]): void {
    this.#memory = rows;
  }

  async next(count: number): Promise<PgRow[]> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#rest !== undefined) return this.#rest.next(count);
    while (this.#memory.length < count && this.#rest === undefined) {
      const wanted = Math.max(count - this.#memory.length, this.#chunk);
      const rows = await this.#actions.fetch(this.#name, wanted);
      this.#memory.push(...rows);
      if (rows.length < wanted) this.#finish();
    }
    if (this.#rest !== undefined) return (this.#rest as MemoryFeed).next(count);
    return this.#memory.splice(0, count);
  }

  #finish(): void {
    this.#rest = new MemoryFeed(this.#memory);
    this.#memory = [];
    this.#actions.finish(this, this.#name);
  }

  async drain(): Promise<void> {
    const rows = await this.#actions.fetch(this.#name, 'ALL');
    this.#rest = new MemoryFeed([...this.#memory, ...rows]);
    this.#memory = [];
  }

  fail(error: Error): void {
    this.#failure = error;
    this.#rest = new MemoryFeed(this.#memory);
  }

  async close(): Promise<void> {
    if (this.#rest === undefined && this.#failure === undefined) this.#finish();
    this.#rest = new MemoryFeed([]);
  }
}
