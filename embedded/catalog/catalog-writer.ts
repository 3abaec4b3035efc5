import type { PgConnection } from '../storage/pg-connection.ts';
import type { Storage } from '../storage/start-storage.ts';
import type { CatalogChange } from './catalog-change.ts';
import { ExclusiveSection } from './exclusive-section.ts';
import type { LoadedCatalog } from './loaded-catalog.ts';

export type PreparedChange<T> = {
  change: CatalogChange;
  result: T;
  /** True where nothing that statements were compiled against is different. */
  keepsVersion?: boolean;
};

/**
 * Changes of the catalog, one at a time: what a change was checked against is still so when it is written. DDL statements write in
 * their session's transaction (`exclusively`), everything else on the connection kept here (`write`).
 */
export class CatalogWriter {
  readonly #storage: Storage;
  readonly #catalog: LoadedCatalog;
  readonly #section = new ExclusiveSection();
  #connection: PgConnection | undefined;
  #reader: PgConnection | undefined;

  constructor(storage: Storage, catalog: LoadedCatalog) {
    this.#storage = storage;
    this.#catalog = catalog;
  }

  exclusively<T>(section: () => Promise<T>): Promise<T> {
    return this.#section.run(section);
  }

  /** `prepare` gets a function for new object ids. The change is committed and applied before this resolves. */
  write<T>(prepare: (nextId: () => Promise<number>) => Promise<PreparedChange<T>>): Promise<T> {
    return this.#section.run(async () => {
      const connection = await this.#open();
      const nextId = async () => {
        const { rows } = await connection.query(`SELECT nextval('ora.object_id_seq')`);
        return Number(rows[0]?.[0]);
      };
      const { change, result, keepsVersion } = await prepare(nextId);
      if (change.steps.length === 0) return result;
      await connection.query('BEGIN');
      try {
        await change.write((sql, parameters) => connection.query(sql, parameters));
        await connection.query('COMMIT');
      } catch (error) {
        await connection.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
      this.#catalog.apply(change, { keepsVersion: keepsVersion ?? false });
      return result;
    });
  }

  /** A question to the storage for a dictionary view, outside of all transactions. */
  async ask(sql: string, parameters: (string | null)[] = []): Promise<(string | null)[][]> {
    if (this.#reader?.isOpen !== true) this.#reader = await this.#storage.openConnection();
    return (await this.#reader.query(sql, parameters)).rows;
  }

  async close(): Promise<void> {
    await Promise.all([this.#connection?.end(), this.#reader?.end()]);
  }

  async #open(): Promise<PgConnection> {
    if (this.#connection?.isOpen !== true) this.#connection = await this.#storage.openConnection();
    return this.#connection;
  }
}
