import type { SessionState } from '../session/session-state.ts';
import type { PgConnection, PgResult } from '../storage/pg-connection.ts';
import { installRuntime } from './runtime/install-runtime.ts';

/** Statements of one text are prepared from their second execution on, up to this many. */
const MAX_PREPARED = 400;

const SETTINGS = `SET TimeZone = 'UTC'; SET IntervalStyle = 'iso_8601'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex'; SET plan_cache_mode = 'auto'; SET cursor_tuple_fraction = 1.0; SET client_min_messages = warning; SET jit = off`;

/** The session's PostgreSQL connection, with prepared statements and the session's interrupt. */
export class StatementConnection {
  readonly pg: PgConnection;
  readonly #session: SessionState;
  readonly #executions = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #nextName = 1;
  #catalogVersion = -1;
  #ready: Promise<void> | undefined;
  #isReady = false;
  /** Set while a cancel request is on its way: the next statement waits for it, so as not to be hit by it. */
  #cancelling: Promise<void> | undefined;

  /** @param isReady another session has prepared it. */
  constructor(pg: PgConnection, session: SessionState, isReady = false) {
    this.pg = pg;
    this.#session = session;
    this.#isReady = isReady;
  }

  /** Runs a statement; it goes out behind what was called before. An interrupt breaks it off (SQLSTATE 57014). */
  async query(text: string, parameters: readonly (string | null)[], catalogVersion: number): Promise<PgResult> {
    if (!this.#isReady) await this.#prepareSession();
    if (this.#cancelling !== undefined) await this.#settleCancel();
    this.#session.interrupt.check();
    const options = this.#nameOf(text, parameters, catalogVersion);
    const stop = this.#session.interrupt.onRequest(() => {
      this.#cancelling ??= this.pg.cancel();
    });
    try {
      return await this.pg.query(text, parameters, options);
    } finally {
      stop();
      await this.#settleCancel();
    }
  }

  /** Transaction control: never interrupted. Without waiting for it, the next call's statement goes out in the same packet. */
  async control(text: string): Promise<void> {
    if (!this.#isReady) await this.#prepareSession();
    await this.pg.query(text);
  }

  #prepareSession(): Promise<void> {
    this.#ready ??= installRuntime(this.pg).then(async () => {
      await this.pg.query(SETTINGS);
      this.#isReady = true;
    });
    return this.#ready;
  }

  /** A cancel that came too late for its statement would hit the next one: it hits an empty one. */
  async #settleCancel(): Promise<void> {
    const cancelling = this.#cancelling;
    if (cancelling === undefined) return;
    await cancelling.catch(() => undefined);
    this.#cancelling = undefined;
    await this.pg.query('SELECT 1').catch(() => undefined);
  }

  #nameOf(text: string, parameters: readonly (string | null)[], version: number): { name?: string } {
    if (version !== this.#catalogVersion) {
      if (this.#names.size > 0) {
        this.#names.clear();
        this.pg.query('DEALLOCATE ALL').catch(() => undefined);
      }
      this.#executions.clear();
      this.#catalogVersion = version;
    }
    const known = this.#names.get(text);
    if (known !== undefined) return { name: known };
    const count = (this.#executions.get(text) ?? 0) + 1;
    if (this.#executions.size > 2000) this.#executions.clear();
    this.#executions.set(text, count);
    if (count < 2 || parameters.length === 0 || this.#names.size >= MAX_PREPARED) return {};
    const name = `ora_${this.#nextName++}`;
    this.#names.set(text, name);
    return { name };
  }
}
