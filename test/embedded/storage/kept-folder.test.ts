import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStorage } from '../../../embedded/storage/start-storage.ts';

const WRITER = join(import.meta.dirname, 'fixtures', 'write-rows.ts');
const NOBODY = 65534;

let base: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'storage-test-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

/** A process that writes rows; `lines` are what it printed so far. */
function startWriter(dataDir: string, options: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  children.push(child);
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  const exited = once(child, 'close');
  return {
    child,
    lines,
    exited,
    async hasWritten(count: number) {
      while (lines.length <= count) {
        const event = await Promise.race([once(reader, 'line'), exited.then(() => 'ended' as const)]);
        if (event === 'ended' && lines.length <= count) throw new Error(`the writer ended: ${errors}`);
      }
    },
  };
}

async function countRows(dataDir: string): Promise<number> {
  const storage = await startStorage({ dataDir });
  const connection = await storage.openConnection();
  const { rows } = await connection.query('SELECT count(*), coalesce(max(n), 0) FROM public.ledger');
  await storage.stop();
  expect(rows[0]?.[0]).toBe(rows[0]?.[1]);
  return Number(rows[0]?.[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The server's sibling processes end it when their parent is gone. */
function killWatchdogs(parent: ChildProcess, server: number): void {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent.pid)], { encoding: 'utf8' });
  for (const pid of listed.trim().split(/\s+/).map(Number)) if (pid !== server) process.kill(pid, 'SIGKILL');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a kept data folder', () => {
  it('has after a stop what was written', async () => {
    const dataDir = join(base, 'new', 'data');
    const first = await startStorage({ dataDir });
    const connection = await first.openConnection();
    await connection.query('CREATE TABLE public.ledger (n integer); INSERT INTO public.ledger VALUES (1), (2)');
    await first.stop();
    expect(await countRows(dataDir)).toBe(2);
  });

  it('is refused to a second process while the first one lives', async () => {
    const dataDir = join(base, 'data');
    const writer = startWriter(dataDir);
    await writer.hasWritten(1);
    await expect(startStorage({ dataDir })).rejects.toThrow(`in use by process ${writer.child.pid}`);
    await writer.hasWritten(writer.lines.length + 1);
  });

  it('has every committed row after kill -9 of its process, whose server ends as well', async () => {
    const dataDir = join(base, 'data');
    for (let round = 0; round < 2; round++) {
      const writer = startWriter(dataDir);
      await writer.hasWritten(20);
      writer.child.kill('SIGKILL');
      await writer.exited;
      const server = Number(writer.lines[0]?.split(' ')[1]);
      await until(() => !isAlive(server));
      expect(await countRows(dataDir)).toBeGreaterThanOrEqual(Number(writer.lines.at(-1)));
    }
  });

  it('is taken over from a server that nobody ended', async () => {
    const dataDir = join(base, 'data');
    const writer = startWriter(dataDir);
    await writer.hasWritten(1);
    const server = Number(writer.lines[0]?.split(' ')[1]);
    killWatchdogs(writer.child, server);
    writer.child.kill('SIGKILL');
    await writer.exited;
    expect(isAlive(server)).toBe(true);
    expect(await countRows(dataDir)).toBeGreaterThanOrEqual(Number(writer.lines.at(-1)));
    expect(isAlive(server)).toBe(false);
  });

  it('starts after kill -9 at any moment of its making', async () => {
    const dataDir = join(base, 'data');
    for (let delayMs = 100; delayMs <= 700; delayMs += 100) {
      const writer = startWriter(dataDir);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      writer.child.kill('SIGKILL');
      await writer.exited;
    }
    const storage = await startStorage({ dataDir });
    await (await storage.openConnection()).end();
    await storage.stop();
  });

  it('starts over where the making of it was broken off', async () => {
    const dataDir = join(base, 'data');
    mkdirSync(join(dataDir, 'pg.0123456789ab'), { recursive: true });
    writeFileSync(join(dataDir, 'pg.0123456789ab', 'PG_VERSION'), '18\n');
    const storage = await startStorage({ dataDir });
    await storage.stop();
    expect(existsSync(join(dataDir, 'pg.0123456789ab'))).toBe(false);
  });

  it('starts although its pid file names a living process of something else', async () => {
    const dataDir = join(base, 'data');
    await (await startStorage({ dataDir })).stop();
    writeFileSync(join(dataDir, 'pg', 'postmaster.pid'), `${process.pid}\n${dataDir}/pg\n1\n5432\n/tmp\n\n`);
    writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, identity: 'an earlier boot' }));
    await (await startStorage({ dataDir })).stop();
    expect(existsSync(join(dataDir, 'owner.json'))).toBe(false);
  });
});

describe('a folder of a storage in memory', () => {
  it('is removed, and its server ended, after kill -9 of its process', async () => {
    const writer = startWriter('');
    await writer.hasWritten(1);
    const [, server, folder = ''] = writer.lines[0]?.split(' ') ?? [];
    expect(existsSync(folder)).toBe(true);
    writer.child.kill('SIGKILL');
    await until(() => !isAlive(Number(server)) && !existsSync(folder));
  });

  it('is removed by the next start where nothing else did', async () => {
    const writer = startWriter('');
    await writer.hasWritten(1);
    const [, server, folder = ''] = writer.lines[0]?.split(' ') ?? [];
    killWatchdogs(writer.child, Number(server));
    writer.child.kill('SIGKILL');
    await writer.exited;
    await (await startStorage()).stop();
    expect(isAlive(Number(server))).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });
});

describe.skipIf(process.getuid?.() !== 0)('accounts', () => {
  it('as root, a folder that no other account can reach', async () => {
    chmodSync(base, 0o700);
    const dataDir = join(base, 'data');
    const storage = await startStorage({ dataDir });
    const connection = await storage.openConnection();
    await connection.query('CREATE TABLE public.ledger (n integer); INSERT INTO public.ledger VALUES (1); CHECKPOINT');
    await storage.kill();
    await storage.restart();
    await storage.stop();
    expect(await countRows(dataDir)).toBe(1);
  });

  it("as an ordinary user, and then as root on that user's folder", async () => {
    const dataDir = join(base, 'data');
    chmodSync(base, 0o755);
    mkdirSync(dataDir);
    chownSync(dataDir, NOBODY, NOBODY);
    const writer = startWriter(dataDir, { uid: NOBODY, gid: NOBODY });
    await writer.hasWritten(3);
    writer.child.kill('SIGKILL');
    await writer.exited;
    expect(await countRows(dataDir)).toBeGreaterThanOrEqual(3);
    const again = startWriter(dataDir, { uid: NOBODY, gid: NOBODY });
    await again.hasWritten(1);
  });
});
