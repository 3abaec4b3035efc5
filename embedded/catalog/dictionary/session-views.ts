import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { INSTANCE } from '../../session/instance.ts';
import type { SessionState } from '../../session/session-state.ts';
import { longOperationsOf } from '../long-operations.ts';
import { auditSessionId, type RegisteredSession } from '../session-registry.ts';
import { performanceView, singleView, type ViewRow, type ViewScope, type VirtualTable } from './virtual-table.ts';

const SESSION_COLUMNS = `
SADDR RAW(8); SID NUMBER; SERIAL# NUMBER; AUDSID NUMBER; PADDR RAW(8); USER# NUMBER; USERNAME VARCHAR2(128); COMMAND NUMBER
OWNERID NUMBER; TADDR VARCHAR2(16); LOCKWAIT VARCHAR2(16); STATUS VARCHAR2(8); SERVER VARCHAR2(9); SCHEMA# NUMBER
SCHEMANAME VARCHAR2(128); OSUSER VARCHAR2(128); PROCESS VARCHAR2(24); MACHINE VARCHAR2(64); PORT NUMBER; TERMINAL VARCHAR2(30)
PROGRAM VARCHAR2(84); TYPE VARCHAR2(10); SQL_ADDRESS RAW(8); SQL_HASH_VALUE NUMBER; SQL_ID VARCHAR2(13)
SQL_CHILD_NUMBER NUMBER; SQL_EXEC_START DATE; SQL_EXEC_ID NUMBER; PREV_SQL_ADDR RAW(8); PREV_HASH_VALUE NUMBER
PREV_SQL_ID VARCHAR2(13); PREV_CHILD_NUMBER NUMBER; PREV_EXEC_START DATE; PREV_EXEC_ID NUMBER; PLSQL_ENTRY_OBJECT_ID NUMBER
PLSQL_ENTRY_SUBPROGRAM_ID NUMBER; PLSQL_OBJECT_ID NUMBER; PLSQL_SUBPROGRAM_ID NUMBER; MODULE VARCHAR2(64); MODULE_HASH NUMBER
ACTION VARCHAR2(64); ACTION_HASH NUMBER; CLIENT_INFO VARCHAR2(64); FIXED_TABLE_SEQUENCE NUMBER; ROW_WAIT_OBJ# NUMBER
ROW_WAIT_FILE# NUMBER; ROW_WAIT_BLOCK# NUMBER; ROW_WAIT_ROW# NUMBER; TOP_LEVEL_CALL# NUMBER; LOGON_TIME DATE
LAST_CALL_ET NUMBER; PDML_ENABLED VARCHAR2(3); FAILOVER_TYPE VARCHAR2(13); FAILOVER_METHOD VARCHAR2(10)
FAILED_OVER VARCHAR2(3); RESOURCE_CONSUMER_GROUP VARCHAR2(32); PDML_STATUS VARCHAR2(8); PDDL_STATUS VARCHAR2(8)
PQ_STATUS VARCHAR2(8); CURRENT_QUEUE_DURATION NUMBER; CLIENT_IDENTIFIER VARCHAR2(64); BLOCKING_SESSION_STATUS VARCHAR2(11)
BLOCKING_INSTANCE NUMBER; BLOCKING_SESSION NUMBER; FINAL_BLOCKING_SESSION_STATUS VARCHAR2(11); FINAL_BLOCKING_INSTANCE NUMBER
FINAL_BLOCKING_SESSION NUMBER; SEQ# NUMBER; EVENT# NUMBER; EVENT VARCHAR2(64); P1TEXT VARCHAR2(64); P1 NUMBER; P1RAW RAW(8)
P2TEXT VARCHAR2(64); P2 NUMBER; P2RAW RAW(8); P3TEXT VARCHAR2(64); P3 NUMBER; P3RAW RAW(8); WAIT_CLASS_ID NUMBER
WAIT_CLASS# NUMBER; WAIT_CLASS VARCHAR2(64); WAIT_TIME NUMBER; SECONDS_IN_WAIT NUMBER; STATE VARCHAR2(19)
WAIT_TIME_MICRO NUMBER; TIME_REMAINING_MICRO NUMBER; TIME_SINCE_LAST_WAIT_MICRO NUMBER; SERVICE_NAME VARCHAR2(64)
SQL_TRACE VARCHAR2(8); SQL_TRACE_WAITS VARCHAR2(5); SQL_TRACE_BINDS VARCHAR2(5); SQL_TRACE_PLAN_STATS VARCHAR2(10)
SESSION_EDITION_ID NUMBER; CREATOR_ADDR RAW(8); CREATOR_SERIAL# NUMBER; ECID VARCHAR2(64)
SQL_TRANSLATION_PROFILE_ID NUMBER; PGA_TUNABLE_MEM NUMBER; SHARD_DDL_STATUS VARCHAR2(8); CON_ID NUMBER
EXTERNAL_NAME VARCHAR2(1024); PLSQL_DEBUGGER_CONNECTED VARCHAR2(5)`;

