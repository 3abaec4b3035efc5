import type { CatalogObject, CatalogTable, ObjectPrivilege } from '../catalog/catalog.ts';
import { CatalogChange } from '../catalog/catalog-change.ts';
import type { CatalogEntry } from '../catalog/catalog-entry.ts';
import { dependentsOf, hidesPublicName } from '../catalog/dependents.ts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import { invalidate } from '../catalog/unit-store.ts';
import type { SessionState } from '../session/session-state.ts';
import type { SqlEngine } from '../sql/sql-engine.ts';
import type { Expression, Identifier, QualifiedName } from '../syntax/ast/expression.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { TableDraft } from './table-draft.ts';

/** Prints an expression over a table's columns as PostgreSQL SQL (SQL's print-table-expression.ts). */
export type PrintTableExpression = (expression: Expression, table: CatalogTable) => string;

export type DdlContext = { session: SessionState; sql: SqlEngine };

const MAX_NAME_BYTES = 128;

/** One DDL statement on its way: what it changes in PostgreSQL goes out at once, what it changes in the catalog is collected. */
export class DdlRun {
  readonly catalog: LoadedCatalog;
  readonly session: SessionState;
  readonly sql: SqlEngine;
  /** The statement's source, which the positions in its tree refer to. */
  readonly text: string;
  readonly print: PrintTableExpression;
  readonly change = new CatalogChange();
  readonly now = new Date();
  readonly #drafts = new Map<number, TableDraft>();
  readonly #changed: { schema: string; name: string }[] = [];

  constructor(options: { catalog: LoadedCatalog; context: DdlContext; text: string; print: PrintTableExpression }) {
    this.catalog = options.catalog;
    this.session = options.context.session;
    this.sql = options.context.sql;
    this.text = options.text;
    this.print = options.print;
  }

  get user(): string {
    return this.session.user;
  }

  /** Runs PostgreSQL SQL in the statement's transaction. */
  async execute(sql: string, parameters: (string | null)[] = []): Promise<(string | null)[][]> {
    return this.sql.runNative(sql, parameters);
  }

  async nextObjectId(): Promise<number> {
    const [row] = await this.execute(`SELECT nextval('ora.object_id_seq')`);
    return Number(row?.[0]);
  }

  async nextConstraintName(): Promise<string> {
    const [row] = await this.execute(`SELECT nextval('ora.constraint_name_seq')`);
    return `SYS_C00${row?.[0]}`;
  }

  /** Schema and name that a statement means. Throws ORA-00972 for long names. */
  target(name: QualifiedName): { schema: string; name: string; pos: number } {
    if (name.databaseLink !== undefined) throw unimplemented('database links', name.pos);
    const [first, second] = name.parts;
    if (first === undefined) throw new OracleError(903, 'invalid table name', { offset: name.pos });
    for (const part of name.parts) checkName(part);
    return second === undefined
      ? { schema: this.session.currentSchema, name: first.name, pos: name.pos }
      : { schema: first.name, name: second.name, pos: name.pos };
  }

  /** Where a new object may be made: own schema with `CREATE <kind>`, any with `CREATE ANY <kind>`. Throws ORA-01918, ORA-01031. */
  newTarget(name: QualifiedName, kind: string): { schema: string; name: string; pos: number } {
    const target = this.target(name);
    if (!this.catalog.hasUser(target.schema)) {
      throw new OracleError(1918, `user '${target.schema}' does not exist`, { offset: name.pos });
    }
    const isOwn = target.schema === this.user && this.catalog.hasSystemPrivilege(this.user, `CREATE ${kind}`);
    const isAny = target.schema !== 'SYS' && this.catalog.hasSystemPrivilege(this.user, `CREATE ANY ${kind}`);
    if (!isOwn && !isAny) throw insufficientPrivileges();
    return target;
  }

  /** Throws ORA-00955 where the common namespace of `schema` has the name. */
  requireFreeName(schema: string, name: string, pos?: number): void {
    if (this.catalog.findEntry(schema, name) !== undefined) {
      throw new OracleError(955, 'name is already used by an existing object', { offset: pos });
    }
  }

