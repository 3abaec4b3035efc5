import type { Connection } from 'oracledb';

/** How many jobs wait. */
export async function countPendingJobs(connection: Connection): Promise<number> {
  const { rows } = await connection.execute<[number]>("SELECT COUNT(*) FROM ASYNC_JOBS WHERE STATUS = 'pending'");
  return rows?.[0]?.[0] ?? 0;
}

/** How many jobs were accepted in the last `hours`. */
export async function countRecentJobs(connection: Connection, hours: number): Promise<number> {
  const { rows } = await connection.execute<[number]>(
    "SELECT COUNT(*) FROM ASYNC_JOBS WHERE ACCEPTED_AT >= SYSTIMESTAMP - NUMTODSINTERVAL(:hours, 'HOUR')",
    { hours },
  );
  return rows?.[0]?.[0] ?? 0;
}
