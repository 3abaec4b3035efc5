import type { Connection } from 'oracledb';
import { readOracleError } from '../../procedures/oracle-errors.ts';

/** Optional rights of the database user. */
export type Grants = { hasLocks: boolean; hasSessionView: boolean };

/** Finds out by trying. */
export async function probeGrants(connection: Connection): Promise<Grants> {
  return {
    hasLocks: await isAllowed(connection, 'DECLARE l_status INTEGER; BEGIN l_status := DBMS_LOCK.RELEASE(0); END;'),
    hasSessionView: await isAllowed(connection, 'SELECT COUNT(*) FROM V$SESSION WHERE SID = 0'),
  };
}

/** ORA-06550 and ORA-00942 say that it is not. */
async function isAllowed(connection: Connection, statement: string): Promise<boolean> {
  try {
    await connection.execute(statement);
    return true;
  } catch (error) {
    const failure = readOracleError(error);
    if (failure?.class === 'not_found' || failure?.code === 'ORA-00942' || failure?.code === 'ORA-01031') return false;
    throw error;
  }
}
