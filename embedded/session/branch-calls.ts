import type { TransactionId } from '../catalog/pending-transactions.ts';
import type { SqlEngine } from '../sql/sql-engine.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { Branch, GlobalTransactions } from './global-transactions.ts';
import type { TransactionSwitch } from './transaction-switch.ts';

/** How a session comes into a branch: see the TPC_BEGIN constants of the driver. */
export type BranchStart = 'new' | 'join' | 'resume' | 'promote';

/** The calls of two-phase commit, of one session. */
export class BranchCalls {
  readonly #sql: TransactionSwitch;
  readonly #all: GlobalTransactions;
  #current: Branch | undefined;

  constructor(sql: TransactionSwitch, all: GlobalTransactions) {
    this.#sql = sql;
    this.#all = all;
  }

  get isInBranch(): boolean {
    return this.#current !== undefined;
  }

  /** Throws ORA-24776 where a transaction is under way, ORA-24757, ORA-24756, ORA-24774 for a prepared branch, ORA-25351. */
  async start(id: TransactionId, how: BranchStart, timeoutSeconds: number): Promise<void> {
    if (how === 'promote') throw unimplemented('promotion of local transactions');
    if (this.#current !== undefined || this.#sql.isTransactionActive) {
      throw new OracleError(24776, 'cannot start a new transaction');
    }
    if (how === 'new') {
      const branch = this.#all.create(id, timeoutSeconds);
      try {
        this.#enter(branch, await this.#sql.openBranch());
      } catch (error) {
        this.#all.remove(branch);
        throw error;
      }
      return;
    }
    const branch = this.#all.find(id);
    if (branch.state === 'prepared') throw new OracleError(24774, 'cannot switch to specified transaction');
    this.#enter(branch, await this.#sql.openBranch(this.#all.take(branch)));
  }

  #enter(branch: Branch, engine: SqlEngine): void {
    this.#current = branch;
    this.#sql.enter(engine);
  }

  /** Leaves the branch, which goes on without a session. Throws ORA-24758, ORA-24771. */
  async end(id: TransactionId | undefined): Promise<void> {
    const branch = this.#current;
    if (branch === undefined || (id !== undefined && branch !== this.#all.find(id))) {
      throw id === undefined ? localTransaction() : new OracleError(24758, 'not attached to the requested transaction');
    }
    const transaction = await this.#sql.detach();
    this.#leave();
    this.#all.putDown(branch, transaction);
  }

  /** True where there is something to commit; a branch that has changed nothing is over. */
  async prepare(id: TransactionId | undefined): Promise<boolean> {
    const branch = this.#find(id);
    if (branch === undefined) throw localTransaction();
    if (branch.state === 'prepared') return true;
    const transaction = branch === this.#current ? await this.#sql.detach() : this.#all.take(branch);
    if (branch === this.#current) this.#leave();
    if (transaction.state.isActive) {
      this.#all.prepare(branch, transaction);
      return true;
    }
    this.#all.remove(branch);
    await transaction.connection.end();
    return false;
  }

  /** Ends the branch, or the session's own transaction where neither `id` nor the session names one. */
  async finish(id: TransactionId | undefined, outcome: 'commit' | 'rollback'): Promise<void> {
    const branch = this.#find(id);
    if (branch === undefined) return this.#sql[outcome]();
    if (branch === this.#current) return this.finishCurrent(outcome);
    const engine = await this.#sql.openBranch(this.#all.take(branch));
    await this.#finish(branch, engine, outcome);
  }

  /** Ends the branch that the session is in. */
  async finishCurrent(outcome: 'commit' | 'rollback'): Promise<void> {
    const branch = this.#current;
    const engine = this.#sql.branch;
    if (branch === undefined || engine === undefined) return;
    this.#leave();
    await this.#finish(branch, engine, outcome);
  }

  async #finish(branch: Branch, engine: SqlEngine, outcome: 'commit' | 'rollback'): Promise<void> {
    try {
      await engine[outcome]();
    } finally {
      this.#all.remove(branch);
      await engine.close();
    }
  }

  #find(id: TransactionId | undefined): Branch | undefined {
    return id === undefined ? this.#current : this.#all.find(id);
  }

  #leave(): void {
    this.#current = undefined;
    this.#sql.leave();
  }
}

function localTransaction(): OracleError {
  return new OracleError(24771, 'cannot detach, prepare or forget a local transaction');
}
