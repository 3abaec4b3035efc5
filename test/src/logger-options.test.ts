import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { logFileName, loggerOptions } from '../../src/logger-options.ts';

it('names the file as the guides do', () => {
  expect(logFileName('Produccion', new Date(2025, 11, 10, 8, 0, 0))).toBe('Produccion_2025-12-10_08-00-00.log');
});

it('writes JSON lines to the folder of LOG_DIR, without the token', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'oracle-jobs-log-'));
  const startedAt = new Date(2025, 11, 10, 8, 0, 0);
  const logger = loggerOptions({
    instanceName: 'Prueba',
    log: { level: 'debug', dir: join(dir, 'log') },
    startedAt,
    isTerminal: true,
  });
  const app = Fastify({ logger });
  app.log.debug({ req: { headers: { authorization: 'Bearer secret' } } }, 'hola');
  await app.close();

  const file = join(dir, 'log', 'Prueba_2025-12-10_08-00-00.log');
  let content = '';
  while (!content.includes('hola')) {
    content = await readFile(file, 'utf8').catch(() => '');
    await sleep(20);
  }
  expect(await readdir(join(dir, 'log'))).toEqual(['Prueba_2025-12-10_08-00-00.log']);
  expect(JSON.parse(content.split('\n')[0] as string)).toMatchObject({ level: 20, instance: 'Prueba', msg: 'hola' });
  expect(content).not.toContain('secret');
  await rm(dir, { recursive: true });
});
