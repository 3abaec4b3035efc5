import { ProtocolError } from '../ttc/protocol-error.ts';
import { HEADER_BYTES, type LengthForm, type Packet } from './packet.ts';

/** Cuts a byte stream into packets. Synchronous: what it is given is what it has. */
export class PacketFramer {
  #chunks: Buffer[] = [];
  #length = 0;
  lengthForm: LengthForm = 'short';
  /** Header included. */
  maxPacketBytes: number;

  constructor(maxPacketBytes: number) {
    this.maxPacketBytes = maxPacketBytes;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next whole packet, if there is one. Throws ProtocolError for a length that no packet has. */
  next(): Packet | undefined {
    if (this.#length < HEADER_BYTES) return undefined;
    const header = this.#front(HEADER_BYTES);
    const length = this.lengthForm === 'long' ? header.readUInt32BE(0) : header.readUInt16BE(0);
    if (length < HEADER_BYTES || length > this.maxPacketBytes) {
      throw new ProtocolError(`packet of ${length} bytes, at most ${this.maxPacketBytes} allowed`);
    }
    if (this.#length < length) return undefined;
    const packet = this.#front(length);
    this.#drop(length);
    return { type: packet.readUInt8(4), body: packet.subarray(HEADER_BYTES) };
  }

  /** The first `count` bytes in one piece. There are as many. */
  #front(count: number): Buffer {
    const first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length >= count) return first.subarray(0, count);
    const parts: Buffer[] = [];
    let missing = count;
    for (const chunk of this.#chunks) {
      if (missing === 0) break;
      const part = chunk.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  #drop(count: number): void {
    this.#length -= count;
    let rest = count;
    while (rest > 0) {
      const first = this.#chunks[0];
      if (first === undefined) return;
      if (first.length > rest) {
        this.#chunks[0] = first.subarray(rest);
        return;
      }
      rest -= first.length;
      this.#chunks.shift();
    }
  }
}
