import type { PendingTransactions, TransactionId } from '../catalog/pending-transactions.ts';
import type { DetachedTransaction } from '../sql/detached-transaction.ts';
import { OracleError } from '../types/oracle-error.ts';

/**
 * A branch of a global transaction. `attached`: a session is in it; `detached`: none is, and it is rolled back when its time is over;
 * `prepared`: it waits for its outcome, for as long as it takes.
 */
export type Branch = {
  readonly id: TransactionId;
  /** How long it may stay detached. */
  readonly timeoutSeconds: number;
  state: 'attached' | 'detached' | 'prepared';
  transaction: DetachedTransaction | undefined;
  expiry: NodeJS.Timeout | undefined;
};

/**
 * All branches of the database, in memory: what is prepared does not outlive a stop, unlike Oracle's. The functions change no data
 * themselves, but for branches whose time is over.
 */
export class GlobalTransactions {
  readonly #branches = new Map<string, Branch>();
  readonly #pending: PendingTransactions;

  constructor(pending: PendingTransactions) {
    this.#pending = pending;
  }

  /** Throws ORA-24757 where there is one of the name. */
  create(id: TransactionId, timeoutSeconds: number): Branch {
    const key = keyOf(id);
    if (this.#branches.has(key)) throw new OracleError(24757, 'duplicate transaction identifier');
    const branch: Branch = { id, timeoutSeconds, state: 'attached', transaction: undefined, expiry: undefined };
    this.#branches.set(key, branch);
    return branch;
  }

  /** Throws ORA-24756. */
  find(id: TransactionId): Branch {
    const branch = this.#branches.get(keyOf(id));
    if (branch === undefined) throw new OracleError(24756, 'transaction does not exist');
    return branch;
  }

  /** Takes a detached or prepared branch's transaction out of it. Throws ORA-25351 where a session is in it. */
  take(branch: Branch): DetachedTransaction {
    const { transaction } = branch;
    if (transaction === undefined) throw new OracleError(25351, 'transaction is currently in use');
    clearTimeout(branch.expiry);
    branch.transaction = undefined;
    branch.state = 'attached';
    this.#pending.remove(branch.id);
    return transaction;
  }

  putDown(branch: Branch, transaction: DetachedTransaction): void {
    branch.state = 'detached';
    branch.transaction = transaction;
    branch.expiry = setTimeout(() => void this.#expire(branch), branch.timeoutSeconds * 1000).unref();
  }

  prepare(branch: Branch, transaction: DetachedTransaction): void {
    branch.state = 'prepared';
    branch.transaction = transaction;
    this.#pending.add(branch.id);
  }

  remove(branch: Branch): void {
    clearTimeout(branch.expiry);
    this.#branches.delete(keyOf(branch.id));
    this.#pending.remove(branch.id);
  }

  /** Rolls back what no session is in, for the end of the database. */
  async close(): Promise<void> {
    const left = [...this.#branches.values()].filter(({ transaction }) => transaction !== undefined);
    await Promise.all(left.map((branch) => this.#expire(branch)));
  }

  /** PostgreSQL rolls back where its connection ends. */
  async #expire(branch: Branch): Promise<void> {
    const { transaction } = branch;
    this.remove(branch);
    branch.transaction = undefined;
    await transaction?.connection.end().catch(() => undefined);
  }
}

function keyOf({ formatId, globalId, branchId }: TransactionId): string {
  return `${formatId}.${globalId.toString('hex')}.${branchId.toString('hex')}`;
}
