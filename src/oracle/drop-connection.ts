import type { Connection } from 'oracledb';

/**
 * Cuts a connection off: its socket is destroyed, whatever call is on it rejects, and it never goes back to its pool. The session's server
 * process ends the call that it is in and rolls back what is not committed.
 *
 * The driver has no public way to do so in Thin mode: `close({ drop: true })` waits behind the running call, and then puts the connection
 * back. What its own pool does with a connection that does not answer a ping is done here.
 */
export function dropConnection(connection: Connection): void {
  const session = property(property(connection, '_impl'), 'nscon');
  const disconnect = property(session, 'forceDisconnect');
  if (typeof disconnect === 'function') disconnect.call(session);
  connection.close().catch(() => undefined);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
