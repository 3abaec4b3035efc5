import type { SqlEngine } from '../sql/sql-engine.ts';
import type { TransactionControlStatement } from '../syntax/ast/ddl.ts';

/** COMMIT, ROLLBACK, SAVEPOINT, SET TRANSACTION and SET CONSTRAINTS as statements of their own. */
export async function executeTransactionControl(sql: SqlEngine, statement: TransactionControlStatement): Promise<void> {
  switch (statement.kind) {
    case 'commit':
      return sql.commit();
    case 'rollback':
      if (statement.toSavepoint === undefined) return sql.rollback();
      return sql.rollbackToSavepoint(statement.toSavepoint.name);
    case 'savepoint':
      return sql.savepoint(statement.name.name);
    case 'setTransaction':
      if (statement.mode !== undefined) await sql.setTransaction(statement.mode);
      return;
    case 'setConstraints':
      return sql.setConstraints(statement.all ? 'all' : statement.names, statement.deferred);
  }
}