export const SESSION_VIEWS: VirtualTable[] = [
  performanceView({ name: 'V$SESSION', columns: SESSION_COLUMNS, rows: sessionRows }),
  performanceView({
    name: 'V$SESSION_LONGOPS',
    columns: `
SID NUMBER; SERIAL# NUMBER; OPNAME VARCHAR2(64); TARGET VARCHAR2(64); TARGET_DESC VARCHAR2(32); SOFAR NUMBER; TOTALWORK NUMBER
UNITS VARCHAR2(32); START_TIME DATE; LAST_UPDATE_TIME DATE; TIMESTAMP DATE; TIME_REMAINING NUMBER; ELAPSED_SECONDS NUMBER
CONTEXT NUMBER; MESSAGE VARCHAR2(512); USERNAME VARCHAR2(128); SQL_ADDRESS RAW(8); SQL_HASH_VALUE NUMBER; SQL_ID VARCHAR2(13)
SQL_PLAN_HASH_VALUE NUMBER; SQL_EXEC_START DATE; SQL_EXEC_ID NUMBER; SQL_PLAN_LINE_ID NUMBER
SQL_PLAN_OPERATION VARCHAR2(30); SQL_PLAN_OPTIONS VARCHAR2(30); QCSID NUMBER; CON_ID NUMBER`,
    rows: ({ catalog }) => catalog.sessions.all().flatMap(({ state }) => longOperationRows(state)),
  }),
  // There are no statistics; what is asked for is the SID.
  performanceView({
    name: 'V$MYSTAT',
    columns: 'SID NUMBER; STATISTIC# NUMBER; VALUE NUMBER; CON_ID NUMBER',
    rows: ({ session }) => [{ SID: session.sid, 'STATISTIC#': 0, VALUE: 0, CON_ID: 1 }],
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
  singleView({
    name: 'NLS_SESSION_PARAMETERS',
    columns: 'PARAMETER VARCHAR2(30); VALUE VARCHAR2(64)',
    rows: ({ session }) => nlsRows(session),
  }),
  singleView({
    name: 'V_$NLS_PARAMETERS',
    synonym: 'V$NLS_PARAMETERS',
    columns: 'PARAMETER VARCHAR2(64); VALUE VARCHAR2(64); CON_ID NUMBER',
    rows: ({ session }) =>
      [
        ...nlsRows(session),
        { PARAMETER: 'NLS_CHARACTERSET', VALUE: 'AL32UTF8' },
        { PARAMETER: 'NLS_NCHAR_CHARACTERSET', VALUE: 'AL16UTF16' },
      ].map((row) => ({ ...row, CON_ID: 1 })),
  }),
];

async function sessionRows(scope: ViewScope): Promise<ViewRow[]> {
  const sessions = scope.catalog.sessions.all();
  const blockers = await findBlockers(scope, sessions);
  return sessions.map(({ state }) => sessionRow(scope, state, blockers.get(state.sid)));
}

function sessionRow({ catalog }: ViewScope, state: SessionState, blocker: number | undefined): ViewRow {
  const isActive = state.status === 'ACTIVE';
  const sqlId = isActive && state.currentSql !== undefined ? sqlIdOf(state.currentSql) : null;
  return {
    SADDR: address(state.sid),
    SID: state.sid,
    'SERIAL#': state.serial,
    AUDSID: auditSessionId(state),
    PADDR: address(state.sid + 65_536),
    'USER#': catalog.privileges.principal(state.user)?.id,
    USERNAME: state.user,
    COMMAND: 0,
    OWNERID: 2147483644,
    STATUS: state.status,
    SERVER: 'DEDICATED',
    'SCHEMA#': catalog.privileges.principal(state.currentSchema)?.id,
    SCHEMANAME: state.currentSchema,
    OSUSER: state.client.osUser,
    PROCESS: state.client.processId,
    MACHINE: state.client.machine,
    TERMINAL: state.client.terminal,
    PROGRAM: state.client.program,
    TYPE: 'USER',
    SQL_ID: sqlId,
    SQL_EXEC_START: sqlId === null ? null : state.lastCallStart,
    MODULE: state.attributes.module,
    ACTION: state.attributes.action,
    CLIENT_INFO: state.attributes.clientInfo,
    CLIENT_IDENTIFIER: state.attributes.clientIdentifier,
    LOGON_TIME: state.logonTime,
    LAST_CALL_ET: Math.max(0, Math.floor((Date.now() - state.lastCallStart.getTime()) / 1000)),
    PDML_ENABLED: 'NO',
    FAILOVER_TYPE: 'NONE',
    FAILOVER_METHOD: 'NONE',
    FAILED_OVER: 'NO',
    PDML_STATUS: 'DISABLED',
    PDDL_STATUS: 'DISABLED',
    PQ_STATUS: 'DISABLED',
    CURRENT_QUEUE_DURATION: 0,
    BLOCKING_SESSION_STATUS: blocker === undefined ? (isActive ? 'NOT IN WAIT' : 'NO HOLDER') : 'VALID',
    BLOCKING_INSTANCE: blocker === undefined ? null : 1,
    BLOCKING_SESSION: blocker,
    FINAL_BLOCKING_SESSION_STATUS: blocker === undefined ? 'NOT IN WAIT' : 'VALID',
    EVENT: blocker !== undefined ? 'enq: TX - row lock contention' : isActive ? null : 'SQL*Net message from client',
    WAIT_CLASS: blocker !== undefined ? 'Application' : isActive ? null : 'Idle',
    STATE: isActive && blocker === undefined ? 'WAITED KNOWN TIME' : 'WAITING',
    SERVICE_NAME: INSTANCE.serviceName,
    SQL_TRACE: 'DISABLED',
    CON_ID: 1,
    PLSQL_DEBUGGER_CONNECTED: 'FALSE',
  };
}

function address(number: number): string {
  return `\\x${number.toString(16).padStart(16, '0')}`;
}

/** Session id → id of a session that it waits for. */
async function findBlockers(scope: ViewScope, sessions: RegisteredSession[]): Promise<Map<number, number>> {
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

function longOperationRows(state: SessionState): ViewRow[] {
  return longOperationsOf(state).map((operation) => {
    const { soFar, totalWork } = operation;
    const elapsed = Math.round((operation.lastUpdateTime.getTime() - operation.startTime.getTime()) / 1000);
    const share = Number(soFar) / Number(totalWork);
    const units = operation.units ?? '';
    return {
      SID: state.sid,
      'SERIAL#': state.serial,
      OPNAME: operation.opName,
      TARGET: operation.target,
      TARGET_DESC: operation.targetDescription,
      SOFAR: soFar,
      TOTALWORK: totalWork,
      UNITS: units,
      START_TIME: operation.startTime,
      LAST_UPDATE_TIME: operation.lastUpdateTime,
      TIME_REMAINING: share > 0 && share <= 1 ? Math.round(elapsed / share - elapsed) : null,
      ELAPSED_SECONDS: elapsed,
      CONTEXT: operation.context,
      MESSAGE: `${operation.opName ?? ''}: ${operation.targetDescription ?? ''} ${operation.target ?? ''}: ${soFar} out of ${totalWork} ${units} done`,
      USERNAME: state.user,
      QCSID: 0,
      CON_ID: 1,
    };
  });
}

export function nlsRows({ nls }: SessionState): ViewRow[] {
  const timeZoneFormat = nls.timestampTzFormat;
  const parameters: [string, string][] = [
    ['NLS_LANGUAGE', nls.language],
    ['NLS_TERRITORY', nls.territory],
    ['NLS_CURRENCY', '$'],
    ['NLS_ISO_CURRENCY', nls.territory],
    ['NLS_NUMERIC_CHARACTERS', nls.numericCharacters],
    ['NLS_CALENDAR', 'GREGORIAN'],
    ['NLS_DATE_FORMAT', nls.dateFormat],
    ['NLS_DATE_LANGUAGE', nls.dateLanguage],
    ['NLS_SORT', nls.sort],
    ['NLS_TIME_FORMAT', 'HH.MI.SSXFF AM'],
    ['NLS_TIMESTAMP_FORMAT', nls.timestampFormat],
    ['NLS_TIME_TZ_FORMAT', 'HH.MI.SSXFF AM TZR'],
    ['NLS_TIMESTAMP_TZ_FORMAT', timeZoneFormat],
    ['NLS_DUAL_CURRENCY', '$'],
    ['NLS_COMP', nls.comp],
    ['NLS_LENGTH_SEMANTICS', nls.lengthSemantics],
    ['NLS_NCHAR_CONV_EXCP', 'FALSE'],
  ];
  return parameters.map(([name, value]) => ({ PARAMETER: name, VALUE: value }));
}

const SQL_ID_DIGITS = '0123456789abcdfghjkmnpqrstuvwxyz';

/** SQL_ID: the low 64 bits of the MD5 of the text with a zero byte behind it, in base 32. */
export function sqlIdOf(text: string): string {
  const digest = createHash('md5').update(`${text}\0`).digest();
  let value = (BigInt(digest.readUInt32LE(8)) << 32n) | BigInt(digest.readUInt32LE(12));
  let id = '';
  for (let i = 0; i < 13; i++, value >>= 5n) id = (SQL_ID_DIGITS[Number(value & 31n)] ?? '') + id;
  return id;
}

export const HOST_NAME = hostname();
