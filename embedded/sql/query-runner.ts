import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { SessionState } from '../session/session-state.ts';
import type { Value } from '../types/values.ts';
import type { CompiledNestedQuery } from './compile/nested-cursor.ts';
import type { PreparedSql } from './compile/parameters.ts';
import { MemoryFeed, type PgRow, PlanCursor, type RowFeed } from './cursor.ts';
import type { EngineParts } from './engine-parts.ts';
import { PortalFeed } from './portal-feed.ts';
import type { QueryPlan } from './query-plan.ts';
import { RunContext } from './run-context.ts';
import type { QueryCursor } from './sql-engine.ts';
import { runFunctionSteps } from './stored-functions.ts';

/** Rows that a query hands over at once; what is beyond them stays in a portal. */
const PORTAL_CHUNK = 1000;

/** Opens queries. */
export class QueryRunner {
  readonly #parts: EngineParts;
  #nextPortal = 1;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  get #session(): SessionState {
    return this.#parts.session;
  }

  get #catalog(): LoadedCatalog {
    return this.#parts.catalog;
  }

  async open(plan: QueryPlan, inputs: Value[]): Promise<QueryCursor> {
    const run = new RunContext(this.#session, this.#catalog, inputs, 'QUERY');
    await this.#parts.ensureTemporaryTables(plan.temporaryTables);
    await runFunctionSteps(plan.steps, run, this.#parts.plsql, (text, parameters) => this.#readAll(text, parameters));
    const feed = await this.#feed(plan, run);
    const openNested = (index: number, row: PgRow) =>
      this.#openNested(plan.nested, index, row.slice(plan.columns.length), run);
    return new PlanCursor(plan, feed, this.#session.nls.timeZone, openNested, run.objects);
  }

  async #feed(plan: QueryPlan, run: RunContext): Promise<RowFeed> {
    const parameters = await run.parameters(plan.prepared);
    const { locking } = plan;
    if (locking === undefined) {
      if (plan.isSmall) return new MemoryFeed(await this.#readAll(plan.prepared.text, parameters));
      return this.#portal(plan.prepared, parameters, PORTAL_CHUNK);
    }
    this.#parts.refuseInReadOnly();
    if (locking.wait === 'skipLocked') {
      const feed = await this.#portal(plan.prepared, parameters, 1);
      this.#parts.transaction.markActive();
      return feed;
    }
    const rows = await this.#parts.withLockWait(locking.wait, () =>
      this.#parts.transaction.change(async () => {
        const result = await this.#parts.query(plan.prepared.text, parameters, {
          hasWait: typeof locking.wait === 'object',
        });
        return { value: result.rows, changed: true };
      }),
    );
    return new MemoryFeed(rows);
  }

  async #readAll(text: string, parameters: (string | null)[]): Promise<PgRow[]> {
    return this.#parts.transaction.read(async () => (await this.#parts.query(text, parameters)).rows, false);
  }

  /** A PostgreSQL cursor, closed at once where its first rows are all. */
  async #portal(sql: PreparedSql, parameters: (string | null)[], chunk: number): Promise<RowFeed> {
    const { transaction } = this.#parts;
    const name = `ora_portal_${this.#nextPortal++}`;
    const fetch = (portal: string, count: number | 'ALL'): Promise<PgRow[]> =>
      this.#parts.query(`FETCH ${count} FROM ${portal}`, []).then((result) => result.rows);
    const finish = (portal: PortalFeed): void => {
      const isEnded = transaction.removeResult(portal);
      // Nobody waits for it: the next statement is behind it.
      if (!isEnded && transaction.isOpen) this.#parts.query(`CLOSE ${name}`, []).catch(() => undefined);
    };
    const feed = new PortalFeed(
      name,
      { fetch: (portal, count) => transaction.read(() => fetch(portal, count), true), finish },
      chunk,
    );
    const rows = await transaction.read(async () => {
      const declared = this.#parts.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql.text}`, parameters);
      const first = chunk > 1 ? fetch(name, chunk) : Promise.resolve(undefined);
      // Where the query is wrong both fail, and the first error tells why.
      first.catch(() => undefined);
      await declared;
      return first;
    }, true);
    transaction.addResult(feed);
    if (rows === undefined) return feed;
    if (rows.length >= chunk) {
      feed.preload(rows);
      return feed;
    }
    finish(feed);
    return new MemoryFeed(rows);
  }

  /** `hidden`: the outer row's values that nobody but inner queries sees. */
  async #openNested(all: CompiledNestedQuery[], index: number, hidden: PgRow, run: RunContext): Promise<QueryCursor> {
    const nested = all[index] as CompiledNestedQuery;
    const own = new RunContext(this.#session, this.#catalog, run.inputs, 'QUERY');
    for (const [step, result] of run.functionResults) own.functionResults.set(step, result);
    for (const slot of nested.slots) own.slots[slot.slot] = hidden[slot.hidden ?? 0] ?? null;
    const rows = await this.#readAll(nested.prepared.text, await own.parameters(nested.prepared));
    return new PlanCursor(
      { columns: nested.columns, locking: undefined },
      new MemoryFeed(rows),
      this.#session.nls.timeZone,
      (inner, row) => this.#openNested(all, inner, row.slice(nested.columns.length), own),
      run.objects,
    );
  }
}
