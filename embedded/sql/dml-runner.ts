import { rowidText } from '../storage/rowid.ts';
import { OracleError } from '../types/oracle-error.ts';
import { Lob, type Value } from '../types/values.ts';
import type { OutputColumn } from './compile/output.ts';
import { isScalar } from './compile/type-classes.ts';
import { compositeOf } from './composite-text.ts';
import type { DmlPlan } from './dml-plan.ts';
import type { EngineParts } from './engine-parts.ts';
import { fromPgText } from './pg-value.ts';
import { RunContext } from './run-context.ts';
import type { DmlBatchResult, DmlResult } from './sql-engine.ts';
import { runFunctionSteps } from './stored-functions.ts';
import { runTriggered, runTriggeredMerge } from './triggers.ts';

/** Input rows that share a savepoint. */
const GROUP_SIZE = 64;

/** Runs INSERT, UPDATE, DELETE, MERGE and LOCK TABLE. */
export class DmlRunner {
  readonly #parts: EngineParts;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** One execution, which leaves nothing where it fails. */
  async execute(plan: DmlPlan, inputs: Value[]): Promise<DmlResult> {
    await this.#parts.ensureTemporaryTables(plan.temporaryTables);
    try {
      return await this.#change(plan, inputs);
    } catch (error) {
      const moved = error instanceof OracleError && error.code === 1 ? await this.#withMovedKeys(plan) : undefined;
      if (moved === undefined) throw error;
      return this.#change(moved, inputs);
    }
  }

  #change(plan: DmlPlan, inputs: Value[]): Promise<DmlResult> {
    return this.#parts.transaction.change(async () => {
      const result = await this.#run(plan, inputs);
      return { value: result, changed: result.rowCount > 0 || plan.action.kind === 'lock' };
    });
  }

  /** The plan for an UPDATE whose rows change keys among themselves; undefined where there is none. */
  async #withMovedKeys(plan: DmlPlan): Promise<DmlPlan | undefined> {
    const { action } = plan;
    if (action.kind !== 'statement' || action.keyChange === undefined) return undefined;
    const { sql, guard } = action.keyChange;
    const { rows } = await this.#parts.transaction.read(() => this.#parts.query(guard.text, []), false);
    return rows.length > 0 ? undefined : { ...plan, action: { kind: 'statement', sql, result: action.result } };
  }

  async executeBatch(plan: DmlPlan, rows: Value[][], options: { collectErrors: boolean }): Promise<DmlBatchResult> {
    const result: DmlBatchResult = { rowCounts: [], returned: [], errors: [], lastRowid: undefined };
    const add = (done: DmlResult): void => {
      result.rowCounts.push(done.rowCount);
      result.returned.push(done.returned);
      result.lastRowid = done.lastRowid ?? result.lastRowid;
    };
    for (let start = 0; start < rows.length; start += GROUP_SIZE) {
      const group = rows.slice(start, start + GROUP_SIZE);
      const done = await this.#group(plan, group);
      if (done !== undefined) {
        for (const each of done) add(each);
        continue;
      }
      for (const [index, inputs] of group.entries()) {
        try {
          add(await this.execute(plan, inputs));
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          result.errors.push({ index: start + index, error });
          if (!options.collectErrors) return result;
          result.rowCounts.push(0);
          result.returned.push([]);
        }
      }
    }
    return result;
  }

  /** Several input rows under one savepoint; undefined where one of them fails: then they are run one by one. */
  async #group(plan: DmlPlan, group: Value[][]): Promise<DmlResult[] | undefined> {
    // Triggers and functions may do what a savepoint does not undo: they run once only.
    if (group.length === 1 || plan.steps.length > 0 || plan.action.kind.startsWith('triggered')) return undefined;
    await this.#parts.ensureTemporaryTables(plan.temporaryTables);
    try {
      return await this.#parts.transaction.change(async () => {
        const results: DmlResult[] = [];
        for (const inputs of group) results.push(await this.#run(plan, inputs));
        return { value: results, changed: results.some((result) => result.rowCount > 0) };
      });
    } catch (error) {
      this.#parts.session.interrupt.check();
      if (!(error instanceof Error)) throw error;
      return undefined;
    }
  }

  async #run(plan: DmlPlan, inputs: Value[]): Promise<DmlResult> {
    const { session, catalog, query } = this.#parts;
    const run = new RunContext(session, catalog, inputs, 'DML');
    await runFunctionSteps(
      plan.steps,
      run,
      this.#parts.plsql,
      async (text, parameters) => (await query(text, parameters)).rows,
    );
    const { action } = plan;
    if (action.kind === 'triggered') return runTriggered(action, plan, run, this.#parts);
    if (action.kind === 'triggeredMerge') return runTriggeredMerge(action, plan, run, this.#parts);
    const parameters = await run.parameters(action.sql);
    if (action.kind === 'lock') {
      await this.#parts.withLockWait(action.wait, () =>
        query(action.sql.text, parameters, { hasWait: typeof action.wait === 'object' }),
      );
      return { rowCount: 0, returned: [], lastRowid: undefined };
    }
    const result = await query(action.sql.text, parameters, { isUpdate: plan.statementKind === 'update' });
    if (action.result === 'summary') {
      const [count = '0', last = null] = result.rows[0] ?? [];
      return { rowCount: Number(count), returned: [], lastRowid: last === null ? undefined : rowidText(BigInt(last)) };
    }
    const last = result.rows.at(-1)?.[plan.returning.length] ?? null;
    return {
      rowCount: result.rows.length,
      returned:
        plan.returning.length === 0
          ? []
          : result.rows.map((row) => decodeReturned(row, plan.returning, session.nls.timeZone)),
      lastRowid: last === null ? undefined : rowidText(BigInt(last)),
    };
  }
}

/** The RETURNING values of a row; behind them is the row's number. */
export function decodeReturned(row: (string | null)[], columns: OutputColumn[], timeZone: string): Value[] {
  const number = row[columns.length] ?? null;
  return columns.map((column, index) => {
    if (column.type.kind === 'RECORD' || column.type.kind === 'COLLECTION') {
      return compositeOf(row[index] ?? null, column.type, [], timeZone);
    }
    if (!isScalar(column.type)) return null;
    const value = fromPgText(row[index] ?? null, column.type, timeZone);
    const lob = column.value?.lob;
    if (value instanceof Lob && lob !== undefined && number !== null) {
      value.origin = { schema: lob.schema, table: lob.table, column: lob.column, rowid: rowidText(BigInt(number)) };
    }
    return value;
  });
}
