import type { DetachedTransaction } from '../sql/detached-transaction.ts';
import type {
  CompiledDml,
  CompiledQuery,
  DmlBatchResult,
  DmlResult,
  NameScope,
  QueryCursor,
  SqlEngine,
} from '../sql/sql-engine.ts';
import type { TransactionMode } from '../sql/transaction.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { QualifiedName } from '../syntax/ast/expression.ts';
import type { DmlStatement, Query } from '../syntax/ast/query.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';

/**
 * The SQL engine of a session that can be in the branch of a global transaction: what it runs goes there as long as it is, and to the
 * session's own transaction otherwise.
 */
export class TransactionSwitch implements SqlEngine {
  readonly #own: SqlEngine;
  #branch: SqlEngine | undefined;

  constructor(own: SqlEngine) {
    this.#own = own;
  }

  get branch(): SqlEngine | undefined {
    return this.#branch;
  }
  enter(branch: SqlEngine): void {
    this.#branch = branch;
  }
  leave(): void {
    this.#branch = undefined;
  }

  get #current(): SqlEngine {
    return this.#branch ?? this.#own;
  }

  get isTransactionActive(): boolean {
    return this.#current.isTransactionActive;
  }
  compileQuery(query: Query, text: string, scope: NameScope): CompiledQuery {
    return this.#own.compileQuery(query, text, scope);
  }
  compileDml(statement: DmlStatement, text: string, scope: NameScope): CompiledDml {
    return this.#own.compileDml(statement, text, scope);
  }
  openQuery(compiled: CompiledQuery, inputs: Value[]): Promise<QueryCursor> {
    return this.#current.openQuery(compiled, inputs);
  }
  executeDml(compiled: CompiledDml, inputs: Value[]): Promise<DmlResult> {
    return this.#current.executeDml(compiled, inputs);
  }
  executeDmlBatch(
    compiled: CompiledDml,
    inputs: Value[][],
    options: { collectErrors: boolean },
  ): Promise<DmlBatchResult> {
    return this.#current.executeDmlBatch(compiled, inputs, options);
  }
  async executeDdl(statement: DdlStatement, text: string): Promise<void> {
    this.#refuseInBranch(2089, 'COMMIT is not allowed in a subordinate session');
    await this.#own.executeDdl(statement, text);
  }
  async commit(): Promise<void> {
    this.#refuseInBranch(2089, 'COMMIT is not allowed in a subordinate session');
    await this.#own.commit();
  }
  /** In a branch: undoes what was done there. It goes on. */
  rollback(): Promise<void> {
    return this.#current.rollback();
  }
  savepoint(name: string): Promise<void> {
    return this.#current.savepoint(name);
  }
  rollbackToSavepoint(name: string): Promise<void> {
    return this.#current.rollbackToSavepoint(name);
  }
  async setTransaction(mode: TransactionMode): Promise<void> {
    this.#refuseInBranch(1453, 'SET TRANSACTION must be first statement of transaction');
    await this.#own.setTransaction(mode);
  }
  setConstraints(names: 'all' | readonly QualifiedName[], isDeferred: boolean): Promise<void> {
    return this.#current.setConstraints(names, isDeferred);
  }
  openAutonomous(): Promise<SqlEngine> {
    return this.#own.openAutonomous();
  }
  openBranch(detached?: DetachedTransaction): Promise<SqlEngine> {
    return this.#own.openBranch(detached);
  }
  detach(): Promise<DetachedTransaction> {
    return this.#current.detach();
  }
  runNative(sql: string, parameters: (string | null)[]): Promise<(string | null)[][]> {
    return this.#current.runNative(sql, parameters);
  }
  async close(): Promise<void> {
    await this.#branch?.close();
    await this.#own.close();
  }

  #refuseInBranch(code: number, message: string): void {
    if (this.#branch !== undefined) throw new OracleError(code, message);
  }
}
