import type { PgConnection } from '../storage/pg-connection.ts';
import type { TransactionState } from './transaction.ts';

/** A transaction that no session is in: it stays open on its connection until an engine goes on with it. */
export type DetachedTransaction = { connection: PgConnection; state: TransactionState };
