import { NeedMoreBytes, ProtocolError } from './protocol-error.ts';

const NULL_LENGTH = 255;
const CHUNKED_LENGTH = 254;

/**
 * Reads TTC's primitive encodings (oracle-net.md 2). It never reads past its end: it throws NeedMoreBytes there, and ProtocolError,
 * with the message's name and the offset, for bytes that make no sense.
 */
export class ByteReader {
  readonly #bytes: Buffer;
  #position: number;
  /** The message that is being read, for errors. */
  message = 'message';

  constructor(bytes: Buffer, position = 0) {
    this.#bytes = bytes;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  fail(problem: string): ProtocolError {
    return new ProtocolError(`${this.message}, offset ${this.#position}: ${problem}`);
  }

  /** A view, not a copy. */
  raw(length: number): Buffer {
    const start = this.#position;
    const end = start + length;
    if (end > this.#bytes.length) throw new NeedMoreBytes(end);
    this.#position = end;
    return this.#bytes.subarray(start, end);
  }

  skip(length: number): void {
    this.raw(length);
  }

  peek(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw new NeedMoreBytes(this.#position + 1);
    return byte;
  }

  ub1(): number {
    const byte = this.peek();
    this.#position += 1;
    return byte;
  }

  uint16be(): number {
    return this.raw(2).readUInt16BE(0);
  }

  uint16le(): number {
    return this.raw(2).readUInt16LE(0);
  }

  uint32be(): number {
    return this.raw(4).readUInt32BE(0);
  }

  ub2(): number {
    return this.#integer(2, false);
  }

  ub4(): number {
    return this.#integer(4, false);
  }

  /** Values above 2^53 lose precision; the protocol has none where that matters. */
  ub8(): number {
    return this.#integer(8, false);
  }

  sb2(): number {
    return this.#integer(2, true);
  }

  sb4(): number {
    return this.#integer(4, true);
  }

  sb8(): number {
    return this.#integer(8, true);
  }

  /** A size byte, then that many big-endian bytes; the size's top bit is the sign. */
  #integer(maxSize: number, isSigned: boolean): number {
    const first = this.ub1();
    const size = first & 0x7f;
    const isNegative = (first & 0x80) !== 0;
    if (size > maxSize) throw this.fail(`an integer of ${size} bytes, at most ${maxSize} expected`);
    if (isNegative && !isSigned) throw this.fail('a negative integer');
    let value = 0;
    for (const byte of this.raw(size)) value = value * 256 + byte;
    return isNegative && value !== 0 ? -value : value;
  }

  /** Length-prefixed bytes, whole or in chunks; null for none. A view where they are in one piece. */
  bytes(): Buffer | null {
    const length = this.ub1();
    if (length === 0 || length === NULL_LENGTH) return null;
    if (length < 253) return this.raw(length);
    if (length !== CHUNKED_LENGTH) throw this.fail(`length byte ${length}`);
    const chunks: Buffer[] = [];
    for (;;) {
      const size = this.ub4();
      if (size === 0) break;
      chunks.push(this.raw(size));
    }
    return chunks.length === 0 ? null : Buffer.concat(chunks);
  }

  /** UTF-8 text as length-prefixed bytes; '' for none. */
  text(): string {
    return this.bytes()?.toString('utf8') ?? '';
  }

  /** ub4 length, then length-prefixed bytes if the length is not 0. */
  bytesWithLength(): Buffer | null {
    return this.ub4() === 0 ? null : this.bytes();
  }

  textWithLength(): string {
    return this.bytesWithLength()?.toString('utf8') ?? '';
  }

  /** Text up to a zero byte, at most `maxLength` bytes. */
  terminatedText(maxLength: number): string {
    const bytes: number[] = [];
    for (;;) {
      const byte = this.ub1();
      if (byte === 0) return Buffer.from(bytes).toString('latin1');
      bytes.push(byte);
      if (bytes.length > maxLength) throw this.fail(`text of more than ${maxLength} bytes`);
    }
  }
}
