import type { BindDescription, PreparedStatement, ResultCursor } from '../../session/database-session.ts';
import type { ColumnDescription } from '../../sql/sql-engine.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { CursorHandle, Value } from '../../types/values.ts';
import { bindDescription } from '../data-types/bind-type.ts';
import { TYPE, type WireType, wireTypeOf } from '../data-types/wire-type.ts';
import { LIMITS } from '../limits.ts';
import type { ColumnMetadata } from '../messages/column-metadata.ts';

/** Ids are 16 bits wide on the wire. */
const HIGHEST_ID = 65_535;

/** What a cursor id of the client stands for: a statement that it may run again, or rows that a statement gave it. */
export class Cursor {
  readonly id: number;
  statement: PreparedStatement | undefined;
  /** The rows' owner, of a REF CURSOR. */
  readonly handle: CursorHandle | undefined;
  /** Binds as last described; re-execution refers to them. */
  binds: ColumnMetadata[] = [];
  /** Columns as last described to the client. */
  columns: ColumnDescription[] | undefined;
  /** The form in which the client wants the columns, if it said so. */
  defines: ColumnMetadata[] | undefined;
  rows: ResultCursor | undefined;
  /** All rows were sent: a further fetch gets none, and no error. */
  isExhausted = false;
  /** Rows sent since the execution. */
  rowCount = 0;

  constructor(id: number, origin: { statement?: PreparedStatement; rows?: ResultCursor; handle?: CursorHandle }) {
    this.id = id;
    this.statement = origin.statement;
    this.handle = origin.handle;
    this.rows = origin.rows;
    this.columns = origin.rows?.columns;
  }

  /** How the columns are sent. */
  outputTypes(columns: ColumnDescription[]): WireType[] {
    const { defines } = this;
    return columns.map((column, index) => {
      const type = wireTypeOf(column);
      const define = defines?.[index];
      if (define === undefined || define.type === type.number || staysRowid(type, define)) return type;
      return { ...type, number: define.type, form: define.form, maxSize: define.maxSize };
    });
  }

  /** Throws ORA-03001 for binds of types that this database has not. */
  bindDescriptions(): BindDescription[] {
    return this.binds.map(bindDescription);
  }

  openRows(rows: ResultCursor): void {
    this.rows = rows;
    this.isExhausted = false;
    this.rowCount = 0;
  }

  async closeRows(): Promise<void> {
    const { rows } = this;
    this.rows = undefined;
    await rows?.close();
  }

  async close(): Promise<void> {
    this.statement?.close();
    this.statement = undefined;
    await this.closeRows();
  }
}

/** The cursors of one session by id. */
export class CursorTable {
  readonly #cursors = new Map<number, Cursor>();
  readonly #onChange: (change: 'opened' | 'closed') => void;
  #lastId = 0;

  constructor(onChange: (change: 'opened' | 'closed') => void = () => {}) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#cursors.size;
  }

  /** Throws ORA-01001. */
  find(id: number): Cursor {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) throw new OracleError(1001, 'invalid cursor');
    return cursor;
  }

  /** Throws ORA-01000. */
  openStatement(statement: PreparedStatement): Cursor {
    return this.#add((id) => new Cursor(id, { statement }));
  }

  openRows(rows: ResultCursor): Cursor {
    return this.#add((id) => new Cursor(id, { rows }));
  }

  /** Undefined for a cursor variable that is not open. */
  openHandle(handle: CursorHandle): Cursor | undefined {
    if (handle.cursor === undefined) return undefined;
    return this.#add((id) => new Cursor(id, { rows: new HandleRows(handle), handle }));
  }

  /** Unknown ids are no error: the server may have given the cursor up itself. */
  async close(id: number): Promise<void> {
    const cursor = this.#cursors.get(id);
    if (this.#cursors.delete(id)) this.#onChange('closed');
    await cursor?.close();
  }

  async cancel(id: number): Promise<void> {
    await this.#cursors.get(id)?.closeRows();
  }

  #add(create: (id: number) => Cursor): Cursor {
    if (this.#cursors.size >= LIMITS.maxOpenCursors) throw new OracleError(1000, 'maximum open cursors exceeded');
    do {
      this.#lastId = this.#lastId >= HIGHEST_ID ? 1 : this.#lastId + 1;
    } while (this.#cursors.has(this.#lastId));
    const cursor = create(this.#lastId);
    this.#cursors.set(cursor.id, cursor);
    this.#onChange('opened');
    return cursor;
  }
}

/** The rows of a cursor variable, which PL/SQL may fetch from as well, and close. */
class HandleRows implements ResultCursor {
  readonly columns: ColumnDescription[];
  readonly #handle: CursorHandle;

  constructor(handle: CursorHandle) {
    this.#handle = handle;
    this.columns = handle.cursor?.columns ?? [];
  }

  async fetch(count: number): Promise<{ rows: Value[][]; isDone: boolean }> {
    const { cursor } = this.#handle;
    if (cursor === undefined) throw new OracleError(1001, 'invalid cursor');
    const rows = await cursor.fetch(count);
    this.#handle.rowCount += rows.length;
    return { rows, isDone: rows.length < count };
  }

  async close(): Promise<void> {
    const { cursor } = this.#handle;
    this.#handle.cursor = undefined;
    await cursor?.close();
  }
}

/** What the driver defines a ROWID with that it wants as one: text of this size. */
const ROWID_DEFINE_BYTES = 3950;

/** With LOBs beside it every column is defined; the driver then still reads the four parts of a ROWID. */
function staysRowid(column: WireType, define: { type: number; maxSize: number }): boolean {
  const isRowid = column.number === TYPE.rowid || column.number === TYPE.urowid;
  return isRowid && define.type === TYPE.varchar && define.maxSize === ROWID_DEFINE_BYTES;
}
