import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type JobDatabase, startJobDatabase } from '../helpers/job-database.ts';
import { createJobService, type JobService } from '../helpers/job-service.ts';
import { installLedger } from './ledger.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

/** One database with a ledger for the tests of a file, and processes of the service that end with the test that started them. */
export type ProcessBench = {
  readonly database: JobDatabase;
  /** Looks at the jobs, and settles those of lost workers; runs none itself. */
  readonly observer: JobService;
  /** @param preload URL of a module that is loaded before the service. */
  start(variables?: Record<string, string>, preload?: string): Promise<ServiceProcess>;
};

/** Call it at the top of a test file. */
export function setUpProcessBench(): ProcessBench {
  const processes: ServiceProcess[] = [];
  let parts: { database: JobDatabase; observer: JobService } | undefined;
  const started = () => {
    if (parts === undefined) throw new Error('the database has not been started');
    return parts;
  };

  beforeAll(async () => {
    const database = await startJobDatabase();
    await installLedger(database);
    parts = { database, observer: createJobService(database) };
  });
  afterAll(() => parts?.database.stop());
  beforeEach(() => started().database.execute('DELETE FROM LEDGER', 'DELETE FROM ASYNC_JOBS'));
  afterEach(async () => {
    for (const { child, ended } of processes.splice(0)) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await ended;
    }
  });

  return {
    get database() {
      return started().database;
    },
    get observer() {
      return started().observer;
    },
    async start(variables = {}, preload) {
      const service = await startServiceProcess(started().database, variables, preload);
      processes.push(service);
      return service;
    },
  };
}
