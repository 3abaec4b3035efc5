import { OracleError } from '../types/oracle-error.ts';
import type { StatementConnection } from './statement-connection.ts';

export type TransactionMode = 'READ ONLY' | 'READ WRITE' | 'SERIALIZABLE' | 'READ COMMITTED';

/** Something that is open within the PostgreSQL transaction and must be saved before it ends: a result that is still being fetched. */
export type OpenResult = { drain(): Promise<void>; fail(error: Error): void };

/** What a transaction is, for another engine to go on with it. */
export type TransactionState = {
  isOpen: boolean;
  isActive: boolean;
  mode: TransactionMode | undefined;
  savepoints: readonly string[];
};

export type CommitListener = (phase: 'before' | 'after') => void;

/**
 * Oracle's transaction on PostgreSQL's. A PostgreSQL transaction is begun when the first statement needs one. A statement that fails
 * undoes itself only: it has a savepoint, except where it is alone in its transaction and all can go.
 */
export class Transaction {
  readonly #connection: StatementConnection;
  readonly #onCommit: CommitListener | undefined;
  readonly #results = new Set<OpenResult>();
  /** User savepoints, oldest first. */
  readonly #savepoints: string[] = [];
  /** Statements within statements (triggers, functions): each level has a savepoint name of its own. */
  #depth = 0;
  /** Levels whose savepoint is still set, though its statement is done: released together with the next one's begin. */
  readonly #pending = new Set<number>();
  #isOpen = false;
  #isActive = false;
  #mode: TransactionMode | undefined;

  /**
   * @param onCommit told of each commit of work; may throw to prevent it.
   * @param state of a transaction that is open on the connection already.
   */
  constructor(connection: StatementConnection, onCommit?: CommitListener, state?: TransactionState) {
    this.#connection = connection;
    this.#onCommit = onCommit;
    if (state === undefined) return;
    this.#isOpen = state.isOpen;
    this.#isActive = state.isActive;
    this.#mode = state.mode;
    this.#savepoints.push(...state.savepoints);
  }

