import { rowidText } from '../storage/rowid.ts';
import type { LobOrigin, Value } from '../types/values.ts';
import { CursorHandle, Lob } from '../types/values.ts';
import type { OutputColumn } from './compile/output.ts';
import { isScalar } from './compile/type-classes.ts';
import { compositeOf } from './composite-text.ts';
import { fromPgText } from './pg-value.ts';
import { describeColumns, type QueryPlan } from './query-plan.ts';
import type { ColumnDescription, QueryCursor } from './sql-engine.ts';

export type PgRow = (string | null)[];

/** Where a cursor's rows come from: memory, or a portal that is read bit by bit. */
export interface RowFeed {
  /** Up to `count` rows; fewer only at the end. */
  next(count: number): Promise<PgRow[]>;
  close(): Promise<void>;
}

export class MemoryFeed implements RowFeed {
  #rows: PgRow[];
  #at = 0;

  constructor(rows: PgRow[]) {
    this.#rows = rows;
  }

  async next(count: number): Promise<PgRow[]> {
    const rows = this.#rows.slice(this.#at, this.#at + count);
    this.#at += rows.length;
    return rows;
  }

  async close(): Promise<void> {
    this.#rows = [];
  }
}

/** Opens the nested query `index` of the plan for a row. */
export type NestedOpener = (index: number, row: PgRow) => Promise<QueryCursor>;

/** The rows of a query as values. */
export class PlanCursor implements QueryCursor {
  readonly columns: ColumnDescription[];
  readonly #plan: Pick<QueryPlan, 'columns' | 'locking'>;
  readonly #feed: RowFeed;
  readonly #timeZone: string;
  readonly #openNested: NestedOpener;
  readonly #objects: readonly Value[];
  #currentRowid: string | undefined;
  #isClosed = false;

  /** `objects`: those that the rows have by number. */
  constructor(
    plan: Pick<QueryPlan, 'columns' | 'locking'>,
    feed: RowFeed,
    timeZone: string,
    openNested: NestedOpener,
    objects: readonly Value[] = [],
  ) {
    this.#plan = plan;
    this.#feed = feed;
    this.#timeZone = timeZone;
    this.#openNested = openNested;
    this.#objects = objects;
    this.columns = describeColumns(plan.columns);
  }

  get currentRowid(): string | undefined {
    return this.#currentRowid;
  }

  async fetch(count: number): Promise<Value[][]> {
    if (this.#isClosed) return [];
    const rows = await this.#feed.next(count);
    const last = rows.at(-1);
    if (last !== undefined && this.#plan.locking?.hasRowid === true) {
      const number = last[this.#plan.columns.length] ?? null;
      this.#currentRowid = number === null ? undefined : rowidText(BigInt(number));
    }
    const values: Value[][] = [];
    for (const row of rows) values.push(await this.#decode(row));
    return values;
  }

  async #decode(row: PgRow): Promise<Value[]> {
    const { columns } = this.#plan;
    const values: Value[] = [];
    for (const [index, column] of columns.entries()) {
      const nested = column.value?.nestedCursor;
      if (nested !== undefined) values.push(new CursorHandle(await this.#openNested(nested, row)));
      else if (column.type.kind === 'RECORD' || column.type.kind === 'COLLECTION')
        values.push(compositeOf(row[index] ?? null, column.type, this.#objects, this.#timeZone));
      else values.push(decodeColumn(column, row, index, columns.length, this.#timeZone));
    }
    return values;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#feed.close();
  }
}

function decodeColumn(column: OutputColumn, row: PgRow, index: number, visible: number, timeZone: string): Value {
  if (!isScalar(column.type)) return null;
  const value = fromPgText(row[index] ?? null, column.type, column.value?.zone?.name ?? timeZone);
  if (value instanceof Lob) {
    const origin = lobOrigin(column, row, visible);
    if (origin !== undefined) value.origin = origin;
  }
  return value;
}

function lobOrigin(column: OutputColumn, row: PgRow, visible: number): LobOrigin | undefined {
  const lob = column.value?.lob;
  const number = column.lobRowid === undefined ? null : (row[visible + column.lobRowid] ?? null);
  if (lob === undefined || number === null) return undefined;
  return { schema: lob.schema, table: lob.table, column: lob.column, rowid: rowidText(BigInt(number)) };
}
