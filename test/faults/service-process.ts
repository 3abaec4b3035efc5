import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { JobDatabase } from '../helpers/job-database.ts';
import { serviceAddress } from '../helpers/service-address.ts';
import { spawnService } from '../helpers/spawn-service.ts';

const TOKEN = 'fault-token';

/** The service as a process of its own, on the test's database. */
export type ServiceProcess = {
  child: ChildProcess;
  /** Resolves to the exit code, or the signal's name. */
  ended: Promise<number | string>;
  /** Resolves to the body; rejects with an Error whose `status` is the HTTP status, undefined where the connection failed. */
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Record<string, unknown>>;
  submit(call: unknown, headers?: Record<string, string>): Promise<string>;
};

/**
 * Resolves when it is ready.
 * @param preload URL of a module that is loaded before the service.
 */
export async function startServiceProcess(
  { account }: JobDatabase,
  variables: Record<string, string> = {},
  preload?: string,
): Promise<ServiceProcess> {
  const defaults = { API_TOKEN: TOKEN, POLL_INTERVAL_MS: '100', DATABASE_TIMEOUT_MS: '20000' };
  const child = spawnService(account, { ...defaults, ...variables }, preload);
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const url = await serviceAddress(child);
  const request: ServiceProcess['request'] = async (method, path, body, extraHeaders = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        connection: 'close',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...extraHeaders,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw Object.assign(new Error(String(answer['error'])), { status: response.status });
    return answer;
  };
  return {
    child,
    ended,
    request,
    submit: async (call, headers) => (await request('POST', '/procedure/async', call, headers))['job_id'] as string,
  };
}