  /** Lets go of the transaction as it is; it stays open on the connection. */
  async detach(): Promise<TransactionState> {
    await this.#drain();
    await this.#releasePending();
    const state: TransactionState = {
      isOpen: this.#isOpen,
      isActive: this.#isActive,
      mode: this.#mode,
      savepoints: [...this.#savepoints],
    };
    this.#forget();
    return state;
  }

  /** Something was changed or locked. */
  get isActive(): boolean {
    return this.#isActive;
  }

  get isReadOnly(): boolean {
    return this.#mode === 'READ ONLY';
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  markActive(): void {
    this.#isActive = true;
  }

  addResult(result: OpenResult): void {
    this.#results.add(result);
  }

  /** True where the transaction ended with it. */
  removeResult(result: OpenResult): boolean {
    this.#results.delete(result);
    return this.#endIfIdle();
  }

  /** Runs a statement that changes or locks. `work` tells whether it did. */
  async change<T>(work: () => Promise<{ value: T; changed: boolean }>): Promise<T> {
    const { value, changed } = await this.#guarded(true, work);
    if (changed) this.#isActive = true;
    else this.#endIfIdle();
    return value;
  }

  /** Runs a query, inside the transaction if there is one. `inTransaction` opens one for it: its result is fetched bit by bit. */
  async read<T>(work: () => Promise<T>, inTransaction: boolean): Promise<T> {
    return this.#guarded(inTransaction, work);
  }

  async #guarded<T>(needsTransaction: boolean, work: () => Promise<T>): Promise<T> {
    if (!this.#isOpen) {
      if (!needsTransaction && this.#mode === undefined) return work();
      this.#begin();
      // With nothing before it a failed statement may take the whole transaction with it, unless work goes on inside of it.
      if (!this.#keepsSnapshot()) return this.#alone(work);
    }
    return this.#withSavepoint(work);
  }

  #keepsSnapshot(): boolean {
    return this.#mode === 'READ ONLY' || this.#mode === 'SERIALIZABLE';
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    this.#depth++;
    try {
      return await work();
    } catch (error) {
      // Where the connection is lost the transaction is, too: the statement's own error tells.
      await this.#rollbackAll().catch(() => undefined);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  async #withSavepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#depth++;
    const level = this.#depth;
    const name = `ora_statement_${level}`;
    const wasActive = this.#isActive;
    try {
      const release = this.#pending.has(level) ? `RELEASE SAVEPOINT ${name};` : '';
      this.#send(`${release}SAVEPOINT ${name}`);
      for (const other of [...this.#pending]) if (other > level) this.#pending.delete(other);
      this.#pending.delete(level);
      const result = await work();
      this.#pending.add(level);
      return result;
    } catch (error) {
      if (this.#isOpen) {
        await this.#connection
          .control(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`)
          .catch(() => undefined);
        for (const other of [...this.#pending]) if (other >= level) this.#pending.delete(other);
        this.#isActive = wasActive;
      }
      throw error;
    } finally {
      this.#depth--;
    }
  }

  #begin(): void {
    const level = this.#keepsSnapshot() ? ' ISOLATION LEVEL REPEATABLE READ' : '';
    this.#send(`BEGIN${level}`);
    this.#isOpen = true;
  }

  /** Sent ahead of the next statement. Where it fails the connection is lost, and that statement tells. */
  #send(command: string): void {
    this.#connection.control(command).catch(() => undefined);
  }

  /** A transaction that only reads ends with its last open result: it would keep others from altering the tables. */
  #endIfIdle(): boolean {
    if (!this.#isOpen || this.#isActive || this.#depth > 0) return false;
    if (this.#results.size > 0 || this.#savepoints.length > 0 || this.#mode !== undefined) return false;
    this.#forget();
    this.#send('COMMIT');
    return true;
  }

  async commit(): Promise<void> {
    await this.#drain();
    const hasWork = this.#isActive;
    if (hasWork) this.#onCommit?.('before');
    await this.#end('COMMIT');
    if (hasWork) this.#onCommit?.('after');
  }

  async rollback(): Promise<void> {
    await this.#drain();
    await this.#rollbackAll();
  }

  async #rollbackAll(): Promise<void> {
    await this.#end('ROLLBACK');
  }

  async #end(command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const wasOpen = this.#isOpen;
    this.#forget();
    if (wasOpen) await this.#connection.control(command);
  }

  #forget(): void {
    this.#isOpen = false;
    this.#isActive = false;
    this.#mode = undefined;
    this.#savepoints.length = 0;
    this.#pending.clear();
  }

  /** Results stay readable after the transaction's end: what is left of them is fetched now. */
  async #drain(): Promise<void> {
    for (const result of [...this.#results]) {
      this.#results.delete(result);
      try {
        await result.drain();
      } catch (error) {
        result.fail(error as Error);
      }
    }
  }

  async savepoint(name: string): Promise<void> {
    if (!this.#isOpen) this.#begin();
    await this.#releasePending();
    const known = this.#savepoints.indexOf(name);
    // The older savepoint of the name is gone, those behind it stay: PostgreSQL keeps both and finds the newer one.
    if (known >= 0) this.#savepoints.splice(known, 1);
    await this.#connection.control(`SAVEPOINT ${savepointName(name)}`);
    this.#savepoints.push(name);
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    const index = this.#savepoints.indexOf(name);
    if (index < 0) throw new OracleError(1086, `savepoint '${name}' never established in this session or is invalid`);
    await this.#drain();
    await this.#connection.control(`ROLLBACK TO SAVEPOINT ${savepointName(name)}`);
    this.#savepoints.splice(index + 1);
    this.#pending.clear();
  }

  async #releasePending(): Promise<void> {
    const levels = [...this.#pending].filter((level) => level > this.#depth).sort();
    const first = levels[0];
    if (first === undefined) return;
    await this.#connection.control(`RELEASE SAVEPOINT ora_statement_${first}`);
    for (const level of levels) this.#pending.delete(level);
  }

  /** Throws ORA-01453 where the transaction has begun. */
  async setMode(mode: TransactionMode): Promise<void> {
    if (this.#isActive || this.#savepoints.length > 0 || this.#mode !== undefined) {
      throw new OracleError(1453, 'SET TRANSACTION must be first statement of transaction');
    }
    await this.#drain();
    if (this.#isOpen) await this.#end('COMMIT');
    if (mode === 'READ COMMITTED' || mode === 'READ WRITE') return;
    this.#mode = mode;
    this.#begin();
    // PostgreSQL takes the snapshot with the first query, Oracle with SET TRANSACTION.
    await this.#connection.control('SELECT 1');
  }
}

function savepointName(name: string): string {
  return `"user_${name.replaceAll('"', '""')}"`;
}
