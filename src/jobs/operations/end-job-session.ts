import type { Connection } from 'oracledb';
import { readOracleError } from '../../procedures/oracle-errors.ts';
import type { SessionAddress } from './lost-jobs.ts';

export type SessionEnd =
  | 'ended'
  /** The database user has no ALTER SYSTEM. */
  | 'not_allowed'
  /** It is gone, works for something else by now, or is a session of another instance of the database (RAC). */
  | 'not_here';

const FIND = 'SELECT COUNT(*) FROM V$SESSION WHERE SID = :sid AND SERIAL# = :serial AND CLIENT_IDENTIFIER = :job_id';

const NOT_ALLOWED = 'ORA-01031';
/** No such session; it is marked to be killed. */
const NO_SESSION = 'ORA-00030';
const MARKED = 'ORA-00031';

/** Kills the session of a job, if it still is that job's. Whatever it has not committed is rolled back. */
export async function endJobSession(
  connection: Connection,
  jobId: string,
  session: SessionAddress,
): Promise<SessionEnd> {
  const { sid, serial } = session;
  const { rows = [] } = await connection.execute<[number]>(FIND, { sid, serial, job_id: jobId });
  if (rows[0]?.[0] !== 1) return 'not_here';
  try {
    // Numbers of the dictionary's own: ALTER SYSTEM takes no binds.
    await connection.execute(`ALTER SYSTEM KILL SESSION '${Number(sid)},${Number(serial)}' IMMEDIATE`);
    return 'ended';
  } catch (error) {
    const code = readOracleError(error)?.code;
    if (code === MARKED) return 'ended';
    if (code === NOT_ALLOWED) return 'not_allowed';
    if (code === NO_SESSION) return 'not_here';
    throw error;
  }
}
