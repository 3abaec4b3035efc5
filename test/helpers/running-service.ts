import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import oracledb from 'oracledb';
import { startEmbeddedOracle } from '../../embedded/start.ts';
import type { Job } from '../../routes/schemas/job.ts';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';

export const TOKEN = 'test-token';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

export type RunningService = {
  url: string;
  app: FastifyInstance;
  database: Awaited<ReturnType<typeof startEmbeddedOracle>>;
  /** One HTTP request over a socket; the body is JSON unless it is a string. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Statements of the test's own, through the real driver. */
  execute(...statements: string[]): Promise<void>;
  submit(call: unknown, headers?: Record<string, string>): Promise<string>;
  job(id: string): Promise<Job>;
  untilJob(id: string, condition: (job: Job) => boolean): Promise<Job>;
  /** Submits, and waits for the end. */
  run(call: unknown): Promise<Job>;
  /** Ends the service and starts another one on the same database; `url` changes. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** The whole service, listening on a port of its own, with an embedded database behind it. */
export async function startRunningService(variables: Record<string, string> = {}): Promise<RunningService> {
  const database = await startEmbeddedOracle({ port: 0 });
  const { user, password, connectString } = database;
  const config = loadConfig({ API_TOKEN: TOKEN, LOG_LEVEL: 'silent', QUERY_ENABLED: '1', ...variables });
  const start = async () => {
    const app = await buildApp({ ...config, oracle: { user, password, connectString } });
    await app.listen({ host: '127.0.0.1', port: 0 });
    return { app, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
  };

  const service: RunningService = {
    ...(await start()),
    database,
    async request(method, path, body, headers = {}) {
      const response = await fetch(service.url + path, {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
    },
    async execute(...statements) {
      const connection = await oracledb.getConnection({ user, password, connectString });
      try {
        for (const statement of statements) await connection.execute(statement);
        await connection.commit();
      } finally {
        await connection.close();
      }
    },
    async submit(call, headers) {
      const { status, body } = await service.request('POST', '/procedure/async', call, headers);
      if (status !== 202) throw new Error(`not accepted: ${JSON.stringify(body)}`);
      return body['job_id'] as string;
    },
    async job(id) {
      return (await service.request('GET', `/jobs/${id}`)).body as Job;
    },
    async untilJob(id, condition) {
      for (;;) {
        const job = await service.job(id);
        if (condition(job)) return job;
        await sleep(20);
      }
    },
    async run(call) {
      return service.untilJob(await service.submit(call), hasEnded);
    },
    async restart() {
      await service.app.close();
      Object.assign(service, await start());
      await untilReady(service);
    },
    async stop() {
      await service.app.close();
      await database.stop();
    },
  };
  await untilReady(service);
  return service;
}

export const hasEnded = ({ status }: Job): boolean => status !== 'pending' && status !== 'running';

async function untilReady(service: RunningService): Promise<void> {
  while ((await service.request('GET', '/health/ready')).status !== 200) await sleep(20);
}
