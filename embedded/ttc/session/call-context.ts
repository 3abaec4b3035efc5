import type { Database, DatabaseSession } from '../../session/database-session.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { CursorHandle, Lob } from '../../types/values.ts';
import type { Login } from '../authentication/login.ts';
import type { Channel } from '../channel.ts';
import type { ClientDriver } from '../client-driver.ts';
import type { ClientReferences } from '../data-types/bind-value.ts';
import type { ServerReferences } from '../data-types/column-value.ts';
import { type EndOfCall, encodeEndOfCall, SUCCESS } from '../messages/end-of-call-reply.ts';
import { encodeStatus } from '../messages/status-reply.ts';
import { CallBroken } from '../protocol-error.ts';
import type { Reply } from '../reply.ts';
import type { RequestSource } from '../request-source.ts';
import type { Trace } from '../trace.ts';
import type { CursorTable } from './cursor-table.ts';
import type { LobTable } from './lob-table.ts';

/** What the handlers of calls work with: one for each session. */
export type CallContext = {
  database: Database;
  session: DatabaseSession;
  login: Login;
  client: ClientDriver;
  cursors: CursorTable;
  lobs: LobTable;
  channel: Channel;
  requests: RequestSource;
  reply: Reply;
  trace: Trace;
  /** For what goes wrong in this program. */
  log: (line: string) => void;
  references: ClientReferences & ServerReferences;
  /** Of the running call: an error's report names it, so that the client knows which statement failed. */
  cursorId: number;
};

/** LOBs and cursors that values refer to, in both directions. */
export function createReferences(
  session: DatabaseSession,
  lobs: LobTable,
  cursors: CursorTable,
): ClientReferences & ServerReferences {
  return {
    findType: (identifier) => session.namedType(identifier),
    describeType: (type) => session.describeType(type),
    findLob: (locator) => lobs.find(locator),
    findCursor: (id) => handleOf(cursors, id),
    locateLob: (lob: Lob) => lobs.locate(lob),
    locateCursor: (handle) => {
      const cursor = cursors.openHandle(handle);
      return cursor === undefined ? undefined : { id: cursor.id, columns: cursor.columns ?? [] };
    },
  };
}

/** Only cursors that came from a cursor variable can go back into one. */
function handleOf(cursors: CursorTable, id: number): CursorHandle {
  const { handle } = cursors.find(id);
  if (handle === undefined) throw new OracleError(1001, 'invalid cursor');
  return handle;
}

/**
 * The session, for a call to it that may take long. Throws CallBroken if a break came while no such call was running: the session
 * itself knows of breaks only while it runs one.
 */
export function unbroken({ session, channel }: CallContext): DatabaseSession {
  if (channel.isBroken) throw new CallBroken();
  return session;
}

export function endCall(context: CallContext, end: Partial<EndOfCall>): void {
  const { reply, session, trace } = context;
  const full: EndOfCall = { ...SUCCESS, isTransactionActive: session.isTransactionActive, ...end };
  encodeEndOfCall(reply.writer, full);
  const error = full.code === 0 ? '' : ` ORA-${String(full.code).padStart(5, '0')}`;
  trace.sent(`END OF CALL cursor=${full.cursorId} rows=${full.rowCount}${error}`);
}

export function sendStatus(context: CallContext): void {
  encodeStatus(context.reply.writer, context.session);
  context.trace.sent('STATUS');
}
