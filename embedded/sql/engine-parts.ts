import type { CatalogTable } from '../catalog/catalog.ts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { SessionState } from '../session/session-state.ts';
import type { PgResult } from '../storage/pg-connection.ts';
import type { Locking } from './query-plan.ts';
import type { PlsqlHost } from './sql-engine.ts';
import type { Transaction } from './transaction.ts';

/** What the parts of one engine share. */
export type EngineParts = {
  session: SessionState;
  catalog: LoadedCatalog;
  transaction: Transaction;
  plsql: () => PlsqlHost;
  /** Runs SQL as it is, and turns PostgreSQL's errors into Oracle's. */
  query(
    text: string,
    parameters: (string | null)[],
    options?: { isUpdate?: boolean; hasWait?: boolean },
  ): Promise<PgResult>;
  ensureTemporaryTables(tables: CatalogTable[]): Promise<void>;
  /** ORA-01456 within SET TRANSACTION READ ONLY. */
  refuseInReadOnly(): void;
  /** Limits how long `work` waits for locks. */
  withLockWait<T>(wait: Locking['wait'], work: () => Promise<T>): Promise<T>;
};
