/** The name that a transaction manager gives to its branch of a global transaction ("XID" of the X/Open XA specification). */
export type TransactionId = { formatId: number; globalId: Buffer; branchId: Buffer };

/** Branches that are prepared and wait for their outcome: DBA_PENDING_TRANSACTIONS. */
export class PendingTransactions {
  readonly #ids = new Set<TransactionId>();

  all(): TransactionId[] {
    return [...this.#ids];
  }
  add(id: TransactionId): void {
    this.#ids.add(id);
  }
  remove(id: TransactionId): void {
    this.#ids.delete(id);
  }
}
