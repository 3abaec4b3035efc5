import type { RegisteredSession } from '../session-registry.ts';
import { performanceView, singleView, type ViewRow, type ViewScope, type VirtualTable } from './virtual-table.ts';

export const LOCK_VIEWS: VirtualTable[] = [
  singleView({
    name: 'DBA_PENDING_TRANSACTIONS',
    isPublic: false,
    columns: 'FORMATID NUMBER; GLOBALID RAW(64); BRANCHID RAW(64)',
    rows: ({ catalog }) =>
      catalog.pendingTransactions.all().map(({ formatId, globalId, branchId }) => ({
        FORMATID: formatId,
        GLOBALID: bytea(globalId),
        BRANCHID: bytea(branchId),
      })),
  }),
  performanceView({
    name: 'V$LOCK',
    columns: `
ADDR RAW(8); KADDR RAW(8); SID NUMBER; TYPE VARCHAR2(2); ID1 NUMBER; ID2 NUMBER; LMODE NUMBER; REQUEST NUMBER; CTIME NUMBER
BLOCK NUMBER; CON_ID NUMBER`,
    rows: lockRows,
  }),
  performanceView({
    name: 'V$LOCKED_OBJECT',
    columns: `
XIDUSN NUMBER; XIDSLOT NUMBER; XIDSQN NUMBER; OBJECT_ID NUMBER; SESSION_ID NUMBER; ORACLE_USERNAME VARCHAR2(128)
OS_USER_NAME VARCHAR2(128); PROCESS VARCHAR2(24); LOCKED_MODE NUMBER; CON_ID NUMBER`,
    rows: async (scope) =>
      (await tableLocks(scope))
        .filter(({ granted }) => granted)
        .map(({ session, objectId, mode }) => ({
          XIDUSN: 0,
          XIDSLOT: 0,
          XIDSQN: 0,
          OBJECT_ID: objectId,
          SESSION_ID: session.state.sid,
          ORACLE_USERNAME: session.state.user,
          OS_USER_NAME: session.state.client.osUser,
          PROCESS: session.state.client.processId,
          LOCKED_MODE: mode,
          CON_ID: 1,
        })),
  }),
];

/** The text of a RAW(8) column. */
export function address(number: number): string {
  return `\\x${number.toString(16).padStart(16, '0')}`;
}

/** Session id → id of a session that it waits for. */
export async function findBlockers(scope: ViewScope, sessions: RegisteredSession[]): Promise<Map<number, number>> {
  const byProcess = sessionsByProcess(sessions);
  if (byProcess.size === 0) return new Map();
  const waiting = await scope.catalog.writer.ask(
    `SELECT pid, (pg_blocking_pids(pid))[1] FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
  );
  return new Map(
    waiting.flatMap(([pid, blocker]) => {
      const waiter = byProcess.get(Number(pid))?.state.sid;
      const holder = byProcess.get(Number(blocker))?.state.sid;
      return waiter === undefined || holder === undefined ? [] : [[waiter, holder] as const];
    }),
  );
}

function sessionsByProcess(sessions: RegisteredSession[]): Map<number, RegisteredSession> {
  return new Map(
    sessions.flatMap((session) => {
      const pid = session.storageProcessId?.();
      return pid === undefined ? [] : [[pid, session] as const];
    }),
  );
}

type TableLock = { session: RegisteredSession; objectId: number; mode: number; granted: boolean; blocks: boolean };

/** Lock modes of Oracle: 2 row share, 3 row exclusive, 4 share, 5 share row exclusive, 6 exclusive. */
const LOCK_MODES: Record<string, number> = {
  RowShareLock: 2,
  RowExclusiveLock: 3,
  ShareLock: 4,
  ShareRowExclusiveLock: 5,
  ExclusiveLock: 6,
  AccessExclusiveLock: 6,
};

async function tableLocks({ catalog }: ViewScope): Promise<TableLock[]> {
  const byProcess = sessionsByProcess(catalog.sessions.all());
  if (byProcess.size === 0) return [];
  const locks = await catalog.writer.ask(
    `SELECT l.pid, n.nspname, c.relname, l.mode, l.granted,
       EXISTS (SELECT FROM pg_locks w WHERE NOT w.granted AND l.pid = ANY (pg_blocking_pids(w.pid)))
     FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE l.locktype = 'relation' AND c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'ora')`,
  );
  return locks.flatMap(([pid, schema, name, mode, granted, blocks]) => {
    const session = byProcess.get(Number(pid));
    const objectId = catalog.findObject(schema ?? '', name ?? '', 'TABLE')?.id;
    const oracleMode = LOCK_MODES[mode ?? ''];
    if (session === undefined || objectId === undefined || oracleMode === undefined) return [];
    return [{ session, objectId, mode: oracleMode, granted: granted === 't', blocks: blocks === 't' }];
  });
}

async function lockRows(scope: ViewScope): Promise<ViewRow[]> {
  const locks = await tableLocks(scope);
  const rows = locks.map(({ session, objectId, mode, granted, blocks }) => ({
    ADDR: address(objectId),
    KADDR: address(objectId),
    SID: session.state.sid,
    TYPE: 'TM',
    ID1: objectId,
    ID2: 0,
    LMODE: granted ? mode : 0,
    REQUEST: granted ? 0 : mode,
    CTIME: 0,
    BLOCK: blocks ? 1 : 0,
    CON_ID: 1,
  }));
  // A transaction lock for each session with row locks, and a request for each that waits for one.
  const blockers = await findBlockers(scope, scope.catalog.sessions.all());
  const holders = new Set(blockers.values());
  const inTransaction = new Set(locks.filter(({ mode }) => mode === 3).map(({ session }) => session.state.sid));
  const transactions = [...inTransaction].map((sid) => ({
    SID: sid,
    TYPE: 'TX',
    ID1: sid,
    ID2: 0,
    LMODE: 6,
    REQUEST: 0,
    CTIME: 0,
    BLOCK: holders.has(sid) ? 1 : 0,
    CON_ID: 1,
  }));
  const requests = [...blockers].map(([waiter, holder]) => ({
    SID: waiter,
    TYPE: 'TX',
    ID1: holder,
    ID2: 0,
    LMODE: 0,
    REQUEST: 6,
    CTIME: 0,
    BLOCK: 0,
    CON_ID: 1,
  }));
  return [...rows, ...transactions, ...requests];
}

/** As PostgreSQL writes it; an empty RAW is NULL. */
function bytea(bytes: Buffer): string | null {
  return bytes.length === 0 ? null : `\\x${bytes.toString('hex')}`;
}
