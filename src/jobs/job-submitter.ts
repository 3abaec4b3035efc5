import type { OraclePool } from '../oracle/oracle-pool.ts';
import { findExistingJobs } from './operations/find-existing-jobs.ts';
import { insertJobs, type NewJob } from './operations/insert-jobs.ts';

/** Writes new jobs: those that arrive while others are written go together, in one round trip and one commit. */
export type JobSubmitter = {
  /** Resolves when the job is committed, to false when its idempotency hash is taken. */
  submit(job: NewJob): Promise<boolean>;
};

type Waiting = { job: NewJob; resolve: (isInserted: boolean) => void; reject: (error: unknown) => void };

const MAX_BATCH = 100;

export function createJobSubmitter(pool: OraclePool): JobSubmitter {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      await write(pool, batch);
    }
    isWriting = false;
  }

  return {
    submit(job) {
      return new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        // Behind the other requests of this turn of the event loop, so that they share the commit.
        setImmediate(() => void writeAll());
      });
    },
  };
}

/** Settles every job of the batch; never rejects. */
async function write(pool: OraclePool, batch: Waiting[]): Promise<void> {
  const jobs = batch.map(({ job }) => job);
  try {
    const inserted = await pool.use((connection) => insertJobs(connection, jobs));
    batch.forEach(({ resolve }, index) => {
      resolve(inserted[index] ?? false);
    });
  } catch (error) {
    await settleUnclear(pool, batch, error);
  }
}

/** The answer to the commit may have got lost after the commit: what is stored is accepted. */
async function settleUnclear(pool: OraclePool, batch: Waiting[], error: unknown): Promise<void> {
  const ids = batch.map(({ job }) => job.id);
  const existing = await pool
    .use((connection) => findExistingJobs(connection, ids))
    .catch((): Set<string> => new Set());
  for (const { job, resolve, reject } of batch) {
    if (existing.has(job.id)) resolve(true);
    else reject(error);
  }
}
