import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Runs the service's process with these variables only, from a folder without a .env. */
async function runServer(variables: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(ROOT, 'src/server.ts')], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

const ORACLE = { ORACLE_USER: 'app', ORACLE_PASSWORD: 'secret', ORACLE_CONNECT_STRING: '127.0.0.1:1/NONE' };

describe('the process', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, not "http"'],
    [{ ORACLE_HOST: 'db' }, 'ORACLE_USER must be set when another ORACLE_* variable is'],
    [ORACLE, 'API_TOKEN or API_TOKENS must be set when ORACLE_* is (or API_NO_AUTH=1)'],
  ])('ends with exit code 2 and one line for %j', async (variables, line) => {
    expect(await runServer(variables as Record<string, string>)).toEqual({ code: 2, stdout: '', stderr: `${line}\n` });
  });
});
