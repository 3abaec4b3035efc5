import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { until } from '../helpers/job-database.ts';
import { checkLedger, entry, REPEATED, ROUNDS } from './ledger.ts';
import { setUpProcessBench } from './process-bench.ts';
import type { ServiceProcess } from './service-process.ts';

/** The database goes away for a while under two instances that are at work, and comes back. */
const OUTAGE_MS = ROUNDS > 1 ? 10_000 : 2000;
const FREEZE_MS = ROUNDS > 1 ? 20_000 : 5000;
const CLIENTS = 4;
const VARIABLES = { RATE_LIMIT_PER_MINUTE: '0', DATABASE_TIMEOUT_MS: '2000' };

const bench = setUpProcessBench();

type Load = {
  /** Jobs that the clients were told of. */
  accepted: string[];
  /** Statuses of the refusals. */
  refusals: Set<number | undefined>;
  stop(): Promise<void>;
};

/** Clients that submit one job after the other, and go on when they are refused. */
function putLoadOn(services: ServiceProcess[]): Load {
  const accepted: string[] = [];
  const refusals = new Set<number | undefined>();
  let isOver = false;
  const work = async (service: ServiceProcess) => {
    while (!isOver) {
      try {
        accepted.push(await service.submit(entry(0.05)));
      } catch (error) {
        refusals.add((error as { status?: number }).status);
        await sleep(20);
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_empty, index) =>
    work(services[index % services.length] as ServiceProcess),
  );
  return {
    accepted,
    refusals,
    async stop() {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

const isReady = (service: ServiceProcess): Promise<boolean> =>
  service.request('GET', '/health/ready').then(
    () => true,
    (error: { status?: number }) => {
      expect(error.status).toBe(503);
      return false;
    },
  );

it.each([
  [
    'stopped',
    OUTAGE_MS,
    () => bench.database.embedded.faults.stopStorage(),
    () => bench.database.embedded.faults.startStorage(),
  ],
  [
    'frozen',
    FREEZE_MS,
    async () => bench.database.embedded.faults.freeze(),
    async () => bench.database.embedded.faults.thaw(),
  ],
])(
  'a database that is %s for %i ms under load: 503 meanwhile, then all goes on by itself',
  REPEATED,
  async (_how, milliseconds, goAway, comeBack) => {
    const services = [await bench.start(VARIABLES), await bench.start(VARIABLES)];
    const load = putLoadOn(services);
    await until(async () => load.accepted.length > 20);
    await goAway();
    await sleep(milliseconds);
    for (const service of services) await until(async () => !(await isReady(service)));
    await comeBack();
    for (const service of services) await until(() => isReady(service));
    const before = load.accepted.length;
    await until(async () => load.accepted.length > before + 20);
    await load.stop();
    expect(load.refusals).toEqual(new Set([503]));
    const jobs = await checkLedger(bench.database, bench.observer, load.accepted);
    const ends = new Set(jobs.map(({ status, statusReason }) => `${status} ${statusReason}`));
    ends.delete('failed outcome_unknown');
    expect(ends).toEqual(new Set(['completed success']));
    expect(services.map(({ child }) => child.exitCode)).toEqual([null, null]);
  },
);
