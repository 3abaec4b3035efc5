import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { SessionControlStatement } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { SessionControlParts } from './execute-session-control.ts';
import { setNlsParameter } from './nls-parameter.ts';
import type { SessionState } from './session-state.ts';
import { normalizeTimeZone } from './session-time-zone.ts';

type AlterSession = Extract<SessionControlStatement, { kind: 'alterSession' }>;

/** Parameters that tune or trace and change no result. */
const WITHOUT_MEANING =
  /^(OPTIMIZER_|PLSQL_|PLSCOPE_|_|PARALLEL_|DB_FILE_|SQL_|HASH_|SORT_|WORKAREA_|STATISTICS_|RESULT_CACHE_|STAR_|QUERY_|CURSOR_|TRACEFILE|TIMED_|MAX_DUMP|EVENTS$|EDITION$|SESSION_CACHED|RESUMABLE|DDL_LOCK_TIMEOUT$|COMMIT_|SKIP_UNUSABLE|DEFERRED_|OBJECT_CACHE|APPROX_|INMEMORY_|ROW ARCHIVAL|REMOTE_|GLOBAL_NAMES$|CONSTRAINTS?$|ERROR_ON_OVERLAP_TIME$)/;

/** `ALTER SESSION SET …`. Throws ORA-02248 for an unknown parameter. Nothing is changed where one of several fails. */
export async function alterSession(statement: AlterSession, parts: SessionControlParts): Promise<void> {
  if (statement.other !== undefined) return;
  for (const { name, value } of statement.settings) await applySetting(parts, name, value);
}

async function applySetting(parts: SessionControlParts, name: string, value: string): Promise<void> {
  if (name === 'CURRENT_SCHEMA') return setCurrentSchema(parts, value);
  if (name === 'TIME_ZONE') {
    parts.state.nls.timeZone = normalizeTimeZone(value);
    return;
  }
  if (name === 'ISOLATION_LEVEL') {
    if (value !== 'READ' && value !== 'SERIALIZABLE') throw new OracleError(2248, 'invalid option for ALTER SESSION');
    if (value === 'SERIALIZABLE') throw unimplemented('ALTER SESSION SET ISOLATION_LEVEL = SERIALIZABLE');
    return;
  }
  if (name === 'CONTAINER') throw unimplemented('ALTER SESSION SET CONTAINER');
  if (setNlsParameter(parts.state.nls, name, value)) return;
  if (!WITHOUT_MEANING.test(name)) throw new OracleError(2248, 'invalid option for ALTER SESSION');
}

/** Throws ORA-01435 for an unknown user. */
export function setCurrentSchema(parts: { state: SessionState; catalog: LoadedCatalog }, schema: string): void {
  const principal = parts.catalog.privileges.principal(schema);
  if (principal?.kind !== 'USER') throw new OracleError(1435, 'user does not exist');
  parts.state.currentSchema = schema;
  parts.state.currentSchemaId = principal.id;
}
