import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasFunctions, installFunctionsSql, STORAGE_UPGRADES, STORAGE_VERSION } from './bootstrap-sql.ts';
import { clusterTemplate, DATABASE } from './cluster-template.ts';
import { copyTree } from './copy-tree.ts';
import { claimFolder } from './folder-owner.ts';
import { openPgConnection, type PgConnection } from './pg-connection.ts';
import { CONNECTION_FAILURE, PgError } from './pg-error.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { type PostgresProcess, type PostgresProcessOptions, startPostgres } from './postgres-process.ts';
import { stopOrphan } from './stop-orphan.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export type StorageOptions = {
  /** Kept between runs. Undefined: a temporary folder that goes with the process, without forced writes. */
  dataDir?: string | undefined;
  /**
   * SQL that (re)creates PostgreSQL functions in schema `ora`, each with CREATE OR REPLACE. Run when it differs from what the data folder
   * was last started with.
   */
  functions?: string | undefined;
};

/** The PostgreSQL server that holds the rows. */
export interface Storage {
  readonly dataDir: string;
  readonly isRunning: boolean;
  /** Rejects with PgError, code 08006 while the server is down. */
  openConnection(): Promise<PgConnection>;
  /** Rolls back what is open, writes everything out and ends the server; a temporary folder is removed. The folder may be used again. */
  stop(): Promise<void>;
  /** A crash of the server: all connections break off at once. */
  kill(): Promise<void>;
  /** Starts the server again after `kill()` or a failure. */
  restart(): Promise<void>;
  /** `listener` gets the end of the server's log when the server ends without having been told to. Returns the function that takes it off. */
  onFailure(listener: (log: string) => void): () => void;
}

const START_ATTEMPTS = 10;

/** Makes the data folder where there is none, repairs what a killed process left, and starts the server. Throws an Error with the cure. */
export async function startStorage(options: StorageOptions = {}): Promise<Storage> {
  const { functions = '' } = options;
  const isKept = options.dataDir !== undefined;
  const wanted = isKept ? resolve(options.dataDir ?? '') : await makeTemporaryFolder();
  await mkdir(wanted, { recursive: true });
  const dataDir = await realpath(wanted);
  const release = await claimFolder(dataDir);
  try {
    const folder = join(dataDir, 'pg');
    const found = await stat(folder).catch(() => undefined);
    const binaries = await findPostgresBinaries(found?.uid);
    if (found) await stopOrphan(folder);
    else await makeDataFolder({ binaries, dataDir, folder, isKept, functions });
    if (!isKept) await chmod(dataDir, 0o711);
    const server = new StorageServer(dataDir, release, {
      binaries,
      folder,
      database: DATABASE,
      durability: isKept ? 'kept' : 'memory',
      removeAfterwards: isKept ? undefined : dataDir,
    });
    await server.start();
    await server.prepare(functions).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return server;
  } catch (error) {
    await release();
    if (!isKept) await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** Under a passing name first: a folder named `pg` is always complete. What earlier attempts left is removed. */
async function makeDataFolder(parts: {
  binaries: PostgresBinaries;
  dataDir: string;
  folder: string;
  isKept: boolean;
  functions: string;
}): Promise<void> {
  const { binaries, dataDir, folder, isKept, functions } = parts;
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('pg.')) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  const passing = `${folder}.${randomBytes(6).toString('hex')}`;
  const template = await clusterTemplate(binaries, functions);
  await copyTree(template, passing, { owner: binaries.account, modes: { file: 0o600, folder: 0o700 } });
  if (isKept) await forceToDisk(passing);
  await rename(passing, folder);
  if (isKept) await syncPath(dirname(folder));
}

async function forceToDisk(path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isDirectory()) {
    await Promise.all((await readdir(path)).map((name) => forceToDisk(join(path, name))));
  }
  if (found.isDirectory() || found.isFile()) await syncPath(path);
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

class StorageServer implements Storage {
  readonly dataDir: string;
  readonly #release: () => Promise<void>;
  readonly #options: PostgresProcessOptions;
  readonly #failureListeners = new Set<(log: string) => void>();
  #server: PostgresProcess | undefined;

  constructor(dataDir: string, release: () => Promise<void>, options: PostgresProcessOptions) {
    this.dataDir = dataDir;
    this.#release = release;
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#server !== undefined;
  }

  async start(): Promise<void> {
    const server = await this.#startWithPatience();
    this.#server = server;
    void server.exited.then((log) => {
      if (this.#server !== server) return;
      this.#server = undefined;
      for (const listener of [...this.#failureListeners]) listener(log);
    });
  }

  /** Processes of a server that was killed may hold its shared memory for a moment. */
  async #startWithPatience(): Promise<PostgresProcess> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await startPostgres(this.#options);
      } catch (error) {
        const isInUse = error instanceof Error && error.message.includes('pre-existing shared memory block');
        if (!isInUse || attempt === START_ATTEMPTS) throw error;
        await sleep(100 * attempt);
      }
    }
  }

  /** Brings the `ora` schema of an older data folder up to date. */
  async prepare(functions: string): Promise<void> {
    const connection = await this.openConnection();
    try {
      const { rows } = await connection.query('SELECT name, value FROM ora.settings');
      const settings = new Map(rows.map(([name, value]) => [name ?? '', value ?? '']));
      const version = Number(settings.get('storage_version'));
      if (version > STORAGE_VERSION) {
        throw new Error(`The data folder ${this.dataDir} was written by a newer version of this program.`);
      }
      for (let step = version; step < STORAGE_VERSION; step++) {
        await connection.query(
          `BEGIN; ${STORAGE_UPGRADES[step - 1] ?? ''}; UPDATE ora.settings SET value = '${step + 1}' WHERE name = 'storage_version'; COMMIT`,
        );
      }
      if (!hasFunctions(settings, functions)) await connection.query(installFunctionsSql(functions));
    } finally {
      await connection.end();
    }
  }

  async openConnection(): Promise<PgConnection> {
    const server = this.#server;
    if (server === undefined) throw new PgError('the storage is down', CONNECTION_FAILURE);
    return openPgConnection(server.address);
  }

  async stop(): Promise<void> {
    await this.#end('fast');
    if (this.#options.removeAfterwards !== undefined) {
      await rm(this.#options.removeAfterwards, { recursive: true, force: true });
    }
    await this.#release();
  }

  kill(): Promise<void> {
    return this.#end('immediate');
  }

  async #end(mode: 'fast' | 'immediate'): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.stop(mode);
  }

  async restart(): Promise<void> {
    if (this.#server !== undefined) return;
    await stopOrphan(this.#options.folder);
    await this.start();
  }

  onFailure(listener: (log: string) => void): () => void {
    this.#failureListeners.add(listener);
    return () => this.#failureListeners.delete(listener);
  }
}
