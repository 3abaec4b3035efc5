import type { SessionState } from '../session/session-state.ts';

/** A row of V$SESSION_LONGOPS, as DBMS_APPLICATION_INFO.SET_SESSION_LONGOPS writes it. */
export type LongOperation = {
  opName: string | null;
  target: string | null;
  targetDescription: string | null;
  soFar: string;
  totalWork: string;
  units: string | null;
  context: string;
  startTime: Date;
  lastUpdateTime: Date;
};

const KEY = 'V$SESSION_LONGOPS';

/** The session's long operations, to be read and changed. */
export function longOperationsOf(session: SessionState): LongOperation[] {
  const found = session.packageData.get(KEY) as LongOperation[] | undefined;
  if (found !== undefined) return found;
  const operations: LongOperation[] = [];
  session.packageData.set(KEY, operations);
  return operations;
}
