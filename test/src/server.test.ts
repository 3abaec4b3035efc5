import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

const SERVER = ['--import', import.meta.resolve('tsx'), join(ROOT, 'src/server.ts')];

/** Runs a command on a terminal of its own, closes the terminal once the service listens, and prints how the command ended. */
const ON_A_TERMINAL = `
import os, pty, subprocess, sys
parent, terminal = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
                         preexec_fn=lambda: __import__('fcntl').ioctl(0, __import__('termios').TIOCSCTTY, 0))
os.close(terminal)
output = b''
while b'Server listening' not in output:
    output += os.read(parent, 65536)
os.close(parent)
print(child.wait())
`;

/** Starts the service's process with these variables only, from a folder without a .env. */
function startServer(variables: Record<string, string>) {
  return spawn(process.execPath, SERVER, {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function runServer(variables: Record<string, string>) {
  const child = startServer(variables);
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

const ORACLE = { ORACLE_USER: 'app', ORACLE_PASSWORD: 'secret', ORACLE_CONNECT_STRING: '127.0.0.1:1/NONE' };

/** Resolves to the address once a log line names it. */
async function addressOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /Server listening at (http:[^"]+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('it ended without listening');
}

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s with exit code 0, the database away or not', async (signal) => {
    const child = startServer({ ...ORACLE, API_TOKEN: 'token', PORT: '0' });
    const ended = once(child, 'exit');
    const address = await addressOf(createInterface(child.stdout));
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
  });

  it('ends with exit code 0 when its terminal is closed', async () => {
    const child = spawn('python3', ['-c', ON_A_TERMINAL, process.execPath, ...SERVER], {
      cwd: tmpdir(),
      env: { PATH: process.env['PATH'] ?? '', ...ORACLE, API_TOKEN: 'token', PORT: '0', LOG_LEVEL: 'info' },
    });
    const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
    expect([code, stdout, stderr]).toEqual([0, '0\n', '']);
  });

  it('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runServer({
      ...ORACLE,
      API_TOKEN: 'token',
      PORT: String(port),
      LOG_LEVEL: 'silent',
    });
    expect(code).toBe(1);
    expect(stderr).toBe(`PORT ${port} is in use by another program on 127.0.0.1; set PORT to another one\n`);
    other.close();
  });

  it('says in one line that its connect string cannot be read', async () => {
    const { code, stderr } = await runServer({
      ...ORACLE,
      ORACLE_CONNECT_STRING: 'host:port:service',
      API_TOKEN: 'token',
    });
    expect(stderr).toMatch(/^ORACLE_CONNECT_STRING must be host\[:port\]\/service or a connect descriptor \(.+\)\n$/);
    expect(code).toBe(2);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, not "http"'],
    [{ ORACLE_HOST: 'db' }, 'ORACLE_USER must be set when another ORACLE_* variable is'],
    [ORACLE, 'API_TOKEN or API_TOKENS must be set when ORACLE_* is (or API_NO_AUTH=1)'],
  ])('ends with exit code 2 and one line for %j', async (variables, line) => {
    expect(await runServer(variables as Record<string, string>)).toEqual({ code: 2, stdout: '', stderr: `${line}\n` });
  });
});
