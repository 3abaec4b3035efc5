import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the database of a data folder listens. Stands in the folder while it does; may be left over from a killed one. */
export type ListenerInfo = { host: string; port: number; pid: number };

const FILE = 'listener.json';

/** Leaves word of the listener in the data folder, for `run`. Nothing to do without one. */
export async function announceListener(dataDir: string | undefined, info: ListenerInfo): Promise<void> {
  if (dataDir === undefined) return;
  const passing = join(dataDir, `${FILE}.${process.pid}`);
  await writeFile(passing, `${JSON.stringify(info)}\n`);
  await rename(passing, join(dataDir, FILE));
}

export async function withdrawListener(dataDir: string | undefined): Promise<void> {
  if (dataDir !== undefined) await rm(join(dataDir, FILE), { force: true });
}

/** Undefined where no database has left word. Whether one still listens, only connecting tells. */
export async function readListener(dataDir: string): Promise<ListenerInfo | undefined> {
  try {
    const info: unknown = JSON.parse(await readFile(join(dataDir, FILE), 'utf8'));
    return isListenerInfo(info) ? info : undefined;
  } catch {
    return undefined;
  }
}

function isListenerInfo(value: unknown): value is ListenerInfo {
  return (
    typeof value === 'object' &&
    value !== null &&
    'host' in value &&
    typeof value.host === 'string' &&
    'port' in value &&
    typeof value.port === 'number' &&
    'pid' in value &&
    typeof value.pid === 'number'
  );
}
