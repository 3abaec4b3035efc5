import type { Database, DatabaseSession } from '../../session/database-session.ts';
import { LIMITS } from '../limits.ts';
import type { AuthenticationPair } from '../messages/authentication-reply.ts';

const MAX_IDENTIFIER_BYTES = 128;

/** What clients learn of the database and their session at login. */
export function sessionPairs(database: Database, session: DatabaseSession): AuthenticationPair[] {
  return [
    { key: 'AUTH_VERSION_STRING', value: '- Development' },
    { key: 'AUTH_VERSION_NO', value: String(versionNumber(database.version)) },
    { key: 'AUTH_SESSION_ID', value: String(session.sid) },
    { key: 'AUTH_SERIAL_NUM', value: String(session.serial) },
    { key: 'AUTH_SC_DB_DOMAIN', value: '' },
    { key: 'AUTH_SC_DBUNIQUE_NAME', value: database.serviceName },
    { key: 'AUTH_SC_REAL_DBUNIQUE_NAME', value: database.databaseName },
    { key: 'AUTH_SC_SERVICE_NAME', value: database.serviceName },
    { key: 'AUTH_INSTANCENAME', value: database.instanceName },
    { key: 'AUTH_DBNAME', value: database.serviceName },
    { key: 'AUTH_MAX_OPEN_CURSORS', value: String(LIMITS.maxOpenCursors) },
    { key: 'AUTH_MAX_IDEN_LENGTH', value: String(MAX_IDENTIFIER_BYTES) },
  ];
}

/** '19.3.0.0.0' in the bits that clients of Oracle 18c and later expect: 8, 8, 4, 8, 4. */
export function versionNumber(version: string): number {
  const [major = 0, release = 0, update = 0, portRelease = 0, portUpdate = 0] = version.split('.').map(Number);
  return (
    major * 2 ** 24 +
    (release & 0xff) * 2 ** 16 +
    (update & 0xf) * 2 ** 12 +
    (portRelease & 0xff) * 2 ** 4 +
    (portUpdate & 0xf)
  );
}
