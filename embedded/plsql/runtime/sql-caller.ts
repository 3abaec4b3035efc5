import { OracleError } from '../../types/oracle-error.ts';
import type { Runtime } from './runtime.ts';

/** What a function that SQL has called may not do, unless in a transaction of its own. */

/** Throws ORA-14551 in a function that a query has called. */
export function refuseChangeInQuery(runtime: Runtime): void {
  const { sqlCaller } = runtime;
  if (sqlCaller?.statement === 'QUERY' && sqlCaller.sql === runtime.sql) {
    throw new OracleError(14551, 'cannot perform a DML operation inside a query');
  }
}

/** Throws ORA-14552 in a function that SQL has called. */
export function refuseTransactionEnd(runtime: Runtime): void {
  if (runtime.sqlCaller?.sql === runtime.sql) {
    throw new OracleError(14552, 'cannot perform a DDL, commit or rollback inside a query or DML');
  }
}
