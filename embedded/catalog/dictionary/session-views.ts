import { createHash } from 'node:crypto';
import { INSTANCE } from '../../session/instance.ts';
import type { SessionState } from '../../session/session-state.ts';
import { STATISTICS } from '../../session/session-statistics.ts';
import { longOperationsOf } from '../long-operations.ts';
import { auditSessionId } from '../session-registry.ts';
import { address, findBlockers } from './lock-views.ts';
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
  // Everybody may read this one: drivers look their own name up in it.
  singleView({
    name: 'V_$SESSION_CONNECT_INFO',
    synonym: 'V$SESSION_CONNECT_INFO',
    scope: 'DBA',
    columns: `
SID NUMBER; SERIAL# NUMBER; AUTHENTICATION_TYPE VARCHAR2(26); OSUSER VARCHAR2(128); NETWORK_SERVICE_BANNER VARCHAR2(4000)
CLIENT_CHARSET VARCHAR2(40); CLIENT_CONNECTION VARCHAR2(13); CLIENT_OCI_LIBRARY VARCHAR2(21); CLIENT_VERSION VARCHAR2(40)
CLIENT_DRIVER VARCHAR2(30); CLIENT_LOBATTR VARCHAR2(61); CLIENT_REGID NUMBER; CON_ID NUMBER`,
    rows: ({ catalog }) => catalog.sessions.all().map(({ state }) => connectInfoRow(state)),
  }),
  // Statements are not monitored; database operations that clients name are there while they are named.
  performanceView({
    name: 'V$SQL_MONITOR',
    columns: `
STATUS VARCHAR2(19); USERNAME VARCHAR2(128); MODULE VARCHAR2(64); ACTION VARCHAR2(64); SERVICE_NAME VARCHAR2(64)
CLIENT_IDENTIFIER VARCHAR2(64); CLIENT_INFO VARCHAR2(64); SID NUMBER; SESSION_SERIAL# NUMBER; SQL_ID VARCHAR2(13)
SQL_TEXT VARCHAR2(2000); DBOP_EXEC_ID NUMBER; DBOP_NAME VARCHAR2(64); CON_ID NUMBER`,
    rows: ({ catalog }) =>
      catalog.sessions
        .all()
        .filter(({ state }) => state.attributes.databaseOperation !== null)
        .map(({ state }) => ({
          STATUS: 'EXECUTING',
          USERNAME: state.user,
          MODULE: state.attributes.module,
          ACTION: state.attributes.action,
          SERVICE_NAME: INSTANCE.serviceName,
          CLIENT_IDENTIFIER: state.attributes.clientIdentifier,
          CLIENT_INFO: state.attributes.clientInfo,
          SID: state.sid,
          'SESSION_SERIAL#': state.serial,
          DBOP_EXEC_ID: 1,
          DBOP_NAME: state.attributes.databaseOperation,
          CON_ID: 1,
        })),
  }),
  performanceView({
    name: 'V$MYSTAT',
    columns: 'SID NUMBER; STATISTIC# NUMBER; VALUE NUMBER; CON_ID NUMBER',
    rows: ({ session }) => statisticRows(session),
  }),
  performanceView({
    name: 'V$SESSTAT',
    columns: 'SID NUMBER; STATISTIC# NUMBER; VALUE NUMBER; CON_ID NUMBER',
    rows: ({ catalog }) => catalog.sessions.all().flatMap(({ state }) => statisticRows(state)),
  }),
  performanceView({
    name: 'V$STATNAME',
    columns:
      'STATISTIC# NUMBER; NAME VARCHAR2(64); CLASS NUMBER; STAT_ID NUMBER; DISPLAY_NAME VARCHAR2(64); CON_ID NUMBER',
    rows: () =>
      STATISTICS.map((statistic, index) => ({
        'STATISTIC#': index,
        NAME: statistic.name,
        CLASS: statistic.class,
        STAT_ID: index,
        DISPLAY_NAME: statistic.name,
        CON_ID: 0,
      })),
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
    ECID: state.attributes.executionContextId,
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

function connectInfoRow(state: SessionState): ViewRow {
  return {
    SID: state.sid,
    'SERIAL#': state.serial,
    AUTHENTICATION_TYPE: 'DATABASE',
    OSUSER: state.client.osUser,
    NETWORK_SERVICE_BANNER: 'TCP/IP NT Protocol Adapter',
    CLIENT_CHARSET: 'AL32UTF8',
    CLIENT_CONNECTION: 'Heterogeneous',
    CLIENT_DRIVER: state.client.driver,
    CON_ID: 1,
  };
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

const SQL_ID_DIGITS = '0123456789abcdfghjkmnpqrstuvwxyz';

/** SQL_ID: the low 64 bits of the MD5 of the text with a zero byte behind it, in base 32. */
export function sqlIdOf(text: string): string {
  const digest = createHash('md5').update(`${text}\0`).digest();
  let value = (BigInt(digest.readUInt32LE(8)) << 32n) | BigInt(digest.readUInt32LE(12));
  let id = '';
  for (let i = 0; i < 13; i++, value >>= 5n) id = (SQL_ID_DIGITS[Number(value & 31n)] ?? '') + id;
  return id;
}

function statisticRows({ sid, statistics }: SessionState): ViewRow[] {
  return STATISTICS.map((statistic, index) => ({
    SID: sid,
    'STATISTIC#': index,
    VALUE: statistic.of(statistics),
    CON_ID: 1,
  }));
}
