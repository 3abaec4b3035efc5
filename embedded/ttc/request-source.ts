import { ByteReader } from './byte-reader.ts';
import type { Channel, DataPacket } from './channel.ts';
import { LIMITS } from './limits.ts';
import { ConnectionLost, NeedMoreBytes, ProtocolError } from './protocol-error.ts';

/**
 * Makes requests of packets. A request has no length: it is decoded as far as its bytes go, and again from the last finished piece
 * when more have come. So decoders must not have effects, and long requests are to be read in pieces: first the head, then row by row.
 */
export class RequestSource {
  readonly #channel: Channel;
  /** Bytes of the current request; `#length` of them are filled, those before `#position` are decoded. */
  #bytes = Buffer.alloc(0);
  #length = 0;
  #position = 0;
  #lastPacket: DataPacket | undefined;
  #isFinished = true;
  maxBytes: number = LIMITS.maxLoginRequestBytes;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** The first piece of the next request; undefined when the client is gone. Rejects like `Channel.receive`. */
  async next<T>(decode: (reader: ByteReader) => T): Promise<T | undefined> {
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    this.#position = 0;
    this.#lastPacket = undefined;
    this.#isFinished = false;
    if (!(await this.#pull())) return undefined;
    return this.more(decode);
  }

  /** A further piece of the same request. Rejects with ConnectionLost when the client is gone. */
  async more<T>(decode: (reader: ByteReader) => T): Promise<T> {
    for (;;) {
      const reader = new ByteReader(this.#bytes.subarray(0, this.#length), this.#position);
      try {
        const piece = decode(reader);
        this.#position = reader.position;
        return piece;
      } catch (error) {
        if (!(error instanceof NeedMoreBytes)) throw error;
        if (this.#lastPacket?.isMarkedLast === true) {
          throw new ProtocolError(`${reader.message}, offset ${this.#length}: ends too early`);
        }
        await this.#pullUntil(error.needed, reader.message);
      }
    }
  }

  /** To be called when everything of the request was decoded. Bytes that are left show a decoder that lost its place. */
  finish(): void {
    this.#isFinished = true;
    if (this.#position < this.#length) {
      throw new ProtocolError(`request, offset ${this.#position}: ${this.#length - this.#position} bytes too many`);
    }
  }

  /** Skips what was not decoded, if the request was not finished: what it is cannot be known. */
  async discardRest(): Promise<void> {
    if (this.#isFinished) return;
    this.#isFinished = true;
    for (;;) {
      const packet = this.#lastPacket;
      if (packet === undefined || packet.isMarkedLast || packet.isShort) return;
      this.#length = 0;
      this.#position = 0;
      if (!(await this.#pull())) throw new ConnectionLost();
    }
  }

  async #pullUntil(needed: number, message: string): Promise<void> {
    const kept = needed - this.#position;
    if (kept > this.maxBytes) throw new ProtocolError(`${message}: ${kept} bytes, at most ${this.maxBytes} allowed`);
    // Offsets change as room is made: count what is missing.
    for (let missing = needed - this.#length; missing > 0; ) {
      if (!(await this.#pull())) throw new ConnectionLost();
      missing -= this.#lastPacket?.payload.length ?? 0;
    }
  }

  async #pull(): Promise<boolean> {
    const packet = await this.#channel.receive();
    if (packet === undefined) return false;
    this.#lastPacket = packet;
    this.#makeRoom(packet.payload.length);
    packet.payload.copy(this.#bytes, this.#length);
    this.#length += packet.payload.length;
    return true;
  }

  /** What was decoded makes place for what comes, so that a long request is not kept whole. */
  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const rest = this.#length - this.#position;
    const isMostlyDecoded = this.#position > this.#bytes.length / 2;
    const capacity = isMostlyDecoded ? this.#bytes.length : this.#bytes.length * 2;
    const larger = Buffer.allocUnsafe(Math.max(capacity, rest + count, 8192));
    this.#bytes.copy(larger, 0, this.#position, this.#length);
    this.#bytes = larger;
    this.#position = 0;
    this.#length = rest;
  }
}
