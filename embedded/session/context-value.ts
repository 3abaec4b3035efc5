import { hostname } from 'node:os';
import { auditSessionId } from '../catalog/session-registry.ts';
import { findContextValue } from '../packages/application-context.ts';
import { OracleError } from '../types/oracle-error.ts';
import { INSTANCE } from './instance.ts';
import type { SessionState } from './session-state.ts';

/** SYS_CONTEXT. Null where the attribute has no value; throws ORA-02003 for an unknown attribute of USERENV. */
export function contextValue(session: SessionState, namespace: string, name: string): string | null {
  if (namespace.toUpperCase() === 'USERENV') return userEnvironment(session, name.toUpperCase());
  return findContextValue(session, namespace, name);
}

function userEnvironment(session: SessionState, name: string): string | null {
  const value = USERENV[name];
  if (value === undefined) throw new OracleError(2003, 'invalid USERENV parameter');
  const found = value(session);
  return found === '' ? null : found;
}

const none = () => null;

/** "SYS_CONTEXT", SQL Language Reference 19c, table of USERENV's parameters. */
const USERENV: Record<string, (session: SessionState) => string | null> = {
  ACTION: (session) => session.attributes.action,
  AUDITED_CURSORID: none,
  AUTHENTICATED_IDENTITY: (session) => session.user,
  AUTHENTICATION_DATA: none,
  AUTHENTICATION_METHOD: () => 'PASSWORD',
  BG_JOB_ID: none,
  CDB_NAME: () => INSTANCE.databaseName,
  CLIENT_IDENTIFIER: (session) => session.attributes.clientIdentifier,
  CLIENT_INFO: (session) => session.attributes.clientInfo,
  CLIENT_PROGRAM_NAME: (session) => session.client.program,
  CON_ID: () => '3',
  CON_NAME: () => INSTANCE.containerName,
  CURRENT_BIND: none,
  CURRENT_EDITION_ID: () => '134',
  CURRENT_EDITION_NAME: () => 'ORA$BASE',
  CURRENT_SCHEMA: (session) => session.currentSchema,
  CURRENT_SQL: none,
  CURRENT_SCHEMAID: (session) => String(session.currentSchemaId),
  CURRENT_USER: (session) => session.user,
  CURRENT_USERID: (session) => String(session.userId),
  DATABASE_ROLE: () => 'PRIMARY',
  DB_DOMAIN: none,
  DB_NAME: () => INSTANCE.containerName,
  DB_UNIQUE_NAME: () => INSTANCE.databaseName,
  DBLINK_INFO: none,
  ENTERPRISE_IDENTITY: none,
  FG_JOB_ID: () => '0',
  GLOBAL_CONTEXT_MEMORY: () => '0',
  HOST: (session) => session.client.machine,
  IDENTIFICATION_TYPE: () => 'LOCAL',
  INSTANCE: () => '1',
  INSTANCE_NAME: () => INSTANCE.instanceName,
  IP_ADDRESS: () => '127.0.0.1',
  IS_DG_ROLLING_UPGRADE: () => 'FALSE',
  ISDBA: (session) => (session.user === 'SYS' ? 'TRUE' : 'FALSE'),
  LANG: () => 'US',
  LANGUAGE: ({ nls }) => `${nls.language}_${nls.territory}.${INSTANCE.characterSet}`,
  MODULE: (session) => session.attributes.module,
  NETWORK_PROTOCOL: () => 'tcp',
  NLS_CALENDAR: () => 'GREGORIAN',
  NLS_CURRENCY: () => '$',
  NLS_DATE_FORMAT: ({ nls }) => nls.dateFormat,
  NLS_DATE_LANGUAGE: ({ nls }) => nls.dateLanguage,
  NLS_SORT: ({ nls }) => nls.sort,
  NLS_TERRITORY: ({ nls }) => nls.territory,
  ORACLE_HOME: none,
  OS_USER: (session) => session.client.osUser,
  PID: (session) => String(session.sid),
  PLATFORM_SLASH: () => '/',
  POLICY_INVOKER: none,
  PROXY_ENTERPRISE_IDENTITY: none,
  PROXY_USER: (session) => session.proxyUser ?? null,
  PROXY_USERID: none,
  SCHEDULER_JOB: () => 'N',
  SERVER_HOST: () => hostname(),
  SERVICE_NAME: () => INSTANCE.serviceName,
  SESSION_EDITION_ID: () => '134',
  SESSION_EDITION_NAME: () => 'ORA$BASE',
  SESSION_USER: (session) => session.user,
  SESSION_USERID: (session) => String(session.userId),
  SESSIONID: (session) => String(auditSessionId(session)),
  SID: (session) => String(session.sid),
  STATEMENTID: () => '1',
  TERMINAL: (session) => session.client.terminal,
};
