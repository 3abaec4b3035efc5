import { CatalogChange } from '../catalog/catalog-change.ts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import { makeVerifier } from '../catalog/password-verifier.ts';
import type { Storage } from '../storage/start-storage.ts';
import { OracleError } from '../types/oracle-error.ts';
import { CommitFaults } from './commit-fault.ts';
import type { Database, DatabaseSession } from './database-session.ts';
import { GlobalTransactions } from './global-transactions.ts';
import { INSTANCE } from './instance.ts';
import { openSession } from './open-session.ts';
import type { OracleSession } from './oracle-session.ts';
import { SessionNumbers } from './session-numbers.ts';
import type { ClientInfo } from './session-state.ts';

/** Sessions at once. Each holds a connection to the storage, and may take a second one for an autonomous transaction. */
const MAX_SESSIONS = 200;

export type RunningDatabase = Database & {
  readonly commitFaults: CommitFaults;
  /** Ends every session with `error`: running calls reject with it, transactions are rolled back. Resolves when all have ended. */
  terminateSessions(error: OracleError): Promise<void>;
};

/** The database: users log on to it, sessions run in it. Sessions end by themselves when the storage fails. */
export function createDatabase(parts: { storage: Storage; catalog: LoadedCatalog }): RunningDatabase {
  return new OracleDatabase(parts.storage, parts.catalog);
}

class OracleDatabase implements RunningDatabase {
  readonly version = INSTANCE.version;
  readonly serviceName = INSTANCE.serviceName;
  readonly databaseName = INSTANCE.databaseName;
  readonly instanceName = INSTANCE.instanceName;
  readonly commitFaults = new CommitFaults();
  readonly #storage: Storage;
  readonly #catalog: LoadedCatalog;
  readonly #numbers = new SessionNumbers(MAX_SESSIONS);
  readonly #sessions = new Set<OracleSession>();
  readonly #transactions: GlobalTransactions;

  constructor(storage: Storage, catalog: LoadedCatalog) {
    this.#storage = storage;
    this.#catalog = catalog;
    this.#transactions = new GlobalTransactions(catalog.pendingTransactions);
    storage.onFailure(() => void this.terminateSessions(connectionLost()));
  }

  findVerifier(user: string): { salt: Buffer; verifier: Buffer } | undefined {
    return this.#catalog.findVerifier(user);
  }

  isPasswordExpired(user: string): boolean {
    return this.#catalog.privileges.principal(user)?.isPasswordExpired === true;
  }

  async openSession(user: string, client: ClientInfo, proxy?: string): Promise<DatabaseSession> {
    const principal = this.#catalog.privileges.principal(user);
    if (proxy !== undefined && principal?.proxies?.includes(proxy) !== true) {
      throw new OracleError(28150, 'proxy not authorized to connect as client');
    }
    if (principal?.kind !== 'USER') throw new OracleError(1017, 'invalid username/password; logon denied');
    if (principal.isLocked) throw new OracleError(28000, 'The account is locked.');
    if (!this.#catalog.hasSystemPrivilege(user, 'CREATE SESSION')) {
      throw new OracleError(1045, `user ${user} lacks CREATE SESSION privilege; logon denied`);
    }
    const identity = this.#numbers.take();
    if (identity === undefined) throw new OracleError(18, 'maximum number of sessions exceeded');
    try {
      const session = await openSession({
        storage: this.#storage,
        catalog: this.#catalog,
        identity: { ...identity, user, userId: principal.id, client, proxy },
        commitFaults: this.commitFaults,
        transactions: this.#transactions,
        onClosed: (closed) => {
          this.#sessions.delete(closed);
          this.#numbers.giveBack(identity.sid);
        },
      });
      this.#sessions.add(session);
      return session;
    } catch (error) {
      this.#numbers.giveBack(identity.sid);
      throw error;
    }
  }

  async changePassword(user: string, password: string): Promise<void> {
    const verifier = await makeVerifier(password);
    await this.#catalog.writer.write(async () => {
      const change = new CatalogChange();
      const principal = this.#catalog.privileges.principal(user);
      if (principal === undefined) throw new OracleError(1918, `user '${user}' does not exist`);
      change.putPrincipal({ ...principal, password: verifier, isPasswordExpired: false });
      return { change, result: undefined, keepsVersion: true };
    });
  }

  async terminateSessions(error: OracleError): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.terminate(error)));
    await this.#transactions.close();
  }
}

function connectionLost(): OracleError {
  return new OracleError(3113, 'end-of-file on communication channel');
}
