import type { SessionControlStatement } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { SessionControlParts } from './execute-session-control.ts';

/** Actions with nothing to do here. */
const WITHOUT_MEANING = /^(FLUSH|CHECKPOINT|SWITCH|ARCHIVE)\b/i;

/** `ALTER SYSTEM KILL SESSION`; throws ORA-01031, ORA-00027, ORA-00030. */
export function alterSystem(
  statement: Extract<SessionControlStatement, { kind: 'alterSystem' }>,
  { state, catalog }: SessionControlParts,
): void {
  if (!catalog.hasSystemPrivilege(state.user, 'ALTER SYSTEM')) throw new OracleError(1031, 'insufficient privileges');
  const { killSession } = statement;
  if (killSession === undefined) {
    if (!WITHOUT_MEANING.test(statement.other ?? '')) throw unimplemented(`ALTER SYSTEM ${statement.other ?? ''}`);
    return;
  }
  const { sid, serial, immediate } = killSession;
  if (sid === state.sid && serial === state.serial) throw new OracleError(27, 'cannot kill current session');
  const session = catalog.sessions.find(sid);
  if (session === undefined || session.state.serial !== serial) {
    throw new OracleError(30, 'User session ID does not exist.');
  }
  session.kill?.({ immediate });
}
