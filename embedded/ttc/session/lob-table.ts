import type { DatabaseSession } from '../../session/database-session.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { Lob } from '../../types/values.ts';
import { LIMITS } from '../limits.ts';
import { joinPieces, splice } from './lob-content.ts';

type Content = string | Buffer;

/** Consecutive writes that are not in the LOB yet. */
type PendingWrite = { offset: number; length: number; pieces: Content[] };

type Entry = {
  lob: Lob;
  /** Content held when it was fetched, in bytes. 0 for LOBs that the client made: those it frees itself. */
  heldBytes: number;
  pending: PendingWrite | undefined;
  /** A write went through to the row: later ones in a row with it may wait. */
  hasWritten: boolean;
};

export const LOCATOR_BYTES = 40;
/** In characters or bytes; what clients read and write at a time. */
export const CHUNK_SIZE = 32_768;
const INITIALIZED = 0x08;
/** CLOB data is sent as UTF-16, as it is for any multi-byte character set. */
const VARIABLE_LENGTH_CHARSET = 0x80;
/** Tells the client to say when it needs the LOB no more. */
const TEMPORARY = 0x01;
const ID_OFFSET = 8;

/**
 * The LOBs that the client has locators of. Clients write long LOBs in many small pieces: pieces in a row are gathered and written
 * as one when anything else is asked.
 */
export class LobTable {
  readonly #session: DatabaseSession;
  readonly #entries = new Map<number, Entry>();
  /** Those with a pending write or a write behind them. */
  readonly #written = new Set<Entry>();
  #lastId = 0;
  #heldBytes = 0;
  /** Contents as last read, until something else is done: a client reads a long LOB in pieces too. */
  readonly #contents = new Map<Lob, Content>();

  constructor(session: DatabaseSession) {
    this.#session = session;
  }

  /** A locator for a LOB that the database gave. */
  locate(lob: Lob): { locator: Buffer; length: number; chunkSize: number } {
    const heldBytes = typeof lob.content === 'string' ? lob.content.length * 2 : lob.content.length;
    return { locator: this.#add(lob, heldBytes), length: lob.content.length, chunkSize: CHUNK_SIZE };
  }

  createTemporary(kind: Lob['kind']): Buffer {
    return this.#add(new Lob(kind, kind === 'BLOB' ? Buffer.alloc(0) : ''), 0);
  }

  /** The LOB with all that was written to it. Throws ORA-22275. For `settle`d tables only. */
  find(locator: Buffer): Lob {
    return this.#entry(locator).lob;
  }

  /** Several locators, one after the other. Unknown ones are no error. */
  free(locators: Buffer): void {
    for (let start = 0; start + LOCATOR_BYTES <= locators.length; start += LOCATOR_BYTES) {
      this.#remove(idOf(locators.subarray(start, start + LOCATOR_BYTES)));
    }
  }

  /** Writes what is still pending. To be called before every call but a LOB write; rejects as `writeLob` does. */
  async settle(): Promise<void> {
    for (const entry of this.#written) {
      this.#written.delete(entry);
      entry.hasWritten = false;
      await this.#apply(entry);
    }
  }

  /** To be called before every call but those to LOBs: what was read may be out of date after it. */
  forgetContents(): void {
    this.#contents.clear();
  }

  async read(locator: Buffer): Promise<Content> {
    const { lob } = this.#entry(locator);
    const known = this.#contents.get(lob);
    if (known !== undefined) return known;
    const content = lob.origin === undefined ? lob.content : await this.#session.readLob(lob);
    this.#contents.set(lob, content);
    return content;
  }

  /** `offset` is 0-based. A gap between the LOB's end and `offset` is filled with spaces or zero bytes. */
  async write(locator: Buffer, offset: number, data: Content): Promise<void> {
    const entry = this.#entry(locator);
    for (const other of this.#written) if (other !== entry) await this.#apply(other);
    this.#written.add(entry);
    const { pending } = entry;
    if (pending !== undefined && pending.offset + pending.length === offset) {
      pending.pieces.push(data);
      pending.length += data.length;
      return;
    }
    if (pending !== undefined) await this.#apply(entry);
    if (entry.lob.origin !== undefined && !entry.hasWritten) {
      // The first one shows whether the row may be written at all.
      await this.#session.writeLob(entry.lob, offset, data);
      this.#contents.delete(entry.lob);
      entry.hasWritten = true;
      entry.pending = { offset: offset + data.length, length: 0, pieces: [] };
      return;
    }
    entry.pending = { offset, length: data.length, pieces: [data] };
  }

  async trim(locator: Buffer, length: number): Promise<void> {
    const { lob } = this.#entry(locator);
    this.#contents.delete(lob);
    if (lob.origin !== undefined) {
      await this.#session.trimLob(lob, length);
      return;
    }
    if (length > lob.content.length)
      throw new OracleError(22926, "specified trim length is greater than current LOB value's length");
    lob.content = lob.content.slice(0, length);
  }

  async #apply(entry: Entry): Promise<void> {
    const { lob, pending } = entry;
    entry.pending = undefined;
    if (pending === undefined || pending.length === 0) return;
    this.#contents.delete(lob);
    const data = joinPieces(pending.pieces);
    if (lob.origin !== undefined) await this.#session.writeLob(lob, pending.offset, data);
    else lob.content = splice(lob.content, pending.offset, data);
  }

  #entry(locator: Buffer): Entry {
    const entry = this.#entries.get(idOf(locator));
    if (entry === undefined) throw new OracleError(22275, 'invalid LOB locator specified');
    return entry;
  }

  #add(lob: Lob, heldBytes: number): Buffer {
    this.#lastId += 1;
    this.#entries.set(this.#lastId, { lob, heldBytes, pending: undefined, hasWritten: false });
    this.#heldBytes += heldBytes;
    this.#giveUpOldest();
    return locatorOf(this.#lastId, lob.kind);
  }

  #giveUpOldest(): void {
    if (this.#heldBytes <= LIMITS.maxLobBytes) return;
    for (const [id, entry] of this.#entries) {
      if (this.#heldBytes <= LIMITS.maxLobBytes || id === this.#lastId) return;
      if (entry.heldBytes > 0 && entry.pending === undefined) this.#remove(id);
    }
  }

  #remove(id: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#written.delete(entry);
    this.#contents.delete(entry.lob);
    this.#heldBytes -= entry.heldBytes;
  }
}

function locatorOf(id: number, kind: Lob['kind']): Buffer {
  const locator = Buffer.alloc(LOCATOR_BYTES);
  locator.writeUInt16BE(LOCATOR_BYTES - 2, 0);
  locator[5] = INITIALIZED;
  locator[6] = kind === 'BLOB' ? 0 : VARIABLE_LENGTH_CHARSET;
  locator[7] = TEMPORARY;
  locator.writeBigUInt64BE(BigInt(id), ID_OFFSET);
  return locator;
}

function idOf(locator: Buffer): number {
  return locator.length === LOCATOR_BYTES ? Number(locator.readBigUInt64BE(ID_OFFSET)) : 0;
}
