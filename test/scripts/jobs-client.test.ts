import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

type Job = { status: string };
type Client = {
  watch(
    id: string,
    onChange?: (job: Job) => void,
    options?: { intervalMs?: number; patienceMs?: number },
  ): Promise<Job>;
};
/** Plain JavaScript, as all that runs before an installation. */
const CLIENT_MODULE = new URL('../../scripts/client/jobs-client.js', import.meta.url).href;
const { createClient, isTemporary } = (await import(CLIENT_MODULE)) as {
  createClient(settings: { url: string; token: string }): Client;
  isTemporary(error: unknown): boolean;
};

let server: Server;
afterEach(() => {
  server.close();
});

/** A client of a service that answers as told, one answer a request. */
async function clientOf(...answers: RequestListener[]) {
  server = createServer((request, response) => (answers.shift() ?? lost)(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, token: 't' });
}

const job =
  (status: string): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify({ id: 'x', status, progress: 50 }));
const refused =
  (status: number): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(JSON.stringify({ error: 'no' }));
const lost: RequestListener = (request) => request.socket.destroy();

describe('watch', () => {
  it('goes on while the service is restarted', async () => {
    const client = await clientOf(job('running'), lost, refused(503), refused(429), job('completed'));
    const seen: string[] = [];
    const last = await client.watch('x', ({ status }) => seen.push(status), { intervalMs: 1 });
    expect(last).toMatchObject({ status: 'completed' });
    expect(seen).toEqual(['running', 'completed']);
  });

  it('gives up when the service stays away', async () => {
    const client = await clientOf(job('running'));
    const error = await client
      .watch('x', undefined, { intervalMs: 1, patienceMs: 20 })
      .catch((caught: unknown) => caught);
    expect(isTemporary(error)).toBe(true);
  });

  it('does not wait for a service that never answered, nor for a job that is gone', async () => {
    const client = await clientOf(lost);
    await expect(client.watch('x')).rejects.toMatchObject({ name: 'UnreachableError' });
    server.close();
    const other = await clientOf(job('running'), refused(404));
    await expect(other.watch('x', undefined, { intervalMs: 1 })).rejects.toMatchObject({ status: 404 });
  });
});
