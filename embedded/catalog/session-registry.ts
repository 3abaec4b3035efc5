import type { SessionState } from '../session/session-state.ts';

/** A session as V$SESSION shows it. */
export type RegisteredSession = {
  state: SessionState;
  /** PostgreSQL's process of the session's connection, where it has one: to find who waits for whom. */
  storageProcessId?: (() => number | undefined) | undefined;
  /** Ends the session (ALTER SYSTEM KILL SESSION). */
  kill?: ((options: { immediate: boolean }) => void) | undefined;
};

/** The sessions that are logged on. Whoever opens and closes sessions keeps it up to date. */
export class SessionRegistry {
  readonly #sessions = new Map<number, RegisteredSession>();

  add(session: RegisteredSession): void {
    this.#sessions.set(session.state.sid, session);
  }

  remove(state: SessionState): void {
    if (this.#sessions.get(state.sid)?.state === state) this.#sessions.delete(state.sid);
  }

  find(sid: number): RegisteredSession | undefined {
    return this.#sessions.get(sid);
  }

  all(): RegisteredSession[] {
    return [...this.#sessions.values()].sort((a, b) => a.state.sid - b.state.sid);
  }
}

/** AUDSID of V$SESSION, which is USERENV('SESSIONID') of the session: a number that no other session of this start has. */
export function auditSessionId(state: Pick<SessionState, 'sid' | 'serial'>): number {
  return state.serial * 65_536 + state.sid;
}
