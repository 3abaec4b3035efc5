import { OracleError } from '../types/oracle-error.ts';
import type { OracleSession } from './oracle-session.ts';
import type { SessionState } from './session-state.ts';

/** Around a commit: it is about to happen, or it has happened and the client does not know of it yet. */
export type CommitPhase = 'before' | 'after';

/** A session whose client is to be cut off at a commit. */
export type CommitFault = {
  phase: CommitPhase;
  concerns(session: SessionState): boolean;
  /** Cuts the client off. */
  cut(session: OracleSession): void;
};

/**
 * Strikes once, at the next commit that the fault is for. Before the commit the session ends as if its server process had died, so that its
 * work is rolled back; after it only the answer is lost. Throws ORA-03113 where the commit must not happen.
 */
export class CommitFaults {
  readonly #waiting = new Set<CommitFault>();

  add(fault: CommitFault): void {
    this.#waiting.add(fault);
  }

  strike(phase: CommitPhase, state: SessionState, session: OracleSession): void {
    const fault = [...this.#waiting].find((waiting) => waiting.phase === phase && waiting.concerns(state));
    if (fault === undefined) return;
    this.#waiting.delete(fault);
    fault.cut(session);
    if (phase === 'after') return;
    const error = new OracleError(3113, 'end-of-file on communication channel');
    void session.terminate(error);
    throw error;
  }
}
