import type { OraclePool } from '../oracle/oracle-pool.ts';
import { FINAL_STATUSES, type FinalStatus } from './job.ts';
import { cleanJobs } from './operations/clean-jobs.ts';

/** Deletes finished jobs when their retention is over, in batches. */
export type JobCleaner = {
  /** @returns how many it deleted. */
  runOnce(): Promise<number>;
};

export function createJobCleaner(control: OraclePool, retentionHours: Record<FinalStatus, number>): JobCleaner {
  return {
    async runOnce() {
      let total = 0;
      for (const status of FINAL_STATUSES) {
        let hasMore = true;
        while (hasMore) {
          const batch = await control.use((connection) => cleanJobs(connection, status, retentionHours[status]));
          total += batch.deleted;
          hasMore = batch.hasMore;
        }
      }
      return total;
    },
  };
}
