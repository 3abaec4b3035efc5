import type { ColumnDescription, CompiledDml, CompiledQuery, HostVariable } from '../../sql/sql-engine.ts';
import type { DmlStatement, Query } from '../../syntax/ast/query.ts';
import type { RecordType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Code } from './code.ts';
import type { Scope } from './scope.ts';
import { noteTables } from './sql-dependencies.ts';
import { PlsqlNames } from './sql-names.ts';

/** SQL statements inside PL/SQL, compiled by the SQL side with the names of the scope. */

type Compiled<T> = { compiled: T; inputs: Code[] };

/**
 * A compiled SQL statement of a unit. The SQL side's work holds for one state of the catalog and of the session's NLS settings: when
 * either has changed since, the statement is compiled again before it runs.
 */
export class StaticSql<T extends CompiledQuery | CompiledDml> {
  readonly #runtime: Runtime;
  readonly #compile: () => T;
  readonly #tables: ReadonlySet<string>;
  #key: string;
  #current: Compiled<T>;

  /** Throws OracleError with `offset` in the unit's source (ORA-00942, ORA-00904 …). */
  constructor(runtime: Runtime, compile: () => T, tables: ReadonlySet<string>) {
    this.#runtime = runtime;
    this.#tables = tables;
    this.#compile = compile;
    this.#key = settingsKey(runtime);
    this.#current = withInputs(compile());
  }
  get compiled(): T {
    return this.#current.compiled;
  }
  /** What to run now. Throws ORA-04091 where the running row trigger may not see one of the tables. */
  current(): Compiled<T> {
    refuseMutating(this.#runtime, this.#tables);
    const key = settingsKey(this.#runtime);
    if (key !== this.#key) {
      this.#current = withInputs(this.#compile());
      this.#key = key;
    }
    return this.#current;
  }
}

/** The table that a statement changes row by row is not for its row triggers to see, unless they have a transaction of their own. */
function refuseMutating(runtime: Runtime, tables: ReadonlySet<string>): void {
  const { trigger } = runtime;
  if (trigger?.mutating === undefined || trigger.sql !== runtime.sql || !tables.has(trigger.mutating)) return;
  throw new OracleError(4091, `table ${trigger.mutating} is mutating, trigger/function may not see it`);
}

/** What a compiled statement depends on besides its text. */
export function settingsKey(runtime: Runtime): string {
  return `${runtime.catalog.version}|${JSON.stringify(runtime.session.nls)}`;
}

/** The keys of host variables are the codes that PlsqlNames put there. */
function withInputs<T extends { inputs: readonly HostVariable[] }>(compiled: T): Compiled<T> {
  return { compiled, inputs: compiled.inputs.map((input) => input.key as Code) };
}

export function compileQuery(query: Query, scope: Scope): StaticSql<CompiledQuery> {
  const { runtime, source } = scope.unit;
  const compile = () => runtime.sql.compileQuery(query, source.text, new PlsqlNames(scope));
  return new StaticSql(runtime, compile, noteTables(query, scope.unit));
}

export function compileDml(dml: DmlStatement, scope: Scope): StaticSql<CompiledDml> {
  const { runtime, source } = scope.unit;
  const compile = () => runtime.sql.compileDml(dml, source.text, new PlsqlNames(scope));
  return new StaticSql(runtime, compile, noteTables(dml, scope.unit));
}

/** The record of a query's columns: what `cursor%ROWTYPE` is. */
export function recordOfColumns(columns: readonly ColumnDescription[]): RecordType {
  return { kind: 'RECORD', fields: columns.map((column) => ({ name: column.name, type: column.type })) };
}
