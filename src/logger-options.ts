import { join } from 'node:path';
import type { FastifyLoggerOptions, PinoLoggerOptions } from 'fastify/types/logger.js';
import type { Config } from './config.ts';

type LogTarget = { level: string; target: string; options: Record<string, unknown> };
type LogSettings = Pick<Config, 'log' | 'instanceName'> & { startedAt: Date; isTerminal: boolean };

/** JSON lines on standard output (readable ones on a terminal) and, with LOG_DIR, in a file for each start of an instance. */
export function loggerOptions({
  log,
  instanceName,
  startedAt,
  isTerminal,
}: LogSettings): FastifyLoggerOptions & PinoLoggerOptions {
  const options = { level: log.level, base: { instance: instanceName }, redact: ['req.headers.authorization'] };
  if (log.dir === undefined && !isTerminal) return options;
  // Each target filters by a level of its own, `info` if it is not told.
  const targets: LogTarget[] = [
    isTerminal
      ? {
          level: log.level,
          target: 'pino-pretty',
          options: { ignore: 'pid,hostname,instance', translateTime: 'SYS:HH:MM:ss' },
        }
      : { level: log.level, target: 'pino/file', options: { destination: 1 } },
  ];
  if (log.dir !== undefined) {
    const destination = join(log.dir, logFileName(instanceName, startedAt));
    targets.push({ level: log.level, target: 'pino/file', options: { destination, mkdir: true } });
  }
  return { ...options, transport: { targets } };
}

/** `Produccion_2025-12-10_08-00-00.log`, in local time. */
export function logFileName(instanceName: string, startedAt: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [startedAt.getFullYear(), two(startedAt.getMonth() + 1), two(startedAt.getDate())].join('-');
  const time = [startedAt.getHours(), startedAt.getMinutes(), startedAt.getSeconds()].map(two).join('-');
  return `${instanceName}_${date}_${time}.log`;
}