  /**
   * Owner, holder of the object privilege or of the system privilege may go on; the others are told that there is nothing, or, where
   * they may see the object, that they have no right.
   */
  requireRight(object: CatalogObject, right: { object?: ObjectPrivilege; system: string }, missing: OracleError): void {
    if (object.schema === this.user || this.user === 'SYS') return;
    const { schema, name } = object;
    if (object.schema !== 'SYS' && this.catalog.hasSystemPrivilege(this.user, right.system)) return;
    const { privileges } = this.catalog;
    const identities = privileges.identities(this.user);
    const holds = privileges
      .grantsOn(schema, name)
      .some((grant) => grant.privilege === right.object && identities.has(grant.grantee));
    if (holds) return;
    throw privileges.isVisible(this.user, schema, name) ? insufficientPrivileges() : missing;
  }

  /** A table to be changed. Throws ORA-00942 where there is none, ORA-01031 without the right. */
  tableToChange(name: QualifiedName, right: { object?: ObjectPrivilege; system: string }): TableDraft {
    const { schema, name: table, pos } = this.target(name);
    const missing = new OracleError(942, 'table or view does not exist', { offset: pos });
    const entry = this.catalog.findEntry(schema, table);
    if (entry?.table === undefined || entry.object.type !== 'TABLE') throw missing;
    this.requireRight(entry.object, right, missing);
    if (entry.object.isBuiltIn) throw insufficientPrivileges();
    return this.draft(entry);
  }

  /** The working copy of a table; the same one at each call. */
  draft(entry: CatalogEntry): TableDraft {
    const { object, table } = entry;
    if (table === undefined) throw new Error(`${object.name} is no table`);
    let draft = this.#drafts.get(object.id);
    if (draft === undefined) {
      draft = new TableDraft(table, this.catalog);
      this.#drafts.set(object.id, draft);
    }
    return draft;
  }

  /** A table that is being made. */
  addDraft(draft: TableDraft): void {
    this.#drafts.set(draft.table.object.id, draft);
  }

  /** Forgets a table that is dropped. */
  removeDraft(draft: TableDraft): void {
    this.#drafts.delete(draft.table.object.id);
  }

  /** All tables as this statement leaves them: working copies where there are any. */
  tables(): CatalogTable[] {
    const others = this.catalog
      .entries()
      .flatMap(({ object, table }) =>
        table === undefined || object.type !== 'TABLE' || this.#drafts.has(object.id) ? [] : [table],
      );
    return [...[...this.#drafts.values()].map(({ table }) => table), ...others];
  }

  /** Notes a new object. */
  touchNew(schema: string, name: string): void {
    if (hidesPublicName(this.catalog, { name })) this.touch(schema, name);
  }

  /** Notes that what depends on the object has to be compiled again. */
  touch(schema: string, name: string): void {
    this.#changed.push({ schema, name });
  }

  /** Writes the catalog's rows. Called once, before the commit. */
  async write(): Promise<void> {
    for (const draft of this.#drafts.values()) draft.collect(this.change, this.now);
    const removed = new Set(
      this.change.steps.flatMap((step) => (step.kind === 'remove' ? [step.entry.object.id] : [])),
    );
    if (this.#changed.length > 0) {
      for (const entry of dependentsOf(this.catalog, this.#changed)) {
        if (!removed.has(entry.object.id)) invalidate(this.change, this.latest(entry));
      }
    }
    await this.change.write((sql, parameters) => this.execute(sql, parameters));
  }

  /** The entry as this statement leaves it. */
  latest(entry: CatalogEntry): CatalogEntry {
    const puts = this.change.steps.flatMap((step) =>
      step.kind === 'put' && step.entry.object.id === entry.object.id ? [step.entry] : [],
    );
    return puts.at(-1) ?? entry;
  }
}

/** Throws ORA-00972 for a name of more than 128 bytes. */
export function checkName(identifier: Identifier): void {
  if (Buffer.byteLength(identifier.name) > MAX_NAME_BYTES) {
    throw new OracleError(972, 'identifier is too long', { offset: identifier.pos });
  }
}

export function insufficientPrivileges(): OracleError {
  return new OracleError(1031, 'insufficient privileges');
}

export function newObject(
  run: DdlRun,
  id: number,
  target: { schema: string; name: string },
  type: CatalogObject['type'],
): CatalogObject {
  return {
    id,
    schema: target.schema,
    name: target.name,
    type,
    status: 'VALID',
    created: run.now,
    lastDdl: run.now,
    source: undefined,
    target: undefined,
    isBuiltIn: false,
  };
}
