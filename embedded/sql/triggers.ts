import type { CatalogColumn, CatalogTrigger } from '../catalog/catalog.ts';
import { rowidText } from '../storage/rowid.ts';
import type { RecordType, ScalarType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import { RecordValue, type Value } from '../types/values.ts';
import { relationSql } from './compile/table-source.ts';
import { pgTypeName, quoteName } from './compile/typed-sql.ts';
import type { DmlPlan, TriggeredAction, TriggeredMerge } from './dml-plan.ts';
import { decodeReturned } from './dml-runner.ts';
import type { EngineParts } from './engine-parts.ts';
import { fromPgText, toPgText } from './pg-value.ts';
import type { RunContext } from './run-context.ts';
import type { DmlResult } from './sql-engine.ts';

type Timing = 'BEFORE STATEMENT' | 'BEFORE EACH ROW' | 'AFTER EACH ROW' | 'AFTER STATEMENT';
type PgRow = (string | null)[];

/** DML on a table with triggers, row by row. */
export async function runTriggered(
  action: TriggeredAction,
  plan: DmlPlan,
  run: RunContext,
  parts: EngineParts,
): Promise<DmlResult> {
  return new TriggeredStatement(action, plan, run, parts).execute();
}

/** MERGE on a table with triggers: each row is one of an UPDATE, a DELETE behind it, or an INSERT. */
export async function runTriggeredMerge(
  action: TriggeredMerge,
  plan: DmlPlan,
  run: RunContext,
  parts: EngineParts,
): Promise<DmlResult> {
  const { table, source, assigned, events } = action;
  const part = (event: TriggeredAction['event']) =>
    new TriggeredStatement(
      { kind: 'triggered', event, table, source, assigned, returningSql: undefined },
      plan,
      run,
      parts,
    );
  const statements = { INSERT: part('INSERT'), UPDATE: part('UPDATE'), DELETE: part('DELETE') };
  for (const event of events) await statements[event].begin();
  const { rows } = await parts.query(source.text, await run.parameters(source));
  const seen = new Set<string>();
  const count = table.columns.length;
  let last: string | undefined;
  for (const [code, number = null, ...values] of rows) {
    parts.session.interrupt.check();
    if (code === 'I') {
      last = await statements.INSERT.row(values.slice(count + assigned.length));
      continue;
    }
    if (number === null || seen.has(number)) {
      throw new OracleError(30926, 'unable to get a stable set of rows in the source tables');
    }
    seen.add(number);
    last = await statements.UPDATE.row([number, ...values.slice(0, count + assigned.length)]);
    if (code === 'D') await statements.DELETE.row([number, ...values.slice(0, count)]);
  }
  for (const event of [...events].reverse()) await statements[event].end();
  return { rowCount: rows.length, returned: [], lastRowid: last === undefined ? undefined : rowidText(BigInt(last)) };
}

class TriggeredStatement {
  readonly #action: TriggeredAction;
  readonly #plan: DmlPlan;
  readonly #run: RunContext;
  readonly #parts: EngineParts;
  readonly #triggers: CatalogTrigger[];
  readonly #columns: CatalogColumn[];
  readonly #recordType: RecordType;
  /** Identity of the statement, for the state of compound triggers. */
  readonly #statement = {};
  readonly #isView: boolean;

  constructor(action: TriggeredAction, plan: DmlPlan, run: RunContext, parts: EngineParts) {
    this.#action = action;
    this.#plan = plan;
    this.#run = run;
    this.#parts = parts;
    const { table, event, assigned } = action;
    this.#columns = table.columns;
    this.#isView = table.kind === 'VIEW';
    this.#recordType = { kind: 'RECORD', fields: table.columns.map(({ name, type }) => ({ name, type })) };
    this.#triggers = parts.catalog.triggersOf(table.object.schema, table.object.name).filter((trigger) => {
      if (!trigger.isEnabled || !trigger.events.includes(event)) return false;
      return (
        event !== 'UPDATE' ||
        trigger.updateColumns.length === 0 ||
        trigger.updateColumns.some((column) => assigned.includes(column))
      );
    });
  }

  async begin(): Promise<void> {
    await this.#fire('BEFORE STATEMENT', null, null);
  }

  async end(): Promise<void> {
    await this.#fire('AFTER STATEMENT', null, null);
  }

  async execute(): Promise<DmlResult> {
    const { query, session } = this.#parts;
    await this.begin();
    const { source } = this.#action;
    const { rows } = await query(source.text, await this.#run.parameters(source));
    const result: DmlResult = { rowCount: rows.length, returned: [], lastRowid: undefined };
    for (const row of rows) {
      session.interrupt.check();
      const number = await this.row(row);
      if (number === undefined) continue;
      result.lastRowid = rowidText(BigInt(number));
      const { returningSql } = this.#action;
      if (returningSql === undefined) continue;
      this.#run.slots[0] = number;
      const [returned] = (await query(returningSql.text, await this.#run.parameters(returningSql))).rows;
      if (returned !== undefined)
        result.returned.push(decodeReturned(returned, this.#plan.returning, session.nls.timeZone));
    }
    await this.end();
    return result;
  }

  /** Returns the row's number; undefined for a view's. */
  async row(row: PgRow): Promise<string | undefined> {
    const { event, assigned } = this.#action;
    const count = this.#columns.length;
    if (event === 'INSERT') {
      const fresh = this.#record(row);
      await this.#fire('BEFORE EACH ROW', null, fresh);
      const number = this.#isView ? undefined : await this.#insert(fresh);
      await this.#fire('AFTER EACH ROW', null, fresh);
      return number;
    }
    const number = row[0] ?? undefined;
    const old = this.#record(row.slice(1, count + 1));
    if (event === 'DELETE') {
      await this.#fire('BEFORE EACH ROW', old, null);
      if (!this.#isView && number !== undefined)
        await this.#write(`DELETE FROM ${this.#relation()} WHERE "ora$rowid" = $1::bigint`, [number]);
      await this.#fire('AFTER EACH ROW', old, null);
      return number;
    }
    const fresh = this.#record(row.slice(1, count + 1));
    for (const [index, name] of assigned.entries()) {
      const at = this.#columns.findIndex((column) => column.name === name);
      fresh.fields[at] = this.#value(row[count + 1 + index] ?? null, this.#columns[at]?.type);
    }
    await this.#fire('BEFORE EACH ROW', old, fresh);
    if (!this.#isView && number !== undefined) await this.#update(number, old, fresh);
    await this.#fire('AFTER EACH ROW', old, fresh);
    return number;
  }

  #record(row: PgRow): RecordValue {
    return new RecordValue(
      this.#recordType,
      this.#columns.map((column, index) => this.#value(row[index] ?? null, column.type)),
    );
  }

  #value(text: string | null, type: ScalarType | undefined): Value {
    return type === undefined ? null : fromPgText(text, type, this.#parts.session.nls.timeZone);
  }

  #relation(): string {
    return relationSql(this.#action.table);
  }

  async #insert(fresh: RecordValue): Promise<string | undefined> {
    const stored = this.#columns
      .map((column, index) => ({ column, index }))
      .filter(({ column }) => column.virtual === undefined);
    const names = stored.map(({ column }) => quoteName(column.name)).join(', ');
    const values = stored.map(({ column }, at) => `$${at + 1}::${pgTypeName(column.type)}`).join(', ');
    const parameters = stored.map(({ index }) => toPgText(fresh.fields[index] ?? null));
    const sql = `INSERT INTO ${this.#relation()} AS t (${names}) VALUES (${values}) RETURNING t."ora$rowid"`;
    const result = await this.#parts.query(sql, parameters);
    return result.rows[0]?.[0] ?? undefined;
  }

  /** Writes the assigned columns and those that a trigger changed. */
  async #update(number: string, old: RecordValue, fresh: RecordValue): Promise<void> {
    const { assigned } = this.#action;
    const changed = this.#columns
      .map((column, index) => ({ column, index }))
      .filter(({ column, index }) => {
        if (column.virtual !== undefined) return false;
        return (
          assigned.includes(column.name) ||
          toPgText(old.fields[index] ?? null) !== toPgText(fresh.fields[index] ?? null)
        );
      });
    const set = changed
      .map(({ column }, at) => `${quoteName(column.name)} = $${at + 2}::${pgTypeName(column.type)}`)
      .join(', ');
    const parameters = changed.map(({ index }) => toPgText(fresh.fields[index] ?? null));
    await this.#write(`UPDATE ${this.#relation()} SET ${set} WHERE "ora$rowid" = $1::bigint`, [number, ...parameters]);
  }

  async #write(sql: string, parameters: (string | null)[]): Promise<void> {
    await this.#parts.query(sql, parameters, { isUpdate: true });
  }

  async #fire(timing: Timing, old: RecordValue | null, fresh: RecordValue | null): Promise<void> {
    const { event, assigned } = this.#action;
    for (const trigger of this.#triggers) {
      if (!firesAt(trigger, timing)) continue;
      await this.#parts
        .plsql()
        .fireTrigger(trigger, { event, timing, updatedColumns: assigned, statement: this.#statement }, old, fresh);
    }
  }
}

function firesAt(trigger: CatalogTrigger, timing: Timing): boolean {
  switch (trigger.timing) {
    case 'COMPOUND':
      return true;
    case 'INSTEAD OF':
      return timing === 'BEFORE EACH ROW';
    case 'BEFORE':
    case 'AFTER':
      return timing === `${trigger.timing} ${trigger.forEachRow ? 'EACH ROW' : 'STATEMENT'}`;
  }
}
