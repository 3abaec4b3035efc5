import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import { createDdlExecutor } from '../ddl/execute-ddl.ts';
import { createPlsql } from '../plsql/create-plsql.ts';
import type { PlsqlSession } from '../plsql/plsql-session.ts';
import { createSqlEngine } from '../sql/create-sql-engine.ts';
import type { PgConnection } from '../storage/pg-connection.ts';
import type { Storage } from '../storage/start-storage.ts';
import { OracleError } from '../types/oracle-error.ts';
import { BranchCalls } from './branch-calls.ts';
import type { CommitFaults } from './commit-fault.ts';
import { executeSessionControl } from './execute-session-control.ts';
import type { GlobalTransactions } from './global-transactions.ts';
import { OracleSession } from './oracle-session.ts';
import { type ClientInfo, SessionState } from './session-state.ts';
import { TransactionSwitch } from './transaction-switch.ts';

export type SessionRequest = {
  storage: Storage;
  catalog: LoadedCatalog;
  identity: {
    sid: number;
    serial: number;
    user: string;
    userId: number;
    client: ClientInfo;
    proxy?: string | undefined;
  };
  onClosed: (session: OracleSession) => void;
  commitFaults: CommitFaults;
  transactions: GlobalTransactions;
};

/** Puts a session's parts together. Rejects with ORA-01034 where the storage is down. */
export async function openSession(request: SessionRequest): Promise<OracleSession> {
  const { storage, catalog } = request;
  const connection = await openConnection(storage);
  const state = new SessionState(request.identity);
  const own = createSqlEngine({
    session: state,
    catalog,
    connection,
    openConnection: () => storage.openConnection(),
    plsql: () => plsql,
    ddl: createDdlExecutor({ session: state, catalog }),
    onCommit: (phase) => request.commitFaults.strike(phase, state, session),
  });
  const sql = new TransactionSwitch(own);
  const plsql: PlsqlSession = createPlsql({
    session: state,
    sql,
    catalog,
    units: catalog,
    executor: {
      executeSessionControl: async (statement) => {
        await executeSessionControl(statement, { state, sql, catalog });
      },
    },
  });
  const branches = new BranchCalls(sql, request.transactions);
  const session = new OracleSession({ state, sql, plsql, catalog, connection, branches, onClosed: request.onClosed });
  return session;
}

async function openConnection(storage: Storage): Promise<PgConnection> {
  try {
    return await storage.openConnection();
  } catch (error) {
    throw new OracleError(1034, 'ORACLE not available', { cause: error });
  }
}
