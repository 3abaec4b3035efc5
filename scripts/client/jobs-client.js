import { setTimeout as sleep } from 'node:timers/promises';

const FINAL = new Set(['completed', 'failed', 'cancelled']);

export const isFinal = (job) => FINAL.has(job.status);

/** How long `watch` goes on asking a service that has stopped to answer. */
const PATIENCE_MS = 60_000;

/** An answer that was no success; `problem` is its body. */
export class ApiError extends Error {
  name = 'ApiError';
  constructor(status, problem) {
    super(problem.error ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Nobody answered. */
export class UnreachableError extends Error {
  name = 'UnreachableError';
  constructor(url, { message, cause }) {
    super(`${url}: ${cause?.message || cause?.code || message}`);
  }
}

/** Worth asking again: the service or its database is away, or wants fewer requests. */
export const isTemporary = (error) =>
  error instanceof UnreachableError || (error instanceof ApiError && [429, 502, 503, 504].includes(error.status));

/** URL and token of the service, from the environment (ORACLE_JOBS_URL or PORT; API_TOKEN). */
export function settingsFromEnvironment(environment = process.env) {
  return {
    url: environment.ORACLE_JOBS_URL || `http://127.0.0.1:${environment.PORT || 8080}`,
    token: environment.ORACLE_JOBS_TOKEN || environment.API_TOKEN || '',
  };
}

/** Whether a client can be made for this address. */
export const isAddress = (url) => /^https?:/.test(url) && URL.canParse(url);

/** The endpoints as functions. Plain Node, so that scripts run without an installation. */
export function createClient({ url: address, token }) {
  const url = address.replace(/\/+$/, '');

  async function send(method, path, { body, headers = {} } = {}) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error) => {
      throw new UnreachableError(url, error);
    });
    const text = await response.text();
    const answer = parseAnswer(text);
    if (!response.ok)
      throw new ApiError(response.status, answer ?? { error: text.trim() || `HTTP ${response.status}` });
    return answer;
  }
  const jobPath = (id) => `/jobs/${encodeURIComponent(id)}`;

  const client = {
    send,
    submit: (call, options) => send('POST', '/procedure/async', { body: call, ...options }),
    list: (query = {}) => send('GET', `/jobs${queryString(query)}`),
    get: (id) => send('GET', jobPath(id)),
    logs: (id) => send('GET', `${jobPath(id)}/logs`),
    cancel: (id) => send('POST', `${jobPath(id)}/cancel`),
    retry: (id) => send('POST', `${jobPath(id)}/retry`),
    delete: (id) => send('DELETE', jobPath(id)),
    deleteWhere: (query) => send('DELETE', `/jobs${queryString(query)}`),

    /** True once the service takes jobs; false while it cannot be reached or is not ready. */
    isReady: () =>
      send('GET', '/health/ready').then(
        () => true,
        () => false,
      ),

    /**
     * Asks until the job has ended, and tells of each change of status or progress. The service may be restarted
     * meanwhile: `patienceMs` is how long it may stay away.
     */
    async watch(id, onChange = () => {}, { intervalMs = 1000, patienceMs = PATIENCE_MS } = {}) {
      let last;
      let lastAnswer = 0;
      for (;;) {
        const job = await client.get(id).catch((error) => {
          if (last === undefined || !isTemporary(error) || Date.now() - lastAnswer > patienceMs) throw error;
          return undefined;
        });
        if (job !== undefined) {
          if (last?.status !== job.status || last?.progress !== job.progress) onChange(job);
          if (isFinal(job)) return job;
          last = job;
          lastAnswer = Date.now();
        }
        await sleep(intervalMs);
      }
    },
  };
  return client;
}

function parseAnswer(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryString(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
